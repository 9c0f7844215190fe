"""What becomes of the keys: a new one for the database, key pairs, and keys that were put back."""

from typing import Annotated

from casustafel.domain.errors import DatabaseError, RuleError, UsageError
from casustafel.domain.sizes import Between, Secret, Text120
from casustafel.services.people.keyring import COUNTER, KeyRing, ask_again
from casustafel.services.people.persons import ASKED, REKEY
from casustafel.services.use_case import Free, Reading, Right, UnitOfWork, part, read, use_case
from casustafel.storage import keys
from casustafel.storage.folding import fold
from casustafel.storage.store import Reader


@read(Right.MANAGE_PEOPLE)
def rekey_due(reader: Reading) -> bool:
    """Say whether the database waits for a new key: access was taken away, or there was no room."""
    return reader.setting(REKEY) is not None


@use_case(Right.MANAGE_PEOPLE)
def ask_rekey(
    uow: UnitOfWork,
    ring: KeyRing,
    present: Secret,
    *,
    second: Text120 = "",
    secret: Secret = "",
    reference: Text120 = "",
) -> None:
    """Let the database get a new key at the next opening, which the caller sees to at once.

    It is never done alone: a second holder types an own passphrase, or there is a signed list with
    a `reference`. Who has a slot of version 1 is shut out by it (`KeyRing.shut_out`).
    Raises UsageError('passphrase-present-wrong'), RuleError('rekey-alone') or
    UsageError('passphrase-second-wrong').
    """
    ask_again(ring, present)
    second_person(ring, second, secret, reference)
    uow.choose(REKEY, ASKED)
    uow.audit("rekey-begun", "workspace", ring.unlocked.workspace, reference=reference.strip())


@part
def second_person(
    ring: KeyRing | None, second: str, secret: str, reference: str, alone: str = "rekey-alone"
) -> str:
    """Return who agrees beside who acts: another holder by an own passphrase, or a signed list.

    Raises RuleError with the code `alone`, or UsageError('passphrase-second-wrong').
    """
    if reference.strip():
        return f"getekende lijst {reference.strip()}"
    if ring is None or not second.strip() or fold(second) == fold(ring.unlocked.person or ""):
        raise RuleError(alone)
    try:
        keys.unlock(ring.path, secret, second)
    except DatabaseError as error:
        raise UsageError("passphrase-second-wrong", person=second) from error
    return second.strip()


@part
def rekey_asked(reader: Reader) -> bool:
    """Say whether the database is to get a new key before anybody works in it."""
    return bool(reader.setting(REKEY) == ASKED)


@use_case(Free("two persons asked for it; it is done at the next opening, whoever opens"))
def log_rekeyed(uow: UnitOfWork, workspace: str, counter: int) -> None:
    """Log in the copy that is about to be put in place that it has a new key."""
    uow.choose(REKEY, None)
    uow.choose(COUNTER, counter)
    uow.audit("rekey", "workspace", workspace)


@part
def refuse_rolled_back(reader: Reader, ring: KeyRing) -> None:
    """Raise DatabaseError('keys-rolled-back') when the file of keys is older than is known.

    The recovery key still opens the workspace then: nobody is shut out by a mistake.
    """
    if ring.unlocked.counter < int(reader.setting(COUNTER) or 0):
        raise DatabaseError("keys-rolled-back", file=ring.path.name)


@part
def waits(reader: Reader, ring: KeyRing) -> bool:
    """Say whether `settle` has something to do."""
    known = int(reader.setting(COUNTER) or 0)
    emergency = ring.opened_with_recovery_key()
    return emergency or known != ring.unlocked.counter or not ring.unlocked.slot.pair


@use_case(Free("an opening settles what a kill left and gives an old slot its key pair"))
def settle(uow: UnitOfWork, ring: KeyRing, secret: Secret) -> None:
    """Settle the keys at opening with `secret`.

    A file of keys that is newer than the database knows was written before a kill: the log says
    so. One that is older was opened with the recovery key (`bootstrap` refuses everybody else).
    """
    known, unlocked, now = int(uow.setting(COUNTER) or 0), ring.unlocked, uow.clock()
    if ring.opened_with_recovery_key():
        uow.audit("emergency-opened", "workspace", unlocked.workspace)
    if known < unlocked.counter:
        uow.choose(COUNTER, unlocked.counter)
        uow.audit("keys-ahead", "workspace", unlocked.workspace, was=known, found=unlocked.counter)

    def accept() -> dict[str, object]:
        return ring.keep(keys.accept(ring.path, ring.unlocked, known))

    def pair() -> dict[str, object]:
        return ring.keep(keys.turn_over(ring.path, ring.unlocked, secret, now=now, cost=ring.cost))

    if known > unlocked.counter:
        uow.beside("keys-rolled-back", "workspace", unlocked.workspace, accept)
    if not unlocked.slot.pair:
        uow.beside("key-pair-made", "person", uow.actor.person_id, pair)


#: After how many minutes without use the window locks at most, for everybody; 0 is no bound.
LOCK_MOST = "lock_most"
Minutes = Annotated[int, Between(0, 240)]


@read(Free("bounds the window of everybody who works here"))
def lock_most(reader: Reading) -> int:
    """Return after how many minutes without use the window locks at most; 0 for no bound."""
    return int(reader.setting(LOCK_MOST) or 0)


@use_case(Right.MANAGE_PEOPLE)
def set_lock_most(uow: UnitOfWork, minutes: Minutes) -> None:
    """Bound after how many minutes without use the window locks; 0 takes the bound away."""
    uow.choose(LOCK_MOST, minutes)
    uow.audit("lock-bounded", "setting", LOCK_MOST, minutes=minutes)

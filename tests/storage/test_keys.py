"""Who can open the database, and how that is stored."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from storage_support import CHEAP, PASSPHRASE

from casustafel.domain.errors import CasustafelError, DatabaseError, UsageError
from casustafel.storage import atomic, keys
from casustafel.storage.key_header import header_bytes, read_header
from casustafel.storage.keys import Cost, Unlocked


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cases.keys"


@pytest.fixture
def anna(path: Path, now: datetime) -> Unlocked:
    content, unlocked = keys.make_keys("Anna Voorbeeld", PASSPHRASE, now=now, cost=CHEAP)
    path.write_bytes(content)
    return unlocked


def test_that_the_right_passphrase_gives_the_key_that_was_made(anna: Unlocked, path: Path) -> None:
    opened = keys.unlock(path, PASSPHRASE)

    assert opened.key == anna.key
    assert len(opened.key) == 32
    assert opened.person == "Anna Voorbeeld"


def test_that_two_workspaces_never_share_a_key(now: datetime) -> None:
    made = [keys.make_keys("Anna", PASSPHRASE, now=now, cost=CHEAP)[1] for _ in range(2)]

    assert made[0].key != made[1].key


@pytest.mark.parametrize("secret", ["", "vier paarse fiets", PASSPHRASE.upper(), f" {PASSPHRASE}"])
def test_that_any_other_passphrase_is_refused(anna: Unlocked, path: Path, secret: str) -> None:
    with pytest.raises(DatabaseError, match="passphrase-wrong"):
        keys.unlock(path, secret)


def test_that_a_passphrase_is_the_same_however_its_accents_are_composed(
    path: Path, now: datetime
) -> None:
    path.write_bytes(keys.make_keys("Anna", "één café", now=now, cost=CHEAP)[0])

    assert keys.unlock(path, "één café").person == "Anna"


def test_that_each_person_opens_the_same_key_with_an_own_passphrase(
    anna: Unlocked, path: Path, now: datetime
) -> None:
    keys.add_person(path, anna, "Bram de Proef", "drie gele boten", now=now, cost=CHEAP)

    bram = keys.unlock(path, "drie gele boten", "Bram de Proef")
    assert bram.person == "Bram de Proef"
    assert bram.key == keys.unlock(path, PASSPHRASE, "Anna Voorbeeld").key


def test_that_two_with_the_same_passphrase_are_two_persons(
    anna: Unlocked, path: Path, now: datetime
) -> None:
    """S9: the first slot that fitted decided who it was, and the log blamed her."""
    keys.add_person(path, anna, "Bram de Proef", PASSPHRASE, now=now, cost=CHEAP)

    with pytest.raises(UsageError, match="person-needed"):
        keys.unlock(path, PASSPHRASE)
    assert keys.unlock(path, PASSPHRASE, "Bram de Proef").person == "Bram de Proef"


def test_that_a_named_person_is_found_by_name_whatever_its_case(anna: Unlocked, path: Path) -> None:
    assert keys.unlock(path, PASSPHRASE, "anna  voorbeeld").key == anna.key


def test_that_the_passphrase_of_one_does_not_open_the_slot_of_another(
    anna: Unlocked, path: Path, now: datetime
) -> None:
    keys.add_person(path, anna, "Bram de Proef", "drie gele boten", now=now, cost=CHEAP)

    with pytest.raises(DatabaseError, match="passphrase-wrong"):
        keys.unlock(path, PASSPHRASE, "Bram de Proef")


def test_that_a_stranger_is_told_so(anna: Unlocked, path: Path) -> None:
    with pytest.raises(DatabaseError, match="person-unknown"):
        keys.unlock(path, PASSPHRASE, "Carla Onbekend")


def test_that_nobody_gets_two_slots(anna: Unlocked, path: Path, now: datetime) -> None:
    with pytest.raises(UsageError, match="person-has-slot"):
        keys.add_person(path, anna, "ANNA VOORBEELD", "drie gele boten", now=now, cost=CHEAP)


def test_that_a_changed_passphrase_replaces_the_old_one(
    anna: Unlocked, path: Path, now: datetime
) -> None:
    changed = keys.change_passphrase(path, anna, "drie gele boten", now=now, cost=CHEAP)

    assert keys.unlock(path, "drie gele boten").key == anna.key
    assert len(changed.slots) == 1
    with pytest.raises(DatabaseError, match="passphrase-wrong"):
        keys.unlock(path, PASSPHRASE)


def test_that_a_removed_person_no_longer_opens_it(
    anna: Unlocked, path: Path, now: datetime
) -> None:
    both = keys.add_person(path, anna, "Bram de Proef", "drie gele boten", now=now, cost=CHEAP)
    bram = next(slot for slot in both.slots if slot.person == "Bram de Proef")

    kept = keys.remove_slot(path, both, bram.id)

    assert [slot.person for slot in kept.slots] == ["Anna Voorbeeld"]
    with pytest.raises(DatabaseError, match="passphrase-wrong"):
        keys.unlock(path, "drie gele boten")


def test_that_the_last_person_cannot_be_removed(anna: Unlocked, path: Path, now: datetime) -> None:
    keys.renew_recovery_key(path, anna, now=now, cost=CHEAP)

    with pytest.raises(UsageError, match="slot-last"):
        keys.remove_slot(path, anna, anna.slot.id)
    assert keys.unlock(path, PASSPHRASE).key == anna.key


def test_that_removing_what_is_not_there_is_told(anna: Unlocked, path: Path) -> None:
    with pytest.raises(UsageError, match="slot-unknown"):
        keys.remove_slot(path, anna, "nobody")


def test_that_the_recovery_key_opens_it_however_it_is_typed(
    anna: Unlocked, path: Path, now: datetime
) -> None:
    printed, _ = keys.renew_recovery_key(path, anna, now=now, cost=CHEAP)

    opened = keys.unlock(path, f" {printed.lower().replace('-', ' ')}\n")

    assert opened.key == anna.key
    assert opened.person is None
    assert opened.slot.kind == "recovery"


def test_that_only_the_newest_recovery_key_counts(
    anna: Unlocked, path: Path, now: datetime
) -> None:
    old, _ = keys.renew_recovery_key(path, anna, now=now, cost=CHEAP)
    new, unlocked = keys.renew_recovery_key(path, anna, now=now, cost=CHEAP)

    assert [slot.kind for slot in unlocked.slots] == ["person", "recovery"]
    assert keys.unlock(path, new).key == anna.key
    with pytest.raises(DatabaseError, match="passphrase-wrong"):
        keys.unlock(path, old)


def test_that_who_used_the_recovery_key_can_give_a_person_access(
    anna: Unlocked, path: Path, now: datetime
) -> None:
    printed, _ = keys.renew_recovery_key(path, anna, now=now, cost=CHEAP)
    recovered = keys.unlock(path, printed)

    keys.add_person(path, recovered, "Bram de Proef", "drie gele boten", now=now, cost=CHEAP)

    assert keys.unlock(path, "drie gele boten", "Bram de Proef").person == "Bram de Proef"
    with pytest.raises(UsageError, match="recovery-key-is-renewed"):
        keys.change_passphrase(path, recovered, "iets nieuws", now=now, cost=CHEAP)


@pytest.mark.parametrize("passphrase", ["", "   ", "00000-" * 7 + "00000"])
def test_that_an_empty_passphrase_or_one_like_a_recovery_key_is_refused(
    passphrase: str, now: datetime
) -> None:
    with pytest.raises(UsageError, match="passphrase-unfit"):
        keys.make_keys("Anna", passphrase, now=now, cost=CHEAP)


def test_that_a_nameless_person_is_refused(now: datetime) -> None:
    with pytest.raises(UsageError, match="person-empty"):
        keys.make_keys("  ", PASSPHRASE, now=now, cost=CHEAP)


def test_that_the_file_shows_neither_names_nor_keys(anna: Unlocked, path: Path) -> None:
    content = path.read_bytes()

    assert b"Anna" not in content
    assert b"Voorbeeld" not in content
    assert anna.key not in content
    assert anna.key.hex().encode() not in content


def test_that_the_key_is_not_shown_when_it_is_printed(anna: Unlocked) -> None:
    assert repr(anna.key) not in repr(anna)
    assert anna.key.hex() not in repr(anna)


def test_that_the_price_of_a_guess_is_kept_in_the_file_and_at_least_what_rfc_9106_asks(
    path: Path, now: datetime
) -> None:
    path.write_bytes(keys.make_keys("Anna", PASSPHRASE, now=now)[0])

    cost = read_header(path).slots[0].cost

    assert cost == Cost()
    assert cost.memory_kib >= 64 * 1024
    assert cost.iterations >= 3


@pytest.mark.parametrize("field", ["memory_kib", "iterations", "lanes"])
def test_that_a_lowered_price_does_not_open_it(anna: Unlocked, path: Path, field: str) -> None:
    header = read_header(path)
    slot = header.slots[0]
    cost = Cost(
        **{"memory_kib": 32, "iterations": 1, "lanes": 1}
        | {field: 2 if field != "memory_kib" else 16}
    )
    changed = type(slot)(**{name: getattr(slot, name) for name in slot.__slots__} | {"cost": cost})
    path.write_bytes(header_bytes(replace(header, slots=(changed,))))

    with pytest.raises(DatabaseError, match="passphrase-wrong"):
        keys.unlock(path, PASSPHRASE)


def test_that_a_missing_file_of_keys_is_told(path: Path) -> None:
    with pytest.raises(DatabaseError, match="keys-missing"):
        keys.unlock(path, PASSPHRASE)


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"null", b"\xff\xfe", b'{"format": "casustafel-keys"}', b"[" * 200_000],
)
def test_that_a_file_of_something_else_is_called_damaged(path: Path, content: bytes) -> None:
    path.write_bytes(content)

    with pytest.raises(DatabaseError, match="keys-damaged"):
        keys.unlock(path, PASSPHRASE)


def test_that_every_flipped_bit_is_called_damage_and_never_a_wrong_passphrase(
    anna: Unlocked, path: Path
) -> None:
    whole = path.read_bytes()
    codes = set()
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            codes.add(keys.unlock(path, PASSPHRASE).person)
        except CasustafelError as error:
            codes.add(error.code)

    # White space may change without a meaning; then it still opens.
    assert codes <= {"keys-damaged", "Anna Voorbeeld"}
    assert "keys-damaged" in codes


def test_that_a_file_cut_off_anywhere_is_called_damaged(anna: Unlocked, path: Path) -> None:
    whole = path.read_bytes()
    for length in range(0, len(whole), 50):
        path.write_bytes(whole[:length])
        with pytest.raises(DatabaseError, match="keys-damaged"):
            keys.unlock(path, PASSPHRASE)


def _resealed(path: Path, **changes: object) -> None:
    from casustafel.storage.key_header import _checksum

    stored = json.loads(path.read_bytes())
    del stored["sha256"]
    for name, value in changes.items():
        if name in stored:
            stored[name] = value
        else:
            stored["slots"][0]["kdf"][name] = value
    path.write_text(json.dumps(stored | {"sha256": _checksum(stored)}))


def test_that_a_newer_version_of_the_file_is_told(anna: Unlocked, path: Path) -> None:
    _resealed(path, version=3)

    with pytest.raises(DatabaseError, match="database-newer"):
        keys.unlock(path, PASSPHRASE)


@pytest.mark.parametrize(
    "price",
    [{"memory_kib": 2**40}, {"iterations": 10**9}, {"lanes": 0}, {"memory_kib": 1}, {"salt": ""}],
)
def test_that_a_file_from_elsewhere_can_neither_ask_for_all_memory_nor_fail(
    anna: Unlocked, path: Path, price: dict[str, object]
) -> None:
    """S15d: an empty salt was a fault of the program."""
    _resealed(path, **price)

    with pytest.raises(DatabaseError, match="keys-damaged"):
        keys.unlock(path, PASSPHRASE)


def test_that_a_file_with_more_slots_than_anybody_made_is_called_damaged(
    anna: Unlocked, path: Path
) -> None:
    """S15d: 500 slots were tried one by one, 0.3 s each."""
    slots = json.loads(path.read_bytes())["slots"]
    _resealed(path, slots=slots * 500)

    with pytest.raises(DatabaseError, match="keys-damaged"):
        keys.unlock(path, PASSPHRASE)


def test_that_a_write_that_fails_leaves_the_old_file_whole(
    anna: Unlocked, path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        keys.add_person(path, anna, "Bram", "drie gele boten", now=now, cost=CHEAP)

    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows guards files by other means")
def test_that_only_the_user_may_read_the_file(anna: Unlocked, path: Path, now: datetime) -> None:
    keys.renew_recovery_key(path, anna, now=now, cost=CHEAP)

    assert path.stat().st_mode & 0o077 == 0


def test_that_the_unlock_page_loads_no_database_code() -> None:
    code = (
        "import sys; import casustafel.storage.keys, casustafel.storage.workspace;"
        "print([m for m in ('sqlalchemy', 'alembic', 'sqlcipher3', 'cryptography')"
        " if m in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )

    assert shown.stdout.strip() == "[]"

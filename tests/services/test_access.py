"""A new key for the database when access is taken away, and keys that were put back."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from casustafel import bootstrap
from casustafel.domain.cases import Case
from casustafel.domain.errors import (
    CasustafelError,
    DatabaseError,
    FileError,
    RightError,
    RuleError,
    UsageError,
)
from casustafel.domain.people import Person, Right, Role
from casustafel.domain.records import AuditEvent
from casustafel.gui.idle import bounded
from casustafel.services.case import cases
from casustafel.services.people import access, persons
from casustafel.services.people.keyring import KeyRing
from casustafel.services.queue import queue
from casustafel.services.queue.queue import QueueQuery
from casustafel.services.upkeep import drafts, today_desk, upkeep
from casustafel.storage import atomic, keys, rekey
from casustafel.storage.engine import connect
from casustafel.storage.key_header import read_header, write_header
from casustafel.storage.location import LocalFiles
from kept_workspaces import copied, folders, kept_in
from workspaces import CHEAP, PASSPHRASE, PERSON, Table

KEYS = pytest.mark.where("file", "a server has no keys and passphrases of the program")

BEA, OTHER = "Bea Voorbeeld", "een andere goede zin voor proeven"
CAS, THIRD = "Cas de Proef", "vier groene lampen op het water"


@pytest.fixture
def ring(table: Table) -> KeyRing:
    return KeyRing(table.workspace.storage, CHEAP)


@pytest.fixture
def bea(table: Table, ring: KeyRing) -> Person:
    """Somebody who has access, and leaves."""
    table.do(persons.add_person, ring, PASSPHRASE, CAS, THIRD, reference="2026-114")
    return table.do(persons.add_person, ring, PASSPHRASE, BEA, OTHER, reference="2026-114")


def again(table: Table, secret: str = PASSPHRASE, person: str | None = PERSON) -> None:
    """Close the workspace and open it."""
    table.workspace.close()
    table.workspace = bootstrap.open_workspace(str(table.path), secret, person, clock=table.clock)


def actions(table: Table) -> list[str]:
    return [one.action for one in table.ask(lambda reader: reader.find(AuditEvent))]


def opens(database: Path, key: bytes) -> bool:
    """Say whether a key opens the database that stands there now."""
    connection = connect(database, key, settings=False)
    try:
        connection.execute("SELECT count(*) FROM person")
    except dbapi2.DatabaseError:
        return False
    finally:
        connection.close()
    return True


@KEYS
def test_that_who_was_removed_opens_nothing_any_more_with_an_old_file_of_keys(
    table: Table, ring: KeyRing, bea: Person
) -> None:
    """S10b: 103 clients were read with the removed person's passphrase and a copy of the keys."""
    case = table.case(3)
    files, old = LocalFiles(table.path), table.path.with_suffix(".copy")
    shutil.copyfile(files.keys, old)
    former = keys.unlock(old, OTHER, BEA).key
    table.do(persons.withdraw, ring, bea.id)
    assert table.ask(access.rekey_due)
    table.do(access.ask_rekey, ring, PASSPHRASE, second=CAS, secret=THIRD)
    again(table)

    assert not opens(table.path, former)
    assert table.ask(lambda reader: reader.get(Case, case.id)) == case
    assert not table.ask(access.rekey_due)
    assert upkeep.check(table.workspace.storage, table.workspace.reading) == []
    assert actions(table)[-1] == "rekey"
    again(table, THIRD, CAS)
    assert table.workspace.actor.name == CAS
    with pytest.raises(DatabaseError, match="person-unknown"):
        again(table, OTHER, BEA)


@KEYS
def test_that_all_who_stay_and_the_recovery_key_open_it_under_the_new_key(
    table: Table, ring: KeyRing, bea: Person
) -> None:
    """S10b: nobody types anything for it: the key is sealed to each of their pairs."""
    printed = table.do(persons.renew_recovery_key, ring, PASSPHRASE)
    before = ring.unlocked.key
    table.do(access.ask_rekey, ring, PASSPHRASE, reference="2026-114")
    again(table)

    files = LocalFiles(table.path)
    found = [
        keys.unlock(files.keys, secret, person).key
        for secret, person in ((PASSPHRASE, PERSON), (THIRD, CAS), (OTHER, BEA), (printed, None))
    ]
    assert len(set(found)) == 1
    assert found[0] != before


@KEYS
@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "rekey-alone"),
        ({"second": PERSON, "secret": PASSPHRASE}, "rekey-alone"),
        ({"second": CAS, "secret": OTHER}, "passphrase-second-wrong"),
    ],
)
def test_that_nobody_gives_the_database_a_new_key_alone(
    table: Table, ring: KeyRing, bea: Person, given: dict[str, str], code: str
) -> None:
    """§9: re-keying is never done alone."""
    with pytest.raises(CasustafelError, match=code):
        table.do(access.ask_rekey, ring, PASSPHRASE, **given)
    with pytest.raises(UsageError, match="passphrase-present-wrong"):
        table.do(access.ask_rekey, ring, OTHER, reference="2026-114")
    assert "rekey-begun" not in actions(table)


@KEYS
def test_that_an_old_file_of_keys_that_is_put_back_is_noticed(
    table: Table, ring: KeyRing, bea: Person
) -> None:
    """S10b: the old file of keys was not noticed, and listed the removed slot as valid."""
    printed = table.do(persons.renew_recovery_key, ring, PASSPHRASE)
    files = LocalFiles(table.path)
    old = files.keys.read_bytes()
    table.do(persons.withdraw, ring, bea.id)
    files.keys.write_bytes(old)

    (fault,) = upkeep.check(table.workspace.storage, table.workspace.reading)
    assert fault.code == "keys-rolled-back"
    with pytest.raises(DatabaseError, match="keys-rolled-back"):
        table.do(persons.renew_recovery_key, ring, PASSPHRASE)
    for secret, person in ((OTHER, BEA), (PASSPHRASE, PERSON)):
        with pytest.raises(DatabaseError, match="keys-rolled-back"):
            again(table, secret, person)
    again(table, printed, PERSON)
    assert actions(table)[-1] == "keys-rolled-back"
    ring = KeyRing(table.workspace.storage, CHEAP)
    table.do(persons.renew_recovery_key, ring, printed)
    again(table)
    assert upkeep.check(table.workspace.storage, table.workspace.reading) == []


@KEYS
def test_that_a_file_of_keys_changed_by_somebody_without_the_key_opens_nothing(
    table: Table, ring: KeyRing, bea: Person
) -> None:
    """S10b: a slot of one's own or a higher number would be taken into the next key."""
    files = LocalFiles(table.path)
    header = read_header(files.keys)
    for changed in (
        replace(header, counter=header.counter + 5),
        replace(header, slots=header.slots[:2]),
        replace(header, slots=(header.slots[0], replace(header.slots[1], public=bytes(32)))),
    ):
        write_header(files.keys, changed)
        found = upkeep.check(table.workspace.storage, table.workspace.reading)
        assert [fault.code for fault in found] == ["keys-damaged"]
        with pytest.raises(DatabaseError, match="keys-damaged"):
            keys.unlock(files.keys, PASSPHRASE, PERSON)


@KEYS
def test_that_a_change_of_keys_that_a_kill_cut_off_is_in_the_log_afterwards(
    table: Table, ring: KeyRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S8: the file of keys was changed, and the event that says so was not kept."""
    write = keys.change_passphrase

    def killed(*args: object, **given: object) -> None:
        write(*args, **given)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(keys, "change_passphrase", killed)
    with pytest.raises(KeyboardInterrupt):
        table.do(persons.change_own, ring, PASSPHRASE, OTHER)
    monkeypatch.undo()
    again(table, OTHER)

    assert actions(table)[-2:] == ["passphrase-changed-begun", "keys-ahead"]
    assert upkeep.check(table.workspace.storage, table.workspace.reading) == []


@KEYS
@pytest.mark.parametrize("step", range(1, 11))
def test_that_a_kill_at_any_step_leaves_the_old_files_or_the_new_ones(
    table: Table, ring: KeyRing, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """S10b: the new file goes in by the plan of a restore."""
    case = table.case(3)
    table.do(access.ask_rekey, ring, PASSPHRASE, reference="2026-114")
    former = ring.unlocked.key
    count = 0

    def dying(do: Callable[..., object]) -> Callable[..., object]:
        def move(*args: object) -> object:
            nonlocal count
            count += 1
            if count == step:
                raise KeyboardInterrupt
            return do(*args)

        return move

    for name in ("move", "sync_folder"):
        monkeypatch.setattr(atomic, name, dying(getattr(atomic, name)))
    died = True
    try:
        again(table)
        died = False
    except KeyboardInterrupt:
        monkeypatch.undo()
        table.workspace = bootstrap.open_workspace(
            str(table.path), PASSPHRASE, PERSON, clock=table.clock
        )
    monkeypatch.undo()

    assert died or count < step
    assert table.ask(lambda reader: reader.get(Case, case.id)) == case
    assert actions(table).count("rekey") == 1
    assert not opens(table.path, former)
    assert upkeep.check(table.workspace.storage, table.workspace.reading) == []
    assert not [path for path in table.path.parent.iterdir() if path.name.endswith(".tmp")]


@KEYS
def test_that_a_new_key_for_which_there_is_no_room_waits_and_the_work_goes_on(
    table: Table, ring: KeyRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S10b: what was asked is done at the first opening at which it can be."""
    table.do(access.ask_rekey, ring, PASSPHRASE, reference="2026-114")
    former = ring.unlocked.key

    def full(*_args: object) -> None:
        raise FileError("disk-full", file="proef.db")

    monkeypatch.setattr(rekey, "copy_database", full)
    again(table)
    assert table.ask(access.rekey_due)
    table.case(4)
    assert opens(table.path, former)
    monkeypatch.undo()
    again(table)
    assert not table.ask(access.rekey_due)
    assert not opens(table.path, former)


@KEYS
def test_that_the_recovery_key_puts_a_backup_back(
    table: Table, ring: KeyRing, tmp_path: Path
) -> None:
    """§9: noodtoegang is for restoring and giving access."""
    printed = table.do(persons.renew_recovery_key, ring, PASSPHRASE)
    made = table.workspace.back_up(due=False)
    assert made is not None
    there = tmp_path / "elders" / "proef.db"
    bootstrap.restore_workspace(made, str(there), printed, clock=table.clock)
    with bootstrap.open_workspace(str(there), PASSPHRASE, clock=table.clock) as opened:
        assert upkeep.check(opened.storage, opened.reading) == []


def test_that_a_slot_of_version_1_is_turned_over_by_its_owner_and_named_until_then(
    tmp_path: Path, table: Table
) -> None:
    """S10b: a key cannot be sealed to who has no pair: these are named before."""
    folder = folders()[0]
    kept = kept_in(folder)
    database = copied(folder, tmp_path)
    assert read_header(LocalFiles(database).keys).counter == 0
    old = LocalFiles(database).keys.read_bytes()
    with bootstrap.open_workspace(
        str(database), kept.passphrase, kept.person, clock=table.clock
    ) as opened:
        ring = KeyRing(opened.storage, CHEAP)
        assert ring.unlocked.slot.pair
        others = [slot for slot in ring.unlocked.slots if slot.id != ring.unlocked.slot.id]
        assert ring.shut_out == [slot.person for slot in others]
        assert "" in ring.shut_out  # the recovery key
        with opened.reading() as reader:
            made = [one.action for one in reader.find(AuditEvent)]
        assert made[-2:] == ["key-pair-made-begun", "key-pair-made"]
        with opened.writing() as uow:
            access.ask_rekey(uow, ring, kept.passphrase, reference="2026-114")
    with bootstrap.open_workspace(
        str(database), kept.passphrase, kept.person, clock=table.clock
    ) as opened:
        assert [slot.pair for slot in KeyRing(opened.storage).unlocked.slots] == [True]
    LocalFiles(database).keys.write_bytes(old)
    with pytest.raises(DatabaseError):
        bootstrap.open_workspace(str(database), kept.passphrase, kept.person, clock=table.clock)


@KEYS
def test_that_a_backup_is_due_after_the_database_got_a_new_key(table: Table, ring: KeyRing) -> None:
    """S10b: older backups open with the keys of their day."""
    table.workspace.back_up()
    table.clock.forward(hours=1)
    assert table.workspace.back_up() is None
    table.do(access.ask_rekey, ring, PASSPHRASE, reference="2026-114")
    again(table)
    assert table.workspace.back_up() is not None


def test_that_the_beheerder_who_leaves_last_is_refused_before_any_key_changes(
    table: Table, ring: KeyRing
) -> None:
    with pytest.raises(RuleError):
        table.do(persons.withdraw, ring, table.workspace.actor.person_id)
    assert table.workspace.actor.may(access.rekey_due.declared.right)  # type: ignore[arg-type]
    assert not table.ask(access.rekey_due)
    assert Role.ADMINISTRATOR in table.workspace.actor.roles_at(None)


@KEYS
def test_that_access_and_the_recovery_key_ask_who_sits_there_once_more(
    table: Table, ring: KeyRing
) -> None:
    """S10d: at an unlocked screen anybody gave access or saw a new recovery key."""
    for step in (
        lambda: table.do(persons.add_person, ring, OTHER, BEA, OTHER, reference="1"),
        lambda: table.do(persons.renew_recovery_key, ring, OTHER),
    ):
        with pytest.raises(UsageError, match="passphrase-present-wrong"):
            step()
    assert len(ring.unlocked.slots) == 2
    assert not table.ask(lambda reader: reader.find(Person, name=BEA))


@KEYS
def test_that_access_given_alone_is_in_need_for_one_role_and_a_fortnight(
    table: Table, ring: KeyRing
) -> None:
    """§9: alone, with a reason, one role, at most 14 days, on Vandaag until somebody confirms."""
    with pytest.raises(RuleError, match="access-alone"):
        table.do(persons.add_person, ring, PASSPHRASE, BEA, OTHER)
    person = table.do(persons.add_person, ring, PASSPHRASE, BEA, OTHER, need="Beheerder is ziek")
    table.do(persons.set_roles, person.id, {(Role.SECRETARY, "cpv")})
    with pytest.raises(RuleError, match="need-one-role"):
        table.do(persons.set_roles, person.id, {(Role.SECRETARY, "cpv"), (Role.CHAIR, "cpv")})
    assert table.ask(today_desk.today).in_need == 1
    table.clock.forward(days=14)
    again(table, OTHER, BEA)
    assert table.workspace.actor.roles == {(Role.SECRETARY, "cpv")}
    table.clock.forward(days=1)
    with pytest.raises(UsageError, match="access-over"):
        again(table, OTHER, BEA)
    again(table)
    assert table.ask(today_desk.today).in_need == 0
    assert table.ask(access.rekey_due)
    with pytest.raises(DatabaseError, match="person-unknown"):
        again(table, OTHER, BEA)
    again(table)
    ring = KeyRing(table.workspace.storage, CHEAP)
    given = table.do(persons.give, ring, PASSPHRASE, person.id, OTHER, need="Nog steeds ziek")
    with pytest.raises(RuleError, match="access-alone"):
        table.do(persons.confirm_access, given.id)
    table.do(persons.confirm_access, given.id, "2026-115")
    assert table.ask(today_desk.today).in_need == 0
    table.clock.forward(days=15)
    again(table, OTHER, BEA)


@KEYS
def test_that_somebody_else_confirms_access_in_need_without_a_list(
    table: Table, ring: KeyRing, bea: Person
) -> None:
    """§9: the second person is any other holder."""
    table.do(persons.set_roles, bea.id, {(Role.ADMINISTRATOR, None)})
    new = table.do(
        persons.add_person, ring, PASSPHRASE, "Dirk", "acht witte wolken drijven", need="x"
    )
    again(table, OTHER, BEA)
    table.do(persons.confirm_access, new.id)
    with pytest.raises(RuleError, match="need-none"):
        table.do(persons.confirm_access, new.id)


@KEYS
def test_that_access_ends_by_itself_after_its_last_day_and_a_new_key_is_offered(
    table: Table, ring: KeyRing
) -> None:
    """§9: who stood in still opened the file of keys; the next who opens takes that away."""
    made = table.do(persons.add_person, ring, PASSPHRASE, BEA, OTHER, reference="lijst 3")
    last = table.today + timedelta(days=7)
    table.do(persons.grant, made.id, Role.CHAIR, "cpv", last)
    table.clock.forward(days=7)
    again(table)
    assert not table.ask(access.rekey_due)
    again(table, OTHER, BEA)
    table.clock.forward(days=1)
    again(table)
    assert not table.ask(lambda reader: reader.get(Person, made.id)).active
    assert table.ask(access.rekey_due)
    with pytest.raises(DatabaseError):
        keys.unlock(LocalFiles(table.path).keys, OTHER, BEA)
    assert "passphrase-withdrawn" in actions(table)
    assert upkeep.check(table.workspace.storage, table.workspace.reading) == []


@KEYS
def test_that_a_session_that_is_open_past_the_last_day_may_do_nothing_more(
    table: Table, ring: KeyRing, bea: Person
) -> None:
    """§9: it ran on until somebody locked it. What is being typed is still kept."""
    table.do(persons.set_roles, bea.id, {(Role.CHAIR, "zbo")})
    both = {(Role.CHAIR, "zbo"), (Role.SECRETARY, "cpv")}
    table.do(persons.set_roles, bea.id, both, table.today)
    case = table.case(1)
    again(table, OTHER, BEA)
    assert table.ask(queue.page, QueueQuery(committee="cpv"))
    table.clock.forward(days=1)
    for step in (
        lambda: table.ask(queue.page, QueueQuery(committee="cpv")),
        lambda: table.ask(queue.page, QueueQuery(committee="zbo")),
        lambda: table.do(cases.opened, case.id),
    ):
        with pytest.raises(RightError):
            step()
    table.do(drafts.keep, "case", case.id, "remark", "half een zin")
    again(table, OTHER, BEA)
    assert table.workspace.actor.roles == {(Role.CHAIR, "zbo")}
    assert table.ask(queue.page, QueueQuery(committee="zbo"))
    again(table)
    table.do(persons.set_roles, bea.id, set())
    table.do(persons.set_roles, bea.id, {(Role.CHAIR, "zbo")}, table.today)
    table.clock.forward(days=1)
    with pytest.raises(UsageError, match="access-over"):
        again(table, OTHER, BEA)
    again(table)


@KEYS
def test_that_who_stands_in_holds_the_role_until_the_last_day(
    table: Table, ring: KeyRing, bea: Person
) -> None:
    """§9: a waarnemer has an end date."""
    table.do(persons.set_roles, bea.id, {(Role.CHAIR, "zbo")})
    both = {(Role.CHAIR, "zbo"), (Role.SECRETARY, "cpv")}
    table.do(persons.set_roles, bea.id, both, table.today)
    again(table, OTHER, BEA)
    assert table.workspace.actor.roles == both
    table.clock.forward(days=1)
    again(table, OTHER, BEA)
    assert table.workspace.actor.roles == {(Role.CHAIR, "zbo")}
    again(table)
    table.do(persons.set_roles, bea.id, {(Role.ADMINISTRATOR, None)}, table.today)
    with pytest.raises(RuleError, match="last-administrator"):
        table.do(persons.set_roles, table.workspace.actor.person_id, set())


@KEYS
def test_that_the_recovery_key_restores_and_gives_access_and_no_more(
    table: Table, ring: KeyRing
) -> None:
    """§9: the recovery key opens noodtoegang only."""
    printed = table.do(persons.renew_recovery_key, ring, PASSPHRASE)
    table.case(3)
    again(table, printed)
    actor = table.workspace.actor
    assert {right for right in Right if actor.may(right)} == {Right.MANAGE_PEOPLE, Right.BACKUP}
    assert actions(table)[-1] == "emergency-opened"
    with pytest.raises(RightError):
        table.ask(queue.page, QueueQuery(committee="cpv"))
    ring = KeyRing(table.workspace.storage, CHEAP)
    table.do(persons.add_person, ring, printed, BEA, OTHER, need="Niemand kan openen")


def test_that_the_bound_on_locking_is_of_the_workspace(table: Table) -> None:
    """S10d: locking by itself was a line in a file of settings; 0 was never."""
    table.do(access.set_lock_most, 10)
    assert table.ask(access.lock_most) == 10
    assert [bounded(chosen, 10) for chosen in (0, 5, 10, 60)] == [10, 5, 10, 10]
    assert [bounded(chosen, 0) for chosen in (0, 60)] == [0, 60]

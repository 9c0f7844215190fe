"""A log that was cut, emptied or written anew is noticed; a part that went in order is not."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text
from test_check import GRANTED, faults

from casustafel import bootstrap
from casustafel.domain.errors import DatabaseError, RightError
from casustafel.domain.people import Role
from casustafel.domain.records import AuditEvent, Login, LogSeal
from casustafel.services.meeting import outcomes, room
from casustafel.services.minutes import minutes
from casustafel.services.people import keyring, persons
from casustafel.services.upkeep import log_parts, upkeep
from casustafel.services.upkeep.log import LogFilter
from casustafel.storage import audit
from casustafel.storage.schema.tables import audit_event
from workspaces import CHEAP, PASSPHRASE, PERSON, Table

NEW = "vijf gele bussen rijden"


@pytest.fixture(autouse=True)
def adopted(table: Table) -> None:
    """A meeting of one case whose minutes were adopted, in the middle of the log."""
    meeting, items = table.opened(1)
    table.do(outcomes.record, items[0].id, GRANTED)
    table.do(room.close_meeting, meeting.id)
    table.do(minutes.put_up, meeting.id)
    table.do(minutes.adopt, meeting.id)
    table.case(2)


def rebuilt(connection: Connection, **other: object) -> None:
    """Write the whole chain anew with something else in it."""
    previous = audit.GENESIS
    rows = connection.execute(select(audit_event).order_by(audit_event.c.position)).mappings()
    for row in [dict(row) for row in rows]:
        event = row | other | {"previous": previous}
        previous = audit.seal(event)
        new = other | {"previous": event["previous"], "hash": previous}
        where = audit_event.c.position == row["position"]
        connection.execute(audit_event.update().where(where).values(**new))


def attacked(table: Table, how: str) -> None:
    with table.workspace.storage.engines.writer.begin() as connection:
        last = audit.end(connection)[0]
        if how == "rebuilt":
            rebuilt(connection, person="Iemand Anders")
        else:
            connection.execute(text(how), {"last": last, "half": last // 2})


@pytest.mark.where("file", "it says so in the SQL of a file")
@pytest.mark.parametrize(
    ("how", "codes"),
    [
        ("DELETE FROM audit_event", {"fault-log-events", "fault-minutes"}),
        ("DELETE FROM audit_event WHERE position > :half", {"fault-minutes"}),
        ("UPDATE audit_event SET position = position + 5 WHERE position = :last",
         {"fault-log-events"}),
        ("DELETE FROM audit_event WHERE position = :half", {"fault-log-events"}),
        ("rebuilt", {"fault-minutes"}),
        ("UPDATE minutes SET content_hash = pdf_hash", {"fault-minutes"}),
        ("UPDATE minutes SET pdf = CAST('x' AS BLOB), pdf_hash = "
         "'2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881'", {"fault-minutes"}),
        ("UPDATE minutes SET state = 'concept'", {"fault-minutes"}),
        ("DELETE FROM minutes", {"fault-minutes"}),
        ("DELETE FROM login", set()),
        ("UPDATE login SET person = 'Iemand'", {"fault-log-logins"}),
    ],
)  # fmt: skip
def test_that_what_was_done_to_the_log_or_to_minutes_is_noticed(
    table: Table, how: str, codes: set[str]
) -> None:
    """S7: half of the log was gone, or all of it written anew, and `check` said "whole"."""
    assert faults(table) == []
    attacked(table, how)
    assert {fault.code for fault in faults(table)} == codes


@pytest.mark.where("file", "of a server the keeper makes dumps")
def test_that_the_last_event_is_missed_by_the_newest_backup_and_by_paper(table: Table) -> None:
    """S7: nothing within the file can tell that its end is gone."""
    storage = table.workspace.storage
    folder = table.path.parent / f"{table.path.stem}-backups"
    folder.mkdir(exist_ok=True)
    upkeep.back_up(storage, table.workspace.writing, folder / "een.backup", table.clock())
    head = table.ask(lambda reader: audit.head(reader.connection))
    printed = " ".join(head[at : at + 4] for at in range(0, 64, 4)).upper()
    reading = table.workspace.reading
    assert upkeep.check(storage, reading, printed) == []

    attacked(table, "DELETE FROM audit_event WHERE position > :last - 2")

    codes = {fault.code for fault in upkeep.check(storage, reading, printed)}
    assert codes == {"fault-log-backup", "fault-log-head"}


@pytest.mark.where("file", "a server has no keys and passphrases of the program")
def test_that_each_opening_is_kept_apart_from_the_events(table: Table) -> None:
    """§9: logins have their own term, so a chain of their own."""
    path, before = table.workspace.shown, audit_end(table)
    table.workspace.close()
    table.workspace = bootstrap.open_workspace(path, PASSPHRASE, clock=table.clock)

    names = table.ask(lambda reader: [one.person for one in reader.find(Login, "position")])
    assert names == [PERSON, PERSON]
    assert audit_end(table) == before


def audit_end(table: Table) -> tuple[int, str]:
    return table.ask(lambda reader: audit.end(reader.connection))


@pytest.mark.where("file", "a server goes by its own clock")
def test_that_a_closed_year_goes_when_its_term_is_over_and_leaves_a_seal(table: Table) -> None:
    """S7, §9: events five years, logins six months; the chain behind the seal is still proved."""
    before = audit_end(table)
    table.clock.now = datetime(2032, 1, 2, 9, tzinfo=UTC)
    table.do(log_parts.opened)
    seals = table.ask(lambda reader: reader.find(LogSeal, "log"))
    assert [(one.log, one.until) for one in seals] == [
        ("events", date(2031, 12, 31)),
        ("logins", date(2031, 12, 31)),
    ]
    assert seals[0].hash == before[1]

    with table.workspace.writing() as uow:
        went = log_parts.remove_expired(uow)
        uow.commit()

    assert went["events"] == before[0]
    assert faults(table) == []
    left = table.ask(lambda reader: [one.action for one in reader.find(AuditEvent, "position")])
    assert left[0] == "log-closed"
    assert "log-removed" in left
    attacked(table, "DELETE FROM audit_event WHERE position < :last")
    assert "fault-log-events" in {fault.code for fault in faults(table)}


def test_that_the_log_leaves_in_the_terms_of_the_standard(table: Table, tmp_path: Path) -> None:
    """5, §5: Logboek Dataverwerkingen."""
    target = tmp_path / "logboek.json"
    count = table.do(log_parts.export, target, LogFilter())

    said = json.loads(target.read_text("utf-8"))
    assert len(said["records"]) == count > 10
    assert said["head"] == said["records"][0]["attributes"]["hash"]
    for record in said["records"]:
        assert len(record["trace_id"]) == 32
        assert len(record["operation_id"]) == 16
        assert record["status_code"] == "OK"
        assert record["name"]
        assert record["start_time"].endswith("+00:00")
        assert record["attributes"]["dpl.core.processing_activity_id"].startswith("casustafel:")
        about = record["attributes"]["dpl.core.data_subject_id"]
        kind = record["attributes"]["dpl.core.data_subject_id_type"]
        assert (about is None) == (kind is None)
    assert said["logins"][0]["user"] == PERSON


@pytest.mark.where("file", "a server has no keys and passphrases of the program")
def test_that_a_restore_asks_a_passphrase_and_a_right_and_stands_in_the_log(
    table: Table, tmp_path: Path
) -> None:
    """S7b: 315 events became 312, none of which said so, and nobody was asked anything."""
    ring = keyring.KeyRing(table.workspace.storage, CHEAP)
    reader = table.do(persons.add_person, ring, PASSPHRASE, "Rapporteur", NEW, reference="2026-114")
    table.do(persons.grant, reader.id, Role.REPORTER, None)
    backup = tmp_path / "week.backup"
    upkeep.back_up(table.workspace.storage, table.workspace.writing, backup, table.clock())
    table.clock.forward(hours=1)
    table.case(3)
    former, path = audit_end(table), table.workspace.shown
    table.workspace.close()
    bytes_before = Path(path).read_bytes()

    def restore(secret: str) -> None:
        name = "Rapporteur" if secret.startswith("vijf") else PERSON
        bootstrap.restore_workspace(backup, path, secret, name, clock=table.clock, replace=True)

    with pytest.raises(DatabaseError, match="passphrase-wrong"):
        restore("een andere zin")
    with pytest.raises(RightError):
        restore(NEW)
    assert Path(path).read_bytes() == bytes_before

    restore(PASSPHRASE)

    table.workspace = bootstrap.open_workspace(path, PASSPHRASE, PERSON, clock=table.clock)
    event = table.ask(lambda reader: reader.first(AuditEvent, "-position"))
    assert event is not None
    assert (event.action, event.person) == ("workspace-restored", PERSON)
    assert (event.details["former_position"], event.details["former_head"]) == former
    assert faults(table) == []


def since_anchor(table: Table) -> set[str]:
    reach = table.workspace.storage, table.workspace.reading
    anchor = upkeep.last_anchor(*reach)
    assert anchor is not None
    return {fault.code for fault in upkeep.check(*reach, since=anchor)}


@pytest.mark.where("file", "it says so in the SQL of a file")
@pytest.mark.parametrize(
    ("how", "codes", "whole"),
    [
        ("UPDATE audit_event SET person = 'Iemand' WHERE position = :last",
         {"fault-log-events"}, {"fault-log-events"}),
        ("UPDATE audit_event SET person = 'Iemand' WHERE position = 2",
         set(), {"fault-log-events"}),
        ("UPDATE minutes SET pdf = CAST('x' AS BLOB)", {"fault-minutes"}, {"fault-minutes"}),
    ],
)  # fmt: skip
def test_that_a_quick_check_looks_from_the_last_head_that_stands_elsewhere(
    table: Table, how: str, codes: set[str], whole: set[str]
) -> None:
    """2.11: each check read all history again, 46 seconds of it after ten years."""
    assert since_anchor(table) == set()
    attacked(table, how)
    assert since_anchor(table) == codes
    assert {fault.code for fault in faults(table)} == whole


def test_that_a_log_without_the_last_head_is_checked_as_a_whole(table: Table) -> None:
    attacked(table, "rebuilt")
    assert upkeep.last_anchor(table.workspace.storage, table.workspace.reading) is None


def test_that_a_head_is_found_however_long_ago_it_was(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """2.11: heads have no index; the log is searched from its end, further at each step."""
    monkeypatch.setattr(audit, "_STEP", 3)
    kept = table.ask(lambda reader: reader.find(AuditEvent, "position"))
    heads = [kept[0].hash, kept[-1].hash, "ab" * 32, "geen kenmerk"]
    found = table.ask(lambda reader: audit.places(reader.connection, heads))
    assert found == {kept[0].hash: 1, kept[-1].hash: len(kept)}

"""What the hash of an event is taken over stays as it was, whatever an event gets to hold."""

import dataclasses
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import text

from casustafel.domain.local_time import AMSTERDAM
from casustafel.domain.records import AuditEvent
from casustafel.storage import audit
from workspaces import Table, counted

#: An event as version 0.1 sealed it.
EVENT = {
    "id": "01940000-0000-7000-8000-000000000001",
    "at": datetime(2026, 11, 26, 9, 4, 5, 120000, tzinfo=UTC),
    "person_id": "01940000-0000-7000-8000-000000000002",
    "person": "Secretaris é",
    "roles": "beheerder secretaris",
    "action": "outcome-recorded",
    "committee": "cpv",
    "subject": "case",
    "subject_id": "01940000-0000-7000-8000-000000000003",
    "fields": ("choice", "motivation"),
    "digest": "a" * 64,
    "previous": audit.GENESIS,
    "details": {
        "number": "CPV-2026-0001",
        "held_on": date(2026, 11, 26),
        "count": 2,
        "share": 0.5,
        "none": None,
    },
}
SEALED = "7dea34892bbc70e19a1756278936ae9348b8e6f391478b165b84181da7dbe295"


def test_that_an_event_of_format_1_is_sealed_as_it_was() -> None:
    # If this changes, the chain of every workspace breaks: make a new format instead.
    assert audit.seal(EVENT) == SEALED


def test_that_a_further_field_leaves_the_seal_of_format_1_as_it_is() -> None:
    assert audit.seal(EVENT | {"hash": "b" * 64, "since_then": "iets nieuws"}) == SEALED


def test_that_the_newest_format_seals_every_field_of_an_event() -> None:
    # A further field is not sealed by a former format: it asks for the next one.
    fields = {field.name for field in dataclasses.fields(AuditEvent)}
    assert fields - {"hash"} == set(audit.FORMAT_1)


def test_that_the_chain_of_before_stays_whole_when_events_get_a_further_column(
    table: Table,
) -> None:
    table.opened(1)
    with table.workspace.storage.engines.writer.begin() as connection:
        connection.execute(text("ALTER TABLE audit_event ADD COLUMN since_then TEXT DEFAULT 'x'"))
    table.case(2)
    assert table.ask(lambda reader: audit.first_break(reader.connection)) is None


def test_that_an_event_is_sealed_as_it_is_kept_whatever_it_was_given(table: Table) -> None:
    table.clock.now = datetime(2026, 11, 26, 10, 4, tzinfo=AMSTERDAM)
    with table.workspace.writing() as uow:
        given = {"by_hour": {10: 1, 9: 2}, "starts": time(9), "days": (date(2026, 11, 26),)}
        uow.audit("meeting-printed", "meeting", "geen", **given)
        uow.commit()
    assert table.ask(lambda reader: audit.first_break(reader.connection)) is None


def _log(table: Table, *actions: str) -> None:
    with table.workspace.writing() as uow:
        for action in actions:
            uow.audit(action, "meeting", "geen")
            table.clock.forward(minutes=1)
        uow.commit()


def test_that_events_of_one_transaction_are_chained_in_the_order_of_the_calls(table: Table) -> None:
    began = table.clock()
    _log(table, "meeting-printed", "meeting-opened")
    _log(table, "meeting-closed")
    events = table.ask(lambda reader: reader.find(AuditEvent, "at"))[-3:]
    assert [one.action for one in events] == ["meeting-printed", "meeting-opened", "meeting-closed"]
    # Each with its own time, and behind the one before it.
    assert [(one.at - began).seconds for one in events] == [0, 60, 120]
    assert events[1].previous == events[0].hash
    assert events[2].previous == events[1].hash
    assert table.ask(lambda reader: audit.first_break(reader.connection)) is None


def test_that_a_roll_back_leaves_no_event(table: Table) -> None:
    before = table.ask(lambda reader: audit.head(reader.connection))
    with table.workspace.writing() as uow:
        uow.audit("meeting-printed", "meeting", "geen")
    with table.workspace.writing() as uow:
        uow.audit("meeting-printed", "meeting", "geen")
        assert uow.audit_head() != before
    assert table.ask(lambda reader: audit.head(reader.connection)) == before


def test_that_the_head_holds_what_the_transaction_logged_so_far(table: Table) -> None:
    with table.workspace.writing() as uow:
        uow.audit("meeting-opened", "meeting", "geen")
        head = uow.audit_head()
        uow.audit("meeting-closed", "meeting", "geen")
        uow.commit()
    opened, closed = table.ask(lambda reader: reader.find(AuditEvent, "at", "id"))[-2:]
    assert (opened.hash, closed.previous) == (head, head)


@pytest.mark.where("file", "a server reads the head itself")
def test_that_many_events_cost_one_read_and_one_write(table: Table) -> None:
    with table.workspace.writing() as uow:
        statements = counted(uow.connection)
        for _ in range(5):
            uow.audit("meeting-printed", "meeting", "geen")
        uow.commit()
    assert len(statements) == 2

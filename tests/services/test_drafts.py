"""Drafts: kept at once, unaudited, gone when confirmed."""

from casustafel.domain.meetings import AgendaItem
from casustafel.domain.records import AuditEvent
from casustafel.services.upkeep import drafts
from workspaces import Table


def test_that_the_last_keystroke_is_what_a_draft_says(table: Table) -> None:
    table.do(drafts.keep, "agenda_item", "i1", "notes", "De comm")
    table.do(drafts.keep, "agenda_item", "i1", "notes", "De commissie")
    table.do(drafts.keep, "agenda_item", "i2", "notes", "Anders")
    assert table.ask(drafts.kept, "agenda_item", "i1") == {"notes": "De commissie"}


def test_that_keeping_a_draft_is_not_logged(table: Table) -> None:
    before = len(table.ask(lambda reader: reader.find(AuditEvent)))
    table.do(drafts.keep, "agenda_item", "i1", "notes", "De commissie")
    assert len(table.ask(lambda reader: reader.find(AuditEvent))) == before


def test_that_dropping_takes_only_the_named_fields(table: Table) -> None:
    table.do(drafts.keep, "agenda_item", "i1", "notes", "a")
    table.do(drafts.keep, "agenda_item", "i1", "outcome", {"choice": "toegekend"})
    table.do(drafts.drop, "agenda_item", "i1", "notes")
    assert table.ask(drafts.kept, "agenda_item", "i1") == {"outcome": {"choice": "toegekend"}}
    table.do(drafts.drop, "agenda_item", "i1")
    assert table.ask(drafts.kept, "agenda_item", "i1") == {}


def test_that_confirming_notes_takes_the_draft_away_in_the_same_step(table: Table) -> None:
    from casustafel.services.meeting import room

    _, items = table.opened(1)
    table.do(drafts.keep, "agenda_item", items[0].id, "notes", "Besproken.")
    table.do(room.note, items[0].id, "Besproken.")
    assert table.ask(drafts.kept, "agenda_item", items[0].id) == {}
    assert table.ask(lambda r: r.get(AgendaItem, items[0].id)).notes == "Besproken."
    table.do(drafts.keep, "agenda_item", items[0].id, "notes", "Besproken.")
    table.do(room.note, items[0].id, "Besproken.")
    assert table.ask(drafts.kept, "agenda_item", items[0].id) == {}

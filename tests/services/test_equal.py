"""Like cases side by side, for who may read them (issue 18, Equal treatment)."""

from dataclasses import replace
from datetime import date

from casustafel.domain.cases import Case
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import AgendaItem, Member, Recusal
from casustafel.domain.outcomes import Adjustment, AdjustmentKind, OutcomeInput, OutcomeKind
from casustafel.domain.people import Actor, Role
from casustafel.services.learning import equal
from casustafel.services.meeting import outcomes, room, room_desk
from workspaces import Table

GRANT = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))


def decided(table: Table, count: int = 5) -> tuple[str, list[AgendaItem]]:
    """Hold a meeting of like cases, of which all but the last are granted."""
    meeting, items = table.opened(count + 1)
    for item in items[:count]:
        table.do(room.go_to, item.id)
        table.do(outcomes.record, item.id, GRANT)
    table.do(room.go_to, items[count].id)
    return meeting.id, items


def like_in_room(table: Table, meeting_id: str, item: AgendaItem) -> tuple[str, ...]:
    desk = table.ask(room_desk.sitting, meeting_id, item.id).desk
    assert desk is not None
    return desk.beside.like


def test_that_the_room_knows_what_like_cases_got(table: Table) -> None:
    """The issue: «andere uitkomst dan in n vergelijkbare casussen» is said in the room."""
    table.case(20, care_form="dagbesteding")
    meeting_id, items = decided(table)
    assert like_in_room(table, meeting_id, items[5]) == ("toegekend",) * 5
    assert len(like_in_room(table, meeting_id, items[0])) == 4, "a case is not like itself"


def test_that_only_readers_of_those_cases_are_told(table: Table) -> None:
    """The issue: «to readers of those cases»: who takes no part in one counts without it."""
    meeting_id, items = decided(table)
    mine = table.workspace.actor
    with table.workspace.writing() as uow:
        seat = uow.find(Member, role_name="Zorgexpert")[0]
        uow.replace(seat, replace(seat, person_id=mine.person_id))
        uow.add(Recusal(id=new_id(), item_id=items[0].id, member_id=seat.id, reason="familie"))
        uow.commit()
    assert like_in_room(table, meeting_id, items[5]) == ("toegekend",) * 4
    numbers = {one.row.number for one in table.ask(equal.desk, "cpv").lines}
    assert items[0].title not in numbers and items[1].title in numbers
    first = items[0].case_id or ""
    assert table.ask(equal.desk, "cpv", first).lines == table.ask(equal.desk, "cpv").lines
    # Who only brings cases in compares those of the own team.
    table.workspace.actor = Actor(new_id(), "Gezinswerker", frozenset({(Role.SUBMITTER, "cpv")}))
    assert table.ask(equal.desk, "cpv").lines == ()


def test_that_like_cases_stand_side_by_side_with_what_was_asked_and_advised(table: Table) -> None:
    """The issue: «with reason, hours and duration asked and advised, adjustments, provider»."""
    _, items = decided(table)
    adjusted = OutcomeInput(
        choice="toegekend_met_aanpassing",
        reasons=("TK4",),
        motivation="Minder is genoeg.",
        valid_until=date(2027, 5, 27),
        adjustments=(
            Adjustment(
                kind=AdjustmentKind.INTENSITY,
                asked="4 uur per week",
                advised="2 uur per week",
                reason="AP1",
            ),
        ),
    )
    table.do(outcomes.record, items[5].id, adjusted)
    lines = {one.row.number: one for one in table.ask(equal.desk, "cpv").lines}
    last = lines[items[5].title]
    assert (last.like, last.other) == (5, 5)
    assert last.row.kind is OutcomeKind.GRANTED_ADJUSTED
    (change,) = last.row.adjustments or ()
    assert (change.kind, change.advised) == (AdjustmentKind.INTENSITY, "2 uur per week")
    assert (last.row.reasons, last.row.provider) == (("TK4",), "Zorggroep Waal")
    assert (lines[items[0].title].like, lines[items[0].title].other) == (5, 0)


def test_that_the_case_that_is_asked_for_comes_too_and_departs_from_nothing(table: Table) -> None:
    _, items = decided(table)
    case_id = items[5].case_id or ""
    (own,) = [one for one in table.ask(equal.desk, "cpv", case_id).lines if not one.row.choice]
    assert (own.row.case_id, own.like, own.other) == (case_id, 5, 0)
    assert all(one.row.choice for one in table.ask(equal.desk, "cpv").lines)


def test_that_what_the_table_said_of_the_same_client_is_no_like_case(table: Table) -> None:
    _, items = decided(table, 4)
    first, last = (
        table.ask(lambda reader, at=at: reader.get(Case, items[at].case_id or "")) for at in (0, 4)
    )
    with table.workspace.writing() as uow:
        uow.replace(last, replace(last, client_id=first.client_id))
        uow.commit()
    lines = {one.row.case_id: one for one in table.ask(equal.desk, "cpv", last.id).lines}
    assert lines[last.id].like == 3

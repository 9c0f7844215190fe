"""What the rules do with a request: the provider's five days, an opening of several children."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from casustafel.domain.cases import Case, CaseAnswer, CaseStatus
from casustafel.domain.errors import RuleError
from casustafel.domain.meetings import Attendance, CommitteeAnswer, ItemState, Presence
from casustafel.domain.outcomes import Outcome, OutcomeInput
from casustafel.domain.records import Draft
from casustafel.services.agenda import agenda_desk, meetings
from casustafel.services.case import case_form, case_steps, opening
from casustafel.services.case.opening import Opening
from casustafel.services.documents import documents
from casustafel.services.following import after_no
from casustafel.services.following.after_no import LandingInput
from casustafel.services.meeting import outcomes, room, room_desk, together
from casustafel.services.queue import queue
from casustafel.services.queue.queue import QueueQuery
from casustafel.services.use_case import seen, unseen
from other_tables import t4_opened, vdb_case
from pdf.pdf_tools import text_of_pages
from workspaces import CPV_ANSWERS, Table

LACKING = {name: said for name, said in CPV_ANSWERS.items() if name != "transfer_planned"}


def now(table: Table, case: Case) -> Case:
    return table.ask(lambda reader: reader.get(Case, case.id))


def on(table: Table, month: int, day: int) -> None:
    table.clock.now = datetime(2026, month, day, 8, tzinfo=UTC)


def test_that_a_case_of_a_doctor_goes_to_the_table_as_it_is_after_five_workdays(
    table: Table,
) -> None:
    """R12: the provider has five workdays; after them the case is ready, and marked."""
    on(table, 11, 13)  # a Friday
    case = table.case(1, LACKING, referrer_type="huisarts")
    other = table.case(2, LACKING)
    table.do(case_steps.ask_completions, [case.id, other.id])
    assert (now(table, case).held_until, now(table, other).held_until) == (date(2026, 11, 20), None)
    on(table, 11, 20)
    assert table.do(case_steps.bring_back_due) == 0
    on(table, 11, 21)
    assert table.do(case_steps.bring_back_due) == 1
    assert now(table, case).status is CaseStatus.READY
    assert now(table, other).status is CaseStatus.INCOMPLETE
    shown = now(table, case)
    table.do(case_form.edit_field, shown, "remark", "Nog gebeld.")
    assert now(table, case).status is CaseStatus.READY, "an edit does not hold it up again"
    meeting = table.meeting()
    table.do(meetings.schedule, meeting.id, [case.id])
    (line,) = [
        one.line.row for one in table.ask(agenda_desk.desk, meeting.id).items if one.line.row
    ]
    assert (line.met, line.of) == (4, 5)
    pack = next(
        one.key
        for one in table.ask(documents.listed, meeting.id).lines
        if one.key.startswith("ledenstuk:")
    )
    said = " ".join(text_of_pages(table.ask(documents.pdf, meeting.id, pack)))
    assert "Niet aangevuld" in said
    assert "Overdracht naar basishulp gepland" in said


def test_that_a_case_that_the_provider_completes_is_ready_at_once(table: Table) -> None:
    """R12: then its day has done its work."""
    case = table.case(1, LACKING, referrer_type="huisarts")
    table.do(case_steps.ask_completions, [case.id])
    table.do(opening.cases.answer, seen(case.id, value=None), "transfer_planned", "Na 13 weken.")
    assert (now(table, case).status, now(table, case).held_until) == (CaseStatus.READY, None)


def test_that_an_opening_is_filled_in_at_several_children_of_a_provider_in_one_go(
    table: Table,
) -> None:
    """R6: T4 asks the weeks open, which more, why closing harms, what parents can do and want."""
    own = {"open_harm": "Verliest zijn ritme."}
    cases = [vdb_case(table, day, **(own if day == 2 else {})) for day in (1, 2, 3)]
    given = Opening(
        weeks=Decimal(50),
        open_more="De zomerweken.",
        open_harm="Geen slaap zonder vaste dag.",
        open_parents="Twee weken thuis lukt.",
    )
    assert len(table.do(opening.fill_in, [one.id for one in cases], given)) == 3
    for case in cases:
        kept = now(table, case)
        assert (kept.weeks_open, kept.route) == (50, "cpv")
        assert kept.status is CaseStatus.READY
    said = table.ask(lambda reader: reader.find(CaseAnswer, "case_id", item="open_harm"))
    assert [one.value for one in said] == [
        "Geen slaap zonder vaste dag.",
        "Verliest zijn ritme.",
        "Geen slaap zonder vaste dag.",
    ]


def test_that_an_opening_is_of_one_provider_and_of_dagbehandeling(table: Table) -> None:
    """R6: else nothing is filled in at any of them."""
    given = Opening(weeks=Decimal(50))
    one = vdb_case(table, 1)
    for other, code in (
        (vdb_case(table, 2, "Anders"), "opening-one-provider"),
        (table.case(3, provider="De Bolster"), "opening-vdb-only"),
    ):
        with pytest.raises(RuleError, match=code):
            table.do(opening.fill_in, [one.id, other.id], given)
    assert now(table, one).weeks_open is None


def test_that_the_queue_counts_two_weeks_from_a_wmo_application(table: Table) -> None:
    """R4: Wmo melding + 6 weeks, and from the aanvraag + 2 (§9 Forms)."""
    asked = CPV_ANSWERS | {"applied_on": "2026-11-20"}
    table.case(1, asked, law="wmo", care_form="wmo_begeleiding")
    table.case(2, law="wmo", care_form="wmo_begeleiding")
    rows = table.ask(queue.page, QueueQuery(committee="cpv")).rows
    terms = table.ask(queue.desk, "cpv").committee.terms
    days = {
        row.number[-1]: terms.last_lawful(row.law, row.received, row.applied_on) for row in rows
    }
    assert days == {"1": date(2026, 12, 4), "2": date(2026, 12, 25)}


T4_GRANT = OutcomeInput(choice="toegekend", reasons=("TK8",), valid_until=date(2027, 5, 27))


def test_that_one_outcome_holds_for_several_children_of_a_provider(table: Table) -> None:
    """R6: T4 in one go: all of them or none, with the answers of the table of the first."""
    items = t4_opened(table)
    table.weighed(items[0])
    board = table.ask(room_desk.board, items[0].meeting_id)
    here = board.line(items[0].id)
    assert here is not None
    others = [one.id for one in together.others_of(board, here)]
    assert others == [one.id for one in items[1:3]], "not of another provider"
    with pytest.raises(RuleError, match="together-opening-only"):
        table.do(together.record, items[0].id, T4_GRANT, [items[1].id, items[3].id])
    own = unseen(items[1].id)
    criterion = table.ask(lambda r: r.find(CommitteeAnswer, "id", item_id=items[0].id))[0].criterion
    table.do(room.answer, own, criterion, "deels")
    made = table.do(together.record, items[0].id, T4_GRANT, [one.id for one in items[1:3]])
    assert [one.item_id for one in made] == [items[1].id, items[2].id, items[0].id]
    assert {one.choice for one in made} == {"toegekend"}
    kept = table.ask(lambda r: r.first(CommitteeAnswer, item_id=items[1].id, criterion=criterion))
    assert kept is not None
    assert kept.value == "deels", "what the table answered of a child itself stays"
    states = {one.id: one.state for one in table.ask(meetings.agenda, items[0].meeting_id)}
    assert [states[one.id] is ItemState.DONE for one in items] == [True, True, True, False]
    table.do(outcomes.undo, items[0].id)
    assert table.ask(lambda r: r.find(Outcome)) == [], "what was said in one go is undone in one"
    drafts = table.ask(lambda r: r.find(Draft, "subject_id", field="outcome"))
    assert sorted(one.subject_id for one in drafts) == sorted(one.id for one in items[:3])
    table.do(outcomes.record, items[1].id, T4_GRANT)
    with pytest.raises(RuleError, match="together-refused") as refused:
        table.do(together.record, items[0].id, T4_GRANT, [items[1].id])
    assert refused.value.values["number"] == items[1].title
    assert table.ask(lambda r: r.first(Outcome, item_id=items[0].id, current=True)) is None


@pytest.mark.parametrize(("day", "passed"), [(None, False), (13, False), (2, True)])
def test_that_unfounded_is_said_only_after_completion_was_asked_and_its_term_passed(
    table: Table, day: int | None, passed: bool
) -> None:
    """R8: «onderbouwing onvoldoende» is no answer to who was never asked for more."""
    on(table, 11, day or 2)
    case = table.case(1, LACKING)
    if day is not None:
        table.do(case_steps.ask_completions, [case.id])
    table.do(opening.cases.answer, seen(case.id, value=None), "transfer_planned", "Na 13 weken.")
    on(table, 11, 26)
    meeting = table.meeting()
    (item,) = table.do(meetings.schedule, meeting.id, [case.id])
    table.do(room.open_meeting, meeting.id)
    for one in table.ask(lambda reader: reader.find(Attendance, meeting_id=meeting.id)):
        table.do(room.set_presence, meeting.id, one.member_id, Presence.PRESENT)
    no = OutcomeInput(choice="afgewezen", reasons=("AF6",), motivation="Er is weinig bekend.")
    if passed:
        assert table.do(outcomes.record, item.id, no).reasons == ("AF6",)
        return
    with pytest.raises(RuleError, match="outcome-before-completion"):
        table.do(outcomes.record, item.id, no)


def test_that_education_instead_says_where_and_from_when(table: Table) -> None:
    """R8: VDB «onderwijs kan» and «voorschoolse educatie met APM kan» ask place and start."""
    items = t4_opened(table)
    no = OutcomeInput(choice="afgewezen", reasons=("AF10",), motivation="De voorschool kan.")
    table.do(outcomes.record, items[0].id, no)
    given = LandingInput(
        help="Voorschool met APM",
        place="De Bolster",
        calls="Gezinswerker BJG",
        phone="024 000 00 00",
        call_before=date(2026, 12, 1),
    )
    with pytest.raises(RuleError, match="landing-needs-start"):
        table.do(after_no.record, unseen(items[0].case_id), given)
    table.do(after_no.record, unseen(items[0].case_id), replace(given, begins_on=table.today))

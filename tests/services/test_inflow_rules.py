"""What the rules do with a request: the provider's five days, an opening of several children."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from casustafel.domain.cases import Case, CaseAnswer, CaseStatus
from casustafel.domain.errors import RuleError
from casustafel.services.agenda import agenda_desk, meetings
from casustafel.services.case import case_form, case_steps, opening
from casustafel.services.case.opening import Opening
from casustafel.services.documents import documents
from casustafel.services.queue import queue
from casustafel.services.queue.queue import QueueQuery
from casustafel.services.use_case import seen
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


def vdb(table: Table, day: int, provider: str = "De Bolster", **answers: object) -> Case:
    return table.case(
        day, CPV_ANSWERS | answers, provider, care_form="vdb", hours_per_week=Decimal(16)
    )


def test_that_an_opening_is_filled_in_at_several_children_of_a_provider_in_one_go(
    table: Table,
) -> None:
    """R6: T4 asks the weeks open, which more, why closing harms, what parents can do and want."""
    cases = [vdb(table, 1), vdb(table, 2, open_harm="Verliest zijn ritme."), vdb(table, 3)]
    given = Opening(
        weeks=Decimal(50),
        open_more="De zomerweken.",
        open_harm="Geen slaap zonder vaste dag.",
        open_parents="Twee weken thuis lukt.",
    )
    assert table.do(opening.fill_in, [one.id for one in cases], given) == 3
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
    one = vdb(table, 1)
    for other, code in (
        (vdb(table, 2, "Anders"), "opening-one-provider"),
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

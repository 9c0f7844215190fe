"""After an outcome of the Doorbraakteam: phases, follow-up, and figures of before (D6, D7)."""

from datetime import date, time
from decimal import Decimal

import pytest

from casustafel.domain.actions import Action, ActionKind
from casustafel.domain.cases import Case, Phase
from casustafel.domain.errors import RuleError
from casustafel.domain.meetings import AgendaItem, CommitteeAnswer, Presence
from casustafel.domain.outcomes import Adjustment, AdjustmentKind, OutcomeInput
from casustafel.services.agenda import meetings
from casustafel.services.case import cases
from casustafel.services.documents import documents
from casustafel.services.documents.lines import PaperLine
from casustafel.services.following import actions
from casustafel.services.meeting import outcomes, room, urgent
from casustafel.services.selection import desk, followed
from casustafel.services.use_case import unseen
from other_tables import doorbraak_cases, seat
from workspaces import Table

LESS = OutcomeInput(
    choice="extensiveren",
    reasons=("DB2",),
    motivation="Eén plan maakt minder inzet mogelijk.",
    adjustments=(Adjustment(kind=AdjustmentKind.INTENSITY, asked="200 uur", advised="100 uur"),),
)


def at_the_table(table: Table) -> tuple[Case, AgendaItem]:
    """A case of the Doorbraakteam under discussion, with all its questions answered."""
    seats = seat(table, "doorbraak")
    (chosen,) = doorbraak_cases(table, 1)
    assert chosen.phase is Phase.ANALYSIS
    at = {"starts": time(10), "ends": time(12), "place": "kamer 2.14"}
    meeting = table.do(meetings.plan, "doorbraak", held_on=table.today, **at)
    (item,) = table.do(meetings.schedule, meeting.id, [chosen.id])
    table.do(room.open_meeting, meeting.id)
    for member in seats.values():
        table.do(room.set_presence, meeting.id, member.id, Presence.PRESENT)
    table.weighed(item)
    return chosen, item


def test_that_no_partner_sees_a_household_that_was_not_informed(table: Table) -> None:
    """2.9, D12: also by urgency, and when the day is taken away after the case was put on."""
    seat(table, "doorbraak")
    (chosen,) = doorbraak_cases(table, 1)
    at = {"starts": time(10), "ends": time(12), "place": "kamer 2.14"}
    meeting = table.do(meetings.plan, "doorbraak", held_on=table.today, **at)
    (other,) = table.ask(
        lambda reader: reader.find(Case, committee="doorbraak", phase=Phase.PRE_SCAN, rank=2)
    )[:1]
    with pytest.raises(RuleError, match="household-not-informed"):
        table.do(meetings.schedule, meeting.id, [other.id])
    with pytest.raises(RuleError, match="informed-ahead"):
        table.do(cases.answer, unseen(chosen.id), "informed", "2027-01-01")
    table.do(meetings.schedule, meeting.id, [chosen.id])
    packs = [one for one in papers(table, meeting.id) if one.key.startswith("ledenstuk")]
    assert {one.problem for one in packs} == {None}
    table.do(cases.answer, unseen(chosen.id), "informed", None)
    found = {one.problem.code for one in papers(table, meeting.id) if one.problem is not None}
    assert "household-not-informed" in found
    table.do(room.open_meeting, meeting.id)
    with pytest.raises(RuleError, match="household-not-informed"):
        table.do(urgent.bring_to_table, meeting.id, other.id, reason="Dringend")


def papers(table: Table, meeting: str) -> tuple[PaperLine, ...]:
    return table.ask(documents.listed, meeting).lines


def promised(table: Table) -> list[Action]:
    kind = ActionKind.EVALUATION
    return table.ask(lambda reader: reader.find(Action, "due_on", kind=kind))


def test_that_moments_of_follow_up_come_by_themselves_and_are_the_casushouders(
    table: Table,
) -> None:
    """D6, D7: at 3, 6 and 12 months, owned by who holds the case; once, however often said."""
    case, item = at_the_table(table)
    table.do(room.go_to, item.id)
    for _ in range(2):
        table.do(outcomes.record, item.id, LESS)
        found = promised(table)
        assert [one.due_on for one in found] == [
            date(2027, 2, 26),
            date(2027, 5, 26),
            date(2027, 11, 26),
        ]
        assert {one.owner for one in found} == {"Gezinswerker, BJG"}
        table.do(outcomes.undo, item.id)
        assert promised(table) == []
    assert table.ask(lambda reader: reader.get(Case, case.id)).phase is Phase.ANALYSIS


def test_that_what_stays_as_it_is_is_evaluated_by_the_casushouder_too(table: Table) -> None:
    """D7: the promise "Evaluatie" was owned by "Verwijzer", who is not there."""
    _case, item = at_the_table(table)
    table.do(room.go_to, item.id)
    same = OutcomeInput(
        choice="geen_wijziging",
        reasons=("DB7",),
        motivation="De veiligheid vraagt de huidige inzet.",
        evaluation_on=date(2027, 2, 24),
    )
    table.do(outcomes.record, item.id, same)
    assert [(one.text, one.owner) for one in promised(table)] == [
        ("Evaluatie", "Gezinswerker, BJG")
    ]


def interventions(table: Table) -> list[tuple[str, str, date | None, bool]]:
    found = table.ask(lambda reader: reader.find(Action, "text", kind=ActionKind.INTERVENTION))
    return [(one.text, one.owner, one.due_on, one.done_at is not None) for one in found]


def test_that_each_intervention_is_an_action_with_an_owner_and_a_term(table: Table) -> None:
    """D6: the casushouder and the first follow-up where no other was said; kept once, in step."""
    _case, item = at_the_table(table)
    table.do(room.go_to, item.id)
    plan = {"what": "Eén plan", "owner": "BJG", "by": "2027-01-29"}
    table.do(room.answer, item.id, "intervention", [plan, {"what": "Uren halveren"}])
    assert interventions(table) == []
    table.do(outcomes.record, item.id, LESS)
    first = ("Eén plan", "BJG", date(2027, 1, 29), False)
    second = ("Uren halveren", "Gezinswerker, BJG", date(2027, 2, 26), False)
    assert interventions(table) == [first, second]
    (done,) = table.ask(lambda reader: reader.find(Action, text="Eén plan"))
    table.do(actions.finish, done.id)
    table.do(room.answer, item.id, "intervention", [plan, {"what": "Uren minderen"}])
    after = ("Uren minderen", "Gezinswerker, BJG", date(2027, 2, 26), False)
    assert interventions(table) == [(*first[:3], True), after]
    table.do(outcomes.undo, item.id)
    assert interventions(table) == [(*first[:3], True)]


def test_that_the_phase_moves_with_the_outcome_and_what_was_before_is_filled_in(
    table: Table,
) -> None:
    """D6, D10: nobody sets a phase, and nobody types over the hours that the list gave."""
    case, item = at_the_table(table)
    table.do(room.go_to, item.id)
    table.do(outcomes.record, item.id, LESS)
    assert table.ask(lambda reader: reader.get(Case, case.id)).phase is Phase.PLAN
    (said,) = table.ask(
        lambda reader: reader.find(CommitteeAnswer, item_id=item.id, criterion="effect")
    )
    assert case.annual_hours is not None
    assert case.annual_cents is not None
    hours, euros = str(round(case.annual_hours)), str(round(case.annual_cents / 100))
    assert said.value == [{"moment": "voor", "hours": hours, "euros": euros}]
    (line,) = [one for one in table.ask(desk.desk, "doorbraak").lines if one.since is not None]
    assert [(one.months, one.hours) for one in line.after] == [(3, None), (6, None), (12, None)]
    found = [line.phase(table.today), line.phase(date(2027, 2, 26))]
    assert found == [(Phase.PLAN, None), (Phase.FOLLOW_UP, 3)]
    for months, phase, after in (
        (3, Phase.FOLLOW_UP, 6),
        (6, Phase.FOLLOW_UP, 12),
        (12, Phase.DONE, None),
    ):
        table.do(followed.fill_in, case.id, months, Decimal(100), None)
        assert table.ask(lambda reader: reader.get(Case, case.id)).phase is phase
        (line,) = [one for one in table.ask(desk.desk, "doorbraak").lines if one.since is not None]
        assert line.phase(table.today) == (phase, after)

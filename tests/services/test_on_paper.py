"""What was granted stands on paper: why it came, which care, how much, and at whom."""

from datetime import date

from casustafel.domain.cases import Case
from casustafel.domain.outcomes import OutcomeInput
from casustafel.services.case import cases
from casustafel.services.meeting import outcomes, room
from casustafel.services.minutes import minutes
from other_tables import CONTRIBUTIONS, zbo_opened
from paper_words import words_of
from workspaces import Table

GRANTED = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))


def test_that_what_was_granted_stands_on_paper(table: Table) -> None:
    """R10: trigger, form of care and volume in minutes, the provider in list and extract."""
    meeting, (item,) = table.opened(1)
    case = table.ask(lambda reader: reader.get(Case, item.case_id or ""))
    table.do(cases.edit, case, {"list_trigger": "T1"})
    table.do(outcomes.record, item.id, GRANTED)
    table.do(room.close_meeting, meeting.id)
    whole = words_of(table.ask(minutes.pdf, meeting.id))
    assert "Gevraagd. Begeleiding jeugd; 4 uur per week; tot 01-06-2027." in whole
    assert "Aanleiding: toeleidingsstop." in whole
    assert "Begeleiding jeugd, 4 uur per week, Zorggroep Waal" in whole
    alone = words_of(table.ask(minutes.pdf, meeting.id, item.title))
    assert "Gevraagd. Begeleiding jeugd bij Zorggroep Waal; 4 uur per week" in alone
    assert "Voorbeeld1" not in whole + alone


def test_that_minutes_of_a_table_with_everybody_involved_name_no_provider(table: Table) -> None:
    """R10: at the ZBO-commissie the provider's name stands in the extract only."""
    meeting, (item,) = zbo_opened(table)
    given = OutcomeInput(
        choice="toegekend",
        reasons=("ZT1",),
        valid_until=date(2027, 7, 1),
        contributions=CONTRIBUTIONS,
    )
    table.do(outcomes.record, item.id, given)
    table.do(room.close_meeting, meeting.id)
    assert "Zorggroep Waal" not in words_of(table.ask(minutes.pdf, meeting.id))
    assert "Zorggroep Waal" in words_of(table.ask(minutes.pdf, meeting.id, item.title))

"""What tests of the findings at the table share: a grant, a refusal, and looking things up."""

from datetime import date

import pytest

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.errors import RuleError
from casustafel.domain.meetings import AgendaItem, Meeting
from casustafel.domain.outcomes import Outcome, OutcomeInput
from casustafel.services.agenda import meetings
from casustafel.services.meeting import outcomes
from casustafel.services.minutes import minutes
from walks.table import answered
from workspaces import Table

PLAIN = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))
HELD = OutcomeInput(choice="aangehouden")
REFUSAL = OutcomeInput(choice="afgewezen", reasons=("AF1",), motivation="Basishulp volstaat.")
WHY = "De school belde met nieuws."


def case_of(table: Table, item: AgendaItem) -> Case:
    return table.ask(lambda reader: reader.get(Case, item.case_id))


def status(table: Table, item: AgendaItem) -> CaseStatus:
    return case_of(table, item).status


def item_of(table: Table, item_id: str) -> AgendaItem:
    return table.ask(lambda reader: reader.get(AgendaItem, item_id))


def meeting_of(table: Table, meeting: Meeting) -> Meeting:
    return table.ask(lambda reader: reader.get(Meeting, meeting.id))


def titles(table: Table, meeting: Meeting) -> list[str]:
    return [item.title for item in table.ask(meetings.agenda, meeting.id)]


def current(table: Table, item: AgendaItem) -> Outcome | None:
    return table.ask(lambda reader: reader.first(Outcome, item_id=item.id, current=True))


def granted(table: Table, item: AgendaItem, given: OutcomeInput = PLAIN) -> Outcome:
    """Let the table answer what a grant asks, and record it."""
    answered(table, item)
    return table.do(outcomes.record, item.id, given)


def adopted(table: Table, meeting: Meeting) -> None:
    table.do(minutes.put_up, meeting.id)
    table.do(minutes.adopt, meeting.id)


def refused(table: Table, code: str, *call: object, **given: object) -> RuleError:
    """Do what must be refused; return the refusal."""
    use_case, *rest = call
    with pytest.raises(RuleError) as raised:
        table.do(use_case, *rest, **given)  # type: ignore[arg-type]
    assert raised.value.code == code
    return raised.value

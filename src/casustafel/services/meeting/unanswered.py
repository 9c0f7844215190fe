"""Which questions of the framework are still open where the table has to say something.

What an outcome asks blocks it (`require_for`); what is asked before closing is only named
(`at_closing`), domain.md §9, Forms.
"""

from collections import defaultdict
from dataclasses import dataclass

from casustafel.domain.cases import Case
from casustafel.domain.errors import RuleError
from casustafel.domain.framework_answers import unanswered_at_closing, unanswered_for
from casustafel.domain.framework_facts import facts_of
from casustafel.domain.frameworks import Item
from casustafel.domain.meetings import AgendaItem, CommitteeAnswer, Meeting
from casustafel.domain.outcomes import Outcome, OutcomeKind
from casustafel.domain.people import Right
from casustafel.services import places
from casustafel.services.case import intake
from casustafel.services.definitions import tables
from casustafel.services.use_case import part, read
from casustafel.storage.store import Reader
from casustafel.storage.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class OpenQuestions:
    """A case of a meeting with what the table did not answer of it."""

    item_id: str
    number: str
    items: tuple[Item, ...]


@part
def require_for(reader: Reader, item: AgendaItem, case: Case, kind: OutcomeKind) -> None:
    """Raise RuleError('outcome-needs-answers') while an outcome of this kind lacks answers."""
    framework = tables.framework(reader, item.framework_id or "")
    answers = {one.criterion: one for one in reader.find(CommitteeAnswer, item_id=item.id)}
    missing = unanswered_for(framework, facts_of(case), kind, answers)
    if missing:
        raise RuleError("outcome-needs-answers", items="; ".join(one.text for one in missing))


@read(Right.RUN_MEETINGS, at=places.meeting)
def at_closing(reader: Reading, meeting: Meeting) -> tuple[OpenQuestions, ...]:
    """Return the decided cases of a meeting of which questions are open, in agenda order.

    A case that is held over or carried over comes back: of it nothing is named.
    """
    agenda = reader.find(AgendaItem, "position", meeting_id=meeting.id)
    decided = {
        outcome.item_id
        for outcome in reader.find(Outcome, item_id=[item.id for item in agenda], current=True)
        if outcome.kind is not OutcomeKind.HELD_OVER
    }
    items = [item for item in agenda if item.id in decided]
    cases = reader.by_ids(Case, [item.case_id or "" for item in items])
    frameworks = {
        key: tables.framework(reader, key) for key in {item.framework_id or "" for item in items}
    }
    asked = intake.answers_of(reader, cases)
    said: defaultdict[str, dict[str, CommitteeAnswer]] = defaultdict(dict)
    for one in reader.find(CommitteeAnswer, item_id=list(decided)):
        said[one.item_id][one.criterion] = one
    found = []
    for item in items:
        case = cases[item.case_id or ""]
        framework = frameworks[item.framework_id or ""]
        missing = unanswered_at_closing(
            framework, facts_of(case), asked.get(case.id, {}), said[item.id]
        )
        if missing:
            found.append(OpenQuestions(item.id, case.number, missing))
    return tuple(found)

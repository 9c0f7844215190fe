"""What the table has not answered: it blocks an outcome, or is named when the meeting closes."""

from dataclasses import dataclass
from datetime import date

import pytest

from casustafel.domain.cases import Case
from casustafel.domain.errors import RuleError
from casustafel.domain.framework_answers import unanswered_for
from casustafel.domain.frameworks import Facts
from casustafel.domain.meetings import AgendaItem
from casustafel.domain.outcomes import OutcomeInput, OutcomeKind
from casustafel.services.definitions import tables
from casustafel.services.example.sayings import SAYINGS
from casustafel.services.meeting import outcomes, room
from workspaces import Table

CRITERIA = ("c1_specific_care", "c2_no_alternative")
GRANT = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))


def require(table: Table, item: AgendaItem, kind: OutcomeKind) -> None:
    case = table.ask(lambda reader: reader.get(Case, item.case_id))
    table.ask(outcomes.require_answers, item, case, kind)


def test_that_a_grant_is_refused_in_words_until_its_criteria_are_answered_t8(table: Table) -> None:
    _, (item,) = table.opened(1, weighed=False)
    table.do(room.go_to, item.id)

    with pytest.raises(RuleError, match="outcome-needs-answers") as refused:
        require(table, item, OutcomeKind.GRANTED)
    assert str(refused.value.values["items"]).startswith("Specifieke zorg van deze aanbieder")
    require(table, item, OutcomeKind.REFUSED)

    table.do(room.answer, item.id, CRITERIA[0], "ja")
    table.do(room.answer, item.id, CRITERIA[1], "n.v.t.")
    with pytest.raises(RuleError) as refused:
        require(table, item, OutcomeKind.GRANTED)
    assert refused.value.values["items"] == "Er is geen voldoende passend alternatief"

    table.do(room.answer, item.id, CRITERIA[1], "n.v.t.", "Er is maar een aanbieder.")
    require(table, item, OutcomeKind.GRANTED)


def test_that_at_closing_the_open_criteria_of_decided_cases_are_named_t8(table: Table) -> None:
    meeting, items = table.opened(3)
    for item in items[:2]:
        table.do(room.go_to, item.id)
        for criterion in CRITERIA:
            table.do(room.answer, item.id, criterion, "ja")
    table.do(outcomes.record, items[0].id, GRANT)
    table.do(outcomes.record, items[1].id, OutcomeInput(choice="aangehouden"))
    table.do(room.carry_over, items[2].id)

    (found,) = table.ask(outcomes.at_closing, meeting.id)

    assert (found.item_id, found.number) == (items[0].id, items[0].title)
    assert [item.code[:2] for item in found.items] == ["c3", "c4", "c5", "c6"]


@dataclass(frozen=True)
class Answer:
    value: object
    note: str = ""


@pytest.mark.parametrize("code", sorted(SAYINGS))
def test_that_the_example_says_what_its_outcomes_ask_and_why(code: str, table: Table) -> None:
    committee = table.ask(tables.committee, code)
    ((_, framework),) = table.ask(tables.framework_versions, code)
    facts = Facts(law="jeugd", care_form=committee.care_forms[0], referrer_type="bjg")
    for saying in SAYINGS[code]:
        kind = committee.outcome(saying.choice).kind
        said = {key: Answer(value) for key, value in saying.answers.items()}
        assert unanswered_for(framework, facts, kind, said) == (), saying.choice
        reasons = [one for one in committee.reasons if one.code in saying.reasons]
        assert all(one.fits(kind) for one in reasons), saying.choice


def test_that_nothing_is_named_where_all_is_answered(table: Table) -> None:
    meeting, (item,) = table.opened(1)
    table.do(room.go_to, item.id)
    framework = table.ask(tables.framework, item.framework_id)
    for criterion in framework.criteria():
        table.do(room.answer, item.id, criterion.code, "ja")
    table.do(outcomes.record, item.id, GRANT)

    assert table.ask(outcomes.at_closing, meeting.id) == ()

"""Whether a table and its framework fit each other.

A table counts its points over items of its framework. An item that a newer version leaves out,
or asks of some cases only, would leave a point that no case can ever meet.
"""

from casustafel.domain.committees import Committee
from casustafel.domain.completeness import CASE_FIELD
from casustafel.domain.errors import RuleError
from casustafel.domain.frameworks import Condition, Framework, Stage


def check_fit(committee: Committee, framework: Framework) -> None:
    """Check a table with a version of its framework before either is taken into use.

    Raises RuleError: the framework is of another table, a point needs an item that the request
    does not ask of every case, or an item is asked for a form of care that the table does not
    take, or for a kind of outcome that it never has.
    """
    if framework.committee != committee.code:
        raise RuleError("framework-of-other-table", table=framework.committee)
    asked = {
        item.code
        for section in framework.sections
        if section.stage is Stage.REQUEST and section.condition == Condition()
        for item in section.items
        if item.condition == Condition()
    }
    for point in committee.points:
        for need in point.needs:
            if not need.startswith(CASE_FIELD) and need not in asked:
                raise RuleError("point-need-unknown", point=point.label, need=need)
    taken = set(committee.care_forms)
    for section in framework.sections:
        for condition in (section.condition, *(item.condition for item in section.items)):
            unknown = sorted(condition.care_forms - taken)
            if unknown:
                raise RuleError(
                    "framework-care-form-unknown", section=section.title, care_form=unknown[0]
                )
    said = {one.kind for one in committee.outcomes}
    for item in framework.items():
        never = sorted(item.for_outcomes - said)
        if never:
            raise RuleError("framework-outcome-unknown", item=item.text, outcome=never[0])

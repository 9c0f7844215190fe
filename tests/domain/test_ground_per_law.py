"""A ground for each law, and a second look at the purpose where laws are combined (D12)."""

from dataclasses import replace

import pytest
from definitions import shipped_committee, shipped_framework
from test_completeness import CASE

from casustafel.domain.completeness import asked_for_agenda, completeness
from casustafel.domain.framework_answers import check_answer
from casustafel.domain.frameworks import Facts

TABLE = shipped_committee("doorbraak")
FRAMEWORK = shipped_framework("doorbraak")
SAID: dict[str, object] = {
    "promising": "ja",
    "promising_why": "Drie aanbieders doen hetzelfde.",
    "after_residential": False,
    "care_stack_seen": True,
    "case_holder": "Gezinswerker, BJG",
    "informed": "2026-11-02",
    "laws": ["jw"],
    "ground": ["jw740"],
    "resident_view": "Minder mensen over de vloer.",
}
CHECKED = {
    "purpose": "Zonder beide is niet te zien wat dubbel gebeurt.",
    "purpose_by": "Privacyadviseur, gemeente",
    "purpose_on": "2026-11-03",
}
OF_BOTH = {"laws": ["jw", "wmo"], "ground": ["jw740", "wmo511"]}


@pytest.mark.parametrize(
    ("given", "complete"),
    [
        ({}, True),
        ({"ground": None}, False),
        ({"ground": ["wmo511"]}, False),
        ({"laws": ["jw", "wmo"], **CHECKED}, False),
        (OF_BOTH, False),
        ({**OF_BOTH, **CHECKED}, True),
        ({**OF_BOTH, **CHECKED, "purpose_by": "-"}, False),
        ({**OF_BOTH, **CHECKED, "laws": ["jw", "wmo", "pw"]}, False),
    ],
)
def test_that_each_law_needs_its_ground_and_several_a_check_of_the_purpose(
    given: dict[str, object], complete: bool
) -> None:
    """D12: it was one free text for all laws together."""
    case = replace(CASE, committee="doorbraak", annual_hours=900)
    assert completeness(TABLE, case, {**SAID, **given}).complete is complete


@pytest.mark.parametrize("item", ["ground", "informed"])
def test_that_not_applicable_is_no_answer_to_a_duty(item: str) -> None:
    """D12: "n.v.t. geen" passed as the ground, and as the day on which the household heard."""
    kept = check_answer(FRAMEWORK.item(item), "n.v.t. geen")
    case = replace(CASE, committee="doorbraak", annual_hours=900)
    state = completeness(TABLE, case, {**SAID, item: kept})
    assert [one.code for one in state.missing] == ["resident"]


def test_that_the_check_of_the_purpose_is_asked_where_laws_are_combined_alone() -> None:
    """D12: nobody fills in what a case does not need."""
    facts = Facts(law="jeugd", care_form="begeleiding_jeugd")
    assert not CHECKED.keys() & set(asked_for_agenda(TABLE, facts, SAID))
    assert CHECKED.keys() <= set(asked_for_agenda(TABLE, facts, {**SAID, **OF_BOTH}))

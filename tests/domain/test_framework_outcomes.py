"""Questions that must be answered before an outcome, and those that are named at closing (T8)."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from definitions import framework_plain, second_framework, shipped_committee, shipped_framework

from casustafel.domain import framework_file
from casustafel.domain.errors import RuleError
from casustafel.domain.framework_answers import answered, unanswered_at_closing, unanswered_for
from casustafel.domain.framework_changes import PartChange, differences, try_on
from casustafel.domain.framework_file import check_fit
from casustafel.domain.frameworks import Condition, Facts, Framework, Item, Required
from casustafel.domain.outcomes import OutcomeKind
from casustafel.domain.wording import word_error
from casustafel.domain.wording.catalogue import label
from casustafel.domain.wording.phrases import changed_value, field_label

K = OutcomeKind
GRANTS = frozenset({K.GRANTED, K.GRANTED_ADJUSTED})
YOUTH = Facts(law="jeugd", care_form="begeleiding_jeugd", referrer_type="bjg")
CRITERIA = ("c1_specific_care", "c2_no_alternative")


@dataclass(frozen=True)
class Answer:
    value: object
    note: str = ""


def asking(framework: Framework, *codes: str, **changed: object) -> Framework:
    """Return the framework with some items asked before a grant."""

    def put(item: Item) -> Item:
        return replace(item, for_outcomes=GRANTS, **changed) if item.code in codes else item  # type: ignore[arg-type]

    return replace(
        framework,
        sections=tuple(
            replace(one, items=tuple(map(put, one.items))) for one in framework.sections
        ),
    )


CPV = second_framework("cpv")
TABLE = shipped_committee("cpv")


def open_for(kind: OutcomeKind, facts: Facts = YOUTH, **said: Answer) -> list[str]:
    return [item.code for item in unanswered_for(CPV, facts, kind, said)]


def test_that_a_grant_waits_for_the_two_criteria_and_a_refusal_does_not_t8() -> None:
    assert open_for(K.GRANTED) == list(CRITERIA)
    assert open_for(K.GRANTED, c1_specific_care=Answer("nee")) == ["c2_no_alternative"]
    assert open_for(K.GRANTED_ADJUSTED, **dict.fromkeys(CRITERIA, Answer("ja"))) == []
    assert open_for(K.REFUSED) == []
    assert open_for(K.HELD_OVER) == []


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        (None, False),
        (Answer(None, "nog uitzoeken"), False),
        (Answer("n.v.t."), False),
        (Answer("n.v.t.", " - "), False),
        (Answer("n.v.t.", "het kind is twee jaar"), True),
        (Answer("n.v.t.: het kind is twee jaar"), True),
        (Answer("nee"), True),
        (Answer([]), False),
        (Answer([{"what": "Overdracht"}]), True),
    ],
)
def test_that_nvt_counts_with_a_reason_and_only_so_t8(said: Answer | None, counts: bool) -> None:
    assert answered(said) is counts


def test_that_only_what_applies_to_the_case_blocks_its_outcome() -> None:
    vdb = asking(CPV, "c7_development")
    huisarts = asking(CPV, *CRITERIA, optional_for=frozenset({"huisarts"}))
    wmo = asking(CPV, *CRITERIA, condition=Condition(laws=frozenset({"wmo"})))

    def codes(framework: Framework, facts: Facts) -> set[str]:
        return {one.code for one in unanswered_for(framework, facts, K.GRANTED, {})}

    assert codes(vdb, YOUTH) == set(CRITERIA)
    assert codes(vdb, replace(YOUTH, care_form="vdb")) == {*CRITERIA, "c7_development"}
    assert codes(huisarts, YOUTH) == set(CRITERIA)
    assert codes(huisarts, replace(YOUTH, referrer_type="huisarts")) == set()
    assert codes(wmo, YOUTH) == set()


def test_that_what_is_asked_before_closing_is_named_wherever_it_was_answered_t8() -> None:
    doorbraak = shipped_framework("doorbraak")
    facts = Facts(law="jeugd", care_form="begeleiding_jeugd")
    asked = {i.code for i in doorbraak.items() if i.required is Required.CLOSE}

    def codes(request: dict[str, object], **said: Answer) -> set[str]:
        return {one.code for one in unanswered_at_closing(doorbraak, facts, request, said)}

    assert codes({}) == asked
    assert {"resident_view", "good_enough", "q1_chances"} <= asked
    view: dict[str, object] = {"resident_view": "Rust in huis"}
    left = codes(view, good_enough=Answer("Zelfstandig naar school"), q1_chances=Answer(None))
    assert left == asked - {"resident_view", "good_enough"}


def test_that_a_framework_keeps_what_it_asks_before_an_outcome_in_its_file() -> None:
    plain = framework_file.to_plain(CPV)

    assert framework_file.load(framework_file.dump(CPV)) == CPV
    asked = [
        (item["code"], item["outcome"])
        for section in plain["sections"]
        for item in section["items"]
        if "outcome" in item
    ]
    assert asked == [(code, ["granted", "granted_adjusted"]) for code in CRITERIA]


def _criterion(plain: dict[str, Any]) -> dict[str, Any]:
    (section,) = (one for one in plain["sections"] if one["code"] == "criteria")
    item = section["items"][0]
    assert isinstance(item, dict)
    return item


WRONG: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "a kind nobody knows": (
        lambda p: _criterion(p).update(outcome=["toegekend"]),
        "framework-part-wrong",
    ),
    "a kind as text": (lambda p: _criterion(p).update(outcome="granted"), "framework-part-wrong"),
    "holding over": (
        lambda p: _criterion(p).update(outcome=["granted", "held_over"]),
        "framework-blocks-holding-over",
    ),
    "a question of the request": (
        lambda p: p["sections"][0]["items"][0].update(outcome=["granted"]),
        "framework-request-blocks",
    ),
}


@pytest.mark.parametrize("fault", WRONG)
def test_that_a_wrong_requirement_is_refused_in_words(fault: str) -> None:
    plain = framework_plain("cpv")
    spoil, code = WRONG[fault]
    spoil(plain)

    with pytest.raises(RuleError) as refused:
        framework_file.load(json.dumps(plain))

    assert refused.value.code == code
    for language in ("nl", "en"):
        message = word_error(refused.value, language)
        assert message.what and message.do


def test_that_a_question_waits_for_an_outcome_that_its_table_has() -> None:
    committee = replace(TABLE, points=())
    check_fit(committee, CPV)
    without = replace(
        committee, outcomes=tuple(one for one in committee.outcomes if one.kind is not K.GRANTED)
    )

    with pytest.raises(RuleError) as refused:
        check_fit(without, CPV)

    assert refused.value.code == "framework-outcome-unknown"
    assert "Specifieke zorg" in word_error(refused.value, "nl").what


def test_that_a_new_requirement_is_shown_as_a_difference_and_in_a_trial() -> None:
    bare = replace(
        CPV,
        sections=tuple(
            replace(s, items=tuple(replace(i, for_outcomes=frozenset()) for i in s.items))
            for s in CPV.sections
        ),
    )

    changes = differences(bare, CPV)

    assert [change.item for change in changes] == list(CRITERIA)
    (part,) = changes[0].fields
    assert part == PartChange(field="for_outcomes", old="", new="granted, granted_adjusted")
    assert changed_value(part.field, part.new) == "Toegekend, Toegekend met aanpassing"
    assert field_label(part.field) == "Verplicht vóór uitkomst"
    assert [one.code for one in try_on(TABLE, CPV, {}, YOUTH).before_outcome] == list(CRITERIA)
    assert try_on(TABLE, bare, {}, YOUTH).before_outcome == ()
    medical = asking(CPV, *CRITERIA, optional_for=frozenset({"huisarts"}))
    asked = try_on(TABLE, medical, {}, replace(YOUTH, referrer_type="huisarts"))
    assert asked.before_outcome == ()


def test_that_kinds_of_outcome_have_names_in_both_languages() -> None:
    assert all(label(kind) and label(kind, "en") for kind in OutcomeKind)


@pytest.mark.parametrize(
    ("code", "kinds", "asked"),
    [
        ("cpv", GRANTS, set(CRITERIA)),
        ("zbo", GRANTS, {"z1_youth_act", "z4_proportional"}),
        ("doorbraak", {K.CHANGED}, {"good_enough", "intervention"}),
    ],
)
def test_that_the_examples_ask_what_their_tables_must_say_t8(
    code: str, kinds: set[OutcomeKind], asked: set[str]
) -> None:
    framework = shipped_framework(code)
    said = {one.kind for one in shipped_committee(code).outcomes}

    for kind in said:
        found = {one.code for one in unanswered_for(framework, YOUTH, kind, {})}
        assert found == (asked if kind in kinds else set()), kind
    assert kinds <= said

"""Frameworks as data: read strictly, shared as a file, living in versions."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from definitions import TABLES, framework_plain, shipped_framework

from casustafel.domain import framework_file
from casustafel.domain.errors import RuleError, UsageError
from casustafel.domain.frameworks import (
    Facts,
    FrameworkState,
    ItemKind,
    Required,
    Stage,
    adopt,
    new_version,
    supersede,
)
from casustafel.domain.wording import word_error

YOUTH = Facts(law="jeugd", care_form="begeleiding_jeugd", referrer_type="bjg")
VDB = replace(YOUTH, care_form="vdb")


@pytest.mark.parametrize("code", TABLES)
def test_that_a_framework_comes_back_from_its_file_as_it_was(code: str) -> None:
    framework = shipped_framework(code)

    assert framework_file.load(framework_file.dump(framework)) == framework


@pytest.mark.parametrize("code", TABLES)
def test_that_a_shipped_framework_is_a_concept_called_an_example(code: str) -> None:
    framework = shipped_framework(code)

    assert (framework.state, framework.label, framework.version) == (
        FrameworkState.CONCEPT,
        "voorbeeld",
        3,
    )


@pytest.mark.parametrize("code", TABLES)
def test_that_each_free_text_of_a_request_asks_only_what_is_needed(code: str) -> None:
    texts = [i for i in shipped_framework(code).items(Stage.REQUEST) if i.kind is ItemKind.TEXT]

    silent = [
        item.code
        for item in texts
        if "nodig" not in item.help and item.code not in {"group", "case_holder"}
    ]

    assert texts
    assert silent == []


def test_that_no_table_weighs_by_consent_and_zbo_not_by_the_wmo() -> None:
    """R9: the ground is the law; the ZBO-commissie is of youth only (§9, Consent and ground)."""
    for code in ("cpv", "zbo"):
        offered = {one.code for one in shipped_framework(code).item("ground").options}
        assert "toestemming" not in offered
        assert ("wmo511" in offered) is (code == "cpv")


def test_that_vdb_is_weighed_by_its_own_questions() -> None:
    """R6: not this provider or basishulp, but place, education and development ([002] 3.B)."""
    framework = shipped_framework("cpv")

    usual = [item.code for item in framework.criteria(YOUTH)]
    vdb = {item.code for item in framework.criteria(VDB)}
    more = {item.code for item in framework.criteria(replace(VDB, triggers=frozenset({"T3"})))}
    weeks = {item.code for item in framework.criteria(replace(VDB, triggers=frozenset({"T4"})))}

    assert len(usual) == 6
    assert vdb == {"c2_no_alternative", "c4_goals", "c5_proportional", "c9_place", "c8_education"}
    assert more == vdb | {"c7_development"}
    assert weeks == {"c5_proportional", "c7_development", "c10_closing"}


@pytest.mark.parametrize(
    ("triggers", "asked"), [({"T2"}, False), ({"T4"}, True), ({"T2", "T4"}, True)]
)
def test_that_the_weeks_are_only_explained_where_that_norm_is_met(
    triggers: set[str], asked: bool
) -> None:
    sections = shipped_framework("cpv").sections_for(
        replace(VDB, triggers=frozenset(triggers)), Stage.REQUEST
    )

    assert ("opening" in {section.code for section in sections}) is asked


def test_that_the_four_questions_of_the_doorbraakteam_take_a_chance_and_a_note() -> None:
    questions = [i for i in shipped_framework("doorbraak").criteria() if i.kind is ItemKind.CHOICE]

    assert len(questions) == 4
    assert all(item.note and item.required is Required.CLOSE for item in questions)
    assert {tuple(o.code for o in item.options) for item in questions} == {
        ("hoog", "midden", "laag")
    }


def test_that_a_version_goes_from_concept_to_adopted_to_replaced() -> None:
    first = adopt(shipped_framework("cpv"), date(2026, 3, 1))
    second = new_version(first)

    assert (first.state, first.valid_from) == (FrameworkState.ADOPTED, date(2026, 3, 1))
    assert (second.version, second.state, second.valid_from) == (4, FrameworkState.CONCEPT, None)
    assert second.sections == first.sections
    assert supersede(first).state is FrameworkState.REPLACED


def test_that_only_a_concept_is_adopted_and_only_what_is_adopted_is_replaced() -> None:
    concept = shipped_framework("cpv")
    adopted = adopt(concept, date(2026, 3, 1))

    with pytest.raises(RuleError, match="framework-not-concept"):
        adopt(adopted, date(2026, 4, 1))
    with pytest.raises(RuleError, match="framework-not-adopted"):
        supersede(concept)


def test_that_an_unknown_item_is_refused() -> None:
    with pytest.raises(UsageError, match="framework-item-unknown"):
        shipped_framework("cpv").item("favourite_colour")


def _first_item(plain: dict[str, Any]) -> dict[str, Any]:
    item = plain["sections"][0]["items"][0]
    assert isinstance(item, dict)
    return item


def _only_requests(plain: dict[str, Any]) -> None:
    plain["sections"] = [s for s in plain["sections"] if s["stage"] == "request"]


WRONG: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "another format": (lambda p: p.update(format="iets/9"), "framework-other-format"),
    "no title": (lambda p: p.pop("title"), "framework-part-wrong"),
    "an unknown key": (lambda p: p.update(colour="rood"), "framework-part-wrong"),
    "an unknown key of an item": (
        lambda p: _first_item(p).update(requird="agenda"),
        "framework-part-wrong",
    ),
    "a version of nought": (lambda p: p.update(version=0), "framework-part-wrong"),
    "a version that is true": (lambda p: p.update(version=True), "framework-part-wrong"),
    "a day that does not exist": (
        lambda p: p.update(valid_from="2026-02-30"),
        "framework-part-wrong",
    ),
    "an unknown stage": (lambda p: p["sections"][0].update(stage="later"), "framework-part-wrong"),
    "a law as text, not as list": (
        lambda p: p["sections"][0].update(applies={"laws": "jeugd"}),
        "framework-part-wrong",
    ),
    "an unknown law": (
        lambda p: p["sections"][0].update(applies={"laws": ["jeugt"]}),
        "framework-part-wrong",
    ),
    "an unknown trigger": (
        lambda p: p["sections"][0].update(applies={"triggers": ["T9"]}),
        "framework-part-wrong",
    ),
    "sections that are no list": (lambda p: p.update(sections={}), "framework-part-wrong"),
    "an item that is no object": (
        lambda p: p["sections"][0].update(items=["help_question"]),
        "framework-part-wrong",
    ),
    "the same code twice": (
        lambda p: p["sections"][1]["items"].append(_first_item(p)),
        "framework-code-twice",
    ),
    "a section twice": (
        lambda p: p["sections"].append({**p["sections"][0], "items": []}),
        "framework-code-twice",
    ),
    "a code with a space": (
        lambda p: _first_item(p).update(code="De vraag"),
        "framework-code-wrong",
    ),
    "a choice of one": (
        lambda p: _first_item(p).update(kind="choice", options=[["a", "A"]]),
        "framework-needs-options",
    ),
    "options of a text": (
        lambda p: _first_item(p).update(options=[["a", "A"], ["b", "B"]]),
        "framework-needs-options",
    ),
    "two options of one name": (
        lambda p: _first_item(p).update(kind="choice", options=[["a", "Ja"], ["b", "ja"]]),
        "framework-code-twice",
    ),
    "an option without label": (
        lambda p: _first_item(p).update(kind="choice", options=[["a"], ["b", "B"]]),
        "framework-part-wrong",
    ),
    "a table without columns": (
        lambda p: _first_item(p).update(kind="table"),
        "framework-needs-columns",
    ),
    "a table in a table": (
        lambda p: _first_item(p).update(
            kind="table", columns=[{"code": "a", "label": "A", "kind": "table"}]
        ),
        "framework-part-wrong",
    ),
    "a unit of a text": (lambda p: _first_item(p).update(unit="uur"), "framework-unit-unfit"),
    "no criteria": (_only_requests, "framework-needs-criteria"),
}


@pytest.mark.parametrize("fault", WRONG)
def test_that_a_faulty_framework_is_refused_in_words(fault: str) -> None:
    plain = framework_plain("cpv")
    spoil, code = WRONG[fault]
    spoil(plain)

    with pytest.raises(RuleError) as refused:
        framework_file.load(json.dumps(plain))

    assert refused.value.code == code
    for language in ("nl", "en"):
        message = word_error(refused.value, language)
        assert message.what and message.do


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"cpv"', "{}"])
def test_that_a_file_that_is_no_framework_is_refused(text: str) -> None:
    with pytest.raises(RuleError):
        framework_file.load(text)


def test_that_a_refusal_says_where_the_fault_is() -> None:
    plain = framework_plain("cpv")
    plain["sections"][1]["items"][1]["kind"] = "gevoel"

    with pytest.raises(RuleError) as refused:
        framework_file.from_plain(plain)

    assert refused.value.values["part"] == "sections[2].items[2].kind"


def test_that_a_faulty_framework_is_never_written() -> None:
    framework = replace(shipped_framework("cpv"), sections=())

    with pytest.raises(RuleError, match="framework-needs-criteria"):
        framework_file.dump(framework)

"""Compleet voor agenda: which points a case meets, and what the referrer is asked."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from definitions import TABLES, framework_plain_of, shipped_committee, shipped_framework

from casustafel.domain.case_routing import for_bjg, route_to_text
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.completeness import Asked, asked_for_agenda, completeness, request_text
from casustafel.domain.frameworks import Condition, Facts
from casustafel.domain.routing_facts import Decision, Route, Trigger, because

CPV = shipped_committee("cpv")
NOW = datetime(2026, 11, 13, 9, 0, tzinfo=UTC)
CASE = Case(
    id="c1",
    committee="cpv",
    year=2026,
    sequence=141,
    number="CPV-2026-0141",
    client_id="p1",
    status=CaseStatus.SUBMITTED,
    received=NOW.date(),
    created_at=NOW,
    changed_at=NOW,
    care_form="begeleiding_jeugd",
    provider_id="a1",
    referrer_type="bjg",
    hours_per_week=Decimal(4),
    ends_on=date(2027, 6, 1),
)
ANSWERS: dict[str, object] = {
    "help_question": "Structuur in de dag.",
    "why_this_provider": "Ervaring met deze vraag.",
    "alternatives": [{"kind": "Jongerenwerk"}],
    "volume_reasoned": "4 uur in twee dagen.",
    "transfer_planned": "Na 13 weken.",
    "informed": "2026-11-10",
    "ground": "jw740",
    "resident_view": "Graag iemand die blijft.",
}
#: A request of each kind that the CPV tells apart, by its form of care, referrer and triggers.
KINDS = {
    "begeleiding by BJG": ("begeleiding_jeugd", "bjg", ()),
    "begeleiding by a huisarts": ("begeleiding_jeugd", "huisarts", ()),
    "Wmo": ("wmo_begeleiding", "btv", ()),
    "VDB at a limit": ("vdb", "bjg", ("T2",)),
    "VDB, more hours": ("vdb", "bjg", ("T3",)),
    "VDB, more weeks": ("vdb", "bjg", ("T4",)),
    "VDB, more hours and weeks": ("vdb", "bjg", ("T3", "T4")),
}


#: What version 2 of the framework asked of each for the agenda.
COUNTED = dict(zip(KINDS, (14, 12, 15, 14, 16, 16, 16), strict=True))


def of_kind(kind: str) -> Facts:
    form, referrer, triggers = KINDS[kind]
    law = "wmo" if form == "wmo_begeleiding" else "jeugd"
    return Facts(law=law, care_form=form, referrer_type=referrer, triggers=frozenset(triggers))


def routed(
    case: Case, decision: Decision, *triggers: Trigger, reasons: tuple[str, ...] = ()
) -> Case:
    said = tuple(because(code) for code in reasons)
    answer = Route(decision, triggers=frozenset(triggers), reasons=said)
    return replace(case, route=decision.value, route_reasons=route_to_text(answer))


def test_that_a_full_request_meets_six_of_six() -> None:
    state = completeness(CPV, CASE, ANSWERS)

    assert str(state) == "6 van 6"
    assert state.complete


@pytest.mark.parametrize("gone", ANSWERS)
def test_that_each_answer_that_is_not_there_leaves_its_point_open(gone: str) -> None:
    """R4: also that the resident was informed, on which ground, and what the resident wants."""
    state = completeness(CPV, CASE, {**ANSWERS, gone: None})

    assert str(state) == "5 van 6"
    assert [point.code for point in state.missing] == [
        point.code for point in CPV.points if gone in point.needs
    ]


@pytest.mark.parametrize("field", ["provider_id", "hours_per_week", "ends_on"])
def test_that_what_stands_on_the_case_itself_counts_too(field: str) -> None:
    state = completeness(CPV, replace(CASE, **{field: None}), ANSWERS)

    assert len(state.missing) == 1


@pytest.mark.parametrize("code", TABLES)
def test_that_each_table_asks_whether_the_resident_was_informed_and_heard(code: str) -> None:
    """R4: one point for "inwoner geïnformeerd, grondslag, visie"."""
    (point,) = [one for one in shipped_committee(code).points if one.code == "resident"]

    assert {"informed", "ground", "resident_view"} <= set(point.needs)
    assert point.condition == Condition()


@pytest.mark.parametrize("kind", KINDS)
def test_that_the_gate_asks_seven_or_eight_things_once(kind: str) -> None:
    """R6: where version 2 asked up to 16, and up to 9 of them beside the points of the table."""
    table, framework, facts = CPV, shipped_framework("cpv"), of_kind(kind)
    before = framework_plain_of("cpv", 2)
    asked_before = [
        item
        for section in before["sections"]
        if Condition(**_sets(section["applies"])).holds(facts)
        for item in section["items"]
        if item["required"] == "agenda" and facts.referrer_type not in item.get("optional_for", ())
    ]
    items = {one.code: one for section in framework.sections_for(facts) for one in section.items}
    points = [one for one in table.points if one.condition.holds(facts)]
    report = {"report": "12-11-2026, Z-1"} if "report" in items else {}
    for given in ({}, report):
        asked = [
            one for one in asked_for_agenda(table, facts, given) if not one.startswith("case.")
        ]
        assert len(asked) <= 8 or facts.triggers == {"T3", "T4"}
        assert set(asked) <= items.keys()
        assert len(asked) < len(asked_before)
    assert len(points) <= 6
    assert len(asked_before) == COUNTED[kind]


def _sets(applies: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(codes) for name, codes in applies.items()}


def test_that_vdb_points_to_education_and_apm_and_not_to_basishulp() -> None:
    """R6: VDB goes over to education ([002] 3.B); T4 is about the provider's weeks."""
    asked = {kind: asked_for_agenda(CPV, of_kind(kind), {}) for kind in KINDS}

    assert {"vdb_education", "vdb_apm", "vdb_place"} <= set(asked["VDB at a limit"])
    assert not {"transfer_planned", "why_this_provider"} & set(asked["VDB at a limit"])
    assert set(asked["VDB, more weeks"]) == {
        *("case.route", "case.provider_id", "case.weeks_open"),
        *("open_more", "open_harm", "open_parents", "informed", "ground", "resident_view"),
    } - {"resident_view"} | {"resident_view"}


def test_that_a_report_replaces_the_question_it_answers() -> None:
    """R6: «onderzoeksverslag van {datum}, kenmerk» replaces the steps of the law (§9 Forms)."""
    with_report = {**ANSWERS, "help_question": None, "report": "10-11-2026, Z-2026-12"}

    assert completeness(CPV, CASE, with_report).complete


@pytest.mark.parametrize(
    ("case", "lacks"),
    [
        (replace(CASE, care_form="overig"), True),
        (routed(CASE, Decision.UNKNOWN, reasons=("route-missing-kind",)), True),
        (routed(CASE, Decision.OUT_OF_SCOPE, reasons=("route-elsewhere",)), True),
        (routed(CASE, Decision.UNKNOWN, reasons=("route-pgb",)), False),
        (routed(CASE, Decision.UNKNOWN, reasons=("route-no-stop",)), False),
        (routed(CASE, Decision.CPV, Trigger.T1), False),
    ],
)
def test_that_a_case_without_care_form_or_route_is_never_ready(case: Case, lacks: bool) -> None:
    """R4: but a pgb is the secretary's to judge, and without a register nothing is known."""
    assert completeness(CPV, case, ANSWERS).complete is not lacks


@pytest.mark.parametrize(
    ("answer", "met"), [("n.v.t.", 5), ("n.v.t.: kind gaat nog niet naar school", 6), ("-", 5)]
)
def test_that_nvt_meets_a_point_only_with_its_reason(answer: str, met: int) -> None:
    state = completeness(CPV, CASE, {**ANSWERS, "transfer_planned": answer})

    assert len(state.met) == met


@pytest.mark.parametrize(
    ("rows", "met"),
    [
        ([{"kind": "n.v.t."}], 5),
        ([{"kind": " - "}], 5),
        ([{"kind": "n.v.t.: er is maar een aanbieder"}], 6),
        ([{"kind": "n.v.t."}, {"kind": "Jongerenwerk"}], 6),
    ],
)
def test_that_a_list_says_something_when_one_of_its_rows_does(
    rows: list[dict[str, str]], met: int
) -> None:
    """R4: "n.v.t." in a list counts with its reason only, as it does in a text."""
    assert len(completeness(CPV, CASE, {**ANSWERS, "alternatives": rows}).met) == met


def test_that_after_a_medical_referral_the_provider_is_asked() -> None:
    """R12: a huisarts makes no profile; the provider has five workdays ([001], §9)."""
    state = completeness(CPV, CASE, {**ANSWERS, "transfer_planned": ""})
    asked = [Asked(number=CASE.number, reference="", state=state)]
    text = request_text(CPV, asked, date(2026, 12, 7), to_provider=True)
    assert text.startswith("Beste aanbieder,")
    assert "uiterlijk 07-12-2026" in text
    assert "Daarna bespreken wij de casus" in text
    assert "- Wanneer en hoe de hulp naar het Buurtteam gaat." in text


@pytest.mark.parametrize(
    ("changes", "hint"),
    [
        ({"referrer_type": "huisarts", "request_kind": "verlenging"}, True),
        ({"referrer_type": "02", "request_kind": "verlenging", "care_form": "vdb"}, True),
        ({"referrer_type": "huisarts", "request_kind": "nieuw"}, False),
        ({"referrer_type": "bjg", "request_kind": "verlenging"}, False),
        ({"referrer_type": "huisarts", "request_kind": "verlenging", "care_form": "otd"}, False),
    ],
)
def test_that_a_herindicatie_by_a_huisarts_is_a_hint(changes: dict[str, str], hint: bool) -> None:
    """R12: begeleiding and dagbehandeling go to BJG ([000]); it holds nothing."""
    case = replace(CASE, **({"care_form": "begeleiding_jeugd"} | changes))
    assert for_bjg(case) is hint


def test_that_a_huisarts_is_not_asked_for_volume() -> None:
    from_huisarts = replace(CASE, referrer_type="huisarts", hours_per_week=None, ends_on=None)

    assert completeness(CPV, from_huisarts, {**ANSWERS, "volume_reasoned": None}).complete


@pytest.mark.parametrize("code", TABLES)
def test_that_an_empty_case_meets_no_point_of_any_table(code: str) -> None:
    empty = replace(CASE, provider_id=None, hours_per_week=None, ends_on=None, care_form="overig")

    state = completeness(shipped_committee(code), empty, {})

    assert len(state.met) == 0
    assert state.of <= 6


UNTIL = date(2026, 12, 14)


def test_that_one_text_asks_for_several_cases_of_a_referrer() -> None:
    """H22: each with its own numbers and its own questions."""
    state = completeness(CPV, CASE, {**ANSWERS, "alternatives": []})
    text = request_text(
        CPV,
        [Asked(number=number, reference="", state=state) for number in ("CPV-1", "CPV-2")],
        UNTIL,
    )
    assert text.count("Beste verwijzer") == 1
    assert "CPV-1\n- Welke" in text
    assert "CPV-2\n- Welke" in text


def test_that_the_referrer_is_asked_for_just_what_is_missing() -> None:
    """H22: with the number that the sender knows, and a day to answer by."""
    state = completeness(CPV, CASE, {**ANSWERS, "alternatives": [], "transfer_planned": ""})

    asked = Asked(number=CASE.number, reference="WAAL-2633", state=state)

    text = request_text(CPV, [asked], UNTIL)

    assert "casus CPV-2026-0141 (uw kenmerk WAAL-2633)" in text
    assert "uiterlijk 14-12-2026" in text
    assert [line for line in text.splitlines() if line.startswith("- ")] == [
        "- Welke alternatieven zijn verkend, ook de basishulp van het Buurtteam, en waarom die "
        "niet passen.",
        "- Wanneer en hoe de hulp naar het Buurtteam gaat.",
    ]
    assert "Structuur in de dag" not in text


def test_that_a_complete_case_leaves_the_question_to_fill_in() -> None:
    state = completeness(CPV, CASE, ANSWERS)
    text = request_text(CPV, [Asked(number=CASE.number, reference="", state=state)], UNTIL)

    assert "[vul hier uw vraag in]" in text

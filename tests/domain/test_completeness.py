"""Compleet voor agenda: which points a case meets, and what the referrer is asked."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from definitions import TABLES, shipped_committee

from casustafel.domain.case_routing import for_bjg
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.completeness import Asked, completeness, request_text

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
    provider_id="a1",
    referrer_type="bjg",
    hours_per_week=Decimal(4),
    ends_on=date(2027, 6, 1),
)
ANSWERS: dict[str, object] = {
    "help_question": "Structuur in de dag.",
    "goals": [{"goal": "Dagstructuur"}],
    "why_this_provider": "Ervaring met deze vraag.",
    "alternatives": [{"kind": "Jongerenwerk"}],
    "basic_help_weighed": "Meer dan 3 uur per week nodig.",
    "volume_reasoned": "4 uur in twee dagen.",
    "transfer_planned": "Na 13 weken.",
}


def test_that_a_full_request_meets_six_of_six() -> None:
    state = completeness(CPV, CASE, ANSWERS)

    assert str(state) == "6 van 6"
    assert state.complete


@pytest.mark.parametrize("gone", ANSWERS)
def test_that_each_answer_that_is_not_there_leaves_its_point_open(gone: str) -> None:
    state = completeness(CPV, CASE, {**ANSWERS, gone: None})

    assert str(state) == "5 van 6"
    assert [point.code for point in state.missing] == [
        point.code for point in CPV.points if gone in point.needs
    ]


@pytest.mark.parametrize("field", ["provider_id", "hours_per_week", "ends_on"])
def test_that_what_stands_on_the_case_itself_counts_too(field: str) -> None:
    state = completeness(CPV, replace(CASE, **{field: None}), ANSWERS)

    assert len(state.missing) == 1


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
    empty = replace(CASE, provider_id=None, hours_per_week=None, ends_on=None)

    state = completeness(shipped_committee(code), empty, {})

    assert (len(state.met), state.of) == (0, 6)


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
        "- Welke alternatieven zijn verkend en waarom die niet passen.",
        "- Wanneer en hoe de hulp naar het Buurtteam gaat.",
    ]
    assert "Structuur in de dag" not in text


def test_that_a_complete_case_leaves_the_question_to_fill_in() -> None:
    state = completeness(CPV, CASE, ANSWERS)
    text = request_text(CPV, [Asked(number=CASE.number, reference="", state=state)], UNTIL)

    assert "[vul hier uw vraag in]" in text

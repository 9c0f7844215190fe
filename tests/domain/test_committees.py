"""Tables as data: the three that ship, a fourth without code, and faults refused in words."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from definitions import TABLES, committee_plain, framework_plain, shipped_committee
from definitions import shipped_framework as framework_of

from casustafel.domain import committee_file, framework_file
from casustafel.domain.committees import Committee, Quorum, quorum
from casustafel.domain.errors import RuleError, UsageError
from casustafel.domain.framework_file import check_fit
from casustafel.domain.outcomes import OutcomeKind
from casustafel.domain.wording import word_error
from fourth_table import COMMITTEE, FRAMEWORK

CPV = shipped_committee("cpv")
DAY = date(2026, 3, 1)


@pytest.mark.parametrize("code", TABLES)
def test_that_a_table_comes_back_from_its_file_as_it_was(code: str) -> None:
    committee = shipped_committee(code)

    assert committee_file.parse(committee_file.dump(committee)) == committee


@pytest.mark.parametrize("code", TABLES)
def test_that_a_shipped_table_fits_its_framework_and_asks_what_is_missing(code: str) -> None:
    committee = shipped_committee(code)

    check_fit(committee, framework_of(code))

    assert all(point.ask for point in committee.points)


@pytest.mark.parametrize("code", TABLES)
def test_that_every_outcome_of_a_shipped_table_has_reasons_to_choose_from(code: str) -> None:
    committee = shipped_committee(code)
    offered = {kind for reason in committee.reasons for kind in reason.kinds}

    asked = {o.kind for o in committee.outcomes} - {OutcomeKind.HELD_OVER}

    assert asked <= offered


def test_that_the_cpv_grants_grants_adjusted_refuses_or_holds_over() -> None:
    assert [one.kind for one in CPV.outcomes] == [
        OutcomeKind.GRANTED,
        OutcomeKind.GRANTED_ADJUSTED,
        OutcomeKind.REFUSED,
        OutcomeKind.HELD_OVER,
    ]
    plain = CPV.outcome("toegekend")
    assert (plain.needs_motivation, plain.needs_validity) == (False, True)
    assert [one.code for one in CPV.reasons if one.default_for_grant] == ["TK4"]


def test_that_only_a_request_is_granted_or_refused() -> None:
    said = {
        code: {one.code: one.kind for one in shipped_committee(code).outcomes} for code in TABLES
    }

    assert said["doorbraak"]["extensiveren"] is OutcomeKind.CHANGED
    assert set(said["doorbraak"].values()) == {
        OutcomeKind.CHANGED,
        OutcomeKind.UNCHANGED,
        OutcomeKind.HELD_OVER,
    }
    elsewhere = {code for code, kind in said["zbo"].items() if kind is OutcomeKind.ELSEWHERE}
    assert elsewhere == {
        *("onderwijs", "andere_wet", "voorveld", "gezinsgericht", "basishulp_pilot")
    }


@pytest.mark.parametrize("kind", ["granted", "granted_adjusted", "refused", "elsewhere"])
def test_that_a_team_of_running_help_cannot_have_a_kind_that_answers_a_request(kind: str) -> None:
    plain = committee_plain("doorbraak")
    plain["outcomes"][1]["kind"] = kind

    with pytest.raises(RuleError) as refused:
        committee_file.parse(plain)

    assert refused.value.code == "committee-kind-unfit"
    assert "loopt al" in word_error(refused.value, "nl").what
    assert "cannot be of kind" in word_error(refused.value, "en").what


@pytest.mark.parametrize("code", TABLES)
def test_that_a_refusal_stays_open_for_the_beschikking(code: str) -> None:
    outcomes = shipped_committee(code).outcomes

    assert all(one.follow_up for one in outcomes if one.kind is OutcomeKind.REFUSED)
    assert not any(one.follow_up for one in outcomes if one.kind is OutcomeKind.HELD_OVER)


def test_that_help_comes_with_a_grant_and_where_running_help_is_adjusted() -> None:
    comes = {one.code for one in CPV.outcomes if one.help_comes}
    less = shipped_committee("doorbraak").outcome("extensiveren")

    assert comes == {"toegekend", "toegekend_met_aanpassing"}
    assert [one.code for one in CPV.outcomes if one.needs_adjustment] == [
        "toegekend_met_aanpassing"
    ]
    assert less.help_comes and less.needs_adjustment


def test_that_an_unknown_outcome_is_refused_and_an_unknown_seat_keeps_its_code() -> None:
    with pytest.raises(UsageError, match="outcome-unknown"):
        CPV.outcome("misschien")
    assert CPV.seat_label("bjg") == "Buurtteams Jeugd en Gezin"
    assert CPV.seat_label("tolk") == "tolk"


def youth(*present: str, care_form: str = "begeleiding_jeugd", on: date = DAY) -> Quorum:
    return quorum(CPV, law="jeugd", care_form=care_form, on=on, present=present)


def test_that_chair_expert_and_a_third_member_are_enough_in_the_cpv() -> None:
    assert youth("voorzitter", "zorgexpert", "bjg") == Quorum(
        enough=True, present=3, needed=3, missing=(), missing_labels=()
    )


def test_that_a_recused_expert_is_missed_and_one_more_makes_it_good() -> None:
    without = youth("voorzitter", "bjg", "gemeente")
    again = youth("voorzitter", "bjg", "zorgexpert")

    assert (without.enough, without.missing, without.missing_labels) == (
        False,
        ("zorgexpert",),
        ("Zorgexpert",),
    )
    assert again.enough


def test_that_the_secretary_does_not_count_for_the_quorum() -> None:
    found = youth("voorzitter", "zorgexpert", "secretaris")

    assert (found.enough, found.present) == (False, 2)
    assert found.missing_labels == ("nog 1 lid",)


def test_that_too_few_members_are_counted_beside_the_missing_disciplines() -> None:
    assert youth().missing_labels == ("Voorzitter", "Zorgexpert", "nog 1 lid")
    few = quorum(
        replace(CPV, minimum_members=5),
        law="jeugd",
        care_form="ndb",
        on=DAY,
        present=["voorzitter", "zorgexpert"],
    )
    assert few.missing_labels == ("nog 3 leden",)


@pytest.mark.parametrize(
    ("on", "missing"),
    [
        (date(2025, 12, 31), ()),
        (date(2026, 1, 1), ("onderwijs_so", "stroomland", "expert_jonge_kind")),
    ],
)
def test_that_vdb_asks_three_disciplines_more_from_2026(on: date, missing: tuple[str, ...]) -> None:
    found = youth("voorzitter", "zorgexpert", "bjg", care_form="vdb", on=on)

    assert found.missing == missing
    assert found.enough is (not missing)


@pytest.mark.parametrize("law", ["jeugd", "wmo"])
def test_that_the_main_referrer_of_the_wmo_need_not_be_there(law: str) -> None:
    """R9: no seed asks BTV at the table; the independent expert is required (§1.3)."""
    found = quorum(
        CPV,
        law=law,
        care_form="begeleiding_jeugd" if law == "jeugd" else "wmo_begeleiding",
        on=DAY,
        present=["voorzitter", "zorgexpert", "bjg"],
    )

    assert found.missing == ()


def test_that_vdb_has_reasons_of_its_own_and_an_adjustment_says_why() -> None:
    """R6, R9: not the reasons of begeleiding, and no reason that only repeats its kind."""
    kinds = {one.code: one.kinds for one in CPV.reasons if "(VDB)" in one.label}
    assert kinds.keys() == {"TK8", "TK9", "AF8", "AF9", "AF10"}
    assert all(OutcomeKind.REFUSED in kinds[code] for code in ("AF8", "AF9", "AF10"))
    assert not [one for one in CPV.adjustment_reasons if one.label.startswith("Overdracht op een")]


def test_that_a_fourth_table_needs_no_code() -> None:
    committee = committee_file.parse(COMMITTEE)
    framework = framework_file.from_plain(FRAMEWORK)

    check_fit(committee, framework)

    assert committee.terms.minutes_per_item == 8
    assert committee.outcome("afschalen").needs_motivation
    assert committee_file.parse(committee_file.dump(committee)) == committee
    enough = quorum(
        committee,
        law="jeugd",
        care_form="jeugd_ggz",
        on=DAY,
        present=["voorzitter", "behandelaar", "secretaris"],
    )
    assert enough.enough


Spoil = Callable[[dict[str, Any]], object]


def _points(plain: dict[str, Any], needs: object) -> None:
    plain["points"][0]["needs"] = needs


WRONG: dict[str, tuple[Spoil, str]] = {
    "another format": (lambda p: p.update(format="x"), "committee-other-format"),
    "no name": (lambda p: p.pop("name"), "committee-part-wrong"),
    "an unknown key": (lambda p: p.update(colour="rood"), "committee-part-wrong"),
    "an unknown key of a seat": (
        lambda p: p["seats"][0].update(requird=True),
        "committee-part-wrong",
    ),
    "an unknown term": (lambda p: p.update(terms={"days": 3}), "committee-part-wrong"),
    "a term of nought": (lambda p: p.update(terms={"validity_weeks": 0}), "committee-part-wrong"),
    "laws as text": (lambda p: p.update(laws="jeugd"), "committee-part-wrong"),
    "no law": (lambda p: p.update(laws=[]), "committee-part-wrong"),
    "an unknown law": (lambda p: p.update(laws=["pw"]), "committee-part-wrong"),
    "a code with a space": (lambda p: p.update(code="mijn tafel"), "committee-part-wrong"),
    "a small prefix": (lambda p: p.update(prefix="ggz"), "committee-prefix-wrong"),
    "a prefix with a dash": (lambda p: p.update(prefix="G-Z"), "committee-prefix-wrong"),
    "an outcome of an unknown kind": (
        lambda p: p["outcomes"][0].update(kind="fijn"),
        "committee-part-wrong",
    ),
    "a reason of an unknown kind": (
        lambda p: p["reasons"][0].update(kinds=["fijn"]),
        "committee-part-wrong",
    ),
    "no outcomes": (lambda p: p.update(outcomes=[]), "committee-needs-outcomes"),
    "no reasons": (lambda p: p.update(reasons=[]), "committee-needs-outcomes"),
    "more outcomes than figure keys": (
        lambda p: p.update(outcomes=[p["outcomes"][0] | {"code": f"u{n}"} for n in range(10)]),
        "committee-too-many-outcomes",
    ),
    "a seat twice": (lambda p: p["seats"].append(p["seats"][0]), "committee-code-twice"),
    "a plain grant that adjusts": (
        lambda p: p["outcomes"][0].update(kind="granted", needs_adjustment=True),
        "committee-adjustment-unfit",
    ),
    "an adjusted grant that adjusts nothing": (
        lambda p: p["outcomes"][0].update(kind="granted_adjusted", needs_adjustment=False),
        "committee-adjustment-unfit",
    ),
    "two default reasons": (
        lambda p: p.update(
            reasons=[
                {"code": code, "label": code, "default_for_grant": True} for code in ("A", "B")
            ]
        ),
        "committee-two-defaults",
    ),
    "a point over a field no case has": (
        lambda p: _points(p, ["case.shoe_size"]),
        "point-need-unknown",
    ),
    "a point over nothing": (lambda p: _points(p, []), "point-need-unknown"),
    # S16c: they collided with --table, and Windows keeps the last for itself.
    **{
        f"the code {code}": (lambda p, code=code: p.update(code=code), "committee-part-wrong")
        for code in ("all", "normen", "Con", "lpt1")
    },
    "a rank by feeling": (
        lambda p: p.update(doorbraak={"rank_by": "gevoel"}),
        "committee-part-wrong",
    ),
}


@pytest.mark.parametrize("fault", WRONG)
def test_that_a_faulty_table_is_refused_in_words(fault: str) -> None:
    plain = deepcopy(COMMITTEE)
    spoil, code = WRONG[fault]
    spoil(plain)

    with pytest.raises(RuleError) as refused:
        committee_file.parse(plain)

    assert refused.value.code == code
    for language in ("nl", "en"):
        message = word_error(refused.value, language)
        assert message.what and message.do


def test_that_a_faulty_table_is_never_written() -> None:
    with pytest.raises(RuleError, match="committee-needs-outcomes"):
        committee_file.dump(replace(CPV, outcomes=()))


def without_item(code: str) -> dict[str, Any]:
    plain = framework_plain("cpv")
    for section in plain["sections"]:
        section["items"] = [item for item in section["items"] if item["code"] != code]
    return plain


def test_that_a_framework_may_not_drop_what_a_point_counts() -> None:
    with pytest.raises(RuleError) as refused:
        check_fit(CPV, framework_file.from_plain(without_item("resident_view")))

    assert refused.value.code == "point-need-unknown"
    assert "visie" in word_error(refused.value, "nl").what


def test_that_what_a_point_counts_is_asked_of_every_case() -> None:
    plain = framework_plain("cpv")
    plain["sections"][0]["applies"] = {"laws": ["jeugd"]}

    with pytest.raises(RuleError, match="point-need-unknown"):
        check_fit(CPV, framework_file.from_plain(plain))


def test_that_a_framework_speaks_of_care_that_its_table_takes() -> None:
    plain = framework_plain("cpv")
    plain["sections"][-1]["applies"] = {"care_forms": ["jeugd_ggz"]}

    with pytest.raises(RuleError, match="framework-care-form-unknown"):
        check_fit(CPV, framework_file.from_plain(plain))


def test_that_a_framework_of_another_table_does_not_fit() -> None:
    with pytest.raises(RuleError, match="framework-of-other-table"):
        check_fit(CPV, framework_of("zbo"))


def test_that_the_prefixes_and_codes_of_the_shipped_tables_differ() -> None:
    tables: list[Committee] = [shipped_committee(code) for code in TABLES]

    assert [table.prefix for table in tables] == ["CPV", "ZBO", "DBT"]
    assert [table.code for table in tables] == list(TABLES)
    assert committee_plain("cpv")["code"] == "cpv"


def test_that_a_resident_has_a_last_lawful_day_by_the_law() -> None:
    """R4: Wmo melding + 6 weeks, jeugd 8 weeks; both are settings of the table (§9 Forms)."""
    received = date(2026, 11, 2)
    assert CPV.terms.last_lawful("wmo", received) == date(2026, 12, 14)
    assert CPV.terms.last_lawful("jeugd", received) == date(2026, 12, 28)
    longer = replace(CPV.terms, youth_weeks=10)
    assert longer.last_lawful("jeugd", received) == date(2027, 1, 11)

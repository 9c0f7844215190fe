"""A kept case becomes the router's question, and its route is kept and read back."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from routing_table import ROWS
from rules_basis import STOPPED, Row

from casustafel.domain.case_routing import (
    doorbraak_facts,
    facts_of_case,
    guess_care_form,
    may_be_refused,
    referrer_of,
    route_from_text,
    route_to_text,
)
from casustafel.domain.cases import CareLine, Case, CaseStatus
from casustafel.domain.norms import CareForm, Law
from casustafel.domain.routing import route
from casustafel.domain.routing_facts import (
    Decision,
    Exemption,
    ReferrerType,
    RequestKind,
    SchoolKind,
    Trigger,
)
from casustafel.domain.wording.phrases import word_route

NOW = datetime(2026, 11, 13, 9, 0, tzinfo=UTC)
CASE = Case(
    id="case-1",
    committee="cpv",
    year=2026,
    sequence=141,
    number="CPV-2026-0141",
    client_id="client-1",
    status=CaseStatus.SUBMITTED,
    received=date(2026, 11, 13),
    created_at=NOW,
    changed_at=NOW,
    care_form="begeleiding_jeugd",
    provider_id="Zorggroep Waal",
    referrer_type="bjg",
)
LINE = CareLine(id="line-1", client_id="client-1", import_id="import-1")


def test_that_a_kept_case_is_routed_by_its_day_of_receipt() -> None:
    found = route(facts_of_case(CASE), STOPPED, CASE.reference_date)
    assert found.decision is Decision.CPV
    assert found.triggers == {Trigger.T1}
    assert "verwijsdatum (13-11-2026)" in word_route(found, "nl")


def test_that_the_peildatum_of_a_case_goes_before_its_day_of_receipt() -> None:
    case = replace(CASE, reference_date=date(2026, 8, 31))
    found = route(facts_of_case(case), STOPPED, case.reference_date)
    assert found.decision is Decision.NOT_NEEDED
    assert found.on == date(2026, 8, 31)


@pytest.mark.parametrize(
    ("name", "decision"),
    [
        ("Regieteam Nijmegen-Noord", Decision.NOT_NEEDED),
        ("Regieteam", Decision.NOT_NEEDED),
        ("Regieteam gemeente Nijmegen", Decision.NOT_NEEDED),
        ("Regieteam Druten", Decision.CPV),
        ("regieteam berg en dal", Decision.CPV),
        ("Regieteam gemeente Arnhem", Decision.CPV),
    ],
)
def test_that_only_a_regieteam_of_nijmegen_is_exempt(name: str, decision: Decision) -> None:
    """R12: [002] §1.5; of which municipality it is says its name."""
    for named in ({"referrer_type": "regieteam"}, {"exemption": "regieteam"}):
        found = route(facts_of_case(replace(CASE, referrer_name=name, **named)), STOPPED)
        assert found.decision is decision
    elsewhere = replace(CASE, referrer_name="Huisartsen Druten")
    assert facts_of_case(elsewhere).team_of == "", "a huisarts may sit anywhere"


def test_that_every_fact_of_a_case_reaches_the_router() -> None:
    case = replace(
        CASE,
        law="wmo",
        care_form="wmo_begeleiding",
        request_kind="ophoging",
        hours_per_week=Decimal("4.5"),
        weeks_open=48,
        referrer_type="ouderenadviseur",
        exemption="ret",
        exemption_reference="RET-2026-17",
        exemption_on=date(2026, 11, 2),
        crisis=True,
        ordered=True,
    )
    facts = facts_of_case(case)
    assert (facts.law, facts.care_form) == (Law.WMO, CareForm.WMO_BEGELEIDING)
    assert facts.request_kind is RequestKind.OPHOGING
    assert (facts.hours_per_week, facts.opening_weeks) == (Decimal("4.5"), 48)
    assert facts.referrer is ReferrerType.OUDERENADVISEUR
    assert (facts.exemption, facts.ret_reference, facts.ret_date) == (
        Exemption.RET,
        "RET-2026-17",
        date(2026, 11, 2),
    )
    assert (facts.crisis, facts.ordered) == (True, True)


def test_that_codes_the_router_does_not_know_count_as_not_known() -> None:
    facts = facts_of_case(
        replace(CASE, care_form="", law="Wlz", request_kind="", exemption="iets anders")
    )
    assert (facts.care_form, facts.law, facts.request_kind) == (None, None, None)
    assert facts.exemption is Exemption.NONE


@pytest.mark.parametrize(
    ("law", "category", "committee", "form"),
    [
        (Law.JEUGD, "45", "cpv", CareForm.BEGELEIDING_JEUGD),
        (Law.JEUGD, "54", "cpv", CareForm.JEUGD_GGZ),
        (Law.WMO, "02", "cpv", CareForm.WMO_BEGELEIDING),
        (Law.JEUGD, "41", "cpv", None),
        (Law.WMO, "45", "cpv", None),
        (Law.JEUGD, None, "cpv", None),
        (None, "45", "cpv", None),
        (None, None, "cpv", None),
        (Law.JEUGD, "45", "zbo", CareForm.ZBO),
    ],
)
def test_that_a_form_of_care_is_guessed_only_where_one_is_left(
    law: Law | None, category: str | None, committee: str, form: CareForm | None
) -> None:
    assert guess_care_form(law, category, committee) is form


def test_that_a_category_fills_in_for_a_form_of_care_that_was_not_told() -> None:
    facts = facts_of_case(replace(CASE, care_form="overig", product_category="45"))
    assert facts.care_form is CareForm.BEGELEIDING_JEUGD
    assert facts_of_case(replace(CASE, care_form="overig")).care_form is CareForm.OVERIG


def test_that_a_form_of_care_that_was_told_is_never_overruled() -> None:
    facts = facts_of_case(replace(CASE, care_form="vdb", product_category="45"))
    assert facts.care_form is CareForm.VDB


def test_that_a_case_with_a_school_is_of_regular_primary_education_unless_told() -> None:
    case = replace(CASE, committee="zbo", care_form="zbo", school_id="school-1")
    assert route(facts_of_case(case), STOPPED).decision is Decision.ZBO
    special = facts_of_case(case, school=SchoolKind.SPECIAL)
    assert route(special, STOPPED).decision is Decision.OUT_OF_SCOPE
    without = facts_of_case(replace(case, school_id=None))
    assert route(without, STOPPED).decision is Decision.UNKNOWN


@pytest.mark.parametrize(
    ("code", "referrer"),
    [
        ("02", ReferrerType.HUISARTS),
        ("08", ReferrerType.RECHTER),
        ("regieteam", ReferrerType.REGIETEAM),
        ("wijkverpleging", ReferrerType.OVERIG),
        ("", None),
        (None, None),
    ],
)
def test_that_referrers_are_known_by_both_lists(
    code: str | None, referrer: ReferrerType | None
) -> None:
    assert referrer_of(code) is referrer


@pytest.mark.parametrize(
    ("referrer", "ordered", "may"),
    [
        ("bjg", None, True),
        ("huisarts", False, True),
        (None, None, True),
        ("rechter", None, False),
        ("08", False, False),
        ("gi", None, False),
        ("04", True, False),
        ("gi", False, True),
        ("bjg", True, False),
    ],
)
def test_that_what_a_court_or_gi_ordered_is_not_refused_nor_what_it_did_not_say_t7(
    referrer: str | None, ordered: bool | None, may: bool
) -> None:
    case = replace(CASE, referrer_type=referrer, ordered=ordered)
    assert may_be_refused(case) is may


def test_that_the_lines_of_a_household_are_taken_together() -> None:
    facts = doorbraak_facts(
        8,
        [
            replace(LINE, law="jeugd", schemes=6, money_worries=None),
            replace(LINE, law="wmo", schemes=5, money_worries=True, residential=True),
        ],
        legal_ground=True,
    )
    assert facts.laws == {"jeugd", "wmo"}
    assert (facts.schemes, facts.money_worries, facts.residential) == (6, True, True)


def test_that_money_worries_nobody_asked_about_stay_unknown() -> None:
    assert doorbraak_facts(1, [LINE]).money_worries is None
    denied = doorbraak_facts(1, [LINE, replace(LINE, money_worries=False)])
    assert denied.money_worries is False
    assert doorbraak_facts(1, []).residential is None


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name.replace(" ", "_"))
def test_that_a_route_is_read_back_as_it_was_kept(row: Row) -> None:
    found = route(row.facts, row.register, row.on, row.settings)
    kept = route_from_text(route_to_text(found))
    assert kept == found
    assert word_route(kept, "nl") == word_route(found, "nl")


def test_that_a_reference_that_looks_like_a_date_stays_text() -> None:
    case = replace(CASE, exemption="ret", exemption_reference="2026-01-02")
    found = route(facts_of_case(case), STOPPED)
    kept = route_from_text(route_to_text(found))
    assert kept.reasons[0].values["reference"] == "2026-01-02"

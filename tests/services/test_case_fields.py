"""One field of a case or its client at a time: checked, kept, compared, followed up."""

from datetime import date
from decimal import Decimal

import pytest

from casustafel.domain.case_routing import may_be_refused
from casustafel.domain.cases import Case, Client
from casustafel.domain.errors import ConflictError, RightError, RuleError
from casustafel.domain.people import Actor, Role
from casustafel.domain.registers import School
from casustafel.services.case import case_form, cases, intake
from casustafel.services.case.case_form import NewCase
from casustafel.services.use_case import seen
from casustafel.storage.unit_of_work import Reading
from workspaces import Table, someone

BSN = "999900006"


def client_of(table: Table, case: Case) -> Client:
    return table.ask(lambda reader: reader.get(Client, case.client_id))


def test_that_two_people_on_different_fields_both_win(table: Table) -> None:
    shown = table.case(1)
    table.clock.forward(minutes=1)
    table.do(case_form.edit_field, shown, "referrer_name", "BJG Hatert")
    table.clock.forward(minutes=1)
    after = table.do(case_form.edit_field, shown, "hours_per_week", Decimal(6))
    assert (after.referrer_name, after.hours_per_week) == ("BJG Hatert", Decimal(6))


def test_that_the_second_on_the_same_field_is_asked(table: Table) -> None:
    shown = table.case(1)
    table.do(case_form.edit_field, shown, "referrer_name", "BJG Hatert")
    with pytest.raises(ConflictError):
        table.do(case_form.edit_field, shown, "referrer_name", "BJG Lent")


def test_that_the_second_on_the_same_answer_is_asked(table: Table) -> None:
    case = table.case(1, answers={})
    table.do(cases.answer, seen(case.id, value=None), "help_question", "Rust")
    with pytest.raises(ConflictError):
        table.do(cases.answer, seen(case.id, value=None), "help_question", "Structuur")
    table.do(cases.answer, seen(case.id, value="Rust"), "help_question", "Structuur")
    answers = table.ask(lambda reader: intake.answers_of(reader, [case.id]))
    assert answers[case.id]["help_question"] == "Structuur"


def test_that_volume_unit_and_frequency_give_the_hours_per_week(table: Table) -> None:
    case = table.case(1, hours_per_week=None)
    case = table.do(case_form.edit_field, case, "volume", Decimal(240))
    assert case.hours_per_week is None
    case = table.do(case_form.edit_field, case, "unit", "01")
    case = table.do(case_form.edit_field, case, "frequency", "2")
    assert case.hours_per_week == Decimal(4)


def test_that_what_a_gi_answered_decides_whether_its_case_can_be_refused_t7(table: Table) -> None:
    case = table.case(1)
    assert may_be_refused(case)
    case = table.do(case_form.edit_field, case, "referrer_type", "gi")
    assert (case.ordered, may_be_refused(case)) == (None, False)
    case = table.do(case_form.edit_field, case, "ordered", False)
    assert may_be_refused(table.ask(lambda reader: reader.get(Case, case.id)))
    case = table.do(case_form.edit_field, case, "ordered", True)
    assert not may_be_refused(case)


def test_that_the_answer_of_a_gi_does_not_hold_for_another_referrer(table: Table) -> None:
    case = table.case(1, referrer_type="gi", ordered=True)
    case = table.do(case_form.edit_field, case, "referrer_type", "bjg")
    assert (case.ordered, may_be_refused(case)) == (None, True)


def test_that_the_law_follows_the_form_of_care(table: Table) -> None:
    case = table.case(1)
    assert table.do(case_form.edit_field, case, "care_form", "wmo_begeleiding").law == "wmo"


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("hours_per_week", "veel", "value-no-number"),
        ("hours_per_week", Decimal(169), "value-out-of-range"),
        ("hours_per_week", Decimal("NaN"), "value-no-number"),
        ("weeks_open", Decimal(54), "value-out-of-range"),
        ("ends_on", "overmorgen", "value-no-day"),
        ("ends_on", date(2020, 1, 1), "period-reversed"),
        ("care_form", None, "value-needed"),
    ],
)
def test_that_what_cannot_be_is_refused_and_changes_nothing(
    table: Table, name: str, value: object, code: str
) -> None:
    case = table.case(1, starts_on=date(2026, 12, 1))
    with pytest.raises(RuleError, match=code):
        table.do(case_form.edit_field, case, name, value)
    assert table.ask(lambda reader: reader.get(Case, case.id)) == case


def test_that_a_school_is_found_by_name_or_added(table: Table) -> None:
    first, second = table.case(1), table.case(2)
    table.do(case_form.set_school, first, "Het Kompasje")
    table.do(case_form.set_school, second, "het kompasje ")
    assert [one.name for one in table.ask(lambda reader: reader.find(School))] == ["Het Kompasje"]


def test_that_a_bsn_can_be_added_once_it_is_known(table: Table) -> None:
    case = table.case(1)
    client = client_of(table, case)
    after = table.do(case_form.edit_client_field, case.id, client, "bsn", "9999 00006")
    assert after.bsn == BSN


@pytest.mark.parametrize(("typed", "code"), [("12", "bsn-form"), ("123456789", "bsn-elfproef")])
def test_that_a_bsn_that_cannot_be_is_refused(table: Table, typed: str, code: str) -> None:
    case = table.case(1)
    with pytest.raises(RuleError, match=code):
        table.do(case_form.edit_client_field, case.id, client_of(table, case), "bsn", typed)


def test_that_a_bsn_of_another_client_is_refused(table: Table) -> None:
    first, second = table.case(1), table.case(2)
    table.do(case_form.edit_client_field, first.id, client_of(table, first), "bsn", BSN)
    with pytest.raises(RuleError, match="bsn-of-another"):
        table.do(case_form.edit_client_field, second.id, client_of(table, second), "bsn", BSN)


def test_that_a_new_case_works_out_its_hours_and_keeps_urgency_only_when_urgent(
    table: Table,
) -> None:
    given = NewCase(
        surname="van der Voorbeeld",
        initials="M.",
        birth_date=date(2014, 3, 14),
        care_form="begeleiding_jeugd",
        volume=Decimal(3),
        unit="16",
        frequency="2",
        urgent_reason="Veiligheid",
    )
    case = table.do(case_form.write, "cpv", given)
    assert (case.hours_per_week, case.urgent_reason) == (Decimal(12), None)
    urgent = table.do(
        case_form.write,
        "cpv",
        NewCase(surname="Ander", initials="S.", birth_date=date(2015, 1, 1), urgent=True,
                urgent_reason="Veiligheid", urgent_before=date(2026, 12, 1)),
    )  # fmt: skip
    assert (urgent.urgent_before, urgent.urgent_reason) == (date(2026, 12, 1), "Veiligheid")


def test_that_a_new_case_of_a_known_bsn_is_of_that_client(table: Table) -> None:
    given = NewCase(bsn=BSN, surname="Voorbeeld", care_form="begeleiding_jeugd")
    first = table.do(case_form.write, "cpv", given)
    second = table.do(case_form.write, "cpv", given)
    assert first.client_id == second.client_id


def test_that_a_known_client_is_told_only_to_who_may_read_a_case_of_it(table: Table) -> None:
    given = NewCase(bsn=BSN, surname="Voorbeeld", care_form="begeleiding_jeugd")
    case = table.do(case_form.write, "cpv", given)
    found = table.ask(case_form.known, "cpv", BSN)
    assert (found.client.surname, found.numbers) == ("Voorbeeld", (case.number,))
    assert table.ask(case_form.known, "cpv", "123") is None
    with table.workspace.reading() as reader:
        other = Actor(someone("p2"), "Indiener", frozenset({(Role.SUBMITTER, "zbo")}))
        elsewhere = Reading(reader.connection, other, table.clock)
        assert case_form.known(elsewhere, "zbo", BSN) is None
        with pytest.raises(RightError):
            case_form.known(elsewhere, "cpv", BSN)


@pytest.mark.parametrize(
    ("typed", "postcode", "number"),
    [
        ("6511 AB 12a", "6511 AB", "12a"),
        ("6511ab12", "6511ab", "12"),
        ("6511AB", "6511AB", ""),
        ("Hatert", "Hatert", ""),
        ("", "", ""),
    ],
)
def test_that_postcode_and_house_number_are_read_from_one_line(
    typed: str, postcode: str, number: str
) -> None:
    assert case_form.split_address(typed) == (postcode, number)

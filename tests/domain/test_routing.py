"""The router: every row of the table of rules, and what holds for all of them."""

import json
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from routing_table import ROWS
from rules_basis import JEUGD, STOPPED, VDB, VDB_STOP, Row
from write_routing_doc import DOCUMENT, SETTINGS, page

from casustafel.domain.routing import route
from casustafel.domain.routing_facts import Decision, Reason, Route, RouteSettings, because, sources
from casustafel.domain.stops import Register
from casustafel.domain.wording import catalogue, word
from casustafel.domain.wording.phrases import word_route, word_triggers


def answer(row: Row) -> Route:
    return route(row.facts, row.register, row.on, row.settings)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name.replace(" ", "_"))
def test_that_the_rule_holds(row: Row) -> None:
    found = answer(row)
    assert found.decision is row.decision
    assert found.triggers == row.triggers
    assert tuple(reason.code for reason in found.reasons) == row.codes
    assert found.entries == row.entries
    assert found.may_refuse is row.may_refuse
    assert any(row.source in reason.source for reason in found.reasons)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name.replace(" ", "_"))
def test_that_every_route_is_worded_in_both_languages(row: Row) -> None:
    found = answer(row)
    for language in ("nl", "en"):
        sentence = word_route(found, language)
        assert sentence[0].isupper() or sentence[0].isdigit()
        assert " → " in sentence
        assert "{" not in sentence
        assert "None" not in sentence


def test_that_no_two_rules_share_a_name() -> None:
    names = [row.name for row in ROWS]
    assert len(names) == len(set(names))


def test_that_every_reason_occurs_in_the_table_and_has_words() -> None:
    used = {code for row in ROWS for code in row.codes}
    assert used == set(sources())
    assert set(sources()) <= set(catalogue.texts("nl"))


def test_that_triggers_are_met_at_the_cpv_and_entries_at_the_doorbraakteam_only() -> None:
    for row in ROWS:
        found = answer(row)
        assert bool(found.triggers) == (found.decision is Decision.CPV), row.name
        assert bool(found.entries) == (found.decision is Decision.DOORBRAAK), row.name


def test_that_the_page_of_rules_is_up_to_date() -> None:
    assert Path(DOCUMENT).read_text(encoding="utf-8") == page()


def test_that_the_page_lists_every_setting() -> None:
    assert list(SETTINGS) == [one.name for one in fields(RouteSettings)]


def test_that_the_queue_shows_the_sentence_of_the_design() -> None:
    assert word_route(route(JEUGD, STOPPED), "nl") == (
        "Toeleidingsstop op de verwijsdatum (13-11-2026), geen Regieteam of RET-advies → "
        "bespreking in de CPV nodig"
    )


def test_that_another_day_than_the_referral_is_called_peildatum() -> None:
    found = route(JEUGD, STOPPED, date(2026, 11, 20))
    assert word_route(found, "nl").startswith("Toeleidingsstop op de peildatum (20-11-2026)")
    assert word_route(found, "en").startswith("Toeleidingsstop on the reference date (2026-11-20)")


def test_that_hours_have_a_decimal_comma_in_dutch() -> None:
    found = route(replace(VDB, hours_per_week=Decimal("18.10")), Register())
    assert "18,1 uur per week is meer dan de norm van 18 uur" in word_route(found, "nl")
    assert "18.1 hours per week is more than the norm of 18 hours" in word_route(found, "en")


def test_that_what_is_missing_comes_with_what_to_do() -> None:
    found = route(replace(VDB, hours_per_week=None), Register())
    reason = found.reasons[-1]
    message = word(reason.code, reason.values, "nl")
    assert (message.what, message.do) == (
        "de uren per week ontbreken",
        "Vul de gevraagde uren per week in.",
    )


def test_that_triggers_are_worded_in_their_order() -> None:
    found = route(replace(VDB, hours_per_week=Decimal(20)), VDB_STOP)
    assert word_triggers(found.triggers, "nl") == "Instroomlimiet, Meer uren per week dan de norm"


def test_that_a_route_knows_the_day_it_was_judged_on() -> None:
    assert route(JEUGD, STOPPED).on == JEUGD.referred_on
    assert route(JEUGD, STOPPED, date(2026, 8, 1)).on == date(2026, 8, 1)


def test_that_a_change_of_the_register_shows_in_the_route() -> None:
    before, after = route(JEUGD, Register()), route(JEUGD, STOPPED)
    assert after.differs_from(before)
    assert not after.differs_from(route(JEUGD, STOPPED))


def test_that_other_words_for_the_same_way_are_no_change() -> None:
    one = route(JEUGD, Register())
    other = route(JEUGD, Register(), date(2026, 11, 20))
    assert one.reasons != other.reasons
    assert not one.differs_from(other)


def test_that_the_router_changes_nothing_and_answers_the_same_again() -> None:
    for row in ROWS:
        assert answer(row) == answer(row)


def test_that_reasons_can_be_stored_as_json() -> None:
    for row in ROWS:
        for reason in answer(row).reasons:
            stored = json.loads(json.dumps(reason.values, default=str))
            assert set(stored) == set(reason.values)


def test_that_a_reason_without_a_listed_source_cannot_be_given() -> None:
    with pytest.raises(KeyError):
        because("route-unheard-of")


def test_that_reasons_with_other_values_differ() -> None:
    assert Reason("route-zbo", {"a": 1}) != Reason("route-zbo", {"a": 2})

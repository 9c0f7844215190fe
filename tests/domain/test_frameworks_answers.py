"""Answers on items: what fits, what counts as an answer, and what is missing."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casustafel.domain.case_routing import route_to_text
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.errors import RuleError
from casustafel.domain.framework_answers import (
    check_answer,
    facts_of,
    filled,
    not_applicable,
    shown_answer,
)
from casustafel.domain.frameworks import Facts, Item, ItemColumn, ItemKind, Option
from casustafel.domain.routing_facts import Decision, Route, Trigger

OPTIONS = (Option(code="gedrag", label="Gedrag en veiligheid"), Option(code="zorg", label="Zorg"))
COLUMNS = (
    ItemColumn(code="goal", label="Doel"),
    ItemColumn(code="by", label="Streefdatum", kind=ItemKind.DATE),
    ItemColumn(code="sort", label="Soort", kind=ItemKind.CHOICE, options=OPTIONS),
)


def item(kind: ItemKind, unit: str = "") -> Item:
    return Item(
        code="vraag",
        text="De vraag",
        kind=kind,
        unit=unit,
        options=OPTIONS if kind in (ItemKind.CHOICE, ItemKind.MULTI) else (),
        columns=COLUMNS if kind is ItemKind.TABLE else (),
    )


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        (ItemKind.SCALE, "ja", "ja"),
        (ItemKind.SCALE, "Deels", "deels"),
        (ItemKind.SCALE, "NVT", "n.v.t."),
        (ItemKind.SCALE, "n.v.t.", "n.v.t."),
        (ItemKind.YES_NO, False, False),
        (ItemKind.YES_NO, " Ja ", True),
        (ItemKind.YES_NO, "nee", False),
        (ItemKind.TEXT, "Structuur in de dag.", "Structuur in de dag."),
        (ItemKind.NUMBER, "3,5", "3.5"),
        (ItemKind.NUMBER, 4, "4"),
        (ItemKind.NUMBER, Decimal("18.1"), "18.1"),
        (ItemKind.CHOICE, "gedrag", "gedrag"),
        (ItemKind.CHOICE, "gedrag en veiligheid", "gedrag"),
        (ItemKind.MULTI, ["zorg", "gedrag"], ["zorg", "gedrag"]),
        (ItemKind.MULTI, "Zorg; gedrag; zorg", ["zorg", "gedrag"]),
        (ItemKind.DATE, date(2026, 3, 1), "2026-03-01"),
        (ItemKind.DATE, datetime(2026, 3, 1, 12, 30), "2026-03-01"),  # noqa: DTZ001
        (ItemKind.DATE, "1-3-2026", "2026-03-01"),
        (ItemKind.DATE, "2026-03-01", "2026-03-01"),
        (
            ItemKind.TABLE,
            [{"goal": "Dagstructuur", "by": "1-6-2026", "sort": "Zorg"}, {"goal": " "}],
            [{"goal": "Dagstructuur", "by": "2026-06-01", "sort": "zorg"}],
        ),
    ],
)
def test_that_a_fitting_answer_is_kept_in_one_form(
    kind: ItemKind, value: object, kept: object
) -> None:
    assert check_answer(item(kind), value) == kept
    assert check_answer(item(kind), kept) == kept


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (ItemKind.SCALE, "misschien"),
        (ItemKind.YES_NO, "wellicht"),
        (ItemKind.YES_NO, 1),
        (ItemKind.TEXT, 4),
        (ItemKind.NUMBER, "veel"),
        (ItemKind.NUMBER, True),
        (ItemKind.NUMBER, "1e999999"),
        (ItemKind.NUMBER, float("nan")),
        (ItemKind.NUMBER, "1.234,50"),
        (ItemKind.CHOICE, "anders"),
        (ItemKind.CHOICE, ["zorg"]),
        (ItemKind.MULTI, ["zorg", "anders"]),
        (ItemKind.MULTI, 3),
        (ItemKind.DATE, "30-02-2026"),
        (ItemKind.DATE, "morgen"),
        (ItemKind.DATE, 46000),
        (ItemKind.TABLE, "Dagstructuur"),
        (ItemKind.TABLE, [{"kleur": "rood"}]),
        (ItemKind.TABLE, [{"by": "morgen"}]),
        (ItemKind.TABLE, ["Dagstructuur"]),
    ],
)
def test_that_an_unfit_answer_is_refused(kind: ItemKind, value: object) -> None:
    with pytest.raises(RuleError, match="answer-unfit"):
        check_answer(item(kind), value)


@pytest.mark.parametrize("kind", ItemKind)
@pytest.mark.parametrize("value", [None, "", "  \t"])
def test_that_a_blank_takes_the_answer_away(kind: ItemKind, value: object) -> None:
    assert check_answer(item(kind), value) is None


@pytest.mark.parametrize("kind", [k for k in ItemKind if k not in (ItemKind.TEXT, ItemKind.SCALE)])
def test_that_every_kind_takes_nvt_with_a_reason_and_shows_it(kind: ItemKind) -> None:
    kept = check_answer(item(kind), "NVT, het kind is twee jaar")

    assert kept == "n.v.t.: het kind is twee jaar"
    assert filled(kept)
    assert shown_answer(item(kind), kept) == kept


@pytest.mark.parametrize("kind", [ItemKind.DATE, ItemKind.TABLE, ItemKind.NUMBER])
def test_that_nvt_without_a_reason_is_asked_for_one(kind: ItemKind) -> None:
    with pytest.raises(RuleError, match="answer-needs-reason"):
        check_answer(item(kind), "n.v.t.")


@pytest.mark.parametrize(
    ("value", "says_something"),
    [
        ("Structuur", True),
        ("n.v.t.", False),
        ("nvt", False),
        ("N.v.t. -", False),
        ("niet van toepassing", False),
        ("n.v.t. omdat er geen school is", True),
        ("niet van toepassing: thuiszitter", True),
        ("nvtx is geen afkorting", True),
        ("naar school", True),
        ("-", False),
        ("?", False),
        ("…", False),
        ("0", True),
        (False, True),
        (None, False),
        ([], False),
        ([{"goal": "x"}], True),
        (Decimal(0), True),
    ],
)
def test_that_an_answer_counts_when_it_says_something(value: object, says_something: bool) -> None:
    assert filled(value) is says_something


def test_that_the_reason_of_nvt_is_read_apart() -> None:
    assert not_applicable("n.v.t.: geen school") == "geen school"
    assert not_applicable("nvt") == ""
    assert not_applicable("nieuwe school") is None


@pytest.mark.parametrize(
    ("kind", "unit", "value", "shown"),
    [
        (ItemKind.YES_NO, "", True, "ja"),
        (ItemKind.NUMBER, "weken", "3.5", "3,5 weken"),
        (ItemKind.DATE, "", "2026-03-01", "01-03-2026"),
        (ItemKind.CHOICE, "", "gedrag", "Gedrag en veiligheid"),
        (ItemKind.MULTI, "", ["zorg", "gedrag"], "Zorg, Gedrag en veiligheid"),
        (
            ItemKind.TABLE,
            "",
            [{"sort": "zorg", "goal": "Structuur", "by": "2026-06-01"}, {"goal": "Rust"}],
            "Structuur · 01-06-2026 · Zorg; Rust",
        ),
        (ItemKind.TEXT, "", None, ""),
    ],
)
def test_that_answers_are_shown_as_people_read_them(
    kind: ItemKind, unit: str, value: object, shown: str
) -> None:
    assert shown_answer(item(kind, unit), value) == shown


@pytest.mark.parametrize("kind", ItemKind)
@pytest.mark.parametrize(
    "value", ["gewone tekst", "ooit", ["oud"], [{"weg": "x"}], True, "12", {"a": 1}]
)
def test_that_an_answer_of_an_older_version_stays_readable(kind: ItemKind, value: object) -> None:
    assert shown_answer(item(kind), value)


@given(
    kind=st.sampled_from(ItemKind),
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["goal", "by", "x"]), inner, max_size=3)
        ),
        max_leaves=6,
    ),
)
def test_that_any_value_is_kept_or_refused_and_what_is_kept_stays(
    kind: ItemKind, value: object
) -> None:
    try:
        kept = check_answer(item(kind), value)
    except RuleError as refused:
        assert refused.code in {"answer-unfit", "answer-needs-reason"}
    else:
        assert check_answer(item(kind), kept) in (kept, None)
        assert isinstance(shown_answer(item(kind), kept), str)


NOW = datetime(2026, 11, 13, 9, 0, tzinfo=UTC)


def case(**fields: object) -> Case:
    return Case(
        id="c1",
        committee="cpv",
        year=2026,
        sequence=1,
        number="CPV-2026-0001",
        client_id="p1",
        status=CaseStatus.SUBMITTED,
        received=NOW.date(),
        created_at=NOW,
        changed_at=NOW,
        care_form="vdb",
        **fields,  # type: ignore[arg-type]
    )


def test_that_the_facts_of_a_case_carry_the_triggers_of_its_route() -> None:
    route = Route(Decision.CPV, triggers=frozenset({Trigger.T2, Trigger.T3}))

    routed = facts_of(case(route_reasons=route_to_text(route), referrer_type="02"))

    assert routed == Facts(
        law="jeugd", care_form="vdb", referrer_type="huisarts", triggers=frozenset({"T2", "T3"})
    )


@pytest.mark.parametrize(("said", "triggers"), [("T4", {"T4"}), ("stop", set()), (None, set())])
def test_that_an_unrouted_case_has_the_trigger_its_list_gave(
    said: str | None, triggers: set[str]
) -> None:
    assert facts_of(case(list_trigger=said)).triggers == triggers


def test_that_a_number_in_a_row_of_a_table_says_what_it_counts() -> None:
    """2.8: minutes read "voor · 2314 · 180492"."""
    columns = (
        ItemColumn(code="moment", label="Moment", kind=ItemKind.CHOICE),
        ItemColumn(code="hours", label="Uren per jaar", kind=ItemKind.NUMBER),
    )
    effect = replace(item(ItemKind.TABLE), columns=columns)
    shown = shown_answer(effect, [{"moment": "voor", "hours": "2314"}])
    assert shown == "voor · uren per jaar 2314"

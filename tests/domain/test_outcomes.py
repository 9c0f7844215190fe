"""What an outcome must say before it counts."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from casustafel.domain.errors import RuleError
from casustafel.domain.outcome_rules import OutcomeRules, check_outcome
from casustafel.domain.outcomes import (
    Adjustment,
    AdjustmentKind,
    Contribution,
    Outcome,
    OutcomeKind,
    Vote,
)

GRANTED = Outcome(
    id="o",
    case_id="c",
    item_id="i",
    committee="cpv",
    choice="toegekend",
    kind=OutcomeKind.GRANTED,
    decided_at=datetime(2026, 11, 26, 9, 0, tzinfo=UTC),
    recorded_by="Voorzitter",
    reasons=("TK1",),
    valid_until=date(2027, 5, 27),
)
ADJUSTED = replace(
    GRANTED,
    kind=OutcomeKind.GRANTED_ADJUSTED,
    motivation="Korter, met overdracht.",
    adjustments=(Adjustment(kind=AdjustmentKind.DURATION, asked="26 wk", advised="13 wk"),),
)
REFUSED = replace(
    GRANTED,
    kind=OutcomeKind.REFUSED,
    reasons=("AF1",),
    motivation="Basishulp kan.",
    valid_until=None,
)


def rules(kind: OutcomeKind) -> OutcomeRules:
    return OutcomeRules(
        kind=kind,
        needs_motivation=kind is not OutcomeKind.GRANTED,
        needs_validity=kind in (OutcomeKind.GRANTED, OutcomeKind.GRANTED_ADJUSTED),
        reasons={"TK1": frozenset(), "AF1": frozenset({OutcomeKind.REFUSED})},
        needs_adjustment=kind is OutcomeKind.GRANTED_ADJUSTED,
    )


@pytest.mark.parametrize("outcome", [GRANTED, ADJUSTED, REFUSED])
def test_that_a_whole_outcome_is_taken(outcome: Outcome) -> None:
    assert check_outcome(outcome, rules(outcome.kind), quorum_enough=True) is None


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        (replace(GRANTED, reasons=()), "outcome-needs-reason"),
        (replace(GRANTED, reasons=("XX9",)), "outcome-reason-unknown"),
        (replace(GRANTED, valid_until=None), "outcome-needs-validity"),
        (replace(GRANTED, adjustments=ADJUSTED.adjustments), "outcome-has-adjustment"),
        (replace(REFUSED, adjustments=ADJUSTED.adjustments), "outcome-has-adjustment"),
        (replace(ADJUSTED, adjustments=()), "outcome-needs-adjustment"),
        (replace(ADJUSTED, motivation=" "), "outcome-needs-motivation"),
        (replace(REFUSED, motivation=""), "outcome-needs-motivation"),
        (replace(REFUSED, vote=Vote.DISSENT), "outcome-needs-dissent"),
        (replace(GRANTED, kind=OutcomeKind.HELD_OVER), "outcome-needs-return-date"),
    ],
)
def test_that_each_missing_part_is_named(outcome: Outcome, code: str) -> None:
    with pytest.raises(RuleError) as refused:
        check_outcome(outcome, rules(outcome.kind), quorum_enough=True)
    assert refused.value.code == code


def test_that_an_intervention_names_what_it_changes_where_its_table_asks_it() -> None:
    less = replace(ADJUSTED, kind=OutcomeKind.CHANGED, valid_until=None)
    asked = replace(rules(OutcomeKind.CHANGED), needs_adjustment=True)
    assert check_outcome(less, asked, quorum_enough=True) is None
    with pytest.raises(RuleError, match="outcome-needs-adjustment"):
        check_outcome(replace(less, adjustments=()), asked, quorum_enough=True)
    with pytest.raises(RuleError, match="outcome-has-adjustment"):
        check_outcome(less, rules(OutcomeKind.CHANGED), quorum_enough=True)


def test_that_only_a_grant_gives_what_was_asked() -> None:
    assert {kind for kind in OutcomeKind if kind.grants} == {
        OutcomeKind.GRANTED,
        OutcomeKind.GRANTED_ADJUSTED,
    }


def test_that_without_quorum_only_a_provisional_outcome_counts() -> None:
    with pytest.raises(RuleError, match="outcome-without-quorum"):
        check_outcome(GRANTED, rules(GRANTED.kind), quorum_enough=False)
    provisional = replace(GRANTED, provisional=True, missing=("Stroomland",))
    assert check_outcome(provisional, rules(GRANTED.kind), quorum_enough=False) is None


@pytest.mark.parametrize("lacks", ["party", "task", "hours", "until"])
def test_that_who_does_what_is_whole_where_the_table_asks_it(lacks: str) -> None:
    asked = replace(rules(OutcomeKind.GRANTED), needs_contributions=True)
    line = Contribution(party="School", task="Werkplek", hours="2", until=date(2027, 7, 1))
    whole = replace(GRANTED, contributions=(line,))
    assert check_outcome(whole, asked, quorum_enough=True) is None

    empty: object = None if lacks == "until" else " "
    for contributions in ((), (line, replace(line, **{lacks: empty}))):
        with pytest.raises(RuleError) as caught:
            check_outcome(replace(GRANTED, contributions=contributions), asked, quorum_enough=True)
        assert caught.value.code == "outcome-needs-contribution"

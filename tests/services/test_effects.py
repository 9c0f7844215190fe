"""What changed and what did not, who hears of it, and the numbers of both ways in (2.9)."""

from datetime import date
from decimal import Decimal

import pytest
from test_breakthrough_followed import LESS, at_the_table

from casustafel.domain.effects import BOTH, RANK, SECOND, effect, last, routes
from casustafel.domain.errors import RuleError
from casustafel.domain.outcomes import Feedback
from casustafel.domain.selection import After, Chosen, Door, Verdict
from casustafel.services.meeting import outcomes, room
from casustafel.services.selection import desk, followed
from workspaces import Table


def after(months: int, hours: int | None, cents: int | None = None) -> After:
    less = None if hours is None else Decimal(hours)
    known = None if hours is None else Decimal(100)
    return After(months, date(2027, 2, 26), known, None, less, cents)


def test_that_what_changed_and_what_did_not_are_counted_by_the_last_figures() -> None:
    """2.9: of four cases two changed, one did not, and of one nothing is known."""
    found = effect(
        [
            (after(3, 400, 20_000), after(6, 500, 30_000), after(12, None)),
            (after(3, -50), after(6, None)),
            (after(3, 0, 0),),
            (after(3, None),),
        ]
    )
    assert (found.cases, found.changed, found.same, found.waiting) == (4, 2, 1, 1)
    assert (found.hours_less, found.cents_less) == (Decimal(450), 30_000)
    assert last((after(3, None),)) is None


def on_list(door: Door = Door.TOP, *, both: bool = False, yes: bool = True) -> Chosen:
    return Chosen(
        id="x",
        case_id="c",
        freeze_id="f",
        law="jeugd",
        rank=1,
        measure=1,
        annual_hours=None,
        annual_cents=None,
        door=door,
        also_schemes=both,
        verdict=Verdict.YES if yes else Verdict.NO,
    )


def test_that_households_of_both_ways_are_counted_once_each() -> None:
    """2.9: for the question of 2,5 fte; a household with a case under two laws is one."""
    found = routes(
        [
            (on_list(), "a", (after(3, 100),), True),
            (on_list(Door.REFILLED), "a", (), True),
            (on_list(yes=False), "b", (), False),
            (on_list(Door.SCHEMES), "c", (after(3, 40),), True),
            (on_list(both=True), "d", (), False),
        ]
    )
    assert {way: (one.households, one.promising, one.decided) for way, one in found.items()} == {
        RANK: (2, 1, 1),
        SECOND: (1, 1, 1),
        BOTH: (1, 1, 0),
    }
    assert found[RANK].effect.hours_less == Decimal(100)


def test_that_who_sat_at_the_table_hears_what_changed_of_each_intervention(table: Table) -> None:
    """2.9: per intervention what changed in hours and euros; each moment is told once."""
    case, item = at_the_table(table)
    table.do(room.go_to, item.id)
    table.do(room.answer, item.id, "intervention", [{"what": "Eén plan", "owner": "BJG"}])
    table.do(outcomes.record, item.id, LESS)
    with pytest.raises(RuleError, match="follow-up-empty"):
        table.do(followed.tell, case.id, table.today, "talk")
    assert case.annual_hours is not None
    assert case.annual_cents is not None
    table.do(followed.fill_in, case.id, 3, case.annual_hours - 100, case.annual_cents)
    (line,) = table.ask(desk.desk, "doorbraak").interventions
    assert (line.action.text, line.of.outcome, line.of.to_tell) == (
        "Eén plan",
        "extensiveren",
        True,
    )
    assert line.after is not None
    assert (line.after.hours_less, line.after.cents_less) == (Decimal(100), 0)
    told = table.do(followed.tell, case.id, table.today, "talk")
    words = "Na 3 maanden: 100 uur minder en evenveel euro per jaar"
    assert {one.said for one in told} == {words}
    assert len(told) == len(table.ask(lambda reader: reader.find(Feedback, case_id=case.id))) > 3
    found = table.ask(desk.desk, "doorbraak")
    assert not found.interventions[0].of.to_tell
    assert found.changes["extensiveren"].changed == 1
    assert found.routes[RANK].decided == 1
    table.do(followed.fill_in, case.id, 6, case.annual_hours, case.annual_cents)
    assert table.ask(desk.desk, "doorbraak").interventions[0].of.to_tell

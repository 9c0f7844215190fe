"""The states of a case and the moves between them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from casustafel.domain.asked import amount_asked
from casustafel.domain.cases import Case, CaseStatus, Client, age_on, move, returns_to_queue
from casustafel.domain.errors import RuleError

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


def a_case(status: CaseStatus = CaseStatus.SUBMITTED, **fields: object) -> Case:
    base = Case(
        id="01a201a2-5103-7000-8f50-7835d25db98d",
        committee="cpv",
        year=2026,
        sequence=141,
        number="CPV-2026-0141",
        client_id="c",
        status=status,
        received=date(2026, 11, 13),
        created_at=NOW,
        changed_at=NOW,
        points_met=6,
        points_of=6,
    )
    return replace(base, **fields)


# The table of design.md, "State of a case", written out once more by hand: what a person or a
# rule does beside the table, and what follows from a step at a table.
BESIDE = {
    "draft": {"submitted"},
    "submitted": {"ready", "incomplete", "not_needed", "withdrawn"},
    "incomplete": {"submitted", "withdrawn"},
    "ready": {"incomplete", "not_needed", "withdrawn"},
    "scheduled": {"withdrawn"},
    "in_session": set(),
    "provisional": {"withdrawn"},
    "deferred": {"ready", "withdrawn"},
    "decided": {"reported"},
    "reported": {"follow_up", "closed"},
    "follow_up": {"closed"},
    "not_needed": {"submitted"},
    "withdrawn": set(),
    "closed": set(),
}
STEPS = {
    "submitted": {"scheduled"},
    "incomplete": {"scheduled"},
    "ready": {"scheduled"},
    "scheduled": {"in_session", "ready"},
    "in_session": {"decided", "provisional", "deferred", "scheduled"},
    "provisional": {"decided", "scheduled", "ready", "in_session"},
    "deferred": {"in_session", "scheduled"},
    "decided": {"in_session", "ready"},
    "reported": {"in_session", "ready"},
    "follow_up": {"ready"},
    "closed": {"ready"},
}


@pytest.mark.parametrize("at_table", [False, True])
@pytest.mark.parametrize("status", list(CaseStatus))
@pytest.mark.parametrize("to", list(CaseStatus))
def test_that_a_case_moves_exactly_where_the_tables_allow(
    status: CaseStatus, to: CaseStatus, at_table: bool
) -> None:
    case = a_case(status)
    given = {"reason": "omdat", "held_until": date(2026, 12, 3), "at_table": at_table}
    allowed = STEPS.get(status.value, set()) if at_table else BESIDE[status.value]
    if to.value in allowed:
        assert move(case, to, at=NOW, **given).status is to
    else:
        with pytest.raises(RuleError, match="case-move-refused"):
            move(case, to, at=NOW, **given)


@pytest.mark.parametrize("to", [CaseStatus.WITHDRAWN, CaseStatus.NOT_NEEDED])
def test_that_leaving_the_queue_needs_a_reason(to: CaseStatus) -> None:
    with pytest.raises(RuleError, match="case-move-needs-reason"):
        move(a_case(), to, at=NOW, reason="  ")


def test_that_holding_over_always_carries_a_date() -> None:
    case = a_case(CaseStatus.IN_SESSION)
    with pytest.raises(RuleError, match="case-held-needs-date"):
        move(case, CaseStatus.DEFERRED, at=NOW, at_table=True)
    held = move(case, CaseStatus.DEFERRED, at=NOW, held_until=date(2026, 12, 3), at_table=True)
    assert not returns_to_queue(held, date(2026, 12, 2))
    assert returns_to_queue(held, date(2026, 12, 3))


def test_that_an_incomplete_case_does_not_get_ready_for_the_agenda() -> None:
    with pytest.raises(RuleError, match="case-not-complete"):
        move(a_case(points_met=5), CaseStatus.READY, at=NOW)


@pytest.mark.parametrize(
    ("day", "age"), [(date(2026, 3, 13), 11), (date(2026, 3, 14), 12), (date(2026, 3, 15), 12)]
)
def test_that_age_turns_on_the_birthday(day: date, age: int) -> None:
    assert age_on(date(2014, 3, 14), day) == age


def test_that_a_list_shows_initials_only() -> None:
    assert Client(id="c", surname="Jansen", given_names="Mila Roos").short_name() == "M.J."
    assert Client(id="c", surname="Jansen", initials="P.Q.").short_name() == "P.J."


def test_that_thousands_of_hours_are_written_with_a_point() -> None:
    """Papers and the room said "1990 uur per jaar" beside lists that say 1.990."""
    assert amount_asked(a_case(annual_hours=Decimal("1990.50"))) == "1.990,5 uur per jaar"
    assert amount_asked(a_case(hours_per_week=Decimal(4))) == "4 uur per week"

"""Toeleidingsstops: their moves, their lifting, and which one held on which day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casustafel.domain.errors import RuleError
from casustafel.domain.local_time import add_months
from casustafel.domain.norms import CareForm, Conclusion, Instrument, Norm, NormUnit
from casustafel.domain.stops import (
    MOVES,
    Register,
    StopKind,
    StopState,
    Toeleidingsstop,
    analyse,
    consider_lifting,
    dismiss,
    impose,
    keep,
    lift,
    may_move,
    notify,
)
from casustafel.domain.wording import word_error

START, END = date(2026, 9, 1), date(2026, 12, 15)
LIKELY = Conclusion.OVERRUN_LIKELY

AT_REST = Toeleidingsstop(
    id="stop-1",
    provider_id="provider-1",
    care_form=CareForm.BEGELEIDING_JEUGD,
    kind=StopKind.BESTEDINGSRUIMTE,
    state=StopState.NONE,
)
ACTIVE = replace(AT_REST, state=StopState.ACTIVE, starts_on=START)
LIFTED = replace(ACTIVE, state=StopState.LIFTED, ends_on=END)


def refused(error: pytest.ExceptionInfo[RuleError]) -> str:
    """Return the code, after checking that both languages say what to do."""
    assert word_error(error.value, "nl").do
    assert word_error(error.value, "en").do
    return error.value.code


def test_that_a_stop_walks_from_notice_to_lifting() -> None:
    stop = impose(analyse(notify(AT_REST)), starts_on=START, conclusion=LIKELY)
    assert (stop.state, stop.starts_on) == (StopState.ACTIVE, START)
    considered = consider_lifting(stop, forecast_on=date(2026, 12, 1), next_stop=None)
    assert considered.holds_on(date(2026, 12, 14))
    lifted = lift(considered, ends_on=END)
    assert (lifted.state, lifted.ends_on) == (StopState.LIFTED, END)


def test_that_a_notice_or_an_analysis_may_end_without_a_stop() -> None:
    assert dismiss(notify(AT_REST)) == AT_REST
    assert dismiss(analyse(AT_REST)) == AT_REST


def test_that_a_stop_is_imposed_only_when_overrun_is_likely() -> None:
    analysed = analyse(AT_REST)
    for conclusion in (None, Conclusion.OVERRUN_UNLIKELY):
        with pytest.raises(RuleError) as error:
            impose(analysed, starts_on=START, conclusion=conclusion)
        assert refused(error) == "stop-needs-conclusion"


def test_that_a_stop_is_not_imposed_without_analysis() -> None:
    for stop in (AT_REST, notify(AT_REST)):
        with pytest.raises(RuleError) as error:
            impose(stop, starts_on=START, conclusion=LIKELY)
        assert refused(error) == "stop-move-refused"


def test_that_a_stop_is_not_lifted_before_lifting_was_considered() -> None:
    with pytest.raises(RuleError) as error:
        lift(ACTIVE, ends_on=END)
    assert refused(error) == "stop-move-refused"


def test_that_a_stop_is_not_lifted_without_a_forecast() -> None:
    with pytest.raises(RuleError) as error:
        lift(replace(ACTIVE, state=StopState.LIFTING_CONSIDERED), ends_on=END)
    assert refused(error) == "stop-lift-needs-forecast"


@pytest.mark.parametrize(
    ("next_stop", "lifts"),
    [
        (None, True),
        (date(2027, 1, 10), False),
        (date(2027, 4, 15), False),
        (date(2027, 4, 16), True),
    ],
)
def test_that_no_new_stop_may_be_expected_within_four_months_of_the_lifting(
    next_stop: date | None, lifts: bool
) -> None:
    stop = consider_lifting(ACTIVE, forecast_on=date(2026, 12, 1), next_stop=next_stop)
    if lifts:
        assert lift(stop, ends_on=END).ends_on == END
    else:
        with pytest.raises(RuleError) as error:
            lift(stop, ends_on=END)
        assert refused(error) == "stop-lift-too-early"


def test_that_a_new_forecast_replaces_the_old_one() -> None:
    stop = consider_lifting(ACTIVE, forecast_on=date(2026, 11, 1), next_stop=date(2027, 1, 1))
    again = consider_lifting(stop, forecast_on=date(2026, 12, 1), next_stop=None)
    assert (again.forecast_on, again.forecast_next_stop) == (date(2026, 12, 1), None)


def test_that_a_stop_that_is_kept_stays_in_force() -> None:
    stop = keep(consider_lifting(ACTIVE, forecast_on=date(2026, 12, 1), next_stop=None))
    assert stop.state is StopState.ACTIVE
    assert stop.holds_on(END)
    with pytest.raises(RuleError) as error:
        keep(notify(AT_REST))
    assert refused(error) == "stop-move-refused"


def test_that_a_lifted_stop_stays_as_it_was() -> None:
    assert not any(may_move(LIFTED, state) for state in StopState)
    for change in (notify, analyse, dismiss):
        with pytest.raises(RuleError) as error:
            change(LIFTED)
        assert refused(error) == "stop-move-refused"


def test_that_every_state_has_its_moves_and_none_moves_to_itself() -> None:
    assert set(MOVES) == set(StopState)
    assert all(state not in moves for state, moves in MOVES.items())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"state": StopState.ACTIVE}, "stop-needs-start"),
        ({"starts_on": START}, "stop-start-too-early"),
        ({"state": StopState.ACTIVE, "starts_on": START, "ends_on": END}, "stop-end-and-state"),
        ({"state": StopState.LIFTED, "starts_on": START}, "stop-end-and-state"),
        ({"state": StopState.LIFTED, "starts_on": END, "ends_on": START}, "stop-period-reversed"),
    ],
)
def test_that_states_and_days_that_do_not_agree_are_refused(
    change: dict[str, object], code: str
) -> None:
    with pytest.raises(RuleError) as error:
        replace(AT_REST, **change)  # type: ignore[arg-type]
    assert refused(error).startswith(code)


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (START - timedelta(days=1), False),
        (START, True),
        (END - timedelta(days=1), True),
        (END, False),
    ],
)
def test_that_the_first_day_counts_and_the_day_of_lifting_does_not(day: date, holds: bool) -> None:
    assert LIFTED.holds_on(day) is holds
    found = Register(stops=[LIFTED]).stops_in_force("provider-1", LIFTED.care_form, day)
    assert found == ((LIFTED,) if holds else ())


def test_that_a_stop_lifted_on_the_day_it_started_never_held() -> None:
    stop = replace(LIFTED, ends_on=START)
    assert not stop.holds_on(START)


def test_that_a_stop_outlives_the_year_until_it_is_lifted() -> None:
    assert ACTIVE.holds_on(date(2026, 12, 31))
    assert ACTIVE.holds_on(date(2027, 1, 1))
    assert ACTIVE.holds_on(date(2030, 6, 1))


def test_that_the_history_answers_for_any_day() -> None:
    second = replace(ACTIVE, id="stop-2", starts_on=date(2027, 3, 1))
    register = Register(stops=[second, LIFTED])
    form = CareForm.BEGELEIDING_JEUGD
    assert register.history("provider-1", form) == (LIFTED, second)
    asked = [date(2026, 8, 31), date(2026, 10, 1), date(2027, 1, 1), date(2027, 3, 1)]
    held = [[stop.id for stop in register.stops_in_force("provider-1", form, day)] for day in asked]
    assert held == [[], ["stop-1"], [], ["stop-2"]]


def test_that_a_stop_for_begeleiding_jeugd_hits_zbo_and_not_the_other_way_round() -> None:
    zbo = replace(ACTIVE, id="stop-2", care_form=CareForm.ZBO, provider_id="provider-2")
    register = Register(stops=[ACTIVE, zbo])
    assert register.stops_in_force("provider-1", CareForm.ZBO, START) == (ACTIVE,)
    assert register.stops_in_force("provider-2", CareForm.BEGELEIDING_JEUGD, START) == ()


def test_that_an_unknown_provider_has_no_stop() -> None:
    assert Register(stops=[ACTIVE]).stops_in_force("provider-9", ACTIVE.care_form, START) == ()


def test_that_one_can_ask_whether_anybody_has_a_stop() -> None:
    register = Register(stops=[LIFTED])
    assert register.any_stop_in_force(CareForm.BEGELEIDING_JEUGD, START)
    assert not register.any_stop_in_force(CareForm.BEGELEIDING_JEUGD, END)
    assert not register.any_stop_in_force(CareForm.VDB, START)


def test_that_of_two_norms_the_strictest_holds_within_its_period() -> None:
    norm = Norm(
        id="norm-1",
        provider_id="provider-1",
        care_form=CareForm.VDB,
        instrument=Instrument.INTENSITEIT_DUUR,
        unit=NormUnit.HOURS_PER_WEEK,
        amount=20,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
    )
    register = Register(norms=[norm, replace(norm, id="norm-2", amount=18)])
    ask = ("provider-1", CareForm.VDB, NormUnit.HOURS_PER_WEEK)
    assert register.limit(*ask, date(2026, 12, 31)) == 18
    assert register.limit(*ask, date(2027, 1, 1)) is None
    assert register.weeks_open("provider-1", CareForm.VDB, date(2026, 6, 1)) is None


def test_that_of_two_recorded_openings_the_longest_counts() -> None:
    norm = Norm(
        id="norm-1",
        provider_id="provider-1",
        care_form=CareForm.VDB,
        instrument=Instrument.INTENSITEIT_DUUR,
        unit=NormUnit.WEEKS,
        amount=47,
        spent=46,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
    )
    lines = [norm, replace(norm, id="norm-2", spent=50), replace(norm, id="norm-3", spent=None)]
    register = Register(norms=lines)
    assert register.weeks_open("provider-1", CareForm.VDB, date(2026, 6, 1)) == 50


def test_that_a_line_without_start_comes_last_in_the_history() -> None:
    notice = replace(AT_REST, id="stop-0", state=StopState.NOTICE)
    register = Register(stops=[notice, ACTIVE])
    assert register.history("provider-1", ACTIVE.care_form) == (ACTIVE, notice)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 10, 31), 4, date(2027, 2, 28)),
        (date(2027, 10, 31), 4, date(2028, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 8, 15), 4, date(2026, 12, 15)),
    ],
)
def test_that_months_end_at_the_end_of_a_short_month(
    day: date, months: int, expected: date
) -> None:
    assert add_months(day, months) == expected


@given(
    day=st.dates(min_value=date(2025, 1, 1), max_value=date(2028, 12, 31)),
    start=st.dates(min_value=date(2025, 6, 1), max_value=date(2027, 6, 1)),
    length=st.integers(min_value=0, max_value=700),
)
def test_that_the_register_says_of_any_day_what_the_stop_itself_says(
    day: date, start: date, length: int
) -> None:
    stop = replace(LIFTED, starts_on=start, ends_on=start + timedelta(days=length))
    register = Register(stops=[stop])
    held = register.stops_in_force("provider-1", stop.care_form, day) == (stop,)
    assert held is (start <= day < start + timedelta(days=length))

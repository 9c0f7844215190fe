"""Toeleidingsstops: their states, their history, and which one holds on which day.

A stop hits inflow at one provider for one form of care. Its first day counts and the day it is
lifted does not: on that day referrals are free again («stop tot», not «tot en met»). A stop
without end outlives 31 December until it is lifted (domain.md §8).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from casustafel.domain.alike import grouped
from casustafel.domain.errors import RuleError
from casustafel.domain.local_time import add_months
from casustafel.domain.norms import CareForm, Conclusion, Norm, NormUnit


class StopKind(StrEnum):
    """Which instrument led to the stop; the other two never do ([002] bijlage 1)."""

    BESTEDINGSRUIMTE = "bestedingsruimte"
    INSTROOMTARGET = "instroomtarget"


class StopState(StrEnum):
    """Steps on the way to a stop and out of it (domain.md §1.2)."""

    NONE = "none"
    NOTICE = "notice"
    ANALYSIS = "analysis"
    ACTIVE = "active"
    LIFTING_CONSIDERED = "lifting_considered"
    LIFTED = "lifted"


S = StopState

MOVES: dict[StopState, frozenset[StopState]] = {
    S.NONE: frozenset({S.NOTICE, S.ANALYSIS}),
    S.NOTICE: frozenset({S.ANALYSIS, S.NONE}),
    S.ANALYSIS: frozenset({S.ACTIVE, S.NONE}),
    S.ACTIVE: frozenset({S.LIFTING_CONSIDERED}),
    S.LIFTING_CONSIDERED: frozenset({S.ACTIVE, S.LIFTED}),
    # A stop that is imposed again is a new line: the history of the old one stays as it was.
    S.LIFTED: frozenset(),
}

_WITH_START = frozenset({S.ACTIVE, S.LIFTING_CONSIDERED, S.LIFTED})

#: «binnen een periode van vier maanden niet opnieuw een toeleidingsstop» ([002] bijlage 1).
LIFTING_MONTHS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Toeleidingsstop:
    """One stop of one provider for one form of care, from its first notice to its lifting.

    `starts_on` is the first day it holds, `ends_on` the first day it no longer holds (None: not
    lifted). `norm_id` is the line it follows from. `forecast_on` is the day the forecast for
    lifting was made, `forecast_next_stop` the day it expects a new stop (None: none expected).
    Raises RuleError when state and days do not agree (codes stop-*).
    """

    id: str
    provider_id: str
    care_form: CareForm
    kind: StopKind
    state: StopState = StopState.ACTIVE
    starts_on: date | None = None
    ends_on: date | None = None
    norm_id: str | None = None
    forecast_on: date | None = None
    forecast_next_stop: date | None = None
    remark: str = ""

    def __post_init__(self) -> None:
        if self.state in _WITH_START and self.starts_on is None:
            raise RuleError("stop-needs-start")
        if self.state not in _WITH_START and self.starts_on is not None:
            raise RuleError("stop-start-too-early")
        if (self.state is S.LIFTED) != (self.ends_on is not None):
            raise RuleError("stop-end-and-state-differ", state=self.state)
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise RuleError("stop-period-reversed", start=self.starts_on, end=self.ends_on)

    def holds_on(self, day: date) -> bool:
        """Say whether the stop was in force on a day; asked of the days, not of the state now."""
        if self.starts_on is None or day < self.starts_on:
            return False
        return self.ends_on is None or day < self.ends_on


def may_move(stop: Toeleidingsstop, to: StopState) -> bool:
    """Say whether the table of moves has this move."""
    return to in MOVES[stop.state]


def _moved(stop: Toeleidingsstop, to: StopState) -> None:
    if not may_move(stop, to):
        raise RuleError("stop-move-refused", state=stop.state, to=to)


def notify(stop: Toeleidingsstop) -> Toeleidingsstop:
    """Return the line after the notice at the threshold (70 % as a rule)."""
    _moved(stop, S.NOTICE)
    return replace(stop, state=S.NOTICE)


def analyse(stop: Toeleidingsstop) -> Toeleidingsstop:
    """Return the line when the analysegesprek is held."""
    _moved(stop, S.ANALYSIS)
    return replace(stop, state=S.ANALYSIS)


def dismiss(stop: Toeleidingsstop) -> Toeleidingsstop:
    """Return the line back at rest: after notice or analysis no stop is needed."""
    _moved(stop, S.NONE)
    return replace(stop, state=S.NONE)


def impose(
    stop: Toeleidingsstop, *, starts_on: date, conclusion: Conclusion | None
) -> Toeleidingsstop:
    """Return the stop in force from a day.

    «Als de conclusie van het analysegesprek is dat overschrijding [...] waarschijnlijk is, wordt
    een toeleidingsstop opgelegd» ([002] bijlage 1). Raises RuleError without that conclusion.
    """
    _moved(stop, S.ACTIVE)
    if conclusion is not Conclusion.OVERRUN_LIKELY:
        raise RuleError("stop-needs-conclusion")
    return replace(stop, state=S.ACTIVE, starts_on=starts_on)


def consider_lifting(
    stop: Toeleidingsstop, *, forecast_on: date, next_stop: date | None
) -> Toeleidingsstop:
    """Return the stop, still in force, with the forecast on which lifting will be decided.

    `next_stop` is the day a new stop is expected, None when none is expected. A new forecast
    may replace the old one.
    """
    if stop.state is not S.LIFTING_CONSIDERED:
        _moved(stop, S.LIFTING_CONSIDERED)
    return replace(
        stop, state=S.LIFTING_CONSIDERED, forecast_on=forecast_on, forecast_next_stop=next_stop
    )


def keep(stop: Toeleidingsstop) -> Toeleidingsstop:
    """Return the stop in force after lifting was considered and not done."""
    if stop.state is not S.LIFTING_CONSIDERED:
        raise RuleError("stop-move-refused", state=stop.state, to=S.ACTIVE)
    return replace(stop, state=S.ACTIVE)


def lift(stop: Toeleidingsstop, *, ends_on: date) -> Toeleidingsstop:
    """Return the stop lifted: `ends_on` is the first day it no longer holds.

    Raises RuleError without a forecast, or when it expects a new stop within four months of the
    lifting; the day on which the four months are over still lies within them.
    """
    _moved(stop, S.LIFTED)
    if stop.forecast_on is None:
        raise RuleError("stop-lift-needs-forecast")
    if not may_lift(stop, ends_on):
        until = add_months(ends_on, LIFTING_MONTHS)
        raise RuleError("stop-lift-too-early", expected=stop.forecast_next_stop, until=until)
    return replace(stop, state=S.LIFTED, ends_on=ends_on)


def may_lift(stop: Toeleidingsstop, ends_on: date) -> bool:
    """Say whether its forecast lets a stop be lifted on a day: no new one within four months."""
    if not may_move(stop, S.LIFTED) or stop.forecast_on is None:
        return False
    expected = stop.forecast_next_stop
    return expected is None or expected > add_months(ends_on, LIFTING_MONTHS)


def hit_by(care_form: CareForm) -> tuple[CareForm, ...]:
    """Return the forms of care whose stops hit this one.

    ZBO is given by providers of begeleiding jeugd and falls under their stop: that is why the
    ZBO-commissie is «een uitzonderingsroute [...] voor zorgaanbieders met een toeleidingsstop»
    ([002] 3.A1).
    """
    if care_form is CareForm.ZBO:
        return (CareForm.ZBO, CareForm.BEGELEIDING_JEUGD)
    return (care_form,)


class Register:
    """All lines and stops, indexed for questions about any day. Never changes once made.

    Make a new one when a line changes; 10,000 routes take well under 0.1 s on one.
    """

    def __init__(self, norms: Iterable[Norm] = (), stops: Iterable[Toeleidingsstop] = ()) -> None:
        self.norms = tuple(norms)
        self.stops = tuple(stops)
        ordered = sorted(self.stops, key=lambda stop: (stop.starts_on or date.max, stop.id))
        by_form = grouped(ordered, lambda stop: stop.care_form)
        self._by_form = {
            form: tuple(stop for hit in hit_by(form) for stop in by_form.get(hit, ()))
            for form in CareForm
        }
        index: dict[tuple[str, CareForm], list[Toeleidingsstop]] = defaultdict(list)
        for form, found in self._by_form.items():
            for stop in found:
                index[stop.provider_id, form].append(stop)
        self._stops = {key: tuple(found) for key, found in index.items()}
        lines = grouped(self.norms, lambda norm: (norm.provider_id, norm.care_form, norm.unit))
        self._lines = {key: tuple(found) for key, found in lines.items()}

    def history(self, provider_id: str, care_form: CareForm) -> tuple[Toeleidingsstop, ...]:
        """Return every line of stops that ever hit this form at this provider, oldest first."""
        return self._stops.get((provider_id, care_form), ())

    def stops_in_force(
        self, provider_id: str, care_form: CareForm, on: date
    ) -> tuple[Toeleidingsstop, ...]:
        """Return the stops that held on a day (today, or any day of the past)."""
        found = self._stops.get((provider_id, care_form))
        if not found:
            return ()
        return tuple([stop for stop in found if stop.holds_on(on)])

    def any_stop_in_force(self, care_form: CareForm, on: date) -> bool:
        """Say whether any provider had a stop that hit this form on a day."""
        return any(stop.holds_on(on) for stop in self._by_form[care_form])

    def norms_of(
        self, provider_id: str, care_form: CareForm, unit: NormUnit, on: date
    ) -> tuple[Norm, ...]:
        """Return the lines of one unit that hold on a day, local and regional."""
        found = self._lines.get((provider_id, care_form, unit), ())
        return tuple([norm for norm in found if norm.holds_on(on)])

    def limit(self, provider_id: str, care_form: CareForm, unit: NormUnit, on: date) -> int | None:
        """Return the amount that holds on a day, the strictest when there are two; or None."""
        found = self.norms_of(provider_id, care_form, unit, on)
        return min((norm.amount for norm in found), default=None)

    def weeks_open(self, provider_id: str, care_form: CareForm, on: date) -> int | None:
        """Return how many weeks a year the provider is open, as its line says; or None."""
        found = self.norms_of(provider_id, care_form, NormUnit.WEEKS, on)
        return max((norm.spent for norm in found if norm.spent is not None), default=None)

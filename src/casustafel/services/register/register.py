"""The norm register to look at: lines with where they stand, stops on any day, what is due."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from casustafel.domain.cases import Case
from casustafel.domain.norms import (
    NOTICE_THRESHOLD,
    CareForm,
    Conclusion,
    Instrument,
    Norm,
    NormState,
    Reminder,
    norm_state,
    notice_reminders,
    preparation_reminders,
)
from casustafel.domain.norms import plan_due as plan_is_due
from casustafel.domain.records import RegisterChange, Setting
from casustafel.domain.registers import Provider
from casustafel.domain.stops import Register, StopState, Toeleidingsstop, may_lift
from casustafel.services import places
from casustafel.services.use_case import Free, Reader, Reading, Right, part, read
from casustafel.storage.ahead import Asked, of

#: The setting that holds the share, in per cent, at which a notice is due ([002] bijlage 1).
THRESHOLD = "norm_notice_threshold"

#: So many days before its first day a stop is told of at a case (priority P1: "binnenkort").
_SOON = timedelta(days=28)

#: Reminders of contract terms are shown while they are to come, and so long after.
_PAST_REMINDER = timedelta(days=31)

HOLDING = frozenset({StopState.ACTIVE, StopState.LIFTING_CONSIDERED})


class NormStep(StrEnum):
    """What may be recorded of a norm now."""

    SPENT = "spent"
    NOTICE = "notice"
    ANALYSIS = "analysis"
    IMPOSE = "impose"
    PLAN = "plan"
    DOSSIER = "dossier"


class StopStep(StrEnum):
    """What may be recorded of a stop now."""

    ANALYSIS = "analysis"
    IMPOSE = "impose"
    DISMISS = "dismiss"
    FORECAST = "forecast"
    KEEP = "keep"
    LIFT = "lift"
    RELEASE = "release"
    DAYS = "days"
    NOTICE_TEXT = "notice_text"


@dataclass(frozen=True, slots=True)
class NormLine:
    """A norm as a list shows it. `stop` is the one that follows from it and is not lifted.

    `steps` are what may be recorded now; `next_step` is what the state asks for, if anything.
    """

    norm: Norm
    provider: str
    state: NormState
    stop: Toeleidingsstop | None
    reminders: tuple[Reminder, ...]
    plan_due: bool
    steps: tuple[NormStep, ...]
    next_step: NormStep | None


@dataclass(frozen=True, slots=True)
class StopLine:
    """A stop as a list shows it. `steps` are what may be recorded now, `next_step` what fits."""

    stop: Toeleidingsstop
    provider: str
    norm: Norm | None
    holds: bool
    steps: tuple[StopStep, ...]
    next_step: StopStep | None


@dataclass(frozen=True, slots=True)
class RegisterView:
    """The whole register today. `may_manage`: whether this person may change it."""

    norms: tuple[NormLine, ...]
    stops: tuple[StopLine, ...]
    providers: tuple[Provider, ...]
    today: date
    threshold: int
    may_manage: bool


@dataclass(frozen=True, slots=True)
class StopLabel:
    """What is said beside the provider of a case. `holds`: in force today, else soon or past."""

    text: str
    holds: bool


@part
def threshold(reader: Reader) -> int:
    """Return the share (per cent) at which a notice is due; 70 unless it was set otherwise."""
    value = reader.setting(THRESHOLD)
    return value if isinstance(value, int) else int(NOTICE_THRESHOLD)


def asked_of() -> tuple[Asked, ...]:
    """Return what the register rests on, to be read at once."""
    return of(Setting, name=THRESHOLD), of(Provider), of(Norm), of(Toeleidingsstop)


@read(Right.READ_NORMS)
def view(reader: Reading) -> RegisterView:
    """Return all norms and stops with their providers. Raises RightError."""
    reader.ahead(*asked_of())
    day, share = reader.today, threshold(reader)
    providers = reader.find(Provider, "search_name")
    names = {one.id: one.name for one in providers}
    norms = reader.find(Norm)
    stops = reader.find(Toeleidingsstop)
    by_id = {norm.id: norm for norm in norms}
    return RegisterView(
        norms=tuple(
            sorted(
                (norm_line(norm, stops, names, day, share) for norm in norms),
                key=lambda one: (one.provider.casefold(), one.norm.care_form, one.norm.starts_on),
            )
        ),
        stops=tuple(sorted((_stop_line(one, by_id, names, day) for one in stops), key=_by_weight)),
        providers=tuple(providers),
        today=day,
        threshold=share,
        may_manage=reader.actor.may(Right.MANAGE_NORMS),
    )


def norm_line(
    norm: Norm, stops: Sequence[Toeleidingsstop], names: dict[str, str], day: date, share: int
) -> NormLine:
    """Return a norm with what is due for it on a day."""
    stop = next((one for one in stops if one.norm_id == norm.id and _open(one)), None)
    dismissed = any(one.norm_id == norm.id and one.state is StopState.NONE for one in stops)
    decided = dismissed or (stop is not None and stop.state in HOLDING)
    reminders = (*preparation_reminders(norm), *notice_reminders(norm, decided=decided))
    since = day - _PAST_REMINDER
    state, plan = norm_state(norm, Decimal(share)), plan_is_due(norm)
    # After a notice was dismissed no analysis has to follow; a new overrun asks anew.
    settled = dismissed and state is NormState.NOTIFIED
    return NormLine(
        norm,
        names.get(norm.provider_id, ""),
        state,
        stop,
        tuple(sorted((one for one in reminders if one.due >= since), key=lambda one: one.due)),
        plan,
        norm_steps_of(norm, stop),
        None if settled else _next_step(state, stop, plan=plan),
    )


def norm_steps_of(norm: Norm, stop: Toeleidingsstop | None) -> tuple[NormStep, ...]:
    """Return what may be recorded of a norm, in the order of the way to a stop."""
    steps = [NormStep.SPENT]
    holding = stop is not None and stop.state in HOLDING
    if norm.instrument is not Instrument.INTENSITEIT_DUUR and not holding:
        steps.append(NormStep.NOTICE)
    if not holding:
        steps.append(NormStep.ANALYSIS)
    likely = norm.conclusion is Conclusion.OVERRUN_LIKELY
    if stop is not None and stop.state is StopState.ANALYSIS and likely:
        steps.append(NormStep.IMPOSE)
    if norm.instrument.needs_plan and likely:
        steps.append(NormStep.PLAN)
    return (*steps, NormStep.DOSSIER)


def _next_step(state: NormState, stop: Toeleidingsstop | None, *, plan: bool) -> NormStep | None:
    if stop is not None and stop.state in HOLDING:
        return NormStep.PLAN if plan else None
    if state is NormState.STOP_INDICATED and stop is not None:
        return NormStep.IMPOSE
    following = {
        NormState.NOTICE_DUE: NormStep.NOTICE,
        NormState.NOTIFIED: NormStep.ANALYSIS,
        NormState.EXCEEDED: NormStep.ANALYSIS,
    }
    return following.get(state)


def stop_steps_of(stop: Toeleidingsstop, norm: Norm | None) -> tuple[StopStep, ...]:
    """Return what may be recorded of a stop, as the table of moves and its norm allow."""
    by_state = {
        StopState.NOTICE: (StopStep.ANALYSIS, StopStep.DISMISS),
        StopState.ANALYSIS: (
            StopStep.IMPOSE if _likely(norm) else StopStep.ANALYSIS,
            StopStep.DISMISS,
        ),
        StopState.ACTIVE: (StopStep.FORECAST,),
        StopState.LIFTING_CONSIDERED: (StopStep.LIFT, StopStep.KEEP, StopStep.FORECAST),
        StopState.LIFTED: (StopStep.RELEASE,),
    }
    steps = by_state.get(stop.state, ())
    return (*steps, StopStep.NOTICE_TEXT, StopStep.DAYS) if stop.starts_on else steps


def _open(stop: Toeleidingsstop) -> bool:
    return stop.state not in (StopState.LIFTED, StopState.NONE)


def _stop_line(
    stop: Toeleidingsstop, norms: dict[str, Norm], names: dict[str, str], day: date
) -> StopLine:
    norm = norms.get(stop.norm_id or "")
    return StopLine(
        stop,
        names.get(stop.provider_id, ""),
        norm,
        stop.holds_on(day),
        stop_steps_of(stop, norm),
        _next_of_stop(stop, norm, day),
    )


def _likely(norm: Norm | None) -> bool:
    return norm is not None and norm.conclusion is Conclusion.OVERRUN_LIKELY


def _next_of_stop(stop: Toeleidingsstop, norm: Norm | None, day: date) -> StopStep | None:
    if stop.state is StopState.NOTICE:
        return StopStep.ANALYSIS
    if stop.state is StopState.ANALYSIS:
        return StopStep.IMPOSE if _likely(norm) else StopStep.ANALYSIS
    if stop.state is not StopState.LIFTING_CONSIDERED:
        return None
    return StopStep.LIFT if may_lift(stop, day) else StopStep.KEEP


def _by_weight(line: StopLine) -> tuple[object, ...]:
    """Sort what holds first, then what is on its way, then what was; each by provider."""
    over = line.stop.state in (StopState.LIFTED, StopState.NONE)
    return (not line.holds, over, line.provider.casefold(), line.stop.starts_on or date.max)


@read(Right.READ_NORMS)
def history(reader: Reading, entity_id: str) -> list[RegisterChange]:
    """Return every change of a norm or a stop, oldest first. Raises RightError."""
    return reader.find(RegisterChange, "at", entity_id=entity_id)


@read(Free("counts nothing without the right"))
def needing_attention(reader: Reading) -> int:
    """Return at how many norms something must be done now: notice, analysis, stop or plan."""
    if not reader.actor.may(Right.READ_NORMS):
        return 0
    return sum(line.next_step is not None for line in view(reader).norms)


@read(Right.READ_CASES, at=places.loaded_case)
def stop_label(reader: Reading, case: Case) -> StopLabel | None:
    """Return what stands beside the provider of a case: the stop that holds, or starts soon.

    The route's own sentence says what follows from it, so this only names the stop and its day.
    None when no stop holds today, held on the case's own day, or is known to come.
    """
    if case.provider_id is None or case.care_form not in set(CareForm):
        return None
    stops = reader.find(Toeleidingsstop, provider_id=case.provider_id)
    found = Register(stops=stops).history(case.provider_id, CareForm(case.care_form))
    return label_of(found, reader.today, case.reference_date or case.received)


def label_of(stops: Iterable[Toeleidingsstop], day: date, referred_on: date) -> StopLabel | None:
    """Return the label of the first stop that matters on `day` to a referral of another day."""
    begun = sorted((one for one in stops if one.starts_on), key=lambda one: one.starts_on or day)
    for stop in begun:
        if stop.starts_on and stop.holds_on(day):
            return StopLabel(f"toeleidingsstop sinds {_short(stop.starts_on, day)}", holds=True)
    for stop in begun:
        if stop.starts_on and day < stop.starts_on <= day + _SOON:
            return StopLabel(f"toeleidingsstop vanaf {_short(stop.starts_on, day)}", holds=False)
    for stop in begun:
        if stop.ends_on and stop.holds_on(referred_on):
            words = f"toeleidingsstop opgeheven per {_short(stop.ends_on, day)}"
            return StopLabel(words, holds=False)
    return None


def _short(on: date, day: date) -> str:
    """Return a day without its year when that is this year: there is little room for it."""
    return f"{on:%d-%m}" if on.year == day.year else f"{on:%d-%m-%Y}"

"""The norm register to look at: lines with where they stand, stops on any day, what is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from casustafel.domain.cases import Case
from casustafel.domain.local_time import AMSTERDAM
from casustafel.domain.norm_terms import Reminder, notice_reminders, preparation_reminders
from casustafel.domain.norms import NOTICE_THRESHOLD, CareForm, Norm, NormState, norm_state
from casustafel.domain.norms import plan_due as plan_is_due
from casustafel.domain.people import Right
from casustafel.domain.records import RegisterChange, Setting
from casustafel.domain.registers import Provider
from casustafel.domain.stops import MOVES, Register, StopState, Toeleidingsstop
from casustafel.storage.store import Reader
from casustafel.storage.unit_of_work import Reading, UnitOfWork

#: The setting that holds the share, in per cent, at which a notice is due ([002] bijlage 1).
THRESHOLD = "norm_notice_threshold"

#: So many days before its first day a stop is told of at a case (priority P1: "binnenkort").
_SOON = timedelta(days=28)

#: Reminders of contract terms are shown while they are to come, and so long after.
_PAST_REMINDER = timedelta(days=31)

HOLDING = frozenset({StopState.ACTIVE, StopState.LIFTING_CONSIDERED})


@dataclass(frozen=True, slots=True)
class NormLine:
    """A norm as a list shows it. `stop` is the one that follows from it and is not lifted."""

    norm: Norm
    provider: str
    state: NormState
    stop: Toeleidingsstop | None
    reminders: tuple[Reminder, ...]
    plan_due: bool


@dataclass(frozen=True, slots=True)
class StopLine:
    """A stop as a list shows it. `moves` are the states it may go to now."""

    stop: Toeleidingsstop
    provider: str
    norm: Norm | None
    holds: bool
    moves: frozenset[StopState]


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


def today(reader: Reading | UnitOfWork) -> date:
    """Return the day it is in the municipality."""
    return reader.clock().astimezone(AMSTERDAM).date()


def threshold(reader: Reader) -> int:
    """Return the share (per cent) at which a notice is due; 70 unless it was set otherwise."""
    kept = reader.first(Setting, name=THRESHOLD)
    value = kept.value if kept else None
    return value if isinstance(value, int) else int(NOTICE_THRESHOLD)


def view(reader: Reading) -> RegisterView:
    """Return all norms and stops with their providers. Raises RightError."""
    reader.actor.require(Right.READ_NORMS)
    day, share = today(reader), threshold(reader)
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
    norm: Norm, stops: Iterable[Toeleidingsstop], names: dict[str, str], day: date, share: int
) -> NormLine:
    """Return a norm with what is due for it on a day."""
    stop = next((one for one in stops if one.norm_id == norm.id and _open(one)), None)
    decided = stop is not None and stop.state in HOLDING
    reminders = (*preparation_reminders(norm), *notice_reminders(norm, decided=decided))
    since = day - _PAST_REMINDER
    return NormLine(
        norm,
        names.get(norm.provider_id, ""),
        norm_state(norm, Decimal(share)),
        stop,
        tuple(sorted((one for one in reminders if one.due >= since), key=lambda one: one.due)),
        plan_is_due(norm),
    )


def _open(stop: Toeleidingsstop) -> bool:
    return stop.state not in (StopState.LIFTED, StopState.NONE)


def _stop_line(
    stop: Toeleidingsstop, norms: dict[str, Norm], names: dict[str, str], day: date
) -> StopLine:
    return StopLine(
        stop,
        names.get(stop.provider_id, ""),
        norms.get(stop.norm_id or ""),
        stop.holds_on(day),
        MOVES[stop.state],
    )


def _by_weight(line: StopLine) -> tuple[object, ...]:
    """Sort what holds first, then what is on its way, then what was; each by provider."""
    over = line.stop.state in (StopState.LIFTED, StopState.NONE)
    return (not line.holds, over, line.provider.casefold(), line.stop.starts_on or date.max)


def stops_on(reader: Reading, day: date) -> list[StopLine]:
    """Return which stops held on a day of the past, today or later, by provider."""
    return [line for line in view(reader).stops if line.stop.holds_on(day)]


def history(reader: Reading, entity_id: str) -> list[RegisterChange]:
    """Return every change of a norm or a stop, oldest first. Raises RightError."""
    reader.actor.require(Right.READ_NORMS)
    return reader.find(RegisterChange, "at", entity_id=entity_id)


def needing_attention(reader: Reading) -> int:
    """Return at how many norms something must be done now: notice, analysis, stop or plan."""
    if not reader.actor.may(Right.READ_NORMS):
        return 0
    return sum(line.plan_due or _urgent(line) for line in view(reader).norms)


def _urgent(line: NormLine) -> bool:
    if line.stop is not None and line.stop.state in HOLDING:
        return False
    return line.state in (NormState.NOTICE_DUE, NormState.STOP_INDICATED, NormState.EXCEEDED)


def stop_label(reader: Reading, case: Case) -> StopLabel | None:
    """Return what stands beside the provider of a case: the stop that holds, or starts soon.

    The route's own sentence says what follows from it, so this only names the stop and its day.
    None when no stop holds today, held on the case's own day, or is known to come.
    """
    reader.actor.require(Right.READ_CASES, case.committee)
    if case.provider_id is None or case.care_form not in set(CareForm):
        return None
    stops = reader.find(Toeleidingsstop, provider_id=case.provider_id)
    found = Register(stops=stops).history(case.provider_id, CareForm(case.care_form))
    return label_of(found, today(reader), case.reference_date or case.received)


def label_of(stops: Iterable[Toeleidingsstop], day: date, referred_on: date) -> StopLabel | None:
    """Return the label of the first stop that matters on `day` to a referral of another day."""
    begun = sorted((one for one in stops if one.starts_on), key=lambda one: one.starts_on or day)
    for stop in begun:
        if stop.holds_on(day):
            return StopLabel(f"toeleidingsstop sinds {stop.starts_on:%d-%m-%Y}", holds=True)
    for stop in begun:
        if stop.starts_on and day < stop.starts_on <= day + _SOON:
            return StopLabel(f"toeleidingsstop vanaf {stop.starts_on:%d-%m-%Y}", holds=False)
    for stop in begun:
        if stop.holds_on(referred_on) and stop.ends_on:
            return StopLabel(f"toeleidingsstop opgeheven per {stop.ends_on:%d-%m-%Y}", holds=False)
    return None

"""What happens to a norm and to a toeleidingsstop.

A norm is put in, changed, spent, has its notice, analysegesprek and plan van aanpak. A stop is
imposed as the analysegesprek concluded (one that was imposed before the program was used is
recorded as it is), its lifting is considered, it is kept or lifted, or dismissed. Every change is
kept in the history of the register and logged; undecided cases follow it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from casustafel.domain import stops
from casustafel.domain.errors import RuleError
from casustafel.domain.house_style import SETTING, from_plain
from casustafel.domain.ids import new_id
from casustafel.domain.norms import CareForm, Conclusion, Norm
from casustafel.domain.registers import Provider
from casustafel.domain.stops import StopKind, StopState, Toeleidingsstop
from casustafel.domain.wording.stop_notices import lifting_text, start_text, with_contact
from casustafel.services import places
from casustafel.services.case.cases import provider_named
from casustafel.services.register.register import THRESHOLD
from casustafel.services.register.rerouting import Rerouted, reroute
from casustafel.services.use_case import Reading, Right, UnitOfWork, part, read, use_case


@dataclass(frozen=True, slots=True)
class NormSaved:
    """A norm as it now stands, and what that did to the cases."""

    norm: Norm
    rerouted: Rerouted


@use_case(Right.MANAGE_NORMS)
def add_norm(uow: UnitOfWork, norm: Norm, provider: str = "") -> NormSaved:
    """Put a norm in the register. Raises RuleError('norm-exists') for one that is there.

    `provider` is a name that takes the place of `norm.provider_id`; an unknown one is added.
    """
    if provider.strip():
        norm = replace(norm, provider_id=provider_named(uow, provider).id)
    uow.get(Provider, norm.provider_id)
    _require_own_period(uow, norm)
    uow.add_to_register(norm)
    uow.log("norm-added", norm)
    rerouted = reroute(uow, "norm", norm.id, None if first_entry(uow) else {norm.provider_id})
    return NormSaved(norm, rerouted)


@part
def first_entry(uow: UnitOfWork) -> bool:
    """Say whether the register was empty before: then all cases are judged for the first time."""
    return len(uow.find(Norm)) + len(uow.find(Toeleidingsstop)) == 1


def _require_own_period(uow: UnitOfWork, norm: Norm) -> None:
    """Raise RuleError when another line of the same kind overlaps its period."""
    same = uow.find(
        Norm,
        provider_id=norm.provider_id,
        care_form=norm.care_form,
        instrument=norm.instrument,
        unit=norm.unit,
        level=norm.level,
    )
    for other in same:
        apart = other.ends_on < norm.starts_on or norm.ends_on < other.starts_on
        if other.id != norm.id and not apart:
            raise RuleError("norm-exists", start=other.starts_on, end=other.ends_on)


@use_case(Right.MANAGE_NORMS, at=places.shown_norm, sets=[Toeleidingsstop])
def change_norm(uow: UnitOfWork, before: Norm, after: Norm) -> NormSaved:
    """Change a norm; each field is compared with what `before` showed.

    Raises RuleError('norm-exists') when it would overlap another, ConflictError when somebody
    else changed the same field.
    """
    _require_own_period(uow, after)
    return _saved(uow, before, after, "norm-changed")


def _saved(uow: UnitOfWork, before: Norm, after: Norm, action: str) -> NormSaved:
    changes = uow.change_register(before, after)
    uow.log(action, before, loggable(changes))
    rerouted = reroute(uow, "norm", before.id, {before.provider_id, after.provider_id})
    return NormSaved(uow.get(Norm, before.id), rerouted)


def loggable(changes: dict[str, Any]) -> dict[str, Any]:
    return {name: str(value) for name, value in changes.items()}


@use_case(
    Right.MANAGE_NORMS,
    at=places.norm,
    overwrites=[(Norm, "spent"), (Norm, "spent_on")],
    sets=[Toeleidingsstop],
)
def record_spent(uow: UnitOfWork, before: Norm, spent: int, spent_on: date) -> NormSaved:
    """Record what was used up to and including a day (cents, children, hours or weeks).

    Raises RuleError('norm-spent-in-future'), or 'norm-spent-older' when a later day is known.
    """
    if spent_on > uow.today:
        raise RuleError("norm-spent-in-future", day=spent_on)
    if before.spent_on is not None and spent_on < before.spent_on:
        raise RuleError("norm-spent-older", day=before.spent_on)
    return _saved(uow, before, replace(before, spent=spent, spent_on=spent_on), "norm-spent")


@use_case(
    Right.MANAGE_NORMS, at=places.norm, overwrites=[(Norm, "notice_on")], sets=[Toeleidingsstop]
)
def record_notice(uow: UnitOfWork, before: Norm, day: date) -> NormSaved:
    """Record that the notice at the threshold was given («wederzijdse informatieplicht»).

    Where a stop may follow, its line begins here.
    """
    if before.instrument.may_lead_to_stop:
        line = _line_of(uow, before)
        if line.state is StopState.NONE:
            step(uow, line, stops.notify(line))
    return _saved(uow, before, replace(before, notice_on=day), "norm-notice")


@use_case(
    Right.MANAGE_NORMS,
    at=places.norm,
    overwrites=[(Norm, "analysis_on"), (Norm, "conclusion")],
    sets=[Toeleidingsstop],
)
def record_analysis(uow: UnitOfWork, before: Norm, day: date, conclusion: Conclusion) -> NormSaved:
    """Record the analysegesprek and what it concluded of overrun ([002] bijlage 1).

    With «waarschijnlijk» a stop must follow where the instrument has one; with «niet
    waarschijnlijk» the line of the stop comes to rest.
    """
    if before.notice_on is not None and day < before.notice_on:
        raise RuleError("norm-analysis-before-notice", day=before.notice_on)
    if before.instrument.may_lead_to_stop:
        line = _line_of(uow, before)
        if line.state in (StopState.NONE, StopState.NOTICE):
            line = step(uow, line, stops.analyse(line))
        if line.state is StopState.ANALYSIS and conclusion is Conclusion.OVERRUN_UNLIKELY:
            step(uow, line, stops.dismiss(line))
    after = replace(before, analysis_on=day, conclusion=conclusion)
    return _saved(uow, before, after, "norm-analysis")


@use_case(
    Right.MANAGE_NORMS, at=places.norm, overwrites=[(Norm, "plan_on")], sets=[Toeleidingsstop]
)
def record_plan(uow: UnitOfWork, before: Norm, day: date) -> NormSaved:
    """Record that the plan van aanpak of the provider came in."""
    if not before.instrument.needs_plan:
        raise RuleError("norm-needs-no-plan")
    return _saved(uow, before, replace(before, plan_on=day), "norm-plan")


#: What is kept of the way to a norm ([002] bijlage 1, steps 1 to 3).
DOSSIER = (
    *("announced_on", "views_on", "decided_on", "monitoring_on"),
    *("analysis_with", "height_why", "dossier"),
)


@use_case(Right.MANAGE_NORMS, at=places.norm, overwrites=[(Norm, name) for name in DOSSIER])
def record_dossier(uow: UnitOfWork, before: Norm, given: Mapping[str, Any]) -> NormSaved:
    """Record what was done for a norm, by the names of `DOSSIER`; nothing of it blocks.

    What is not given stays as it is.

    Raises RuleError for a day that lies ahead.
    """
    filled = {name: given[name] for name in DOSSIER if name in given}
    for day in filled.values():
        if isinstance(day, date) and day > uow.today:
            raise RuleError("norm-dossier-ahead", day=day)
    return _saved(uow, before, replace(before, **filled), "norm-dossier")


@use_case(Right.MANAGE_NORMS)
def set_threshold(uow: UnitOfWork, share: int) -> None:
    """Set the share in per cent (1 to 100) at which a notice is due. Raises RuleError."""
    if not 1 <= share <= 100:
        raise RuleError("norm-threshold-range")
    uow.choose(THRESHOLD, share)
    uow.audit("norm-threshold", "setting", THRESHOLD, share=share)


def _line_of(uow: UnitOfWork, norm: Norm) -> Toeleidingsstop:
    """Return the stop line of a norm that is not lifted yet; a new one when there is none."""
    for line in uow.find(Toeleidingsstop, norm_id=norm.id):
        if line.state is not StopState.LIFTED:
            return line
    made = Toeleidingsstop(
        id=new_id(),
        provider_id=norm.provider_id,
        care_form=norm.care_form,
        kind=StopKind(norm.instrument.value),
        state=StopState.NONE,
        norm_id=norm.id,
    )
    uow.add_to_register(made)
    return made


@part
def step(uow: UnitOfWork, before: Toeleidingsstop, after: Toeleidingsstop) -> Toeleidingsstop:
    changes = uow.change_register(before, after)
    uow.audit(f"stop-{after.state.value}", "stop", before.id, changes=loggable(changes))
    return after


@dataclass(frozen=True, slots=True)
class StopSaved:
    """A stop as it now stands, what that did to the cases, and the notice for referrers if any."""

    stop: Toeleidingsstop
    rerouted: Rerouted = field(default_factory=Rerouted)
    notice: str = ""


@use_case(Right.MANAGE_NORMS)
def record_stop(
    uow: UnitOfWork,
    provider_id: str,
    care_form: CareForm,
    kind: StopKind,
    starts_on: date,
    *,
    provider: str = "",
    remark: str = "",
) -> StopSaved:
    """Record a stop that was imposed outside the program. Raises RuleError('stop-exists').

    `provider` is a name that takes the place of `provider_id`; an unknown one is added.
    """
    if provider.strip():
        provider_id = provider_named(uow, provider).id
    uow.get(Provider, provider_id)
    for other in uow.find(Toeleidingsstop, provider_id=provider_id, care_form=care_form, kind=kind):
        if other.holds_on(starts_on):
            raise RuleError("stop-exists", start=other.starts_on)
    made = Toeleidingsstop(
        id=new_id(),
        provider_id=provider_id,
        care_form=care_form,
        kind=kind,
        state=StopState.ACTIVE,
        starts_on=starts_on,
        remark=remark,
    )
    uow.add_to_register(made)
    uow.audit("stop-recorded", "stop", made.id)
    rerouted = reroute(uow, "stop", made.id, None if first_entry(uow) else {provider_id})
    return StopSaved(made, rerouted, notice_of.within(uow, made))


@use_case(Right.MANAGE_NORMS, at=places.stop, overwrites=[(Toeleidingsstop, "starts_on")])
def impose(uow: UnitOfWork, before: Toeleidingsstop, starts_on: date) -> StopSaved:
    """Impose a stop from a day on, as the analysegesprek of its norm concluded.

    Raises RuleError('stop-needs-conclusion') without that conclusion, or 'stop-move-refused'.
    """
    norm = uow.first(Norm, id=before.norm_id) if before.norm_id else None
    conclusion = norm.conclusion if norm else None
    return _changed(uow, before, stops.impose(before, starts_on=starts_on, conclusion=conclusion))


@use_case(Right.MANAGE_NORMS, at=places.stop)
def dismiss(uow: UnitOfWork, before: Toeleidingsstop) -> StopSaved:
    """Say after notice or analysis that no stop is needed. Raises RuleError."""
    return _changed(uow, before, stops.dismiss(before))


@use_case(
    Right.MANAGE_NORMS,
    at=places.stop,
    overwrites=[(Toeleidingsstop, "forecast_on"), (Toeleidingsstop, "forecast_next_stop")],
)
def consider_lifting(
    uow: UnitOfWork, before: Toeleidingsstop, forecast_on: date, next_stop: date | None
) -> StopSaved:
    """Record the forecast for the four months after lifting; the stop goes on meanwhile.

    `next_stop` is the day a new stop is expected, None when none is. Raises RuleError.
    """
    after = stops.consider_lifting(before, forecast_on=forecast_on, next_stop=next_stop)
    return _changed(uow, before, after)


@use_case(Right.MANAGE_NORMS, at=places.stop)
def keep(uow: UnitOfWork, before: Toeleidingsstop) -> StopSaved:
    """Leave a stop in force after lifting was considered. Raises RuleError."""
    return _changed(uow, before, stops.keep(before))


@use_case(
    Right.MANAGE_NORMS, at=places.stop, overwrites=[(Toeleidingsstop, "ends_on")], sets=[Norm]
)
def lift(uow: UnitOfWork, before: Toeleidingsstop, ends_on: date) -> StopSaved:
    """Lift a stop: `ends_on` is the first day on which referrals are free again.

    Raises RuleError without a forecast, or when it expects a new stop within four months. The
    forecast then stands as the norm's latest analysis, so that the norm asks for no new stop.
    """
    after = stops.lift(before, ends_on=ends_on)
    norm = uow.first(Norm, id=before.norm_id) if before.norm_id else None
    if norm is not None and norm.conclusion is Conclusion.OVERRUN_LIKELY:
        eased = replace(norm, analysis_on=after.forecast_on, conclusion=Conclusion.OVERRUN_UNLIKELY)
        changes = uow.change_register(norm, eased)
        uow.log("norm-analysis", norm, loggable(changes))
    return _changed(uow, before, after)


@use_case(Right.MANAGE_NORMS, at=places.shown_stop)
def correct_days(
    uow: UnitOfWork, before: Toeleidingsstop, starts_on: date, ends_on: date | None
) -> StopSaved:
    """Mend a day that was written down wrongly; the history keeps the old one.

    Raises RuleError when days and state do not agree.
    """
    return _changed(uow, before, replace(before, starts_on=starts_on, ends_on=ends_on))


def _changed(uow: UnitOfWork, before: Toeleidingsstop, after: Toeleidingsstop) -> StopSaved:
    """Keep a step, let the cases follow."""
    step(uow, before, after)
    moved = (before.starts_on, before.ends_on) != (after.starts_on, after.ends_on)
    rerouted = reroute(uow, "stop", after.id, {after.provider_id}) if moved else Rerouted()
    return StopSaved(after, rerouted, notice_of.within(uow, after) if moved else "")


@read(Right.READ_NORMS, at=places.shown_stop)
def notice_of(reader: Reading, stop: Toeleidingsstop) -> str:
    """Return the ready text for referrers at the start or the lifting of a stop.

    It names provider and form of care and no client; empty while the stop was not imposed.
    """
    provider = reader.get(Provider, stop.provider_id)
    text = ""
    if stop.ends_on is not None:
        text = lifting_text(provider.name, stop.care_form, stop.ends_on)
    elif stop.starts_on is not None:
        text = start_text(provider.name, stop.care_form, stop.kind, stop.starts_on)
    return with_contact(text, from_plain(reader.setting(SETTING)).phone)

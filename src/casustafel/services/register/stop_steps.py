"""What happens to a toeleidingsstop: imposed, lifting considered, kept or lifted, or dismissed.

A stop follows from the analysegesprek of a norm (`norm_steps.record_analysis`); one that was
imposed before the program was used is recorded as it is. Undecided cases follow every change.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from casustafel.domain import stops
from casustafel.domain.errors import RuleError
from casustafel.domain.ids import new_id
from casustafel.domain.norms import CareForm, Conclusion, Norm
from casustafel.domain.people import Right
from casustafel.domain.registers import Provider
from casustafel.domain.stops import StopKind, StopState, Toeleidingsstop
from casustafel.domain.wording.stop_notices import lifting_text, start_text
from casustafel.services import places
from casustafel.services.case.cases import provider_named
from casustafel.services.register.norm_steps import first_entry, loggable, step
from casustafel.services.register.rerouting import Rerouted, reroute
from casustafel.services.use_case import read, use_case
from casustafel.storage.unit_of_work import Reading, UnitOfWork


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
    if stop.starts_on is None:
        return ""
    if stop.ends_on is not None:
        return lifting_text(provider.name, stop.care_form, stop.ends_on)
    return start_text(provider.name, stop.care_form, stop.kind, stop.starts_on)

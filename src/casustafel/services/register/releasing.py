"""A stop was lifted: the requests that wait because of it alone go in one stroke (domain.md §9)."""

from dataclasses import dataclass, replace

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.errors import RuleError
from casustafel.domain.norms import CareForm
from casustafel.domain.outcomes import Feedback
from casustafel.domain.registers import Provider
from casustafel.domain.routing_facts import Decision
from casustafel.domain.stops import Toeleidingsstop
from casustafel.domain.wording.stop_notices import released_text
from casustafel.services import places
from casustafel.services.case import intake
from casustafel.services.definitions import tables
from casustafel.services.register.rerouting import Rerouted, reroute
from casustafel.services.use_case import Reader, Reading, Right, UnitOfWork, part, read, use_case


@dataclass(frozen=True, slots=True)
class Released:
    """What the lifting did to the requests that waited: note by case number."""

    rerouted: Rerouted
    notes: dict[str, str]


#: A request that waits and of which nothing was told or planned yet.
_WAITS = (CaseStatus.SUBMITTED, CaseStatus.INCOMPLETE, CaseStatus.READY)


@part
def held_by(reader: Reader, stop: Toeleidingsstop) -> list[Case]:
    """Return the requests that wait because of a lifted stop and for no other reason.

    Not what is urgent or was told, nor what has another trigger left (domain.md §9, Forms).
    """
    if stop.ends_on is None:
        return []
    found = []
    told = {one.case_id for one in reader.find(Feedback)}
    for case in reader.find(Case, "number", provider_id=stop.provider_id, status=_WAITS):
        on = case.reference_date or case.received
        if case.urgent or case.id in told or on >= stop.ends_on or not stop.holds_on(on):
            continue
        moved = replace(case, reference_date=stop.ends_on)
        _, answer = intake.routed(moved, intake.context(reader, case.committee))
        if answer.decision is Decision.NOT_NEEDED:
            found.append(case)
    return found


@read(Right.MANAGE_NORMS, at=places.stop)
def waiting(reader: Reading, stop: Toeleidingsstop) -> tuple[str, ...]:
    """Return the numbers of the requests that a lifted stop holds for nothing."""
    return tuple(case.number for case in held_by(reader, stop))


@use_case(Right.MANAGE_NORMS, at=places.stop, sets=[Case])
def release(uow: UnitOfWork, stop: Toeleidingsstop) -> Released:
    """Let the requests that wait because of a lifted stop go by the day of its lifting.

    In one stroke (domain.md §9, Forms), with a note for who referred each. Raises RuleError while
    the stop holds.
    """
    if stop.ends_on is None:
        raise RuleError("stop-not-lifted")
    provider = uow.get(Provider, stop.provider_id).name
    notes: dict[str, str] = {}
    cases = held_by(uow, stop)
    for case in cases:
        moved = replace(case, reference_date=stop.ends_on)
        uow.log("case-edited", case, uow.change(case, moved, case_id=case.id))
        table = tables.committee(uow, case.committee).name
        form = CareForm(case.care_form)
        notes[case.number] = released_text(provider, form, stop.ends_on, table, case.number)
    rerouted = reroute(uow, "stop", stop.id, {stop.provider_id}) if cases else Rerouted()
    uow.log("stop-released", stop, count=len(cases))
    return Released(rerouted, notes)

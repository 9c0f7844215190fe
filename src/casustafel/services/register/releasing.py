"""A stop was lifted: the requests that wait because of it alone go in one stroke (domain.md §9)."""

from collections.abc import Sequence
from dataclasses import replace

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.completeness import with_reference
from casustafel.domain.errors import RuleError
from casustafel.domain.house_style import SETTING, from_plain
from casustafel.domain.norms import CareForm
from casustafel.domain.outcomes import Feedback
from casustafel.domain.registers import Provider
from casustafel.domain.routing_facts import Decision
from casustafel.domain.stops import Toeleidingsstop
from casustafel.domain.wording.stop_notices import released_text, with_contact
from casustafel.services import places
from casustafel.services.case import intake
from casustafel.services.case.case_steps import Request, by_contact, contact_of
from casustafel.services.definitions import tables
from casustafel.services.register.norm_steps import StopSaved
from casustafel.services.register.rerouting import Rerouted, reroute
from casustafel.services.use_case import Reader, Reading, Right, UnitOfWork, part, read, use_case

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
    cases = reader.find(Case, "number", provider_id=stop.provider_id, status=_WAITS)
    told = {one.case_id for one in reader.find(Feedback, case_id=[case.id for case in cases])}
    for case in cases:
        on = case.reference_date or case.received
        if case.urgent or case.id in told or on >= stop.ends_on or not stop.holds_on(on):
            continue
        moved = replace(case, reference_date=stop.ends_on)
        _, answer = intake.routed(moved, intake.context(reader, case.committee))
        if answer.decision is Decision.NOT_NEEDED:
            found.append(case)
    return found


@part
def let_go_by(reader: Reader, stop: Toeleidingsstop) -> list[Case]:
    """Return the requests of which no advice is needed since a stop was lifted."""
    gone = {"status": CaseStatus.NOT_NEEDED, "reference_date": stop.ends_on}
    found = reader.find(Case, "number", provider_id=stop.provider_id, **gone)
    return [case for case in found if stop.ends_on and stop.holds_on(case.received)]


@read(Right.MANAGE_NORMS, at=places.stop)
def waiting(reader: Reading, stop: Toeleidingsstop) -> list[Request]:
    """Return the requests that a lifted stop holds for nothing, as each contact person is told."""
    if stop.ends_on is None:
        return []
    provider = reader.get(Provider, stop.provider_id).name
    phone = from_plain(reader.setting(SETTING)).phone
    return [
        Request(
            contact_of(cases[0]),
            tuple(case.number for case in cases),
            with_contact(
                released_text(
                    provider,
                    CareForm(cases[0].care_form),
                    stop.ends_on,
                    tables.committee(reader, cases[0].committee).name,
                    [with_reference(case.number, case.sender_reference) for case in cases],
                ),
                phone,
            ),
            tuple(case.id for case in cases),
        )
        for cases in by_contact(held_by(reader, stop), "committee", "care_form")
    ]


@use_case(Right.MANAGE_NORMS, at=places.stop, sets=[Case])
def release(uow: UnitOfWork, stop: Toeleidingsstop, told: Sequence[str]) -> StopSaved:
    """Let requests that wait because of a lifted stop go by the day of its lifting.

    In one stroke (domain.md §9, Forms): those of which the note was taken, by id. Raises RuleError
    while the stop holds.
    """
    if stop.ends_on is None:
        raise RuleError("stop-not-lifted")
    cases = [case for case in held_by(uow, stop) if case.id in set(told)]
    for case in cases:
        moved = replace(case, reference_date=stop.ends_on)
        uow.log("case-edited", case, uow.change(case, moved, case_id=case.id))
    rerouted = reroute(uow, "stop", stop.id, {stop.provider_id}) if cases else Rerouted()
    uow.log("stop-released", stop, count=len(cases))
    return StopSaved(stop, rerouted)

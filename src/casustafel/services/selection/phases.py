"""The phase of a case that has an outcome follows what is found of its help (domain.md §1.5)."""

from collections.abc import Collection
from dataclasses import replace

from casustafel.domain.alike import grouped
from casustafel.domain.cases import Case, Phase
from casustafel.domain.local_time import local_day
from casustafel.domain.outcomes import Outcome
from casustafel.domain.selection import Chosen, Freeze, Standing, afterwards, phase_after
from casustafel.services.use_case import UnitOfWork, part


@part
def follow(uow: UnitOfWork, ids: Collection[str]) -> None:
    """Let the phases of cases follow the figures of after; the caller commits."""
    phases = [Phase.PLAN, Phase.FOLLOW_UP]
    cases = {one.id: one for one in uow.find(Case, id=list(ids), phase=phases)}
    said = {one.case_id: one for one in uow.find(Outcome, case_id=list(cases), current=True)}
    stood = grouped(uow.find(Standing, case_id=list(said)), lambda one: one.case_id)
    chosen = [one for one in uow.find(Chosen, case_id=list(said)) if not one.reserve]
    lists = uow.by_ids(Freeze, [one.freeze_id for one in chosen])
    for one in chosen:
        since = local_day(said[one.case_id].decided_at)
        after = afterwards(one, stood[one.case_id], since, lists[one.freeze_id].months)
        before = cases[one.case_id]
        begun = before.phase is Phase.FOLLOW_UP
        phase, _next = phase_after(after, uow.today, begun=begun)
        uow.replace(before, replace(before, phase=phase))

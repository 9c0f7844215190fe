"""From a longlist to the frozen list that enters the queue ([002] 2.D1; domain.md §8, Intake)."""

from dataclasses import dataclass, replace

from casustafel.domain.cases import CareLine, Case, CaseAnswer, CaseStatus, Client, Phase
from casustafel.domain.errors import RuleError
from casustafel.domain.people import Right
from casustafel.services import places
from casustafel.services.case import intake
from casustafel.services.case.intake import move_case
from casustafel.services.definitions import tables
from casustafel.services.importing.care_lines import rank_longlist
from casustafel.services.upkeep import drafts
from casustafel.services.use_case import part, use_case
from casustafel.storage.store import Reader
from casustafel.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Frozen:
    """What freezing did: how many cases entered the queue, and how many were deleted."""

    kept: int
    deleted: int


@part
def longlist(reader: Reader, committee: str) -> list[Case]:
    """Return the cases of the longlist by rank, jeugd before Wmo."""
    return reader.find(Case, "law", "rank", committee=committee, phase=Phase.LONGLIST)


@use_case(Right.PLAN_MEETINGS, at=places.table)
def freeze(uow: UnitOfWork, committee: str) -> Frozen:
    """Let the most intensive cases enter the queue and delete the others with their lines.

    The numbers per law are the table's (50 jeugd and 25 Wmo, [002] 2.D1); cases in verblijf are
    passed over («buiten verblijfssettings»). Raises RuleError when there is no longlist.
    """
    rank_longlist(uow, committee)
    listed = longlist(uow, committee)
    terms = tables.committee(uow, committee).doorbraak
    if terms is None or not listed:
        raise RuleError("longlist-empty")
    residential = {
        line.client_id
        for line in uow.find(CareLine, residential=True)
        if line.client_id in {case.client_id for case in listed}
    }
    room = {"jeugd": terms.top_youth, "wmo": terms.top_wmo}
    kept: list[Case] = []
    for case in listed:
        if case.client_id in residential or not room[case.law]:
            continue
        room[case.law] -= 1
        kept.append(case)
    chosen = {case.id for case in kept}
    _delete(uow, [case for case in listed if case.id not in chosen])
    _enter(uow, committee, kept)
    uow.audit(
        "longlist-frozen",
        "committee",
        committee,
        committee=committee,
        kept=len(kept),
        deleted=len(listed) - len(kept),
    )
    return Frozen(len(kept), len(listed) - len(kept))


def _enter(uow: UnitOfWork, committee: str, cases: list[Case]) -> None:
    given = intake.context(uow, committee)
    places = {"jeugd": 0, "wmo": 0}
    for case in cases:
        places[case.law] += 1
        ranked = replace(case, rank=places[case.law], phase=Phase.PRE_SCAN)
        lines = uow.find(CareLine, client_id=case.client_id)
        routed, _ = intake.routed(ranked, given, lines)
        uow.replace(case, routed)
        move_case(uow, routed, CaseStatus.SUBMITTED)


def _delete(uow: UnitOfWork, cases: list[Case]) -> None:
    """Delete cases that did not make the list, their lines, and clients who are nowhere else."""
    ids = [case.id for case in cases]
    clients = [case.client_id for case in cases]
    drafts.destroy(uow, ids)
    uow.delete(CareLine, case_id=ids)
    uow.delete(CaseAnswer, case_id=ids)
    uow.delete(Case, id=ids)
    used = {case.client_id for case in uow.find(Case, client_id=clients)}
    used |= {line.client_id for line in uow.find(CareLine, client_id=clients)}
    uow.delete(Client, id=[one for one in clients if one not in used])

"""The inflow control list of the contract manager, from cases ([002] bijlage 1).

It names case numbers and no clients: the contract manager has no right to case files.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casustafel.domain.case_routing import facts_of_case
from casustafel.domain.cases import OPEN, Case, CaseStatus
from casustafel.domain.inflow import InflowFacts, InflowLine, TableOutcome, inflow_list
from casustafel.domain.local_time import local_day
from casustafel.domain.norms import CareForm, Norm
from casustafel.domain.outcomes import Outcome, OutcomeKind
from casustafel.domain.people import Right
from casustafel.domain.registers import Provider
from casustafel.domain.routing_facts import RequestKind
from casustafel.domain.stops import Register, Toeleidingsstop
from casustafel.domain.wording import word
from casustafel.domain.wording.catalogue import label
from casustafel.services.definitions import tables
from casustafel.services.use_case import read, use_case
from casustafel.storage.leaving import write_out
from casustafel.storage.store import Reader
from casustafel.storage.unit_of_work import Reading, UnitOfWork

#: States in which nothing keeps the care from starting, though no toewijzing is known.
_FREE_TO_START = frozenset(
    {
        CaseStatus.NOT_NEEDED,
        CaseStatus.DECIDED,
        CaseStatus.REPORTED,
        CaseStatus.FOLLOW_UP,
        CaseStatus.CLOSED,
    }
)

#: What the first day of care appears from, with and without a toewijzing.
SHOWN_BY = {True: "toewijzing", False: "begindatum in de aanvraag"}


@dataclass(frozen=True, slots=True)
class InflowRow:
    """One client of the list in words; `route` is "geen" where there is no lawful one.

    `remark` says why, `ask` what the contract manager can do (empty where all is well).
    """

    provider: str
    case_number: str
    committee: str
    care_form: str
    came_in_on: date
    allocated: bool
    stop_from: date | None
    route: str
    remark: str
    ask: str
    lawful: bool


@dataclass(frozen=True, slots=True)
class ProviderCount:
    """A provider with a stop: how many clients came in, and for how many no route was found."""

    provider: str
    clients: int
    without_route: int


@dataclass(frozen=True, slots=True)
class InflowAnswer:
    """The list between two days (both count). Providers without inflow are counted too."""

    since: date
    until: date
    rows: tuple[InflowRow, ...]
    providers: tuple[ProviderCount, ...]

    @property
    def without_route(self) -> int:
        """How many lines the contract manager must ask about."""
        return sum(not row.lawful for row in self.rows)


@read(Right.READ_NORMS)
def listed(reader: Reading, since: date, until: date) -> InflowAnswer:
    """Return who came in at providers with a stop between two days. Raises RightError.

    A client came in on the first day of care when a toewijzing is known, or when the table or
    the router left the way free. A wished first day of a request that is still open, was
    refused or withdrawn is no inflow.
    """
    register = Register(reader.find(Norm), reader.find(Toeleidingsstop))
    providers = {one.id: one.name for one in reader.find(Provider)}
    cases = _requests(reader, sorted({stop.provider_id for stop in register.stops}))
    by_number = {case.number: case for case in cases}
    said = _outcomes(reader, cases)
    facts = [
        _facts(case, said[case.client_id, case.provider_id])
        for case in cases
        if _came_in(case, said[case.client_id, case.provider_id])
    ]
    found = inflow_list(register, facts, since=since, until=until)
    rows = [
        _row(line, providers.get(one.provider_id, ""), by_number[line.facts.case_number])
        for one in found
        for line in one.lines
    ]
    counts = [
        ProviderCount(providers.get(one.provider_id, ""), one.clients(), len(one.without_route))
        for one in found
    ]
    return InflowAnswer(
        since,
        until,
        tuple(sorted(rows, key=lambda row: (row.lawful, row.provider.casefold(), row.came_in_on))),
        tuple(sorted(counts, key=lambda one: one.provider.casefold())),
    )


@use_case(Right.READ_NORMS)
def workbook(uow: UnitOfWork, since: date, until: date) -> bytes:
    """Return the list as a workbook (.xlsx); that somebody took it out is logged."""
    answer = listed(uow, since, until)
    made = _as_workbook(answer)
    _record_export(uow, answer)
    return made


@use_case(Right.READ_NORMS)
def export(uow: UnitOfWork, target: Path, since: date, until: date) -> None:
    """Write the workbook to a file and log it. Raises FileError; then nothing is logged."""
    answer = listed(uow, since, until)
    made = _as_workbook(answer)
    write_out(target, made)
    _record_export(uow, answer)


def _as_workbook(answer: InflowAnswer) -> bytes:
    from casustafel.excel.inflow_list import inflow_workbook

    return inflow_workbook(
        answer.since,
        answer.until,
        [
            (
                row.provider,
                row.case_number,
                row.care_form,
                row.came_in_on,
                SHOWN_BY[row.allocated],
                row.stop_from,
                row.route,
                f"{row.remark} {row.ask}".strip(),
            )
            for row in answer.rows
        ],
        [(one.provider, one.clients, one.without_route) for one in answer.providers],
    )


def _record_export(uow: UnitOfWork, answer: InflowAnswer) -> None:
    uow.audit(
        "inflow-exported",
        "register",
        "inflow",
        since=answer.since.isoformat(),
        until=answer.until.isoformat(),
        rows=len(answer.rows),
    )


def _requests(reader: Reader, provider_ids: list[str]) -> list[Case]:
    """Return the cases of these providers that are requests, not lines of a Doorbraak list."""
    codes = [one.code for one in tables.all_committees(reader) if one.doorbraak is None]
    return reader.find(Case, "number", provider_id=provider_ids, committee=codes)


def _outcomes(
    reader: Reader, cases: Iterable[Case]
) -> defaultdict[tuple[str, str | None], tuple[TableOutcome, ...]]:
    """Return what tables said of each client at each provider: a grant counts for both cases."""
    owners = {case.id: (case.client_id, case.provider_id) for case in cases}
    found: defaultdict[tuple[str, str | None], tuple[TableOutcome, ...]] = defaultdict(tuple)
    for one in reader.find(Outcome, "decided_at", case_id=list(owners), current=True):
        if one.provisional or not (one.kind.grants or one.kind is OutcomeKind.REFUSED):
            continue
        day = local_day(one.decided_at)
        said = TableOutcome(one.committee, one.kind.grants, day)
        found[owners[one.case_id]] += (said,)
    return found


def _came_in(case: Case, outcomes: tuple[TableOutcome, ...]) -> bool:
    if case.starts_on is None or case.care_form not in set(CareForm):
        return False
    if case.allocation_number is not None:
        return True
    refused = bool(outcomes) and not any(one.granted for one in outcomes)
    return case.status in _FREE_TO_START and not refused


def _facts(case: Case, outcomes: tuple[TableOutcome, ...]) -> InflowFacts:
    facts = facts_of_case(case)
    return InflowFacts(
        client=case.client_id,
        case_number=case.number,
        provider_id=case.provider_id or "",
        care_form=facts.care_form or CareForm.OVERIG,
        came_in_on=case.starts_on or case.received,
        request_kind=facts.request_kind or RequestKind.NIEUW,
        referrer=facts.referrer,
        exemption=facts.exemption,
        ret_reference=facts.ret_reference,
        ret_date=facts.ret_date,
        crisis=facts.crisis,
        ordered=facts.ordered is True,
        outcomes=outcomes,
        referred_on=case.reference_date or case.received,
        pending=case.status in OPEN and case.status is not CaseStatus.NOT_NEEDED,
    )


def _row(line: InflowLine, provider: str, case: Case) -> InflowRow:
    remark = word(line.code, line.values, "nl")
    return InflowRow(
        provider=provider,
        case_number=case.number,
        committee=case.committee,
        care_form=label(line.facts.care_form, "nl"),
        came_in_on=line.facts.came_in_on,
        allocated=case.allocation_number is not None,
        stop_from=line.stop.starts_on,
        route=label(line.route, "nl") if line.route else "geen",
        remark=remark.what,
        ask=remark.do,
        lawful=line.route is not None,
    )

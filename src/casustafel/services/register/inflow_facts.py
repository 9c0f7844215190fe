"""What the requests in the program say of who came into care during a stop."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date

from casustafel.domain.alike import grouped
from casustafel.domain.case_routing import facts_of_case
from casustafel.domain.cases import OPEN, Case, CaseStatus, Client
from casustafel.domain.inflow import (
    InflowEntry,
    InflowFacts,
    InflowLine,
    TableOutcome,
    judge,
    same_help,
    stop_of,
)
from casustafel.domain.local_time import local_day
from casustafel.domain.norms import CareForm
from casustafel.domain.outcomes import Contribution, Outcome, OutcomeKind
from casustafel.domain.registers import Provider
from casustafel.domain.routing_facts import RequestKind
from casustafel.domain.stops import Register
from casustafel.domain.urgent import UrgentDecision
from casustafel.services.definitions import tables
from casustafel.storage.store import Reader

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
#: Requests that say nothing of a route.
_SILENT = frozenset({CaseStatus.DRAFT, CaseStatus.WITHDRAWN})
_PROVIDER = "zorgaanbieder"


class Requests:
    """The requests at providers with a stop, with what was said of them, read once.

    Lines of a Doorbraak list are left out: they are no requests, and no source here (domain.md §9).
    `bsns` are those of lines that may have to be matched by them.
    """

    def __init__(self, reader: Reader, register: Register, bsns: Collection[str]) -> None:
        self._register = register
        codes = [one.code for one in tables.all_committees(reader) if one.selection is None]
        stopped = sorted({stop.provider_id for stop in register.stops})
        self.cases = reader.find(Case, "number", provider_id=stopped, committee=codes)
        self.by_number = {case.number: case for case in self.cases}
        self._by_allocation = {c.allocation_number: c for c in self.cases if c.allocation_number}
        self._by_client = grouped(self.cases, lambda case: (case.client_id, case.provider_id))
        known = reader.find(Client, bsn=sorted(bsns)) if bsns else []
        self._client_of = {one.bsn: one.id for one in known}
        self._providers = {one.id: one.name for one in reader.find(Provider)}
        self._said = self._outcomes(reader)

    def came_in(self, *, without: Collection[int | None]) -> Iterator[InflowFacts]:
        """Return who came in as the requests show, but for these allocation numbers."""
        for case in self.cases:
            said = self._of(case, None)
            if case.allocation_number in without and case.allocation_number is not None:
                continue
            if _came_in(case, said):
                yield _facts(case, said)

    def line(self, facts: InflowFacts, bsn: str | None, number: int | None) -> InflowLine | None:
        """Return the line of care that began, by what is said of its client; None without a stop.

        The client is found by the allocation number, by BSN only where that fails.
        """
        day, form = facts.came_in_on, facts.care_form
        stop = stop_of(self._register, facts.provider_id, form, day)
        if stop is None:
            return None
        best = judge(facts, stop)
        for case in self._about(facts, bsn, number):
            if best.route is not None:
                break
            judged = judge(self._with(facts, case), stop)
            best = judged if judged.route or judged.code != "inflow-none" else best
        return best

    def entry_line(self, entry: InflowEntry) -> tuple[InflowEntry, InflowLine] | None:
        """Return a kept line as it is judged now."""
        facts = InflowFacts(
            client=entry.mark,
            case_number="",
            provider_id=entry.provider_id,
            care_form=entry.care_form,
            came_in_on=entry.came_in_on,
        )
        found = self.line(facts, entry.bsn, entry.allocation_number)
        return None if found is None else (entry, found)

    def owner(self, bsn: str | None, number: int | None) -> str | None:
        """Return the client of an allocation number, or else of a BSN."""
        case = self._by_allocation.get(number) if number else None
        return case.client_id if case else self._client_of.get(bsn) if bsn else None

    def granted_on(self, case: Case) -> date:
        """Return since when care may begin by what was granted."""
        return min(one.decided_on for one in self._of(case, None) if one.granted)

    def granted(self) -> Iterator[Case]:
        """Return the cases of which help was granted during a stop."""
        for case in self.cases:
            form = _form(case)
            for one in self._said.get(case.id, ()):
                at = case.provider_id or ""
                if one.granted and stop_of(self._register, at, form, one.decided_on):
                    yield case
                    break

    def _about(self, facts: InflowFacts, bsn: str | None, number: int | None) -> Iterable[Case]:
        """Return the requests of this client for this help, that had not ended by that day."""
        client = self.owner(bsn, number)
        cases = self._by_client.get((client or "", facts.provider_id), ())
        return [
            case
            for case in cases
            if case.status not in _SILENT
            and (case.ends_on is None or case.ends_on >= facts.came_in_on)
            and (case.allocation_number == number or same_help(_form(case), facts.care_form))
        ]

    def _with(self, facts: InflowFacts, case: Case) -> InflowFacts:
        """Return what a request says, of the care that began."""
        said = _facts(case, self._of(case, facts.care_form))
        return replace(
            said, client=facts.client, care_form=facts.care_form, came_in_on=facts.came_in_on
        )

    def _of(self, case: Case, form: CareForm | None) -> tuple[TableOutcome, ...]:
        """Return what was said of this client at this provider: a grant counts for all cases."""
        own = self._by_client[case.client_id, case.provider_id]
        return tuple(
            one
            for other in own
            if same_help(_form(other), form or _form(case))
            for one in self._said.get(other.id, ())
        )

    def _outcomes(self, reader: Reader) -> dict[str, tuple[TableOutcome, ...]]:
        owners = {case.id: case for case in self.cases}
        found: defaultdict[str, tuple[TableOutcome, ...]] = defaultdict(tuple)
        for one in reader.find(Outcome, "decided_at", case_id=list(owners), current=True):
            case = owners[one.case_id]
            gives = one.kind.grants or self._gives(one.contributions, case)
            if not one.provisional and (gives or one.kind is OutcomeKind.REFUSED):
                day = local_day(one.decided_at)
                said = TableOutcome(one.committee, gives, day, until=one.valid_until)
                found[case.id] += (said,)
        for urgent in reader.find(UrgentDecision, "decided_on", case_id=list(owners)):
            case = owners[urgent.case_id]
            kind = tables.committee(reader, urgent.committee).outcome(urgent.choice).kind
            gives = kind.grants or self._gives(urgent.contributions, case)
            until = urgent.ends_on or urgent.valid_until
            found[case.id] += (
                TableOutcome(urgent.committee, gives, urgent.decided_on, urgent=True, until=until),
            )
        return found

    def _gives(self, contributions: Iterable[Contribution], case: Case) -> bool:
        """Say whether the provider helps under the Jeugdwet: then the table opened the way."""
        parties = {_PROVIDER, self._providers.get(case.provider_id or "", _PROVIDER).casefold()}
        return any(
            one.party.casefold() in parties and one.law.casefold() in ("jeugdwet", "jeugd", "jw")
            for one in contributions
        )


def _form(case: Case) -> CareForm | None:
    return facts_of_case(case).care_form


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
        team_of=facts.team_of,
    )

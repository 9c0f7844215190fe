"""The inflow control list of the contract manager.

«De contractmanager controleert periodiek of er uitsluitend cliënten vanuit de Commissie of
Regieteams zijn ingestroomd» ([002] bijlage 1). That sentence forgets RET advice (§1.5) and the
ZBO-commissie (3.A1), and that a stop hits new referrals only: crisis care, help that a court or
a GI ordered, running care and who was referred before the stop go on (domain.md §8, §9).

Lists of begun care come from messages that the college has (domain.md §9, Instroom): whose route is
known leaves nothing behind, the others are kept as an `InflowEntry` until they are settled.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from casustafel.domain.norms import CareForm
from casustafel.domain.routing_facts import (
    INFLOW_KINDS,
    MEDICAL,
    Exemption,
    ReferrerType,
    RequestKind,
    holding_exemption,
)
from casustafel.domain.sizes import Hash, Text20, Text40, Text80, Text120, UpTo
from casustafel.domain.stops import Register, Toeleidingsstop, hit_by


class LawfulRoute(StrEnum):
    """By which way a client may come in during a stop."""

    CPV = "cpv"
    ZBO = "zbo"
    REGIETEAM = "regieteam"
    RET = "ret"
    CRISIS = "crisis"
    ORDERED = "ordered"
    RENEWAL = "renewal"
    BEFORE = "before"
    """Referred before the stop began."""
    MEDICAL = "medical"
    """A referral by a huisarts, jeugdarts or medisch specialist, as the provider answered."""


#: What may be answered where the messages name no referrer; RET with its kenmerk.
ANSWERS = tuple(
    LawfulRoute(one)
    for one in ("regieteam", "ret", "medical", "renewal", "before", "crisis", "ordered")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InflowList:
    """A list of begun care that came in: what it looked at, and what came of its lines.

    `counts` are by route, with "open" and "outside" (no stop held that day). `not_begun` are the
    numbers of cases that were granted and of which the list has no begun care. `plan` is the
    controleplan that a provider's list needs.
    """

    id: str
    file_name: Annotated[str, UpTo(255)]
    file_hash: Hash
    imported_at: datetime
    imported_by: Text120
    since: date
    until: date
    counts: dict[str, int]
    not_begun: tuple[str, ...] = ()
    plan: Text120 = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InflowEntry:
    """A line of a list of which the route is not known yet, or was asked and answered.

    `mark` is a salted hash of what tells the line apart, by which an answer is remembered. BSN and
    key go when it is settled. Settled without a route: it was asked, and there is none.
    """

    id: str
    list_id: str
    mark: Hash
    allocation_number: int | None
    bsn: Text20 | None
    client_key: Text40
    provider_id: str
    care_form: CareForm | None
    came_in_on: date
    route: LawfulRoute | None = None
    reference: Text80 = ""
    settled_on: date | None = None
    settled_by: Text120 = ""


@dataclass(frozen=True, slots=True)
class TableOutcome:
    """What a table (`cpv` or `zbo`) said of a request; granted counts with adjustments too.

    `granted` also for help of a provider in an outcome of the ZBO-commissie that points elsewhere.
    `urgent`: said outside a meeting; then it holds up to and including `until`, when that is given.
    """

    committee: str
    granted: bool
    decided_on: date
    urgent: bool = False
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InflowFacts:
    """A client who came into care. `client` is a key that tells clients apart, not a name.

    `came_in_on` is the first day of care, `case_number` the case that says so. `referred_on` is the
    date of referral where it is known: a stop hits referrals, so who was referred before it came in
    by a route of its own. `pending`: the table has still to give its outcome. `team_of`: of which
    other municipality the Regieteam is. Without `care_form`
    (the list does not say it) any stop of the provider counts.
    """

    client: str
    case_number: str
    provider_id: str
    care_form: CareForm | None
    came_in_on: date
    request_kind: RequestKind = RequestKind.NIEUW
    referrer: ReferrerType | None = None
    exemption: Exemption = Exemption.NONE
    ret_reference: str | None = None
    ret_date: date | None = None
    crisis: bool = False
    ordered: bool = False
    outcomes: tuple[TableOutcome, ...] = ()
    referred_on: date | None = None
    pending: bool = False
    team_of: str = ""


@dataclass(frozen=True, slots=True)
class InflowLine:
    """One client of the list: the lawful route, or None; the code words either of them."""

    facts: InflowFacts
    stop: Toeleidingsstop
    route: LawfulRoute | None
    code: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class ProviderInflow:
    """The clients who came in at one provider during its stops, oldest first."""

    provider_id: str
    lines: tuple[InflowLine, ...]

    @property
    def without_route(self) -> tuple[InflowLine, ...]:
        """The clients for whom the contract manager must ask."""
        return tuple(line for line in self.lines if line.route is None)

    def clients(self) -> int:
        """Return how many different clients came in."""
        return len({line.facts.client for line in self.lines})


#: The Doorbraakteam grants nothing, so what it says opens no lawful route.
_GRANTING = {"cpv": LawfulRoute.CPV, "zbo": LawfulRoute.ZBO}


def inflow_list(
    register: Register, cases: Iterable[InflowFacts], *, since: date, until: date
) -> tuple[ProviderInflow, ...]:
    """Return per provider who came in between two days (both count) while a stop was in force.

    Every provider with a stop in that time is in the list, also when nobody came in: an empty
    list is what the contract manager hopes for. Sorted by provider; extensions are no inflow.
    """
    lines: dict[str, list[InflowLine]] = defaultdict(list)
    for stop in register.stops:
        begun = stop.starts_on is not None and stop.starts_on <= until
        if begun and (stop.ends_on is None or stop.ends_on > since):
            lines[stop.provider_id] = []
    for facts in cases:
        if facts.request_kind not in INFLOW_KINDS or not since <= facts.came_in_on <= until:
            continue
        held = stop_of(register, facts.provider_id, facts.care_form, facts.came_in_on)
        if held is not None:
            lines[facts.provider_id].append(judge(facts, held))
    return tuple(
        ProviderInflow(
            provider_id,
            tuple(sorted(found, key=lambda it: (it.facts.came_in_on, it.facts.case_number))),
        )
        for provider_id, found in sorted(lines.items())
    )


def stop_of(
    register: Register, provider_id: str, care_form: CareForm | None, day: date
) -> Toeleidingsstop | None:
    """Return the stop that held for care that began on a day; of no known form, any of them."""
    for form in CareForm if care_form is None else (care_form,):
        found = register.stops_in_force(provider_id, form, day)
        if found:
            return found[0]
    return None


def same_help(one: CareForm | None, other: CareForm | None) -> bool:
    """Say whether what a table said of one form of care is about the other too: as stops hit."""
    return one is None or other is None or not {*hit_by(one)}.isdisjoint(hit_by(other))


def judge(facts: InflowFacts, stop: Toeleidingsstop) -> InflowLine:
    """Return the line of one client: the first lawful route that holds, or why there is none.

    A grant counts when it was given on or before the day of coming in. RET advice counts with
    its reference, and when it is not later than that day.
    """

    def line(route: LawfulRoute | None, code: str, **values: object) -> InflowLine:
        return InflowLine(facts, stop, route, code, values)

    day = facts.came_in_on
    for outcome in facts.outcomes:
        granted_by = _GRANTING.get(outcome.committee)
        holds = outcome.decided_on <= day <= (outcome.until or day)
        if granted_by and outcome.granted and holds:
            code = "inflow-urgent" if outcome.urgent else f"inflow-{outcome.committee}"
            return line(granted_by, code, day=outcome.decided_on)
    exemption = holding_exemption(
        facts.exemption, facts.referrer, facts.ret_reference, facts.ret_date, day, facts.team_of
    )
    if exemption is Exemption.REGIETEAM:
        return line(LawfulRoute.REGIETEAM, "inflow-regieteam")
    if exemption is Exemption.RET:
        return line(LawfulRoute.RET, "inflow-ret", reference=facts.ret_reference)
    if facts.crisis:
        return line(LawfulRoute.CRISIS, "inflow-crisis")
    if facts.ordered:
        return line(LawfulRoute.ORDERED, "inflow-ordered")
    if facts.request_kind not in INFLOW_KINDS:
        return line(LawfulRoute.RENEWAL, "inflow-renewal")
    if facts.referred_on and stop.starts_on and facts.referred_on < stop.starts_on:
        return line(LawfulRoute.BEFORE, "inflow-referred-before", day=facts.referred_on)
    asked = facts.pending or any(one.committee in _GRANTING for one in facts.outcomes)
    if facts.referrer in MEDICAL and not asked:
        return line(LawfulRoute.MEDICAL, "inflow-medical")
    code, values = _why_none(facts)
    return line(None, code, **values)


def _why_none(facts: InflowFacts) -> tuple[str, dict[str, object]]:
    """Return the remark that tells the contract manager most."""
    counting = [outcome for outcome in facts.outcomes if outcome.committee in _GRANTING]
    latest = max(counting, key=lambda outcome: outcome.decided_on, default=None)
    if latest is not None:
        code = "inflow-granted-later" if latest.granted else "inflow-refused"
        return code, {"day": latest.decided_on}
    if facts.team_of:
        return "inflow-regieteam-elsewhere", {"municipality": facts.team_of}
    if facts.exemption is Exemption.RET:
        has_reference = (facts.ret_reference or "").strip()
        return ("inflow-ret-later" if has_reference else "inflow-ret-without-reference"), {}
    return ("inflow-pending" if facts.pending else "inflow-none"), {}

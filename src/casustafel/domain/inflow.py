"""The inflow control list of the contract manager.

«De contractmanager controleert periodiek of er uitsluitend cliënten vanuit de Commissie of
Regieteams zijn ingestroomd» ([002] bijlage 1). That sentence forgets RET advice (§1.5) and the
ZBO-commissie (3.A1): four routes are lawful.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from casustafel.domain.norms import CareForm
from casustafel.domain.routing_facts import (
    INFLOW_KINDS,
    Exemption,
    ReferrerType,
    RequestKind,
    holding_exemption,
)
from casustafel.domain.stops import Register, Toeleidingsstop


class LawfulRoute(StrEnum):
    """By which way a client may come in during a stop. Crisis care goes on, as a fifth."""

    CPV = "cpv"
    ZBO = "zbo"
    REGIETEAM = "regieteam"
    RET = "ret"
    CRISIS = "crisis"


@dataclass(frozen=True, slots=True)
class TableOutcome:
    """What a table (`cpv` or `zbo`) said of a request; granted counts with adjustments too."""

    committee: str
    granted: bool
    decided_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class InflowFacts:
    """A client who came into care. `client` is a key that tells clients apart, not a name.

    `came_in_on` is the first day of care, `case_number` the case that says so. `referred_on` is
    the date of referral where it is known: a stop hits referrals, so who was referred before it
    gets a remark of its own. `pending`: the table has still to give its outcome.
    """

    client: str
    case_number: str
    provider_id: str
    care_form: CareForm
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
    register: Register,
    cases: Iterable[InflowFacts],
    *,
    since: date,
    until: date,
    inflow_kinds: frozenset[RequestKind] = INFLOW_KINDS,
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
        if facts.request_kind not in inflow_kinds or not since <= facts.came_in_on <= until:
            continue
        stops = register.stops_in_force(facts.provider_id, facts.care_form, facts.came_in_on)
        if stops:
            lines[facts.provider_id].append(judge(facts, stops[0]))
    return tuple(
        ProviderInflow(
            provider_id,
            tuple(sorted(found, key=lambda it: (it.facts.came_in_on, it.facts.case_number))),
        )
        for provider_id, found in sorted(lines.items())
    )


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
        if granted_by and outcome.granted and outcome.decided_on <= day:
            return line(granted_by, f"inflow-{outcome.committee}", day=outcome.decided_on)
    exemption = holding_exemption(
        facts.exemption, facts.referrer, facts.ret_reference, facts.ret_date, day
    )
    if exemption is Exemption.REGIETEAM:
        return line(LawfulRoute.REGIETEAM, "inflow-regieteam")
    if exemption is Exemption.RET:
        return line(LawfulRoute.RET, "inflow-ret", reference=facts.ret_reference)
    if facts.crisis:
        return line(LawfulRoute.CRISIS, "inflow-crisis")
    code, values = _why_none(facts, stop)
    return line(None, code, **values)


def _why_none(facts: InflowFacts, stop: Toeleidingsstop) -> tuple[str, dict[str, object]]:
    """Return the remark that tells the contract manager most."""
    counting = [outcome for outcome in facts.outcomes if outcome.committee in _GRANTING]
    latest = max(counting, key=lambda outcome: outcome.decided_on, default=None)
    if latest is not None:
        code = "inflow-granted-later" if latest.granted else "inflow-refused"
        return code, {"day": latest.decided_on}
    if facts.exemption is Exemption.RET:
        has_reference = (facts.ret_reference or "").strip()
        return ("inflow-ret-later" if has_reference else "inflow-ret-without-reference"), {}
    if facts.referred_on and stop.starts_on and facts.referred_on < stop.starts_on:
        return "inflow-referred-before", {"day": facts.referred_on}
    if facts.pending:
        return "inflow-pending", {}
    return ("inflow-ordered" if facts.ordered else "inflow-none"), {}

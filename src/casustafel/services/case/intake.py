"""What happens to every case that comes in or changes: route, completeness, search, state."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any, Protocol

from casustafel.domain.case_routing import (
    doorbraak_facts,
    facts_of_case,
    referrer_of,
    route_to_text,
)
from casustafel.domain.cases import CareLine, Case, CaseAnswer, CaseStatus, Phase, move
from casustafel.domain.committees import Committee
from casustafel.domain.completeness import Points, completeness
from casustafel.domain.local_time import local_day, workdays_after
from casustafel.domain.norms import Norm
from casustafel.domain.records import FieldChange
from casustafel.domain.routing import route
from casustafel.domain.routing_facts import (
    MEDICAL,
    Decision,
    DoorbraakFacts,
    Route,
    RouteSettings,
    regieteam_elsewhere,
)
from casustafel.domain.selection import Selection
from casustafel.domain.stops import Register, Toeleidingsstop
from casustafel.domain.wording.phrases import word_route
from casustafel.services.definitions import tables
from casustafel.services.use_case import UnitOfWork, part
from casustafel.storage.committees import Committees
from casustafel.storage.folding import fold
from casustafel.storage.store import Reader, is_uniform

#: Tables that the norm register and the entry rules speak of (domain.md §1.3). At a table that a
#: municipality added, whoever brings a case in has judged that it belongs there.
ROUTED = frozenset({"cpv", "zbo", "doorbraak"})


@dataclass(frozen=True, slots=True)
class Context:
    """What is looked up once for all cases of a use case: `committee` is the table of today."""

    committee: Committee
    tables: Committees
    register: Register
    settings: RouteSettings

    @property
    def register_used(self) -> bool:
        """Whether the municipality keeps the register: an empty one says nothing of a stop."""
        return bool(self.register.norms or self.register.stops)

    def gate(self, received: date) -> Committee:
        """Return the table by whose points a case is judged: that of the day it was received."""
        return self.tables.on(self.committee.code, received) or self.committee


@part
def context(reader: Reader, committee: str) -> Context:
    """Read what the cases of a table are judged with."""
    known = tables.versions_of_all(reader)
    table = known.on(committee, reader.today) or tables.committee(reader, committee)
    register = Register(reader.find(Norm), reader.find(Toeleidingsstop))
    settings = RouteSettings()
    if committee == "zbo":
        settings = replace(settings, zbo_until=table.valid_until)
    if table.selection is not None:
        tops = {one.law: one.top for one in table.selection.parts}
        settings = replace(
            settings,
            schemes=table.selection.schemes,
            laws=table.selection.laws,
            top_jeugd=tops.get("jeugd", 0),
            top_wmo=tops.get("wmo", 0),
        )
    return Context(table, known, register, settings)


class Named(Protocol):
    """Somebody with a name: a client, or whom a list brings."""

    @property
    def surname(self) -> str:
        """See `Client`."""

    @property
    def prefix(self) -> str:
        """See `Client`."""

    @property
    def given_names(self) -> str:
        """See `Client`."""

    @property
    def search_name(self) -> str:
        """See `Client`."""


def search_columns(case: Case, client: Named, provider: str, school: str = "") -> Case:
    """Return the case with what search and sorting read, folded."""
    said = (case.number, case.sender_reference, case.dossier_number)
    return replace(
        case,
        search_text=_search_text(*said, client, provider, school),
        client_sort=client.search_name,
        provider_sort=_fold_name(provider),
    )


def _search_text(
    number: str,
    reference: str | None,
    dossier: str | None,
    client: Named,
    provider: str,
    school: str,
) -> str:
    name = f"{client.given_names} {client.prefix} {client.surname}"
    return fold(f"{number} {name} {provider} {school} {reference or ''} {dossier or ''}")


@lru_cache(maxsize=1024)
def _fold_name(organisation: str) -> str:
    """Fold the name of an organisation; a list names the same few on every row."""
    return fold(organisation)


@dataclass(frozen=True, slots=True)
class About:
    """Who and what many new cases are about, each in the order of the cases."""

    answers: Sequence[Mapping[str, object]]
    clients: Sequence[Named]
    providers: Sequence[str]
    schools: Sequence[str]


class Arrivals:
    """Finishes many new cases of one table; cases that are asked alike are routed once."""

    def __init__(self, given: Context) -> None:
        self._given = given
        self._points: dict[int, Points] = {}
        self._routes: dict[tuple[object, ...], dict[tuple[object, ...], tuple[Any, ...]]] = {}

    def finish(self, cases: dict[str, Sequence[Any]], about: About) -> None:
        """Complete new cases with the fields that follow from all others (see `arrived`).

        `cases` holds all fields of a case, column by column.
        """
        cases["search_text"] = list(
            map(
                _search_text,
                cases["number"],
                cases["sender_reference"],
                cases["dossier_number"],
                about.clients,
                about.providers,
                about.schools,
            )
        )
        cases["client_sort"] = [client.search_name for client in about.clients]
        cases["provider_sort"] = [_fold_name(name) for name in about.providers]
        routes = zip(*self._routes_of(cases), strict=True)
        cases["route"], cases["route_reasons"], cases["end_reason"] = routes
        counted = self._counted(cases, about.answers)
        cases["points_met"] = [met for met, _ in counted]
        cases["points_of"] = [of for _, of in counted]
        arriving = list(zip(cases["route"], (met >= of for met, of in counted), strict=True))
        states = {one: _arrives_as(*one) for one in set(arriving)}
        cases["status"] = [states[one] for one in arriving]

    def _counted(
        self, cases: Mapping[str, Sequence[Any]], answers: Sequence[Mapping[str, object]]
    ) -> list[tuple[int, int]]:
        """Return of each case how many points it meets, of how many."""
        gates = {day: self._given.gate(day) for day in set(cases["received"])}
        found: list[tuple[int, int]] = [(0, 0)] * len(answers)
        for gate in {id(one): one for one in gates.values()}.values():
            points = self._points.setdefault(id(gate), Points(gate))
            at = [i for i, day in enumerate(cases["received"]) if gates[day] is gate]
            some = {name: [cases[name][i] for i in at] for name in points.fields}
            for i, counted in zip(at, points.met(some, [answers[i] for i in at]), strict=True):
                found[i] = counted
        return found

    def _routes_of(self, cases: Mapping[str, Sequence[Any]]) -> list[tuple[Any, ...]]:
        """Return of each case its route, the reasons, and the reason in words to end it there."""
        teams = zip(cases["referrer_name"], cases["referrer_type"], cases["exemption"], strict=True)
        columns = (*_routed_by(cases), [regieteam_elsewhere(*one) for one in teams])
        # Most columns say the same all the way down: they tell no two cases apart.
        same = [is_uniform(column) for column in columns]
        shared = tuple(column[0] if one else ... for column, one in zip(columns, same, strict=True))
        differing = [column for column, one in zip(columns, same, strict=True) if not one]
        keys: list[tuple[object, ...]] = list(zip(*differing, strict=True))
        keys = keys or [()] * len(columns[0])
        known = self._routes.setdefault(shared, {})
        for at, key in enumerate(keys):
            if key not in known:
                known[key] = self._route({name: column[at] for name, column in cases.items()})
        return [known[key] for key in keys]

    def _route(self, case: Mapping[str, Any]) -> tuple[Any, ...]:
        if self._given.committee.code not in ROUTED:
            return None, None, None
        answer = _asked(Case(**case, status=CaseStatus.SUBMITTED), self._given)
        needless = answer.decision is Decision.NOT_NEEDED
        reason = word_route(answer, "nl") if needless else None
        return answer.decision.value, route_to_text(answer), reason


#: All of a case that its route rests on, but for what the name of a Regieteam says; a test keeps
#: it whole.
_ROUTED_BY = (
    *("committee", "law", "care_form", "product_category", "provider_id", "received"),
    *("reference_date", "request_kind", "hours_per_week", "weeks_open", "referrer_type"),
    *("exemption", "exemption_reference", "exemption_on", "school_id", "crisis", "ordered"),
    *("delivery", "responsible", "rank"),
)
_routed_by = itemgetter(*_ROUTED_BY)


def routed(
    case: Case, given: Context, lines: Iterable[CareLine] = (), *, ground: bool = False
) -> tuple[Case, Route]:
    """Return the case with its route and the reasons, and the route itself.

    At a table that is not ROUTED the case keeps no route, and the answer is: unknown.
    """
    if given.committee.code not in ROUTED:
        return case, Route(Decision.UNKNOWN)
    answer = _asked(case, given, lines, ground=ground)
    return (replace(case, route=answer.decision.value, route_reasons=route_to_text(answer)), answer)


def _asked(
    case: Case, given: Context, lines: Iterable[CareLine] = (), *, ground: bool = False
) -> Route:
    doorbraak = None
    if given.committee.selection is not None:
        doorbraak = _listed(case, given.committee.selection, list(lines), ground=ground)
    facts = facts_of_case(case, doorbraak=doorbraak)
    answer = route(facts, given.register, case.reference_date, given.settings)
    if not given.register_used and answer.decision is Decision.NOT_NEEDED:
        # Nobody recorded a norm or a stop yet, so "no stop in force" is no knowledge.
        answer = replace(answer, decision=Decision.UNKNOWN)
    return answer


def _listed(
    case: Case, terms: Selection, lines: Sequence[CareLine], *, ground: bool
) -> DoorbraakFacts:
    """Return what the list knows of a case; verblijf is asked of its own client and law alone."""
    facts = doorbraak_facts(case.rank, lines, legal_ground=ground)
    own = [one for one in lines if (one.client_id, one.law) == (case.client_id, case.law)]
    law = terms.part(case.law)
    frozen = case.phase is not None and case.phase is not Phase.LONGLIST
    return replace(
        facts,
        residential=any(one.residential for one in own) if own else None,
        refilled=frozen and law is not None and (case.rank or 0) > law.top,
    )


def judged(case: Case, given: Context, answers: Mapping[str, object]) -> Case:
    """Return a case that was routed with its points of completeness counted."""
    state = completeness(given.gate(case.received), case, answers)
    return replace(case, points_met=len(state.met), points_of=state.of)


def next_state(case: Case) -> CaseStatus | None:
    """Return where a case at intake goes now that its points or route changed; None to stay."""
    complete = case.points_met >= case.points_of
    if case.status is CaseStatus.INCOMPLETE and complete:
        return CaseStatus.SUBMITTED
    if case.status is CaseStatus.SUBMITTED and complete and case.route != Decision.NOT_NEEDED:
        return CaseStatus.READY
    # With a day it went to the table as it is: the provider did not complete it by then.
    if case.status is CaseStatus.READY and not complete and case.held_until is None:
        return CaseStatus.INCOMPLETE
    return None


@part
def settled(uow: UnitOfWork, case: Case) -> Case:
    """Move a case at intake to where its points and route put it; the caller commits."""
    while (to := next_state(case)) is not None:
        case = move_case(uow, case, to)
    return case


def arrived(case: Case, answer: Route) -> Case:
    """Return a new case in the state in which it enters the queue.

    Not needed when the router says so, with its reasons in words; ready when it is complete;
    otherwise new (domain.md §1.3: the program answers "niet nodig" and logs it).
    """
    if answer.decision is Decision.NOT_NEEDED:
        case = replace(case, end_reason=word_route(answer, "nl"))
    complete = case.points_met >= case.points_of
    return replace(case, status=_arrives_as(answer.decision, complete))


def _arrives_as(route: str | None, complete: bool) -> CaseStatus:
    if route == Decision.NOT_NEEDED:
        return CaseStatus.NOT_NEEDED
    return CaseStatus.READY if complete else CaseStatus.SUBMITTED


@part
def answers_of(reader: Reader, case_ids: Iterable[str]) -> dict[str, dict[str, object]]:
    """Return the answers of cases by case and item."""
    found: dict[str, dict[str, object]] = {}
    for answer in reader.find(CaseAnswer, case_id=list(case_ids)):
        found.setdefault(answer.case_id, {})[answer.item] = answer.value
    return found


#: Workdays that a referrer has to complete a case; the secretary may change the day in the text.
#: After a medical referral the provider has five (domain.md §9).
_ANSWER_WORKDAYS, _OF_PROVIDER = 10, 5


def to_complete(case: Case, asked_on: date) -> tuple[bool, date]:
    """Return whether the provider completes a case, and the last day on which it may be done."""
    medical = referrer_of(case.referrer_type) in MEDICAL and case.provider_id is not None
    return medical, workdays_after(asked_on, _OF_PROVIDER if medical else _ANSWER_WORKDAYS)


@part
def asked_until(reader: Reader, case: Case) -> date | None:
    """Return until when a case could be completed that was asked for; None when it never was."""
    said = reader.find(FieldChange, "-at", case_id=case.id, field="status")
    asked = (one.at for one in said if one.new == CaseStatus.INCOMPLETE)
    latest = next(asked, None)
    return None if latest is None else to_complete(case, local_day(latest))[1]


def days_waiting(received: date, today: date) -> int:
    """Return how many days a case waits; never less than none."""
    return max(0, (today - received).days)


@part
def move_case(
    uow: UnitOfWork,
    case: Case,
    to: CaseStatus,
    *,
    reason: str | None = None,
    held_until: date | None = None,
    incomplete: bool = False,
) -> Case:
    """Move a case, keep its history and log one event; the caller commits. See `cases.move`.

    Raises RuleError when the table of moves does not allow it.
    """
    moved = move(
        case, to, at=uow.clock(), reason=reason, held_until=held_until, incomplete=incomplete
    )
    changes = uow.change(case, moved)
    uow.log(
        f"case-{to.value.replace('_', '-')}",
        case,
        changes,
        number=case.number,
        came_from=case.status.value,
    )
    return moved

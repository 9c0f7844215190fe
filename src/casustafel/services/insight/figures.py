"""The figures of a table over a period: each indicator counted in SQL, and what cases it counts."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from casustafel.domain import terms
from casustafel.domain.committees import Committee
from casustafel.domain.errors import UsageError
from casustafel.domain.insight.indicators import Indicator, answers, check_period, shipped
from casustafel.domain.insight.reports import ALL, Figure, Line, Section, described
from casustafel.domain.norms import CareForm, Instrument, Norm, NormUnit
from casustafel.domain.outcomes import AdjustmentKind, OutcomeKind
from casustafel.domain.people import Right
from casustafel.domain.registers import Provider, School
from casustafel.domain.routing_facts import RequestKind
from casustafel.domain.stops import Toeleidingsstop
from casustafel.domain.wording.catalogue import label
from casustafel.services import places
from casustafel.services.definitions import tables
from casustafel.services.use_case import part, read
from casustafel.storage.queries import figures as rows
from casustafel.storage.queries.figures import UNKNOWN, Period, Tally
from casustafel.storage.unit_of_work import Reading

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
#: Nine of ten, and the half.
_HALF, _NINE_TENTHS = 50, 90

#: Of fewer schools nothing is published: it would be a number per school.
_SCHOOLS = 2

#: What is counted in a way of its own.
_APART = frozenset({"stop", "stop_provider", "contribution", "practitioner"})


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A case behind a number."""

    case_id: str
    number: str


@read(Right.READ_FIGURES, at=places.table)
def section(reader: Reading, committee: str, first: date, last: date) -> Section:
    """Return all figures of a table over a period, nothing hidden. Raises RuleError."""
    return counted(reader, committee, first, last)


@part
def counted(reader: Reading, committee: str, first: date, last: date) -> Section:
    """Count all indicators of a table over a period."""
    check_period(first, last)
    table = tables.committee(reader, committee, last)
    count = _Count(reader, table, Period(committee, first, last))
    figures: dict[str, Figure] = {}
    indicators = [one for one in shipped() if one.counts_at(committee)]
    count.gather(indicators)
    for indicator in indicators:
        count.add(indicator, figures)
    return Section(
        committee=committee,
        name=table.name,
        first=first,
        last=last,
        counted_on=reader.today,
        figures=tuple(figures.values()),
    )


@read(Right.READ_CASES, at=places.table)
def behind(
    reader: Reading, committee: str, first: date, last: date, code: str, key: str
) -> tuple[CaseNumber, ...]:
    """Return the cases behind a number, of those that this person may read.

    Raises UsageError for a code that no indicator has.
    """
    indicator = next((one for one in shipped() if one.code == code), None)
    if indicator is None:
        raise UsageError("record-missing", kind="Indicator")
    fact = indicator.fact or "decided"
    if fact not in rows.FACTS or indicator.by == "contribution":
        return ()
    found = rows.numbers(
        reader.connection,
        reader.actor,
        fact,
        Period(committee, first, last),
        by=indicator.by,
        key=key,
        kinds=indicator.kinds or indicator.sum,
    )
    return tuple(CaseNumber(*one) for one in found)


class _Count:
    """The counting of one table over one period."""

    def __init__(self, reader: Reading, table: Committee, at: Period) -> None:
        self.reader = reader
        self.connection = reader.connection
        self.table = table
        self.at = at
        self.days: list[tuple[bool, str, int]] | None = None
        self.excepted: dict[str, Tally] | None = None
        self.found: dict[tuple[str, str, tuple[str, ...]], dict[str, Tally]] = {}

    def gather(self, indicators: Sequence[Indicator]) -> None:
        """Count all that these ask of each fact, in one statement for each."""
        asked: dict[str, dict[tuple[str, tuple[str, ...]], None]] = {}
        for one in indicators:
            if one.fact in rows.FACTS and one.by not in _APART:
                asked.setdefault(one.fact, {})[one.by, one.kinds] = None
        for fact, each in asked.items():
            counted = rows.counted(self.connection, fact, self.at, list(each))
            for (by, kinds), found in counted.items():
                self.found[fact, by, kinds] = found

    def add(self, indicator: Indicator, figures: dict[str, Figure]) -> None:
        """Count one indicator, where its table can have it."""
        parts: tuple[str, ...] = ()
        if indicator.sum:
            parts = self._choices(indicator.sum)
            lines = [self._sum(indicator, figures["outcomes"], parts)] if parts else []
        elif indicator.fact == "told":
            lines = self._spans(indicator)
        elif indicator.fact == "hours":
            lines = self._hours()
        elif indicator.by == "":
            lines = [_line(ALL, indicator.name, self.found[indicator.fact, "", ()][ALL])]
        else:
            lines = self._divided(indicator)
        parent, key = indicator.parent
        if not lines or (indicator.of and parent not in figures):
            return
        base = figures[parent].line(key) if indicator.of else None
        seen = indicator.seen
        inside = indicator.inside
        lines = [
            replace(one, seen=seen.get(one.key, ""), inside=inside.get(one.key, ""))
            for one in lines
        ]
        count = base.count if base else None
        figures[indicator.code] = described(indicator, tuple(lines), count, parts)

    def _choices(self, kinds: Iterable[str]) -> tuple[str, ...]:
        wanted = set(kinds)
        return tuple(one.code for one in self.table.outcomes if one.kind in wanted)

    def _sum(self, indicator: Indicator, outcomes: Figure, parts: Sequence[str]) -> Line:
        inside = [line for line in outcomes.lines if line.key in parts]
        known = [line.count for line in inside if line.count is not None]
        count = sum(known) if len(known) == len(inside) else None
        clients = sum(line.clients for line in inside)
        return Line(key=ALL, label=indicator.name, count=count, clients=clients)

    def _divided(self, indicator: Indicator) -> list[Line]:
        by, kinds = indicator.by, indicator.kinds
        found: Mapping[str, Tally]
        if by in ("stop", "stop_provider"):
            found = self._excepted(by, kinds)
        elif by == "contribution":
            found = self._contributed()
        elif by in ("instrument", "care_form"):
            plain = rows.instruments if by == "instrument" else rows.stops
            found = {key: Tally(n, n) for key, n in plain(self.connection, self.at).items()}
        else:
            found = dict(self.found[indicator.fact, by, kinds])
            found.pop(rows.ELSE, None)
        lines = [
            _line(key, name, found.get(key) or Tally(), indicator.shows)
            for key, name in self._keys(by, kinds, found).items()
        ]
        if by == "contribution":  # what is given is not what was asked
            lines = [replace(one, advised=one.hours, hours=None) for one in lines]
        if by == "pilot" and len(self.reader.find(School, pilot=True)) < _SCHOOLS:
            lines = [replace(one, clients=0) for one in lines]
        return self._with_room(lines) if by == "stop" else lines

    def _keys(self, by: str, kinds: Sequence[str], found: Mapping[str, Tally]) -> dict[str, str]:
        """Return each line that can occur with its words; what was counted is never left out."""
        known = dict(_KEYS[by](self, kinds)) if by in _KEYS else _yes_no(by)
        rest = {key: self._elsewhere(by, key) for key in sorted(found) if key not in known}
        return known | rest

    def _elsewhere(self, by: str, key: str) -> str:
        """Return what a line is called that the register or table of now does not have."""
        if by == "month_choice":
            month, _, choice = key.partition(":")
            return f"{month[4:]}-{month[:4]} {self._outcomes().get(choice, choice)}"
        if by == "trigger_reason":
            trigger, _, code = key.partition(" ")
            words = next((one.label for one in self.table.reasons if one.code == code), code)
            return f"{terms.TRIGGER.get(trigger, trigger)}: {words}"
        if by == "stop":
            return self._stops()[key]
        if by in ("provider", "stop_provider") and key != UNKNOWN:
            return self.reader.get(Provider, key).name
        return "niet bekend" if key == UNKNOWN else key

    def _streams(self) -> dict[str, str]:
        vdb = CareForm.VDB.value
        found = {one: terms.LAW.get(one, one) for one in self.table.laws}
        return found | ({vdb: "VDB"} if vdb in self.table.care_forms else {})

    def _providers(self) -> dict[str, str]:
        found = self.reader.find(Provider, "search_name", active=True)
        return {one.id: one.name for one in found} | {UNKNOWN: "niet bekend"}

    def _outcomes(self) -> dict[str, str]:
        held = OutcomeKind.HELD_OVER
        return {one.code: one.label for one in self.table.outcomes if one.kind is not held}

    def _reason_keys(self, kinds: Sequence[str]) -> dict[str, str]:
        wanted = [OutcomeKind(one) for one in kinds]
        return {
            one.code: one.label
            for one in self.table.reasons
            if any(one.fits(kind) for kind in wanted)
        }

    def _excepted(self, by: str, kinds: Sequence[str]) -> dict[str, Tally]:
        """Count exceptions with their hours and cents, by stop or by the provider of that."""
        if self.excepted is None:
            self.excepted = rows.amounts(self.connection, self.at, kinds)
        if by == "stop":
            return self.excepted
        stops = self.reader.by_ids(Toeleidingsstop, list(self.excepted))
        found: dict[str, Tally] = {}
        for key, tally in self.excepted.items():
            one = found.setdefault(stops[key].provider_id, Tally())
            one.count = (one.count or 0) + (tally.count or 0)
            for client in tally.hours:
                one.hours[client] += tally.hours[client]
                one.cents[client] += tally.cents[client]
            one.clients = len(one.hours)
        return found

    def _stops(self) -> dict[str, str]:
        """Return the stops that held in the period, in words."""
        first, last = self.at.first, self.at.last
        holding = [
            one
            for one in self.reader.find(Toeleidingsstop, "starts_on", "id")
            if one.starts_on
            and one.starts_on <= last
            and (one.ends_on is None or one.ends_on > first)
            and one.care_form in self.table.care_forms
        ]
        names = self.reader.by_ids(Provider, [one.provider_id for one in holding])
        return {
            one.id: ", ".join(
                (names[one.provider_id].name, label(one.care_form), f"{one.starts_on:%d-%m-%Y}")
            )
            for one in holding
        }

    def _with_room(self, lines: list[Line]) -> list[Line]:
        stops = self.reader.by_ids(Toeleidingsstop, [line.key for line in lines])
        norms = self.reader.by_ids(Norm, [one.norm_id for one in stops.values() if one.norm_id])
        rooms = {
            key: norms[one.norm_id].amount
            for key, one in stops.items()
            if one.norm_id in norms and norms[one.norm_id].unit is NormUnit.CENTS
        }
        return [replace(line, room=rooms.get(line.key)) for line in lines]

    def _spans(self, indicator: Indicator) -> list[Line]:
        days: dict[str, list[int]] = {"yes": [], "no": []}
        clients: dict[str, set[str]] = {"yes": set(), "no": set()}
        if self.days is None:
            self.days = list(rows.spans(self.connection, self.at))
        for practitioner, client, span in self.days:
            key = "yes" if practitioner else "no"
            days[key].append(span)
            clients[key].add(client)
        if not indicator.by:
            both = len(clients["yes"] | clients["no"])
            return [_span_line(ALL, indicator.name, days["yes"] + days["no"], both)]
        names = _yes_no(indicator.by)
        return [_span_line(key, names[key], days[key], len(clients[key])) for key in days]

    def _hours(self) -> list[Line]:
        """Count outcomes of which the hours asked and those of contributions are both known."""
        asked: dict[str, float] = {}
        advised: dict[str, float] = {}
        count = 0
        for client, wanted, given in rows.contributions(self.connection, self.at):
            hours = [one for one in (_hours_of(each.hours) for each in given) if one is not None]
            if wanted is not None and hours:
                count += 1
                asked[client] = asked.get(client, 0) + wanted
                advised[client] = advised.get(client, 0) + sum(hours)
        tally = Tally(count, len(asked))
        tally.hours.update(asked)
        line = _line(ALL, "Gevraagd en geadviseerd", tally, ("hours",))
        largest = (*line.largest, round(max(advised.values(), default=0)))
        return [replace(line, advised=round(sum(advised.values())), largest=largest)]

    def _contributed(self) -> dict[str, Tally]:
        found: dict[str, Tally] = {}
        clients: dict[str, set[str]] = {}
        for client, _asked, given in rows.contributions(self.connection, self.at):
            for law in {one.law for one in given}:
                one = found.setdefault(law or UNKNOWN, Tally())
                one.count = (one.count or 0) + 1
                clients.setdefault(law or UNKNOWN, set()).add(client)
                one.clients = len(clients[law or UNKNOWN])
                one.hours[client] += sum(
                    _hours_of(each.hours) or 0 for each in given if each.law == law
                )
        return found


_KEYS: Mapping[str, Callable[[_Count, Sequence[str]], Mapping[str, str]]] = {
    "stream": lambda count, _kinds: count._streams(),
    "referrer": lambda _count, _kinds: {**terms.REFERRER_TYPE, UNKNOWN: "niet bekend"},
    "provider": lambda count, _kinds: count._providers(),
    "kind": lambda _count, _kinds: _labels(RequestKind),
    "trigger": lambda _count, _kinds: terms.TRIGGER,
    "choice": lambda count, _kinds: count._outcomes(),
    "adjustment": lambda _count, _kinds: _labels(AdjustmentKind),
    "reason": lambda count, kinds: count._reason_keys(kinds),
    "stop": lambda count, _kinds: count._stops(),
    "contribution": lambda _count, _kinds: {**terms.CONTRIBUTION_LAW, UNKNOWN: "niet bekend"},
    "instrument": lambda _count, _kinds: _labels(Instrument) | {rows.ANY: "één of meer hiervan"},
    "care_form": lambda _count, _kinds: _labels(CareForm),
    "stop_referrer": lambda _count, _kinds: {**terms.REFERRER_TYPE, UNKNOWN: "niet bekend"},
    **dict.fromkeys(("stop_provider", "month_choice", "trigger_reason"), lambda _count, _kinds: {}),
}


def _labels(kind: type[StrEnum]) -> dict[str, str]:
    return {one.value: label(one) for one in kind}


def _yes_no(by: str) -> dict[str, str]:
    return dict(zip(("yes", "no", UNKNOWN), answers()[by], strict=False))


def _line(key: str, name: str, tally: Tally, shows: Sequence[str] = ()) -> Line:
    hours, cents = not {"hours", "advised"}.isdisjoint(shows), "euros" in shows
    largest = [
        round(max(one.values(), default=0))
        for one, asked in ((tally.hours, hours), (tally.cents, cents))
        if asked
    ]
    return Line(
        key=key,
        label=name,
        count=tally.count,
        clients=tally.clients,
        hours=round(sum(tally.hours.values())) if hours else None,
        cents=sum(tally.cents.values()) if cents else None,
        largest=tuple(largest),
    )


def _span_line(key: str, name: str, days: list[int], clients: int) -> Line:
    return Line(
        key=key,
        label=name,
        count=len(days),
        clients=clients,
        median=within(days, _HALF),
        ninetieth=within(days, _NINE_TENTHS),
    )


def within(days: Iterable[int], percent: int) -> int | None:
    """Return the fewest days within which so many per cent of the cases were told."""
    ordered = sorted(days)
    if not ordered:
        return None
    return ordered[-(-len(ordered) * percent // 100) - 1]


def _hours_of(text: str) -> float | None:
    found = _NUMBER.search(text)
    return float(found[0].replace(",", ".")) if found else None

"""Counting for indicators: what is counted (`FACTS`), a statement each, and how it is divided.

All cases of a table count, whoever asks: only numbers leave this module, but for `numbers`. A
server, which shows an account no case beyond its own, counts by functions made of the same
(tests/figures_sql.py): who may not read the cases hears no number of fewer than ten clients.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import text

from casustafel.domain.actions import ActionKind
from casustafel.domain.cases import CaseStatus, Phase
from casustafel.domain.meetings import MeetingState
from casustafel.domain.norms import CareForm
from casustafel.domain.outcomes import AdjustmentKind, Contribution, OutcomeKind
from casustafel.domain.people import Actor
from casustafel.domain.routing_facts import ReferrerType, Trigger
from casustafel.storage.backend import backend_of
from casustafel.storage.queries.readable import readable
from casustafel.storage.schema.tables import (
    action,
    agenda_item,
    feedback,
    field_change,
    formal_decision,
    landing,
    meeting,
    norm,
    outcome,
    school,
    toeleidingsstop,
    urgent_decision,
)
from casustafel.storage.schema.tables import case_record as c

UNKNOWN = "unknown"
ALL = "all"
ANY = "any"
#: What a division of only a part of the cases says of the others.
ELSE = "-"
_WEEKS = 52


class Fact(NamedTuple):
    """What is counted: rows of cases, by which day, which of them, and which says the table.

    What is found by its day says the table in a way that leaves the index of cases by table aside.
    """

    source: sa.FromClause
    day: sa.ColumnElement[Any]
    where: tuple[sa.ColumnElement[bool], ...] = ()
    table: sa.ColumnElement[Any] = c.c.committee


class Period(NamedTuple):
    """A table and the days of which is counted; both border days count."""

    committee: str
    first: date
    last: date


@dataclass(slots=True)
class Tally:
    """One number, of how many clients, with hours and cents a year of each client.

    None where the server tells none.
    """

    count: int | None = 0
    clients: int = 0
    hours: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    cents: dict[str, int] = field(default_factory=lambda: defaultdict(int))


_spoken = outcome.join(agenda_item, outcome.c.item_id == agenda_item.c.id).join(
    meeting, agenda_item.c.meeting_id == meeting.c.id
)
_outcomes = c.join(_spoken, outcome.c.case_id == c.c.id)
_closed = (outcome.c.current == sa.true(), meeting.c.state == MeetingState.CLOSED)
_final = (outcome.c.kind != OutcomeKind.HELD_OVER, outcome.c.followed_at.is_(None))
TOLD = (
    sa.select(feedback.c.case_id, sa.func.min(feedback.c.told_on).label("told_on"))
    .where(~feedback.c.provisional)
    .group_by(feedback.c.case_id)
    .subquery("told")
)
_objected = c.join(formal_decision, formal_decision.c.case_id == c.c.id).join(
    outcome, outcome.c.case_id == c.c.id
)
_aside = sa.func.coalesce(c.c.committee, "")
_promised = c.join(action, action.c.case_id == c.c.id)

FACTS: Mapping[str, Fact] = {
    "received": Fact(
        c,
        c.c.received,
        (c.c.status != CaseStatus.DRAFT, c.c.phase.is_distinct_from(Phase.LONGLIST)),
    ),
    "decided": Fact(_outcomes, meeting.c.held_on, (*_closed, *_final), meeting.c.committee),
    "held_over": Fact(
        *(_outcomes, meeting.c.held_on, (*_closed, outcome.c.kind == OutcomeKind.HELD_OVER)),
        meeting.c.committee,
    ),
    "urgent": Fact(
        c.join(urgent_decision, urgent_decision.c.case_id == c.c.id),
        urgent_decision.c.decided_on,
        table=urgent_decision.c.committee,
    ),
    "told": Fact(c.join(TOLD, TOLD.c.case_id == c.c.id), TOLD.c.told_on, table=_aside),
    "objections": Fact(
        *(_objected, formal_decision.c.objected_on, (outcome.c.current == sa.true(), *_final)),
        _aside,
    ),
    "conditions": Fact(
        *(_promised, action.c.due_on, (action.c.kind == ActionKind.CONDITION,)), action.c.committee
    ),
    "evaluations": Fact(
        *(_promised, action.c.due_on, (action.c.kind == ActionKind.EVALUATION,)), action.c.committee
    ),
}


def _whether(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[Any]:
    return sa.case((condition, "yes"), else_="no")


def _answer(value: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return sa.case((value.is_(None), UNKNOWN), (value == sa.true(), "yes"), else_="no")


_stop = toeleidingsstop.c
_holding = (
    sa.select(_stop.id)
    .where(
        _stop.provider_id == c.c.provider_id,
        _stop.care_form == c.c.care_form,
        _stop.starts_on <= meeting.c.held_on,
        sa.or_(_stop.ends_on.is_(None), _stop.ends_on > meeting.c.held_on),
    )
    .order_by(_stop.id)
    .limit(1)
    .correlate(c, meeting)
    .scalar_subquery()
)
_landed = (
    sa.select(landing.c.landed).where(landing.c.case_id == c.c.id).correlate(c).scalar_subquery()
)
_piloted = (
    sa.select(school.c.pilot).where(school.c.id == c.c.school_id).correlate(c).scalar_subquery()
)
_completed = sa.exists().where(
    field_change.c.case_id == c.c.id,
    field_change.c.field == "status",
    field_change.c.new == CaseStatus.INCOMPLETE,
)
_held = meeting.c.held_on
_month = sa.cast(sa.extract("year", _held) * 100 + sa.extract("month", _held), sa.String)


def _holds(column: sa.ColumnElement[Any], text: str) -> sa.ColumnElement[bool]:
    """Say of a list that is kept as JSON whether it holds a text of its own."""
    return sa.type_coerce(column, sa.String).like(f"%{text}%")


#: Where a case may count under several lines.
SEVERAL: Mapping[str, Mapping[str, sa.ColumnElement[bool]]] = {
    "trigger": {
        one.value: sa.or_(
            _holds(c.c.route_reasons, f'"triggers":[%"{one}"%],"entries"'),
            (c.c.route_reasons.is_(None)) & (sa.func.coalesce(c.c.list_trigger, "") == one.value),
        )
        for one in Trigger
    },
    "adjustment": {
        one.value: _holds(outcome.c.adjustments, f'"kind":"{one}"') for one in AdjustmentKind
    },
}


#: Where it counts under each code of the reasons, and by what that is divided once more.
LISTED: Mapping[str, str] = {"reason": "", "trigger_reason": "trigger"}

_referrer = sa.func.coalesce(c.c.referrer_type, UNKNOWN)
#: Into what a fact is divided where each case counts under one line.
DIVISIONS: Mapping[str, sa.ColumnElement[Any]] = {
    "stream": sa.case((c.c.care_form == CareForm.VDB, CareForm.VDB.value), else_=c.c.law),
    "referrer": _referrer,
    "practitioner": _whether(_referrer == ReferrerType.HUISARTS.value),
    "kind": c.c.request_kind,
    "completion": _whether(_completed),
    "pilot": _whether(sa.func.coalesce(_piloted, False)),
    "provider": c.c.provider_id,
    "choice": outcome.c.choice,
    "landing": _answer(_landed),
    "under_stop": _whether(_holding.is_not(None)),
    "stop": _holding,
    "stop_provider": sa.case((_holding.is_not(None), c.c.provider_id)),
    "stop_referrer": sa.case((_holding.is_not(None), _referrer), else_=ELSE),
    "ratified": _answer(urgent_decision.c.ratified),
    "done": _whether(action.c.done_at.is_not(None)),
    "month_choice": _month + ":" + outcome.c.choice,
}


def _of(
    fact: str, at: Period, kinds: Sequence[str], *columns: sa.ColumnElement[Any]
) -> sa.Select[Any]:
    source, day, where, table = FACTS[fact]
    query = sa.select(*columns).select_from(source).where(table == at.committee, *where)
    if kinds:
        query = query.where(outcome.c.kind.in_([OutcomeKind(one) for one in kinds]))
    return query.where(day.between(at.first, at.last))


_Asked = tuple[str, tuple[str, ...]]


def counted(
    connection: sa.Connection, fact: str, at: Period, asked: Collection[_Asked]
) -> dict[_Asked, dict[str, Tally]]:
    """Count a fact by several divisions, each for some kinds of outcome (none: all), in one go.

    The rows of the fact are gathered once and then counted per division; "" is the whole.
    """
    if backend_of(connection).accounts:
        given = json.dumps([{"by": by, "kinds": kinds} for by, kinds in asked])
        told = _told(connection, f"counted('{fact}', {_PERIOD}, CAST(:asked AS jsonb))", at, given)
        return _tallied(asked, told)
    columns: dict[str, sa.ColumnElement[Any]] = {"client": c.c.client_id}
    if any(kinds for _by, kinds in asked):
        columns["kind"] = outcome.c.kind
    for by, _kinds in asked:
        if by in DIVISIONS:
            columns[by] = DIVISIONS[by]
        if by in LISTED:
            columns[by] = sa.type_coerce(outcome.c.reasons, sa.String)
        for key, condition in SEVERAL.get(LISTED.get(by, by), {}).items():
            columns[f"{by}_{key}"] = sa.case((condition, 1), else_=0)
    gathered = _of(fact, at, (), *(one.label(name) for name, one in columns.items()))
    # Else SQLite would gather them anew for each division.
    rows = gathered.cte("counted").prefix_with("MATERIALIZED")
    parts = [one for at, each in enumerate(asked) for one in _divided(rows, at, *each)]
    return _tallied(asked, connection.execute(sa.union_all(*parts)))


def _tallied(asked: Collection[_Asked], told: Iterable[Any]) -> dict[_Asked, dict[str, Tally]]:
    found = {one: {} if one[0] else {ALL: Tally()} for one in asked}
    order = list(asked)
    for place, key, count, clients in told:
        if key and order[place][0] == "provider":
            key = str(UUID(key))  # some databases write one without dashes
        found[order[place]][str(key or UNKNOWN)] = Tally(count, clients)
    return found


_PERIOD = ":at, :first, :last"


def _told(
    connection: sa.Connection, function: str, at: Period, asked: object = ()
) -> Iterable[Any]:
    """Return what a function of the server tells, which counts all cases of a table."""
    given = {"at": at.committee, "first": at.first, "last": at.last, "asked": asked}
    used = given if ":asked" in function else {k: v for k, v in given.items() if k != "asked"}
    return connection.execute(text(f"SELECT * FROM app.{function}"), used)


def _divided(rows: sa.CTE, place: int, by: str, kinds: Sequence[str]) -> Iterator[sa.Select[Any]]:
    """Yield what counts the rows by a division: its place, the line, how many, how many people."""
    numbers = (sa.func.count(), sa.func.count(sa.distinct(rows.c.client)))
    for key in SEVERAL.get(LISTED.get(by, by), {"": None}):
        source: sa.FromClause = rows
        line: sa.ColumnElement[Any] = sa.literal(key or ALL)
        if by in DIVISIONS:
            line = sa.cast(rows.c[by], sa.String)
        elif by in LISTED:
            code = sa.func.json_each(rows.c[by]).table_valued("value")
            source = rows.join(code, sa.true())
            line = sa.literal(f"{key} ".lstrip()) + sa.cast(code.c.value, sa.String)
        query: sa.Select[Any] = sa.select(sa.literal(place), line, *numbers).select_from(source)
        if kinds:
            query = query.where(rows.c.kind.in_([OutcomeKind(one) for one in kinds]))
        if key:
            query = query.where(rows.c[f"{by}_{key}"] == 1)
        yield query.group_by(line) if by in DIVISIONS or by in LISTED else query


#: Hours and cents a year that were asked.
HOURS = sa.func.coalesce(
    sa.cast(sa.type_coerce(c.c.annual_hours, sa.String), sa.Numeric),
    sa.cast(sa.type_coerce(c.c.hours_per_week, sa.String), sa.Numeric) * _WEEKS,
    0,
)
CENTS = sa.func.coalesce(c.c.annual_cents, 0)


def amounts(connection: sa.Connection, at: Period, kinds: Sequence[str]) -> dict[str, Tally]:
    """Count outcomes under a stop with the hours and cents a year that were asked, per stop."""
    if backend_of(connection).accounts:
        rows = _told(connection, f"amounts({_PERIOD}, :asked)", at, list(kinds))
    else:
        query = _of(
            *("decided", at, kinds, _holding.label("stop"), c.c.client_id, sa.func.count()),
            *(sa.func.sum(HOURS), sa.func.sum(CENTS)),
        ).where(_holding.is_not(None))
        rows = connection.execute(query.group_by("stop", c.c.client_id))
    found: dict[str, Tally] = defaultdict(Tally)
    for stop, client, count, spent, cents in rows:
        one = found[stop]
        one.count, one.clients = (one.count or 0) + count, one.clients + 1
        one.hours[client] += float(spent)
        one.cents[client] += int(cents)
    return found


def spans(connection: sa.Connection, at: Period) -> Iterator[tuple[bool, str, int]]:
    """Yield of each case that was told whether a huisarts asked, its client, and the days."""
    if backend_of(connection).accounts:
        yield from _told(connection, f"spans({_PERIOD})", at)
        return
    columns = (DIVISIONS["practitioner"], c.c.client_id, c.c.received, TOLD.c.told_on)
    for by, client, received, told_on in connection.execute(_of("told", at, (), *columns)):
        yield by == "yes", client, (told_on - received).days


def contributions(
    connection: sa.Connection, at: Period
) -> Iterator[tuple[str, float | None, tuple[Contribution, ...]]]:
    """Yield of outcomes with contributions the client, the hours a week asked, and those."""
    columns = (c.c.client_id, c.c.hours_per_week, outcome.c.contributions)
    query: Any = _of("decided", at, (), *columns)
    query = query.where(sa.type_coerce(outcome.c.contributions, sa.String) != "[]")
    if backend_of(connection).accounts:
        query = text(f"SELECT * FROM app.contributions({_PERIOD})").columns(*columns)
        query = query.bindparams(at=at.committee, first=at.first, last=at.last)
    for client, asked, given in connection.execute(query):
        yield client, None if asked is None else float(asked), given


def instruments(connection: sa.Connection, at: Period) -> dict[str, int]:
    """Return how many providers have a norm of each kind, and of any, that held in the period."""
    held = (norm.c.starts_on <= at.last, norm.c.ends_on >= at.first)
    providers = sa.func.count(sa.distinct(norm.c.provider_id))
    query = sa.union_all(
        sa.select(sa.cast(norm.c.instrument, sa.String), providers)
        .where(*held)
        .group_by(norm.c.instrument),
        sa.select(sa.literal(ANY), providers).where(*held),
    )
    return {str(key): count for key, count in connection.execute(query)}


def stops(connection: sa.Connection, at: Period) -> dict[str, int]:
    """Return how many stops of each form of care held in the period."""
    held = (_stop.starts_on <= at.last, sa.or_(_stop.ends_on.is_(None), _stop.ends_on > at.first))
    query = sa.select(_stop.care_form, sa.func.count()).where(*held).group_by(_stop.care_form)
    return {str(key): count for key, count in connection.execute(query)}


def numbers(
    connection: sa.Connection,
    reader: Actor,
    fact: str,
    at: Period,
    *,
    by: str = "",
    key: str = "",
    kinds: Sequence[str] = (),
    limit: int = 500,
) -> list[tuple[str, str]]:
    """Return id and number of the cases behind a number, of those that this person may read."""
    query = _of(fact, at, kinds, c.c.id, c.c.number).where(readable(reader))
    if by == "trigger_reason":
        trigger, _, key = key.partition(" ")
        query = query.where(SEVERAL["trigger"][trigger])
    if by in SEVERAL:
        query = query.where(SEVERAL[by][key])
    elif by in LISTED:
        query = query.where(_holds(outcome.c.reasons, f'"{key}"'))
    elif by:
        line = DIVISIONS[by]
        unknown = key == UNKNOWN and by == "provider"
        query = query.where(line.is_(None) if unknown else line == key)
    query = query.distinct().order_by(c.c.number).limit(limit)
    return [(one, number) for one, number in connection.execute(query)]

"""The queue of a table: one page of it, and the counts on its chips."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    func,
    not_,
    select,
    true,
    union_all,
)

from casustafel.domain.cases import CaseStatus, Phase
from casustafel.domain.meetings import ItemState, MeetingState
from casustafel.storage.folding import fold
from casustafel.storage.queries.text_search import counting, matches, seldom
from casustafel.storage.schema.cases import case_record as c
from casustafel.storage.schema.cases import client
from casustafel.storage.schema.meetings import agenda_item, meeting
from casustafel.storage.schema.people import provider, school

#: Columns that the queue offers to sort by; each has an index behind the table.
SORTS = (
    "received",
    "status",
    "client_sort",
    "provider_sort",
    "care_form",
    "referrer_name",
    "points_met",
    "urgent",
    "rank",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueQuery:
    """What a list of cases asks for. Empty sets and None mean: all.

    `committees` asks for the cases of several tables in one list.
    `sort` is one of SORTS, "number", or "urgency": urgent cases first and then the oldest
    (domain.md §8, Meeting). `text` is searched in number, client, provider, reference and dossier
    number; `found_at` is filled in by `looked_up`. `carried` asks for those that were carried over
    and stand on no agenda yet, or for all others.
    """

    committee: str | None = None
    committees: frozenset[str] = frozenset()
    statuses: frozenset[CaseStatus] = frozenset()
    care_form: str | None = None
    provider_id: str | None = None
    referrer: str | None = None
    urgent: bool | None = None
    phase: Phase | None = None
    text: str = ""
    sort: str = "received"
    descending: bool = False
    found_at: tuple[int, ...] | None = None
    carried: bool | None = None


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One case as a list shows it. `carried`: carried over, and on no agenda yet."""

    id: str
    number: str
    committee: str
    status: CaseStatus
    phase: Phase | None
    law: str
    care_form: str
    surname: str
    given_names: str
    initials: str
    birth_date: date | None
    provider: str
    referrer_type: str | None
    referrer_name: str
    received: date
    hours_per_week: Decimal | None
    route: str | None
    route_reasons: str | None
    list_trigger: str | None
    urgent: bool
    urgent_before: date | None
    held_until: date | None
    end_reason: str | None
    met: int
    of: int
    rank: int | None
    annual_hours: Decimal | None
    annual_cents: int | None
    school: str
    carried: bool = False


def looked_up(connection: Connection, query: QueueQuery) -> QueueQuery:
    """Return the query with the places of its text, looked up once for page and count."""
    wanted = fold(query.text).strip()
    return replace(query, found_at=seldom(connection, wanted)) if wanted else query


def page(connection: Connection, query: QueueQuery, *, offset: int, limit: int) -> list[QueueRow]:
    """Return one page of the list."""
    if query.sort == "urgency":
        received = replace(query, sort="received")
        parts = ((received, c.c.urgent == true()), (received, c.c.urgent.is_not(true())))
        return _behind_each_other(connection, parts, offset, limit)
    if query.sort == "rank":
        parts = (
            (query, c.c.rank.is_not(None)),
            (replace(query, sort="received"), c.c.rank.is_(None)),
        )
        return _behind_each_other(connection, parts, offset, limit)
    return _page(connection, query, (), offset, limit)


def _behind_each_other(
    connection: Connection,
    parts: Sequence[tuple[QueueQuery, ColumnElement[bool]]],
    offset: int,
    limit: int,
) -> list[QueueRow]:
    """Return a page of lists that stand behind each other, each of which has its index.

    Sorting by both columns at once would sort the whole queue for every page.
    """
    found: list[QueueRow] = []
    for query, condition in parts:
        if len(found) == limit:
            break
        rows = _page(connection, query, (condition,), offset, limit - len(found))
        if rows or not offset:
            offset = 0
        else:
            counted = _filtered(select(func.count()).select_from(c), query).where(condition)
            offset -= int(connection.execute(counted).scalar_one())
        found += rows
    return found


def _page(
    connection: Connection,
    query: QueueQuery,
    conditions: Sequence[ColumnElement[bool]],
    offset: int,
    limit: int,
) -> list[QueueRow]:
    if len(query.committees) > 1 and query.committee is None and query.sort != "number":
        return _merged(connection, query, conditions, offset, limit)
    statement = _filtered(_rows(), query).where(*conditions)
    statement = statement.order_by(*_order(query)).offset(offset).limit(limit)
    return [QueueRow(*row) for row in connection.execute(statement).all()]


def _merged(
    connection: Connection,
    query: QueueQuery,
    conditions: Sequence[ColumnElement[bool]],
    offset: int,
    limit: int,
) -> list[QueueRow]:
    """Return a page of several tables: the first keys of each by its index, then the rows."""
    sorted_by = c.c[query.sort]
    parts = []
    for code in sorted(query.committees):
        single = replace(query, committee=code, committees=frozenset())
        keys = _filtered(select(c.c.row_key, sorted_by.label("sorted_by")), single)
        keys = keys.where(*conditions).order_by(*_order(single)).limit(offset + limit)
        parts.append(select(keys.subquery()))
    both = union_all(*parts).subquery()
    columns = (both.c.sorted_by, both.c.row_key)
    order = [column.desc() if query.descending else column.asc() for column in columns]
    wanted = select(both.c.row_key).order_by(*order).offset(offset).limit(limit)
    statement = _rows().where(c.c.row_key.in_(wanted)).order_by(*_order(query))
    return [QueueRow(*row) for row in connection.execute(statement).all()]


def by_ids(connection: Connection, ids: Iterable[str]) -> list[QueueRow]:
    """Return the rows of these cases, by number."""
    statement = _rows().where(c.c.id.in_(list(ids))).order_by(c.c.year, c.c.sequence)
    return [QueueRow(*row) for row in connection.execute(statement).all()]


def provider_ids(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the provider of each of these cases that has one."""
    statement = select(c.c.id, c.c.provider_id).where(c.c.id.in_(list(ids)))
    return {key: value for key, value in connection.execute(statement) if value is not None}


def count(connection: Connection, query: QueueQuery) -> int:
    """Return how many cases the list has."""
    many = counting(fold(query.text).strip()) if query.found_at is None else None
    if many is None:
        statement = _filtered(select(func.count()).select_from(c), query)
    else:
        statement = _filtered(many, replace(query, text="", found_at=()))
    return int(connection.execute(statement).scalar_one())


def count_by_status(connection: Connection, *committees: str) -> dict[CaseStatus, int]:
    """Return how many cases of these tables stand in each state."""
    found: Counter[CaseStatus] = Counter()
    for code in committees:  # one by one: within a table the index has the states in order
        statement = (
            select(c.c.status, func.count()).where(c.c.committee == code).group_by(c.c.status)
        )
        for status, number in connection.execute(statement):
            found[status] += number
    return dict(found)


def carried(connection: Connection, case_id: str) -> bool:
    """Say whether a case was carried over and stands on no agenda yet."""
    statement = select(func.count()).where(c.c.id == case_id, _carried())
    return bool(connection.execute(statement).scalar_one())


def count_listed(connection: Connection, committee: str) -> int:
    """Return how many cases of a table are scheduled for a meeting that is still ahead.

    Counted from the agendas, which are few and short, and not from the cases.
    """
    statement = select(func.count()).where(
        c.c.committee == committee, c.c.status == CaseStatus.SCHEDULED, c.c.id.in_(_listed())
    )
    return int(connection.execute(statement).scalar_one())


def oldest(connection: Connection, committee: str, statuses: Iterable[CaseStatus]) -> date | None:
    """Return the earliest day of receipt among cases in these states."""
    statement = select(func.min(c.c.received)).where(
        c.c.committee == committee, c.c.status.in_(list(statuses))
    )
    return connection.execute(statement).scalar()


def due_back(connection: Connection, committees: Iterable[str], today: date) -> int:
    """Return how many complete cases that were held over are due back in the queue."""
    statement = select(func.count()).where(
        c.c.committee.in_(list(committees)),
        c.c.status == CaseStatus.DEFERRED,
        c.c.held_until <= today,
        c.c.points_met >= c.c.points_of,
    )
    return int(connection.execute(statement).scalar_one())


def first_return(connection: Connection, committee: str) -> date | None:
    """Return the day on which the first case that was held over comes back."""
    statement = select(func.min(c.c.held_until)).where(
        c.c.committee == committee, c.c.status == CaseStatus.DEFERRED
    )
    return connection.execute(statement).scalar()


def distinct(connection: Connection, column: str, committee: str) -> list[str]:
    """Return the values of a filter column that occur at a table, sorted.

    Steps through the index from one value to the next instead of reading all cases.
    """
    chosen = c.c[column]
    at_table = select(func.min(chosen)).where(c.c.committee == committee)
    steps = at_table.cte("steps", recursive=True)
    value = steps.c[0]
    after = at_table.where(chosen > value).correlate(steps).scalar_subquery()
    steps = steps.union_all(select(after).where(value.is_not(None)))
    return [one for one in connection.execute(select(steps)).scalars() if one]


def providers_of(connection: Connection, committee: str) -> list[tuple[str, str]]:
    """Return the providers (id, name) that occur at a table, by name."""
    used = distinct(connection, "provider_sort", committee)
    statement = (
        select(provider.c.id, provider.c.name)
        .where(provider.c.search_name.in_(used))
        .order_by(provider.c.search_name)
    )
    return [(row[0], row[1]) for row in connection.execute(statement)]


# Made once: it is asked anew at every letter that is typed in a search field.
@cache
def _rows() -> Select[Any]:
    return (
        select(
            c.c.id,
            c.c.number,
            c.c.committee,
            c.c.status,
            c.c.phase,
            c.c.law,
            c.c.care_form,
            client.c.surname,
            client.c.given_names,
            client.c.initials,
            client.c.birth_date,
            func.coalesce(provider.c.name, ""),
            c.c.referrer_type,
            c.c.referrer_name,
            c.c.received,
            c.c.hours_per_week,
            c.c.route,
            c.c.route_reasons,
            c.c.list_trigger,
            c.c.urgent,
            c.c.urgent_before,
            c.c.held_until,
            c.c.end_reason,
            c.c.points_met,
            c.c.points_of,
            c.c.rank,
            c.c.annual_hours,
            c.c.annual_cents,
            func.coalesce(school.c.name, ""),
            _carried(),
        )
        .join(client, client.c.id == c.c.client_id)
        .outerjoin(provider, provider.c.id == c.c.provider_id)
        .outerjoin(school, school.c.id == c.c.school_id)
    )


def _listed() -> Select[Any]:
    """The cases that still have to come in a meeting that is planned or going on."""
    ahead = (MeetingState.PLANNED, MeetingState.IN_SESSION)
    return (
        select(agenda_item.c.case_id)
        .join(meeting, meeting.c.id == agenda_item.c.meeting_id)
        .where(
            meeting.c.state.in_(ahead),
            agenda_item.c.state == ItemState.OPEN,
            agenda_item.c.case_id.is_not(None),
        )
    )


def _carried() -> ColumnElement[bool]:
    """Scheduled, but the meeting for it is not planned yet (design.md, State of a case)."""
    return and_(c.c.status == CaseStatus.SCHEDULED, c.c.id.not_in(_listed()))


def _filtered(statement: Select[Any], query: QueueQuery) -> Select[Any]:
    if query.committee is not None and query.found_at is not None:
        # Not by the index of the table: the text says where to look.
        statement = statement.where(c.c.committee.concat("") == query.committee)
    elif query.committee is not None:
        statement = statement.where(c.c.committee == query.committee)
    elif query.committees:
        statement = statement.where(c.c.committee.in_(sorted(query.committees)))
    if query.statuses:
        statement = statement.where(c.c.status.in_(sorted(query.statuses)))
    equal = (
        (c.c.care_form, query.care_form),
        (c.c.provider_id, query.provider_id),
        (c.c.referrer_name, query.referrer),
        (c.c.phase, query.phase),
    )
    for column, wanted in equal:
        if wanted is not None:
            statement = statement.where(column == wanted)
    if query.urgent is True:
        statement = statement.where(c.c.urgent == true())
    elif query.urgent is False:
        # Said so that no index of the few urgent ones is taken for the many others.
        statement = statement.where(c.c.urgent.is_not(true()))
    if query.carried is not None:
        statement = statement.where(_carried() if query.carried else not_(_carried()))
    wanted_text = fold(query.text).strip()
    return statement.where(matches(wanted_text, query.found_at)) if wanted_text else statement


def _order(query: QueueQuery) -> list[ColumnElement[Any]]:
    if query.sort == "number":
        columns: list[ColumnElement[Any]] = [c.c.committee, c.c.year, c.c.sequence]
    elif query.sort in SORTS:
        columns = [c.c[query.sort], c.c.row_key]
    else:
        raise ValueError(f"no such sort: {query.sort}")
    return [column.desc() for column in columns] if query.descending else columns

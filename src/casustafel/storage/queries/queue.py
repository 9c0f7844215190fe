"""The queue of a table: one page of it, and the counts on its chips."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, not_, select, text, true, union_all

from casustafel.domain.case_routing import codes_of
from casustafel.domain.cases import CaseStatus, Phase
from casustafel.domain.people import Actor
from casustafel.domain.routing_facts import MEDICAL
from casustafel.storage.backend import backend_of
from casustafel.storage.folding import searched
from casustafel.storage.queries.columns import ordered
from casustafel.storage.queries.queue_rows import QueueRow as QueueRow
from casustafel.storage.queries.queue_rows import listed, read_rows, rows_for, was_carried
from casustafel.storage.queries.readable import readable, recused_cases, within_own
from casustafel.storage.queries.text_search import counting, matches, seldom
from casustafel.storage.schema.tables import case_record as c
from casustafel.storage.schema.tables import provider

#: Columns that the queue offers to sort by; each has an index behind the table.
SORTS = (
    *("received", "status", "client_sort", "provider_sort", "care_form", "referrer_name"),
    *("points_met", "urgent", "rank"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueQuery:
    """What a list of cases asks for. Empty sets and None mean: all.

    `committees` asks for the cases of several tables in one list.
    `sort` is one of SORTS, "number", or "urgency": urgent cases first and then the oldest
    (domain.md §8, Meeting). `text` is searched in number, client, provider, reference and dossier
    number. `looked_up` fills in who asks (`reader`), where the text was found (`found_at`), whether
    there is an index of texts (`by_index`), and the cases that are left out since nothing of them
    may be asked (`left_out`). `carried` asks for those that were carried over and stand on no
    agenda yet, or for all others.
    """

    committee: str | None = None
    committees: frozenset[str] = frozenset()
    reader: Actor | None = field(default=None, compare=False)
    left_out: frozenset[str] = frozenset()
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
    by_index: bool = field(default=True, compare=False)
    carried: bool | None = None


#: Stands for all who refer by a right of their own: their cases are seen apart ([001]).
MEDICAL_REFERRERS = "@medical"
_OF_DOCTORS = sorted({*MEDICAL, *codes_of(MEDICAL)})

#: Sorted so a list tells nothing of a case but its number, its step and when it came.
_PLAIN = ("received", "status", "number")


def _asks_content(query: QueueQuery) -> bool:
    """Say whether a list that holds a case would tell something of it."""
    asked = (query.care_form, query.provider_id, query.referrer, query.urgent, query.phase)
    return bool(query.text) or query.sort not in _PLAIN or any(one is not None for one in asked)


def looked_up(connection: Connection, actor: Actor, query: QueueQuery) -> QueueQuery:
    """Return the query of somebody, with what is looked up once for page and count."""
    left_out = recused_cases(connection, actor) if _asks_content(query) else frozenset()
    query = replace(query, reader=actor, left_out=left_out)
    looked_for = searched(query.text)
    if not looked_for:
        return query
    by_index = backend_of(connection).search_index
    return replace(query, found_at=seldom(connection, looked_for), by_index=by_index)


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
    statement = _filtered(rows_for(query.reader), query).where(*conditions)
    statement = statement.order_by(*_order(query)).offset(offset).limit(limit)
    return [row.masked() for row in read_rows(connection, statement, query.reader)]


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
    order = [ordered(column, down=query.descending) for column in columns]
    wanted = select(both.c.row_key).order_by(*order).offset(offset).limit(limit)
    statement = rows_for(query.reader).where(c.c.row_key.in_(wanted)).order_by(*_order(query))
    return [row.masked() for row in read_rows(connection, statement, query.reader)]


def by_ids(connection: Connection, reader: Actor, ids: Iterable[str]) -> list[QueueRow]:
    """Return the rows of these cases, by number; what `reader` may not read is to be masked."""
    statement = rows_for(reader).where(c.c.id.in_(list(ids))).order_by(c.c.year, c.c.sequence)
    return list(read_rows(connection, statement, reader))


def provider_ids(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the provider of each of these cases that has one."""
    statement = select(c.c.id, c.c.provider_id).where(c.c.id.in_(list(ids)))
    return {key: value for key, value in connection.execute(statement) if value is not None}


def count(connection: Connection, query: QueueQuery) -> int:
    """Return how many cases the list has."""
    by_text = query.found_at is None and query.by_index
    many = counting(searched(query.text)) if by_text else None
    if many is None:
        statement = _filtered(select(func.count()).select_from(c), query)
    else:
        statement = _filtered(many, replace(query, text="", found_at=()))
    return int(connection.execute(statement).scalar_one())


def _own(reader: Actor | None, *committees: str) -> tuple[ColumnElement[bool], ...]:
    """Return the condition that cases are the reader's own, where a table asks that of them."""
    limited = reader is not None and any(reader.only_own_at(code) for code in committees)
    return (within_own(reader),) if reader is not None and limited else ()


def count_by_status(
    connection: Connection, reader: Actor, *committees: str
) -> dict[CaseStatus, int]:
    """Return how many cases of these tables stand in each state, of those the reader may know."""
    found: Counter[CaseStatus] = Counter()
    for counts in count_by_table(connection, reader, committees).values():
        found.update(counts)
    return dict(found)


def count_by_table(
    connection: Connection, reader: Actor, committees: Iterable[str]
) -> dict[str, dict[CaseStatus, int]]:
    """Return of each of these tables how many cases stand in each state, as `count_by_status`."""
    found: dict[str, dict[CaseStatus, int]] = {code: {} for code in committees}
    if backend_of(connection).accounts:
        told = text("SELECT * FROM app.counts(:codes)").columns(status=c.c.status.type)
        for code, status, number in connection.execute(told, {"codes": list(found)}):
            found[code][status] = number
        return found
    # Table by table: within one the index has the states in order.
    counts = [
        select(c.c.committee, c.c.status, func.count())
        .where(c.c.committee == code, *_own(reader, code))
        .group_by(c.c.committee, c.c.status)
        for code in found
    ]
    for code, status, number in connection.execute(union_all(*counts)):
        found[code][status] = number
    return found


def carried(connection: Connection, case_id: str) -> bool:
    """Say whether a case was carried over and stands on no agenda yet."""
    statement = select(func.count()).where(c.c.id == case_id, was_carried())
    return bool(connection.execute(statement).scalar_one())


def count_listed(connection: Connection, committee: str) -> int:
    """Return how many cases of a table are scheduled for a meeting that is still ahead.

    Counted from the agendas, which are few and short, and not from the cases.
    """
    statement = select(func.count()).where(
        c.c.committee == committee, c.c.status == CaseStatus.SCHEDULED, c.c.id.in_(listed())
    )
    return int(connection.execute(statement).scalar_one())


def oldest(
    connection: Connection, reader: Actor, committee: str, statuses: Iterable[CaseStatus]
) -> date | None:
    """Return the earliest day of receipt among cases in these states that the reader may know."""
    statement = select(func.min(c.c.received)).where(
        c.c.committee == committee, c.c.status.in_(list(statuses)), *_own(reader, committee)
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


def distinct(connection: Connection, reader: Actor, column: str, committee: str) -> list[str]:
    """Return the values of a filter column in the cases of a table that may be read, sorted.

    Steps through the index from one value to the next instead of reading all cases.
    """
    chosen = c.c[column]
    at_table = select(func.min(chosen)).where(c.c.committee == committee, readable(reader))
    steps = at_table.cte("steps", recursive=True)
    value = steps.c[0]
    after = at_table.where(chosen > value).correlate(steps).scalar_subquery()
    steps = steps.union_all(select(after).where(value.is_not(None)))
    return [one for one in connection.execute(select(steps)).scalars() if one]


def providers_of(connection: Connection, reader: Actor, committee: str) -> list[tuple[str, str]]:
    """Return the providers (id, name) in the cases of a table that may be read, by name."""
    used = distinct(connection, reader, "provider_sort", committee)
    statement = (
        select(provider.c.id, provider.c.name)
        .where(provider.c.search_name.in_(used))
        .order_by(provider.c.search_name)
    )
    return [(row[0], row[1]) for row in connection.execute(statement)]


def _filtered(statement: Select[Any], query: QueueQuery) -> Select[Any]:
    if query.committee is not None and query.found_at is not None:
        # Not by the index of the table: the text says where to look.
        statement = statement.where(c.c.committee.concat("") == query.committee)
    elif query.committee is not None:
        statement = statement.where(c.c.committee == query.committee)
    elif query.committees:
        statement = statement.where(c.c.committee.in_(sorted(query.committees)))
    codes = query.committees or frozenset({query.committee or ""})
    statement = statement.where(*_own(query.reader, *codes))
    if query.left_out:
        statement = statement.where(c.c.id.not_in(query.left_out))
    if query.statuses:
        statement = statement.where(c.c.status.in_(sorted(query.statuses)))
    equal = (
        (c.c.care_form, query.care_form),
        (c.c.provider_id, query.provider_id),
        (c.c.referrer_name, None if query.referrer == MEDICAL_REFERRERS else query.referrer),
        (c.c.phase, query.phase),
    )
    if query.referrer == MEDICAL_REFERRERS:
        statement = statement.where(c.c.referrer_type.in_(_OF_DOCTORS))
    for column, wanted in equal:
        if wanted is not None:
            statement = statement.where(column == wanted)
    if query.urgent is True:
        statement = statement.where(c.c.urgent == true())
    elif query.urgent is False:
        # Said so that no index of the few urgent ones is taken for the many others.
        statement = statement.where(c.c.urgent.is_not(true()))
    if query.carried is not None:
        statement = statement.where(was_carried() if query.carried else not_(was_carried()))
    wanted_text = searched(query.text)
    if not wanted_text:
        return statement
    return statement.where(matches(wanted_text, query.found_at, index=query.by_index))


def _order(query: QueueQuery) -> list[ColumnElement[Any]]:
    if query.sort == "number":
        columns: list[ColumnElement[Any]] = [c.c.committee, c.c.year, c.c.sequence]
    elif query.sort == "rank":
        columns = [c.c.law, c.c.rank, c.c.row_key]
    elif query.sort in SORTS:
        columns = [c.c[query.sort], c.c.row_key]
    else:
        raise ValueError(f"no such sort: {query.sort}")
    return [ordered(column, down=query.descending) for column in columns]

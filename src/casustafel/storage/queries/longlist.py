"""The long list in few statements: it may hold as many cases as the region has clients."""

from collections.abc import Collection, Mapping
from contextlib import nullcontext
from typing import Any

import sqlalchemy as sa

from casustafel.domain.cases import CareLine, CaseStatus, Phase
from casustafel.domain.selection import Candidate, Measure, Per, Selection
from casustafel.storage.backend import backend_of
from casustafel.storage.queries.columns import ordered
from casustafel.storage.schema.tables import care_line, client, household, import_record, provider
from casustafel.storage.schema.tables import case_record as c
from casustafel.storage.schema.tables import chosen as kept

_LINE = care_line.c


def _of(committee: str) -> sa.ColumnElement[bool]:
    return sa.and_(c.c.committee == committee, c.c.phase == Phase.LONGLIST)


def rank(connection: sa.Connection, committee: str, per: Per) -> None:
    """Rank the cases of the longlist, of each law or provider apart, the most intensive first.

    Equal ones by number, so that a rank never flutters. What is frozen keeps its rank.
    """
    apart = [c.c.law, c.c.provider_id] if per is Per.PROVIDER else [c.c.law]
    order = (c.c.measure.desc().nulls_last(), c.c.year, c.c.sequence)
    place = sa.func.row_number().over(partition_by=apart, order_by=order)
    there = sa.case((c.c.measure.is_not(None), place), else_=None)
    all_there = sa.select(c.c.row_key, c.c.rank, there.label("place")).where(_of(committee))
    ranked = all_there.subquery("ranked")
    others = sa.select(ranked.c.row_key).where(ranked.c.rank.is_distinct_from(ranked.c.place))
    if connection.execute(others.limit(1)).first() is None:
        return  # as before a freezing: looking costs a third of writing nothing
    connection.execute(
        sa.update(c)
        .where(c.c.row_key == ranked.c.row_key, c.c.rank.is_distinct_from(ranked.c.place))
        .values(rank=ranked.c.place)
    )


def candidates(
    connection: sa.Connection, committee: str, most: int, clients: Collection[str] = ()
) -> list[Candidate]:
    """Return the cases of the longlist up to a place, by law and rank, and all of some clients."""
    query = sa.select(c.c.id, c.c.client_id, c.c.law, c.c.provider_id, c.c.measure, c.c.rank)
    wanted = [c.c.rank <= most]
    if clients:
        wanted.append(c.c.client_id.in_(clients))
    query = query.where(_of(committee), sa.or_(*wanted))
    return [
        Candidate(*row)
        for row in connection.execute(query.order_by(ordered(c.c.law), ordered(c.c.rank)))
    ]


def measures(
    connection: sa.Connection, committee: str, period: str | None
) -> list[tuple[str, str | None, int]]:
    """Return law, provider and measure of all cases of the longlist with a line of a period."""
    having = sa.select(_LINE.case_id).where(
        _LINE.period.is_not_distinct_from(period), _LINE.case_id.is_not(None)
    )
    query = sa.select(c.c.law, c.c.provider_id, c.c.measure)
    query = query.where(_of(committee), c.c.measure.is_not(None), c.c.id.in_(having))
    return [(law, at, int(measure)) for law, at, measure in connection.execute(query)]


def by_schemes(connection: sa.Connection, committee: str, terms: Selection) -> set[str]:
    """Return the clients of the longlist who have the schemes, money worries and laws."""
    listed = sa.select(c.c.client_id).where(_of(committee))
    laws = sa.func.max(sa.func.coalesce(_LINE.law_count, 0))
    query = (
        sa.select(_LINE.client_id)
        .where(_LINE.client_id.in_(listed))
        .group_by(_LINE.client_id)
        .having(
            sa.func.max(_LINE.schemes) >= terms.schemes,
            sa.func.max(sa.case((_LINE.money_worries == sa.true(), 1), else_=0)) == 1,
            sa.or_(sa.func.count(sa.distinct(_LINE.law)) >= terms.laws, laws >= terms.laws),
        )
    )
    return set(connection.execute(query).scalars())


def _counted(connection: sa.Connection, query: sa.Select[Any]) -> dict[Any, int]:
    return {key: int(count) for key, count in connection.execute(query)}


def at_others(connection: sa.Connection, committee: str, clients: set[str]) -> dict[str, int]:
    """Return of each other table how many of these clients have a case there."""
    query = (
        sa.select(c.c.committee, sa.func.count(sa.distinct(c.c.client_id)))
        .where(c.c.committee != committee, c.c.client_id.in_(clients))
        .group_by(c.c.committee)
        .order_by(c.c.committee)
    )
    return _counted(connection, query)


def waiting(connection: sa.Connection, committee: str) -> dict[str, int]:
    """Return how many cases of each law have a place on the longlist."""
    query = sa.select(c.c.law, sa.func.count()).where(_of(committee), c.c.rank.is_not(None))
    return _counted(connection, query.group_by(c.c.law).order_by(c.c.law))


def judged(connection: sa.Connection, committee: str) -> int:
    """Return how many cases passed the pre-scan and wait to be completed."""
    waits = c.c.committee == committee, c.c.status == CaseStatus.SUBMITTED
    query = sa.select(sa.func.count()).where(*waits, c.c.phase == Phase.ANALYSIS)
    return int(connection.execute(query).scalar_one())


def _counting(terms: Selection) -> sa.ColumnElement[bool]:
    """Say in the database what `Part.counts` says of a line."""
    category = sa.func.coalesce(_LINE.product_category, sa.func.substr(_LINE.product_code, 1, 2))
    listed = [
        sa.or_(category.in_(part.products), _LINE.product_code.in_(part.products))
        if part.products
        else sa.true()
        for part in terms.parts
    ]
    return sa.or_(
        *(
            sa.and_(_LINE.law == part.law, one)
            for part, one in zip(terms.parts, listed, strict=True)
        )
    )


def production(
    connection: sa.Connection, committee: str, period: str | None, terms: Selection
) -> list[tuple[str, str, str, int]]:
    """Return per law, provider and client of a period what counts, in the measure of the table.

    Months do not add up: a table that ranks by them has hours here.
    """
    hours = sa.func.sum(sa.cast(_LINE.annual_hours, sa.Numeric)) * 100
    hundredths = sa.cast(sa.func.round(hours), sa.BigInteger)
    amount = sa.func.sum(_LINE.annual_cents) if terms.measure is Measure.EUROS else hundredths
    own = sa.select(import_record.c.id).where(import_record.c.committee == committee)
    query = (
        # A client is counted here, not named: the id as it is kept tells them apart.
        sa.select(
            _LINE.law,
            sa.func.coalesce(provider.c.name, ""),
            sa.type_coerce(_LINE.client_id, sa.String),
            amount,
        )
        .join_from(care_line, provider, _LINE.provider_id == provider.c.id, isouter=True)
        .where(_LINE.import_id.in_(own), _LINE.period.is_not_distinct_from(period))
        .where(_counting(terms))
        .group_by(_LINE.law, provider.c.name, _LINE.client_id)
    )
    rows = connection.execute(query).all()
    return [(law, name, who, found) for law, name, who, found in rows if found]


def periods(
    connection: sa.Connection, committee: str, *, in_hand: bool = False
) -> list[str | None]:
    """Return the periods of the lines of the longlist, newest last.

    With `in_hand` those of lines of the cases that the table has in hand too.
    """
    cases = sa.select(c.c.id).where(c.c.committee == committee if in_hand else _of(committee))
    there = sa.select(_LINE.period).where(_LINE.case_id.in_(cases))
    found = list(connection.execute(there.distinct().limit(2)).scalars())
    if len(found) < 2:
        return found  # as of a quarter that came as one list: nothing to put in order
    newest_last = there.group_by(_LINE.period).order_by(sa.func.max(sa.cast(_LINE.id, sa.String)))
    return list(connection.execute(newest_last).scalars())


def without_period(connection: sa.Connection, committee: str, period: str | None) -> set[str]:
    """Return the cases of the longlist without a line of a period."""
    having = sa.select(_LINE.case_id).where(
        _LINE.period.is_not_distinct_from(period), _LINE.case_id.is_not(None)
    )
    query = sa.select(c.c.id).where(_of(committee), c.c.id.not_in(having))
    return set(connection.execute(query).scalars())


def lines_in_hand(connection: sa.Connection, committee: str, period: str | None) -> list[CareLine]:
    """Return the lines of a period of the cases that the table has in hand."""
    names = [one.name for one in care_line.columns]
    query = (
        sa.select(*care_line.columns)
        .join(c, c.c.id == _LINE.case_id)
        .where(c.c.committee == committee, c.c.phase != Phase.LONGLIST)
        .where(_LINE.period.is_not_distinct_from(period))
    )
    return [CareLine(**dict(zip(names, row, strict=True))) for row in connection.execute(query)]


def join_lines(connection: sa.Connection, cases: Mapping[str, set[str]]) -> None:
    """Let the other lines of clients and their households go with the case that is kept.

    `cases` gives those people by case, the first to have them first. Lines of cases that the table
    has in hand, or that are kept too, stay where they are.
    """
    whose: dict[str, str] = {}
    for case_id, people in cases.items():
        for one in people:
            whose.setdefault(one, case_id)
    query = (
        sa.select(_LINE.id, _LINE.client_id)
        .join(c, c.c.id == _LINE.case_id, isouter=True)
        .join(kept, kept.c.case_id == _LINE.case_id, isouter=True)
        .where(_LINE.client_id.in_(whose), kept.c.case_id.is_(None))
        .where(sa.or_(c.c.id.is_(None), c.c.phase == Phase.LONGLIST))
    )
    moving: dict[str, list[str]] = {}
    for line_id, client_id in connection.execute(query):
        moving.setdefault(whose[client_id], []).append(line_id)
    for case_id, lines in moving.items():
        connection.execute(sa.update(care_line).where(_LINE.id.in_(lines)).values(case_id=case_id))


def housemates(connection: sa.Connection, clients: set[str]) -> dict[str, set[str]]:
    """Return with each of these clients who is of the same household, themselves included."""
    other = client.alias()
    query = (
        sa.select(client.c.id, other.c.id)
        .join(other, other.c.household_id == client.c.household_id)
        .where(client.c.id.in_(clients))
    )
    found = {one: {one} for one in clients}
    for one, mate in connection.execute(query):
        found[one].add(mate)
    return found


def lists_of(connection: sa.Connection, committee: str) -> list[str]:
    """Return the lists that brought what is left of a longlist."""
    own = sa.select(import_record.c.id).where(import_record.c.committee == committee)
    query = (
        sa.select(_LINE.import_id)
        .join(c, c.c.id == _LINE.case_id, isouter=True)
        .where(_LINE.import_id.in_(own), sa.or_(c.c.id.is_(None), c.c.phase == Phase.LONGLIST))
        .distinct()
    )
    return list(connection.execute(query).scalars())


def forget(connection: sa.Connection, committee: str) -> tuple[int, int]:
    """Delete the cases of the longlist that nobody keeps, lines without a case, and their clients.

    Return how many cases and how many lines went.
    """
    gone = sa.and_(_of(committee), c.c.id.not_in(sa.select(kept.c.case_id)))
    own = sa.select(import_record.c.id).where(import_record.c.committee == committee)
    loose = sa.and_(_LINE.case_id.is_(None), _LINE.import_id.in_(own))
    of_cases = _LINE.case_id.in_(sa.select(c.c.id).where(gone))
    elsewhere = sa.union_all(sa.select(c.c.client_id), sa.select(_LINE.client_id))
    living = sa.select(client.c.household_id).where(client.c.household_id.is_not(None))
    counted = sa.select(sa.func.count(), sa.func.count().filter(gone)).select_from(c)
    everybody, leaving = connection.execute(counted).one()
    backend, went = backend_of(connection), []
    for table, rows in (
        (care_line, sa.or_(of_cases, loose)),
        (c, gone),
        (client, client.c.id.not_in(elsewhere)),
        (household, household.c.id.not_in(living)),
    ):
        if table is client and backend.forget_people(connection, None, []):
            break
        emptied = backend.emptied(connection, table.name)
        with emptied if leaving > everybody // 2 else nullcontext():
            went.append(connection.execute(sa.delete(table).where(rows)).rowcount)
    return went[1], went[0]

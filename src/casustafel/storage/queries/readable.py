"""Who may read which case, said once: for a single case, for lists, counts and search."""

from collections.abc import Collection
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from casustafel.domain.people import Actor, Right, Role, holders
from casustafel.storage.backend import backend_of
from casustafel.storage.schema.tables import agenda_item, member, person, recusal, setting
from casustafel.storage.schema.tables import case_record as c
from casustafel.storage.schema.types import Json

#: Who reads all cases of a table; who only brings cases in reads those of the own team.
WHOLE = holders(Right.READ_CASES) - {Role.SUBMITTER}


def recused_from(person_id: Any) -> sa.Select[Any]:
    """The cases in which somebody does not take part, at whatever item, until that is lifted."""
    return (
        sa.select(agenda_item.c.case_id)
        .join(recusal, recusal.c.item_id == agenda_item.c.id)
        .join(member, member.c.id == recusal.c.member_id)
        .where(member.c.person_id == person_id, agenda_item.c.case_id.is_not(None))
    )


def recused_cases(connection: sa.Connection, actor: Actor) -> frozenset[str]:
    """Return the cases in which this person does not take part; few, and mostly none."""
    query = recused_from(actor.person_id)
    if backend_of(connection).accounts:  # a server tells an account in which, and shows none
        query = sa.select(sa.cast(sa.func.unnest(sa.text("app.recused()")), sa.Text))
    return frozenset(connection.execute(query).scalars())


#: The setting that shows who only brings cases in all of their tables, and not just the own team's.
ALL_TEAMS = "submitters_read_all"


def colleagues(person_id: Any) -> sa.Select[Any]:
    """Return those of the own team, if it has a name."""
    team = sa.select(person.c.team).where(person.c.id == person_id).scalar_subquery()
    return sa.select(person.c.id).where(person.c.team != "", person.c.team == team)


def all_teams() -> sa.ColumnElement[bool]:
    """Say whether the setting lets who only brings cases in read those of all teams."""
    shown = sa.literal(value=True, type_=Json())
    return sa.exists().where(setting.c.name == ALL_TEAMS, setting.c.value == shown)


class Who(NamedTuple):
    """Of whom it is asked whether they may read a case: what it rests on.

    The person and the team; whether all teams are shown; at which tables they read all, and at
    which their own; in which cases they take no part. The server says each of an account
    (db/postgresql/rows_1.sql).
    """

    person: Any
    team: sa.Select[Any]
    shared: sa.ColumnElement[bool]
    whole: sa.ColumnElement[bool]
    brings_in: sa.ColumnElement[bool]
    away: sa.Select[Any]

    def within_own(self) -> sa.ColumnElement[bool]:
        """Say of a case whether it is of a table of theirs, and of the own team if need be."""
        brought = (c.c.entered_by == self.person, c.c.entered_by.in_(self.team), self.shared)
        return sa.or_(self.whole, sa.and_(self.brings_in, sa.or_(*brought)))

    def may_read(self) -> sa.ColumnElement[bool]:
        """Say of a case whether they may read it."""
        return sa.and_(self.within_own(), c.c.id.not_in(self.away))


def _who(actor: Actor) -> Who:
    one = actor.person_id
    whole, own = (_at(actor.tables_of(roles)) for roles in (WHOLE, {Role.SUBMITTER}))
    return Who(one, colleagues(one), all_teams(), whole, own, recused_from(one))


def within_own(actor: Actor) -> sa.ColumnElement[bool]:
    """Say of a case whether it is of a table of this person, and of the own team if need be."""
    return _who(actor).within_own()


def _at(tables: frozenset[str] | None) -> sa.ColumnElement[bool]:
    if tables is None:
        return sa.true()
    return c.c.committee.in_(sorted(tables)) if tables else sa.false()


def readable(actor: Actor) -> sa.ColumnElement[bool]:
    """Say of a case whether this person may read it."""
    return _who(actor).may_read()


class Refused(NamedTuple):
    """A case that somebody may not read; `recused`: because they do not take part in it."""

    number: str
    recused: bool


# Made once per person: it is asked at every use case about a case.
@lru_cache(maxsize=16)
def _refusing(actor: Actor) -> sa.Select[Any]:
    away = c.c.id.in_(recused_from(actor.person_id))
    query = sa.select(c.c.number, away).where(c.c.id.in_(_NAMED), ~readable(actor))
    return query.order_by(c.c.number).limit(1)


@lru_cache(maxsize=16)
def _reading(actor: Actor) -> sa.Select[Any]:
    return sa.select(c.c.id).where(c.c.id.in_(_NAMED), readable(actor))


#: A database bounds how many values a statement takes.
_AT_ONCE = 10_000
_NAMED: sa.BindParameter[str] = sa.bindparam("ids", expanding=True)


def refused(connection: sa.Connection, actor: Actor, case_ids: Collection[str]) -> Refused | None:
    """Return one of these cases that this person may not read; None when all may be read."""
    row = connection.execute(_refusing(actor), {"ids": list(case_ids)}).one_or_none()
    return None if row is None else Refused(*row)


def readable_ids(connection: sa.Connection, actor: Actor, case_ids: Collection[str]) -> set[str]:
    """Return which of these cases this person may read."""
    ids, query = list(case_ids), _reading(actor)
    parts = ({"ids": ids[at : at + _AT_ONCE]} for at in range(0, len(ids), _AT_ONCE))
    return {one for part in parts for one in connection.execute(query, part).scalars()}

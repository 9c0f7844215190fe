"""The log, newest first, a page at a time."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, select

from casustafel.domain.local_time import moment_of
from casustafel.domain.sizes import FIRST_DAY, LAST_DAY
from casustafel.storage.queries.columns import columns_for
from casustafel.storage.schema.tables import audit_event as e
from casustafel.storage.schema.tables import login as kept


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilter:
    """What the reader of the log asks for; empty and None mean all.

    Days are those of Europe/Amsterdam, both included.
    """

    person_id: str = ""
    action: str = ""
    subject: str = ""
    subject_id: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class LogRow:
    """One event as it is kept."""

    position: int
    at: datetime
    person: str
    roles: str
    action: str
    committee: str | None
    subject: str
    subject_id: str
    fields: tuple[str, ...]
    details: dict[str, Any]
    id: str
    hash: str


@dataclass(frozen=True, slots=True)
class LogChoices:
    """What occurs in the log: persons as (id, latest name), codes of actions and of subjects."""

    persons: tuple[tuple[str, str], ...]
    actions: tuple[str, ...]
    subjects: tuple[str, ...]


#: The subject that stands for the list of logins, which is a chain of its own.
LOGIN = "login"


def page(connection: Connection, asked: LogFilter, offset: int, count: int) -> list[LogRow]:
    """Return `count` entries from `offset` on, newest first: of events, or of logins."""
    table = _table(asked)
    logins = (kept.c.position, kept.c.at, kept.c.person, kept.c.id, kept.c.person_id, kept.c.hash)
    columns = logins if table is kept else columns_for(LogRow, e)
    query: Select[Any] = (
        select(*columns)
        .where(_where(asked))
        .order_by(table.c.position.desc())
        .offset(offset)
        .limit(count)
    )
    rows = connection.execute(query)
    return [_login(*row) if table is kept else LogRow(*row) for row in rows]


def _login(at: int, when: datetime, person: str, key: str, of: str, sealed: str) -> LogRow:
    return LogRow(at, when, person, "", LOGIN, None, "person", of, (), {}, key, sealed)


def _table(asked: LogFilter) -> Table:
    return kept if asked.subject == LOGIN else e


def total(connection: Connection, asked: LogFilter) -> int:
    """Return how many entries fit."""
    counted = select(func.count()).select_from(_table(asked)).where(_where(asked))
    return connection.execute(counted).scalar_one()


def choices(connection: Connection) -> LogChoices:
    """Return what can be filtered by."""
    newest = (
        select(e.c.person_id, func.max(e.c.position).label("position"))
        .group_by(e.c.person_id)
        .subquery()
    )
    persons = connection.execute(
        select(e.c.person_id, e.c.person)
        .join(newest, e.c.position == newest.c.position)
        .order_by(e.c.person)
    )
    return LogChoices(
        tuple((str(key), str(name)) for key, name in persons),
        tuple(connection.execute(select(e.c.action).distinct()).scalars()),
        (LOGIN, *connection.execute(select(e.c.subject).distinct()).scalars()),
    )


def _where(asked: LogFilter) -> ColumnElement[bool]:
    table = _table(asked)
    parts: list[ColumnElement[bool]] = [table.c.position > 0]
    names = ("person_id",) if table is kept else ("person_id", "action", "subject", "subject_id")
    for name in names:
        if wanted := getattr(asked, name):
            parts.append(table.c[name] == wanted)
    if asked.since is not None:
        parts.append(table.c.at >= moment_of(max(asked.since, FIRST_DAY)))
    if asked.until is not None:
        parts.append(table.c.at < moment_of(min(asked.until, LAST_DAY) + timedelta(days=1)))
    return and_(*parts)

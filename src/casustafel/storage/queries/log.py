"""The log, newest first, a page at a time."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from casustafel.domain.local_time import moment_of
from casustafel.domain.sizes import FIRST_DAY, LAST_DAY
from casustafel.storage.queries.columns import columns_for
from casustafel.storage.schema.tables import audit_event as e


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


def page(connection: Connection, asked: LogFilter, offset: int, count: int) -> list[LogRow]:
    """Return `count` events from `offset` on, newest first."""
    query: Select[Any] = (
        select(*columns_for(LogRow, e))
        .where(_where(asked))
        .order_by(e.c.position.desc())
        .offset(offset)
        .limit(count)
    )
    return [LogRow(*row) for row in connection.execute(query)]


def total(connection: Connection, asked: LogFilter) -> int:
    """Return how many events fit."""
    return connection.execute(select(func.count()).where(_where(asked))).scalar_one()


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
        tuple(connection.execute(select(e.c.subject).distinct()).scalars()),
    )


def _where(asked: LogFilter) -> ColumnElement[bool]:
    parts: list[ColumnElement[bool]] = [e.c.position > 0]
    for name in ("person_id", "action", "subject", "subject_id"):
        if wanted := getattr(asked, name):
            parts.append(e.c[name] == wanted)
    if asked.since is not None:
        parts.append(e.c.at >= moment_of(max(asked.since, FIRST_DAY)))
    if asked.until is not None:
        parts.append(e.c.at < moment_of(min(asked.until, LAST_DAY) + timedelta(days=1)))
    return and_(*parts)

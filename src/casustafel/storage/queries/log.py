"""The log, newest first, a page at a time."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, select, tuple_

from casustafel.domain.local_time import moment_of
from casustafel.domain.sizes import FIRST_DAY, LAST_DAY
from casustafel.storage.queries.columns import columns_for
from casustafel.storage.schema.tables import audit_event as e
from casustafel.storage.schema.tables import login as kept
from casustafel.storage.schema.tables import person


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
    """What to filter by: persons as (id, name), codes of actions and of subjects that occur."""

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
    """Return how many entries fit; of all, by the first and the last, for there are no gaps."""
    if replace(asked, subject="") == LogFilter() and asked.subject in ("", LOGIN):
        position = _table(asked).c.position
        first, last = (select(end(position)).scalar_subquery() for end in (func.min, func.max))
        return int(connection.execute(select(func.coalesce(last - first + 1, 0))).scalar_one())
    counted = select(func.count()).select_from(_table(asked)).where(_where(asked))
    return connection.execute(counted).scalar_one()


def choices(connection: Connection) -> LogChoices:
    """Return what can be filtered by.

    Steps through the index from one action with its subject to the next.
    """
    former, further = e.alias("former"), e.alias("further")
    places = select(e.c.position).order_by(e.c.action, e.c.subject).limit(1).subquery()
    steps = select(places.c.position).cte("steps", recursive=True)
    after = tuple_(further.c.action, further.c.subject) > tuple_(former.c.action, former.c.subject)
    ahead = select(further.c.position).where(after).correlate(former)
    ahead = ahead.order_by(further.c.action, further.c.subject).limit(1)
    steps = steps.union_all(
        select(ahead.scalar_subquery()).join_from(steps, former, former.c.position == steps.c[0])
    )
    both = select(e.c.action, e.c.subject).join_from(steps, e, e.c.position == steps.c[0])
    pairs = connection.execute(both).all()
    persons = connection.execute(select(person.c.id, person.c.name).order_by(person.c.name))
    return LogChoices(
        tuple((str(key), str(name)) for key, name in persons),
        tuple(sorted({action for action, _ in pairs})),
        (LOGIN, *sorted({subject for _, subject in pairs})),
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

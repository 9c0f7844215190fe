"""Committees and frameworks as rows: each version as one value."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, func, insert, select, update

from casustafel.domain import committee_file, framework_file
from casustafel.domain.alike import grouped
from casustafel.domain.committees import Committee
from casustafel.domain.errors import UsageError
from casustafel.domain.frameworks import Framework
from casustafel.domain.ids import new_id
from casustafel.storage.schema.tables import (
    advice,
    agenda_item,
    case_record,
    committee,
    committee_answer,
    framework,
    outcome,
)
from casustafel.storage.schema.tables import committee_version as version


def save_committee(connection: Connection, value: Committee, on: date | None) -> None:
    """Keep a committee as the version that holds from a day on; None: from the beginning.

    A version that holds from that same day is written anew; all others stay as they are.
    """
    plain = committee_file.dump(value)
    known = select(committee.c.code).where(committee.c.code == value.code)
    row = {"prefix": value.prefix, "position": value.position}
    if connection.execute(known).scalar() is None:
        connection.execute(insert(committee), [{"code": value.code, **row}])
        on = None
    else:
        connection.execute(update(committee).where(committee.c.code == value.code).values(row))
    of = (version.c.committee == value.code, version.c.valid_from.is_not_distinct_from(on))
    number = connection.execute(select(version.c.version).where(*of)).scalar()
    if number is not None:
        connection.execute(update(version).where(*of).values(definition=plain))
        return
    last = select(func.max(version.c.version)).where(version.c.committee == value.code)
    number = (connection.execute(last).scalar() or 0) + 1
    connection.execute(
        insert(version),
        [{"committee": value.code, "version": number, "valid_from": on, "definition": plain}],
    )


def codes(connection: Connection) -> tuple[str, ...]:
    """Return the codes of all committees in their order."""
    return tuple(
        connection.execute(select(committee.c.code).order_by(committee.c.position)).scalars()
    )


@dataclass(frozen=True, slots=True)
class CommitteeVersion:
    """How a table works from a day on (None: from the beginning)."""

    number: int
    valid_from: date | None
    committee: Committee


class Committees:
    """All tables with their versions, of which each is read when it is asked for."""

    def __init__(self, connection: Connection) -> None:
        query = (
            select(version.c.committee, version.c.version, version.c.valid_from)
            .add_columns(version.c.definition)
            .join(committee, committee.c.code == version.c.committee)
            .order_by(committee.c.position, version.c.valid_from.desc().nulls_last())
        )
        self._rows = grouped(connection.execute(query), lambda row: str(row.committee))
        self._read: dict[tuple[str, int], Committee] = {}

    def on(self, code: str, day: date) -> Committee | None:
        """Return a table as it works on a day; None when there is no such table."""
        rows = self._rows.get(code, ())
        holds = (row for row in rows if row.valid_from is None or row.valid_from <= day)
        return next(map(self._committee, holds), None)

    def all_on(self, day: date) -> list[Committee]:
        """Return all tables as they work on a day, in their order."""
        found = (self.on(code, day) for code in self._rows)
        return [one for one in found if one is not None]

    def versions(self, code: str) -> list[CommitteeVersion]:
        """Return the versions of a table, the newest first."""
        return [
            CommitteeVersion(row.version, row.valid_from, self._committee(row))
            for row in self._rows.get(code, ())
        ]

    def _committee(self, row: Row[Any]) -> Committee:
        key = (row.committee, row.version)
        if key not in self._read:
            self._read[key] = committee_file.parse(row.definition)
        return self._read[key]


def numbered_by_another(connection: Connection, prefix: str, code: str) -> str | None:
    """Return another table than `code` with cases whose numbers begin with a prefix, if any."""
    query = select(case_record.c.committee).where(
        case_record.c.number.startswith(f"{prefix}-", autoescape=True),
        case_record.c.committee != code,
    )
    return connection.execute(query.limit(1)).scalar()


def add_framework(connection: Connection, value: Framework) -> str:
    """Keep a version of a framework and return its id."""
    key = new_id()
    connection.execute(
        insert(framework),
        [{"id": key, "committee": value.committee, "version": value.version, **_row(value)}],
    )
    return key


def change_framework(connection: Connection, key: str, value: Framework) -> None:
    """Write a version anew; who may do that, and when, is for the use case to say."""
    connection.execute(update(framework).where(framework.c.id == key).values(_row(value)))


def delete_framework(connection: Connection, key: str) -> None:
    """Take a version away that nothing refers to."""
    connection.execute(delete(framework).where(framework.c.id == key))


def in_use(connection: Connection, key: str) -> bool:
    """Say whether vooradviezen, answers of a table or outcomes were made with a version."""
    advised = exists().where(advice.c.framework_id == key)
    items = select(agenda_item.c.id).where(agenda_item.c.framework_id == key)
    answered = exists().where(committee_answer.c.item_id.in_(items))
    decided = exists().where(outcome.c.item_id.in_(items))
    return bool(connection.execute(select(advised | answered | decided)).scalar())


def on_agendas(connection: Connection, key: str) -> bool:
    """Say whether an item of an agenda will be weighed with a version."""
    query = select(exists().where(agenda_item.c.framework_id == key))
    return bool(connection.execute(query).scalar())


def _row(value: Framework) -> dict[str, Any]:
    return {
        "state": value.state.value,
        "valid_from": value.valid_from,
        "definition": framework_file.to_plain(value),
    }


def load_framework(connection: Connection, key: str) -> Framework:
    """Return a version by its id. Raises UsageError."""
    query = select(framework.c.definition).where(framework.c.id == key)
    plain = connection.execute(query).scalar()
    if plain is None:
        raise UsageError("record-missing", kind="Framework")
    return framework_file.from_plain(plain)


def versions(connection: Connection, code: str) -> list[tuple[str, Framework]]:
    """Return the versions of a table's framework with their ids, newest first."""
    query = (
        select(framework.c.id, framework.c.definition)
        .where(framework.c.committee == code)
        .order_by(framework.c.version.desc())
    )
    return [(key, framework_file.from_plain(plain)) for key, plain in connection.execute(query)]


def in_force(connection: Connection, code: str, on: date) -> str:
    """Return the id of the version that a table weighs with on a day.

    The newest version that holds on that day: one that was adopted, or an example that came with
    a newer program. Before the first day of any, the oldest there is: frameworks ship as an
    example (domain.md §8), and a concept that somebody works on has no first day. Raises
    UsageError when there is none.
    """
    query = (
        select(framework.c.id, framework.c.valid_from)
        .where(framework.c.committee == code)
        .order_by(framework.c.version.desc())
    )
    found = list(connection.execute(query))
    for key, valid_from in found:
        if valid_from is not None and valid_from <= on:
            return str(key)
    if found:
        return str(found[-1][0])
    raise UsageError("framework-missing", table=code)

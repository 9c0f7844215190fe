"""Committees and frameworks as rows: kept in parts, read as one value."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, literal, select, union_all, update

from casustafel.domain import committee_file, framework_file
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
    committee_part,
    framework,
    outcome,
)

#: Which part of a committee's file is kept as rows of which kind.
_PARTS = {
    "seats": "seat",
    "outcomes": "outcome",
    "reasons": "reason",
    "points": "point",
    "adjustments": "adjustment",
}


def save_committee(connection: Connection, value: Committee) -> None:
    """Write a committee anew: its own row, and a row per outcome, reason, seat and point."""
    plain = committee_file.dump(value)
    parts = {name: plain.pop(name) for name in _PARTS}
    connection.execute(delete(committee_part).where(committee_part.c.committee == value.code))
    known = select(committee.c.code).where(committee.c.code == value.code)
    row = {"prefix": value.prefix, "position": value.position, "definition": plain}
    if connection.execute(known).scalar() is None:
        connection.execute(insert(committee), [{"code": value.code, **row}])
    else:
        connection.execute(update(committee).where(committee.c.code == value.code).values(row))
    connection.execute(
        insert(committee_part),
        [
            {
                "committee": value.code,
                "kind": kind,
                "code": part["code"],
                "position": place,
                "definition": part,
            }
            for name, kind in _PARTS.items()
            for place, part in enumerate(parts[name])
        ],
    )


def codes(connection: Connection) -> tuple[str, ...]:
    """Return the codes of all committees in their order."""
    return tuple(
        connection.execute(select(committee.c.code).order_by(committee.c.position)).scalars()
    )


def load_committees(connection: Connection) -> list[Committee]:
    """Return all committees in their order."""
    heads = select(
        committee.c.code, literal("").label("kind"), committee.c.definition, committee.c.position
    )
    parts = select(
        committee_part.c.committee,
        committee_part.c.kind,
        committee_part.c.definition,
        committee_part.c.position,
    )
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    rows = connection.execute(union_all(heads, parts)).all()
    for code, kind, definition, _position in sorted(rows, key=lambda row: row.position):
        found.setdefault((code, kind), []).append(definition)
    return [
        committee_file.parse(
            definition | {name: found.get((code, kind), []) for name, kind in _PARTS.items()}
        )
        for (code, head), (definition, *_) in found.items()
        if not head
    ]


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

"""The append-only log: each event carries the hash of the one before it.

What a hash is taken over is fixed by a format with a number, and never by the fields that an event
has today: a field that is added later leaves the hashes of all former events as they are. See
`docs/decisions/frozen-formats.md`.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, insert, select

from casustafel.domain.ids import new_id
from casustafel.domain.people import Actor
from casustafel.domain.records import AuditEvent
from casustafel.storage.schema.tables import audit_event
from casustafel.storage.schema.types import plain, to_json
from casustafel.storage.store import values_of

#: What the first event of a log points at.
GENESIS = "0" * 64


#: What format 1 seals of an event, its own hash aside. Frozen: add a format instead.
FORMAT_1 = (
    "action",
    "at",
    "committee",
    "details",
    "digest",
    "fields",
    "id",
    "person",
    "person_id",
    "previous",
    "roles",
    "subject",
    "subject_id",
)


def seal(event: Mapping[str, Any]) -> str:
    """Return the hash of an event in format 1: the SHA-256, in hex, of its fields as JSON.

    UTF-8, keys sorted, no spaces; a moment in UTC, in ISO 8601 ("+00:00"). Frozen, as FORMAT_1
    is.
    """
    sealed = {name: event[name] for name in FORMAT_1}
    text = json.dumps(
        sealed, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain
    )
    return hashlib.sha256(text.encode()).hexdigest()


def digest(values: Mapping[str, object]) -> str:
    """Return a salted hash of new values: it shows that they were, and never what they were."""
    if not values:
        return ""
    salt = secrets.token_hex(8)
    body = hashlib.sha256((salt + to_json(dict(values))).encode()).hexdigest()
    return salt + body[:48]


def as_kept(details: Mapping[str, object]) -> dict[str, object]:
    """Return details of an event as they are read back, whatever is done with theirs later."""
    kept: dict[str, object] = json.loads(to_json(dict(details)))
    return kept


def head(connection: Connection) -> str:
    """Return the hash of the last event; GENESIS for an empty log."""
    last = select(func.max(audit_event.c.position)).scalar_subquery()
    query = select(audit_event.c.hash).where(audit_event.c.position == last)
    return connection.execute(query).scalar() or GENESIS


class Event(NamedTuple):
    """What happened, when, to what, and by whom; it gets its place in the chain when written.

    `fields` are the names of what changed and `digest` the salted hash of the new values.
    """

    actor: Actor
    at: datetime
    action: str
    committee: str | None
    subject: str
    subject_id: str
    fields: tuple[str, ...]
    digest: str
    details: dict[str, object]


def append(connection: Connection, events: Sequence[Event]) -> None:
    """Chain events in their order behind the last one, in the transaction of what they are about.

    One SELECT and one INSERT, however many there are.
    """
    if not events:
        return
    last = select(audit_event.c.position, audit_event.c.hash)
    last = last.order_by(audit_event.c.position.desc()).limit(1)
    position, previous = connection.execute(last).one_or_none() or (0, GENESIS)
    rows = []
    for event in events:
        position += 1
        row = _row(event, previous)
        previous = row["hash"] = seal(row)
        rows.append(row | {"position": position})
    connection.execute(insert(audit_event), rows)


def _row(event: Event, previous: str) -> dict[str, Any]:
    # The moment as it is read back, so that what is sealed is what is kept.
    return values_of(
        AuditEvent(
            id=new_id(),
            at=event.at.astimezone(UTC),
            person_id=event.actor.person_id,
            person=event.actor.name,
            roles=" ".join(sorted(event.actor.roles_at(event.committee))),
            action=event.action,
            committee=event.committee,
            subject=event.subject,
            subject_id=event.subject_id,
            fields=event.fields,
            digest=event.digest,
            previous=previous,
            hash="",
            details=event.details,
        )
    )


def first_break(connection: Connection) -> int | None:
    """Return the position of the first event that does not fit the chain; None when all fit."""
    sealed = [audit_event.c[name] for name in FORMAT_1]
    query = select(audit_event.c.position, audit_event.c.hash, *sealed)
    previous = GENESIS
    for position, kept, *values in connection.execute(query.order_by(audit_event.c.position)):
        event = dict(zip(FORMAT_1, values, strict=True))
        if event["previous"] != previous or kept != seal(event):
            return int(position)
        previous = kept
    return None

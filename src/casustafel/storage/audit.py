"""The append-only log: each event carries the hash of the one before it.

What a hash is taken over is fixed by a format with a number, and never by the fields that an event
has today: a field that is added later leaves the hashes of all former events as they are. See
`docs/decisions/frozen-formats.md`.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from casustafel.domain.ids import new_id
from casustafel.domain.people import Actor
from casustafel.domain.records import AuditEvent
from casustafel.storage.schema.base import plain, to_json
from casustafel.storage.schema.records import audit_event
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


def head(connection: Connection) -> str:
    """Return the hash of the last event; GENESIS for an empty log."""
    last = select(func.max(audit_event.c.position)).scalar_subquery()
    query = select(audit_event.c.hash).where(audit_event.c.position == last)
    return connection.execute(query).scalar() or GENESIS


def append(
    connection: Connection,
    *,
    actor: Actor,
    at: datetime,
    action: str,
    committee: str | None,
    subject: str,
    subject_id: str,
    changes: Mapping[str, object],
    details: Mapping[str, object],
) -> AuditEvent:
    """Write one event within the transaction of the change it is about.

    `changes` are new values by field: only the names and a salted hash are kept. `details` are
    kept as they are and so hold no personal data.
    """
    # Moment and details as they are read back, so that what is sealed is what is kept.
    event = AuditEvent(
        id=new_id(),
        at=at.astimezone(UTC),
        person_id=actor.person_id,
        person=actor.name,
        roles=" ".join(sorted(actor.roles_at(committee))),
        action=action,
        committee=committee,
        subject=subject,
        subject_id=subject_id,
        fields=tuple(sorted(changes)),
        digest=digest(changes),
        previous=head(connection),
        hash="",
        details=json.loads(to_json(dict(details))),
    )
    row = values_of(event)
    row["hash"] = seal(row)
    next_position = select(func.coalesce(func.max(audit_event.c.position), 0) + 1)
    row["position"] = connection.execute(next_position).scalar_one()
    connection.execute(insert(audit_event), [row])
    return event


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

"""The append-only log: each event carries the hash of the one before it."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from casustafel.domain.ids import new_id
from casustafel.domain.people import Actor
from casustafel.domain.records import AuditEvent
from casustafel.storage.schema.base import to_json
from casustafel.storage.schema.records import audit_event
from casustafel.storage.store import fields_of, values_of

#: What the first event of a log points at.
GENESIS = "0" * 64


def _hash(event: AuditEvent) -> str:
    content = values_of(event)
    del content["hash"]
    return hashlib.sha256(to_json(content).encode()).hexdigest()


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
    event = AuditEvent(
        id=new_id(),
        at=at,
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
        details=dict(details),
    )
    row = values_of(event) | {"hash": _hash(event)}
    next_position = select(func.coalesce(func.max(audit_event.c.position), 0) + 1)
    row["position"] = connection.execute(next_position).scalar_one()
    connection.execute(insert(audit_event), [row])
    return event


def first_break(connection: Connection) -> int | None:
    """Return the position of the first event that does not fit the chain; None when all fit."""
    names = fields_of(AuditEvent)
    query = select(audit_event.c.position, *(audit_event.c[name] for name in names)).order_by(
        audit_event.c.position
    )
    previous = GENESIS
    for row in connection.execute(query):
        event = AuditEvent(**dict(zip(names, row[1:], strict=True)))
        if event.previous != previous or event.hash != _hash(event):
            return int(row[0])
        previous = event.hash
    return None

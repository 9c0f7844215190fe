"""The append-only logs: each entry carries the hash of the one before it.

What a hash is taken over is fixed by a format with a number, and never by the fields that an event
has today: a field that is added later leaves the hashes of all former events as they are. See
`docs/decisions/frozen-formats.md`.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, delete, func, insert, select

from casustafel.domain.ids import new_id
from casustafel.domain.people import Actor
from casustafel.domain.records import AuditEvent, Login
from casustafel.storage.backend import backend_of
from casustafel.storage.schema.tables import audit_event, log_seal, login
from casustafel.storage.schema.types import plain, to_json
from casustafel.storage.store import values_of

#: What the first event of a log points at.
GENESIS = "0" * 64
_HEX = re.compile("[0-9a-f]{64}")
#: How many of the last entries are looked at first for a head.
_STEP = 4_000

#: What format 1 seals of an event, its own hash aside. Frozen: add a format instead.
FORMAT_1 = (
    *("action", "at", "committee", "details", "digest", "fields", "id", "person", "person_id"),
    *("previous", "roles", "subject", "subject_id"),
)


#: What format 1 seals of a login. Frozen too.
LOGIN_1 = ("at", "id", "person", "person_id", "previous")


class Chain(NamedTuple):
    """A log: the table that keeps it, and what is sealed of each entry."""

    name: str
    table: Table
    sealed: tuple[str, ...]


EVENTS = Chain("events", audit_event, FORMAT_1)
LOGINS = Chain("logins", login, LOGIN_1)
CHAINS = (EVENTS, LOGINS)


def seal(event: Mapping[str, Any], names: tuple[str, ...] = FORMAT_1) -> str:
    """Return the hash of an entry in format 1: the SHA-256, in hex, of its fields as JSON.

    UTF-8, keys sorted, no spaces; a moment in UTC, in ISO 8601 ("+00:00"). Frozen, as FORMAT_1
    is.
    """
    sealed = {name: event[name] for name in names}
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


def head(connection: Connection, chain: Chain = EVENTS) -> str:
    """Return the hash of the last entry; GENESIS for an empty log."""
    return end(connection, chain)[1]


def end(connection: Connection, chain: Chain = EVENTS) -> tuple[int, str]:
    """Return the position and the hash of the last entry, or those that the chain begins behind."""
    if backend_of(connection).chains:  # an account may not read the log, and yet know its end
        server = func.app.log_end(chain.name).table_valued("place", "sealed")
        place, sealed = connection.execute(select(server.c.place, server.c.sealed)).one()
        return int(place), bytes(sealed).hex()
    kept = chain.table.c
    last = select(kept.position, kept.hash).order_by(kept.position.desc()).limit(1)
    found = connection.execute(last).one_or_none()
    return (int(found[0]), str(found[1])) if found else beginning(connection, chain)


def beginning(connection: Connection, chain: Chain) -> tuple[int, str]:
    """Return the position and the hash behind which a chain begins: of the last part that went."""
    kept = log_seal.c
    query = select(kept.position, kept.hash).order_by(kept.position.desc()).limit(1)
    gone = (kept.log == chain.name) & kept.removed_at.is_not(None)
    found = connection.execute(query.where(gone)).one_or_none()
    return (int(found[0]), str(found[1])) if found else (0, GENESIS)


def last_before(connection: Connection, chain: Chain, moment: datetime) -> tuple[int, str] | None:
    """Return the position and the hash of the last entry before a moment, of those still there."""
    kept = chain.table.c
    query = select(kept.position, kept.hash).where(kept.at < moment)
    found = connection.execute(query.order_by(kept.position.desc()).limit(1)).one_or_none()
    return (int(found[0]), str(found[1])) if found else None


def remove(connection: Connection, chain: Chain, position: int) -> int:
    """Delete the entries up to a position, of which a seal says that they went."""
    if backend_of(connection).chains:
        gone = select(func.app.remove_log(chain.name, position))
        return int(connection.execute(gone).scalar_one())
    kept = chain.table
    return connection.execute(delete(kept).where(kept.c.position <= position)).rowcount


def holds(connection: Connection, hashes: Collection[str]) -> set[str]:
    """Return which of these heads are or were in the log of events."""
    sealed = select(log_seal.c.hash).where(log_seal.c.hash.in_(hashes))
    found = {GENESIS, *connection.execute(sealed).scalars()} & set(hashes)
    return found | places(connection, set(hashes) - found).keys()


def places(connection: Connection, hashes: Collection[str]) -> dict[str, int]:
    """Return the positions of heads in the log of events, of those that it holds.

    Looks back from its end, further at each step: heads that are asked for are mostly recent, and
    an index of hashes would be the largest part of the log.
    """
    found: dict[str, int] = {}
    # A hash that was mistyped is in no log.
    wanted = {one for one in hashes if _HEX.fullmatch(one)}
    kept, (upto, _), step = audit_event.c, end(connection), _STEP
    while upto > 0 and wanted > found.keys():
        left = kept.hash.in_(wanted - found.keys())
        query = select(kept.hash, kept.position).where(
            kept.position > upto - step, kept.position <= upto, left
        )
        found |= {row[0]: row[1] for row in connection.execute(query)}
        upto, step = upto - step, step * 4
    return found


#: What the server fills in (db/postgresql): the same as `append` does.
_BY_SERVER = {"position": 0, "hash": "", "previous": ""}


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
    if backend_of(connection).chains:
        connection.execute(insert(audit_event), [_row(one, "") | _BY_SERVER for one in events])
        return
    position, previous = end(connection)
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


def log_in(connection: Connection, actor: Actor, at: datetime) -> None:
    """Chain that somebody opened the workspace."""
    by_server = backend_of(connection).chains
    position, previous = (0, "") if by_server else end(connection, LOGINS)
    made = Login(
        id=new_id(),
        at=at.astimezone(UTC),
        person_id=actor.person_id,
        person=actor.name,
        previous=previous,
        hash="",
    )
    row = values_of(made)
    row |= _BY_SERVER if by_server else {"position": position + 1, "hash": seal(row, LOGIN_1)}
    connection.execute(insert(login), [row])


def first_break(
    connection: Connection, chain: Chain = EVENTS, since: tuple[int, str] | None = None
) -> int | None:
    """Return the position of the first entry that does not fit the chain; None when all fit.

    Positions have no gaps, from the last part that went; what was closed still has its seal; a log
    of events is never empty, for making the workspace is one. `since`: only behind this position
    and hash, which are known to be right.
    """
    kept, seals = chain.table.c, log_seal.c
    closed = select(seals.position, seals.hash).where(seals.log == chain.name)
    ends: dict[int, str] = {row[0]: row[1] for row in connection.execute(closed)}
    start = position, previous = since or beginning(connection, chain)
    query = select(kept.position, kept.hash, *(kept[name] for name in chain.sealed))
    query = query.where(kept.position > position)
    for at, own, *values in connection.execute(query.order_by(kept.position)):
        event = dict(zip(chain.sealed, values, strict=True))
        position += 1
        fits = at == position and event["previous"] == previous
        if not fits or own != seal(event, chain.sealed) or ends.get(at, own) != own:
            return int(position)
        previous = own
    missing = max(ends, default=0) > position or (chain is EVENTS and start == (position, GENESIS))
    return position + 1 if missing else None

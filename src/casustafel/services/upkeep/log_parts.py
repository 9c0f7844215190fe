"""Closing a year of a log, letting a closed part go when its term is over, and giving it away.

A part that goes leaves its seal (`LogSeal`), so that the chain behind it can still be proved. The
export is in the terms of the national standard Logboek Dataverwerkingen; `docs/log.md` says which
field is which, there and in VNG's Verwerkingenlogging.
"""

import json
from dataclasses import replace
from datetime import UTC, date, timedelta
from pathlib import Path

from casustafel import __version__
from casustafel.domain.ids import new_id
from casustafel.domain.local_time import moment_of
from casustafel.domain.records import Login, LogSeal
from casustafel.services.use_case import Free, Right, UnitOfWork, part, use_case
from casustafel.storage import audit
from casustafel.storage.leaving import write_out
from casustafel.storage.queries import log as kept
from casustafel.storage.queries.log import LogFilter, LogRow

#: How long a log is kept (domain.md §9): events in whole years, logins in days.
EVENT_YEARS, LOGIN_DAYS = 5, 183


@use_case(Free("says who opened the workspace; closing a year takes nothing away"))
def opened(uow: UnitOfWork) -> None:
    """Log who opened the workspace, and seal both logs at the end of last year once it passed."""
    audit.log_in(uow.connection, uow.actor, uow.clock())
    until = date(uow.today.year - 1, 12, 31)
    # Where accounts are bounded only who keeps the terms sees how old the logs are.
    if not uow.backend.accounts or uow.actor.may(Right.MANAGE_RETENTION):
        for chain in audit.CHAINS:
            _close(uow, chain, until)


@part
def remove_expired(uow: UnitOfWork) -> dict[str, int]:
    """Let the parts go whose term is over; return how many entries went, per log.

    Events go by whole years, logins day by day.
    """
    ends = {
        audit.EVENTS: date(uow.today.year - EVENT_YEARS - 1, 12, 31),
        audit.LOGINS: uow.today - timedelta(days=LOGIN_DAYS),
    }
    went: dict[str, int] = {}
    for chain, until in ends.items():
        position = _close(uow, chain, until)
        if position is None:
            continue
        for one in uow.find(LogSeal, log=chain.name):
            if one.position <= position and one.removed_at is None:
                uow.replace(one, replace(one, removed_at=uow.clock()))
        went[chain.name] = audit.remove(uow.connection, chain, position)
        uow.audit("log-removed", "log", chain.name, until=until, count=went[chain.name])
    return went


def _close(uow: UnitOfWork, chain: audit.Chain, until: date) -> int | None:
    """Seal a log at the end of a day; return the position, or None where nothing is that old."""
    last = audit.last_before(uow.connection, chain, moment_of(until + timedelta(days=1)))
    if last is None:
        return None
    position, sealed = last
    if uow.first(LogSeal, log=chain.name, position=position) is not None:
        return position
    uow.add(
        LogSeal(
            id=new_id(),
            log=chain.name,
            position=position,
            hash=sealed,
            count=position,
            until=until,
            sealed_at=uow.clock(),
        )
    )
    uow.audit("log-closed", "log", chain.name, until=until, position=position, head=sealed)
    return position


@use_case(Right.READ_LOG)
def export(uow: UnitOfWork, target: Path, asked: LogFilter) -> int:
    """Write the events that fit, and the logins, to a file (.json); return how many there were.

    Raises FileError; then nothing is logged.
    """
    connection = uow.connection
    rows = kept.page(connection, asked, 0, kept.total(connection, asked))
    said = {
        "resource": {"name": "casustafel", "version": __version__},
        "head": audit.head(connection),
        "records": [_record(row) for row in rows],
        "logins": [_login(one) for one in uow.find(Login, "-position")],
    }
    write_out(target, json.dumps(said, ensure_ascii=False, indent=1).encode())
    uow.audit("log-exported", "log", audit.EVENTS.name, rows=len(rows))
    return len(rows)


def _record(row: LogRow) -> dict[str, object]:
    at = row.at.astimezone(UTC).isoformat()
    about = row.committee or "beheer"
    return {
        "trace_id": row.id.replace("-", ""),
        "operation_id": row.hash[:16],
        "parent_operation_id": None,
        "status_code": "OK",
        "name": row.action,
        "start_time": at,
        "end_time": at,
        "attributes": {
            "dpl.core.processing_activity_id": f"casustafel:{about}",
            "dpl.core.data_subject_id": row.subject_id if row.subject == "case" else None,
            "dpl.core.data_subject_id_type": "casustafel:case" if row.subject == "case" else None,
            "user": row.person,
            "roles": row.roles,
            "subject": row.subject,
            "subject_id": row.subject_id,
            "fields": list(row.fields),
            "details": row.details,
            "position": row.position,
            "hash": row.hash,
        },
    }


def _login(one: Login) -> dict[str, object]:
    return {"user": one.person, "at": one.at.isoformat(), "hash": one.hash}

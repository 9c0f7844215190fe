"""Keeping the workspace whole: backup, restore, check."""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from casustafel.domain.errors import DatabaseError, FileError, UsageError
from casustafel.domain.local_time import local_day
from casustafel.domain.meetings import Meeting
from casustafel.domain.minutes import AdoptedVersion, Minutes, MinutesState
from casustafel.domain.minutes_content import kept_hash, parse_canonical
from casustafel.domain.records import AuditEvent, LogSeal
from casustafel.services.definitions import tables
from casustafel.services.people.keyring import COUNTER
from casustafel.services.upkeep import retention
from casustafel.services.use_case import Free, Reading, Right, UnitOfWork, part, read, use_case
from casustafel.storage import audit
from casustafel.storage.backup import Manifest, newest_backup
from casustafel.storage.backup import back_up as write_backup
from casustafel.storage.check import Fault, check_backup, check_database, check_keys
from casustafel.storage.location import LocalFiles
from casustafel.storage.queries import at_table
from casustafel.storage.reading import ONLY_READ
from casustafel.storage.store import Reader

if TYPE_CHECKING:
    from casustafel.storage.workspace import OpenWorkspace

_PDF = b"%PDF-"

Reads = Callable[[], AbstractContextManager[Reading]]
Writes = Callable[[], AbstractContextManager[UnitOfWork]]


def back_up(
    storage: "OpenWorkspace",
    writing: Writes,
    target: Path,
    now: datetime,
    *,
    by_itself: bool = False,
) -> Manifest:
    """Write an encrypted backup; `by_itself`: the program does, whoever works there.

    The log says that it begins, which is in the copy too, and that it was made once it stands
    there, read back whole; on a disk that is full or cannot be written the log stays as it is.
    """
    if not isinstance(storage.location, LocalFiles) or storage.unlocked is None:
        raise UsageError("backup-of-shared-database")
    if target.exists():
        raise FileError("backup-exists", file=str(target))
    _log_step(writing, "begun", storage.unlocked.workspace, by_itself=by_itself)
    made = write_backup(
        storage.location,
        storage.unlocked.key,
        target,
        now=now,
        source=storage.source,
        mode=storage.mode,
    )
    _log_step(writing, "made", storage.unlocked.workspace, by_itself=by_itself)
    return made


def _log_step(
    writing: Writes, step: Literal["begun", "made"], workspace: str, *, by_itself: bool
) -> None:
    try:
        with writing() as uow:
            (log_own_backup if by_itself else log_backup)(uow, step, workspace)
    except (DatabaseError, FileError) as error:
        if error.code not in ONLY_READ:
            raise


@use_case(Right.BACKUP)
def log_backup(uow: UnitOfWork, step: Literal["begun", "made"], workspace: str) -> None:
    """Log a step of `back_up`."""
    uow.audit(f"backup-{step}", "workspace", workspace)


@use_case(Free("the program makes backups by itself, whoever works there"))
def log_own_backup(uow: UnitOfWork, step: Literal["begun", "made"], workspace: str) -> None:
    """Log a step of a backup that the program made by itself."""
    uow.audit(f"backup-{step}", "workspace", workspace)


@read(Free("says only when"))
def last_backup(reader: Reading) -> datetime | None:
    """Return when a backup was last made in this workspace; None for never."""
    made = reader.first(AuditEvent, "-at", action="backup-made")
    return made.at if made else None


@use_case(Right.BACKUP)
def log_restored(
    uow: UnitOfWork,
    workspace: str,
    made: Manifest,
    former: tuple[int, str] | None,
    destroyed: Sequence[tuple[str, str]] = (),
) -> None:
    """Log in what is put in place which backup it is, and how the log that it replaces ended.

    `former` is the last position and hash of that log; None when it could not be read. What was
    `destroyed` since the backup is destroyed here too (salts and marks).
    """
    retention.replay(uow, destroyed)
    at, head = former or (None, "")
    uow.audit(
        "workspace-restored",
        "workspace",
        workspace,
        backup_of=made.made_at,
        backup_head=made.audit_head,
        former_position=at,
        former_head=head,
    )


@use_case(Right.MANAGE_PEOPLE)
def server_restored(uow: UnitOfWork, former: tuple[int, str] | None) -> None:
    """Say in the log of a shared database that an older copy of it was put back on its server.

    `former` is the last position and hash that this computer saw before. From then on it counts as
    it is, also for who saw more of it. Raises UsageError('roles-of-local') for a local file.
    """
    if not uow.backend.accounts:
        raise UsageError("roles-of-local")
    at, head = former or (None, "")
    uow.audit("server-restored", "workspace", "shared", former_position=at, former_head=head)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The last head of the log that stands elsewhere too: what came before it was checked then."""

    position: int
    head: str
    at: datetime


def check(
    storage: "OpenWorkspace", reading: Reads, head: str = "", since: Anchor | None = None
) -> list[Fault]:
    """Check the database file and its keys, the chains of the logs, and all adopted minutes.

    The log is held against the heads in adopted minutes, in the newest backup in reach, and
    against `head` when one is given, as it is printed on paper. With `since`, which `last_anchor`
    gives, only what came behind it: events, minutes, and no page of the file.
    """
    faults: list[Fault] = []
    files, unlocked = storage.location, storage.unlocked
    with reading() as reader:
        if isinstance(files, LocalFiles) and unlocked is not None:
            database = storage.source or files.database
            if since is None:
                faults += check_database(database, unlocked.key, mode=storage.mode)
            faults += check_keys(files, unlocked.key, int(reader.setting(COUNTER) or 0))
            later = not_in_log(reader, _folders(reader, files), unlocked.workspace)
            if later is not None:
                values = {"file": later[0].name, "made": later[1].made_at}
                faults.append(Fault("fault-log-backup", values))
        if reader.backend.accounts:
            reader.actor.require(Right.READ_LOG)  # a server shows the log to nobody else
        for chain in audit.CHAINS:
            behind = (since.position, since.head) if since and chain is audit.EVENTS else None
            broken = audit.first_break(reader.connection, chain, behind)
            if broken is not None:
                faults.append(Fault(f"fault-log-{chain.name}", {"position": broken}))
        faults += _minutes_faults(reader, since)
        typed = "".join(head.split()).lower()
        if typed and not audit.holds(reader.connection, [typed]):
            faults.append(Fault("fault-log-head", {"head": typed[:16]}))
    return faults


def last_anchor(storage: "OpenWorkspace", reading: Reads) -> Anchor | None:
    """Return the newest of the heads in adopted minutes and in the newest backup in reach.

    None where there is none, or where the log does not hold it: then all of it is to be checked.
    """
    files, unlocked = storage.location, storage.unlocked
    with reading() as reader:
        adopted = at_table.last_adopted(reader.connection)
        heads = dict([adopted] if adopted else [])
        if isinstance(files, LocalFiles) and unlocked is not None:
            newest = newest_backup(_folders(reader, files), unlocked.workspace)
            heads |= {newest[1].audit_head: newest[1].made_at} if newest else {}
        found = audit.places(reader.connection, heads)
    if len(found) < len(heads):
        return None
    made = [Anchor(position, head, heads[head]) for head, position in found.items()]
    return max(made, key=lambda one: one.position, default=None)


def _folders(reader: Reader, files: LocalFiles) -> list[Path]:
    chosen = reader.setting("backup_place")
    return [files.backups, *([Path(chosen)] if chosen else [])]


@part
def not_in_log(
    reader: Reader, folders: Sequence[Path], workspace: str
) -> tuple[Path, Manifest] | None:
    """Return the newest backup in these folders when the log does not hold its head.

    Those of before a restore had another log.
    """
    restored = reader.first(AuditEvent, "-at", action="workspace-restored")
    newest = newest_backup(folders, workspace, since=restored.at if restored else None)
    if newest is None or audit.holds(reader.connection, [newest[1].audit_head]):
        return None
    return newest


def _minutes_faults(reader: Reader, since: Anchor | None = None) -> list[Fault]:
    """Check what was adopted: that it is what was kept, and that the log says so.

    Each adoption stands in the log with its hashes, behind the head that is printed on it. What
    went with a closed part of the log is not asked for.
    """
    began = since.at if since else datetime.min.replace(tzinfo=UTC)
    asked = {"id": at_table.adopted_since(reader.connection, began)} if since else {}
    kept = {one.id: one for one in reader.find(Minutes, **asked)}
    known: list[Minutes | AdoptedVersion] = [one for one in kept.values() if _adopted(one)]
    former = {"minutes_id": list(kept)} if since else {}
    versions = reader.find(AdoptedVersion, "version", **former)
    known += [one for one in versions if one.adopted_at >= began]
    places = [
        one.meeting_id if isinstance(one, Minutes) else kept[one.minutes_id].meeting_id
        for one in known
    ]
    broken = {place for one, place in zip(known, places, strict=True) if not _sound(one)}
    adoptions = {
        (event.subject_id, event.details.get("content_hash"), event.details.get("pdf_hash"))
        for event in reader.find(AuditEvent, action="minutes-adopted")
        if event.at >= began
    }
    there = {
        (place, one.content_hash, one.pdf_hash) for one, place in zip(known, places, strict=True)
    }
    heads = audit.holds(reader.connection, {one.audit_head or "" for one in known})
    gone = [one for one in reader.find(LogSeal, log=audit.EVENTS.name) if one.removed_at]
    removed = max((one.until for one in gone), default=date.min)
    for one, place in zip(known, places, strict=True):
        if one.adopted_at is not None and local_day(one.adopted_at) <= removed:
            continue
        said = (place, one.content_hash, one.pdf_hash) in adoptions
        if not said or (one.audit_head or "") not in heads:
            broken.add(place)
    broken |= {subject for subject, *_hashes in adoptions - there}
    meetings = reader.by_ids(Meeting, broken)
    names = {one.code: one.short_name for one in tables.all_committees(reader)}
    return [
        Fault("fault-minutes", {"table": names[one.committee], "date": one.held_on})
        for one in sorted(meetings.values(), key=lambda one: (one.held_on, one.id))
    ]


def _adopted(minutes: Minutes) -> bool:
    return minutes.state is MinutesState.ADOPTED


def _sound(minutes: Minutes | AdoptedVersion) -> bool:
    """Say whether what was kept at adoption is still that, byte for byte, and can be read.

    It is hashed as it stands and never written anew: what a later version of the program would
    write is no proof of what was adopted.
    """
    if minutes.content is None or minutes.pdf is None:
        return False
    try:
        parse_canonical(minutes.content.encode())
    except FileError:
        return False
    return (
        kept_hash(minutes.content) == minutes.content_hash
        and hashlib.sha256(minutes.pdf).hexdigest() == minutes.pdf_hash
    )


@read(Free("says only whether a file is one of this workspace"))
def check_file(reader: Reading, file: Path) -> list[Fault]:
    """Check a backup, or an exported PDF against the adopted minutes that are kept here."""
    try:
        with file.open("rb") as stream:
            start = stream.read(len(_PDF))
            if start == _PDF:
                found = hashlib.sha256(start + stream.read()).hexdigest()
            else:
                return check_backup(file)
    except OSError as error:
        raise FileError("file-unreadable", file=str(file)) from error
    known = reader.first(Minutes, pdf_hash=found) or reader.first(AdoptedVersion, pdf_hash=found)
    return [] if known else [Fault("fault-copy-unknown", {"file": file.name})]

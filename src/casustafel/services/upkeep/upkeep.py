"""Keeping the workspace whole: backup, restore, check."""

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from casustafel.domain.errors import FileError, UsageError
from casustafel.domain.meetings import Meeting
from casustafel.domain.minutes import AdoptedVersion, Minutes, MinutesState
from casustafel.domain.minutes_content import kept_hash, parse_canonical
from casustafel.domain.people import Right
from casustafel.domain.records import AuditEvent
from casustafel.services.definitions import tables
from casustafel.services.use_case import Free, read, use_case
from casustafel.storage import audit
from casustafel.storage.backup import Manifest
from casustafel.storage.backup import back_up as write_backup
from casustafel.storage.check import Fault, check_backup, check_database
from casustafel.storage.location import LocalFiles, locate
from casustafel.storage.restore import Restored
from casustafel.storage.restore import restore as restore_files
from casustafel.storage.store import Reader
from casustafel.storage.unit_of_work import Reading, UnitOfWork

if TYPE_CHECKING:
    from casustafel.storage.workspace import OpenWorkspace

_PDF = b"%PDF-"

Reads = Callable[[], AbstractContextManager[Reading]]
Writes = Callable[[], AbstractContextManager[UnitOfWork]]


def back_up(storage: "OpenWorkspace", writing: Writes, target: Path, now: datetime) -> Manifest:
    """Write an encrypted backup.

    The log says that it begins, which is in the copy too, and that it was made once it stands
    there, read back whole.
    """
    if not isinstance(storage.location, LocalFiles) or storage.unlocked is None:
        raise UsageError("backup-of-shared-database")
    if target.exists():
        raise FileError("backup-exists", file=str(target))
    with writing() as uow:
        log_backup(uow, "begun", storage.unlocked.workspace)
    made = write_backup(storage.location, storage.unlocked.key, target, now=now)
    with writing() as uow:
        log_backup(uow, "made", storage.unlocked.workspace)
    return made


@use_case(Right.BACKUP)
def log_backup(uow: UnitOfWork, step: Literal["begun", "made"], workspace: str) -> None:
    """Log a step of `back_up`."""
    uow.audit(f"backup-{step}", "workspace", workspace)


@read(Free("says only when"))
def last_backup(reader: Reading) -> datetime | None:
    """Return when a backup was last made in this workspace; None for never."""
    made = reader.first(AuditEvent, "-at", action="backup-made")
    return made.at if made else None


def restore(file: Path, database: str | None, *, now: datetime, replace: bool) -> Restored:
    """Put a backup in place of the workspace at `database`; see `storage.restore`."""
    files = locate(database)
    if not isinstance(files, LocalFiles):
        raise UsageError("backup-of-shared-database")
    return restore_files(file, files, now=now, replace=replace)


def check(storage: "OpenWorkspace", reading: Reads) -> list[Fault]:
    """Check the database file, the chain of the log, and every adopted set of minutes."""
    faults: list[Fault] = []
    if isinstance(storage.location, LocalFiles) and storage.unlocked is not None:
        faults += check_database(storage.location, storage.unlocked.key)
    with reading() as reader:
        broken = audit.first_break(reader.connection)
        if broken is not None:
            faults.append(Fault("fault-log", {"position": broken}))
        faults += _minutes_faults(reader)
    return faults


def _minutes_faults(reader: Reader) -> list[Fault]:
    """Check what was adopted: the minutes in force, and the versions that came before them."""
    kept = {one.id: one for one in reader.find(Minutes)}
    former = reader.find(AdoptedVersion, "version")
    broken = [one.meeting_id for one in kept.values() if _adopted(one) and not _sound(one)]
    broken += [kept[one.minutes_id].meeting_id for one in former if not _sound(one)]
    meetings = reader.by_ids(Meeting, broken)
    names = {one.code: one.short_name for one in tables.all_committees(reader)}
    return [
        Fault("fault-minutes", {"table": names[one.committee], "date": one.held_on})
        for one in (meetings[key] for key in broken)
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

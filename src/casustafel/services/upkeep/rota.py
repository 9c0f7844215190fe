"""Backups that the program makes by itself: when, where, and for how long they are kept.

At opening, locking and closing when the last is over a day old or something was destroyed since,
and before a large list comes in. They go to the folder that was chosen, else to the one beside the
database. All of the last week are kept, then one a week, for at most 13 weeks (domain.md §9).
"""

import contextlib
import re
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from casustafel.domain.errors import CasustafelError, RuleError
from casustafel.domain.local_time import local_day
from casustafel.domain.records import AuditEvent
from casustafel.services.upkeep import upkeep
from casustafel.services.upkeep.retention import BACKUP_WEEKS
from casustafel.services.upkeep.upkeep import Reads, Writes
from casustafel.services.use_case import Free, Reading, Right, UnitOfWork, read, use_case
from casustafel.storage.atomic import remove_files
from casustafel.storage.backup import Manifest, is_of
from casustafel.storage.faults import explained
from casustafel.storage.location import LocalFiles

if TYPE_CHECKING:
    from casustafel.storage.workspace import OpenWorkspace

PLACE = "backup_place"
#: A list of as many rows or more is large: a backup is made before it comes in.
LARGE = 500
_OVER = timedelta(hours=24)
_ALL_OF = timedelta(days=7)
_OWN = re.compile(r".+-(\d{8}T\d{6}Z)(-before-migration-from-\w+)?\.backup")
_PUT_ASIDE = re.compile(r".+-before-restore-(\d{8}T\d{6}Z)(-\d+)?")


@read(Free("where backups go is shown to who works here"))
def place(reader: Reading) -> str:
    """Return the folder that was chosen for backups; empty for none."""
    return str(reader.setting(PLACE) or "")


@use_case(Right.BACKUP)
def choose_place(uow: UnitOfWork, folder: str) -> None:
    """Choose the folder to which the program makes backups by itself.

    Raises RuleError('backup-place-missing') when it is not there.
    """
    there = False
    with contextlib.suppress(OSError, ValueError):  # such as a name that no disk can hold
        there = Path(folder).is_dir()
    if not there:
        raise RuleError("backup-place-missing", folder=folder)
    uow.choose(PLACE, folder)
    uow.audit("backup-place-chosen", "setting", PLACE)


@read(Free("says only whether"))
def due(reader: Reading) -> bool:
    """Say whether a backup is to be made: the last is a day old, or something went since.

    After a new key of the database too: older backups open with the keys of their day.
    """
    last = upkeep.last_backup(reader)
    if last is None or reader.clock() - last > _OVER:
        return True
    since = [reader.first(AuditEvent, "-at", action=what) for what in ("destroyed", "rekey")]
    return any(one is not None and one.at >= last for one in since)


def keep(storage: "OpenWorkspace", reading: Reads, writing: Writes, now: datetime) -> Path | None:
    """Make a backup where it is due; return where it stands, or None. Raises as `make`."""
    with reading() as reader:
        if not due(reader):
            return None
    return make(storage, reading, writing, now)


def make(storage: "OpenWorkspace", reading: Reads, writing: Writes, now: datetime) -> Path | None:
    """Make a backup in the chosen folder, and let go of those that are too old.

    Where that folder cannot be reached it goes beside the database, and the error is raised after.
    """
    files, unlocked = storage.location, storage.unlocked
    if not isinstance(files, LocalFiles) or unlocked is None:
        return None
    with reading() as reader:
        chosen = place(reader)
    if not chosen:
        with explained(files.backups):
            files.backups.mkdir(mode=0o700, exist_ok=True)
    name = f"{files.database.stem}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.backup"
    folder = Path(chosen) if chosen else files.backups
    try:
        upkeep.back_up(storage, writing, folder / name, now, by_itself=True)
    except CasustafelError:
        if folder != files.backups:
            with explained(files.backups):
                files.backups.mkdir(mode=0o700, exist_ok=True)
            upkeep.back_up(storage, writing, files.backups / name, now, by_itself=True)
        raise
    for each in {folder, files.backups}:
        prune(each, unlocked.workspace, now)
    _prune_put_aside(files, now)
    return folder / name


def later(storage: "OpenWorkspace", reader: Reading) -> tuple[Path, Manifest] | None:
    """Return the newest backup when it holds what this workspace does not: another copy went on."""
    files, unlocked = storage.location, storage.unlocked
    if not isinstance(files, LocalFiles) or unlocked is None:
        return None
    chosen = place(reader)
    folders = [files.backups, *([Path(chosen)] if chosen else [])]
    return upkeep.not_in_log(reader, folders, unlocked.workspace)


def prune(folder: Path, workspace: str, now: datetime) -> None:
    """Delete own backups of a workspace that the rota does not keep; others are left alone."""
    found: list[tuple[datetime, Path]] = []
    for file in folder.glob("*.backup"):
        named = _OWN.fullmatch(file.name)
        if named and is_of(file, workspace):
            found.append((_moment(named[1]), file))
    kept = set(kept_of([at for at, _file in found], now))
    for at, file in found:
        if at not in kept:
            remove_files(file)


def kept_of(moments: Iterable[datetime], now: datetime) -> list[datetime]:
    """Return which backups are kept: all of a week, one a week before, and always the last."""
    weeks: set[tuple[int, int]] = set()
    kept = []
    for number, at in enumerate(sorted(moments, reverse=True)):
        year, week, _day = local_day(at).isocalendar()
        recent = now - at <= _ALL_OF
        first = (year, week) not in weeks and now - at <= timedelta(weeks=BACKUP_WEEKS)
        if number == 0 or recent or first:
            kept.append(at)
        if not recent:
            weeks.add((year, week))
    return kept


def _prune_put_aside(files: LocalFiles, now: datetime) -> None:
    """Delete what a restore put aside as long ago as the oldest backup may be."""
    for folder in files.database.parent.glob(f"{files.database.stem}-before-restore-*"):
        named = _PUT_ASIDE.fullmatch(folder.name)
        if named and now - _moment(named[1]) > timedelta(weeks=BACKUP_WEEKS):
            shutil.rmtree(folder, ignore_errors=True)


def _moment(stamp: str) -> datetime:
    return datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)

"""The papers of a meeting: listed, made, saved one by one or all at once, sealed, and archived."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from casustafel.domain.errors import CasustafelError, FileError, RuleError
from casustafel.domain.local_time import local, local_day
from casustafel.domain.meetings import Meeting
from casustafel.domain.minutes import MinutesState
from casustafel.domain.minutes_content import MinutesContent
from casustafel.domain.papers import mail_about
from casustafel.domain.plain import AS_IT_IS
from casustafel.domain.retention import RecordKind, RetentionRule
from casustafel.domain.sizes import Secret
from casustafel.domain.wording.catalogue import label
from casustafel.outgoing import mail, mdto
from casustafel.outgoing.sealing import sealed
from casustafel.services import places
from casustafel.services.documents.folder import PERSONAL, MeetingFolder
from casustafel.services.documents.lines import PaperLine
from casustafel.services.minutes import minutes
from casustafel.services.places import AtMinutes
from casustafel.services.use_case import Reading, Right, UnitOfWork, read, use_case
from casustafel.storage.atomic import beside, move
from casustafel.storage.faults import explained
from casustafel.storage.leaving import refuse_own, write_out

#: In which folders the archive's package and the sealed copies stand.
ARCHIVE, SEALED = "archief", "verzegeld"


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of a meeting, and under which name they stand in a folder together."""

    meeting_id: str
    name: str
    held_on: date
    lines: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: how many files, which papers wait for something, and why no archive.

    `unaddressed` drafts of mail have nobody yet to go to.
    """

    files: int
    waiting: tuple[PaperLine, ...]
    no_archive: CasustafelError | None
    unaddressed: int


@read(Right.WRITE_MINUTES, at=places.minutes)
def listed(reader: Reading, at: AtMinutes) -> Papers:
    """Return the papers of a meeting, without those about a case in which one takes no part."""
    folder = MeetingFolder(reader, at)
    return Papers(at.meeting.id, folder.name, at.meeting.held_on, tuple(folder.lines))


@read(Right.WRITE_MINUTES, at=places.minutes)
def pdf(reader: Reading, at: AtMinutes, key: str) -> bytes:
    """Return a paper (by the key of its line) as PDF. Raises RuleError where something lacks."""
    return MeetingFolder(reader, at).make(key)


@use_case(Right.WRITE_MINUTES, at=places.minutes)
def export(
    uow: UnitOfWork, at: AtMinutes, key: str, target: Path, password: Secret | None = None
) -> None:
    """Write a paper to a file and log it; with a password a sealed copy. Raises FileError."""
    paper = MeetingFolder(uow, at).make(key)
    write_out(target, sealed(paper, password) if password else paper)
    _log(uow, at.meeting, "document-exported", key, sealed=password is not None)


@use_case(Right.WRITE_MINUTES, at=places.minutes)
def record_print(uow: UnitOfWork, at: AtMinutes, key: str) -> None:
    """Log that a paper went to a printer."""
    _log(uow, at.meeting, "document-printed", key)


@use_case(Right.WRITE_MINUTES, at=places.minutes)
def write_all(
    uow: UnitOfWork, at: AtMinutes, target: Path, password: Secret | None = None
) -> Written:
    """Write all papers of a meeting to a new folder, with drafts of mail, and log it.

    There is one draft per contact person, beside the first of the letters that go with it.
    With a password a sealed copy of what goes to one person stands beside. A paper for which
    something lacks waits; without the archivist's categories there is no package for the archive.
    Raises FileError, then there is no folder; 'folder-not-empty' for one that holds something.
    """
    folder = MeetingFolder(uow, at)
    files: dict[str, bytes] = {}
    waiting, mails = [], dict[str, list[PaperLine]]()
    for line in folder.lines:
        try:
            paper = files[line.file] = folder.make(line.key)
        except RuleError as error:
            waiting.append(replace(line, problem=error))
            continue
        if line.drafted:
            mails.setdefault(line.mail or line.key, []).append(line)
        if password and line.file.startswith(PERSONAL):
            files[f"{SEALED}/{PurePosixPath(line.file).name}"] = sealed(paper, password)
    for first, *others in mails.values():
        subject, body = mail_about(folder.draft_values(first.key), 1 + len(others))
        files[f"{first.file.removesuffix('.pdf')}.eml"] = mail.draft(subject, body, first.mail)
    no_archive = None
    try:
        files |= {f"{ARCHIVE}/{name}": made for name, made in _package(uow, at, folder, files)}
    except RuleError as error:
        no_archive = error
    _write_folder(target, files)
    _log(uow, at.meeting, "documents-exported", "", count=len(files), sealed=password is not None)
    unaddressed = sum(not first.mail for first, *_ in mails.values())
    return Written(len(files), tuple(waiting), no_archive, unaddressed)


def _log(uow: UnitOfWork, meeting: Meeting, action: str, key: str, **details: Any) -> None:
    if key:
        details["kind"] = key.partition(":")[0]
    uow.audit(action, "meeting", meeting.id, committee=meeting.committee, **details)


def _write_folder(target: Path, files: dict[str, bytes]) -> None:
    """Write a folder whole or not at all."""
    with explained(target):
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise FileError("folder-not-empty", file=str(target))
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except FileExistsError as error:
            raise FileError("file-unwritable", file=str(target)) from error
        made = beside(target)
        made.mkdir(mode=0o700)
        try:
            for name, content in files.items():
                place = made / name
                place.parent.mkdir(mode=0o700, exist_ok=True)
                refuse_own(place)
                place.write_bytes(content)
                place.chmod(0o600)
            if target.exists():
                target.rmdir()
            move(made, target)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise


def _package(
    uow: UnitOfWork, at: AtMinutes, folder: MeetingFolder, made: dict[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """Yield what the archive gets of adopted minutes: PDF, MDTO of both kinds, decisions in JSON.

    Raises RuleError: 'archive-not-adopted', 'archive-unconfirmed'.
    """
    kept = at.minutes
    if kept is None or kept.state is not MinutesState.ADOPTED or kept.adopted_at is None:
        raise RuleError("archive-not-adopted")
    lines = [line for line in folder.lines if line.record is not None and line.file in made]
    rules = _rules(uow, at.meeting.committee, {line.record for line in lines if line.record})
    adopted = local(kept.adopted_at)
    for line in lines:
        assert line.record is not None
        rule, name = rules[line.record], PurePosixPath(line.file).name
        stem = name.removesuffix(".pdf")
        record = mdto.Record(
            key=f"{at.meeting.id}/{stem}",
            name=" ".join(filter(None, (line.label, line.about, folder.name.replace("_", " ")))),
            file=name,
            paper=made[line.file],
            made_on=at.meeting.held_on,
            municipality=folder.house.municipality,
            kind=line.label,
            category=rule.category,
            term=None if rule.permanent else _duration(rule),
            term_from=local_day(kept.adopted_at),
            checked_at=adopted,
        )
        yield name, record.paper
        yield f"{stem}.mdto.xml", mdto.object_of(record)
        yield f"{stem}.bestand.mdto.xml", mdto.file_of(record)
    yield f"{folder.name}_uitkomsten.json", _decisions(minutes.build.within(uow, at), at)


def _rules(
    reader: Reading, committee: str, needed: set[RecordKind]
) -> dict[RecordKind, RetentionRule]:
    rules = {rule.kind: rule for rule in reader.find(RetentionRule, committee=committee)}
    open_kinds = sorted(label(kind) for kind in needed - rules.keys())
    if open_kinds:
        raise RuleError("archive-unconfirmed", kinds=", ".join(open_kinds))
    return rules


def _duration(rule: RetentionRule) -> str:
    """Return a term as XML Schema writes a duration."""
    return f"P{rule.years}Y{rule.days}D" if rule.days else f"P{rule.years}Y"


def _decisions(said: MinutesContent, at: AtMinutes) -> bytes:
    plain = {
        "format": "casustafel-decisions/1",
        "committee": said.committee,
        "municipality": said.municipality,
        "meeting": said.meeting_date.isoformat(),
        "minutes_sha256": at.kept.content_hash,
        "decisions": [
            {"case": item.case_number, "outcome": AS_IT_IS.plain(outcome)}
            for item, outcome in said.decided
        ],
    }
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=1)
    return text.encode() + b"\n"

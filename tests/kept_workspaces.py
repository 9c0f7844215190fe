"""Workspaces as former versions of the program left them, which every later version opens whole.

Each folder in `tests/data/workspaces` is one: `casustafel.db` with its file of keys, a copy of
adopted minutes as it was exported, `kept.json` with what must still be there, and `make.py`, which
made it and says what is in it. Before a version changes what is stored, a workspace of its
day is added: a folder is enough, the tests take all of them. Everything in them is invented.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import Connection, text

from casustafel.bootstrap import Workspace
from casustafel.domain.meetings import Meeting
from casustafel.domain.minutes import Minutes, MinutesState
from casustafel.services.minutes import minutes
from casustafel.storage import audit
from casustafel.storage.location import LocalFiles
from casustafel.storage.migrations import HEAD

ROOT = Path(__file__).parent / "data" / "workspaces"
DATABASE = "casustafel.db"
COPY = "notulen.pdf"

#: Tables that are no record of anybody's work, or that follow by themselves.
_UNCOUNTED = ("alembic_version", "case_search", "sqlite_")


@dataclass(frozen=True, slots=True)
class Kept:
    """What must still be there: rows per table, and per adopted minutes what was hashed.

    `commit` and `revision` say what made it. `minutes` holds, by meeting ("cpv-2026-11-12"), the
    hash of the content and that of the PDF; `events` and `head` are of the log.
    """

    commit: str
    revision: str
    person: str
    passphrase: str
    events: int
    head: str
    rows: Mapping[str, int]
    minutes: Mapping[str, tuple[str, str]]


def folders() -> list[Path]:
    """Return the folder of each workspace that was kept."""
    return sorted(path.parent for path in ROOT.glob(f"*/{DATABASE}"))


def kept_in(folder: Path) -> Kept:
    """Return what a folder says must still be there."""
    said = json.loads((folder / "kept.json").read_text("utf-8"))
    said["minutes"] = {name: tuple(hashes) for name, hashes in said["minutes"].items()}
    return Kept(**said)


def copied(folder: Path, to: Path) -> Path:
    """Copy a kept workspace, keys and all, and return its database."""
    files = LocalFiles(folder / DATABASE)
    for file in (files.database, files.keys):
        shutil.copyfile(file, to / file.name)
    return to / DATABASE


def row_counts(connection: Connection) -> dict[str, int]:
    """Return the number of rows of each table."""
    names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
    tables = sorted(name for name in names.scalars() if not name.startswith(_UNCOUNTED))
    return {
        name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()
        for name in tables
    }


def adopted_hashes(workspace: Workspace) -> dict[str, tuple[str, str]]:
    """Return what was hashed of all adopted minutes, by table and day."""
    with workspace.reading() as reader:
        found = reader.find(Minutes, state=MinutesState.ADOPTED)
        held = reader.by_ids(Meeting, [one.meeting_id for one in found])
    return {
        name_of(held[one.meeting_id]): (one.content_hash or "", one.pdf_hash or "")
        for one in sorted(found, key=lambda one: name_of(held[one.meeting_id]))
    }


def name_of(meeting: Meeting) -> str:
    """Return how `kept.json` calls a meeting."""
    return f"{meeting.committee}-{meeting.held_on}"


def put_away(workspace: Workspace, folder: Path, *, commit: str, passphrase: str) -> Kept:
    """Export the first minutes that were adopted, close a workspace and keep it in a folder."""
    with workspace.writing() as uow:
        first = uow.first(Minutes, "adopted_at", state=MinutesState.ADOPTED)
        assert first is not None
        minutes.export(uow, first.meeting_id, folder / COPY)
    with workspace.reading() as reader:
        rows, head = row_counts(reader.connection), audit.head(reader.connection)
    kept = Kept(
        commit=commit,
        revision=HEAD,
        person=workspace.actor.name,
        passphrase=passphrase,
        events=rows["audit_event"],
        head=head,
        rows=rows,
        minutes=adopted_hashes(workspace),
    )
    database = Path(workspace.shown)
    workspace.close()
    copied(database.parent, folder)
    said = json.dumps(asdict(kept), ensure_ascii=False, indent=2)
    (folder / "kept.json").write_text(said + "\n", "utf-8")
    return kept

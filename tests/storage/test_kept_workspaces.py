"""Workspaces of former versions open whole: every migration runs on them and loses nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect, select

from casustafel import bootstrap
from casustafel.bootstrap import Workspace
from casustafel.domain.cases import Case
from casustafel.domain.meetings import Meeting
from casustafel.domain.minutes import Minutes, MinutesState
from casustafel.domain.people import Person
from casustafel.services.minutes import minutes
from casustafel.services.upkeep import upkeep
from casustafel.storage import audit
from casustafel.storage.check import check_backup
from casustafel.storage.migrations import HEAD, current_revision, downgrade, upgrade
from casustafel.storage.schema.tables import audit_event
from kept_workspaces import (
    COPY,
    Kept,
    adopted_hashes,
    copied,
    folders,
    kept_in,
    name_of,
    row_counts,
)

#: Tables that opening may add rows to: what a table may decide and by which criteria it weighs, and
#: that an old slot got its key pair, and who opened it.
DEFINITIONS = {"committee", "framework", "setting", "audit_event", "login"}
#: Tables whose rows stand within the versions of a committee by now.
INTO_ONE = {"committee_part"}


@pytest.fixture(params=folders(), ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    """The folder of each workspace that was kept."""
    return Path(request.param)


@pytest.fixture
def kept(folder: Path) -> Kept:
    return kept_in(folder)


@pytest.fixture
def workspace(folder: Path, kept: Kept, tmp_path: Path) -> Iterator[Workspace]:
    """A copy of it, opened by the program of today."""
    with bootstrap.open_workspace(
        str(copied(folder, tmp_path)),
        kept.passphrase,
        kept.person,
        clock=lambda: datetime(2026, 12, 1, 9, tzinfo=UTC),
    ) as opened:
        yield opened


def faults(workspace: Workspace) -> list[str]:
    return [fault.code for fault in upkeep.check(workspace.storage, workspace.reading)]


def rows(workspace: Workspace) -> dict[str, int]:
    with workspace.reading() as reader:
        return row_counts(reader.connection)


def assert_no_row_lost(before: dict[str, int], after: dict[str, int]) -> None:
    changed = {
        name: (count, after.get(name)) for name, count in before.items() if name not in INTO_ONE
    }
    changed = {name: both for name, both in changed.items() if both[0] != both[1]}
    assert changed.keys() <= DEFINITIONS, changed
    assert all(after[name] > before[name] for name in changed), changed


def test_that_there_is_a_workspace_of_the_first_version() -> None:
    assert "0001" in {kept_in(folder).revision for folder in folders()}


def test_that_it_is_brought_to_head_and_sound(workspace: Workspace, kept: Kept) -> None:
    older = kept.revision if kept.revision != HEAD else None
    assert workspace.storage.migrated_from == older
    assert current_revision(workspace.storage.engines.reader) == HEAD
    assert faults(workspace) == []


def test_that_the_backup_of_before_its_migration_is_sound(
    workspace: Workspace, kept: Kept, tmp_path: Path
) -> None:
    backups = list(tmp_path.glob("*-backups/*.backup"))
    assert len(backups) == (kept.revision != HEAD)
    for backup in backups:
        assert check_backup(backup, kept.passphrase, kept.person) == []


def test_that_no_row_is_lost(workspace: Workspace, kept: Kept) -> None:
    assert_no_row_lost(dict(kept.rows), rows(workspace))


def test_that_adopted_minutes_and_their_hashes_stay_byte_for_byte(
    workspace: Workspace, folder: Path, kept: Kept
) -> None:
    assert adopted_hashes(workspace) == kept.minutes
    with workspace.reading() as reader:
        assert upkeep.check_file(reader, folder / COPY) == []
        papers = [minutes.pdf(reader, key) for key in adopted_meetings(workspace)]
    assert (folder / COPY).read_bytes() in papers


def test_that_adopted_minutes_are_read_and_an_extract_shows_their_hash(
    workspace: Workspace, kept: Kept
) -> None:
    with workspace.reading() as reader:
        for key in adopted_meetings(workspace):
            said = minutes.build(reader, key)
            digest, _ = kept.minutes[name_of(reader.get(Meeting, key))]
            paper = minutes.pdf(reader, key, said.decided[0][0].case_number)
            assert paper.count(b"<" + digest[:32].encode() + b">") == 2


def test_that_the_chain_of_the_log_goes_on_from_where_it_was(
    workspace: Workspace, kept: Kept
) -> None:
    with workspace.writing() as uow:
        position = uow.connection.execute(
            select(audit_event.c.position).where(audit_event.c.hash == kept.head)
        ).scalar_one()
        uow.audit("minutes-printed", "meeting", "geen")
        uow.commit()
    with workspace.reading() as reader:
        assert position == kept.events
        assert audit.first_break(reader.connection) is None


def test_that_it_goes_down_to_its_own_revision_and_up_again(
    workspace: Workspace, kept: Kept
) -> None:
    engines = workspace.storage.engines
    before = rows(workspace)
    downgrade(engines.writer, kept.revision)
    assert current_revision(engines.reader) == kept.revision
    assert_no_row_lost(dict(kept.rows), rows(workspace))
    upgrade(engines.writer)
    # A version before the list of logins keeps none.
    logins = {"login": before["login"]} if "login" not in kept.rows else {}
    assert rows(workspace) | logins == before
    assert adopted_hashes(workspace) == kept.minutes
    assert faults(workspace) == []


def test_that_it_goes_down_to_nothing_at_all(workspace: Workspace) -> None:
    engines = workspace.storage.engines
    downgrade(engines.writer, "base")
    assert set(inspect(engines.reader).get_table_names()) <= {"alembic_version"}


def adopted_meetings(workspace: Workspace) -> list[str]:
    with workspace.reading() as reader:
        return [one.meeting_id for one in reader.find(Minutes, state=MinutesState.ADOPTED)]


def test_that_who_brought_a_case_in_is_told_by_the_log(workspace: Workspace) -> None:
    with workspace.reading() as reader:
        known = {person.id for person in reader.find(Person)}
        brought = {case.entered_by for case in reader.find(Case)}
    assert brought
    assert brought <= known

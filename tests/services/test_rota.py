"""Backups that the program makes by itself, and another laptop that went on meanwhile."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casustafel import bootstrap
from casustafel.domain.cases import Case
from casustafel.domain.errors import CasustafelError, DatabaseError
from casustafel.domain.people import Role
from casustafel.domain.records import AuditEvent
from casustafel.services.upkeep import rota
from workspaces import PASSPHRASE, Table

DUMPS = pytest.mark.where("file", "of a server the keeper makes dumps")

NOW = datetime(2026, 11, 26, 8, tzinfo=UTC)


@pytest.fixture
def folder(table: Table, tmp_path: Path) -> Path:
    """The folder that was chosen for backups: another disk."""
    made = tmp_path / "stick"
    made.mkdir()
    table.do(rota.choose_place, str(made))
    return made


def kept(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.glob("*.backup"))


@DUMPS
def test_that_a_backup_is_made_only_when_the_last_is_over_a_day_old(
    table: Table, folder: Path
) -> None:
    """5: at opening, locking and closing."""
    assert table.workspace.back_up() is not None
    table.clock.forward(hours=23)
    assert table.workspace.back_up() is None
    table.clock.forward(hours=2)
    assert table.workspace.back_up() is not None
    assert kept(folder) == ["proef-20261126T080000Z.backup", "proef-20261127T090000Z.backup"]


@DUMPS
def test_that_anybody_may_leave_a_backup_behind_by_closing(table: Table, folder: Path) -> None:
    """5: it needs no right that the program makes one."""
    roles = frozenset({(Role.MEMBER, "cpv")})
    own = table.workspace.actor
    table.workspace.actor = type(own)(own.person_id, own.name, roles)
    assert table.workspace.back_up() is not None
    assert len(kept(folder)) == 1


@DUMPS
def test_that_a_folder_that_is_gone_is_told_and_the_backup_stands_beside_the_database(
    table: Table, folder: Path
) -> None:
    folder.rmdir()
    with pytest.raises(CasustafelError):
        table.workspace.back_up()
    assert len(kept(table.path.parent / "proef-backups")) == 1
    with pytest.raises(CasustafelError, match="backup-place-missing"):
        table.do(rota.choose_place, str(folder))


def test_that_the_rota_keeps_a_week_whole_then_one_a_week_for_thirteen_weeks() -> None:
    """§9: backups live at most 13 weeks."""
    made = [NOW - timedelta(days=days) for days in range(200)]
    left = rota.kept_of(made, NOW)
    assert left[:8] == made[:8]
    assert len({at.isocalendar()[:2] for at in left[8:]}) == len(left[8:])
    assert NOW - min(left) <= timedelta(weeks=13)
    assert 18 <= len(left) <= 21


def test_that_the_last_backup_is_kept_however_old_it_is() -> None:
    old = NOW - timedelta(days=400)
    assert rota.kept_of([old, old - timedelta(days=1)], NOW) == [old]


@DUMPS
def test_that_old_backups_go_and_those_of_others_stay(table: Table, folder: Path) -> None:
    """5: what the program made by itself it also lets go of."""
    table.workspace.back_up()
    (folder / "ander-20250101T000000Z.backup").write_bytes(b"PK")
    aside = table.path.parent / "proef-before-restore-20260101T000000Z"
    aside.mkdir()
    table.clock.forward(days=100)
    table.workspace.back_up()
    assert kept(folder) == ["ander-20250101T000000Z.backup", "proef-20270306T080000Z.backup"]
    assert not aside.exists()


@DUMPS
def test_that_another_laptop_runs_the_next_meeting_and_the_first_one_sees_it(
    table: Table, folder: Path, tmp_path: Path
) -> None:
    """§9: the first laptop, back, sees the later copy and reads only."""
    first = table.workspace.back_up()
    assert first is not None
    path = table.workspace.shown
    table.workspace.close()
    other = tmp_path / "laptop" / "proef.db"
    table.clock.forward(hours=1)
    bootstrap.restore_workspace(first, str(other), PASSPHRASE, clock=table.clock)
    table.workspace = bootstrap.open_workspace(str(other), PASSPHRASE, clock=table.clock)
    table.case(5)
    table.clock.forward(hours=1)
    second = table.workspace.back_up(due=False)
    assert second is not None
    table.workspace.close()

    table.workspace = bootstrap.open_workspace(path, PASSPHRASE, clock=table.clock)

    assert table.ask(lambda reader: reader.find(Case)) == []
    with pytest.raises(DatabaseError) as caught:
        table.case(6)
    assert caught.value.code == "database-overtaken"
    table.workspace.close()
    table.clock.forward(hours=1)
    bootstrap.restore_workspace(second, path, PASSPHRASE, clock=table.clock, replace=True)
    table.workspace = bootstrap.open_workspace(path, PASSPHRASE, clock=table.clock)
    table.case(6)
    assert len(table.ask(lambda reader: reader.find(Case))) == 2
    assert table.ask(lambda reader: reader.first(AuditEvent, action="workspace-restored"))

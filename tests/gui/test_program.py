"""The window on a real workspace: made, locked and opened again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from accessibility import faults
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from casustafel.gui import app
from casustafel.gui.frame.window import FrameWindow
from casustafel.gui.settings import Settings
from casustafel.gui.shell import Shell
from casustafel.gui.start.first_run import FirstRunPage
from casustafel.gui.start.recovery import RecoveryPage
from casustafel.gui.start.unlock import UnlockPage
from casustafel.services.people import access

PASSPHRASE = "groene fietsbel zingt dinsdag"
LONG = 20_000


@pytest.fixture
def shell(settings: Settings, tmp_path: Path, qtbot: QtBot) -> Iterator[Shell]:
    made = app.make_shell(settings)
    qtbot.addWidget(made)
    made.begin(str(tmp_path / "casustafel.db"))
    made.show()
    yield made
    made.close()


def make_workspace(shell: Shell, qtbot: QtBot) -> RecoveryPage:
    page = shell.shown
    assert isinstance(page, FirstRunPage)
    page.person.line.setText("Voorbeeld Persoon")
    page.municipality.line.setText("Gemeente Voorbeeld")
    page.passphrase.line.setText(PASSPHRASE)
    page.again.line.setText(PASSPHRASE)
    page.make()
    qtbot.waitUntil(lambda: isinstance(shell.shown, RecoveryPage), timeout=LONG)
    recovery = shell.shown
    assert isinstance(recovery, RecoveryPage)
    return recovery


def test_that_a_workspace_is_made_locked_and_opened_with_passphrase_and_with_recovery_key(
    shell: Shell, qtbot: QtBot
) -> None:
    recovery = make_workspace(shell, qtbot)
    key = recovery.key.toPlainText()
    with qtbot.waitSignal(shell.frame_shown, timeout=LONG) as shown:
        recovery.confirmed.emit()
    frame: FrameWindow = shown.args[0]
    qtbot.waitUntil(lambda: frame.header.switch.keys != [], timeout=LONG)
    assert frame.header.switch.keys == ["cpv", "zbo", "doorbraak"]
    texts = [label.text() for label in frame.status.findChildren(QLabel)]
    assert "Database: casustafel.db (SQLCipher)" in texts

    for secret in (PASSPHRASE, key):
        shell.lock()
        page = shell.shown
        assert isinstance(page, UnlockPage)
        with qtbot.waitSignal(shell.frame_shown, timeout=LONG):
            shell.open_with(secret)


def test_that_who_asks_a_new_database_key_goes_on_under_it_after_the_next_unlock(
    shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    """S10b: the window locks at once, and stands where it stood."""
    recovery = make_workspace(shell, qtbot)
    with qtbot.waitSignal(shell.frame_shown, timeout=LONG) as shown:
        recovery.confirmed.emit()
    frame: FrameWindow = shown.args[0]
    keys = frame.context.keys
    assert keys is not None
    former = keys.unlocked.key
    frame.context.work.write(
        lambda uow: access.ask_rekey(uow, keys, PASSPHRASE, reference="2026-114"),
        lambda _asked: frame.close_up(),
    )
    qtbot.waitUntil(lambda: isinstance(shell.shown, UnlockPage), timeout=LONG)
    with qtbot.waitSignal(shell.frame_shown, timeout=LONG) as again:
        shell.open_with(PASSPHRASE)
    assert again.args[0] is frame
    assert frame.context.keys is not None
    assert frame.context.keys.unlocked.key != former
    told: list[object] = []
    frame.context.work.read(access.rekey_due, told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=LONG)
    assert told == [False]


def test_that_a_wrong_passphrase_of_a_real_workspace_is_told_beside_the_field(
    shell: Shell, qtbot: QtBot
) -> None:
    make_workspace(shell, qtbot)
    shell.lock()

    shell.open_with("een heel andere zin")
    page = shell.shown
    assert isinstance(page, UnlockPage)
    qtbot.waitUntil(lambda: page.passphrase.error != "", timeout=LONG)

    assert page.passphrase.error.startswith("De wachtzin klopt niet.")


def test_that_the_page_shown_first_can_be_used_with_keyboard_and_screen_reader(
    shell: Shell, qtbot: QtBot
) -> None:
    recovery = make_workspace(shell, qtbot)
    with qtbot.waitSignal(shell.frame_shown, timeout=LONG) as shown:
        recovery.confirmed.emit()
    frame: FrameWindow = shown.args[0]
    qtbot.waitUntil(lambda: frame.page is not None, timeout=LONG)

    assert faults(frame) == []

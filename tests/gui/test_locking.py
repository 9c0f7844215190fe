"""The window locks by hand and when nobody uses it, and is afterwards as it was."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import real_pages
from accessibility import faults
from driving import Driver
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot
from test_start import RIGHT, FakeActions, Opened
from window_fakes import actor, frame

from casustafel.domain.errors import DatabaseError
from casustafel.domain.local_time import local_day
from casustafel.domain.meetings import AgendaItem
from casustafel.domain.people import Role
from casustafel.gui.frame.window import FrameWindow
from casustafel.gui.idle import LOCK_AFTER, IdleClock
from casustafel.gui.settings import Settings
from casustafel.gui.shell import Shell
from casustafel.gui.start.actions import OpenedWorkspace
from casustafel.gui.start.unlock import UnlockPage
from casustafel.gui.work import Work
from casustafel.services.meeting import room
from workspaces import Table

MINUTE = 60.0


class Moment:
    """A clock that stands still until it is put forward."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds

    def forward(self, minutes: float) -> None:
        self.seconds += minutes * MINUTE


@pytest.fixture
def moment() -> Moment:
    return Moment()


@pytest.fixture
def actions() -> FakeActions:
    return FakeActions()


def shown(actions: FakeActions, settings: Settings, moment: Moment, qtbot: QtBot) -> Shell:
    """Show the window of an open workspace."""

    def make_frame(workspace: OpenedWorkspace, work: Work, settings: Settings) -> FrameWindow:
        return frame(work, settings, workspace.actor)

    made = Shell(actions, make_frame, settings, now=moment)
    qtbot.addWidget(made)
    made.begin(None)
    with qtbot.waitActive(made):
        made.show()
    opened(made, qtbot)
    return made


@pytest.fixture
def shell(
    actions: FakeActions, settings: Settings, moment: Moment, qtbot: QtBot
) -> Iterator[Shell]:
    made = shown(actions, settings, moment, qtbot)
    yield made
    made.close()


def opened(shell: Shell, qtbot: QtBot) -> FrameWindow:
    """Type the passphrase and return the frame, when all it reads is read."""
    with qtbot.waitSignal(shell.frame_shown):
        shell.open_with(RIGHT)
    window = shell.shown
    assert isinstance(window, FrameWindow)
    qtbot.waitUntil(lambda: window.context.work.idle and window.page is not None)
    return window


def clock(moment: Moment, minutes: int) -> tuple[IdleClock, list[bool]]:
    made = IdleClock(lambda: minutes, now=moment)
    told: list[bool] = []
    made.passed.connect(lambda: told.append(True))
    made.start()
    return made, told


def test_that_the_clock_tells_when_nobody_did_anything_for_so_long(
    moment: Moment, qtbot: QtBot
) -> None:
    idle, told = clock(moment, 15)
    moment.forward(14.9)
    idle.look()
    assert told == []
    idle.touch()
    moment.forward(14.9)
    idle.look()
    assert told == []
    moment.forward(0.2)
    idle.look()
    assert told == [True]
    idle.stop()


def test_that_nought_minutes_is_never(moment: Moment, qtbot: QtBot) -> None:
    idle, told = clock(moment, 0)
    moment.forward(100_000)
    idle.look()
    assert told == []
    idle.stop()


def test_that_a_clock_that_is_put_back_does_not_keep_the_window_open(
    moment: Moment, qtbot: QtBot
) -> None:
    idle, told = clock(moment, 15)
    moment.forward(-600)
    idle.look()
    moment.forward(15)
    idle.look()
    assert told == [True]
    idle.stop()


def test_that_a_key_or_the_mouse_in_the_window_counts_as_use(
    shell: Shell, moment: Moment, qtbot: QtBot
) -> None:
    for use in (
        lambda: qtbot.keyClick(shell.windowHandle(), Qt.Key.Key_Shift),
        lambda: qtbot.mouseMove(shell),
    ):
        moment.forward(14)
        use()
    moment.forward(14)
    shell.idle.look()
    assert isinstance(shell.shown, FrameWindow)


def test_that_an_unused_window_locks_after_a_quarter_of_an_hour(
    shell: Shell, actions: FakeActions, moment: Moment
) -> None:
    moment.forward(15)
    shell.idle.look()
    page = shell.shown
    assert isinstance(page, UnlockPage)
    assert page.accessibleName() == "Vergrendeld"
    assert actions.workspace.closed
    assert shell.workspace is None
    assert not shell.idle.running


def test_that_the_window_locks_when_the_last_day_of_access_is_past(
    actions: FakeActions, settings: Settings, moment: Moment, qtbot: QtBot
) -> None:
    """2.6: a session that was open past it ran on until somebody locked it."""
    today = local_day(actions.workspace.clock())
    for until, page in ((today, FrameWindow), (today - timedelta(days=1), UnlockPage)):
        actions.workspace.actor = replace(actions.workspace.actor, until=until)
        made = shown(actions, settings, moment, qtbot)
        made.idle.look()
        assert isinstance(made.shown, page)
        made.close()


def test_that_the_time_to_lock_can_be_set_while_the_window_is_open(
    shell: Shell, settings: Settings, moment: Moment
) -> None:
    settings.keep(LOCK_AFTER, 30)
    moment.forward(29)
    shell.idle.look()
    assert isinstance(shell.shown, FrameWindow)
    moment.forward(1)
    shell.idle.look()
    assert isinstance(shell.shown, UnlockPage)


def test_that_long_work_is_not_cut_short_by_locking(
    shell: Shell, moment: Moment, qtbot: QtBot
) -> None:
    window = shell.shown
    assert isinstance(window, FrameWindow)
    moment.forward(20)
    window.context.work.write(lambda uow: None)
    shell.idle.look()
    assert shell.shown is window
    qtbot.waitUntil(lambda: window.context.work.idle)
    shell.idle.look()
    assert isinstance(shell.shown, UnlockPage)


def test_that_after_the_passphrase_the_window_is_where_it_was(shell: Shell, qtbot: QtBot) -> None:
    window = shell.shown
    assert isinstance(window, FrameWindow)
    window.open("queue")
    qtbot.waitUntil(lambda: window.context.work.idle)
    page: Any = window.page
    page.table.setFocus()

    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(shell.shown, UnlockPage)
    assert not window.isVisible()
    asked: list[object] = []
    window.context.work.read(lambda reader: 7, then=asked.append)

    assert opened(shell, qtbot) is window
    assert window.page is page
    assert window.focusWidget() is page.table
    qtbot.waitUntil(lambda: asked == [7])
    assert shell.idle.running


def test_that_a_dialog_is_covered_and_keeps_what_was_typed_in_it(
    shell: Shell, qtbot: QtBot
) -> None:
    dialog = QDialog(shell.shown)
    line = QLineEdit("half af", dialog)
    QVBoxLayout(dialog).addWidget(line)
    dialog.open()

    shell.lock()
    assert not dialog.isVisible()

    opened(shell, qtbot)
    assert dialog.isVisible()
    assert dialog.windowModality() is Qt.WindowModality.WindowModal
    assert line.text() == "half af"


def test_that_another_person_begins_anew(shell: Shell, actions: FakeActions, qtbot: QtBot) -> None:
    window = shell.shown
    shell.lock()
    actions.workspace = Opened()
    actions.workspace.actor = replace(actor((Role.MEMBER, None)), person_id="p2")

    assert opened(shell, qtbot) is not window


def test_that_locking_by_hand_covers_at_once_and_closes_when_the_write_is_kept(
    shell: Shell, qtbot: QtBot
) -> None:
    """H48: the database was closed under a write that took longer than the lock waited."""
    window = shell.shown
    assert isinstance(window, FrameWindow)
    release, kept = threading.Event(), []
    window.context.work.write(lambda _uow: (release.wait(10), kept.append("kept")))
    shell.lock()
    page = shell.shown
    assert isinstance(page, UnlockPage)
    assert shell.workspace is not None
    assert not page.passphrase.isEnabled()
    assert "opslaan" in page.do.text()
    page.open_with(RIGHT)
    assert not page.busy
    with qtbot.waitSignal(shell.frame_shown):
        release.set()
    assert kept == ["kept"]
    assert shell.shown is window


def test_that_closing_a_locked_window_lets_go_of_everything(shell: Shell) -> None:
    shell.lock()
    shell.close()
    assert shell.workspace is None
    assert not shell.isVisible()


def test_that_a_locked_meeting_keeps_its_drafts_and_covers_the_second_screen(
    driver: Driver,
) -> None:
    meeting, items = driver.table.opened(2)
    driver.table.do(room.go_to, items[0].id)
    page = driver.open("room", meeting.id)
    driver.until(lambda: page.sitting is not None)
    page.toggle_second_screen()
    driver.back_to_window()
    driver.press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    driver.type("De commissie")
    driver.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert driver.frame.over.isVisible()

    driver.frame.lock()
    driver.settle()
    assert not driver.frame.over.isVisible()
    assert driver.table.ask(lambda r: r.get(AgendaItem, items[0].id)).notes == "De commissie"
    assert page.second.isVisible()
    assert page.second.words().split("\n")[1:3] == [
        "Een ogenblik geduld",
        "De vergadering gaat zo verder.",
    ]
    assert items[0].title not in page.second.words()
    driver.frame.reload()
    driver.settle()
    assert items[0].title not in page.second.words()

    driver.frame.unlock(driver.table.workspace)
    driver.settle()
    assert items[0].title in page.second.words()
    assert page.pane.notes.text == "De commissie"
    assert driver.frame.focusWidget() is page.pane.notes.field
    page.second.close()


def test_that_the_time_to_lock_is_set_on_the_page_about_the_program(
    table: Table, settings: Settings, qtbot: QtBot
) -> None:
    with real_pages.opened(table, settings, qtbot) as window:
        page: Any = window.open("about")
        assert faults(page) == []
        minutes = page.lock_card.minutes
        assert minutes.text() == "15 minuten zonder gebruik"
        minutes.setFocus()
        minutes.selectAll()
        qtbot.keyClicks(minutes, "0")
        qtbot.keyClick(minutes, Qt.Key.Key_Return)
        assert minutes.text() == "nooit"
    assert settings.number(LOCK_AFTER, 15) == 0


def test_that_locking_lets_go_of_the_keys_of_the_workspace(
    table: Table, settings: Settings, qtbot: QtBot
) -> None:
    with real_pages.opened(table, settings, qtbot) as window:
        context = window.window.context
        assert context.keys is not None
        window.window.lock()
        assert context.keys is None
        window.window.unlock(table.workspace)
        assert context.keys is not None
        window.settle()


def test_that_a_window_asks_before_it_loses_what_waits_for_a_server(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """C8: nothing of it stands on the laptop, so that who closes meanwhile is asked."""
    asked: list[str] = []
    answers = {"Sluiten": False}

    def sure(_parent: object, _title: str, words: str, verb: str) -> bool:
        asked.append(words)
        return answers[verb]

    monkeypatch.setattr("casustafel.gui.dialogs.ask.sure", sure)
    work, kept = shell._work, threading.Event()
    assert work is not None
    work.write(lambda _uow: kept.wait(30))
    assert shell._may_close()
    work._cut.emit(DatabaseError("connection-lost", server="db.example"))
    qtbot.waitUntil(lambda: work.cut is not None)
    try:
        assert not shell.close()
        assert shell.isVisible()
        assert ["nog niet bewaard" in words for words in asked] == [True]
        answers["Sluiten"] = True
        assert shell._may_close()
    finally:
        kept.set()
    qtbot.waitUntil(lambda: work.idle)
    assert shell._may_close()
    assert len(asked) == 2

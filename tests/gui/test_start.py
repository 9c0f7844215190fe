"""Unlocking, the first run and the recovery key, with workspaces that are invented."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from accessibility import faults, names
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from window_fakes import FakeWorkspace, actor, frame

from casustafel.domain.errors import DatabaseError, UsageError
from casustafel.gui.frame.window import FrameWindow
from casustafel.gui.settings import Settings, known_places
from casustafel.gui.shell import Shell
from casustafel.gui.start.actions import Example, Made, OpenedWorkspace
from casustafel.gui.start.connect import ConnectPage
from casustafel.gui.start.first_run import FirstRunPage
from casustafel.gui.start.recovery import RecoveryPage
from casustafel.gui.start.unlock import UnlockPage, shorten
from casustafel.gui.work import Work

RIGHT = "groene fietsbel zingt dinsdag"
KEY = "AB12-CD34-EF56-GH78"


class Opened(FakeWorkspace):
    """A fake workspace of one person."""

    actor = actor()
    shown = "/home/voorbeeld/casustafel.db"


class FakeActions:
    """Knows one workspace with one passphrase."""

    def __init__(self) -> None:
        self.present = True
        self.persons_needed = False
        self.made: list[tuple[str, str]] = []
        self.backups = ""
        self.workspace = Opened()

    def exists(self, location: str | None) -> bool:
        return self.present

    def shown(self, location: str | None) -> str:
        return location or "/home/voorbeeld/casustafel.db"

    def open(self, location: str | None, passphrase: str, person: str | None) -> OpenedWorkspace:
        if passphrase != RIGHT:
            raise DatabaseError("passphrase-wrong")
        if self.persons_needed and person is None:
            raise UsageError("person-needed")
        return self.workspace

    def reach(self, location: str, password: str) -> str:
        return self.open(location, password, None).actor.name

    def make(
        self, location: str | None, passphrase: str, person: str, municipality: str, backups: str
    ) -> Made:
        self.backups = backups
        if person == "kapot":
            raise ZeroDivisionError
        self.made.append((person, municipality))
        return Made(self.workspace, KEY, head="ab12 cd34")

    def make_example(self) -> Example:
        self.present = True
        return Example("/home/voorbeeld/voorbeeld.db", RIGHT)


@pytest.fixture
def actions() -> FakeActions:
    return FakeActions()


@pytest.fixture
def shell(actions: FakeActions, settings: Settings, qtbot: QtBot) -> Iterator[Shell]:
    def make_frame(workspace: OpenedWorkspace, work: Work, settings: Settings) -> FrameWindow:
        return frame(work, settings, workspace.actor)

    made = Shell(actions, make_frame, settings)
    qtbot.addWidget(made)
    yield made
    made.close()


def unlock_page(shell: Shell) -> UnlockPage:
    page = shell.shown
    assert isinstance(page, UnlockPage)
    return page


def test_that_a_wrong_passphrase_is_told_beside_the_field_and_can_be_typed_over(
    shell: Shell, qtbot: QtBot
) -> None:
    shell.begin(None)
    with qtbot.waitActive(shell):
        shell.show()
    page = unlock_page(shell)

    qtbot.keyClicks(page.passphrase.line, "fout")
    qtbot.keyClick(page.passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.passphrase.error != "")

    assert page.passphrase.error.startswith("De wachtzin klopt niet.")
    assert page.passphrase.line.selectedText() == "fout"
    assert page.do.isEnabled()
    assert shell.workspace is None


def test_that_the_right_passphrase_opens_the_frame_and_is_forgotten(
    shell: Shell, actions: FakeActions, qtbot: QtBot
) -> None:
    shell.begin(None)
    shell.show()
    page = unlock_page(shell)
    qtbot.keyClicks(page.passphrase.line, RIGHT)

    with qtbot.waitSignal(shell.frame_shown):
        qtbot.mouseClick(page.do, Qt.MouseButton.LeftButton)

    assert isinstance(shell.shown, FrameWindow)
    assert page.passphrase.line.text() == ""
    assert shell.workspace is actions.workspace


def test_that_an_empty_passphrase_is_asked_for_without_opening(shell: Shell, qtbot: QtBot) -> None:
    shell.begin(None)
    page = unlock_page(shell)

    page.open()

    assert page.passphrase.error.startswith("De wachtzin ontbreekt.")
    assert not page.busy


def test_that_a_server_is_opened_without_a_password_where_the_account_needs_none(
    shell: Shell, actions: FakeActions, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """2.11: an account may come in by Kerberos; the page insisted on a passphrase."""
    given: list[str] = []

    def opened(_location: str | None, secret: str, _person: str | None) -> OpenedWorkspace:
        given.append(secret)
        return actions.workspace

    monkeypatch.setattr(actions, "open", opened)
    shell.begin("postgresql://anna@db.gemeente.example/casus")
    shell.show()
    page = unlock_page(shell)
    assert page.passphrase.control.accessibleName() == "Wachtwoord"

    with qtbot.waitSignal(shell.frame_shown):
        qtbot.mouseClick(page.do, Qt.MouseButton.LeftButton)

    assert given == [""]


def test_that_the_name_is_asked_only_when_it_is_needed(
    shell: Shell, actions: FakeActions, qtbot: QtBot
) -> None:
    actions.persons_needed = True
    shell.begin(None)
    shell.show()
    page = unlock_page(shell)
    assert not page.person.isVisible()

    shell.open_with(RIGHT)
    qtbot.waitUntil(page.person.isVisible)
    with qtbot.waitSignal(shell.frame_shown):
        shell.open_with(RIGHT, "Voorbeeld Persoon")


def test_that_the_passphrase_can_be_looked_at(shell: Shell, qtbot: QtBot) -> None:
    shell.begin(None)
    page = unlock_page(shell)
    line = page.passphrase.line
    assert line.echoMode() is line.EchoMode.Password

    page.reveal.setChecked(True)

    assert line.echoMode() is line.EchoMode.Normal


def test_that_locking_closes_the_workspace_and_asks_the_passphrase_again(
    shell: Shell, actions: FakeActions, qtbot: QtBot
) -> None:
    shell.begin(None)
    shell.show()
    with qtbot.waitSignal(shell.frame_shown):
        shell.open_with(RIGHT)
    window = shell.shown
    assert isinstance(window, FrameWindow)

    window.closed.emit()

    assert isinstance(shell.shown, UnlockPage)
    qtbot.waitUntil(lambda: actions.workspace.closed)
    assert shell.workspace is None


def test_that_a_window_of_a_larger_screen_comes_wholly_on_this_one(shell: Shell) -> None:
    """H25: kept at 200 %, or on a screen that is gone."""
    room = shell.screen().availableGeometry()
    shell.setWindowState(Qt.WindowState.WindowNoState)
    shell.resize(room.width() * 2, room.height() * 2)
    shell.move(room.right() - 40, room.bottom() - 40)
    shell.fit()
    assert room.contains(shell.frameGeometry())


def test_that_closing_the_window_keeps_its_size_and_what_was_being_written(
    shell: Shell, actions: FakeActions, settings: Settings, qtbot: QtBot
) -> None:
    shell.begin(None)
    shell.show()
    with qtbot.waitSignal(shell.frame_shown):
        shell.open_with(RIGHT)
    window = shell.shown
    assert isinstance(window, FrameWindow)
    window.context.work.write(lambda uow: uow.kept.append("last"))

    shell.close()

    assert actions.workspace.kept == ["last"]
    qtbot.waitUntil(lambda: actions.workspace.closed)
    assert not settings.data("window").isEmpty()


def first_run(shell: Shell, actions: FakeActions) -> FirstRunPage:
    actions.present = False
    shell.begin(None)
    shell.show()
    page = shell.shown
    assert isinstance(page, FirstRunPage)
    return page


def fill(page: FirstRunPage, **fields: str) -> None:
    values = {
        "person": "Voorbeeld Persoon",
        "municipality": "Gemeente Voorbeeld",
        "passphrase": RIGHT,
        "again": RIGHT,
    } | fields
    for name, value in values.items():
        getattr(page, name).line.setText(value)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"person": " "}, "person"),
        ({"municipality": ""}, "municipality"),
        ({"passphrase": "", "again": ""}, "passphrase"),
        ({"again": "anders"}, "again"),
    ],
)
def test_that_what_is_missing_is_told_beside_its_field_and_nothing_is_made(
    shell: Shell, actions: FakeActions, fields: dict[str, str], field: str
) -> None:
    page = first_run(shell, actions)
    fill(page, **fields)

    page.make()

    assert getattr(page, field).error != ""
    assert actions.made == []


def test_that_all_that_is_missing_is_told_at_once_and_nothing_shifts(
    shell: Shell, actions: FakeActions
) -> None:
    """H46: an error below one field leaves its neighbour where it was."""
    page = first_run(shell, actions)
    beside = page.municipality.control
    before = beside.mapTo(page, beside.rect().topLeft()) - page.person.mapTo(page, QPoint())
    page.person.show_error("Uw naam ontbreekt. " * 9)
    page.grab()
    after = beside.mapTo(page, beside.rect().topLeft()) - page.person.mapTo(page, QPoint())
    assert after == before

    page.make()

    missing = (page.person, page.municipality, page.passphrase)
    assert all(each.error for each in missing)
    assert shell.focusWidget() is page.person.control


def test_that_both_new_passphrases_can_be_looked_at(shell: Shell, actions: FakeActions) -> None:
    """H46."""
    page = first_run(shell, actions)
    lines = [page.passphrase.line, page.again.line]
    assert {one.echoMode() for one in lines} == {QLineEdit.EchoMode.Password}
    page.reveal.setChecked(True)
    assert {one.echoMode() for one in lines} == {QLineEdit.EchoMode.Normal}


def test_that_a_new_workspace_shows_its_recovery_key_once_before_it_opens(
    shell: Shell, actions: FakeActions, qtbot: QtBot, tmp_path: Path
) -> None:
    page = first_run(shell, actions)
    fill(page)
    page.make()
    qtbot.waitUntil(lambda: isinstance(shell.shown, RecoveryPage))
    recovery = shell.shown
    assert isinstance(recovery, RecoveryPage)
    assert recovery.key.toPlainText() == KEY
    assert not recovery.go_on.isEnabled()
    assert faults(recovery) == []

    recovery.write(tmp_path / "sleutel.txt")
    kept = (tmp_path / "sleutel.txt").read_text("utf-8")
    assert KEY in kept
    assert "Gemeente Voorbeeld" in kept  # whose it is and since when (H46)
    assert "gemaakt op " in kept
    assert "ab12 cd34" in kept  # the head of the log (S7)
    assert "papier" not in kept
    recovery.write(tmp_path / "nergens" / "sleutel.txt")
    assert "Controleer de naam en de map" in recovery.said.text()
    recovery.kept.setChecked(True)
    with qtbot.waitSignal(shell.frame_shown):
        qtbot.mouseClick(recovery.go_on, Qt.MouseButton.LeftButton)

    assert actions.made == [("Voorbeeld Persoon", "Gemeente Voorbeeld")]


def test_that_a_fault_of_ours_is_reported_and_the_page_can_be_used_again(
    shell: Shell, actions: FakeActions, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = first_run(shell, actions)
    reported: list[Any] = []
    monkeypatch.setattr(shell, "report", reported.append)
    page.broke.connect(reported.append)
    fill(page, person="kapot")

    page.make()
    qtbot.waitUntil(lambda: bool(reported))

    assert isinstance(reported[0], ZeroDivisionError)
    assert page.do.isEnabled()


def test_that_the_first_start_asks_where_backups_go(
    actions: FakeActions, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    """§9: the place of backups is asked at first start, and is another disk."""
    first = first_run(shell, actions)
    assert "andere schijf" in first.backups.text()
    first.keep_backups(str(tmp_path))
    assert "andere schijf" not in first.backups.text()
    fill(first)
    first.make()
    qtbot.waitUntil(lambda: isinstance(shell.shown, RecoveryPage))
    assert actions.backups == str(tmp_path)


def test_that_an_existing_workspace_leads_to_its_unlock_page(
    shell: Shell, actions: FakeActions
) -> None:
    page = first_run(shell, actions)

    page.existing_chosen.emit("/home/voorbeeld/andere.db")

    assert unlock_page(shell).place.text() == "/home/voorbeeld/andere.db"


def test_that_the_example_is_made_and_opened_without_typing(
    shell: Shell, actions: FakeActions, qtbot: QtBot
) -> None:
    page = first_run(shell, actions)

    qtbot.mouseClick(page.example, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: isinstance(shell.shown, FrameWindow))


def test_that_the_first_pages_can_be_used_with_keyboard_and_screen_reader(
    shell: Shell, actions: FakeActions, qtbot: QtBot
) -> None:
    shell.begin(None)
    shell.show()
    page = unlock_page(shell)
    assert faults(page) == []
    assert [name for _role, name in names(page)] == [
        "Wachtzin",
        "Wachtzin tonen",
        "Openen",
        "Andere werkruimte…",
    ]

    first = first_run(shell, actions)
    assert faults(first) == []
    assert [name for _role, name in names(first)][:4] == [
        "Uw naam",
        "Gemeente",
        "Wachtzin",
        "Wachtzin nog een keer",
    ]


def test_that_a_long_path_keeps_its_beginning_and_its_name() -> None:
    path = "/home/voorbeeld/" + "map/" * 20 + "casustafel.db"

    assert len(shorten(path)) == 50
    assert shorten(path).startswith("/home/")
    assert shorten(path).endswith("casustafel.db")
    assert shorten("/kort.db") == "/kort.db"


def test_that_a_fault_that_repeats_is_reported_once_at_a_time(shell: Shell, qtbot: QtBot) -> None:
    from casustafel.gui.dialogs.ask import ReportDialog

    shell.begin(None)
    shell.show()
    for _each in range(3):
        shell.report(ZeroDivisionError())
    dialogs = shell.findChildren(ReportDialog)
    assert len(dialogs) == 1

    dialogs[0].reject()
    shell.report(ZeroDivisionError())
    assert len([each for each in shell.findChildren(ReportDialog) if each.isVisible()]) == 1


ADDRESS = "postgresql://anna.jansen@db.voorbeeld.nl:5433/casus?sslrootcert=/etc/ca.pem"


def test_that_a_database_on_a_server_is_opened_and_remembered_without_its_password(
    shell: Shell, actions: FakeActions, settings: Settings, qtbot: QtBot
) -> None:
    """C9: a connection page in the window; the password is asked each time."""
    actions.present = False
    shell.begin(None)
    shell.show()
    shell.shown.shared.click()
    page = shell.shown
    assert isinstance(page, ConnectPage)
    page.do.click()
    assert [bool(one.error) for one in page._fields] == [True, True, True, False, False]
    page.server.line.setText(ADDRESS.replace("anna.jansen", "anna.jansen:geheim"))
    page.server.line.editingFinished.emit()
    filled = (page.server, page.database, page.login, page.certificate)
    wanted = ["db.voorbeeld.nl:5433", "casus", "anna.jansen", "/etc/ca.pem"]
    assert [one.line.text() for one in filled] == wanted
    assert page.address == ADDRESS
    page.password.line.setText(RIGHT)
    with qtbot.waitSignal(shell.frame_shown):
        page.do.click()
    assert known_places(settings) == [ADDRESS]
    settings.flush()
    assert not page.password.line.text()
    shell.lock()
    unlock_page(shell)._choose_other()
    shell.shown.shared.click()
    assert shell.shown.login.line.text() == "anna.jansen"


@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("server-unreachable", 1),
        ("server-not-trusted", 2),
        ("login-refused", 3),
        ("server-too-old", 4),
        ("server-behind", 5),
        ("login-unknown", 6),
        ("", 7),
    ],
)
def test_that_a_test_of_the_connection_says_what_is_right_and_what_is_not(
    actions: FakeActions, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, code: str, right: int
) -> None:
    """C9."""

    def reach(_location: str, _password: str) -> str:
        if code:
            values = dict.fromkeys(("server", "login", "version", "oldest", "seen", "last"), "x")
            raise DatabaseError(code, **values)
        return "Anna Jansen"

    monkeypatch.setattr(actions, "reach", reach)
    page = ConnectPage(actions, ADDRESS)
    qtbot.addWidget(page)
    page.show()
    page.test.click()
    qtbot.waitUntil(page.said.isVisible)
    states = [line.text().partition(":")[0] for line in page.steps]
    assert states[:right] == ["✓ goed"] * right
    assert states[right : right + 1] in ([], ["✗ niet goed"])
    assert set(states[right + 1 :]) <= {"… nog niet bekeken"}
    assert page.said.text() if code else page.said.text() == "U werkt hier als Anna Jansen."
    assert not faults(page)

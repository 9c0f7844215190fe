"""What the window does because of Windows, as far as that can be seen on any system."""

from collections.abc import Iterator
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from test_start import RIGHT, FakeActions
from window_fakes import frame

from casustafel.gui import files, icons
from casustafel.gui.away import means_away
from casustafel.gui.frame.window import FrameWindow
from casustafel.gui.pasted import is_attachment
from casustafel.gui.settings import Settings, keep_place, known_places
from casustafel.gui.shell import Shell
from casustafel.gui.start.actions import OpenedWorkspace
from casustafel.gui.start.first_run import FirstRunPage
from casustafel.gui.start.unlock import UnlockPage
from casustafel.gui.theme import theme
from casustafel.gui.work import Work

STICK = "/stick/Mijn wérk map/eijsden.db"
OWN = "/home/voorbeeld/casustafel.db"


class Places(FakeActions):
    """Workspaces at some places; the fake one is at home."""

    def __init__(self, *there: str) -> None:
        super().__init__()
        self.there = there

    def exists(self, location: str | None) -> bool:
        return (location or OWN) in self.there


@pytest.fixture
def actions() -> Places:
    return Places(OWN)


@pytest.fixture
def shell(actions: Places, settings: Settings, qtbot: QtBot) -> Iterator[Shell]:
    def make_frame(workspace: OpenedWorkspace, work: Work, settings: Settings) -> FrameWindow:
        return frame(work, settings, workspace.actor)

    made = Shell(actions, make_frame, settings)
    qtbot.addWidget(made)
    yield made
    made.close()


def test_that_the_workspace_opened_last_is_found_again_by_a_start_that_names_none(
    shell: Shell, settings: Settings, qtbot: QtBot
) -> None:
    """W1: in the start menu of Windows every start is one without arguments."""
    shell.begin(STICK)
    page = shell.shown
    assert isinstance(page, FirstRunPage)  # it is not there yet
    shell.show_unlock(OWN)
    page = shell.shown
    assert isinstance(page, UnlockPage)
    page.passphrase.line.setText(RIGHT)
    page.open()
    qtbot.waitUntil(lambda: shell.workspace is not None)
    assert known_places(settings) == [OWN]
    shell.lock()
    shell.begin(None)
    again = shell.shown
    assert isinstance(again, UnlockPage)
    assert again.place.text() == OWN


def test_that_a_stick_that_is_gone_is_said_and_the_others_are_offered(
    shell: Shell, settings: Settings
) -> None:
    """W1: nobody makes a second workspace for fear that the first is lost."""
    keep_place(settings, OWN)
    keep_place(settings, STICK)
    shell.begin(None)
    page = shell.shown
    assert isinstance(page, UnlockPage)
    assert "er nu niet" in page.passphrase.error
    menu = page.other.menu()
    assert [act.text() for act in menu.actions() if act.text()] == [OWN, "Andere…"]
    menu.actions()[0].trigger()
    other = shell.shown
    assert isinstance(other, UnlockPage)
    assert other.place.text() == OWN


def test_that_the_example_is_not_what_a_start_comes_back_to(
    shell: Shell, settings: Settings, qtbot: QtBot
) -> None:
    shell.show_unlock(OWN)
    shell.open_with(RIGHT)
    qtbot.waitUntil(lambda: shell.workspace is not None)
    assert known_places(settings) == []


def test_that_of_a_shared_database_the_whole_address_is_found_again(
    actions: Places, shell: Shell, settings: Settings, qtbot: QtBot
) -> None:
    """W1: on Windows the address names the certificates that are trusted."""
    address = "postgresql://anna@db.example/casus?sslrootcert=C:/ca.pem"
    actions.there = (address,)
    shell.begin(address)
    shell.open_with(RIGHT)
    qtbot.waitUntil(lambda: shell.workspace is not None)
    assert known_places(settings) == [address]
    shell.lock()
    page = shell.shown
    assert isinstance(page, UnlockPage)
    assert page.other.menu() is None


def test_that_at_most_five_places_are_remembered_the_last_one_first(settings: Settings) -> None:
    for number in range(7):
        keep_place(settings, f"/map/{number}.db")
    keep_place(settings, "/map/./3.db")
    assert known_places(settings) == [
        "/map/./3.db",
        *(f"/map/{number}.db" for number in (6, 5, 4, 2)),
    ]


def test_that_every_kind_of_part_has_the_font_of_the_window(qapp: QApplication) -> None:
    """W5: Windows registers fonts of its own for menus, heads of tables, tips and messages."""
    by_name = "QMenu"
    qapp.setFont(QFont("DejaVu Sans", 31), by_name)  # type: ignore[arg-type]
    theme().hold_fonts()
    assert qapp.font(by_name) == theme().font()  # type: ignore[call-overload]


@pytest.mark.parametrize("there", [True, False])
def test_that_a_file_is_asked_for_from_the_documents_and_then_from_the_last_folder(
    there: bool,
    qapp: QApplication,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings,
) -> None:
    """W7: never in the folder in which the program happens to be started."""
    asked: list[str] = []

    def answer(_parent: QWidget, _title: str, name: str, _kind: str) -> tuple[str, str]:
        asked.append(name)
        return str(tmp_path / "lijst.xlsx"), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    monkeypatch.setattr(files.QStandardPaths, "writableLocation", lambda _which: "/documenten")
    qapp.setProperty("last_folder", None)
    parent = QWidget()
    qtbot.addWidget(parent)
    for kept in (None, settings, None):
        files.pick(parent, "Kies", "lijst.xlsx", "", there=there, settings=kept, folder="map")
    first, remembered, last = asked
    assert Path(first) == Path("/documenten/lijst.xlsx")
    assert Path(remembered) == Path("/documenten/lijst.xlsx")
    assert Path(last) == tmp_path / "lijst.xlsx"
    assert settings.text("map") == str(tmp_path)


def test_that_folders_and_several_files_are_asked_for_in_the_same_way(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    """W7: the place of backups began where the program was started."""
    asked: list[str] = []

    def answer(_parent: QWidget, _title: str, begin: str, *_kind: str) -> str:
        asked.append(begin)
        return "/stick/kopie"

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", answer)
    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", lambda *given: ([f"{answer(*given)}/a.xlsx"], "")
    )
    monkeypatch.setattr(files.QStandardPaths, "writableLocation", lambda _which: "/documenten")
    qapp.setProperty("last_folder", None)
    parent = QWidget()
    qtbot.addWidget(parent)
    assert files.pick_folder(parent, "Kies") == Path("/stick/kopie")
    for _twice in range(2):
        found = files.pick_files(parent, "Kies", "", settings=settings, folder="map")
    assert found == [Path("/stick/kopie/a.xlsx")]
    assert [Path(each) for each in asked] == [
        *map(Path, ("/documenten", "/documenten", "/stick/kopie"))
    ]


def test_that_a_name_that_is_proposed_is_one_that_windows_takes(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """W11: a subject of a mail has a colon, and what a table is called may have a slash."""
    asked: list[str] = []

    def answer(_parent: QWidget, _title: str, name: str, _kind: str) -> tuple[str, str]:
        asked.append(Path(name).name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    parent = QWidget()
    qtbot.addWidget(parent)
    assert files.pick(parent, "Opslaan", "Aanvulling: jeugd/Wmo?.eml", "") is None
    assert asked == ["Aanvulling jeugdWmo.eml"]


def test_that_the_folder_of_a_workspace_is_no_place_where_the_next_file_goes(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """W7: a list of clients beside the database is found by nobody, and cleared with it."""
    place = tmp_path / "casustafel.db"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(place), ""))
    qapp.setProperty("last_folder", "/documenten")
    parent = QWidget()
    qtbot.addWidget(parent)
    assert files.pick(parent, "Nieuw", str(place), "") == place
    assert qapp.property("last_folder") == "/documenten"


def test_that_only_one_module_asks_the_system_for_files() -> None:
    """W7: whatever asks beside it begins in the folder where the program was started."""
    folder = Path(files.__file__).parent
    asking = {path for path in folder.rglob("*.py") if "QFileDialog" in path.read_text("utf-8")}
    assert asking == {Path(files.__file__)}


@pytest.mark.parametrize(
    ("message", "detail", "away"),
    [
        (0x02B1, 7, True),  # Win+L
        (0x02B1, 4, True),  # a remote desktop is disconnected
        (0x02B1, 8, False),  # unlocked again
        (0x0218, 4, True),  # sleep
        (0x0218, 10, False),  # the battery
        (0x0200, 7, False),  # the mouse
    ],
)
def test_that_leaving_the_computer_is_known_by_what_windows_tells(
    message: int, detail: int, away: bool
) -> None:
    """W9: Win+L, sleep and a remote desktop that is disconnected lock the workspace."""
    assert means_away(message, detail) is away


def test_that_an_icon_is_drawn_for_the_scale_of_every_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """windows.md C: at 125 and 150 % they were soft."""
    screens = [SimpleNamespace(devicePixelRatio=lambda ratio=ratio: ratio) for ratio in (1.25, 1.5)]
    monkeypatch.setattr(icons, "QGuiApplication", SimpleNamespace(screens=lambda: screens))
    sizes = {size.width() for size in icons.icon("queue").availableSizes()}
    assert {theme().px(16) * ratio for ratio in (1, 1.25, 1.5, 2)} <= sizes


def test_that_an_attachment_of_a_mail_is_known_as_no_file_yet() -> None:
    """windows.md C: Outlook hands a description over, and no file."""
    data = QMimeData()
    data.setData('application/x-qt-windows-mime;value="FileGroupDescriptorW"', b"x")
    assert is_attachment(data)
    data.setUrls([QUrl.fromLocalFile("/map/lijst.xlsx")])
    assert not is_attachment(data)


def test_that_the_dark_choice_reaches_title_bars_and_dialogs_of_the_system(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """W16."""
    asked: list[object] = []
    hints = type(qapp.styleHints())
    monkeypatch.setattr(hints, "setColorScheme", lambda _self, scheme: asked.append(scheme))
    theme().hold_scheme()
    assert len(asked) == 1


def test_that_a_chosen_place_is_shown_as_the_system_writes_paths(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """W13: Qt gives paths with slashes, also on Windows. C: on a stick no rights guard a file."""
    chosen = PureWindowsPath("C:/Mijn wérk map/eijsden.db")
    monkeypatch.setattr(files, "pick", lambda *_asked, **_more: chosen)
    shell.show_first_run(None)
    page = shell.shown
    assert isinstance(page, FirstRunPage)
    assert "meenemen" not in page._place.toolTip()
    page.browse.click()
    assert "meenemen" in page._place.toolTip()
    assert r"C:\Mijn wérk map\eijsden.db" in page._place.text()

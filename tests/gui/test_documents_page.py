"""The page of documents: every paper of a meeting, its pages beside it, saved alone and at once."""

from pathlib import Path

import pytest
from accessibility import faults
from PySide6.QtCore import Qt, QUrl
from pytestqt.qtbot import QtBot
from real_pages import Opened

from casustafel.domain.house_style import HouseStyle
from casustafel.gui import files
from casustafel.gui.pages.documents.page import DocumentsPage
from casustafel.services.agenda import meetings
from casustafel.services.documents import house
from workspaces import Table

PAGE = "documents"


@pytest.fixture
def before(table: Table) -> None:
    """A planned meeting with two cases, one of a person with a long name."""
    table.do(house.save_style, HouseStyle(phone="024 111 22 33"))
    meeting = table.meeting()
    cases = [table.case(day).id for day in (1, 2)]
    table.do(meetings.schedule, meeting.id, cases)


def names(page: DocumentsPage) -> list[str]:
    return [page.model.cell(at, 0).text for at in range(page.model.rowCount())]


def test_that_the_papers_of_a_meeting_stand_beside_their_pages(
    page: DocumentsPage, window: Opened
) -> None:
    assert {"Agenda", "Stukken per lid", "Verzendlijst"} <= set(names(page))
    assert faults(page) == []
    page.table.selectRow(names(page).index("Agenda"))
    window.settle(lambda: None)
    assert "Agenda Commissie Passende Verwijzing" in " ".join(
        page.preview.page_text(0).replace("\r\n", " ").split()
    )
    window.settle(lambda: page._find("staat er niet"))
    assert "staat niet in dit document" in page.banner.text
    window.settle(lambda: page._find("opening"))
    assert page.banner.isHidden(), "large or small, and there is one"


def test_that_enter_goes_on_to_the_next_place_of_what_is_searched(
    page: DocumentsPage, window: Opened, qtbot: QtBot
) -> None:
    page.table.selectRow(names(page).index("Agenda"))
    window.settle(lambda: None)
    qtbot.keyClicks(page.search, "gemeente")
    qtbot.waitUntil(lambda: "Plaats 1 van" in page.banner.text)
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert "Plaats 2 van" in page.banner.text
    assert page.preview.currentSearchResultIndex() == 1


def test_that_a_folder_that_was_never_chosen_is_the_users_own_and_one_that_cannot_open_is_said(
    page: DocumentsPage, window: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def refused(url: QUrl) -> bool:
        asked.append(url.toLocalFile())
        return False

    monkeypatch.setattr(files.QDesktopServices, "openUrl", refused)
    monkeypatch.setattr(files, "_beginning", lambda *_: tmp_path)
    page._open_folder()
    assert asked == [tmp_path.as_posix()], "never where the program happened to be started"
    assert str(tmp_path) in page.banner.text
    window.settle(lambda: page.save_all(tmp_path / "uit"))
    page.banner._action.click()
    assert asked[-1] == (tmp_path / "uit").as_posix()


def test_that_all_papers_are_saved_in_a_folder_of_their_own(
    page: DocumentsPage, window: Opened, tmp_path: Path
) -> None:
    window.settle(lambda: page.save_all(tmp_path / "uit", "een geheim woord"))
    assert list((tmp_path / "uit").glob("*agenda.pdf"))
    assert list((tmp_path / "uit" / "verzegeld").glob("*stukken*.pdf"))
    assert "een geheim woord" in page.banner.text
    window.settle(lambda: page.save_all(tmp_path / "uit"))
    assert "geen lege map" in page.banner.text


def test_that_a_sealed_copy_says_its_password_once(
    page: DocumentsPage, window: Opened, tmp_path: Path
) -> None:
    line = next(one for one in page.pane.rows if one.label == "Stukken per lid")
    papers = page._papers
    assert papers is not None
    target = tmp_path / "kopie.pdf"
    window.settle(lambda: page.export_to(papers.meeting_id, line.key, target, "een geheim woord"))
    assert "een geheim woord" in page.banner.text
    assert b"/Encrypt" in target.read_bytes()

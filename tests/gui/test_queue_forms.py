"""Forms of one case come in where they are dropped: on the queue."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot
from real_pages import Opened

from casustafel.domain.cases import Case
from casustafel.gui.pages.importing.page import ImportPage
from casustafel.gui.pages.queue.doing import FormsDialog
from casustafel.gui.pages.queue.page import QueuePage
from casustafel.services.importing import files, forms
from filled_forms import WHOLE, fill
from workspaces import Table


@pytest.fixture
def page(window: Opened) -> QueuePage:
    shown = window.open("queue")
    assert isinstance(shown, QueuePage)
    return shown


@pytest.fixture
def form(table: Table, tmp_path: Path) -> Any:
    def make(name: str, answers: Mapping[str, object] = WHOLE, code: str = "cpv") -> Path:
        table.ask(forms.save_form, code, tmp_path / name)
        return fill(tmp_path / name, answers)

    return make


def drop(window: Opened, page: QueuePage, *paths: Path) -> None:
    """Drop files on the queue, as a file manager does."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    held = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    over = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, *held)
    QApplication.sendEvent(page, over)
    assert over.isAccepted()
    dropped = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, *held)
    window.settle(lambda: QApplication.sendEvent(page, dropped))


def dialog(page: QueuePage) -> FormsDialog:
    (found,) = page.findChildren(FormsDialog)
    return found


def said(asked: FormsDialog) -> str:
    return "\n".join(one.text() for one in asked.findChildren(QLabel))


def test_that_a_form_that_is_dropped_on_the_queue_becomes_a_case(
    table: Table, window: Opened, page: QueuePage, form: Any, qtbot: QtBot
) -> None:
    """L18."""
    drop(window, page, form("huisarts.xlsx"))
    asked = dialog(page)
    assert "huisarts.xlsx" in said(asked)
    assert "Wordt een nieuwe casus." in said(asked)
    assert table.ask(lambda r: r.find(Case)) == []
    qtbot.mouseClick(asked.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.total == 1)
    assert page.banner.text == "1 nieuwe casus."


def test_that_of_several_forms_each_has_its_sentence_and_the_sound_ones_come_in(
    table: Table, window: Opened, page: QueuePage, form: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    """L18: twenty at once, of which one is for another table, one is a list, and one is wrong."""
    answers = {key: value for key, value in WHOLE.items() if key != "bsn"}
    answers["no_bsn_reason"] = "asielzoeker"
    sound = [form(f"{at}.xlsx", {**answers, "surname": f"Voorbeeld{at}"}) for at in range(17)]
    files.save_template("cpv", tmp_path / "lijst.xlsx")
    wrong = [
        form("zbo.xlsx", {"surname": "Roos"}, "zbo"),
        form("bsn.xlsx", {**WHOLE, "bsn": "123456789"}),
        tmp_path / "lijst.xlsx",
    ]
    drop(window, page, *wrong, *sound)
    asked = dialog(page)
    assert asked.do.text() == "17 formulieren inlezen"
    text = said(asked)
    assert "is een formulier voor Commissie Zorg Binnen Onderwijs" in text
    assert "BSN: Dit BSN" in text
    assert "lijst.xlsx is geen aanvraagformulier" in text
    qtbot.mouseClick(asked.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.total == 17)
    assert page.banner.text == "17 nieuwe casussen."


def test_that_forms_that_bring_nothing_can_only_be_closed(
    window: Opened, page: QueuePage, form: Any
) -> None:
    drop(window, page, form("leeg.xlsx", {}))
    asked = dialog(page)
    assert asked.do.isHidden()
    assert asked.cancel.text() == "Sluiten"
    assert "nog niets ingevuld" in said(asked)


def test_that_a_sentence_can_be_reached_and_copied_with_the_keys(
    window: Opened, page: QueuePage, form: Any
) -> None:
    drop(window, page, form("half.xlsx", {"surname": "Roos"}))
    told = [one for one in dialog(page).findChildren(QLabel) if one.accessibleDescription()]
    assert [one.accessibleName() for one in told] == ["half.xlsx"]
    flags = told[0].textInteractionFlags()
    assert flags & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert told[0].focusPolicy() & Qt.FocusPolicy.TabFocus


def test_that_a_list_that_is_dropped_still_opens_at_the_import(
    window: Opened, page: QueuePage, tmp_path: Path
) -> None:
    files.save_example("cpv", tmp_path / "lijst.xlsx")
    drop(window, page, tmp_path / "lijst.xlsx")
    assert isinstance(window.window.page, ImportPage)


def test_that_forms_can_be_chosen_and_an_empty_one_saved(
    window: Opened, page: QueuePage, form: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """L18: through the command box, Ctrl+Shift+I, or the menu of the list."""
    target = tmp_path / "leeg formulier"
    chosen = [str(form("a.xlsx")), str(form("b.xlsx", {**WHOLE, "hours_per_week": 8}))]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (chosen, ""))
    commands = {one.text: one.run for one in page.commands()}
    menu = page.pane.more.menu()
    menu.aboutToShow.emit()
    offered = {one.text(): one for one in menu.actions() if one.isVisible()}
    assert "Aanvraagformulier opslaan…" in offered
    window.settle(commands["Aanvraagformulier opslaan"])
    assert forms.is_form(target.with_suffix(".xlsx"))
    assert "leeg formulier.xlsx" in page.banner.text
    window.settle(offered["Formulieren inlezen…"].trigger)
    text = said(dialog(page))
    assert "Wordt een nieuwe casus." in text
    assert "Vult casus CPV-2026-0001 aan." in text

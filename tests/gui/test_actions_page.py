"""The page of the actions: filters, adding, changing, ticking off."""

from datetime import date

import pytest
from accessibility import faults
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from real_pages import Opened, child, form_of

from casustafel.domain.actions import Action, ActionKind
from casustafel.gui.dialogs.fields import Form
from casustafel.gui.pages.actions.page import ActionsPage, columns
from casustafel.gui.tables import RowTableModel
from casustafel.services.following import actions, actions_desk
from workspaces import Table


@pytest.fixture
def filled(table: Table) -> Table:
    """Four open actions and one that is done; today is 26-11-2026."""
    table.do(actions.add, "cpv", "Jaarplanning sturen", "Secretaris", due_on=date(2026, 11, 19))
    table.do(actions.add, "cpv", "School bellen", "BJG", due_on=date(2026, 12, 3))
    table.do(actions.add, "cpv", "Folder maken", "Gemeente")
    table.do(
        actions.add,
        "cpv",
        "Wachttijd op papier",
        "Zorggroep Waal",
        due_on=date(2026, 12, 10),
        kind=ActionKind.CONDITION,
    )
    done = table.do(actions.add, "cpv", "Format aanpassen", "Gemeente")
    table.do(actions.finish, done.id, "Staat klaar.")
    return table


@pytest.fixture
def before(filled: Table) -> None:
    """What stands there before the window opens."""


PAGE = "actions"


def shown(page: ActionsPage, column: str = "text") -> list[str]:
    return [page.model.cell(at, page.model.at(column)).text for at in range(page.model.rowCount())]


def stored(table: Table, text: str) -> Action:
    found = table.ask(lambda reader: reader.first(Action, text=text))
    assert found is not None
    return found


def test_that_open_actions_come_by_their_day_and_say_in_words_what_is_late(
    page: ActionsPage,
) -> None:
    assert shown(page) == [
        "Jaarplanning sturen",
        "School bellen",
        "Wachttijd op papier",
        "Folder maken",
    ]
    assert shown(page, "state") == ["7 dagen te laat", "open", "open", "geen datum"]
    assert faults(page) == []


def test_that_the_model_keeps_to_the_rules_of_models(filled: Table) -> None:
    model = RowTableModel(columns(), lambda line: line.row.id)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_rows(filled.ask(actions_desk.listed, "cpv").lines)
    model.sort(model.at("owner"))
    assert model.rowCount() == 5
    assert tester.model() is model


def test_that_the_chips_show_mine_late_and_done(page: ActionsPage) -> None:
    page.pane.bar.chips.choose("mine")
    assert shown(page) == ["Jaarplanning sturen"]
    page.pane.bar.chips.choose("late")
    assert shown(page) == ["Jaarplanning sturen"]
    page.pane.bar.chips.choose("undated")
    assert shown(page) == ["Folder maken"]
    page.pane.bar.chips.choose("done")
    assert shown(page) == ["Format aanpassen"]


def test_that_an_action_is_added_with_a_day_typed_without_dashes(
    page: ActionsPage, window: Opened, filled: Table, qtbot: QtBot
) -> None:
    qtbot.mouseClick(child(page, QPushButton, "Nieuwe actie"), Qt.MouseButton.LeftButton)
    dialog = form_of(page)
    assert faults(dialog) == []
    qtbot.keyClicks(dialog.fields["text"].control, "Ouders bellen")
    qtbot.keyClicks(dialog.fields["owner"].control, "BJG")
    qtbot.keyClicks(dialog.fields["due_on"].control, "10122026")
    window.settle(lambda: qtbot.mouseClick(dialog.do, Qt.MouseButton.LeftButton))
    assert stored(filled, "Ouders bellen").due_on == date(2026, 12, 10)
    assert "Ouders bellen" in shown(page)


def test_that_a_form_says_beside_the_field_what_is_missing(
    page: ActionsPage, window: Opened, qtbot: QtBot
) -> None:
    qtbot.mouseClick(child(page, QPushButton, "Nieuwe actie"), Qt.MouseButton.LeftButton)
    dialog = form_of(page)
    qtbot.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    assert dialog.fields["text"].error
    qtbot.keyClicks(dialog.fields["text"].control, "Ouders bellen")
    qtbot.keyClicks(dialog.fields["owner"].control, "BJG")
    qtbot.keyClicks(dialog.fields["due_on"].control, "31-02-2026x")
    qtbot.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    assert "geen datum" in dialog.fields["due_on"].error
    line = dialog.fields["due_on"].control
    assert isinstance(line, QLineEdit)
    line.clear()
    condition = dialog.fields["kind"].control
    condition.setCurrentIndex(1)  # type: ignore[attr-defined]
    window.settle(lambda: qtbot.mouseClick(dialog.do, Qt.MouseButton.LeftButton))
    assert "datum" in dialog.fields["due_on"].error


def test_that_an_action_is_changed_by_its_key_and_ticked_off_by_space(
    page: ActionsPage, window: Opened, filled: Table, qtbot: QtBot
) -> None:
    page.table.selectRow(1)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: page.findChild(Form) is not None)
    dialog = form_of(page)
    text = dialog.fields["text"].control
    assert isinstance(text, QPlainTextEdit)
    text.setPlainText("School nabellen")
    window.settle(lambda: qtbot.mouseClick(dialog.do, Qt.MouseButton.LeftButton))
    assert stored(filled, "School nabellen").sequence == 1
    page.table.selectRow(1)
    with qtbot.waitActive(window.window):
        window.window.activateWindow()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    done = form_of(page)
    qtbot.keyClicks(done.fields["note"].control, "Gebeld.")
    window.settle(lambda: qtbot.mouseClick(done.do, Qt.MouseButton.LeftButton))
    assert stored(filled, "School nabellen").done_note == "Gebeld."
    page.pane.bar.chips.choose("done")
    page.table.select_key(stored(filled, "School nabellen").id)
    window.settle(
        lambda: qtbot.mouseClick(child(page, QPushButton, "Weer openen"), Qt.MouseButton.LeftButton)
    )
    assert stored(filled, "School nabellen").done_at is None


def test_that_a_condition_is_only_met_with_a_note(
    page: ActionsPage, filled: Table, qtbot: QtBot
) -> None:
    page.table.select_key(stored(filled, "Wachttijd op papier").id)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    dialog = form_of(page)
    qtbot.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    assert dialog.fields["note"].error
    dialog.reject()
    assert stored(filled, "Wachttijd op papier").done_at is None


def test_that_what_is_done_with_an_action_is_said_and_taken_back(
    page: ActionsPage, window: Opened, filled: Table, qtbot: QtBot
) -> None:
    """H19, H21: deleting needs no question, for it comes back as it was."""
    kept = stored(filled, "Folder maken")
    page.table.select_key(kept.id)
    delete = child(page, QPushButton, "Verwijderen")
    window.settle(lambda: qtbot.mouseClick(delete, Qt.MouseButton.LeftButton))
    assert "Folder maken" not in shown(page)
    assert window.told == "De actie is verwijderd."
    window.undo()
    assert stored(filled, "Folder maken") == kept


def test_that_an_action_found_elsewhere_gets_the_cursor(
    page: ActionsPage, window: Opened, filled: Table
) -> None:
    done = stored(filled, "Format aanpassen")
    window.open("actions", done.id)
    row = page.table.current_row()
    assert row is not None
    assert row.row.id == done.id

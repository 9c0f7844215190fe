"""The page of the providers: search, add, change, merge."""

import pytest
from accessibility import faults
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot
from real_pages import Opened, child, form_of

from casustafel.gui.pages.providers.page import ProvidersPage, columns
from casustafel.gui.tables import RowTableModel
from casustafel.services.importing import aliases
from casustafel.services.register import providers
from workspaces import Table

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def before(table: Table) -> None:
    """What stands there before the window opens."""
    table.case()
    table.do(providers.add, "Rivierzorg", "06012345", ["Rivier BV"])


PAGE = "providers"


def names(page: ProvidersPage) -> list[str]:
    return [page.model.cell(at, page.model.at("name")).text for at in range(page.model.rowCount())]


def test_that_providers_are_listed_and_found_by_any_name(page: ProvidersPage, qtbot: QtBot) -> None:
    assert names(page) == ["Rivierzorg", "Zorggroep Waal"]
    assert faults(page) == []
    qtbot.keyClicks(page.pane.bar.search, "rivier bv")
    qtbot.waitUntil(lambda: names(page) == ["Rivierzorg"])


def test_that_the_model_keeps_to_the_rules_of_models(window: Opened, table: Table) -> None:
    model = RowTableModel(columns(), lambda row: row.id)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_rows(table.ask(providers.listed).rows)
    model.sort(model.at("cases"), Qt.SortOrder.DescendingOrder)
    assert model.cell(0, model.at("name")).text == "Zorggroep Waal"
    assert tester.model() is model


def test_that_a_provider_is_added_with_its_other_names(
    page: ProvidersPage, window: Opened, qtbot: QtBot
) -> None:
    qtbot.mouseClick(child(page, QPushButton, "Nieuwe aanbieder"), LEFT)
    dialog = form_of(page)
    assert faults(dialog) == []
    qtbot.keyClicks(dialog.fields["name"].control, "Steunpunt Oost")
    qtbot.keyClicks(dialog.fields["agb"].control, "12")
    window.settle(lambda: qtbot.mouseClick(dialog.do, LEFT))
    assert "8 cijfers" in dialog.fields["agb"].error
    dialog.fields["agb"].line.setText("6054321")
    qtbot.keyClicks(dialog.fields["aliases"].control, "SP Oost")
    window.settle(lambda: qtbot.mouseClick(dialog.do, LEFT))
    assert names(page) == ["Rivierzorg", "Steunpunt Oost", "Zorggroep Waal"]


def test_that_a_provider_is_changed_and_stopped(
    page: ProvidersPage, window: Opened, table: Table, qtbot: QtBot
) -> None:
    page.table.selectRow(1)
    qtbot.mouseClick(child(page, QPushButton, "Wijzigen…"), LEFT)
    dialog = form_of(page)
    dialog.fields["name"].line.setText("Waalzorg")
    dialog.fields["active"].control.click()  # type: ignore[attr-defined]
    window.settle(lambda: qtbot.mouseClick(dialog.do, LEFT))
    changed = table.ask(providers.listed).rows[1]
    assert (changed.name, changed.active) == ("Waalzorg", False)


def test_that_two_providers_become_one(page: ProvidersPage, window: Opened, qtbot: QtBot) -> None:
    page.table.selectRow(1)
    qtbot.mouseClick(child(page, QPushButton, "Samenvoegen…"), LEFT)
    dialog = form_of(page)
    assert dialog.cancel.isDefault()
    qtbot.mouseClick(dialog.do, LEFT)
    assert dialog.fields["into"].error
    into = dialog.fields["into"].control
    assert isinstance(into, QComboBox)
    into.setCurrentIndex(1)
    window.settle(lambda: qtbot.mouseClick(dialog.do, LEFT))
    assert names(page) == ["Rivierzorg"]
    assert page.table.current_row() is page.model.row_at(0)


def test_that_spellings_of_organisations_are_edited_as_text(
    page: ProvidersPage, window: Opened, table: Table, qtbot: QtBot
) -> None:
    button = child(page, QPushButton, "Schrijfwijzen…")
    window.settle(lambda: qtbot.mouseClick(button, LEFT))
    dialog = form_of(page)
    assert faults(dialog) == []
    assert "BJG = " in dialog.text("aliases")
    control = dialog.fields["aliases"].control
    qtbot.keyClick(control, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(control, Qt.Key.Key_Return)
    qtbot.keyClicks(control, "Rivierzorg Rivier")
    window.settle(lambda: qtbot.mouseClick(dialog.do, LEFT))
    assert "“Rivierzorg Rivier”" in dialog.fields["aliases"].error
    qtbot.keyClick(control, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(control, "Rivierzorg = Rivier; Rivierzrg")
    window.settle(lambda: qtbot.mouseClick(dialog.do, LEFT))
    assert table.ask(aliases.spellings) == {"rivier": "Rivierzorg", "rivierzrg": "Rivierzorg"}

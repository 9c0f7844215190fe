"""The pages of the frameworks and the tables, driven as a beheerder would."""

import json
from datetime import date
from pathlib import Path

import pytest
from accessibility import faults
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from real_pages import Opened, child, form_of

from casustafel.domain.frameworks import Framework, FrameworkState, ItemKind
from casustafel.domain.outcomes import OutcomeKind
from casustafel.gui.dialogs.ask import confirmation
from casustafel.gui.pages.calendar_file import save_calendar
from casustafel.gui.pages.committees.page import CommitteesPage
from casustafel.gui.pages.frameworks import contents
from casustafel.gui.pages.frameworks import page as page_module
from casustafel.gui.pages.frameworks.models import PartRow, part_columns, part_rows
from casustafel.gui.pages.frameworks.page import FrameworksPage
from casustafel.gui.tables import RowTableModel
from casustafel.gui.widgets.chips import FilterChip
from casustafel.services.agenda import calendars
from casustafel.services.definitions import tables
from fourth_table import COMMITTEE, FRAMEWORK
from workspaces import Table


@pytest.fixture
def before(table: Table) -> None:
    """What stands there before the window opens."""
    table.case(1)


PAGE = "frameworks"


def newest(table: Table) -> Framework:
    found: Framework = table.ask(tables.framework_versions, "cpv")[0][1]
    return found


def take_keyboard(page: FrameworksPage, window: Opened, qtbot: QtBot) -> None:
    """Put the keyboard back in the list; offscreen nothing does so when a dialog closes."""
    window.window.activateWindow()
    page.contents.table.setFocus()
    qtbot.waitUntil(page.contents.table.hasFocus)


def put_text(control: object, text: str) -> None:
    assert isinstance(control, QPlainTextEdit)
    control.setPlainText(text)


def test_that_a_question_is_changed_and_the_difference_shown(
    page: FrameworksPage, window: Opened, table: Table, qtbot: QtBot
) -> None:
    assert faults(page) == []
    window.settle(lambda: table.do(tables.adopt_version, page._chosen, date(2026, 12, 1)))
    page.mark_stale()
    window.settle()
    assert not page.contents.change.isVisible()
    assert "wijzigt niet meer" in page.contents.locked.text()
    window.settle(lambda: qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier))
    assert newest(table).version == 4
    page.contents.table.select_key("criteria/c4_goals")
    qtbot.keyClick(page.contents.table, Qt.Key.Key_Return)
    asked = form_of(page)
    assert faults(asked) == []
    put_text(asked.fields["text"].control, "Doelen zijn haalbaar en meetbaar")
    window.settle(lambda: qtbot.mouseClick(asked.do, Qt.MouseButton.LeftButton))
    assert newest(table).item("c4_goals").text == "Doelen zijn haalbaar en meetbaar"
    assert page.difference.model.cell(0, 0).text == "Gewijzigd"
    assert "1 wijziging ten opzichte van versie 3" in page.difference.words.text()


def test_that_a_group_and_a_question_are_added_and_moved(
    page: FrameworksPage, window: Opened, table: Table, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.contents.add_section, Qt.MouseButton.LeftButton)
    group = form_of(page)
    qtbot.keyClicks(group.fields["title"].control, "Gezin")
    window.settle(lambda: qtbot.mouseClick(group.do, Qt.MouseButton.LeftButton))
    assert [one.title for one in newest(table).sections][1] == "Gezin"
    take_keyboard(page, window, qtbot)
    qtbot.keyClick(page.contents.table, Qt.Key.Key_Insert)
    asked = form_of(page)
    put_text(asked.fields["text"].control, "Wie is gehoord?")
    kind = asked.fields["kind"].control
    kind.setCurrentIndex(kind.findData("choice"))
    qtbot.mouseClick(asked.do, Qt.MouseButton.LeftButton)
    assert asked.fields["options"].error == "Vul ten minste twee keuzes in."
    put_text(asked.fields["options"].control, "Ouders\nJeugdige")
    window.settle(lambda: qtbot.mouseClick(asked.do, Qt.MouseButton.LeftButton))
    item = newest(table).item("wie_is_gehoord")
    assert (item.kind, [one.label for one in item.options]) == (
        ItemKind.CHOICE,
        ["Ouders", "Jeugdige"],
    )
    assert page.contents.table.current_row() == PartRow(
        next(one for one in newest(table).sections if one.code == "gezin"), item
    )
    take_keyboard(page, window, qtbot)
    window.settle(
        lambda: qtbot.keyClick(page.contents.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    )
    assert page.banner.text == ""
    assert newest(table).sections[0].items[-1].code == "wie_is_gehoord"


def test_that_a_criterion_is_made_to_wait_for_before_a_grant_t8(
    page: FrameworksPage, window: Opened, table: Table, qtbot: QtBot
) -> None:
    page.contents.table.select_key("research/current_help")
    qtbot.keyClick(page.contents.table, Qt.Key.Key_Return)
    asked = form_of(page)
    assert asked.fields["for_outcomes"].isHidden()
    qtbot.mouseClick(asked.cancel, Qt.MouseButton.LeftButton)
    take_keyboard(page, window, qtbot)
    page.contents.table.select_key("criteria/c3_basic_help_unfit")
    qtbot.keyClick(page.contents.table, Qt.Key.Key_Return)
    asked = form_of(page)
    assert faults(asked) == []
    chips = {one.text(): one for one in asked.fields["for_outcomes"].findChildren(FilterChip)}
    assert list(chips) == ["Toegekend", "Toegekend met aanpassing", "Afgewezen"]
    qtbot.mouseClick(chips["Afgewezen"], Qt.MouseButton.LeftButton)
    window.settle(lambda: qtbot.mouseClick(asked.do, Qt.MouseButton.LeftButton))
    assert newest(table).item("c3_basic_help_unfit").for_outcomes == {OutcomeKind.REFUSED}
    model = page.contents.model
    said = model.cell(model.find("criteria/c3_basic_help_unfit"), 2)
    assert (said.text, said.tooltip) == ("Vóór een uitkomst", "Vóór: Afgewezen")


def test_that_what_the_table_needs_cannot_be_removed(
    page: FrameworksPage, window: Opened, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "sure", lambda *_said, **_no: True)
    page.contents.table.select_key("basis/resident_view")
    window.settle(page.contents.remove_row)
    assert page.banner.text
    assert newest(table).item("resident_view").help


def test_that_a_version_is_tried_and_adopted_with_cancel_as_default(
    page: FrameworksPage, window: Opened, table: Table, qtbot: QtBot
) -> None:
    window.settle(lambda: page.tabs.setCurrentWidget(page.trial))
    assert page.trial.model.cell(0, 0).text == "CPV-2026-0001"
    assert "er is niets veranderd" in page.trial.words.text()
    qtbot.mouseClick(child(page, QPushButton, "Vaststellen…"), Qt.MouseButton.LeftButton)
    asked = form_of(page)
    assert asked.cancel.isDefault()
    assert not asked.do.isDefault()
    qtbot.mouseClick(asked.do, Qt.MouseButton.LeftButton)
    assert asked.fields["on"].error
    qtbot.keyClicks(asked.fields["on"].control, "01012027")
    window.settle(lambda: qtbot.mouseClick(asked.do, Qt.MouseButton.LeftButton))
    assert newest(table).state is FrameworkState.ADOPTED
    assert newest(table).valid_from == date(2027, 1, 1)


def test_that_a_framework_goes_out_and_comes_in_as_a_file(
    page: FrameworksPage, window: Opened, table: Table, tmp_path: Path
) -> None:
    window.settle(lambda: page.export_to(tmp_path / "kader.json"))
    assert "kader.json" in page.banner.text
    window.settle(lambda: page.import_from(tmp_path / "kader.json"))
    assert "Er is al een concept" in page.banner.text
    table.do(tables.adopt_version, page._chosen, date(2026, 12, 1))
    window.settle(lambda: page.import_from(tmp_path / "kader.json"))
    assert newest(table).version == 4


def test_that_a_dangerous_question_has_cancel_as_default(qtbot: QtBot) -> None:
    box = confirmation(None, "Concept verwijderen?", "Weg is weg.", "Verwijderen")
    qtbot.addWidget(box)
    assert box.defaultButton().text() == "Annuleren"
    assert page_module.sure is not None


def test_that_a_fourth_table_is_taken_in_and_can_be_chosen(
    window: Opened, table: Table, tmp_path: Path
) -> None:
    committee, framework = tmp_path / "commissie.json", tmp_path / "kader.json"
    committee.write_text(json.dumps(COMMITTEE), "utf-8")
    framework.write_text(json.dumps(FRAMEWORK), "utf-8")
    page = window.open("committees")
    assert isinstance(page, CommitteesPage)
    assert faults(page) == []
    window.settle(lambda: page.import_from(committee))
    assert "Kies ook het bestand met haar afwegingskader" in page.banner.text
    window.settle(lambda: page.import_from(committee, framework))
    assert page.banner.text == "Overleg GGZ-uitstroom is ingelezen."
    assert page.model.rowCount() == 4
    assert "ggz_uitstroom" in [one.key for one in window.window.committees()]
    window.settle(lambda: page.export_to("ggz_uitstroom", tmp_path / "uit.json"))
    assert json.loads((tmp_path / "uit.json").read_text("utf-8"))["prefix"] == "GGZ"


def test_that_meetings_are_saved_for_a_calendar(
    window: Opened, table: Table, tmp_path: Path
) -> None:
    page = window.open("meetings")
    window.settle(lambda: save_calendar(page, tmp_path / "v.ics", calendars.export_meetings))
    assert "Er zijn geen geplande vergaderingen." in page.banner.text
    table.meeting()
    window.settle(lambda: save_calendar(page, tmp_path / "v.ics", calendars.export_meetings))
    assert "1 afspraak opgeslagen in v.ics" in page.banner.text
    assert (tmp_path / "v.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_that_the_model_keeps_to_the_rules_of_models(table: Table) -> None:
    model = RowTableModel(part_columns(), lambda row: row.key)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_rows(part_rows(table.ask(tables.committee, "cpv"), newest(table)))
    assert model.rowCount() > 40
    assert tester.model() is model


def test_that_another_order_of_questions_can_be_read_whole_below_the_differences(
    page: FrameworksPage, window: Opened, table: Table, qtbot: QtBot
) -> None:
    window.settle(lambda: table.do(tables.adopt_version, page._chosen, date(2026, 12, 1)))
    page.mark_stale()
    window.settle()
    window.settle(lambda: qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier))
    at, group = max(enumerate(newest(table).sections), key=lambda one: len(one[1].items))
    before = [one.text for one in group.items]
    page.contents.table.select_key(f"{group.code}/{group.items[0].code}")
    window.settle(page.contents.down.click)
    after = [before[1], before[0], *before[2:]]
    assert [one.text for one in newest(table).sections[at].items] == after
    pane = page.difference
    assert pane.model.cell(0, 2).text == "Volgorde"
    page.tabs.setCurrentWidget(pane)
    assert pane.detail.isVisible()
    old, new = ([f"{at}. {text}" for at, text in enumerate(texts, 1)] for texts in (before, after))
    assert [one.text().splitlines() for one in pane.detail.values] == [old, new]
    assert all(one.wordWrap() for one in pane.detail.values)
    assert faults(page) == []

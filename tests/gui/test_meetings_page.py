"""Vergaderingen: planned, changed, followed up and called off through the window."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from accessibility import faults
from driving import Driver
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMessageBox

from casustafel.domain.errors import RuleError
from casustafel.domain.meetings import Meeting
from casustafel.gui.pages.meetings import page as page_module
from casustafel.gui.pages.meetings.dialogs import PlanDialog
from casustafel.gui.pages.meetings.page import columns
from casustafel.gui.problems import explain
from casustafel.gui.tables import RowTableModel
from casustafel.services.agenda import meetings, meetings_desk
from casustafel.services.meeting import room
from workspaces import Table


def kept(table: Table) -> list[Meeting]:
    return table.ask(lambda reader: reader.find(Meeting, "held_on"))


def dialog_of(driver: Driver) -> PlanDialog:
    driver.until(lambda: driver.frame.page.findChild(PlanDialog))
    return driver.frame.page.findChild(PlanDialog)


def test_that_a_meeting_is_planned_by_keyboard(driver: Driver) -> None:
    driver.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(driver)
    driver.qtbot.keyClicks(dialog._day, "10122026")
    driver.qtbot.keyClick(dialog._day, Qt.Key.Key_Return)
    driver.until(lambda: kept(driver.table))
    driver.settle()
    assert [(one.held_on, one.starts) for one in kept(driver.table)] == [
        (date(2026, 12, 10), time(9))
    ]
    assert driver.frame.page.table.current_row().held_on == date(2026, 12, 10)


def test_that_a_day_that_is_none_is_said_beside_its_field(driver: Driver) -> None:
    driver.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(driver)
    dialog._day.setText("31-11-2026")
    dialog.confirm()
    assert "geen datum" in dialog.fields["day"].error
    assert dialog.isVisible()
    dialog.reject()


def test_that_the_next_of_a_series_is_a_week_later(table: Table, driver: Driver) -> None:
    table.meeting()
    driver.frame.reload()
    driver.until(lambda: driver.frame.page.model.total == 1)
    driver.press(Qt.Key.Key_R)
    driver.until(lambda: len(kept(table)) == 2)
    assert kept(table)[1].held_on == date(2026, 12, 3)
    assert kept(table)[1].place == "kamer 2.14"


def test_that_a_series_keeps_its_interval_and_passes_over_holidays(
    table: Table, driver: Driver
) -> None:
    """H42: every second week; 25-12-2026 is Christmas. The new one is chosen."""
    for day in (date(2026, 11, 27), date(2026, 12, 11)):
        table.meeting(day)
    driver.frame.reload()
    driver.until(lambda: driver.frame.page.model.total == 2)
    driver.press(Qt.Key.Key_R)
    driver.until(lambda: len(kept(table)) == 3)
    driver.settle()
    assert kept(table)[2].held_on == date(2027, 1, 8)
    assert driver.frame.page.table.current_row().held_on == date(2027, 1, 8)


@pytest.mark.parametrize("last", [date(2026, 11, 28), date(2026, 12, 18)])
def test_that_a_workday_is_proposed(table: Table, driver: Driver, last: date) -> None:
    """H42: no Saturday, no Sunday, no holiday."""
    table.meeting(last)
    driver.frame.reload()
    driver.until(lambda: driver.frame.page.model.total == 1)
    proposed = driver.frame.page._begin().held_on
    assert proposed in (date(2026, 12, 7), date(2026, 12, 28))


def test_that_another_day_keeps_the_place(table: Table, driver: Driver) -> None:
    table.meeting()
    driver.frame.reload()
    driver.until(lambda: driver.frame.page.model.total == 1)
    driver.press(Qt.Key.Key_F2)
    dialog = dialog_of(driver)
    driver.qtbot.keyClicks(dialog._day, "27112026")
    driver.qtbot.keyClick(dialog._day, Qt.Key.Key_Return)
    driver.until(lambda: kept(table)[0].held_on == date(2026, 11, 27))
    assert (kept(table)[0].place, kept(table)[0].sequence) == ("kamer 2.14", 1)
    driver.back_to_window()
    driver.settle()
    driver.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    driver.until(lambda: kept(table)[0].held_on != date(2026, 11, 27))
    assert kept(table)[0].sequence == 2


def test_that_a_meeting_in_over_half_a_year_is_planned_after_a_question_only(
    table: Table, driver: Driver, monkeypatch
) -> None:
    """H9: 3-12 became the December after next, without a word."""
    asked: list[str] = []
    monkeypatch.setattr(
        "casustafel.gui.pages.meetings.dialogs.sure", lambda _on, title, *_more: asked.append(title)
    )
    driver.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(driver)
    driver.qtbot.keyClicks(dialog._day, "03122027")
    driver.qtbot.keyClick(dialog._day, Qt.Key.Key_Return)
    driver.until(lambda: asked)
    assert asked == ["Een vergadering op vrijdag 03-12-2027?"]
    assert kept(table) == []
    dialog.reject()


def test_that_calling_off_asks_and_enter_cancels(table: Table, driver: Driver, monkeypatch) -> None:
    table.meeting()
    driver.frame.reload()
    driver.until(lambda: driver.frame.page.model.total == 1)
    asked: list[str] = []

    def answer(box: QMessageBox) -> int:
        asked.append(box.defaultButton().text())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    driver.frame.page.pane.buttons["Afgelasten…"].click()
    driver.settle()
    assert asked == ["Niet doen"]  # Annuleren could mean the meeting (H38)
    assert len(kept(table)) == 1


def test_that_enter_opens_the_agenda_of_a_planned_meeting(table: Table, driver: Driver) -> None:
    meeting = table.meeting()
    driver.frame.reload()
    driver.until(lambda: driver.frame.page.model.total == 1)
    driver.frame.page.table.setFocus()
    driver.press(Qt.Key.Key_Return)
    driver.settle()
    assert driver.frame.shown == "agenda"
    assert driver.frame.page.desk.meeting.id == meeting.id


def test_that_the_button_says_why_a_meeting_that_was_held_cannot_be_called_off(
    table: Table, driver: Driver
) -> None:
    planned = table.meeting(date(2026, 12, 3))
    held = table.meeting()
    table.do(room.open_meeting, held.id)
    page = driver.open("meetings")
    page.reload()
    driver.settle()
    page.table.select_key(held.id)
    assert not page.pane.buttons["Afgelasten…"].isEnabled()
    assert "is al begonnen" in page.pane.buttons["Afgelasten…"].toolTip()
    table.do(room.close_meeting, held.id)
    page.reload()
    driver.settle()
    page.table.select_key(held.id)
    words = (
        "De vergadering van 26-11-2026 is al gehouden en kan niet meer worden afgelast. "
        "Kies een vergadering die nog gepland is."
    )
    assert not page.pane.buttons["Afgelasten…"].isEnabled()
    assert page.pane.buttons["Afgelasten…"].toolTip() == words
    assert page.pane.buttons["Afgelasten…"].accessibleDescription() == words
    page.table.select_key(planned.id)
    assert page.pane.buttons["Afgelasten…"].isEnabled()
    assert page.pane.buttons["Afgelasten…"].toolTip() == ""


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ((room.open_meeting,), "meeting-cancel-begun"),
        ((room.open_meeting, room.close_meeting), "meeting-cancel-held"),
        ((meetings.cancel,), "meeting-cancel-twice"),
    ],
)
def test_that_only_a_planned_meeting_is_called_off_and_the_refusal_says_why(
    table: Table, steps: tuple[Any, ...], code: str
) -> None:
    meeting = table.meeting()
    for step in steps:
        table.do(step, meeting.id)
    with pytest.raises(RuleError) as refused:
        table.do(meetings.cancel, meeting.id)
    assert refused.value.code == code
    assert "26-11-2026" in explain(refused.value)


def test_that_the_list_can_be_used_without_eyes_or_mouse(table: Table, driver: Driver) -> None:
    table.meeting()
    driver.frame.reload()
    driver.settle()
    assert faults(driver.frame.page) == []


def test_that_the_model_keeps_the_rules_of_qt(table: Table, qapp: QApplication) -> None:
    table.meeting()
    model = RowTableModel(columns(), lambda line: line.id)
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning, model
    )
    model.set_rows(table.ask(meetings_desk.meetings, "cpv"))
    assert tester.model() is model
    assert [model.data(model.index(0, at)) for at in (0, 1, 3, 7)] == [
        "donderdag 26-11-2026",
        "09:00\N{EN DASH}10:30",
        "nog geen",
        "48",
    ]
    (row,) = (model.row_at(0),)
    assert row is not None
    orders = [model.columns[model.at(key)].order(row) for key in ("times", "week")]
    assert orders == [time(9), (2026, 48)]


def test_that_the_calendar_file_is_that_of_the_chosen_meeting(
    table: Table, driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """H41: what is chosen is what is meant; all of them is a choice of its own."""
    first, _ = (table.meeting(date(2026, 12, day)) for day in (3, 10))
    page = driver.open("meetings")
    driver.frame.reload()
    driver.until(lambda: page.model.total == 2)
    page.table.select_key(first.id)
    target = tmp_path / "een.ics"
    monkeypatch.setattr(page_module, "ask_target", lambda _page, _name: target)
    page.pane.buttons["Agenda-bestand opslaan…"].click()
    driver.until(target.exists)
    driver.settle()
    text = target.read_text("utf-8")
    assert text.count("BEGIN:VEVENT") == 1
    assert "20261203" in text

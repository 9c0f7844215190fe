"""Days as they are typed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCalendarWidget

from casustafel.gui.dates import AHEAD, PAST, USUAL, go_by, long_day, parse_day, week
from casustafel.gui.dialogs.form import FormDialog, days
from casustafel.gui.widgets.fields import DateField

NEAR = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("26112026", NEAR),
        ("26-11-2026", NEAR),
        ("26/11/26", NEAR),
        (" 26.11 ", NEAR),
        ("2611", NEAR),
        ("251126", date(2026, 11, 25)),
        ("1-2", date(2027, 2, 1)),
        ("29-2", None),
        ("13w", date(2027, 2, 25)),
        ("+2 weken", date(2026, 12, 10)),
        ("31-11-2026", None),
        ("morgen", None),
        ("", None),
    ],
)
def test_that_a_day_is_read_as_it_is_typed(typed: str, meant: date | None) -> None:
    assert parse_day(typed, NEAR, AHEAD) == meant


@pytest.mark.parametrize(
    ("typed", "back", "meant"),
    [
        ("3011", AHEAD, date(2026, 11, 30)),
        ("3-12", AHEAD, date(2026, 12, 3)),
        ("29-11", AHEAD, date(2027, 11, 29)),
        ("29-11", USUAL, date(2026, 11, 29)),
        ("15-1", USUAL, date(2027, 1, 15)),
        ("1-9", USUAL, date(2026, 9, 1)),
        ("29-8", USUAL, date(2027, 8, 29)),
        ("30-11", PAST, date(2026, 11, 30)),
        ("1-12", PAST, date(2025, 12, 1)),
    ],
)
def test_that_a_day_without_a_year_lies_around_today(
    typed: str, back: timedelta, meant: date
) -> None:
    """H9: on 30 November "3-12" is in three days, also when a meeting is planned."""
    assert parse_day(typed, date(2026, 11, 30), back) == meant


def test_that_a_field_counts_from_the_day_of_the_workspace_and_an_end_from_its_start(qtbot) -> None:
    """H9: in 2031 no short day falls in 2026; thirteen weeks begin where the help begins."""
    go_by(lambda: datetime(2031, 3, 31, 22, 30, tzinfo=UTC))
    dialog = FormDialog("Hulp", "Opslaan")
    qtbot.addWidget(dialog)
    start, end = days(), days()
    dialog.add("start", "Begin", start)
    dialog.add("end", "Eind", end)
    dialog.follow("end", "start")
    start.setText("1-4")
    assert start.day == date(2031, 4, 1)
    end.setText("13w")
    assert end.day == date(2031, 7, 1)
    start.setText("1-6")
    end.setText("1-5")
    assert end.day == date(2032, 5, 1)

    end.setText("01-05-2031")
    end.editingFinished.emit()
    assert dialog.fields["end"].error == "Deze dag ligt voor het begin. Kies een latere."
    asked = []
    dialog.confirmed.connect(lambda: asked.append("confirmed"))
    dialog.confirm()
    assert not asked


def test_that_what_is_no_day_is_said_when_the_field_is_left(qtbot) -> None:
    """H11: not only when the whole form is confirmed."""
    dialog = FormDialog("Hulp", "Opslaan")
    qtbot.addWidget(dialog)
    field, other = days(), days()
    dialog.add("until", "Geldig t/m", field)
    dialog.add("other", "Anders", other)
    dialog.show()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    field.setFocus()
    qtbot.keyClicks(field, "over 4 uur gezien.")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert other.hasFocus()
    assert dialog.fields["until"].error == "Dit is geen datum. Schrijf die als dd-mm-jjjj."
    assert field.text() == "over 4 uur gezien."


def test_that_the_fourth_of_january_is_in_the_first_week() -> None:
    assert [week(date(year, 1, 4)) for year in range(2020, 2030)] == [1] * 10
    assert long_day(NEAR) == "donderdag 26-11-2026"


def test_that_leaving_the_field_writes_the_day_in_full(qtbot) -> None:
    field = DateField("Geldig tot en met")
    qtbot.addWidget(field)
    field.set_near(NEAR)
    field.show()
    qtbot.keyClicks(field, "0203")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "02-03-2027"
    field.setText("geen dag")
    assert field.unreadable


def test_that_the_calendar_has_week_numbers_and_gives_its_day(qtbot) -> None:
    field = DateField("Datum")
    qtbot.addWidget(field)
    field.set_near(NEAR)
    field.show()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    calendar = field.findChild(QCalendarWidget)
    shown = calendar.verticalHeaderFormat()
    assert shown is QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers
    calendar.activated.emit(calendar.selectedDate())
    assert field.day == NEAR


def test_that_the_calendar_stands_above_a_field_at_the_foot_of_the_screen(qtbot) -> None:
    """Seen by hand: half of the weeks hung below the screen."""
    field = DateField("Uiterlijk")
    qtbot.addWidget(field)
    screen = field.screen().availableGeometry()
    field.move(screen.right() - 40, screen.bottom() - 40)
    field.show()
    field.show_calendar()
    popup = field.findChild(QCalendarWidget).window()
    assert screen.contains(popup.geometry())
    assert popup.geometry().bottom() <= field.mapToGlobal(field.rect().topLeft()).y()
    popup.close()

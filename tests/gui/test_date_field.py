"""Days as they are typed."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCalendarWidget

from casustafel.gui.dates import long_day, parse_day, week
from casustafel.gui.widgets.date_field import DateField

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
    assert parse_day(typed, NEAR) == meant


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

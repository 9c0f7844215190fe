"""What is asked to plan a meeting: its day, times and place."""

from datetime import date, time, timedelta
from typing import NamedTuple

from PySide6.QtCore import QDate, QSignalBlocker
from PySide6.QtWidgets import QCalendarWidget, QTimeEdit, QVBoxLayout, QWidget

from casustafel.gui.dates import AHEAD, long_day, today, week
from casustafel.gui.dialogs.ask import sure
from casustafel.gui.dialogs.form import FormDialog
from casustafel.gui.theme import theme
from casustafel.gui.widgets.fields import DateField, time_box, week_calendar
from casustafel.gui.widgets.form_field import FormField
from casustafel.gui.widgets.layout import STRETCH, below, beside
from casustafel.gui.widgets.line_field import LineField
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr

_SOON = timedelta(days=183)
"""A meeting that is further away is asked about: half a year is more than anybody plans ahead."""


class Plan(NamedTuple):
    """What the dialog gives."""

    held_on: date
    starts: time
    ends: time
    place: str


class PlanDialog(FormDialog[Plan]):
    """Ask for day, times and place."""

    wide = 560

    def __init__(self, title: str, verb: str, begin: Plan, parent: QWidget | None = None) -> None:
        super().__init__(title, verb, parent)
        self._begin = begin
        held = QWidget()
        beside((self._make_calendar(), 1), self._make_fields(), gap=20, of=held)
        self.add_wide(held)
        self._day.set_day(begin.held_on)

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        if visible:
            self._day.selectAll()

    def _make_calendar(self) -> QCalendarWidget:
        self._calendar = week_calendar(self)
        self._calendar.setMinimumWidth(theme().px(330))
        self._calendar.selectionChanged.connect(self._calendar_chose)
        return self._calendar

    def _make_fields(self) -> QVBoxLayout:
        self._day = DateField(parent=self, back=AHEAD)
        self.fields["day"] = FormField(tr("Datum"), self._day, required=True)
        self._named = label("", "hint")
        self._day.day_changed.connect(self._day_typed)
        self._starts = time_box(self._begin.starts, tr("Van"))
        self._ends = time_box(self._begin.ends, tr("Tot"))
        self.fields["starts"] = FormField(tr("Van"), self._starts, required=True)
        self.fields["ends"] = FormField(tr("Tot"), self._ends, required=True)
        times = beside(self.fields["starts"], self.fields["ends"])
        self._place = LineField(self._begin.place)
        words = tr("Plaats")
        return below(
            self.fields["day"], self._named, times, FormField(words, self._place), STRETCH, gap=10
        )

    @property
    def given(self) -> Plan:
        return Plan(
            self.value("day"), _time(self._starts), _time(self._ends), self._place.text().strip()
        )

    def check(self) -> bool:
        if self._day.day is None:
            self.fields["day"].show_error(
                tr("Dit is geen datum. Typ hem als dd-mm-jjjj, bijvoorbeeld 26-11-2026.")
            )
            return False
        if _time(self._ends) <= _time(self._starts):
            self.fields["ends"].show_error(tr("Kies een tijd na het begin."))
            return False
        if self._day.day == self._begin.held_on or self._day.day <= today() + _SOON:
            return True
        title = tr("Een vergadering op {day}?").format(day=long_day(self._day.day))
        return sure(self, title, tr("Dat is over meer dan een half jaar."), self.do.text())

    def _day_typed(self, value: date | None) -> None:
        if value is None:
            self._named.setText("")
            return
        self._named.setText(
            tr("{day}, week {week}").format(day=long_day(value).split(" ")[0], week=week(value))
        )
        with QSignalBlocker(self._calendar):
            self._calendar.setSelectedDate(QDate(value.year, value.month, value.day))

    def _calendar_chose(self) -> None:
        chosen = self._calendar.selectedDate()
        self._day.set_day(date(chosen.year(), chosen.month(), chosen.day()))


def _time(field: QTimeEdit) -> time:
    shown = field.time()
    return time(shown.hour(), shown.minute())

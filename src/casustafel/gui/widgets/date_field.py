"""A field for a day: typed with or without dashes, or chosen from a calendar with week numbers."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QIcon, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QVBoxLayout, QWidget

from casustafel.gui.dates import AHEAD, USUAL, parse_day, today
from casustafel.gui.icons import icon
from casustafel.gui.theme import theme
from casustafel.gui.words import QT_TR_NOOP, day, tr


def week_calendar(parent: QWidget) -> QCalendarWidget:
    """Return a calendar that begins on Monday and shows ISO week numbers (domain.md §6)."""
    made = QCalendarWidget(parent)
    made.setLocale(QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands))
    made.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    made.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
    made.setGridVisible(False)
    made.setAccessibleName(tr("Kalender met weeknummers"))
    # Qt paints weekends in a red of its own, which the dark theme cannot bear.
    weekend = QTextCharFormat()
    weekend.setForeground(theme().colour("muted"))
    for each in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        made.setWeekdayTextFormat(each, weekend)
    for name, sign, words in (
        (
            "qt_calendar_prevmonth",
            "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}",
            QT_TR_NOOP("Vorige maand"),
        ),
        (
            "qt_calendar_nextmonth",
            "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
            QT_TR_NOOP("Volgende maand"),
        ),
    ):
        turner = made.findChild(QToolButton, name)
        if isinstance(turner, QToolButton):
            turner.setIcon(QIcon())
            turner.setText(sign)
            turner.setAccessibleName(tr(words))
    return made


class DateField(QLineEdit):
    """Holds a day or nothing. Down opens the calendar; leaving the field writes it in full."""

    day_changed = Signal(object)
    """The `date` that now stands here, or None when it is empty or cannot be read."""

    def __init__(
        self, name: str = "", parent: QWidget | None = None, *, back: timedelta = USUAL
    ) -> None:
        """`back` says where a day without a year lies, as for `parse_day`, around today."""
        super().__init__(parent)
        self._near: Callable[[], date] = today
        self._back = back
        self._start: DateField | None = None
        self._popup: QFrame | None = None
        self.setPlaceholderText("dd-mm-jjjj")
        self.setAccessibleName(name)
        self._opening = QAction(tr("Kalender"), self)
        self._opening.triggered.connect(self.show_calendar)
        theme().changed.connect(self._fit)
        self._fit()
        self.addAction(self._opening, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(lambda _text: self.day_changed.emit(self.day))
        self.editingFinished.connect(self._tidy)

    def _fit(self) -> None:
        """Follow the size of text and the colours."""
        self.setMinimumWidth(theme().px(118))
        self.setMaximumWidth(theme().px(150))
        self._opening.setIcon(icon("chevron-down"))

    @property
    def day(self) -> date | None:
        """The day that is meant; None when empty or unreadable."""
        return parse_day(self.text(), self._near(), self._back)

    @property
    def unreadable(self) -> bool:
        """Whether something stands here that is no day."""
        return bool(self.text().strip()) and self.day is None

    @property
    def fault(self) -> str:
        """What is wrong with what stands here, to be said beside the field; empty when nothing."""
        if self.unreadable:
            return tr("Dit is geen datum. Schrijf die als dd-mm-jjjj.")
        start = self._start.day if self._start else None
        if start and self.day and self.day < start:
            return tr("Deze dag ligt voor het begin. Kies een latere.")
        return ""

    def set_near(self, near: date) -> None:
        """Count a day without a year, or "13w", from a day on: it lies on or after it."""
        self._near, self._back = lambda: near, AHEAD

    def follow(self, start: "DateField") -> None:
        """Be the end of what begins in another field: count from there, from today if empty."""
        self._start = start
        self._near, self._back = lambda: start.day or today(), AHEAD

    def set_day(self, value: date | None) -> None:
        """Show a day."""
        self.setText(day(value) if value else "")

    def show_calendar(self) -> None:
        """Open the calendar below the field."""
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setObjectName("calendarPopup")
        layout = QVBoxLayout(popup)
        layout.setContentsMargins(1, 1, 1, 1)
        calendar = week_calendar(popup)
        shown = self.day or self._near()
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.activated.connect(self._take)
        calendar.clicked.connect(self._take)
        layout.addWidget(calendar)
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        self._popup = popup
        popup.show()
        calendar.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.show_calendar()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._tidy()
        super().focusOutEvent(event)

    def _take(self, chosen: QDate) -> None:
        self.set_day(date(chosen.year(), chosen.month(), chosen.day()))
        if self._popup is not None:
            self._popup.close()
            self._popup = None
        self.setFocus()

    def _tidy(self) -> None:
        meant = self.day
        if meant is not None and self.text() != day(meant):
            self.setText(day(meant))

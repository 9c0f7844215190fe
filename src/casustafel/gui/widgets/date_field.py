"""A field for a day: typed with or without dashes, or chosen from a calendar with week numbers."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QIcon, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QVBoxLayout, QWidget

from casustafel.gui.dates import parse_day
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

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._near = date(2026, 1, 1)
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
        return parse_day(self.text(), self._near)

    @property
    def unreadable(self) -> bool:
        """Whether something stands here that is no day."""
        return bool(self.text().strip()) and self.day is None

    def set_near(self, near: date) -> None:
        """Say from which day on a day without a year, or "13w", is counted."""
        self._near = near

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
        shown = self.day or self._near
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

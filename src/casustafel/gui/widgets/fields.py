"""Fields for some sentences, a day, a choice, a number and a time.

The wheel changes none of them: Qt hands on what a field does not take, and the page scrolls (H8).
Nothing else in the window may be a box of Qt's own (tests/gui/test_wheel.py)."""

from collections.abc import Callable
from datetime import date, time, timedelta

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, QRect, QSize, Qt, QTime, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QIcon,
    QKeyEvent,
    QResizeEvent,
    QTextCharFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCalendarWidget,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QTimeEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from casustafel.gui.dates import AHEAD, USUAL, parse_day, today
from casustafel.gui.icons import icon
from casustafel.gui.theme import theme
from casustafel.gui.widgets.style import label, literal, tip
from casustafel.gui.words import day, tr


class GrowingText(QPlainTextEdit):
    """Is as high as its text, from the least to the most of `lines`; a longer one scrolls.

    Shows `suggestion` in grey while it is empty. Tab leaves it, as in a form.
    """

    entered = Signal()
    left = Signal()

    def __init__(
        self,
        name: str,
        parent: QWidget | None = None,
        *,
        framed: bool = False,
        lines: tuple[int, int] = (1, 10_000),
    ) -> None:
        super().__init__(parent)
        self._framed = framed
        self._least, self._most = lines
        if not framed:
            self.setProperty("kind", "inline")
        self.document().setDocumentMargin(0)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._fit)
        theme().changed.connect(self._fit)
        self._fit()

    def suggest(self, text: str) -> None:
        """Show this in grey while nothing is written."""
        self.setPlaceholderText(text)
        self._fit()

    def show_text(self, text: str) -> None:
        """Put a text in, without a step to undo it."""
        if text != self.toPlainText():
            self.setPlainText(text)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(240), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            # Not within: the part that is painted would keep its former height.
            QTimer.singleShot(0, self, self._fit)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        lines = max(self._least, round(self.document().size().height()))
        if not self.toPlainText() and self.placeholderText():
            room = QRect(0, 0, max(1, self.viewport().width() - theme().px(2)), 1 << 20)
            wrapped = metrics.boundingRect(
                room, int(Qt.TextFlag.TextWordWrap), self.placeholderText()
            )
            lines = max(lines, round(wrapped.height() / metrics.lineSpacing()))
        margins = 2 * round(self.document().documentMargin()) + theme().px(
            16 if self._framed else 8
        )
        policies = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policies.ScrollBarAsNeeded if lines > self._most else policies.ScrollBarAlwaysOff
        )
        self.setFixedHeight(min(lines, self._most) * metrics.lineSpacing() + margins)


_LETTERS = 10


TYPED = "typedIn"
"""The property of a list that is filled in between fields: letters choose there, digits nothing."""


class _Unturned:
    """A field that leaves the wheel to the page, and does not take the keyboard by it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class NumberBox(_Unturned, QSpinBox):
    """A field for a whole number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Where a page begins, Qt leaves the cursor before the 0, and a 1 would become 10.
        if event.reason() == Qt.FocusReason.OtherFocusReason:
            self.selectAll()


class TimeBox(_Unturned, QTimeEdit):
    """A field for a time of the day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def number_box(
    most: int, value: int = 0, suffix: str = "", *, name: str = "", one: str = ""
) -> NumberBox:
    """Return a field for a whole number from 0 to `most`; `one` is the unit of a single one."""
    made = NumberBox()
    made.setRange(0, most)
    made.setSuffix(suffix)
    if one:
        made.valueChanged.connect(lambda now: made.setSuffix(one if now == 1 else suffix))
    made.setValue(value)
    made.setAccessibleName(name)
    made.lineEdit().setTextMargins(theme().px(6), 0, 0, 0)
    return made


def time_box(value: time, name: str) -> TimeBox:
    """Return a field for a time of the day."""
    made = TimeBox()
    made.setTime(QTime(value.hour, value.minute))
    made.setDisplayFormat("HH:mm")
    made.setAccessibleName(name)
    made.lineEdit().setTextMargins(theme().px(6), 0, 0, 0)
    return made


class ChoiceBox(_Unturned, QComboBox):
    """A long choice does not widen the page: the tip has all of it, and so has the opened list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        self.currentTextChanged.connect(self._tell)
        self._words: QLabel | None = None

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        if (line := self.lineEdit()) is not None:
            line.setAccessibleName(name)
        self._be_called()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ParentChange and self.accessibleName():
            self._be_called()

    def _be_called(self) -> None:
        """Have a label beside: on Linux, Qt gives a choice's value as its name to a reader."""
        if (around := self.parentWidget()) is None:
            return
        labels = around.findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if any(each.buddy() is self and each is not self._words for each in labels):
            if self._words is not None:
                self._words.deleteLater()
                self._words = None
            return
        if self._words is None:
            self._words = label()
            self.destroyed.connect(self._words.clear)
            self.destroyed.connect(self._words.deleteLater)
        self._words.setParent(around)
        self._words.hide()
        self._words.setText(literal(self.accessibleName()))
        self._words.setBuddy(self)

    def showPopup(self) -> None:
        bar = self.view().verticalScrollBar().sizeHint().width()
        wanted = self.view().sizeHintForColumn(0) + bar + theme().px(8)
        room = self.screen().availableSize().width()
        self.view().setMinimumWidth(min(max(wanted, self.width()), room))
        super().showPopup()

    def _tell(self, text: str) -> None:
        room = self.width() - theme().px(36)
        tip(self, text if self.fontMetrics().horizontalAdvance(text) > room else "")


def week_calendar(parent: QWidget) -> QCalendarWidget:
    """Return a calendar that begins on Monday and shows ISO week numbers (domain.md §6)."""
    made = QCalendarWidget(parent)
    made.setLocale(QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands))
    made.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    made.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
    made.setGridVisible(False)
    made.setAccessibleName(tr("Kalender met weeknummers"))
    for days in made.findChildren(QAbstractItemView):
        days.setAccessibleName(made.accessibleName())
    # Qt paints weekends in a red of its own, which the dark theme cannot bear.
    weekend = QTextCharFormat()
    weekend.setForeground(theme().colour("muted"))
    for each in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        made.setWeekdayTextFormat(each, weekend)
    left = "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"
    right = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
    for name, sign, words in (
        ("qt_calendar_prevmonth", left, tr("Vorige maand")),
        ("qt_calendar_nextmonth", right, tr("Volgende maand")),
    ):
        turner = made.findChild(QToolButton, name)
        if isinstance(turner, QToolButton):
            turner.setIcon(QIcon())
            turner.setText(sign)
            turner.setAccessibleName(words)
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
        """Open the calendar below the field, or above it where the screen ends."""
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
        screen, at = self.screen().availableGeometry(), self.mapToGlobal(QPoint(0, self.height()))
        popup.move(at)
        popup.show()
        if at.y() + popup.height() > screen.bottom():
            at.setY(max(screen.top(), at.y() - self.height() - popup.height()))
        at.setX(max(screen.left(), min(at.x(), screen.right() + 1 - popup.width())))
        popup.move(at)
        self._popup = popup
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
        if (meant := self.day) is not None and self.text() != day(meant):
            self.setText(day(meant))

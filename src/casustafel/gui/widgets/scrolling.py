"""What scrolls, and how something in it is brought into sight."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QWidget,
)
from shiboken6 import isValid

from casustafel.gui.widgets.layout import STRETCH, below, beside, place
from casustafel.gui.widgets.style import label


class Scroller(QScrollArea):
    """Lets its content scroll up and down, never sideways; it is no stop of the Tab key itself."""

    def __init__(self, content: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if content is not None:
            self.setWidget(content)


class Scrolling(QScrollArea):
    """Holds one page; it is no stop of the Tab key itself."""

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # By property, for the names of Qt take 15 ms and the first painting comes by here.
        self.setProperty("focusPolicy", 0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.page = page
        self.setWidget(page)
        self.setFocusProxy(page)

    def to_top(self) -> None:
        """Show the beginning, also of the columns within."""
        for area in (self, *self.findChildren(ScrollingColumn)):
            area.verticalScrollBar().setValue(0)


class Sight(QObject):
    """Keeps in sight what has the keyboard, wherever it came from: a field whole, with its label.

    Qt scrolls for the Tab key only. While nobody scrolls it away, what has the keyboard stays in
    sight too when something above it or an error below it comes; the next key brings it back.
    """

    left = Signal(QWidget)
    """A part that the keyboard has gone from."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._part: QWidget | None = None
        self._areas: list[QScrollArea] = []
        self._watched: list[QWidget] = []
        self._stays = self._handled = False
        app.focusChanged.connect(self._moved)

    @staticmethod
    def keep() -> "Sight":
        """Keep it from now on, once for the whole program."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        return app.findChild(Sight) or Sight(app)

    def _moved(self, old: QWidget | None, now: QWidget | None) -> None:
        self._let_go()
        if old is not None and isValid(old):
            self.left.emit(old)
        if now is None:
            return
        self._part, self._areas = _whole(now), _around(now)
        self._watched = [now, *_between(self._part, self._areas)]
        for each in self._watched:
            each.installEventFilter(self)
        for bar in (area.verticalScrollBar() for area in self._areas):
            bar.rangeChanged.connect(self._grown)
            bar.valueChanged.connect(self._scrolled)
            bar.actionTriggered.connect(self._by_hand)
        # Not under a hand: a button that moves away between press and release is not clicked.
        if QApplication.mouseButtons() is Qt.MouseButton.NoButton:
            self._stays = True
            bring_into_sight(self._part)

    def _let_go(self) -> None:
        for each in self._watched:
            if isValid(each):
                each.removeEventFilter(self)
        for bar in (area.verticalScrollBar() for area in self._areas if isValid(area)):
            bar.disconnect(self)
        self._part, self._areas, self._watched = None, [], []
        self._stays = self._handled = False

    def _grown(self) -> None:
        if self._stays and self._part is not None and isValid(self._part):
            self._handled = False  # a key that could scroll no further left it
            bring_into_sight(self._part)
            self._stays = True

    def _back(self) -> None:
        self._stays = True
        self._grown()

    def _by_hand(self) -> None:
        self._handled = True

    def _scrolled(self) -> None:
        # A page that takes its place scrolls too, and that takes nothing away from who types.
        by_hand, self._handled = self._handled, False
        if by_hand and (part := self._part) is not None and isValid(part):
            self._stays = part.visibleRegion().boundingRect() == part.rect()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._grown()
        elif (
            event.type() == QEvent.Type.KeyPress
            and isinstance(watched, _WRITTEN_IN)
            and isinstance(event, QKeyEvent)
            and event.key() not in _PAGES
        ):
            # Whoever goes on there wants to see it, also after turning the wheel.
            QTimer.singleShot(0, self._back)
        return bool(super().eventFilter(watched, event))


#: Keys that scroll a page from within a field.
_PAGES = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
#: Where a key moves a cursor, or writes.
_WRITTEN_IN = (QAbstractItemView, QLineEdit, QPlainTextEdit)


def _around(part: QWidget) -> list[QScrollArea]:
    """Return what scrolls around a part, the nearest first."""
    found, around = [], part.parentWidget()
    while around is not None and not part.isWindow():
        if isinstance(around, QScrollArea):
            found.append(around)
        part, around = around, around.parentWidget()
    return found


def _between(part: QWidget, areas: list[QScrollArea]) -> list[QWidget]:
    """Return a part and what it is in within areas, but for what moves by scrolling."""
    found, around, left = [part], part.parentWidget(), list(areas)
    while left and around is not None:
        if all(around is not area.widget() for area in areas):
            found.append(around)
        left = [area for area in left if area is not around]
        around = around.parentWidget()
    return found


def _whole(part: QWidget) -> QWidget:
    """Return the field of a form around what has the keyboard, which is seen as a whole."""
    around = part.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        if around.property(WHOLE):
            return around
        around = around.parentWidget()
    return part


WHOLE = "seenAsAWhole"
"""The property of a widget that is brought into sight as a whole when a part has the keyboard."""


def bring_into_sight(part: QWidget, place: QRect | None = None) -> None:
    """Scroll what is around a part until it, or a place in it, can be seen.

    Of a list it is the row under the cursor: what stands above a long list would go.
    """
    for area in _around(part):
        content, at = area.widget(), place
        if at is None and isinstance(part, QAbstractItemView):
            at = part.visualRect(part.currentIndex())
            at = QRect(part.viewport().mapTo(part, at.topLeft()), QSize(1, at.height()))
        if at is None and part.height() < area.viewport().height():
            at = part.rect()  # Qt looks at the cursor of a line only
        if at is None or content is None:
            area.ensureWidgetVisible(part)
        else:
            middle = part.mapTo(content, at.center())
            area.ensureVisible(middle.x(), middle.y(), 0, at.height() // 2 + 1)


class ScrollingColumn(Scroller):
    """In a narrow window what stands beside it gives way."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        self._content, self._whole = content, False
        super().__init__(content, parent)

    def show_whole(self, *, whole: bool) -> None:
        """Be as high as the content, so that what is around it scrolls; else scroll here."""
        if whole == self._whole:
            return
        self._whole = whole
        policies = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policies.ScrollBarAlwaysOff if whole else policies.ScrollBarAsNeeded
        )
        policy = self.sizePolicy()
        policy.setHeightForWidth(whole)
        kinds = QSizePolicy.Policy
        policy.setVerticalPolicy(kinds.Minimum if whole else kinds.Expanding)
        self.setSizePolicy(policy)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return self._whole

    def heightForWidth(self, width: int) -> int:
        if not self._whole:
            return super().heightForWidth(width)
        if self._content.hasHeightForWidth():
            return self._content.heightForWidth(width)
        return self._content.sizeHint().height()

    def sizeHint(self) -> QSize:
        size = self._content.sizeHint()
        if not self._whole:
            # It scrolls itself: the page need not be higher for it.
            size.setHeight(self.minimumSizeHint().height())
        return size

    def minimumSizeHint(self) -> QSize:
        if self._whole:
            return self._content.minimumSizeHint().expandedTo(self._content.minimumSize())
        size = super().minimumSizeHint()
        bar = self.verticalScrollBar().sizeHint().width()
        size.setWidth(self._content.minimumSizeHint().width() + bar)
        return size

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return bool(super().eventFilter(watched, event))


_EDGE, _BAR = 4, 10


class ScrollingSide(QFrame):
    """Add the parts from top to bottom; put what scrolls in `inside`.

    The scroll bar stands in the margin, so that all parts end at the same line.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outcomePanel")
        self._outer = below(gap=8, edges=(14, 12, _EDGE, 12), of=self)
        content = QWidget()
        self.inside = below(edges=(0, 0, _BAR, 0), of=content)
        self._area = Scroller(content, self)

    def add_head(self, title: str, beside: QWidget) -> None:
        """Add the heading, with something at its right."""
        place(self._line(), label(title, "heading"), STRETCH, beside)

    def add_steady(self, part: QWidget) -> None:
        """Add a part that stays in sight."""
        self._line().addWidget(part)

    def add_contents(self) -> None:
        """Add what scrolls, below what was added before."""
        self._outer.addWidget(self._area, 1)

    def add_foot(self) -> QHBoxLayout:
        """Add a row for buttons and return it."""
        return self._line()

    def to_top(self) -> None:
        """Show the contents from the beginning."""
        self._area.verticalScrollBar().setValue(0)

    def _line(self) -> QHBoxLayout:
        """Add a row that leaves the room at the right that the scroll bar takes."""
        line = beside(edges=(0, 0, _BAR, 0))
        self._outer.addLayout(line)
        return line


class Steady(QWidget):
    """Asks for no height of its own.

    A page that holds wrapping texts would otherwise ask for all their lines at once, and the
    frame would scroll the page as a whole though each of its parts scrolls by itself.
    """

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

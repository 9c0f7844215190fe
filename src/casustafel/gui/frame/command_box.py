"""Search and commands under the search field: cases, providers, meetings, pages, commands."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from casustafel.gui.icons import icon
from casustafel.gui.page import Hit
from casustafel.gui.theme import theme
from casustafel.gui.widgets.search_box import SearchBox
from casustafel.gui.words import tr

_MOST_PER_GROUP = 12
_HIT = int(Qt.ItemDataRole.UserRole)


class CommandBox(QObject):
    """Drives a `SearchBox` and a list below it.

    `near` gives at once what matches among pages and commands; `ask` looks in the database and
    calls back with more. Down and Up walk, Enter chooses, Escape closes.
    """

    closed = Signal(bool)
    """The list was closed; True when it was by key, so that the keyboard may go back."""

    def __init__(
        self,
        box: SearchBox,
        window: QWidget,
        near: Callable[[str], Sequence[Hit]],
        ask: Callable[[str, Callable[[Sequence[Hit]], None]], None],
    ) -> None:
        super().__init__(window)
        self._box, self._window = box, window
        self._near, self._ask = near, ask
        self._hits: list[Hit] = []
        self._popup = QFrame(window)
        self._popup.setObjectName("commandPopup")
        self._popup.hide()
        layout = QVBoxLayout(self._popup)
        layout.setContentsMargins(2, 2, 2, 2)
        self.list = QListWidget(self._popup)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(tr("Gevonden"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda _item: self.choose())
        layout.addWidget(self.list)
        box.installEventFilter(self)
        box.text_settled.connect(self._look)

    @property
    def shown(self) -> bool:
        """Whether the list is open."""
        return not self._popup.isHidden()

    @property
    def hits(self) -> list[Hit]:
        """What is offered now."""
        return list(self._hits)

    def open(self) -> None:
        """Put the cursor in the field and offer pages and commands."""
        self._box.take_focus()
        self._look(self._box.text())

    def close(self) -> None:
        """Close the list and empty the field."""
        self._popup.hide()
        self._box.blockSignals(True)
        self._box.clear()
        self._box.blockSignals(False)
        self.closed.emit(True)

    def choose(self) -> None:
        """Do what the line under the cursor stands for."""
        item = self.list.currentItem()
        if self.list.currentRow() < 0 or (at := item.data(_HIT)) is None:
            return
        hit = self._hits[at]
        self.close()
        self._box.clearFocus()
        hit.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._box:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key(event)
            if event.type() == QEvent.Type.FocusOut:
                self._popup.hide()
                self.closed.emit(False)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape:
            self.close()
            return True
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if not self.shown:
                self._look(self._box.text())
            else:
                self._walk(1 if key is Qt.Key.Key_Down else -1)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose()
            return True
        return False

    def _walk(self, by: int) -> None:
        count = self.list.count()
        at = self.list.currentRow()
        for _step in range(count):
            at = (at + by) % count
            if self.list.item(at).data(_HIT) is not None:
                self.list.setCurrentRow(at)
                return

    def _look(self, text: str) -> None:
        wanted = text.strip()
        near = list(self._near(wanted))
        self._show(near)
        if wanted:
            self._ask(wanted, lambda found: self._show([*found, *near], wanted))

    def _show(self, hits: Sequence[Hit], asked: str | None = None) -> None:
        if asked is not None and asked != self._box.text().strip():
            return
        if self._window.focusWidget() is not self._box:
            self._popup.hide()
            return
        self._fill(hits)
        self._place()

    def _fill(self, hits: Sequence[Hit]) -> None:
        self.list.clear()
        self._hits = []
        groups: dict[str, list[Hit]] = {}
        for hit in hits:
            groups.setdefault(hit.group, []).append(hit)
        for name, members in groups.items():
            heading = QListWidgetItem(name.upper())
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            heading.setFont(theme().font(11, bold=True))
            heading.setForeground(theme().colour("muted"))
            self.list.addItem(heading)
            for hit in members[:_MOST_PER_GROUP]:
                line = QListWidgetItem(f"{hit.text}  ·  {hit.note}" if hit.note else hit.text)
                line.setIcon(icon(hit.icon, "muted"))
                line.setSizeHint(QSize(0, theme().px(28)))
                line.setData(_HIT, len(self._hits))
                self._hits.append(hit)
                self.list.addItem(line)
        if not self._hits:
            nothing = QListWidgetItem(tr("Niets gevonden"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        self._walk(1)

    def _place(self) -> None:
        px = theme().px
        place = self._box.mapTo(self._window, QPoint(0, self._box.height() + px(3)))
        rows = sum(self.list.sizeHintForRow(at) for at in range(self.list.count()))
        width = min(max(self._box.width(), px(430)), self._window.width() - px(16))
        left = min(place.x(), self._window.width() - width - px(8))
        height = min(rows + px(12), self._window.height() - place.y() - px(8))
        self._popup.setGeometry(left, place.y(), width, height)
        self._popup.show()
        self._popup.raise_()

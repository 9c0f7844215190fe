"""Search and commands in one box: under the search field, or over a page that fills the window."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from casustafel.domain.wording.catalogue import helping
from casustafel.gui.frame.header import SEARCH_KEYS
from casustafel.gui.icons import icon
from casustafel.gui.page import Command, Context, FoundHit, Hit, HitSource, PageSpec
from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import OF_LIST, KeyHintButton
from casustafel.gui.widgets.layout import below
from casustafel.gui.widgets.search_box import SearchBox
from casustafel.gui.widgets.style import spoken
from casustafel.gui.words import tr


def buttons_of(page: QWidget) -> Iterator[Command]:
    """Give what the buttons that can be seen and used do, and the menus below them (H18).

    Those of a list are left out: its acts are commands themselves.
    """
    for each in page.findChildren(KeyHintButton):
        if not each.isVisible() or not each.isEnabled() or each.property(OF_LIST):
            continue
        if each.menu() is None:
            yield Command(_words(each.accessibleName()), each.click, each.keys)
        else:
            for action in each.menu().actions():
                if action.isVisible() and action.isEnabled() and action.text():
                    yield Command(_words(action.text()), action.trigger)


def _words(text: str) -> str:
    return spoken(text).rstrip("…")


class Finder:
    """Finds for one frame."""

    def __init__(
        self,
        window: QWidget,
        context: Context,
        specs: dict[str, PageSpec],
        source: HitSource | None,
        known: Callable[[], tuple[Sequence[str], Sequence[Command]]],
    ) -> None:
        """`known` gives the pages that can be gone to, and what can be done now."""
        self._window, self._context = window, context
        self._specs, self._source, self._known = specs, source, known

    def near(self, text: str) -> list[Hit]:
        """Return the pages and commands whose words hold `text`; all of them for no text."""
        wanted, frame = text.casefold(), self._context.frame
        hits: list[Hit] = []
        pages, commands = self._known()
        for key in pages:
            spec = self._specs[key]
            title = tr(spec.title)
            if wanted in title.casefold():
                hits.append(Hit(tr("Pagina's"), title, "", partial(frame.open, key), spec.icon))
        known = {each.text: each for each in reversed(commands)}
        hits += [
            Hit(tr("Opdrachten"), command.text, command.keys, command.run, "action")
            for command in reversed(known.values())
            if wanted in command.text.casefold()
        ]
        if not hits and len(wanted) >= _WHOLE_WORD:
            # What no page is called may lie on one, as its help says: minutes with the meetings.
            told, group = helping()["pages"], tr("Staat op")
            hits += [
                Hit(group, tr(each.title), "", partial(frame.open, key), each.icon)
                for key, each in ((key, self._specs[key]) for key in pages)
                if wanted in told.get(key, "").casefold()
            ]
        return hits

    def ask(self, text: str, show: Callable[[Sequence[Hit]], None]) -> None:
        """Look in the database; only the last question is answered."""
        context, source = self._context, self._source
        if source is None:
            show([])
            return

        def then(found: Sequence[FoundHit]) -> None:
            there = [hit for hit in found if hit.page in self._specs]
            opens = (partial(context.frame.open, hit.page, hit.argument) for hit in there)
            show(
                [
                    Hit(hit.group, hit.text, hit.note, run, hit.icon)
                    for hit, run in zip(there, opens, strict=True)
                ]
            )

        actor, owner = context.actor, self._window
        context.work.read(
            lambda reader: source(reader, text, actor), then, owner=owner, lane="search"
        )


_MOST_PER_GROUP = 40
_WHOLE_WORD = 4  # letters, from which on the texts of help are looked through too
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
        self._answered = ""
        """The text that what is shown belongs to; behind the box while somebody types."""
        self._hasty = False
        """Whether Enter came before what was found."""
        self._popup = QFrame(window)
        self._popup.setObjectName("commandPopup")
        self._popup.hide()
        self.list = QListWidget(self._popup)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(tr("Gevonden"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda _item: self.choose())
        below(self.list, edges=2, of=self._popup)
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
        with QSignalBlocker(self._box):
            self._box.clear()
        self._answered = ""
        self.closed.emit(True)

    def choose(self) -> None:
        """Do what the line under the cursor stands for, once the list is that of the text."""
        self._hasty = self._answered != self._box.text().strip()
        if self._hasty:
            self._look(self._box.text())
            return
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
        self._hasty = False
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
            self._ask(wanted, lambda found: self._answer([*found, *near], wanted))
        else:
            self._answered = ""

    def _answer(self, hits: Sequence[Hit], asked: str) -> None:
        """Show all that belongs to a text, unless another one stands there meanwhile."""
        if asked == self._box.text().strip():
            self._answered = asked
            self._show(hits)
            if self._hasty:
                self.choose()

    def _show(self, hits: Sequence[Hit]) -> None:
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


_WIDTH = 520


class FloatingSearch(QFrame):
    """Comes on top of the page and goes again; the keyboard is then where it was."""

    def __init__(
        self,
        window: QWidget,
        near: Callable[[str], Sequence[Hit]],
        ask: Callable[[str, Callable[[Sequence[Hit]], None]], None],
    ) -> None:
        super().__init__(window)
        self.setObjectName("commandPopup")
        self._window = window
        self._before: QWidget | None = None
        self.box = SearchBox(tr("Zoek casus, aanbieder, actie…"), SEARCH_KEYS, self)
        below(self.box, edges=6, of=self)
        self.commands = CommandBox(self.box, window, near, ask)
        self.commands.closed.connect(self._gone)
        self.hide()

    def open(self) -> None:
        """Show the field with the cursor in it."""
        if not self.isVisible():
            self._before = self._window.focusWidget()
        px = theme().px
        width = min(px(_WIDTH), self._window.width() - px(24))
        left = (self._window.width() - width) // 2
        self.setGeometry(left, px(8), width, self.sizeHint().height())
        self.show()
        self.raise_()
        self.commands.open()

    def _gone(self, by_key: bool) -> None:
        # Not told before it is shown, nor again while it goes.
        if self.isHidden():
            return
        before, self._before = self._before, None
        if by_key and before is not None:
            before.setFocus()
        self.hide()

"""What a page is, how the frame knows of it, and what it gets from the frame. See README.md."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QWidget

from casustafel.domain.errors import CasustafelError
from casustafel.domain.people import Actor, Right
from casustafel.gui.dialogs.ask import Asking, Undo
from casustafel.gui.hands import AGAIN_MS, busy_in
from casustafel.gui.settings import Settings
from casustafel.gui.shown import Shown
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.banner import Banner
from casustafel.gui.widgets.buttons import KeyHintButton, button
from casustafel.gui.widgets.elided_label import ElidedLabel
from casustafel.gui.widgets.layout import STRETCH, WrappingRow, below, wrapping
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.gui.work import Change, Work
from casustafel.services.use_case import Seen

if TYPE_CHECKING:
    from casustafel.services.people.keyring import KeyRing

_ALL_ROOM = 999
"""The share of the line beside the heading: buttons stand at the right also without it."""
_ROOMY = 760
"""A narrower page has smaller margins, and its buttons show no keys."""


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key of a page, for the overview under F1."""

    keys: str
    text: str


@dataclass(frozen=True, slots=True)
class Committee:
    """A table as the switch in the header shows it."""

    key: str
    name: str


class Frame(Protocol):
    """What a page may ask of the window around it."""

    def open(self, page: str, argument: str = "") -> None:
        """Show the page with this key; `argument` is for the page, such as the id of a case."""

    def has(self, page: str) -> bool:
        """Say whether a page with this key exists."""

    def back(self) -> None:
        """Show the page that was there before."""

    def say(
        self,
        text: str,
        tone: Tone = Tone.INFO,
        *,
        action: str = "",
        do: Callable[[], object] | None = None,
    ) -> None:
        """Say a sentence above the page, with a button if it helps."""

    def tell(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Say what was done until something else is; `undo` is called for the way back.

        An empty text takes away what was said.
        """

    def dismiss(self) -> bool:
        """Take away what is said above the page; say whether something was."""

    def committees(self) -> Sequence[Committee]:
        """Return the tables that the person may see."""

    def choose_committee(self, key: str) -> None:
        """Switch to another table."""

    def close_up(self) -> None:
        """Lock the window: what is asked at the next opening comes at once."""


@dataclass(slots=True)
class Context:
    """What every page gets. `committee` is the key of the table that is switched on.

    `keys` are those of a local workspace; a shared database has none. `lock_most` bounds after how
    many minutes the window locks by itself; 0 is no bound.
    """

    frame: Frame
    work: Work
    actor: Actor
    settings: Settings
    committee: str = ""
    keys: "KeyRing | None" = None
    lock_most: int = 0

    def may(self, right: Right) -> bool:
        """Say whether the person has a right at the table that is switched on."""
        return self.actor.may(right, self.committee or None)


class Page(Asking, QWidget):
    """Base of all pages: a heading with room for buttons, a banner, and `body` for the rest.

    The frame calls `open`, `committee_switched`, `data_changed` and `reload`; pages override what
    they need. A page that is hidden is told of changes when it is shown again.
    """

    status_changed = Signal(str)
    """What the right side of the status bar says while this page is shown."""

    about: ClassVar[frozenset[str]] = frozenset()
    """The kinds of changes that make it stale; none named: every change does."""

    to_edges = False
    """Whether the page sets its own margins, such as none."""

    def __init__(self, context: Context, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self.frame = context, context.frame
        self.work, self.settings = context.work, context.settings
        self._stale = True
        self.status = ""
        """What the right side of the status bar says."""
        self._narrow = False
        self._first: QWidget | None = None
        self.title_label = label("", "title")
        """The heading, to put something beside it."""
        self._subtitle = ElidedLabel("muted")
        self._act_row = wrapping(gap=10)
        beside = (self._subtitle, _ALL_ROOM, Qt.AlignmentFlag.AlignVCenter)
        self.head = wrapping(self.title_label, beside, STRETCH, self._act_row, gap=10)
        self.foot = wrapping(gap=10)
        self._foot_row: WrappingRow | QHBoxLayout = self.foot
        self._foot_buttons: tuple[QWidget, ...] = ()
        self.banner = Banner(self)
        self.body = below(self.head, self.banner, gap=10, edges=(20, 14), of=self)
        self.set_title(title)

    def begin_at(self, control: QWidget) -> None:
        """Say where the keyboard is when the page comes.

        No focus proxy: with that Tab would skip the buttons and the banner before the control.
        """
        self._first = control

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        # Behind another tab it would act unseen.
        first = self._first if self._first and self._first.isVisibleTo(self) else None
        if (first := first or self._any_place()) is None:
            super().setFocus(reason)
        else:
            first.setFocus(reason)

    def _any_place(self) -> QWidget | None:
        """Return the list that is seen; without one the first part that takes the keyboard."""
        seen = [each for each in self.findChildren(QWidget) if each.isVisible()]
        lists = [each for each in seen if isinstance(each, QAbstractItemView)]
        takes = (each for each in seen if each.focusPolicy() & Qt.FocusPolicy.TabFocus)
        return next(iter(lists), None) or next(takes, None)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.banner.let_pass()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (narrow := self.width() < theme().px(_ROOMY)) != self._narrow:
            self._narrow = narrow
            px = theme().px
            side, above = (px(12), px(8)) if narrow else (px(20), px(14))
            if not self.to_edges:
                self.body.setContentsMargins(side, above, side, above)
            for each in self.findChildren(KeyHintButton):
                each.show_badge(shown=not narrow)
            self._place_foot()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Escape that nothing on the page wanted closes what is said above it (H20).
        if event.key() != Qt.Key.Key_Escape or not self.banner.dismiss():
            super().keyPressEvent(event)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Show a heading with a line beside it."""
        self.title_label.setText(title)
        self._say_beside(subtitle)
        self.setAccessibleName(title)

    def _say_beside(self, text: str) -> None:
        """Show a line beside the heading; an empty one would be heard as a text of nothing."""
        self._subtitle.show_text(text)
        self._subtitle.setHidden(not text)

    def say(self, text: str, tone: Tone = Tone.INFO) -> None:
        """Say a sentence in the banner of this page; an empty one takes away what stands there."""
        if text:
            self.banner.say(text, tone)
        else:
            self.banner.clear()

    def tell(self, text: str, undo: Undo = None, changes: Iterable[Change] = ()) -> None:
        def back() -> None:
            if undo is not None:
                self.write(undo, changes=changes, said=tr("Ongedaan gemaakt."))

        self.frame.tell(text, back if undo is not None else None)

    def overwrite(
        self,
        shown: Shown,
        key: str,
        new: Mapping[str, object],
        task: Callable[[Any, Seen[str]], object],
        *,
        about: str = "",
        changes: Sequence[Change] | None = None,
        said: str = "",
        undo: Undo = None,
    ) -> None:
        """Run a use case that overwrites fields of `about` (`key` itself), with what was shown."""
        at, answered = shown.overwriting(key, about or key, new)

        def failed(error: CasustafelError) -> None:
            answered(False)
            self.refused(error)

        self.write(
            lambda uow: task(uow, at),
            lambda _done: answered(True),
            failed=failed,
            changes=changes,
            said=said,
            undo=lambda _done: undo,
        )

    def past(self) -> None:
        self.banner.past()

    def set_status(self, text: str) -> None:
        """Say something on the right side of the status bar."""
        self.status = text
        self.status_changed.emit(text)

    def add_button(self, button: QWidget) -> None:
        """Put a button at the right of the heading, below it in a narrow window."""
        self._act_row.addWidget(button)

    def add_foot(self, *buttons: QWidget, row: QHBoxLayout | None = None) -> None:
        """Let buttons stand at the right below the page: the way on from step to step.

        `row` is where they stand instead, such as below a pane. In a narrow window, where the page
        is longer than the window, they stand above.
        """
        self._foot_buttons, self._foot_row = buttons, row or self.foot
        if row is None:
            self.body.addLayout(self.foot)
        self._place_foot()

    def _place_foot(self) -> None:
        row = self._act_row if self._narrow else self._foot_row
        for each in self._foot_buttons:
            row.addWidget(each)

    def way_back(self) -> KeyHintButton:
        """Return the button that goes back; its key closes first what is said above the page."""
        made = button(tr("Terug"), self.frame.back, keys="Esc")
        made.setShortcut(QKeySequence())
        QShortcut(QKeySequence("Esc"), self).activated.connect(self._escape)
        return made

    def _escape(self) -> None:
        if not (self.banner.dismiss() or self.frame.dismiss()):
            self.frame.back()

    def add_key(self, keys: str, do: Callable[[], object]) -> None:
        """Let a key work while this page has the keyboard; name it in `keys` too."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(do)

    def keys(self) -> Sequence[KeyHint]:
        """Return the keys of this page, for F1."""
        return ()

    def commands(self) -> "Sequence[Command]":
        """Return what the command box offers while this page is shown."""
        return ()

    def open(self, argument: str) -> None:
        """The page is shown with an argument; read it from the database in `reload`."""

    def reload(self) -> None:
        """Read what is shown anew. Called when the page is first shown or has become stale."""

    def concerns(self, changes: frozenset[Change]) -> bool:
        """Say whether a change makes what is shown stale."""
        return any(change.kind in self.about or not self.about for change in changes)

    def can_leave(self) -> bool:
        """Say whether the page may be left; a page that says no tells why in its banner."""
        return True

    def cover(self, *, covered: bool) -> None:
        """The window is locked or open again: what the page shows outside it is covered."""

    def mark_stale(self) -> None:
        """Read anew now if the page can be seen, else when it is shown."""
        self._stale = True
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read anew if something changed since the last time."""
        if self._stale:
            self._stale = False
            self.reload()

    def catch_up(self) -> None:
        """Something changed, maybe at another desk: read anew once nobody drags or edits a row."""
        if busy_in(self):
            QTimer.singleShot(AGAIN_MS, self, self.catch_up)
        else:
            self.mark_stale()


BadgeSource = Callable[..., int | None]
"""Counts what waits at a page, in a reader's thread; `actor` and `committee` are given by name."""


@dataclass(frozen=True, slots=True)
class PageSpec:
    """How the frame knows of a page. The page itself is made when it is first shown.

    `title` is a Dutch source text, marked with QT_TR_NOOP(...). `section` is ""
    for the upper part, or the Dutch heading it stands under; None keeps the page out of the
    navigation (a case, a meeting), and `within` says which entry is lit meanwhile. A page that
    `fills` the window stands without header and navigation, as a meeting that is going on.
    """

    key: str
    title: str
    factory: Callable[[Context], Page]
    icon: str = "cases"
    section: str | None = ""
    within: str = ""
    right: Right | None = None
    badge: BadgeSource | None = None
    fills: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the search and command box. `run` is called when the user chooses it."""

    group: str
    text: str
    note: str
    run: Callable[[], object] = field(compare=False)
    icon: str = "cases"


@dataclass(frozen=True, slots=True)
class Command:
    """Something that the command box offers by name, from a page or the frame."""

    text: str
    run: Callable[[], object] = field(compare=False)
    keys: str = ""


@dataclass(frozen=True, slots=True)
class FoundHit:
    """A hit as a source gives it: the page to open with its argument."""

    group: str
    text: str
    note: str
    page: str
    argument: str
    icon: str = "cases"


HitSource = Callable[[Any, str, Actor], Sequence[FoundHit]]
"""Finds the best hits of what was typed, few, in a reader's thread."""

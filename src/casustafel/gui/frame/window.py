"""The frame: it shows one page at a time, and every page under the table that is switched on."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from casustafel.domain.errors import CasustafelError
from casustafel.domain.people import Actor
from casustafel.domain.wording.catalogue import helping
from casustafel.gui.dialogs.form import LEFT_OUT, tidied
from casustafel.gui.frame.command_box import CommandBox, Finder, FloatingSearch, buttons_of
from casustafel.gui.frame.facts import Facts, Sources
from casustafel.gui.frame.header import SEARCH_KEYS, Header, role_names
from casustafel.gui.frame.line import LineBanner
from casustafel.gui.frame.navigation import Navigation
from casustafel.gui.frame.own import (
    Keys,
    KeysDialog,
    fill_menu,
    help_groups,
    key_hints,
    own_commands,
)
from casustafel.gui.frame.status_strip import StatusStrip
from casustafel.gui.page import Command, Committee, Context, Page, PageSpec
from casustafel.gui.problems import explain
from casustafel.gui.settings import Settings
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.banner import Banner, announce
from casustafel.gui.widgets.layout import below, beside, place
from casustafel.gui.widgets.scrolling import Scrolling, Sight
from casustafel.gui.words import tr
from casustafel.gui.work import Change, Work

_WIDE_FROM = 1000
_MOST_BACK = 50


class FrameWindow(QWidget):
    """Header, navigation, the page, status bar. It is the `Frame` of its pages."""

    closed = Signal()
    """The user asked to lock the workspace."""

    locked = Signal()
    """The window is locked; what opens the workspace is let go of."""

    unlocked = Signal(object)
    """The workspace was opened again by the same person; the `OpenedWorkspace`."""

    def __init__(
        self,
        work: Work,
        actor: Actor,
        facts: Facts,
        sources: Sources,
        pages: Sequence[PageSpec],
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        Sight.keep().left.connect(self._tidy)
        self.setObjectName("frame")
        self._work, self._actor, self._sources, self._settings = work, actor, sources, settings
        self._specs = {spec.key: spec for spec in pages}
        self._pages: dict[str, Page] = {}
        self._holders: dict[str, Scrolling] = {}
        self._subjects: dict[str, str] = {}
        """What each page was opened with last: another subject begins at the top (H6)."""
        self.shown = ""
        """The key of the page that is shown."""
        self._argument = ""
        self._held: QWidget | None = None
        self._history: list[tuple[str, str]] = []
        self._committees: list[Committee] = []
        self.context = Context(self, work, actor, settings)
        self._finder = Finder(self, self.context, self._specs, sources.find, self._known)
        self._build()
        self.header.show_encrypted(encrypted=facts.encrypted)
        self.status.show_database(facts.database)
        for number in range(1, 10):
            self._key(f"Ctrl+{number}", partial(self._open_number, number))
        for keys, (_text, do) in self._own_keys().items():
            self._key(keys, do)
        theme().changed.connect(self._fit)
        self._work.saved_changed.connect(self.status.show_saved)
        self._work.changed.connect(self._changed)
        self._work.failed_unheard.connect(self._failed)
        self._show_rights()

    def _build(self) -> None:
        outer = below(gap=0, of=self)
        # The window may become smaller than the wide navigation and the page together: the
        # navigation shrinks then.
        outer.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self.header = Header(self)
        self.header.committee_chosen.connect(self.choose_committee)
        menu = self.header.user.menu()
        menu.aboutToShow.connect(
            lambda: fill_menu(menu, self.context, self.closed.emit, self.header.who)
        )
        outer.addWidget(self.header)
        self.navigation = Navigation(self)
        self.navigation.page_chosen.connect(self.open)
        self.banner = Banner(self)
        self.stack = QStackedWidget(self)
        right = below(LineBanner(self._work, self), self.banner, (self.stack, 1), gap=0)
        self.status = StatusStrip(self)
        place(outer, (beside(self.navigation, (right, 1), gap=0), 1), self.status)
        self.commands = CommandBox(self.header.search, self, self._finder.near, self._finder.ask)
        self.over = FloatingSearch(self, self._finder.near, self._finder.ask)

    def _own_keys(self) -> Keys:
        """Return the keys that work everywhere, what they do, and the doing."""
        return {
            SEARCH_KEYS: (tr("Zoeken en opdrachten"), self.search),
            "Ctrl+Tab": (tr("Volgende commissie"), partial(self.header.switch.step, 1)),
            "Ctrl+Shift+Tab": (tr("Vorige commissie"), partial(self.header.switch.step, -1)),
            "Alt+Left": (tr("Terug naar de vorige pagina"), self.back),
            "F5": (tr("Opnieuw lezen"), self.reload),
            "Ctrl+L": (tr("Vergrendelen"), self.closed.emit),
            "F1": (tr("Deze hulp"), self.show_keys),
        }

    def _key(self, keys: str, do: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(do)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self.dismiss():
            super().keyPressEvent(event)

    def dismiss(self) -> bool:
        """Take away what is said above the page; say whether something was."""
        return self.banner.dismiss()

    def _tidy(self, left: QWidget) -> None:
        """Say of a field of the page that is left that signs nobody can see are gone from it."""
        if (page := self.page) is not None and page.isAncestorOf(left) and tidied(left):
            page.say(tr(LEFT_OUT), Tone.WARN)

    def start(self, page: str = "") -> None:
        """Read the tables and show the first page (or this one) as soon as they are known."""
        self._read_committees(lambda committees: self._begin(committees, page))

    def _read_committees(self, then: Callable[[list[Committee]], object]) -> None:
        actor = self._actor

        def known(committees: list[Committee]) -> None:
            self._committees = committees
            then(committees)

        def read(reader: Any) -> list[Committee]:
            return list(self._sources.committees(reader, actor))

        self._work.read(read, known, owner=self, lane="tables")

    def _begin(self, committees: list[Committee], page: str) -> None:
        keys = [each.key for each in committees]
        kept = self._settings.text("committee")
        self.context.committee = kept if kept in keys else next(iter(keys), "")
        self.header.show_committees(committees, self.context.committee)
        self._show_rights()
        self.open(page or next(iter(self.navigation.keys), next(iter(self._specs), "")))
        self._count()
        self.read_backup()

    def read_backup(self) -> None:
        """Ask when the last backup was made, and show it."""
        if (last := self._sources.last_backup) is not None:
            self._work.read(
                lambda reader: (last(reader), reader.today),
                then=lambda found: self.status.show_backup(*found),
                owner=self,
                lane="backup",
            )

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._pages.get(self.shown)

    def has(self, page: str) -> bool:
        """Say whether a page exists."""
        return page in self._specs

    def _known(self) -> tuple[list[str], list[Command]]:
        """Return the pages that can be gone to, and what can be done on this page and on every."""
        page, own = self.page, own_commands(self.context, self.closed.emit)
        here = [*page.commands(), *buttons_of(page)] if page is not None else []
        return self.navigation.keys, [
            *(*here, *own),
            Command(tr("Hulp en sneltoetsen"), self.show_keys, "F1"),
        ]

    def committees(self) -> Sequence[Committee]:
        """Return the tables that the person may see."""
        return tuple(self._committees)

    def open(self, page: str, argument: str = "") -> None:
        """Show a page. Raises KeyError for a page that does not exist."""
        spec = self._specs[page]
        if (present := self.page) is not None and page != self.shown and not present.can_leave():
            self.navigation.show_page(self._lit())
            return
        if self.shown and (page, argument) != (self.shown, self._argument):
            self._history = [*self._history, (self.shown, self._argument)][-_MOST_BACK:]
        self._show(spec, argument)

    def leave(self) -> None:
        """The window closes or locks: the page confirms what was typed and not yet left."""
        if self.page is not None:
            self.page.can_leave()

    def lock(self) -> None:
        """Keep what was typed and show nothing outside the window, until `unlock`."""
        for search in (self.commands, self.over.commands):
            search.close()
        self._held = self.focusWidget()
        self.leave()
        for page in self._pages.values():
            page.cover(covered=True)
        self.locked.emit()

    def close_up(self) -> None:
        """Ask to be locked."""
        self.closed.emit()

    def unlock(self, workspace: object) -> None:
        """Be as before the locking; somebody else may have worked on the file meanwhile."""
        self.unlocked.emit(workspace)
        for page in self._pages.values():
            page.cover(covered=False)
            page.mark_stale()
        self._count()
        self.read_backup()
        if self._held is not None and isValid(self._held):
            self._held.setFocus()

    def back(self) -> None:
        """Show the page that was there before; at the first there is nothing to do."""
        present = self.page
        if self._history and (present is None or present.can_leave()):
            page, argument = self._history.pop()
            self._show(self._specs[page], argument)

    def say(
        self,
        text: str,
        tone: Tone = Tone.INFO,
        *,
        action: str = "",
        do: Callable[[], object] | None = None,
    ) -> None:
        """Say a sentence above the page."""
        self.banner.say(text, tone, action=action, do=do)

    def tell(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Say what was done, with the way back if there is one; an empty text takes it away."""

        def back() -> None:
            self.banner.clear()  # what it offered was about what is taken back
            if undo is not None:
                undo()

        if text:
            self.status.toast.say(text, back if undo is not None else None)
        else:
            self.status.toast.clear()

    def _let_go(self) -> None:
        """Another page or table: what was said of the one before goes with it."""
        self.status.toast.clear()
        self.banner.clear()

    def choose_committee(self, key: str) -> None:
        """Switch to another table; every page reads anew when it is seen."""
        if key == self.context.committee:
            return
        if (present := self.page) is not None and not present.can_leave():
            self.header.switch.show_choice(self.context.committee)
            return
        self._let_go()
        self.context.committee = key
        self.header.switch.show_choice(key)
        self._settings.keep("committee", key)
        self._show_rights()
        for page in self._pages.values():
            page.banner.clear()  # what holds of this table too is said again when it is read
            page.mark_stale()
        self._count()

    def search(self) -> None:
        """Put the cursor in the search field; over a page that fills the window it floats."""
        (self.over if self.header.isHidden() else self.commands).open()

    def show_keys(self) -> None:
        """Show the keys of the page and of the window."""
        self.keys_dialog().open()

    def keys_dialog(self) -> KeysDialog:
        """Return the overview of keys, with what the page is for."""
        groups = help_groups(self.page, self.shown, key_hints(self._own_keys()))
        about = helping()["manual"].get(self.shown, "")
        dialog = KeysDialog(groups, self, partial(self.open, "manual", about))
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(480), theme().px(300))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _show(self, spec: PageSpec, argument: str) -> None:
        if (page := self._pages.get(spec.key)) is None:
            page = spec.factory(self.context)
            page.status_changed.connect(partial(self._page_says, spec.key))
            self._holders[spec.key] = Scrolling(page, self.stack)
            self.stack.addWidget(self._holders[spec.key])
            self._pages[spec.key] = page
        if argument:
            page.open(argument)
            page.mark_stale()
            if argument != self._subjects.get(spec.key):
                self._holders[spec.key].to_top()
            self._subjects[spec.key] = argument
        if (spec.key, argument) != (self.shown, self._argument):
            self._let_go()
            announce(self, tr(spec.title))
        self.shown, self._argument = spec.key, argument
        for around in (self.header, self.navigation):
            around.setVisible(not spec.fills)
        self.stack.setCurrentWidget(self._holders[spec.key])
        self.navigation.show_page(self._lit())
        self.status.show_page_text(page.status)
        page.refresh()
        page.setFocus()

    def _lit(self) -> str:
        spec = self._specs.get(self.shown)
        return "" if spec is None else spec.within or spec.key

    def _page_says(self, key: str, text: str) -> None:
        if key == self.shown:
            self.status.show_page_text(text)

    def _open_number(self, at: int) -> None:
        if at <= len(keys := self.navigation.keys):
            self.open(keys[at - 1])

    def reload(self) -> None:
        """Read the page and the counts anew."""
        if self.page is not None:
            self.page.mark_stale()
        self._count()

    def _theirs(self) -> list[PageSpec]:
        """Return the pages that the person may see at the table that is switched on."""
        rights = ((spec, spec.right) for spec in self._specs.values())
        return [spec for spec, right in rights if right is None or self.context.may(right)]

    def _show_rights(self) -> None:
        committee = self.context.committee
        self.navigation.show_pages(self._theirs())
        self.navigation.show_page(self._lit())
        self.header.show_roles(role_names(self._actor, committee), self._actor.name)

    def _count(self) -> None:
        actor, committee = self._actor, self.context.committee
        for spec in self._theirs():
            if spec.badge is not None:
                count = partial(spec.badge, actor=actor, committee=committee)
                then = partial(self.navigation.show_count, spec.key)
                self._work.read(count, then=then, owner=self, lane=f"count {spec.key}")

    def _changed(self, changes: frozenset[Change]) -> None:
        if any(change.kind == "table" for change in changes):
            # A table that was added or renamed comes into the switch; the one that is on stays on.
            show = self.header.show_committees
            self._read_committees(lambda tables: show(tables, self.context.committee))
        for page in self._pages.values():
            if page.concerns(changes):
                page.catch_up()
        self._count()

    def _failed(self, error: CasustafelError) -> None:
        self.banner.say(explain(error), Tone.BAD)

    def _fit(self) -> None:
        compact = self.width() < theme().px(_WIDE_FROM)
        self.navigation.set_compact(compact=compact)
        self.header.set_compact(compact=compact)
        self.status.set_compact(compact=compact)

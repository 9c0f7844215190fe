"""A list with its filters and its acts: on a page of its own, in a tab, or beside a panel."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Generic, TypeVar, Unpack

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from casustafel.domain.wording.catalogue import lists
from casustafel.gui.dialogs.ask import Asking, Undo
from casustafel.gui.lists.bar import Act, ChipOf, Choice, FilterBar, Given, fitting
from casustafel.gui.lists.leaving import Whole, ask_print, ask_target, export
from casustafel.gui.page import Command, KeyHint, Page
from casustafel.gui.tables import RowTableModel, TableView
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.buttons import OF_LIST, KeyHintButton, button
from casustafel.gui.widgets.card import EmptyState
from casustafel.gui.widgets.chips import Chip
from casustafel.gui.widgets.columns import Columns
from casustafel.gui.widgets.layout import below
from casustafel.gui.widgets.style import spoken, tip
from casustafel.gui.words import tr
from casustafel.gui.work import Change
from casustafel.services.upkeep.listing import About

R = TypeVar("R")


class ListPane(Asking, QWidget, Generic[R]):
    """Shows rows; what is chosen in its filters belongs to the table that is switched on."""

    filtered = Signal()
    """Other rows are to be read: a filter was set that the rows here cannot answer."""
    shown_changed = Signal(int)
    """How many rows are shown now."""
    row_changed = Signal(object)
    """The row under the cursor, or None."""
    selection_changed = Signal()
    """Other rows are selected."""

    def __init__(
        self,
        home: Page,
        title: str,
        memory: str,
        model: RowTableModel[R],
        **given: Unpack[Given[R]],
    ) -> None:
        """`title` names the list; under `memory` its columns are kept, and its log stands."""
        super().__init__(given.get("parent", home))
        self._home, self._memory, self.work = home, memory, home.work
        self.title = title
        """What it is called on paper and in a workbook."""
        self._may, self._whole = given.get("may", lambda: True), given.get("whole")
        self._begins_at = given.get("begins_at", lambda rows: rows[0])
        self._search, self._menus = given.get("search"), given.get("menus", ())
        self._chips, self.acts = given.get("chips", ()), given.get("acts", ())
        self.rows: Sequence[R] = ()
        """All rows that were read, whatever the filters show of them."""
        self._table, self._wanted = "", ""
        self._kept: dict[str, Choice] = {}
        self._counts: Mapping[str, int] = {}
        self._ahead = False
        self._total: int | None = None
        self._body: Columns | None = None
        said = lists().get(memory, {})
        self.empty = given.get("empty") or tuple(map(tr, said["empty"]))
        """What is said where there is nothing at all: a title, and what to do about it."""
        none_left = tuple(map(tr, said.get("none_left", self.empty[:2])))
        self._none_left = given.get("none_left", none_left)
        filters = self._chips, self._menus, self._search, given.get("lead", ())
        self.bar = FilterBar(title, *filters, parent=self)
        self.bar.changed.connect(self._filter_changed)
        for each in given.get("beside", ()):
            self.bar.add(each)
        self.more = button(tr("Lijst"))
        self.more.setMenu(self._list_menu())
        self.more.setProperty(OF_LIST, True)
        tip(self.more, tr("Kolommen kiezen, exporteren naar Excel, afdrukken"))
        self.bar.add(self.more)
        self.buttons = {act.text: self._button(act) for act in self.acts if act.button}
        self._make_table(model)
        self.content = below(self.bar, (self.table, 1), gap=10, of=self)

    def _make_table(self, model: RowTableModel[R]) -> None:
        self.model = model
        self.table = TableView(model, self.title, self._home.settings, self._memory, self)
        self._empty = EmptyState(*self.empty)
        self.table.set_empty(self._empty)
        for act in self.acts:
            self._make_keys(act)
        self.table.row_opened.connect(self._open_row)
        self.table.current_row_changed.connect(self.row_changed)
        self.table.current_row_changed.connect(lambda _row: self.fit())
        self.table.selection_changed.connect(self.fit)
        self.table.selection_changed.connect(self.selection_changed)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._offer_acts)
        if self.bar.search is not None:
            self.bar.search.list_wanted.connect(self.table.setFocus)

    def use(self, model: RowTableModel[R], memory: str, chips: Sequence[ChipOf[R]]) -> None:
        """Show other columns, kept under a name of their own, and other chips."""
        old, waits, self._memory = self.table, self.table.hasFocus(), memory
        self._chips = self.bar.known = chips
        self.rows, self._total = (), None
        self._make_table(model)
        if self._body is not None:
            self._body.replace(old, self.table)
        else:
            self.content.replaceWidget(old, self.table)
            old.deleteLater()
        if waits:
            self.table.setFocus()

    @property
    def chip(self) -> str:
        """The key of the chip that is on."""
        return self.bar.choice.chip

    def picked(self, menu: str) -> str:
        """Return the key that is chosen in a menu; empty for all."""
        return self.bar.choice.menus.get(menu, "")

    @property
    def text(self) -> str:
        """What stands in the search field."""
        return self.bar.choice.text

    def switch(self, table: str) -> None:
        """Another table is switched on: show the filters as they were left there."""
        if table != self._table:
            before, self._table = self._table, table
            if before:
                self._kept[before] = self.bar.choice
            if before and not self._ahead:
                self.bar.show_choice(self._kept.get(table, Choice()))

    def choose(self, chip: str, **menus: str) -> None:
        """Show these filters from the next reading on."""
        self._ahead = True
        self.bar.show_choice(Choice(chip, menus))

    def select(self, key: str) -> None:
        """Put the cursor on a row, with other filters if these do not show it."""
        if self.table.select_key(key):
            return
        self._wanted = key
        if any(self.model.key(row) == key for row in self.rows):
            self._refill()

    def show_rows(
        self,
        rows: Sequence[R],
        total: int | None = None,
        *,
        counts: Mapping[str, int] | None = None,
        choices: Mapping[str, Sequence[Chip]] | None = None,
    ) -> None:
        """Show what was read. `counts` per chip and `choices` per menu where the rows do not say.

        `total` is how many there are when only the first are read.
        """
        self.rows, self._total, self._ahead = rows, total, False
        if counts is None:
            counts = {
                chip.key: sum(chip.fits(row) for row in rows)
                for chip in self._chips
                if chip.fits is not None
            }
        self._counts = counts
        offered = {menu.key: menu.choices(rows) for menu in self._menus if menu.of is not None}
        self.bar.offer(counts, {**offered, **(choices or {})})
        self._refill()

    def selected(self) -> list[R]:
        """Return the rows that are selected, from top to bottom."""
        return self.table.selected_rows()

    def say(self, text: str, tone: Tone) -> None:
        self._home.say(text, tone)

    def past(self) -> None:
        self._home.past()

    def tell(self, text: str, undo: Undo = None, changes: Iterable[Change] = ()) -> None:
        self._home.tell(text, undo, changes)

    def current(self) -> R | None:
        """Return the row under the cursor."""
        row: R | None = self.table.current_row()
        return row

    def place_buttons(self, place: Callable[[QWidget], object]) -> None:
        """Let the buttons of the acts stand somewhere, such as in the heading of a page."""
        for made in self.buttons.values():
            place(made)
        self.fit()

    def stand_beside(self, panel: QWidget, width: int, needs: int) -> None:
        """Let a panel stand at the right of the table, as `Columns` places it."""
        self._body = Columns(self)
        self._body.add(self.table, needs=needs)
        self._body.add(panel, width=width)
        self.content.addWidget(self._body, 1)

    def fit(self) -> None:
        """Offer the acts that can be done with what is selected now."""
        if not all(made.parentWidget() for made in self.buttons.values()):
            return  # shown without a place they would be windows of their own
        rows = self.selected()
        for act in self.acts:
            if (made := self.buttons.get(act.text)) is None:
                continue
            made.setVisible(self._offered(act))
            made.setEnabled(act.fits(rows))
            if (words := act.said(rows)) != made.text():
                made.setText(words)
            if act.tip is not None:
                tip(made, act.tip(rows))
                made.setAccessibleDescription(act.tip(rows))

    def keys(self) -> list[KeyHint]:
        """Return the keys of the list, for F1."""
        hints = [KeyHint(act.keys, _named(act)) for act in self.acts if act.keys]
        if self._search is not None:
            hints.append(KeyHint("Ctrl+F", self._search.says or tr("Zoeken in de lijst")))
        opens = next((act for act in self.acts if act.opens and not act.keys), None)
        return [*([KeyHint("Return", _named(opens))] if opens else []), *hints]

    def commands_of_acts(self) -> list[Command]:
        """Return for the command box what can be done with the list now."""
        rows = self.selected()
        offered = [act for act in self.acts if self._offered(act) and act.fits(rows)]
        return [Command(_named(act), partial(self._do, act), act.keys) for act in offered]

    def commands(self) -> list[Command]:
        """Return what the command box offers: what can be done now, and the list itself."""
        return [
            *self.commands_of_acts(),
            Command(tr("Lijst exporteren naar Excel"), self.ask_export),
            Command(tr("Lijst afdrukken"), self.ask_print),
        ]

    @property
    def file_name(self) -> str:
        """What a workbook of the list is called, without its ending."""
        return self.title

    def export_to(self, target: Any) -> None:
        """Write all rows that the filters ask for to a workbook."""
        export(self, target, self._about(), self.table.shown_columns(), self._all_asked())

    def ask_export(self) -> None:
        """Ask where the workbook goes, and write it."""
        if (target := ask_target(self, self._home.settings, self.file_name)) is not None:
            self.export_to(target)

    def ask_print(self) -> None:
        """Read all rows that the filters ask for, and print them."""
        self.read(
            self._all_asked(),
            lambda rows: ask_print(self, self._about(), self.table.shown_columns(), rows),
            "whole",
        )

    def _about(self) -> About:
        return About(self._memory, self.title, self._table or None)

    def _all_asked(self) -> Whole[R]:
        if self._whole is not None:
            return self._whole()
        here = (self.model.row_at(at) for at in range(self.model.total))
        shown = [row for row in here if row is not None]
        return lambda _reader: shown

    def _filter_changed(self, inside: bool) -> None:
        if inside:
            self._refill()
        else:
            self.filtered.emit()

    def _refill(self) -> None:
        choice, shown = self.bar.choice, self._fitting()
        if self._wanted and self._wanted not in map(self.model.key, shown):
            self._reveal(self._wanted)
            choice, shown = self.bar.choice, self._fitting()
        nothing = not self.rows and not (choice.text or any(choice.menus.values()))
        self._empty.say(*(self.empty[:2] if nothing else self._none_left))
        self.model.set_rows(shown, self._total)
        if self._wanted:
            self.table.select_key(self._wanted)
            self._wanted = ""
        if shown and self.current() is None:
            self.table.select_key(self.model.key(self._begins_at(shown)))
        self.fit()
        self.shown_changed.emit(self.model.total)

    def _fitting(self) -> list[R]:
        """Return the rows that the filters show."""
        return fitting(self.rows, self.bar.choice, self._chips, self._menus, self._search)

    def _reveal(self, key: str) -> None:
        """Choose filters that show a row, if it is here."""
        row = next((each for each in self.rows if self.model.key(each) == key), None)
        if row is None:
            return
        choice = self.bar.choice
        chip = next((each for each in self._chips if each.key == choice.chip), None)
        if chip is not None and chip.fits is not None and not chip.fits(row):
            fitting = (each for each in self._chips if each.fits is not None and each.fits(row))
            chip = next(fitting, chip)
        self.bar.show_choice(Choice(chip.key if chip is not None else ""))
        self.bar.offer(self._counts, {})

    def _make_keys(self, act: Act[R]) -> None:
        own = act.keys if act.plain_key or not act.button else ""
        for keys in filter(None, (own, *act.more_keys)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self._do, act))

    def _button(self, act: Act[R]) -> KeyHintButton:
        made = button(act.text, partial(self._do, act), keys=act.keys, kind=act.kind)
        made.setProperty(OF_LIST, True)
        return made

    def _do(self, act: Act[R]) -> None:
        self._first_of([act], self.selected())

    def _open_row(self, row: R) -> None:
        self._first_of([act for act in self.acts if act.opens], [row])

    def _first_of(self, acts: Sequence[Act[R]], rows: Sequence[R]) -> None:
        """Do what can be done with rows, or say at the row why a key does nothing here."""
        offered = [act for act in acts if self._offered(act)]
        if (act := next((act for act in offered if act.fits(rows)), None)) is not None:
            act.do(rows)
        elif offered:
            cannot = (
                tr("{what}: dat kan hier niet.") if rows else tr("{what}: kies eerst een regel.")
            )
            why = offered[0].why if rows else ""
            self.table.explain(why or cannot.format(what=_named(offered[0])))

    def _offered(self, act: Act[R]) -> bool:
        return self._may() if act.may is None else act.may()

    def _offer_acts(self, place: QPoint) -> None:
        self.acts_menu().popup(self.table.viewport().mapToGlobal(place))

    def acts_menu(self) -> QMenu:
        """Return the menu of the selected rows: what can be done with them."""
        rows = self.selected()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.title)
        for act in self.acts:
            if act.on_rows and self._offered(act):
                action = QAction(act.said(rows), menu)
                action.setEnabled(act.fits(rows))
                action.triggered.connect(lambda _on=False, act=act: self._do(act))
                menu.addAction(action)
        if menu.actions():
            menu.addSeparator()
        menu.addAction(tr("Kopiëren"), self.table.copy).setEnabled(bool(rows))
        return menu

    def _list_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName(tr("Lijst"))
        columns = menu.addMenu(tr("Kolommen"))
        columns.aboutToShow.connect(lambda: self.table.fill_columns(columns))
        menu.addAction(tr("Exporteren naar Excel…"), self.ask_export)
        menu.addAction(tr("Afdrukken…"), self.ask_print)
        for act in self.acts:
            if not act.on_rows and not act.button:
                added = menu.addAction(act.text)
                added.triggered.connect(lambda _on=False, act=act: self._do(act))
                menu.aboutToShow.connect(
                    lambda added=added, act=act: added.setVisible(self._offered(act))
                )
        return menu


def _named(act: Act[Any]) -> str:
    return act.hint or spoken(act.text).rstrip("…")

"""Pages that are lists: one that is a list itself, and one with lists behind tabs."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic, TypeVar, Unpack

from PySide6.QtCore import Qt

from casustafel.gui.lists.bar import Given
from casustafel.gui.lists.pane import ListPane
from casustafel.gui.page import Command, KeyHint, Page
from casustafel.gui.tables import Column, RowTableModel
from casustafel.gui.widgets.layout import tabs, tabs_first
from casustafel.gui.words import number, tr

R = TypeVar("R")
A = TypeVar("A")


class ListPage(Page, Generic[R, A]):
    """A list of `R`, read as an `A`. Make the pane with `show_list`; an argument is a row's key."""

    own_table: ClassVar[bool] = True
    """Whether what is shown, and so the filters, belongs to the table that is switched on."""

    pane: ListPane[R]

    def show_list(
        self,
        memory: str,
        columns: Sequence[Column[R]],
        key: Callable[[R], str],
        **given: Unpack[Given[R]],
    ) -> None:
        """Show these columns of rows that are known by a key, called as the page is."""
        model = RowTableModel(columns, key, self)
        self.lay_out(ListPane(self, self.title_label.text(), memory, model, **given))

    def lay_out(self, pane: ListPane[R]) -> None:
        """Show the list, with the buttons of its acts in the heading."""
        self.pane = pane
        pane.place_buttons(self.add_button)
        self.body.addWidget(pane, 1)
        pane.filtered.connect(self.reload)
        pane.shown_changed.connect(
            lambda count: self.set_status(tr("{n} getoond").format(n=number(count)))
        )
        if pane.bar.search is not None:
            self.add_key("Ctrl+F", self.to_search)
        self.begin_at(pane.table)

    def to_search(self) -> None:
        """Let the keyboard go to the search field."""
        if self.pane.bar.search is not None:
            self.pane.bar.search.take_focus()

    def reading(self) -> Callable[[Any], A]:
        """Return what reads the list; called in the window's thread, with the filters at hand."""
        raise NotImplementedError

    def show_answer(self, answer: A) -> None:
        """Show what was read: the rows in the pane, and the heading."""
        raise NotImplementedError

    @property
    def table(self) -> Any:
        """The table of the list."""
        return self.pane.table

    @property
    def model(self) -> Any:
        """The model of the list."""
        return self.pane.model

    def open(self, argument: str) -> None:
        if argument:
            self.pane.select(argument)

    def reload(self) -> None:
        self.pane.switch(self.context.committee if self.own_table else "all")
        self.read(self.reading(), self.show_answer)

    def keys(self) -> Sequence[KeyHint]:
        return self.pane.keys()

    def commands(self) -> Sequence[Command]:
        return self.pane.commands()


class ListTab(ListPane[R]):
    """A list behind a tab of a page: the buttons of its acts stand beside its filters."""

    def __init__(
        self,
        page: Page,
        title: str,
        memory: str,
        columns: Sequence[Column[R]],
        key: Callable[[R], str],
        **given: Unpack[Given[R]],
    ) -> None:
        self.page = page
        super().__init__(page, title, memory, RowTableModel(columns, key, page), **given)
        self.place_buttons(self.bar.add)

    def reload(self) -> None:
        """Read what is shown; a page that reads for all its tabs needs nothing here."""


class TabsPage(Page):
    """Lists behind tabs: the one that is shown says which keys and commands there are."""

    def lay_out(self, name: str, *named: tuple[ListTab[Any], str]) -> None:
        """Put lists behind tabs with these titles; a single one needs no tab."""
        self.lists = [tab for tab, _title in named]
        self.tabs = tabs(name, self)
        for tab, title in named:
            self.tabs.addTab(tab, title)
        tabs_first(self.tabs)
        self.tabs.currentChanged.connect(lambda _at: self.banner.let_pass())
        self.tabs.tabBar().setVisible(len(named) > 1)
        self.body.addWidget(self.tabs, 1)
        self.add_key("Ctrl+PgDown", lambda: self._step(1))
        self.add_key("Ctrl+PgUp", lambda: self._step(-1))

    def _step(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())
        self.shown.table.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def shown(self) -> ListTab[Any]:
        """The list that is shown."""
        return self.lists[self.tabs.currentIndex()]

    def reload(self) -> None:
        for each in self.lists:
            each.reload()

    def keys(self) -> Sequence[KeyHint]:
        step = [KeyHint("Ctrl+PgDown", tr("Volgend onderdeel"))] if len(self.lists) > 1 else []
        return (*step, *self.shown.keys())

    def commands(self) -> Sequence[Command]:
        return self.shown.commands()

"""A page that is one list: it says what is read and what is shown of it."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from casustafel.gui.lists.pane import ListPane
from casustafel.gui.page import Command, KeyHint, Page
from casustafel.gui.words import number, tr

R = TypeVar("R")
A = TypeVar("A")


class ListPage(Page, Generic[R, A]):
    """A list of `R`, read as an `A`. Make the pane with `lay_out`; an argument is a row's key."""

    own_table: ClassVar[bool] = True
    """Whether what is shown, and so the filters, belongs to the table that is switched on."""

    pane: ListPane[R]

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
            self.add_key("Ctrl+F", pane.bar.search.take_focus)
        self.begin_at(pane.table)

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

"""Aanbieders: the register of providers and the names they go by."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from casustafel.gui.dialogs.ask import ask
from casustafel.gui.page import Command, Context, KeyHint, Page
from casustafel.gui.pages.providers.dialogs import (
    AliasesDialog,
    MergeDialog,
    ProviderDialog,
)
from casustafel.gui.pages.providers.model import columns
from casustafel.gui.tables import RowTableModel, TableView
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.empty_state import EmptyState
from casustafel.gui.widgets.search_box import SearchBox
from casustafel.gui.widgets.style import tip
from casustafel.gui.words import number, tr
from casustafel.gui.work import Change
from casustafel.services import providers
from casustafel.services.importing import aliases
from casustafel.services.providers import ProviderList, ProviderRow

_CHANGED = (Change("provider"),)


class ProvidersPage(Page):
    """A list with a search field; an argument is the id of a provider."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Aanbieders"))
        self._list = ProviderList((), may_manage=False)
        self._wanted = ""
        self._merge = button(tr("Samenvoegen…"), self._ask_merge)
        self._change = button(tr("Wijzigen…"), self._edit, keys="F2")
        self._new = button(tr("Nieuwe aanbieder"), self._add, keys="Ctrl+N", kind="primary")
        self._spellings = button(tr("Schrijfwijzen…"), self._ask_spellings)
        tip(self._spellings, tr("Andere schrijfwijzen van organisaties in lijsten"))
        for each in (self._spellings, self._merge, self._change, self._new):
            self.add_button(each)
        self._search = SearchBox(tr("Zoek op naam, andere naam of AGB-code"), "Ctrl+F", self)
        self._search.text_settled.connect(lambda _text: self._filter())
        row = QHBoxLayout()
        row.addWidget(self._search, 1)
        row.addStretch(1)
        self.body.addLayout(row)
        self.model = RowTableModel(columns(), lambda row: row.id, self)
        self.table = TableView(self.model, tr("Aanbieders"), context.settings, "providers", self)
        self.table.row_opened.connect(lambda _row: self._edit())
        self.table.current_row_changed.connect(lambda _row: self._show_buttons())
        self._empty = EmptyState("", "")
        self.table.set_empty(self._empty)
        self.body.addWidget(self.table, 1)
        self._search.list_wanted.connect(self.table.setFocus)

    def open(self, argument: str) -> None:
        self._wanted = argument

    def reload(self) -> None:
        self.work.read(providers.listed, then=self._show, owner=self, lane="page")

    def concerns(self, changes: frozenset[Change]) -> bool:
        return any(change.kind in {"provider", "case", "import"} for change in changes)

    def keys(self) -> Sequence[KeyHint]:
        return (
            KeyHint("Ctrl+N", tr("Nieuwe aanbieder")),
            KeyHint("F2", tr("Aanbieder wijzigen")),
            KeyHint("Ctrl+F", tr("Zoeken in de lijst")),
        )

    def commands(self) -> Sequence[Command]:
        if not self._list.may_manage:
            return ()
        return (
            Command(tr("Nieuwe aanbieder"), self._add, "Ctrl+N"),
            Command(tr("Schrijfwijzen van organisaties"), self._ask_spellings),
        )

    def _show(self, found: ProviderList) -> None:
        self._list = found
        if self._wanted:
            self._search.clear()
        self._filter()
        if self._wanted:
            self.table.select_key(self._wanted)
            self._wanted = ""

    def _filter(self) -> None:
        shown = providers.matching(self._list.rows, self._search.text())
        if self._list.rows:
            self._empty.say(tr("Niets gevonden"), tr("Typ minder letters."))
        else:
            self._empty.say(
                tr("Nog geen aanbieders"),
                tr("Aanbieders komen mee met een lijst, of u voegt ze hier toe."),
            )
        self.model.set_rows(shown)
        total = len(self._list.rows)
        words = tr("1 aanbieder") if total == 1 else tr("{n} aanbieders")
        self.set_title(tr("Aanbieders"), words.format(n=number(total)))
        self.set_status(tr("{n} getoond").format(n=number(len(shown))))
        self._show_buttons()

    def _show_buttons(self) -> None:
        some = self._current() is not None
        for each in (self._spellings, self._merge, self._change, self._new):
            each.setVisible(self._list.may_manage)
        self._change.setEnabled(some)
        self._merge.setEnabled(some and len(self._list.rows) > 1)

    def _current(self) -> ProviderRow | None:
        row = self.table.current_row()
        return row if isinstance(row, ProviderRow) else None

    def _add(self) -> None:
        if self._list.may_manage:
            ask(
                self,
                ProviderDialog(parent=self),
                lambda uow, new: providers.add(uow, new.name, new.agb, new.aliases),
                draft="new-provider",
                changes=_CHANGED,
            )

    def _edit(self) -> None:
        row = self._current()
        if row is not None and self._list.may_manage:
            ask(
                self,
                ProviderDialog(row, self),
                lambda uow, new: providers.change(
                    uow, row.id, new.name, new.agb, new.aliases, active=new.active
                ),
                draft=f"provider:{row.id}",
                changes=_CHANGED,
            )

    def _ask_merge(self) -> None:
        row = self._current()
        if row is None or not self._list.may_manage:
            return

        def merge(uow: Any, into: str) -> str:
            providers.merge(uow, row.id, into)
            return into

        def merged(into: str) -> None:
            self._wanted = into

        others = [each for each in self._list.rows if each.id != row.id]
        ask(self, MergeDialog(row, others, self), merge, changes=_CHANGED, then=merged)

    def _ask_spellings(self) -> None:
        self.work.read(
            lambda reader: aliases.as_text(aliases.listed(reader)),
            then=lambda text: ask(
                self,
                AliasesDialog(text, self),
                lambda uow, given: aliases.keep(uow, aliases.of_text(given)),
                draft="spellings",
                changes=_CHANGED,
            ),
            owner=self,
            lane="spellings",
        )

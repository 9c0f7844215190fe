"""Aanbieders: the register of providers and the names they go by."""

from collections.abc import Callable
from typing import Any

from casustafel.gui.dialogs.ask import ask
from casustafel.gui.lists import Act, ListPage, ListPane, SearchOf
from casustafel.gui.page import Context
from casustafel.gui.pages.providers.dialogs import AliasesDialog, MergeDialog, ProviderDialog
from casustafel.gui.pages.providers.model import columns
from casustafel.gui.tables import RowTableModel
from casustafel.gui.words import count_of, tr
from casustafel.gui.work import Change
from casustafel.services.importing import aliases
from casustafel.services.register import providers
from casustafel.services.register.providers import ProviderList, ProviderRow
from casustafel.services.use_case import seen

_CHANGED = (Change("provider"),)


class ProvidersPage(ListPage[ProviderRow, ProviderList]):
    """One list for all tables; an argument is the id of a provider."""

    about = frozenset({"provider", "case", "import"})
    own_table = False

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Aanbieders"))
        self._list = ProviderList((), may_manage=False)
        hint = tr("Andere schrijfwijzen van organisaties in lijsten")
        acts: tuple[Act[ProviderRow], ...] = (
            Act(
                tr("Schrijfwijzen…"),
                page=self._ask_spellings,
                hint=tr("Schrijfwijzen van organisaties"),
                tip=lambda _rows: hint,
            ),
            Act(tr("Samenvoegen…"), self._merge, when=lambda _rows: len(self._list.rows) > 1),
            Act(tr("Wijzigen…"), self._edit, keys="F2", hint=tr("Aanbieder wijzigen"), opens=True),
            Act(tr("Nieuwe aanbieder"), page=self._add, keys="Ctrl+N", kind="primary"),
        )
        self.lay_out(
            ListPane(
                self,
                tr("Aanbieders"),
                "providers",
                RowTableModel(columns(), lambda row: row.id, self),
                search=SearchOf(tr("Zoek op naam, andere naam of AGB-code"), providers.matching),
                acts=acts,
                may=lambda: self._list.may_manage,
                empty=(
                    tr("Nog geen aanbieders"),
                    tr("Aanbieders komen mee met een lijst, of u voegt ze hier toe."),
                ),
                none_left=(tr("Niets gevonden"), tr("Typ minder letters.")),
                parent=self,
            )
        )

    def reading(self) -> Callable[[Any], ProviderList]:
        return providers.listed

    def show_answer(self, answer: ProviderList) -> None:
        self._list = answer
        self.pane.show_rows(answer.rows)
        said = count_of(len(answer.rows), tr("1 aanbieder"), tr("{n} aanbieders"))
        self.set_title(tr("Aanbieders"), said)

    def _add(self) -> None:
        ask(
            self,
            ProviderDialog(parent=self),
            lambda uow, new: providers.add(uow, new.name, new.agb, new.aliases),
            draft="new-provider",
            changes=_CHANGED,
        )

    def _edit(self, row: ProviderRow) -> None:
        at = seen(row.id, name=row.name, agb=row.agb, active=row.active)
        ask(
            self,
            ProviderDialog(row, self),
            lambda uow, new: providers.change(
                uow, at, new.name, new.agb, new.aliases, active=new.active
            ),
            draft=f"provider:{row.id}",
            changes=_CHANGED,
        )

    def _merge(self, row: ProviderRow) -> None:
        def merge(uow: Any, into: str) -> str:
            providers.merge(uow, row.id, into)
            return into

        others = [each for each in self._list.rows if each.id != row.id]
        dialog = MergeDialog(row, others, self)
        ask(self, dialog, merge, changes=_CHANGED, then=self.pane.select)

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

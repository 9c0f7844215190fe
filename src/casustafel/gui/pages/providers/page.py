"""Aanbieders: who gives care, under which names lists know them."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtWidgets import QWidget

from casustafel.gui.dialogs.ask import ask
from casustafel.gui.dialogs.drafting import ticked
from casustafel.gui.dialogs.form import FormDialog, Part, choice, line, lines, tick
from casustafel.gui.lists import Act, ListPage, ListPane, SearchOf
from casustafel.gui.page import Context
from casustafel.gui.tables import Cell, Column, RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.words import count_of, tr
from casustafel.gui.work import Change
from casustafel.services.importing import aliases
from casustafel.services.register import providers
from casustafel.services.register.providers import ProviderList, ProviderRow
from casustafel.services.use_case import seen


def columns() -> list[Column[ProviderRow]]:
    """Return what is shown of each provider."""
    return [
        Column("name", tr("Naam"), 220, lambda row: row.name, show=_name),
        Column("agb", tr("AGB-code"), 95, lambda row: row.agb),
        Column("aliases", tr("Andere namen in lijsten"), 330, _others, show=_muted),
        Column("running", tr("Lopend"), 80, lambda row: row.running, right=True),
        Column("cases", tr("Casussen"), 85, lambda row: row.cases, right=True),
        Column("state", tr("Stand"), 100, _state, show=_pill),
    ]


def _name(row: ProviderRow) -> Cell:
    return Cell(row.name, bold=row.active, muted=not row.active)


def _others(row: ProviderRow) -> str:
    return ", ".join(alias for _key, alias in row.aliases)


def _muted(row: ProviderRow) -> Cell:
    return Cell(_others(row), muted=True, tooltip=_others(row))


def _state(row: ProviderRow) -> str:
    return tr("actief") if row.active else tr("gestopt")


def _pill(row: ProviderRow) -> Cell:
    return Cell(_state(row), Tone.GOOD if row.active else Tone.NEUTRAL)


PLACES = {
    "provider-empty": "name",
    "provider-exists": "name",
    "provider-agb-invalid": "agb",
    "provider-agb-taken": "agb",
    "provider-merge-agb": "into",
    "alias-empty": "aliases",
    "alias-line": "aliases",
    "alias-of-itself": "aliases",
    "alias-twice": "aliases",
}

#: Lines that are seen at once of the list of spellings.
_TALL = 13


class ProviderGiven(NamedTuple):
    """A provider as it was filled in; other names one per entry."""

    name: str
    agb: str
    aliases: list[str]
    active: bool


class ProviderDialog(FormDialog[ProviderGiven]):
    """A new provider, or `row` to change."""

    places = PLACES

    def __init__(self, row: ProviderRow | None = None, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Aanbieder wijzigen") if row else tr("Nieuwe aanbieder"),
            tr("Opslaan") if row else tr("Toevoegen"),
            parent,
        )
        self.add("name", tr("&Naam"), line(row.name if row else ""), required=True)
        code = line(row.agb or "" if row else "", longest=12)
        self.add("agb", tr("A&GB-code"), code, tr("8 cijfers."))
        names = "\n".join(alias for _key, alias in row.aliases) if row else ""
        self.add(
            "aliases",
            tr("&Andere namen"),
            lines(names),
            tr("Zoals lijsten de aanbieder schrijven; een naam per regel."),
        )
        self._active = tick(tr("A&ctief"), on=row.active if row else True)
        if row is not None:
            self.add_wide(self._active)

    @property
    def parts(self) -> dict[str, Part]:
        return {"active": ticked(self._active)}

    @property
    def given(self) -> ProviderGiven:
        names = [name.strip() for name in self.text("aliases").splitlines() if name.strip()]
        return ProviderGiven(self.text("name"), self.text("agb"), names, self._active.isChecked())


class AliasesDialog(FormDialog[str]):
    """Other spellings of any organisation, also of referrers, as text to edit."""

    places = PLACES

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Schrijfwijzen van organisaties"),
            tr("Opslaan"),
            parent,
            tr(
                "Staat in een lijst een andere schrijfwijze van een aanbieder of verwijzer, dan "
                "wordt de juiste naam overgenomen. De import meldt dat bij de rij."
            ),
        )
        field = lines(text)
        field.setFixedHeight(_TALL * field.fontMetrics().lineSpacing())
        hint = tr("Per regel: juiste naam = andere schrijfwijze; nog een schrijfwijze")
        self.add("aliases", tr("&Schrijfwijzen"), field, hint, required=False)

    @property
    def given(self) -> str:
        return self.text("aliases")


class MergeDialog(FormDialog[str]):
    """Asks into which provider another one goes, and gives its id."""

    places = PLACES

    def __init__(
        self, away: ProviderRow, others: Sequence[ProviderRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            tr("Aanbieders samenvoegen"),
            tr("Samenvoegen"),
            parent,
            tr(
                "Casussen, zetels, normen en stops van {name} gaan mee. De naam {name} blijft als "
                "andere naam bestaan. Dit kan niet ongedaan worden gemaakt."
            ).format(name=away.name),
        )
        options = [("", tr("Kies een aanbieder")), *((row.id, row.name) for row in others)]
        self.add("into", tr("Samenvoegen &met"), choice(options), required=True)
        # What cannot be taken back is not what Enter does.
        self.do.setDefault(False)
        self.cancel.setDefault(True)

    @property
    def given(self) -> str:
        return self.text("into")


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

"""Aanbieders: who gives care, under which names lists know them."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from casustafel.gui.dialogs.fields import Form, With
from casustafel.gui.dialogs.form import lines
from casustafel.gui.lists import Act, ListPage, SearchOf
from casustafel.gui.page import Context
from casustafel.gui.tables import Column
from casustafel.gui.theme import Tone
from casustafel.gui.words import count_of, tr
from casustafel.gui.work import Change
from casustafel.services.importing import aliases
from casustafel.services.register import providers
from casustafel.services.register.providers import ProviderList, ProviderRow
from casustafel.services.use_case import seen


def columns() -> list[Column[ProviderRow]]:
    """Return what is shown of each provider."""

    def gone(row: ProviderRow) -> bool:
        return not row.active

    def tone(row: ProviderRow) -> Tone:
        return Tone.GOOD if row.active else Tone.NEUTRAL

    heading = tr("Andere namen in lijsten")
    return [
        Column(
            "name", tr("Naam"), 220, lambda row: row.name, bold=lambda row: row.active, muted=gone
        ),
        Column("agb", tr("AGB-code"), 95, lambda row: row.agb),
        Column("aliases", heading, 330, _others, muted=lambda _row: True, tip=_others),
        Column("running", tr("Lopend"), 80, lambda row: row.running, right=True),
        Column("cases", tr("Casussen"), 85, lambda row: row.cases, right=True),
        Column("state", tr("Stand"), 100, _state, tone=tone),
    ]


def _others(row: ProviderRow) -> str:
    return ", ".join(alias for _key, alias in row.aliases)


def _state(row: ProviderRow) -> str:
    return tr("actief") if row.active else tr("gestopt")


#: Lines that are seen at once of the list of spellings.
_TALL = 13


def provider_form(parent: QWidget, row: ProviderRow | None = None) -> Form:
    """Ask for a new provider, or what changes of `row`; other names one per line."""
    names = With(of=lambda text: [one.strip() for one in text.splitlines() if one.strip()])
    if row is None:
        return Form.of("new-provider", parent, aliases=names, active=None)
    known = {"name": row.name, "agb": row.agb, "active": row.active}
    known["aliases"] = "\n".join(alias for _key, alias in row.aliases)
    return Form.of("provider", parent, known, aliases=names)


def spellings_form(parent: QWidget, text: str) -> Form:
    """Ask for other spellings of any organisation, also of referrers, as text to edit."""
    field = lines(text)
    field.setFixedHeight(_TALL * field.fontMetrics().lineSpacing())
    return Form.of("spellings", parent, aliases=field)


class ProvidersPage(ListPage[ProviderRow, ProviderList]):
    """One list for all tables; an argument is the id of a provider."""

    about = frozenset({"provider", "case", "import"})
    writes = (Change("provider"),)
    own_table = False

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Aanbieders"))
        self._list = ProviderList((), may_manage=False)
        hint = tr("Andere schrijfwijzen van organisaties in lijsten")
        ask_spellings, text = tr("Schrijfwijzen van organisaties"), tr("Schrijfwijzen…")
        acts: tuple[Act[ProviderRow], ...] = (
            Act(text, page=self._ask_spellings, hint=ask_spellings, tip=lambda _rows: hint),
            Act(tr("Samenvoegen…"), self._merge, when=lambda _rows: len(self._list.rows) > 1),
            Act(tr("Wijzigen…"), self._edit, "F2", tr("Aanbieder wijzigen"), opens=True),
            Act(tr("Nieuwe aanbieder"), page=self._add, keys="Ctrl+N", kind="primary"),
        )
        self.show_list(
            "providers",
            columns(),
            lambda row: row.id,
            search=SearchOf(tr("Zoek op naam, andere naam of AGB-code"), providers.matching),
            acts=acts,
            may=lambda: self._list.may_manage,
        )

    def reading(self) -> Callable[[Any], ProviderList]:
        return providers.listed

    def show_answer(self, answer: ProviderList) -> None:
        self._list = answer
        self.pane.show_rows(answer.rows)
        said = count_of(len(answer.rows), tr("1 aanbieder"), tr("{n} aanbieders"))
        self.set_title(tr("Aanbieders"), said)

    def _add(self) -> None:
        self.ask(provider_form(self), lambda uow, new: providers.add(uow, **new), "new-provider")

    def _edit(self, row: ProviderRow) -> None:
        at = seen(row.id, name=row.name, agb=row.agb, active=row.active)
        form, draft = provider_form(self, row), f"provider:{row.id}"
        self.ask(form, lambda uow, new: providers.change(uow, at, **new), draft)

    def _merge(self, row: ProviderRow) -> None:
        def merge(uow: Any, given: dict[str, str]) -> str:
            providers.merge(uow, row.id, given["into"])
            return given["into"]

        others = [(each.id, each.name) for each in self._list.rows if each.id != row.id]
        form = Form.of("merge-providers", self, words={"name": row.name}, into=others)
        self.ask(form, merge, then=self.pane.select)

    def _ask_spellings(self) -> None:
        def keep(uow: Any, given: dict[str, str]) -> object:
            return aliases.keep(uow, aliases.of_text(given["aliases"]))

        self.read(
            lambda reader: aliases.as_text(aliases.listed(reader)),
            lambda text: self.ask(spellings_form(self, text), keep, "spellings"),
            "spellings",
        )

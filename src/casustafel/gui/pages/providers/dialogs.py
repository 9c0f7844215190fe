"""Adding, changing and merging providers."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from casustafel.gui.dialogs.drafting import ticked
from casustafel.gui.dialogs.form import FormDialog, Part, choice, line, lines, tick
from casustafel.gui.words import tr
from casustafel.services.register.providers import ProviderRow

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

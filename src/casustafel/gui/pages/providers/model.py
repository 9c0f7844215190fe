"""The providers as a table."""

from casustafel.gui.tables import Cell, Column
from casustafel.gui.theme import Tone
from casustafel.gui.words import tr
from casustafel.services.register.providers import ProviderRow


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

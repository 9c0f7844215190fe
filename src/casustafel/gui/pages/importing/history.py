"""The lists that came in earlier, each to be undone as a whole."""

from casustafel.domain.records import ImportRecord
from casustafel.gui.tables import Cell, Column
from casustafel.gui.theme import Tone
from casustafel.gui.words import tr


def columns() -> list[Column[ImportRecord]]:
    """Return what is shown of each import."""
    return [
        Column("imported_at", tr("Ingelezen op"), 120, lambda row: row.imported_at),
        Column(
            "file_name",
            tr("Bestand"),
            190,
            lambda row: row.file_name,
            show=lambda row: Cell(row.file_name, bold=True, tooltip=row.file_name),
        ),
        Column(
            "sheet",
            tr("Blad"),
            90,
            lambda row: row.sheet,
            show=lambda row: Cell(row.sheet, muted=True),
        ),
        Column("new", tr("Nieuw"), 62, lambda row: row.summary.get("new", 0), right=True),
        Column(
            "updated", tr("Bijgewerkt"), 80, lambda row: row.summary.get("updated", 0), right=True
        ),
        Column("refused", tr("Fout"), 56, lambda row: row.summary.get("refused", 0), right=True),
        Column("imported_by", tr("Door"), 110, lambda row: row.imported_by),
        Column("state", tr("Stand"), 120, lambda row: _state(row).text, show=_state),
    ]


def _state(row: ImportRecord) -> Cell:
    if row.undone_at is not None:
        return Cell(tr("Ongedaan gemaakt"), Tone.NEUTRAL)
    return Cell(tr("Ingelezen"), Tone.GOOD)

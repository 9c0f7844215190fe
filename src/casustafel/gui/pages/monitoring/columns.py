"""What the list of figures shows of each line."""

from casustafel.domain.insight.tables import about
from casustafel.gui.tables import Column
from casustafel.gui.words import tr
from casustafel.services.insight import monitoring
from casustafel.services.insight.monitoring import FigureLine


def columns() -> list[Column[FigureLine]]:
    """Return what the list shows of a line."""
    return [
        Column(
            *("figure", tr("Indicator"), 180, lambda row: row.figure.name),
            tip=lambda row: about(row.figure),
            firm=True,
        ),
        Column("line", tr("Regel"), 120, lambda row: row.line.label),
        Column(
            "count", tr("Aantal"), 60, lambda row: row.count, right=True, bold=lambda _row: True
        ),
        Column("share", tr("Deel"), 60, _share_of, right=True, show=_percents),
        Column("base", tr("Basis"), 60, lambda row: row.figure.base, right=True),
        Column("earlier", tr("Eerder"), 60, lambda row: row.earlier, right=True),
        Column("change", tr("Verschil"), 60, _change, right=True, show=_signed),
        Column("unit", tr("Eenheid"), 75, lambda row: row.figure.unit),
        # The last takes what is left over.
        Column("more", tr("Meer"), 75, monitoring.words, tip=monitoring.words),
    ]


def _share_of(row: FigureLine) -> int | None:
    return row.line.share(row.figure.base)


def _percents(row: FigureLine) -> str:
    share = _share_of(row)
    return "" if share is None else f"{share} %"


def _change(row: FigureLine) -> int | None:
    if row.earlier is None or row.line.count is None:
        return None
    return row.line.count - row.earlier


def _signed(row: FigureLine) -> str:
    change = _change(row)
    return "" if change is None else f"{change:+d}"

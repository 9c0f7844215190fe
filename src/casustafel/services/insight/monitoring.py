"""The page Monitoring: figures of a table beside those of another period, to look at and take out.

Nothing is hidden here: who reads figures works at the table. What leaves the municipality is the
report (`council`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casustafel.domain.insight import tables
from casustafel.domain.insight.reports import Figure, Line, Section
from casustafel.services import places
from casustafel.services.definitions import tables as definitions
from casustafel.services.insight import by_hand, council, figures
from casustafel.services.insight.by_hand import HandCell
from casustafel.services.use_case import Reading, Right, UnitOfWork, read, use_case
from casustafel.storage.leaving import write_out

Period = tuple[date, date]


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A number with its figure and what it was before; one of others has no line of a figure."""

    figure: Figure
    line: Line
    earlier: int | None = None
    hand: HandCell | None = None

    @property
    def key(self) -> str:
        """What it is known by in the list."""
        return f"{self.figure.code}.{self.line.key}"


@dataclass(frozen=True, slots=True)
class Monitoring:
    """What the page shows; a report hides numbers below `least`, and may show others `rounded`."""

    short_name: str
    section: Section
    earlier: Section | None
    lines: tuple[FigureLine, ...]
    said: dict[str, str]
    least: int
    rounded: bool


@read(Right.READ_FIGURES, at=places.table)
def desk(
    reader: Reading, committee: str, first: date, last: date, beside: Period | None = None
) -> Monitoring:
    """Return the figures of a period, with those of another to stand beside them."""
    section = figures.counted(reader, committee, first, last)
    earlier = figures.counted(reader, committee, *beside) if beside else None
    cells = by_hand.cells(reader, first, last)
    return Monitoring(
        definitions.committee(reader, committee).short_name,
        section,
        earlier,
        (*_lines(section, earlier), *map(_of_others, cells)),
        council.explained(reader, committee, first, last),
        *council.hiding(reader),
    )


def _lines(section: Section, earlier: Section | None) -> Iterator[FigureLine]:
    for figure in section.figures:
        for line in figure.lines:
            before = earlier.count(figure.code, line.key) if earlier else None
            yield FigureLine(figure, line, before)


def _of_others(cell: HandCell) -> FigureLine:
    one = cell.indicator
    figure = Figure(
        code=one.code,
        name=one.name,
        definition=one.definition,
        unit=one.unit,
        of=one.base,
        period=one.period,
        source=cell.kept.source if cell.kept else one.source,
        lines=(),
        persons=False,
    )
    return FigureLine(figure, Line(key="", label="", count=None), hand=cell)


@use_case(Right.READ_FIGURES, at=places.table)
def export(
    uow: UnitOfWork, committee: str, first: date, last: date, target: Path, code: str = ""
) -> int:
    """Write all figures, or one of them, to a workbook in which shares are formulas; log it."""
    section = figures.counted(uow, committee, first, last)
    rows = [
        (figure, line)
        for figure in section.figures
        if code in ("", figure.code)
        for line in figure.lines
    ]
    write_out(target, _workbook(section, rows))
    uow.audit("figures-exported", "committee", committee, committee=committee, rows=len(rows))
    return len(rows)


_NOTES = ("Intern. Kleine aantallen staan er voluit in: verstuur dit niet buiten de gemeente.",)
_HEADS = (
    *(("Indicator", 34.0), ("Regel", 38.0), ("Aantal", 10.0), ("Basis", 10.0), ("Deel", 10.0)),
    *(("Uren gevraagd", 13.0), ("Uren geadviseerd", 15.0), ("Euro's per jaar", 15.0)),
    *(("Ruimte", 15.0), ("Van de ruimte", 13.0), ("Helft binnen dagen", 16.0)),
    *(("9 van 10 binnen dagen", 18.0), ("Eenheid", 14.0), ("Bron", 34.0)),
)


def _workbook(section: Section, rows: Sequence[tuple[Figure, Line]]) -> bytes:
    from casustafel.excel.list_workbook import ListSheet, list_workbook
    from casustafel.excel.safe_cells import Formula

    first = len(_NOTES) + 3  # below the title, the notes and the headings

    def cells(at: int, figure: Figure, line: Line) -> tuple[object, ...]:
        share = Formula(f'=IF(D{at}>0,C{at}/D{at},"")') if figure.base is not None else None
        room = Formula(f'=IF(I{at}>0,H{at}/I{at},"")') if line.room else None
        euros = [None if one is None else one / 100 for one in (line.cents, line.room)]
        return (
            *(figure.name, line.label, line.count, figure.base, share, line.hours, line.advised),
            *(*euros, room, line.median, line.ninetieth, figure.unit, figure.source),
        )

    sheet = ListSheet(
        title=f"{section.name}, {section.first:%d-%m-%Y} tot en met {section.last:%d-%m-%Y}",
        notes=_NOTES,
        columns=_HEADS,
        rows=[cells(at, *row) for at, row in enumerate(rows, first)],
    )
    return list_workbook(sheet)[0]


def words(row: FigureLine) -> str:
    """Return what a number has beside its count: hours, euros, days, or where it comes from."""
    if row.hand is not None:
        kept = row.hand.kept
        return f"{kept.source}, {kept.known_on:%d-%m-%Y}" if kept else ""
    shown = [one for one in tables.columns(row.figure) if one.title not in ("Aantal", "Deel")]
    found = ((one.title, tables.cell(row.figure, row.line, one)) for one in shown)
    return " · ".join(f"{title} {text}" for title, text in found if text not in ("", "–"))

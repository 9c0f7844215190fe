"""The page Monitoring: figures of a table beside those of another period, to look at and take out.

Nothing is hidden here: who reads figures works at the table. What leaves the municipality is the
report (`council`).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from casustafel.domain.committees import Committee
from casustafel.domain.insight import tables
from casustafel.domain.insight.indicators import headings
from casustafel.domain.insight.paper import Published, sheet_rows
from casustafel.domain.insight.reports import Figure, Line, Section
from casustafel.domain.local_time import local_day
from casustafel.domain.norms import Instrument, Norm
from casustafel.domain.registers import Provider
from casustafel.domain.stops import Toeleidingsstop
from casustafel.services import places
from casustafel.services.definitions import learning
from casustafel.services.definitions import tables as definitions
from casustafel.services.insight import by_hand, council, figures
from casustafel.services.insight.by_hand import HandCell
from casustafel.services.learning import board
from casustafel.services.register import register
from casustafel.services.register.register import NormLine
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

    @property
    def count(self) -> int | Decimal | None:
        """The number, also where somebody filled it in."""
        if self.hand is None:
            return self.line.count
        return self.hand.kept.value if self.hand.kept else None


@dataclass(frozen=True, slots=True)
class Monitoring:
    """What the page shows; a report hides numbers below `least`, and may show others `rounded`.

    `rooms` are the spending limits that held in the period, those that are fullest first; `themes`
    how often each theme came in it.
    """

    short_name: str
    section: Section
    earlier: Section | None
    lines: tuple[FigureLine, ...]
    said: dict[str, str]
    least: int
    rounded: bool
    rooms: tuple[NormLine, ...]
    themes: dict[str, int]


@read(Right.READ_FIGURES, at=places.table)
def desk(
    reader: Reading, committee: str, first: date, last: date, beside: Period | None = None
) -> Monitoring:
    """Return the figures of a period, with those of another to stand beside them."""
    section = figures.counted(reader, committee, first, last)
    earlier = figures.counted(reader, committee, *beside) if beside else None
    cells = by_hand.cells(reader, first, last)
    table = definitions.committee(reader, committee)
    return Monitoring(
        table.short_name,
        section,
        earlier,
        (*_lines(section, earlier), *map(_of_others, cells)),
        council.explained(reader, committee, first, last),
        *council.hiding(reader),
        _rooms(reader, table, first, last),
        _themes(reader, table, first, last),
    )


def _rooms(reader: Reading, table: Committee, first: date, last: date) -> tuple[NormLine, ...]:
    asked = {"instrument": Instrument.BESTEDINGSRUIMTE, "care_form": list(table.care_forms)}
    held = [
        one for one in reader.find(Norm, **asked) if one.starts_on <= last and one.ends_on >= first
    ]
    names = {one.id: one.name for one in reader.find(Provider)} if held else {}
    stops = reader.find(Toeleidingsstop, norm_id=[one.id for one in held])
    share = register.threshold(reader)
    lines = [register.norm_line(one, stops, names, reader.today, share) for one in held]
    return tuple(sorted(lines, key=lambda one: (-(one.norm.percentage or 0), one.provider)))


def _themes(reader: Reading, table: Committee, first: date, last: date) -> dict[str, int]:
    points = board.points_of(reader, table.code)
    counts = Counter(one.theme for one in points if first <= local_day(one.at) <= last)
    known = learning.themes_of(table)
    return {learning.theme_words(known, code): count for code, count in counts.most_common()}


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
    uow: UnitOfWork,
    committee: str,
    first: date,
    last: date,
    target: Path,
    beside: Period | None = None,
) -> int:
    """Write all figures to a workbook in which shares are formulas, and log it."""
    from casustafel.excel.list_workbook import ListSheet, list_workbook
    from casustafel.excel.safe_cells import Formula

    shown = Published(
        replace(
            figures.counted(uow, committee, first, last), by_hand=by_hand.lines(uow, first, last, 0)
        ),
        frozen=False,
        earlier=figures.counted(uow, committee, *beside) if beside else None,
    )
    head = len(_NOTES) + 3  # below the title, the notes and the headings

    def ratio(at: int, part: str, whole: str) -> Formula:
        return Formula(f'=IF({whole}{head + at}>0,{part}{head + at}/{whole}{head + at},"")')

    rows = list(sheet_rows(shown, ratio))
    sheet = ListSheet(title=shown.title, notes=_NOTES, columns=headings(), rows=rows)
    write_out(target, list_workbook(sheet)[0])
    uow.audit("figures-exported", "committee", committee, committee=committee, rows=len(rows))
    return len(rows)


_NOTES = ("Intern. Kleine aantallen staan er voluit in: verstuur dit niet buiten de gemeente.",)


def words(row: FigureLine) -> str:
    """Return what a number has beside its count: hours, euros, days, or where it comes from."""
    if row.hand is not None:
        kept = row.hand.kept
        return f"{kept.source}, {kept.known_on:%d-%m-%Y}" if kept else ""
    shown = [one for one in tables.columns(row.figure) if one.title not in ("Aantal", "Deel")]
    found = ((one.title, tables.cell(row.figure, row.line, one)) for one in shown)
    return " · ".join(f"{title} {text}" for title, text in found if text not in ("", "–"))

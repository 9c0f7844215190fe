"""A figure as a table: which columns it has, and its numbers in words.

Report, workbook and page show the same columns in the same order.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from casustafel.domain.insight.reports import Figure, Line
from casustafel.domain.wording.phrases import euros

HIDDEN = "niet getoond"
#: More lines than this that are not shown stand in one line together.
_MOST_HIDDEN = 6


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title, its number of a line, and that in words."""

    title: str
    value: Callable[[Figure, Line], int | str | None]
    words: Callable[[int], str] = lambda value: f"{value:,}".replace(",", ".")
    counts: bool = False


def _amount(cents: int) -> str:
    return euros(cents).replace(" ", "\N{NO-BREAK SPACE}")


_COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "share": (Column("Deel", lambda figure, line: line.share(figure.base), lambda n: f"{n} %"),),
    "hours": (Column("Uren gevraagd", lambda _figure, line: line.hours, counts=True),),
    "advised": (Column("Uren geadviseerd", lambda _figure, line: line.advised, counts=True),),
    "euros": (Column("Euro's per jaar", lambda _figure, line: line.cents, _amount, counts=True),),
    "room": (
        Column("Ruimte", lambda _figure, line: line.room, _amount),
        Column("Van de ruimte", lambda _figure, line: line.room_share, lambda n: f"{n} %"),
    ),
    "median": (
        Column("Helft binnen", lambda _figure, line: line.median, lambda n: f"{n} dagen"),
        Column("9 van 10 binnen", lambda _figure, line: line.ninetieth, lambda n: f"{n} dagen"),
    ),
}
_COUNT = Column("Aantal", lambda _figure, line: line.count, counts=True)
_SEEN = Column("Eerder gezien", lambda _figure, line: line.seen)


def columns(figure: Figure, earlier: Figure | None = None) -> tuple[Column, ...]:
    """Return the columns of a figure behind its line, with that of an earlier one."""
    found = [_COUNT, *(one for name in figure.shows for one in _COLUMNS.get(name, ()))]
    if earlier is not None:
        found.append(Column("Eerder", lambda _figure, line: _count(earlier, line.key)))
    if any(line.seen for line in figure.lines):
        found.append(_SEEN)
    return tuple(found)


def _count(figure: Figure, key: str) -> int | None:
    line = figure.line(key)
    return line.count if line else None


def cell(figure: Figure, line: Line, column: Column) -> str:
    """Return a number in words; where it may not be shown, or is not known, that is said."""
    value = column.value(figure, line)
    if isinstance(value, str):
        return value
    if value is not None:
        return column.words(value)
    return HIDDEN if line.count is None and column.counts else "–"


def rows(figure: Figure, shown: Sequence[Column]) -> list[tuple[str, ...]]:
    """Return the lines of a figure in words, many that are not shown as one."""
    lines = list(figure.lines)
    away = [line for line in lines if line.count is None and not line.room]
    if len(away) > _MOST_HIDDEN:
        lines = [line for line in lines if line not in away]
        rest = Line(key="", label=f"{len(away)} andere regels", count=None)
        lines.append(rest)
    return [(line.label, *(cell(figure, line, one) for one in shown)) for line in lines]


def about(figure: Figure) -> str:
    """Return what a figure counts: definition, unit, base, period and source."""
    of = f"Basis: {figure.of}" if figure.of else ""
    if of and figure.base is not None:
        of += f" ({figure.base})"
    parts = (of, f"Eenheid: {figure.unit}", f"Periode: {figure.period}", f"Bron: {figure.source}")
    return f"{figure.definition} {'. '.join(filter(None, parts))}."


def spoken(figure: Figure) -> str:
    """Return a figure as a sentence, for who does not see its chart."""
    told = [f"{line.label} {line.count}" for line in figure.lines if line.count is not None]
    away = [line.label for line in figure.lines if line.count is None]
    text = f"Staafdiagram van {figure.name}: {'; '.join(told)}."
    if away:
        text += f" {HIDDEN.capitalize()}: {', '.join(away)}."
    return text


def bars(figure: Figure) -> list[tuple[str, int]]:
    """Return the lines that have a bar; none for a hidden number, and none where one is alone."""
    found = [(line.label, line.count) for line in figure.lines if line.count]
    return found if len(found) > 1 else []

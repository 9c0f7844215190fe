"""Which numbers a report that leaves the municipality may show (docs/decisions/small-numbers.md).

Every published table is one count, or a count divided in one way. What hangs below a hidden number
is hidden wholly, so that all tables together are trees of such divisions, and that of a number that
is shown can be looked at alone:

- a number below the least is hidden, 0 too: a line is there only where it can occur;
- so is a line whose cases all count under a hidden line of another table (`Line.inside`);
- so is a sum of fewer clients, or one that is for more than four fifths of one of them;
- where one is hidden another is as well, the smallest first, until those that are hidden are two at
  least and together reach the least themselves.

Of the lines that are hidden, one may then hold all that they hold together and the others nothing,
so that whatever is published leaves each between 0 and at least that.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from casustafel.domain.insight.indicators import Indicator, node
from casustafel.domain.insight.reports import LEAST_BASE, Figure, Line, Section

#: A client may make up at most so many fifths of a sum that is shown.
_MOST_FIFTHS = 4
_FIVE = 5
_FEWEST_HIDDEN = 2

Node = tuple[str, str]


def publishable(
    section: Section, indicators: Sequence[Indicator], least: int, *, rounded: bool = False
) -> Section:
    """Return a section without the numbers of which nothing may be known.

    A sum of numbers of which one is hidden is left out: the others say how large it is at least.
    """
    known = {one.code: one for one in indicators}
    shown: set[Node] = set()
    figures = []
    for figure in section.figures:
        indicator = known[figure.code]
        if not indicator.public:
            continue
        keys = _shown(figure, indicator, shown, least)
        if indicator.sum and not keys:
            continue
        shown |= {(figure.code, key) for key in keys}
        based = not indicator.of or indicator.parent in shown
        lines = tuple(
            _public(line, line.key in keys, rounded=rounded and figure.persons)
            for line in figure.lines
        )
        base = figure.base if based else None
        shows = figure.shows
        if base is not None and base < LEAST_BASE:  # rounded it could reach that
            shows = tuple(one for one in shows if one != "share")
        base = _rounded(base, rounded)
        figures.append(replace(figure, lines=lines, base=base, shows=shows))
    return replace(section, figures=tuple(figures), least=least, rounded=rounded)


def _shown(figure: Figure, indicator: Indicator, shown: set[Node], least: int) -> set[str]:
    """Return the keys of the lines that may be shown."""
    every = {line.key for line in figure.lines}
    if not figure.persons:
        return every
    if indicator.sum:
        return every if {("outcomes", key) for key in figure.parts} <= shown else set()
    if indicator.of and indicator.parent not in shown:
        return set()
    return every - hidden(figure.lines, least, shown)


def hidden(lines: Sequence[Line], least: int, shown: Collection[Node] = ()) -> set[str]:
    """Return the keys of the lines of one division that are hidden, while its base is shown."""
    within = {line.key for line in lines if line.inside and node(line.inside) not in shown}
    away = [line for line in lines if line.key in within or not _safe(line, least)]
    rest = sorted((line for line in lines if line not in away), key=lambda line: line.count or 0)
    while away and rest and not _enough(away, least):
        away.append(rest.pop(0))
    return {line.key for line in away}


def _safe(line: Line, least: int) -> bool:
    sums = [one for one in (line.hours, line.cents, line.advised) if one is not None]
    even = all(
        most * _FIVE <= whole * _MOST_FIFTHS
        for most, whole in zip(line.largest, sums, strict=False)
        if whole
    )
    return even and (line.count or 0) >= least and line.clients >= least


def _enough(away: Sequence[Line], least: int) -> bool:
    return len(away) >= _FEWEST_HIDDEN and sum(line.count or 0 for line in away) >= least


def _public(line: Line, shown: bool, *, rounded: bool) -> Line:
    if not shown:
        return Line(key=line.key, label=line.label, count=None, room=line.room, seen=line.seen)
    return replace(line, count=_rounded(line.count, rounded), clients=0, largest=(), inside="")


def _rounded(count: int | None, rounded: bool) -> int | None:
    """Return a number rounded to the nearest five, when that is asked."""
    if count is None or not rounded:
        return count
    return (count + _FIVE // 2) // _FIVE * _FIVE

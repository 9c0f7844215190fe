"""The tiles above Monitoring: the figures that are asked for first."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from casustafel.domain.insight.reports import Line, Section
from casustafel.gui.widgets.card import Tile
from casustafel.gui.words import count_of, number, tr
from casustafel.services.insight.monitoring import Monitoring


def make_tiles(parent: QWidget) -> dict[str, Tile]:
    """Return a tile for each figure, by what is counted in it."""
    words = {
        "requests": tr("Aanvragen"),
        "granted": tr("Toegekend"),
        "adjusted": tr("Met aanpassing"),
        "told": tr("Tot verteld"),
        "stops": tr("Toeleidingsstops"),
    }
    return {code: Tile(title, parent) for code, title in words.items()}


def fill(tiles: Mapping[str, Tile], shown: Monitoring) -> None:
    """Show the figures of a period, beside an earlier one if there is one."""
    at, before = shown.section, shown.earlier
    requests = at.count("requests") or 0
    earlier = before.count("requests") if before else None
    change = "" if earlier is None else tr("{n} t.o.v. eerder").format(n=f"{requests - earlier:+d}")
    tiles["requests"].show_value(number(requests), change)
    for code, notes in (("granted", ()), ("adjusted", ("adjusted_of_granted",))):
        count = at.count(code)
        tiles[code].setHidden(count is None)
        parts = [_of(at, one) for one in (code, *notes)]
        tiles[code].show_value(_share(at, code), " · ".join(filter(None, parts)))
    told = at.figure("told")
    line = told.lines[0] if told else Line(key="", label="", count=0)
    value = "–" if line.median is None else count_of(line.median, tr("1 dag"), tr("{n} dagen"))
    late = "" if line.ninetieth is None else tr("9 van 10 binnen {n}").format(n=line.ninetieth)
    tiles["told"].show_value(value, late)
    stops = at.figure("stops")
    held = sum(one.count or 0 for one in stops.lines) if stops else 0
    under = at.count("exceptions", "yes") or 0
    words = count_of(under, tr("1 uitzondering"), tr("{n} uitzonderingen"))
    tiles["stops"].show_value(number(held), words)


def _share(section: Section, code: str) -> str:
    figure = section.figure(code)
    share = figure.lines[0].share(figure.base) if figure else None
    return "–" if share is None else f"{share} %"


def _of(section: Section, code: str) -> str:
    figure = section.figure(code)
    if figure is None or figure.lines[0].count is None or figure.base is None:
        return ""
    return tr("{n} van {of}").format(n=number(figure.lines[0].count), of=number(figure.base))

"""The report to the council in words, ready to be laid out; and its rows for a workbook."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from casustafel.domain.insight import tables
from casustafel.domain.insight.reports import Figure, Section
from casustafel.domain.papers import Paper, Part

_NOTHING = "Niet getoond: de aantallen zijn te klein."
CONCEPT = "Concept, niet openbaar"
PUBLIC = "Openbaar, geaggregeerd"
#: Of the width in per cents what the first column takes, so that no number breaks off.
_FIRST, _FIRST_OF_MANY, _FEW = 36, 22, 4


@dataclass(frozen=True, slots=True)
class Published:
    """A section of a report: as it was made, or a concept while its half year is not over.

    `earlier` is that of the half year before, when it was made.
    """

    section: Section
    frozen: bool
    earlier: Section | None = None

    @property
    def title(self) -> str:
        """The table and the period."""
        at = self.section
        return f"{at.name}, {at.first:%d-%m-%Y} tot en met {at.last:%d-%m-%Y}"


def report(parts: Sequence[Published], municipality: str) -> Paper:
    """Return a report as a paper."""
    concept = not all(one.frozen for one in parts)
    first = min(one.section.first for one in parts)
    last = max(one.section.last for one in parts)
    period = f"{first:%d-%m-%Y} tot en met {last:%d-%m-%Y}"
    return Paper(
        title="Rapport aan de gemeenteraad",
        author=municipality,
        classification=CONCEPT if concept else PUBLIC,
        footer=f"Cijfers van de commissies, {period}",
        parts=tuple(_parts(parts, period)),
    )


def _parts(parts: Sequence[Published], period: str) -> Iterator[Part]:
    yield Part("text", text=f"Cijfers over {period}. Elk getal staat met zijn basis en zijn bron.")
    yield Part("note", _hiding(parts[0].section))
    for at, one in enumerate(parts):
        if at:
            yield Part("page")
        yield Part("heading", one.title)
        yield Part("note", _counted(one))
        for figure in one.section.figures:
            yield from _figure(figure, one.earlier.figure(figure.code) if one.earlier else None)
        if one.section.by_hand:
            yield Part("low_heading", "Cijfers van anderen")
            yield Part(
                "table",
                header=("Indicator", "Waarde", "Eenheid", "Bron", "Bekend op"),
                rows=tuple(
                    (
                        f"{line.name}: {line.definition}" if line.definition else line.name,
                        *(line.value, line.unit, line.source, f"{line.known_on:%d-%m-%Y}"),
                    )
                    for line in one.section.by_hand
                ),
                shares=(37, 11, 15, 23, 14),
            )


def _counted(one: Published) -> str:
    text = f"Geteld op {one.section.counted_on:%d-%m-%Y}."
    if not one.frozen:
        text += " Het halfjaar is nog niet voorbij; dit is een concept."
    if one.earlier is not None:
        text += f" «Eerder» is het rapport tot en met {one.earlier.last:%d-%m-%Y}."
    return text


def _hiding(section: Section) -> str:
    text = (
        f"Aantallen onder {section.least} staan er niet in, ook 0 niet, en evenmin een tweede "
        "aantal waaruit zo'n aantal is af te leiden. Een deel in procenten staat er alleen bij "
        "een basis van 10 of meer. Wat eerder gezien is, is geen streefcijfer."
    )
    return text + (" Aantallen zijn afgerond op vijftallen." if section.rounded else "")


def _figure(figure: Figure, earlier: Figure | None) -> Iterator[Part]:
    yield Part("low_heading", figure.name)
    yield Part("note", tables.about(figure))
    if all(line.count is None and not line.room for line in figure.lines):
        yield Part("text", _NOTHING)
        yield from _said(figure)
        return
    bars = tables.bars(figure)
    if bars:
        most = max(count for _label, count in bars)
        rows = tuple((label, str(count), f"{count / most:.4f}") for label, count in bars)
        yield Part("bars", tables.spoken(figure), rows)
    shown = tables.columns(figure, earlier)
    first = _FIRST if len(shown) <= _FEW else _FIRST_OF_MANY
    rest = (100 - first) / len(shown)
    yield Part(
        "table",
        header=("Regel", *(one.title for one in shown)),
        rows=tuple(tables.rows(figure, shown)),
        shares=(first, *(rest for _ in shown)),
    )
    yield from _said(figure)


def _said(figure: Figure) -> Iterator[Part]:
    if figure.comment:
        yield Part("text", text=f"Duiding: {figure.comment}")


#: Makes a formula of a part and a whole, by the letters of their columns, in a row from 0 on.
Ratio = Callable[[int, str, str], object]


def sheet_rows(one: Published, ratio: Ratio | None = None) -> Iterator[tuple[object, ...]]:
    """Yield the lines of a section as the cells of a workbook; published ones hold values only."""
    lines = [(figure, line) for figure in one.section.figures for line in figure.lines]
    for at, (figure, line) in enumerate(lines):
        before = one.earlier.figure(figure.code) if one.earlier else None
        earlier = before.line(line.key) if before else None
        share: object = line.share(figure.base) if "share" in figure.shows else None
        of_room: object = line.room_share
        if ratio is not None:
            share = ratio(at, "C", "D") if figure.base is not None else None
            of_room = ratio(at, "H", "I") if line.room else None
        yield (
            *(figure.name, line.label, _cell(line.count), figure.base, share),
            *(line.hours, line.advised),
            *(None if each is None else each / 100 for each in (line.cents, line.room)),
            *(of_room, line.median, line.ninetieth, _cell(earlier.count) if earlier else None),
            *(figure.unit, figure.period, figure.source, figure.definition),
        )
    for hand in one.section.by_hand:
        value = hand.value if hand.value == tables.HIDDEN else Decimal(hand.value.replace(",", "."))
        about = (hand.unit, f"bekend op {hand.known_on:%d-%m-%Y}", hand.source, hand.definition)
        yield (hand.name, "", value, *([None] * 10), *about)


def _cell(count: int | None) -> int | str:
    return tables.HIDDEN if count is None else count

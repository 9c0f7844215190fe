"""The lists of norms, stops and inflow as tables."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject

from casustafel.domain.norms import Instrument, Norm, NormState, NormUnit
from casustafel.domain.wording.amounts import amount, percentage
from casustafel.domain.wording.register_labels import label
from casustafel.gui.pages.register.texts import NORM_TONES, STOP_TONES
from casustafel.gui.tables import Cell, CellValue, Column, RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.words import day, tr
from casustafel.services.inflow import SHOWN_BY, InflowRow
from casustafel.services.register import HOLDING, NormLine, StopLine

NORM_PROVIDER, NORM_FORM, NORM_KIND, NORM_PERIOD, NORM_AMOUNT, NORM_SPENT, NORM_STATE = range(7)
STOP_PROVIDER, STOP_FORM, STOP_KIND, STOP_STATE, STOP_FROM, STOP_UNTIL = range(6)
IN_PROVIDER, IN_CASE, IN_FORM, IN_DAY, IN_BY, IN_ROUTE, IN_REMARK = range(7)


class NormModel(RowTableModel[NormLine]):
    """One row per norm."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                Column("provider", tr("Aanbieder"), 138),
                Column("form", tr("Zorgvorm"), 124),
                Column("kind", tr("Maatregel"), 124),
                Column("period", tr("Periode"), 64),
                Column("amount", tr("Hoogte"), 100),
                Column("spent", tr("Besteed"), 104),
                Column("state", tr("Stand"), 170),
            ),
            parent,
        )

    def key(self, row: NormLine) -> str:
        return row.norm.id

    def cells(self, row: NormLine) -> Sequence[CellValue]:
        norm = row.norm
        return (
            Cell(row.provider, bold=True),
            label(norm.care_form, "nl"),
            kind(norm),
            period(norm),
            amount(norm.amount, norm.unit),
            used(row),
            norm_pill(row),
        )

    def sort_value(self, row: NormLine, column: int) -> Any:
        if column == NORM_PERIOD:
            return (row.norm.starts_on.isoformat(), row.norm.ends_on.isoformat())
        if column == NORM_AMOUNT:
            return (row.norm.unit.value, row.norm.amount)
        if column == NORM_SPENT:
            return row.norm.percentage if row.norm.percentage is not None else -1
        return super().sort_value(row, column)


def kind(norm: Norm) -> Cell:
    """Return the instrument in a word, with its full name beside it."""
    words = {
        Instrument.INSTROOMTARGET: tr("Instroomtarget"),
        Instrument.INTENSITEIT_DUUR: tr("Intensiteit of duur"),
    }
    whole = label(norm.instrument, "nl")
    return Cell(words.get(norm.instrument, whole), tooltip=whole, spoken=whole)


def period(norm: Norm) -> str:
    """Return a calendar year as its number, another period by its days."""
    year = norm.starts_on.year
    whole = (norm.starts_on.month, norm.starts_on.day, norm.ends_on.month, norm.ends_on.day)
    if whole == (1, 1, 12, 31) and norm.ends_on.year == year:
        return str(year)
    return tr("{first} t/m {last}").format(first=day(norm.starts_on), last=day(norm.ends_on))


def used(row: NormLine) -> CellValue:
    """Return what was used: a bar with its share, or the weeks that a provider is open."""
    norm = row.norm
    if norm.spent is None or norm.percentage is None:
        return Cell("–", muted=True, spoken=tr("niet bekend"))
    if norm.unit in (NormUnit.WEEKS, NormUnit.HOURS_PER_WEEK):
        return amount(norm.spent, norm.unit)
    over = norm.spent > norm.amount
    tone = Tone.BAD if over else NORM_TONES[row.state]
    if tone is Tone.INFO:
        tone = Tone.WARN
    told = amount(norm.spent, norm.unit)
    return Cell(
        percentage(norm),
        tone,
        min(1.0, float(norm.percentage) / 100),
        tooltip=told,
        spoken=f"{percentage(norm)}, {told}",
    )


def norm_pill(row: NormLine) -> Cell:
    """Return where a norm stands; a stop that holds says more than the norm."""
    if row.stop is not None and row.stop.state in HOLDING and row.stop.starts_on:
        return Cell(tr("Stop sinds {day}").format(day=day(row.stop.starts_on)), Tone.BAD)
    if row.norm.spent is None and row.state is NormState.WITHIN:
        # Of what nobody knows how much was used it cannot be said that it is within the norm.
        return Cell(tr("Stand niet bekend"), Tone.NEUTRAL)
    return Cell(label(row.state, "nl"), NORM_TONES[row.state])


class StopModel(RowTableModel[StopLine]):
    """One row per toeleidingsstop."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                Column("provider", tr("Aanbieder"), 165),
                Column("form", tr("Zorgvorm"), 135),
                Column("kind", tr("Vanwege"), 130),
                Column("state", tr("Stand"), 180),
                Column("from", tr("Vanaf"), 92),
                Column("until", tr("Opgeheven per"), 118),
            ),
            parent,
        )

    def key(self, row: StopLine) -> str:
        return row.stop.id

    def cells(self, row: StopLine) -> Sequence[CellValue]:
        stop = row.stop
        return (
            Cell(row.provider, bold=row.holds),
            label(stop.care_form, "nl"),
            label(stop.kind, "nl"),
            Cell(label(stop.state, "nl"), STOP_TONES[stop.state]),
            day(stop.starts_on) if stop.starts_on else "",
            day(stop.ends_on) if stop.ends_on else "",
        )

    def sort_value(self, row: StopLine, column: int) -> Any:
        if column in (STOP_FROM, STOP_UNTIL):
            on = row.stop.starts_on if column == STOP_FROM else row.stop.ends_on
            return on.isoformat() if on else ""
        return super().sort_value(row, column)


class InflowModel(RowTableModel[InflowRow]):
    """One row per client who came in during a stop."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                Column("provider", tr("Aanbieder"), 165),
                Column("case", tr("Casus"), 120),
                Column("form", tr("Zorgvorm"), 130),
                Column("day", tr("Ingestroomd"), 108),
                Column("by", tr("Blijkt uit"), 196),
                Column("route", tr("Route"), 110),
                Column("remark", tr("Toelichting"), 360),
            ),
            parent,
        )

    def key(self, row: InflowRow) -> str:
        return row.case_number

    def cells(self, row: InflowRow) -> Sequence[CellValue]:
        whole = f"{row.remark} {row.ask}".strip()
        return (
            Cell(row.provider, bold=not row.lawful),
            row.case_number,
            row.care_form,
            day(row.came_in_on),
            SHOWN_BY[row.allocated],
            Cell(row.route, Tone.GOOD if row.lawful else Tone.BAD),
            Cell(row.remark, tooltip=whole, spoken=whole),
        )

    def sort_value(self, row: InflowRow, column: int) -> Any:
        if column == IN_DAY:
            return row.came_in_on.isoformat()
        return super().sort_value(row, column)

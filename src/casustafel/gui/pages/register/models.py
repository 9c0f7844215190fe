"""The lists of norms, stops and inflow as tables."""

from decimal import Decimal

from casustafel.domain.norms import Instrument, Norm, NormState, NormUnit
from casustafel.domain.wording.amounts import amount, percentage
from casustafel.domain.wording.terms import label
from casustafel.gui.pages.register.texts import NORM_TONES, STOP_TONES
from casustafel.gui.tables import Cell, CellValue, Column
from casustafel.gui.theme import Tone
from casustafel.gui.words import day, tr
from casustafel.services.register.inflow import SHOWN_BY, InflowRow
from casustafel.services.register.register import HOLDING, NormLine, StopLine


def norm_columns() -> list[Column[NormLine]]:
    """Return what is shown of each norm."""
    return [
        Column("provider", tr("Aanbieder"), 138, lambda line: line.provider, show=_bold),
        Column("form", tr("Zorgvorm"), 124, lambda line: label(line.norm.care_form, "nl")),
        Column(
            "kind",
            tr("Maatregel"),
            124,
            lambda line: label(line.norm.instrument, "nl"),
            show=lambda line: kind(line.norm),
        ),
        Column(
            "period",
            tr("Periode"),
            64,
            lambda line: period(line.norm),
            sort=lambda line: (line.norm.starts_on, line.norm.ends_on),
        ),
        Column(
            "amount",
            tr("Hoogte"),
            100,
            lambda line: _count(line.norm.amount, line.norm.unit),
            show=lambda line: amount(line.norm.amount, line.norm.unit),
            sort=lambda line: (line.norm.unit.value, line.norm.amount),
        ),
        Column(
            "spent",
            tr("Besteed"),
            104,
            lambda line: _count(line.norm.spent, line.norm.unit),
            show=used,
            sort=lambda line: line.norm.percentage,
        ),
        Column("state", tr("Stand"), 170, lambda line: norm_pill(line).text, show=norm_pill),
    ]


def _bold(line: NormLine) -> Cell:
    return Cell(line.provider, bold=True)


def _count(count: int | None, unit: NormUnit) -> Decimal | int | None:
    """Return a norm in euros, or in whole units."""
    return Decimal(count) / 100 if count is not None and unit is NormUnit.CENTS else count


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


def stop_columns() -> list[Column[StopLine]]:
    """Return what is shown of each toeleidingsstop."""
    return [
        Column(
            "provider",
            tr("Aanbieder"),
            165,
            lambda line: line.provider,
            show=lambda line: Cell(line.provider, bold=line.holds),
        ),
        Column("form", tr("Zorgvorm"), 135, lambda line: label(line.stop.care_form, "nl")),
        Column("kind", tr("Vanwege"), 130, lambda line: label(line.stop.kind, "nl")),
        Column(
            "state",
            tr("Stand"),
            180,
            lambda line: label(line.stop.state, "nl"),
            show=lambda line: Cell(label(line.stop.state, "nl"), STOP_TONES[line.stop.state]),
        ),
        Column("from", tr("Vanaf"), 92, lambda line: line.stop.starts_on),
        Column("until", tr("Opgeheven per"), 118, lambda line: line.stop.ends_on),
    ]


def inflow_columns() -> list[Column[InflowRow]]:
    """Return what is shown of each client who came in during a stop."""
    return [
        Column(
            "provider",
            tr("Aanbieder"),
            165,
            lambda row: row.provider,
            show=lambda row: Cell(row.provider, bold=not row.lawful),
        ),
        Column("case", tr("Casus"), 120, lambda row: row.case_number),
        Column("form", tr("Zorgvorm"), 130, lambda row: row.care_form),
        Column("day", tr("Ingestroomd"), 108, lambda row: row.came_in_on),
        Column("by", tr("Blijkt uit"), 196, lambda row: SHOWN_BY[row.allocated]),
        Column("route", tr("Route"), 110, lambda row: row.route, show=_route),
        Column("remark", tr("Toelichting"), 360, lambda row: row.remark, show=_remark),
    ]


def _route(row: InflowRow) -> Cell:
    return Cell(row.route, Tone.GOOD if row.lawful else Tone.BAD)


def _remark(row: InflowRow) -> Cell:
    whole = f"{row.remark} {row.ask}".strip()
    return Cell(row.remark, tooltip=whole, spoken=whole)

"""The lists of norms, stops and inflow as tables, with the words and tones that they share."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from casustafel.domain import terms
from casustafel.domain.norms import CareForm, Instrument, Norm, NormState, NormUnit
from casustafel.domain.wording.catalogue import label
from casustafel.domain.wording.phrases import amount, percentage
from casustafel.gui.tables import Cell, CellValue, Column
from casustafel.gui.theme import Tone, tone_of
from casustafel.gui.words import day, tr
from casustafel.services.register.inflow import InflowRow
from casustafel.services.register.register import HOLDING, NormLine, StopLine
from casustafel.services.register.rerouting import Rerouted

_SIGNS = re.compile(r"[€\s\N{NO-BREAK SPACE}]|euro|mln|miljoen", re.IGNORECASE)
_MILLION = re.compile(r"mln|miljoen", re.IGNORECASE)
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")


def care_forms(*, with_stop: bool = False) -> list[tuple[str, str]]:
    """Return the forms of care to choose from; `with_stop` leaves out those without stops."""
    left_out = {CareForm.JEUGD_GGZ, CareForm.ORTHOPEDAGOGISCH} if with_stop else set()
    return [(form.value, label(form)) for form in CareForm if form not in left_out]


def instruments() -> list[tuple[str, str]]:
    """Return the instruments with their units to choose from, by ``instrument:unit``."""
    return [
        (f"{kind.value}:{unit.value}", f"{label(kind, 'nl')}, {terms.NORM_UNIT[unit]}")
        for kind in Instrument
        for unit in sorted(kind.units)
    ]


def parse_amount(text: str, unit: NormUnit) -> int | None:
    """Return whole units of what was typed, or None: "€ 1.200.000,50", "1,2 mln", "46"."""
    if not (bare := _SIGNS.sub("", text.strip())):
        return None
    if _THOUSANDS.fullmatch(bare):
        bare = bare.replace(".", "")
    try:
        value = Decimal(bare.replace(",", "."))
    except InvalidOperation:
        return None
    if _MILLION.search(text):
        value *= 1_000_000
    if unit is NormUnit.CENTS:
        value *= 100
    whole = value == value.to_integral_value() if value.is_finite() else False
    return int(value) if whole and 0 <= value < 10**14 else None


def typed_amount(value: int | None, unit: NormUnit) -> str:
    """Return an amount as it stands in a field, to be changed."""
    if value is None:
        return ""
    if unit is not NormUnit.CENTS:
        return str(value)
    shown = f"{value / 100:,.2f}" if value % 100 else f"{value // 100:,}"
    return shown.translate(str.maketrans(",.", ".,"))


def told(rerouted: Rerouted) -> str:
    """Return in one or two sentences which cases go another way; empty when none does."""
    if not (count := len(rerouted)):
        return ""
    one = tr("Van 1 casus is de route veranderd")
    said = one if count == 1 else tr("Van {n} casussen is de route veranderd").format(n=count)
    parts = []
    if rerouted.to_queue:
        parts.append(tr("{n} terug in de wachtrij").format(n=rerouted.to_queue))
    if rerouted.not_needed:
        parts.append(tr("{n} niet meer nodig").format(n=rerouted.not_needed))
    said += f": {', '.join(parts)}." if parts else "."
    if rerouted.at_the_table:
        numbers = ", ".join(rerouted.at_the_table)
        said += " " + tr("Controleer de agenda: {numbers}.").format(numbers=numbers)
    return said


def norm_columns() -> list[Column[NormLine]]:
    """Return what is shown of each norm."""
    return [
        Column(
            "provider", tr("Aanbieder"), 138, lambda line: line.provider, bold=lambda _line: True
        ),
        Column("form", tr("Zorgvorm"), 124, lambda line: label(line.norm.care_form)),
        Column("kind", tr("Maatregel"), 124, lambda line: label(line.norm.instrument), show=kind),
        Column("period", tr("Periode"), 64, lambda line: period(line.norm), sort=_days),
        Column("amount", tr("Hoogte"), 100, _height, show=_height_words, sort=_height_order),
        Column(
            "spent", tr("Besteed"), 104, _spent, show=used, sort=lambda line: line.norm.percentage
        ),
        Column("state", tr("Stand"), 170, norm_pill),
    ]


def _days(line: NormLine) -> tuple[date, date]:
    return line.norm.starts_on, line.norm.ends_on


def _height(line: NormLine) -> Decimal | int | None:
    return _count(line.norm.amount, line.norm.unit)


def _height_words(line: NormLine) -> str:
    return amount(line.norm.amount, line.norm.unit)


def _height_order(line: NormLine) -> tuple[str, int]:
    return line.norm.unit.value, line.norm.amount


def _spent(line: NormLine) -> Decimal | int | None:
    return _count(line.norm.spent, line.norm.unit)


def _count(count: int | None, unit: NormUnit) -> Decimal | int | None:
    """Return a norm in euros, or in whole units."""
    return Decimal(count) / 100 if count is not None and unit is NormUnit.CENTS else count


def kind(line: NormLine) -> Cell:
    """Return the instrument in a word, with its full name beside it."""
    words = {
        Instrument.INSTROOMTARGET: tr("Instroomtarget"),
        Instrument.INTENSITEIT_DUUR: tr("Intensiteit of duur"),
    }
    whole = label(line.norm.instrument)
    return Cell(words.get(line.norm.instrument, whole), tooltip=whole, spoken=whole)


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
    tone = Tone.BAD if over else tone_of(row.state)
    if tone is Tone.INFO:
        tone = Tone.WARN
    told = amount(norm.spent, norm.unit)
    spoken = f"{percentage(norm)}, {told}"
    return Cell(
        percentage(norm), tone, min(1.0, float(norm.percentage) / 100), tooltip=told, spoken=spoken
    )


def norm_pill(row: NormLine) -> Cell:
    """Return where a norm stands; a stop that holds says more than the norm."""
    if row.stop is not None and row.stop.state in HOLDING and row.stop.starts_on:
        return Cell(tr("Stop sinds {day}").format(day=day(row.stop.starts_on)), Tone.BAD)
    if row.norm.spent is None and row.state is NormState.WITHIN:
        # Of what nobody knows how much was used it cannot be said that it is within the norm.
        return Cell(tr("Stand niet bekend"), Tone.NEUTRAL)
    return Cell(label(row.state), tone_of(row.state))


def stop_columns() -> list[Column[StopLine]]:
    """Return what is shown of each toeleidingsstop."""
    return [
        Column("provider", tr("Aanbieder"), 165, lambda line: line.provider, bold=_holds),
        Column("form", tr("Zorgvorm"), 135, lambda line: label(line.stop.care_form)),
        Column("kind", tr("Vanwege"), 130, lambda line: label(line.stop.kind)),
        Column("state", tr("Stand"), 180, lambda line: label(line.stop.state), tone=_stop_tone),
        Column("from", tr("Vanaf"), 92, lambda line: line.stop.starts_on),
        Column("until", tr("Opgeheven per"), 118, lambda line: line.stop.ends_on),
    ]


def _holds(line: StopLine) -> bool:
    return line.holds


def _stop_tone(line: StopLine) -> Tone:
    return tone_of(line.stop.state)


def inflow_columns() -> list[Column[InflowRow]]:
    """Return what is shown of each client who came in during a stop."""
    return [
        Column("provider", tr("Aanbieder"), 165, lambda row: row.provider, bold=_unlawful),
        Column("agb", tr("AGB"), 76, lambda row: row.agb),
        Column("case", tr("Toewijzing of casus"), 132, lambda row: row.number),
        Column("form", tr("Zorgvorm"), 130, lambda row: row.care_form),
        Column("day", tr("Begonnen"), 108, lambda row: row.came_in_on),
        Column("by", tr("Blijkt uit"), 196, lambda row: row.shown_by),
        Column("route", tr("Route"), 130, lambda row: row.route, tone=_route),
        Column("remark", tr("Toelichting"), 360, lambda row: row.remark, show=_remark),
    ]


def _unlawful(row: InflowRow) -> bool:
    return not row.lawful


def _route(row: InflowRow) -> Tone:
    return Tone.GOOD if row.lawful else Tone.WARN


def _remark(row: InflowRow) -> Cell:
    whole = f"{row.remark} {row.ask}".strip()
    return Cell(row.remark, tooltip=whole, spoken=whole)

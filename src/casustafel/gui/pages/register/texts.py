"""Words, tones and numbers that the parts of the register share."""

import re
from decimal import Decimal, InvalidOperation

from casustafel.domain.norms import CareForm, Instrument, NormState, NormUnit
from casustafel.domain.stops import StopState
from casustafel.domain.wording.terms import label
from casustafel.gui.theme import Tone
from casustafel.gui.words import tr
from casustafel.services.register.rerouting import Rerouted

NORM_TONES = {
    NormState.WITHIN: Tone.GOOD,
    NormState.NOTICE_DUE: Tone.WARN,
    NormState.NOTIFIED: Tone.INFO,
    NormState.ANALYSED: Tone.INFO,
    NormState.STOP_INDICATED: Tone.BAD,
    NormState.EXCEEDED: Tone.BAD,
}
STOP_TONES = {
    StopState.NONE: Tone.NEUTRAL,
    StopState.NOTICE: Tone.INFO,
    StopState.ANALYSIS: Tone.WARN,
    StopState.ACTIVE: Tone.BAD,
    StopState.LIFTING_CONSIDERED: Tone.WARN,
    StopState.LIFTED: Tone.GOOD,
}

_SIGNS = re.compile(r"[€\s\N{NO-BREAK SPACE}]|euro|mln|miljoen", re.IGNORECASE)
_MILLION = re.compile(r"mln|miljoen", re.IGNORECASE)
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")


def care_forms(*, with_stop: bool = False) -> list[tuple[str, str]]:
    """Return the forms of care to choose from; `with_stop` leaves out those without stops."""
    left_out = {CareForm.JEUGD_GGZ, CareForm.ORTHOPEDAGOGISCH} if with_stop else set()
    return [(form.value, label(form, "nl")) for form in CareForm if form not in left_out]


def instruments() -> list[tuple[str, str]]:
    """Return the instruments with their units to choose from, by ``instrument:unit``."""
    units = {
        NormUnit.CENTS: tr("in euro's"),
        NormUnit.CHILDREN: tr("in jeugdigen"),
        NormUnit.HOURS_PER_WEEK: tr("uren per jeugdige per week"),
        NormUnit.WEEKS: tr("weken openstelling per jaar"),
    }
    return [
        (f"{kind.value}:{unit.value}", f"{label(kind, 'nl')}, {units[unit]}")
        for kind in Instrument
        for unit in sorted(kind.units)
    ]


def parse_amount(text: str, unit: NormUnit) -> int | None:
    """Return whole units of what was typed, or None: "€ 1.200.000,50", "1,2 mln", "46"."""
    bare = _SIGNS.sub("", text.strip())
    if not bare:
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
    count = len(rerouted)
    if not count:
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

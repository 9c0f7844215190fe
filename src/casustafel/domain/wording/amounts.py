"""How the amounts of norms stand on screen and on paper (domain.md §6: € 1.234,56)."""

from casustafel.domain.norms import Norm, NormUnit

_UNITS = {
    NormUnit.CHILDREN: ("jeugdige", "jeugdigen"),
    NormUnit.HOURS_PER_WEEK: ("uur/week", "uur/week"),
    NormUnit.WEEKS: ("week/jaar", "weken/jaar"),
}


def euros(cents: int) -> str:
    """Return an amount in euros; cents only where there are any: € 1.200.000 and € 0,50."""
    shown = f"{cents / 100:,.2f}" if cents % 100 else f"{cents // 100:,}"
    return "€ " + shown.translate(str.maketrans(",.", ".,"))


def amount(value: int, unit: NormUnit) -> str:
    """Return an amount with its unit: € 1.200.000, 46 jeugdigen, 18 uur/week."""
    if unit is NormUnit.CENTS:
        return euros(value)
    one, more = _UNITS[unit]
    return f"{value:,}".replace(",", ".") + f" {one if value == 1 else more}"


def spent(norm: Norm) -> str:
    """Return what was used of a norm, with the day it counts to; empty when not known."""
    if norm.spent is None:
        return ""
    day = f" t/m {norm.spent_on:%d-%m-%Y}" if norm.spent_on else ""
    return amount(norm.spent, norm.unit) + day


def percentage(norm: Norm) -> str:
    """Return the share that was used: 104 %, 70,5 %; empty when not known or not used up."""
    share = norm.percentage
    if share is None:
        return ""
    return f"{share.normalize():f} %".replace(".", ",")

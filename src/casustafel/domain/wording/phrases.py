"""What is put together: amounts (domain.md §6: € 1.234,56), routes, parts of a framework."""

from collections.abc import Iterable
from enum import StrEnum

from casustafel.domain.frameworks import ItemKind, Required, Stage
from casustafel.domain.norms import Norm, NormUnit
from casustafel.domain.outcomes import OutcomeKind
from casustafel.domain.routing_facts import Route, Trigger
from casustafel.domain.wording.catalogue import Language, label, named, word

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


_FIELD_KINDS: dict[str, type[StrEnum]] = {
    "stage": Stage,
    "kind": ItemKind,
    "required": Required,
    "for_outcomes": OutcomeKind,
}


def field_label(field: str, language: Language = "nl") -> str:
    """Return how a field of a section or item is called. Raises KeyError."""
    return named("framework-fields", field, language)


def changed_value(field: str, value: str, language: Language = "nl") -> str:
    """Return the old or new value of a `PartChange` in words; a dash for nothing."""
    kind = _FIELD_KINDS.get(field)
    if kind is not None and value:
        return ", ".join(label(kind(one), language) for one in value.split(", "))
    return value or "–"


def word_route(route: Route, language: Language) -> str:
    """Return a route in one sentence, as the queue's detail pane shows it.

    "Toeleidingsstop op de verwijsdatum (13-11-2026), geen Regieteam of RET-advies → bespreking
    in de CPV nodig".
    """
    why = ", ".join(word(reason.code, reason.values, language).what for reason in route.reasons)
    what = word(f"route-decision-{route.decision.value.replace('_', '-')}", {}, language).what
    return f"{why[:1].upper()}{why[1:]} → {what}" if why else f"{what[:1].upper()}{what[1:]}"


def word_triggers(triggers: Iterable[Trigger], language: Language) -> str:
    """Return the triggers as the queue's column Aanleiding shows them, in the order T1 to T4."""
    return ", ".join(
        word(f"route-trigger-{trigger.value.lower()}", {}, language).what
        for trigger in sorted(triggers)
    )

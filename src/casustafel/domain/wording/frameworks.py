"""How the parts of a framework and their changes are called on screen."""

from enum import StrEnum

from casustafel.domain.frameworks import ItemKind, Required, Stage
from casustafel.domain.outcomes import OutcomeKind
from casustafel.domain.wording.shipped import Language
from casustafel.domain.wording.terms import label, named

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

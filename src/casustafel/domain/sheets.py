"""The sheet for a quarterly talk: own outcomes of a provider or Buurtteam, in numbers only."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from casustafel.domain.decided import Decided
from casustafel.domain.outcomes import AdjustmentKind

_NO = Decimal(0)
_HOURS = re.compile(r"(\d+(?:[.,]\d+)?) uur per week")


@dataclass(frozen=True, slots=True)
class Dated:
    """A case with the day on which its table spoke."""

    said: Decided
    on: date


@dataclass(frozen=True, slots=True)
class Words:
    """How codes are called: outcomes, forms of care, adjustments and, where they are told, reasons.

    Without reasons they are not told: a provider gets none (domain.md §9, Telling).
    """

    outcomes: Mapping[str, str]
    forms: Mapping[str, str]
    adjustments: Mapping[str, str]
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A part of a sheet: lines of a name, the number of this quarter and of the one before."""

    title: str
    lines: tuple[tuple[str, str, str], ...]


def parts(now: Sequence[Dated], before: Sequence[Dated], words: Words) -> tuple[SheetPart, ...]:
    """Return the parts of a sheet in which something stands."""
    counted: Sequence[tuple[str, Callable[[Decided], Iterable[str]], Mapping[str, str]]] = (
        ("Uitkomsten", lambda one: [one.choice or ""], words.outcomes),
        ("Zorgvormen", lambda one: [one.care_form], words.forms),
        (
            "Aanpassingen",
            lambda one: {change.kind.value for change in one.adjustments or ()},
            words.adjustments,
        ),
        ("Argumentatie", lambda one: one.reasons or (), words.reasons),
    )
    made = [
        SheetPart(title, tuple(_counts(of, names, now, before))) for title, of, names in counted
    ]
    made.insert(2, SheetPart("Uren per week", tuple(_hours(now, before))))
    if words.reasons:
        days = ("Dagen tot de uitkomst (mediaan)", _days(now), _days(before))
        made.append(SheetPart("Doorlooptijd", (days,)))
    return tuple(one for one in made if one.lines) if now or before else ()


def _counts(
    of: Callable[[Decided], Iterable[str]],
    names: Mapping[str, str],
    now: Sequence[Dated],
    before: Sequence[Dated],
) -> Iterator[tuple[str, str, str]]:
    found = [Counter(code for one in some for code in of(one.said)) for some in (now, before)]
    for code, name in names.items():
        if found[0][code] or found[1][code]:
            yield name, str(found[0][code]), str(found[1][code])


def _hours(now: Sequence[Dated], before: Sequence[Dated]) -> Iterator[tuple[str, str, str]]:
    known = [[one.said for one in some if one.said.hours_per_week] for some in (now, before)]
    if any(known):
        asked = [
            sum((one.hours_per_week or Decimal(0) for one in some), Decimal(0)) for some in known
        ]
        given = [sum(map(advised_hours, some), Decimal(0)) for some in known]
        yield "Gevraagd", _plain(asked[0]), _plain(asked[1])
        yield "Geadviseerd", _plain(given[0]), _plain(given[1])


def advised_hours(said: Decided) -> Decimal:
    """Return the hours a week that a table advised: as asked unless it said another number."""
    if said.kind is None or not said.kind.grants:
        return _NO
    for change in said.adjustments or ():
        found = _HOURS.fullmatch(change.advised.strip())
        if change.kind is AdjustmentKind.INTENSITY and found:
            return Decimal(found[1].replace(",", "."))
    return said.hours_per_week or _NO


def _days(some: Sequence[Dated]) -> str:
    return str(round(median((one.on - one.said.received).days for one in some))) if some else "–"


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")

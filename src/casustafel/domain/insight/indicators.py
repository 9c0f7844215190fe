"""Indicators as data: what each counts, of what, over which period and from where.

Those of the program stand in `resources/insight/indicators.toml`, which says what the fields mean;
a municipality adds its own, which somebody fills in by hand (domain.md §1.6: the list «zal in de
loop der tijd dus langer en specifiekere worden»).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from casustafel.assets import asset
from casustafel.domain.errors import RuleError
from casustafel.domain.sizes import Text20, Text60, Text80, Text120, Text200

BY_HAND = "hand"
#: How a unit begins that counts no persons or cases.
_MEASURES = ("week", "weken", "dag", "maand", "uur", "uren", "euro", "€", "%", "procent", "cijfer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One entry of the file, or one that a municipality added."""

    code: Text60
    name: Text120
    definition: str
    unit: Text80
    period: Text120
    source: Text200
    base: Text120 = ""
    origin: Text60 = ""
    fact: str = ""
    by: str = ""
    of: str = ""
    kinds: tuple[str, ...] = ()
    sum: tuple[str, ...] = ()
    several: bool = False
    shows: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    persons: bool = True
    public: bool = True
    seen: Mapping[str, str] = field(default_factory=dict)
    inside: Mapping[str, str] = field(default_factory=dict)

    @property
    def by_hand(self) -> bool:
        """Whether somebody fills it in."""
        return self.origin == BY_HAND

    @property
    def parent(self) -> tuple[str, str]:
        """The count that it is a part of."""
        return node(self.of)

    def counts_at(self, committee: str) -> bool:
        """Say whether it is counted at a table."""
        return not self.by_hand and (not self.tables or committee in self.tables)


def node(place: str) -> tuple[str, str]:
    """Return the code of an indicator and the key of a line: "decided", "outcomes.toegekend"."""
    code, _, line = place.partition(".")
    return code, line or "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnIndicator:
    """An indicator that the municipality added, which somebody fills in."""

    id: str
    name: Text120
    definition: str
    unit: Text80
    source: Text200
    base: Text120 = ""

    def described(self) -> Indicator:
        """Return it as one of the file."""
        return Indicator(
            code=self.id,
            name=self.name,
            definition=self.definition,
            unit=self.unit,
            base=self.base,
            period="de periode",
            source=self.source,
            origin=BY_HAND,
            persons=not self.unit.strip().casefold().startswith(_MEASURES),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HandValue:
    """What somebody filled in for a period: with where it comes from and of which day it is."""

    id: str
    indicator: Text60
    first: date
    last: date
    value: Decimal
    source: Text200
    known_on: date
    entered_by: Text120


@dataclass(frozen=True, slots=True, kw_only=True)
class Duiding:
    """What the adviser says of an indicator of a table in a period; no case text."""

    id: str
    committee: Text20
    first: date
    last: date
    indicator: Text60
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilReport:
    """The report of a table over a period as it was made: numbers that were hidden are not in it.

    `content` is a `Section` of `reports` in plain values.
    """

    id: str
    committee: Text20
    first: date
    last: date
    made_at: datetime
    made_by: Text120
    content: dict[str, object]


@cache
def _file() -> dict[str, Any]:
    import tomllib

    return tomllib.loads(asset("resources", "insight", "indicators.toml").read_text("utf-8"))


@cache
def shipped() -> tuple[Indicator, ...]:
    """Return the indicators of the program, in the order of the report."""
    return tuple(_read(entry) for entry in _file()["indicator"])


def answers() -> Mapping[str, Sequence[str]]:
    """Return the words for yes, no and not known of a division that asks such a thing."""
    found: Mapping[str, Sequence[str]] = _file()["answers"]
    return found


def headings() -> Sequence[tuple[str, float]]:
    """Return what stands above the rows of the workbook, with the widths in signs."""
    return [(name, width) for name, width in _file()["headings"]]


def talked_of() -> Sequence[str]:
    """Return the codes of what a report of the council says that talks say again."""
    found: Sequence[str] = _file()["talked_of"]
    return found


def _read(entry: dict[str, Any]) -> Indicator:
    origin = entry.pop("from", "")
    listed = {name: tuple(one) for name, one in entry.items() if isinstance(one, list)}
    return Indicator(origin=origin, **{**entry, **listed})


def check_period(first: date, last: date) -> None:
    """Raise RuleError when a period ends before it begins."""
    if last < first:
        raise RuleError("period-reversed", start=first, end=last)

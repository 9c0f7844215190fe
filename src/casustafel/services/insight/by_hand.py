"""Numbers of others, filled in by hand, and indicators that the municipality adds."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casustafel.domain.errors import RuleError, UsageError
from casustafel.domain.ids import new_id
from casustafel.domain.insight.indicators import (
    HandValue,
    Indicator,
    OwnIndicator,
    check_period,
    shipped,
)
from casustafel.domain.insight.reports import HandLine
from casustafel.domain.insight.tables import HIDDEN
from casustafel.domain.sizes import Text80, Text120, Text200
from casustafel.services.use_case import Reader, Reading, Right, UnitOfWork, part, read, use_case


@dataclass(frozen=True, slots=True)
class HandCell:
    """An indicator of others with what was filled in for a period, if anything."""

    indicator: Indicator
    kept: HandValue | None


@part
def described(reader: Reader) -> list[Indicator]:
    """Return the indicators that somebody fills in: those of chapter 5, then the own ones."""
    own = [one.described() for one in reader.find(OwnIndicator, "name")]
    return [*(one for one in shipped() if one.by_hand), *own]


@read(Right.READ_FIGURES)
def cells(reader: Reading, first: date, last: date) -> tuple[HandCell, ...]:
    """Return the numbers of others for a period."""
    kept = {one.indicator: one for one in reader.find(HandValue, first=first, last=last)}
    return tuple(HandCell(one, kept.get(one.code)) for one in described(reader))


@part
def lines(reader: Reader, first: date, last: date, least: int) -> tuple[HandLine, ...]:
    """Return what was filled in for a period, as a report says it.

    A whole number below the least is hidden, unless it is known to count no persons.
    """

    def small(one: Indicator, value: Decimal) -> bool:
        return one.persons and value < least and value == value.to_integral_value()

    kept = {one.indicator: one for one in reader.find(HandValue, first=first, last=last)}
    return tuple(
        HandLine(
            name=one.name,
            unit=f"{one.unit} (basis: {one.base})" if one.base else one.unit,
            value=HIDDEN
            if small(one, kept[one.code].value)
            else f"{kept[one.code].value:f}".replace(".", ","),
            source=kept[one.code].source,
            known_on=kept[one.code].known_on,
        )
        for one in described(reader)
        if one.code in kept
    )


@use_case(Right.MAKE_REPORTS)
def add_indicator(
    uow: UnitOfWork,
    name: Text120,
    definition: str,
    unit: Text80,
    source: Text200,
    base: Text120 = "",
) -> OwnIndicator:
    """Add an indicator. Raises RuleError without name, definition or unit, or for a name in use."""
    if not all(one.strip() for one in (name, definition, unit)):
        raise RuleError("indicator-incomplete")
    made = OwnIndicator(
        id=new_id(), name=name, definition=definition, unit=unit, source=source, base=base
    )
    if any(one.name.casefold() == name.casefold() for one in [*shipped(), *described(uow)]):
        raise RuleError("unique-indicator")
    uow.add(made)
    uow.log("indicator-added", made)
    return made


@use_case(Right.MAKE_REPORTS)
def fill_in(
    uow: UnitOfWork,
    indicator: str,
    first: date,
    last: date,
    value: Decimal,
    source: Text200,
    known_on: date,
) -> HandValue:
    """Keep a number of others for a period. Raises RuleError without source or with a day ahead."""
    check_period(first, last)
    if indicator not in {one.code for one in described(uow)}:
        raise UsageError("record-missing", kind="OwnIndicator")
    if not source.strip():
        raise RuleError("hand-value-needs-source")
    if known_on > uow.today:
        raise RuleError("hand-value-ahead", date=known_on)
    if not value.is_finite() or len(str(value)) > _MOST_SIGNS:
        raise RuleError("hand-value-too-large")
    before = uow.first(HandValue, indicator=indicator, first=first, last=last)
    made = HandValue(
        id=before.id if before else new_id(),
        indicator=indicator,
        first=first,
        last=last,
        value=value,
        source=source,
        known_on=known_on,
        entered_by=uow.actor.name,
    )
    if before is None:
        uow.add(made)
        uow.log("hand-value-kept", made)
    else:
        uow.log("hand-value-kept", made, uow.change(before, made))
    return made


#: As many signs as the column holds.
_MOST_SIGNS = 20

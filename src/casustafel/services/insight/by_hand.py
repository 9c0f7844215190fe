"""Numbers of others, filled in by hand or from a list, and indicators of the municipality's own."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from casustafel.domain.errors import RuleError, UsageError
from casustafel.domain.findings import Finding, Severity
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
from casustafel.excel.case_list import CleanRow
from casustafel.services.importing.answer import ImportAnswer, RowAnswer, RowState, answer_of
from casustafel.services.importing.run import read_list
from casustafel.services.use_case import Reader, Reading, Right, UnitOfWork, part, read, use_case


@dataclass(frozen=True, slots=True)
class HandCell:
    """An indicator of others with what was filled in for a period, if anything."""

    indicator: Indicator
    kept: HandValue | None
    own: OwnIndicator | None = None


@part
def described(reader: Reader) -> list[Indicator]:
    """Return the indicators that somebody fills in: those of chapter 5, then the own ones."""
    own = [one.described() for one in reader.find(OwnIndicator, "name")]
    return [*(one for one in shipped() if one.by_hand), *own]


@read(Right.READ_FIGURES)
def cells(reader: Reading, first: date, last: date) -> tuple[HandCell, ...]:
    """Return the numbers of others for a period."""
    kept = {one.indicator: one for one in reader.find(HandValue, first=first, last=last)}
    own = {one.id: one for one in reader.find(OwnIndicator)}
    return tuple(HandCell(one, kept.get(one.code), own.get(one.code)) for one in described(reader))


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
            definition=one.definition,
        )
        for one in described(reader)
        if one.code in kept
    )


@use_case(Right.MAKE_REPORTS)
def keep_indicator(
    uow: UnitOfWork,
    name: Text120,
    definition: str,
    unit: Text80,
    source: Text200,
    base: Text120 = "",
    before: OwnIndicator | None = None,
) -> OwnIndicator:
    """Add an indicator, or mend one that was added `before`.

    Raises RuleError without name, definition or unit, or for a name in use.
    """
    if not all(one.strip() for one in (name, definition, unit)):
        raise RuleError("indicator-incomplete")
    made = OwnIndicator(
        id=before.id if before else new_id(),
        name=name,
        definition=definition,
        unit=unit,
        source=source,
        base=base,
    )
    others = [one for one in (*shipped(), *described(uow)) if one.code != made.id]
    if any(one.name.casefold() == name.casefold() for one in others):
        raise RuleError("unique-indicator")
    if before is None:
        uow.add(made)
        uow.log("indicator-added", made)
    else:
        uow.log("indicator-changed", made, uow.change(before, made))
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
#: What their list is called where lists are known by their table.
TABLE = "cijfers"


@use_case(Right.MAKE_REPORTS)
def take_in(
    uow: UnitOfWork, path: Path, first: date, last: date, *, dry_run: bool = False
) -> ImportAnswer:
    """Keep a list of numbers of others for a period, or with `dry_run` only say what it would do.

    A row that cannot be kept is refused and says why. Raises FileError and RuleError.
    """
    check_period(first, last)
    given = read_list(path, TABLE, today=uow.today)
    known = {one.name.casefold(): one.code for one in described(uow)}
    seen: set[str] = set()
    lines = [_row(uow, row, known, seen, (first, last)) for row in given.rows]
    if dry_run:
        uow.keep_nothing()
    return answer_of(given, TABLE, lines)


def _row(
    uow: UnitOfWork, row: CleanRow, known: dict[str, str], seen: set[str], at: tuple[date, date]
) -> RowAnswer:
    found = tuple(row.findings)
    try:
        code = _named(row, known, seen)
        value, known_on = row.values["value"], row.values["known_on"]
        source = row.values.get("source") or ""
        before = uow.first(HandValue, indicator=code, first=at[0], last=at[1])
        kept = before and (before.value, before.source, before.known_on)
        if kept == (value, source, known_on):
            return RowAnswer(row.row, RowState.UNCHANGED, found)
        fill_in(uow, code, *at, value, source, known_on)
    except RuleError as error:
        why = Finding(row.row, "", "", Severity.ERROR, error.code, dict(error.values))
        return RowAnswer(row.row, RowState.REFUSED, (*found, why))
    return RowAnswer(row.row, RowState.UPDATED if before else RowState.NEW, found)


def _named(row: CleanRow, known: dict[str, str], seen: set[str]) -> str:
    """Return the indicator of a row. Raises RuleError when it is none, or was there already."""
    name, value, known_on = (row.values.get(one) for one in ("indicator", "value", "known_on"))
    if row.refused or not name or value is None or known_on is None:
        raise RuleError("hand-row-incomplete")
    if (code := known.get(name.casefold())) is None:
        raise RuleError("hand-row-unknown", name=name)
    if code in seen:
        raise RuleError("hand-row-twice", name=name)
    seen.add(code)
    return code

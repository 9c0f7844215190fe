"""What somebody settled about a list before it came in, and the list as it reads then.

A list is read once, as it was sent. Mends are laid over that reading: only the rows that they touch
are cleaned anew, and without mends the first reading stands again.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from casustafel.excel.cells import cleaner_of
from casustafel.excel.column_memory import ORGANISATIONS
from casustafel.excel.columns import ColumnSet
from casustafel.excel.dates import DateColumn
from casustafel.excel.flaw import Flaw
from casustafel.excel.headers import MappedColumn
from casustafel.excel.rows import LEFT_OUT, CleanRow, ReadingOptions, RowCleaner, SkippedRow
from casustafel.excel.text import folded, written

if TYPE_CHECKING:
    from casustafel.excel.case_list import CaseList

_NO_YEAR = "date-without-year"
#: Fields whose values are one person's.
_OF_A_PERSON = frozenset(
    (
        *("bsn", "surname", "prefix", "given_names", "initials", "birth_date", "postcode"),
        *(
            "client_key",
            "house_number",
            "allocation_number",
            "sender_reference",
            "dossier_number",
            "remark",
        ),
    )
)

Place = tuple[int, int]
"""A cell: its row as Excel shows it, and its column by index (0 is A)."""


@dataclass(frozen=True, slots=True)
class Mends:
    """What was settled, by column index and by row as Excel shows it.

    `values` says per column what a value of the list stands for ("" is: nothing), `filled` in which
    columns a value holds for the rows below it too, `years` the year of dates without one.
    """

    cells: Mapping[Place, str] = field(default_factory=dict)
    values: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    filled: frozenset[int] = frozenset()
    years: Mapping[int, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.cells or self.values or self.left_out or self.filled or self.years)

    def cell(self, row: int, column: int, text: str | None) -> "Mends":
        """Return these with another text in a cell; None gives it back as it was sent."""
        return replace(self, cells=_with(self.cells, (row, column), text))

    def value(self, column: int, value: str, text: str | None) -> "Mends":
        """Return these with what a value of a column stands for; None gives it back."""
        values = _with(self.values.get(column, {}), value, text)
        return replace(self, values=_with(self.values, column, values or None))

    def year(self, column: int, year: int | None) -> "Mends":
        """Return these with the year of dates of a column that have none."""
        return replace(self, years=_with(self.years, column, year))

    def fill(self, column: int, *, down: bool) -> "Mends":
        """Return these with a column filled down, or left as it was sent."""
        return replace(self, filled=self.filled | {column} if down else self.filled - {column})

    def row(self, row: int, *, out: bool) -> "Mends":
        """Return these with a row left out, or taken back."""
        return replace(self, left_out=self.left_out | {row} if out else self.left_out - {row})

    def says(self, column: int | None, value: str) -> bool:
        """Say whether a value was said to be right as it stands."""
        return column is not None and self.values.get(column, {}).get(value) == value

    def of_columns(self, columns: Collection[int]) -> "Mends":
        """Return what may hold for the next list, of some columns: no rows, no years."""
        values = {at: values for at, values in self.values.items() if at in columns}
        return Mends(values=values, filled=self.filled & {*columns})

    def as_json(self) -> dict[str, object]:
        """Return these as they are kept; empty for none."""
        plain: dict[str, object] = {
            "cells": [[*at, text] for at, text in sorted(self.cells.items())],
            "values": {str(at): dict(values) for at, values in self.values.items()},
            "left_out": sorted(self.left_out),
            "filled": sorted(self.filled),
            "years": {str(at): year for at, year in self.years.items()},
        }
        return {name: value for name, value in plain.items() if value}

    @classmethod
    def of_json(cls, plain: Mapping[str, Any]) -> "Mends":
        """Return mends that were kept."""
        return cls(
            {(row, at): text for row, at, text in plain.get("cells", ())},
            {int(at): dict(values) for at, values in plain.get("values", {}).items()},
            frozenset(plain.get("left_out", ())),
            frozenset(plain.get("filled", ())),
            {int(at): year for at, year in plain.get("years", {}).items()},
        )


def _with(before: Mapping[Any, Any], key: object, value: object) -> dict[Any, Any]:
    rest = {each: one for each, one in before.items() if each != key}
    return rest if value is None else {**rest, key: value}


@dataclass(frozen=True)
class Basis:
    """A list as it was read from what was sent: what mends are laid over."""

    columns: ColumnSet
    mapped: Sequence[MappedColumn]
    options: ReadingOptions
    is_1904: bool
    faults: Mapping[Place, str]
    cells: Mapping[int, list[object]]
    rows: Sequence[CleanRow]
    skipped: Sequence[SkippedRow]

    @cached_property
    def fields(self) -> dict[int, str]:
        """The field of each column that is read."""
        return {one.index: one.field for one in self.mapped if one.field is not None}

    def text(self, row: int, column: int) -> str:
        """Return a cell as it was written; an error as Excel shows it."""
        cell = _at(self.cells.get(row, ()), column)
        return written(cell) or _error(self.faults.get((row, column + 1), ""))

    def typed(self, column: int, text: str, year: int | None = None) -> object:
        """Return what somebody typed as a cell: a day as people here write it, whatever the list.

        So it says nothing of the order in which the dates of the list are written.
        """
        of = self.columns.field(self.fields.get(column, ""))
        if of is None or of.kind != "date":
            return text
        dates = DateColumn("dmy", True, self.options.today, False, of.past, of.open_end, year=year)
        read = dates.read(text)
        day = read.value if isinstance(read, Flaw) else read
        return text if day is None or day == "" else day


def _at(cells: Sequence[object], column: int) -> object:
    return cells[column] if column < len(cells) else ""


def _error(fault: str) -> str:
    return fault if fault.startswith("#") else ""


class _Changed:
    """The rows that mends touch, each with its cells as they then are."""

    def __init__(self, basis: Basis, mends: Mends) -> None:
        self._basis, self._mends = basis, mends
        self.rows: dict[int, list[object]] = {}
        self._touched: set[Place] = set()
        for column, values in mends.values.items():
            self._replace(column, values)
        for (row, column), text in mends.cells.items():
            self._put(row, column, basis.typed(column, text, mends.years.get(column)))
        for column in mends.filled:
            self._fill(column)
        dated = {basis.fields.get(column) for column in mends.years}
        for clean in basis.rows if dated else ():
            if any(one.code == _NO_YEAR and one.field in dated for one in clean.findings):
                self.rows.setdefault(clean.row, list(basis.cells[clean.row]))

    @property
    def faults(self) -> dict[Place, str]:
        """What is wrong with cells of these rows in the file itself, where nothing replaced it."""
        return {
            (row, place): fault
            for (row, place), fault in self._basis.faults.items()
            if row in self.rows and (row, place - 1) not in self._touched
        }

    def _put(self, row: int, column: int, cell: object) -> None:
        before = self._basis.cells.get(row)
        if before is None:
            return  # a row that is no case in this list
        cells = self.rows.setdefault(row, list(before))
        cells += [""] * (column + 1 - len(cells))
        cells[column] = cell
        self._touched.add((row, column))

    def _replace(self, column: int, values: Mapping[str, str]) -> None:
        basis, year = self._basis, self._mends.years.get(column)
        wanted = {folded(value): basis.typed(column, new, year) for value, new in values.items()}
        known: dict[object, str] = {}
        for row, cells in basis.cells.items():
            cell = _at(cells, column)
            if cell.__class__ is str:
                key = known.get(cell)
                if key is None:
                    key = known[cell] = folded(cell)
            else:
                key = folded(written(cell))
            if key and key in wanted:
                self._put(row, column, wanted[key])
        for (row, place), fault in basis.faults.items():
            if place == column + 1 and (key := folded(_error(fault))) and key in wanted:
                self._put(row, column, wanted[key])

    def _fill(self, column: int) -> None:
        above: object = ""
        for row, cells in self._basis.cells.items():
            cell = _at(self.rows.get(row, cells), column)
            if cell not in ("", None):
                above = cell
            elif above != "" and not self._stands(row, column):
                self._put(row, column, above)

    def _stands(self, row: int, column: int) -> bool:
        """Say whether a blank cell is meant so, or is none in the file itself."""
        return (row, column) in self._touched or (row, column + 1) in self._basis.faults


def mended(given: "CaseList", mends: Mends) -> tuple["CaseList", list[CleanRow]]:
    """Return a list with mends laid over what was sent, and the rows that were cleaned anew.

    Mends of rows and columns that are not in it change nothing.
    """
    basis = given.basis
    assert basis is not None, "the list was read without its cells"
    changed = _Changed(basis, mends)
    anew = {row.row: row for row in _cleaned(basis, changed, mends)}
    out = mends.left_out & basis.cells.keys()
    rows = [anew.get(row.row, row) for row in basis.rows]
    kept = replace(
        given,
        rows=[row for row in rows if row.row not in out] if out else rows,
        skipped=[*basis.skipped, *(SkippedRow(row, LEFT_OUT) for row in sorted(out))],
        cells=basis.cells if not changed.rows else {**basis.cells, **changed.rows},
        mends=mends,
    )
    return kept, [row for row in anew.values() if row.row not in out]


def lasting(given: "CaseList") -> Mends:
    """Return what may be remembered for the next list of this shape: nothing of a person."""
    columns = {one.index for one in given.columns if one.field not in _OF_A_PERSON}
    return given.mends.of_columns(columns)


def settled_cells(given: "CaseList") -> dict[Place, object]:
    """Return what stands in the cells that mends changed, as the sender may see it."""
    basis = given.basis
    if basis is None or not given.mends:
        return {}
    settled: dict[Place, object] = {}
    for row, sent in basis.cells.items():
        now = given.cells[row]
        if now is not sent:
            changed = (at for at, cell in enumerate(now) if cell is not _at(sent, at))
            settled |= {(row, at): now[at] for at in changed}
    days = {row.row: row.values for row in given.rows} if given.mends.years else {}
    dated = {basis.fields.get(column): column for column in given.mends.years}
    for clean in basis.rows if dated else ():
        for one in clean.findings:
            day = days.get(clean.row, {}).get(one.field)
            if one.code == _NO_YEAR and one.field in dated and day is not None:
                settled[clean.row, dated[one.field]] = day
    return settled


def _cleaned(basis: Basis, changed: _Changed, mends: Mends) -> list[CleanRow]:
    if not changed.rows:
        return []
    years = {basis.fields.get(column, ""): year for column, year in mends.years.items()}
    options = replace(basis.options, date_years=years)
    cleaner = RowCleaner(basis.columns, basis.mapped, options, basis.is_1904, changed.faults)
    rows = cleaner.clean(sorted(changed.rows.items()))
    cleaner.settle(rows)  # what it says of the whole list was said of all rows
    return rows


def spellings(given: "CaseList") -> Iterator[tuple[int, str, str]]:
    """Yield what was settled of names of organisations and words for codes: they hold everywhere.

    Column, right name, and the spelling of the list.
    """
    assert given.basis is not None
    for column, values in given.mends.values.items():
        of = given.basis.columns.field(given.basis.fields.get(column, ""))
        if of is None or not (of.key in ORGANISATIONS or of.choices):
            continue
        for value, text in values.items():
            known = folded(value) == folded(text)
            if of.choices:
                known = not isinstance(cleaner_of(of, None)(value), Flaw)
            if text and not known:
                yield column, text, value

"""Cleaning the rows of a list: each column by its own cleaner, then the row as a whole."""

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from casustafel.domain.findings import Finding, Severity, found
from casustafel.domain.identifiers import is_test_bsn
from casustafel.excel import names
from casustafel.excel.cell_faults import WITHOUT_VALUE
from casustafel.excel.cells import cleaner_of
from casustafel.excel.column_memory import ColumnMemory, error_text
from casustafel.excel.columns import ColumnSet
from casustafel.excel.dates import DateColumn, DateOrder
from casustafel.excel.flaw import Flaw, Parts
from casustafel.excel.headers import MappedColumn
from casustafel.excel.numbers import shown
from casustafel.excel.row_checks import RowChecks
from casustafel.excel.text import column_letter, folded
from casustafel.excel.text_lists import MISREAD

#: What says more of a cell than its value.
_FURTHER = (Flaw, Parts)
#: A list with one of these columns holds surnames alone, and so does one that calls them so.
_PARTS_OF_NAMES = frozenset({"prefix", "given_names", "initials"})
_SURNAME = re.compile(r"achter|geslacht|familie")
#: What is counted in such a column is less, unless databases wrote it with three decimals.
_MOST_COUNTED = {"volume": 0, "annual_hours": 366 * 24}


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How cells are read where they do not tell by themselves."""

    date_order: DateOrder
    date_orders: Mapping[str, DateOrder]
    aliases: Mapping[str, str]
    today: date
    date_years: Mapping[str, int] = dataclasses.field(default_factory=dict)
    """By field, the year of dates that are written without one."""


@dataclass(slots=True)
class CleanRow:
    """One row: its number as Excel shows it, the typed values, and what was found."""

    row: int
    values: dict[str, Any]
    findings: list[Finding]
    refused: bool = False

    def copied(self) -> "CleanRow":
        """Return a row with values and findings of its own."""
        return CleanRow(self.row, dict(self.values), list(self.findings), self.refused)


LEFT_OUT = "left-out"
"""Why a row is skipped that somebody leaves out."""


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that is no case: blank, title or total."""

    row: int
    reason: str

    @property
    def left_out(self) -> bool:
        """Whether somebody leaves it out."""
        return self.reason == LEFT_OUT


class RowCleaner:
    """Cleans row after row of one list, and settles at the end what only the whole tells."""

    def __init__(
        self,
        columns: ColumnSet,
        mapped: Sequence[MappedColumn],
        options: ReadingOptions,
        is_1904: bool,
        faults: Mapping[tuple[int, int], str],
    ) -> None:
        self._set = columns
        self._options = options
        self._faults: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for (row, place), fault in sorted(faults.items()):
            self._faults[row].append((place - 1, fault))
        self._columns: list[ColumnMemory] = []
        self._others: list[tuple[int, str]] = []
        parted = not _PARTS_OF_NAMES.isdisjoint(column.field for column in mapped)
        for column in mapped:
            whole = not parted and not _SURNAME.search(folded(column.header))
            self._add(column, columns, options, is_1904, whole_names=whole)
        self._by_index = {column.index: column for column in self._columns}
        self._texts = {column.index: column.header for column in mapped}
        self._unsure: list[tuple[CleanRow, ColumnMemory, str]] = []
        self.orders: dict[str, DateOrder] = {}
        """By field, the order in which its dates were read, once all was settled."""

    def _add(
        self,
        column: MappedColumn,
        columns: ColumnSet,
        options: ReadingOptions,
        is_1904: bool,
        *,
        whole_names: bool,
    ) -> None:
        field = columns.field(column.field) if column.field else None
        if field is None:
            self._others.append((column.index, column.header))
            return
        dates = None
        if field.kind == "date":
            asked = options.date_orders.get(field.key)
            order = asked or options.date_order
            dates = DateColumn(
                *(order, asked is not None, options.today, is_1904, field.past, field.open_end),
                whole_days=field.key != "received",
                year=options.date_years.get(field.key),
            )
        cleaner = cleaner_of(field, dates)
        if field.key == "surname" and whole_names:
            cleaner = names.whole_name
        self._columns.append(
            ColumnMemory(column.index, column.header, field, cleaner, dates, options.aliases)
        )

    def doubtful(self, index: int) -> list[object]:
        """Return the cells of a column that were not simply right, each once."""
        column = self._by_index.get(index)
        return column.doubtful() if column is not None else []

    def has_fault(self, number: int) -> bool:
        """Say whether a row holds an error cell, so that it is not blank although it reads so."""
        return number in self._faults

    def clean(self, rows: Sequence[tuple[int, list[object]]]) -> list[CleanRow]:
        """Clean the cells of rows that were read one after another, each with its number.

        Goes column by column, which is much faster than cell by cell. Each row as a whole is
        checked by `settle`.
        """
        cleaned = [CleanRow(number, {}, []) for number, _ in rows]
        cells = list(zip_longest(*(row for _, row in rows)))
        values = [clean.values for clean in cleaned]
        for column in self._columns:
            if column.index < len(cells):
                self._clean_column(column, cells[column.index], values, cleaned)
        for index, header in self._others:
            if index >= len(cells):
                continue
            for clean, cell in zip(cleaned, cells[index], strict=True):
                if (error := error_text(cell)) is not None:
                    clean.findings.append(found(clean.row, header, "", "cell-error", text=error))
        for clean in cleaned if self._faults else ():
            if clean.row in self._faults:
                self._tell_faults(clean)
        return cleaned

    def _clean_column(
        self,
        column: ColumnMemory,
        cells: Sequence[object],
        values: Sequence[dict[str, Any]],
        cleaned: Sequence[CleanRow],
    ) -> None:
        """Fill in what the cells of a column say; a Flaw or Parts says more than one value."""
        key, dates = column.field.key, column.dates
        results, unknown = column.read(cells)
        for at in unknown:
            if dates is not None and dates.is_ambiguous(cells[at]):
                self._unsure.append((cleaned[at], column, str(cells[at])))
            if isinstance(results[at], _FURTHER):
                self._take(cleaned[at], column, results[at])
                results[at] = None
        for row, result in zip(values, results, strict=True):
            if result is not None:
                row[key] = result

    def _take(self, clean: CleanRow, column: ColumnMemory, result: object) -> None:
        key = column.field.key
        if isinstance(result, Flaw):
            if result.value not in (None, "", []):
                clean.values[key] = result.value
        elif isinstance(result, Parts):
            for name, part in result.fields.items():
                if part and name == key:
                    clean.values[name] = part
                elif part:
                    clean.values.setdefault(name, part)
            if result.code is None:
                return
        assert isinstance(result, Flaw | Parts)
        assert result.code is not None
        clean.findings.append(found(clean.row, column.header, key, result.code, **result.values))

    def _tell_faults(self, clean: CleanRow) -> None:
        for index, fault in self._faults[clean.row]:
            column = self._by_index.get(index)
            header = self._texts.get(index) or column_letter(index)
            key = column.field.key if column else ""
            code, _, seen = fault.partition(" ")
            if fault == WITHOUT_VALUE and column is not None and column.field.needed:
                code = "formula-needed"
            elif fault.startswith("#"):
                code, seen = column.error_code if column else "cell-error", fault
            told = {"seen": seen} if code == MISREAD else {"text": seen} if seen else {}
            clean.findings.append(found(clean.row, header, key, code, **told))

    def settle(self, rows: Sequence[CleanRow]) -> list[Finding]:
        """Decide the order of dates per column, check every row, and say what holds for all."""
        findings = [*self._settle_dates(), *self._settle_decimals(rows)]
        headers = {column.field.key: column.header for column in self._columns}
        checks = RowChecks(headers, self._options.today)
        tests = 0
        for clean in rows:
            if self._set.identifies:
                checks.check(clean.row, clean.values, clean.findings)
                bsn = clean.values.get("bsn")
                tests += bsn is not None and bsn[:4] == "9999" and is_test_bsn(bsn)
            if clean.findings:
                clean.refused = any(one.severity is Severity.ERROR for one in clean.findings)
        if tests:
            findings.append(found(0, headers["bsn"], "bsn", "bsn-test-number", count=tests))
        return findings

    def _settle_decimals(self, rows: Sequence[CleanRow]) -> Iterator[Finding]:
        """Read a column in which every number has three decimals so, and say it once."""
        for column in self._columns:
            key = column.field.key
            most = max(column.all_thousands(), default=0) if key in _MOST_COUNTED else 0
            if most <= _MOST_COUNTED.get(key, 0):
                continue
            for clean in rows:
                for at, one in enumerate(clean.findings):
                    if one.code == "number-thousands" and one.field == key:
                        clean.values[key] = number = Decimal(clean.values[key]) / 1000
                        told = found(
                            clean.row, one.column, key, "number-computed", result=shown(number)
                        )
                        clean.findings[at] = told
            yield found(0, column.header, key, "number-decimals-found")

    def _settle_dates(self) -> list[Finding]:
        """Say once per column in which order its dates were read; mend where a value proves it."""
        findings = []
        for column in self._columns:
            if column.dates is None:
                continue
            verdict, key, order = column.dates.verdict, column.field.key, column.dates.order
            self.orders[key] = order
            if verdict is None:
                continue
            unsure = [(clean, text) for clean, at, text in self._unsure if at is column]
            if verdict == "date-order-found":
                order = self.orders[key] = "mdy" if order == "dmy" else "dmy"
                _read_anew(key, column.dates.turned(), unsure)
            shown = "dd-mm" if order == "dmy" else "mm-dd"
            # Also of a column that mixes both orders: said once, not on each of its rows.
            count = len(unsure)
            findings.append(found(0, column.header, key, verdict, order=shown, count=count))
        self._unsure.clear()
        return findings


def _read_anew(key: str, dates: DateColumn, unsure: list[tuple[CleanRow, str]]) -> None:
    for clean, text in unsure:
        result = dates.read(text)
        clean.values[key] = result.value if isinstance(result, Flaw) else result

"""Cleaning the rows of a list: each column by its own cleaner, then the row as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from casustafel.domain.findings import Finding, Severity, found
from casustafel.domain.volumes import hours_per_week
from casustafel.excel.cells import Cleaner, cleaner_of
from casustafel.excel.choices import REFERRERS, first_word_choice
from casustafel.excel.columns import ColumnSet, Field
from casustafel.excel.dates import DateColumn
from casustafel.excel.flaw import Flaw, Parts
from casustafel.excel.headers import MappedColumn
from casustafel.excel.numbers import shown
from casustafel.excel.text import folded

if TYPE_CHECKING:
    from casustafel.excel.case_list import RowCleanerOptions

#: How many cleaned values a column remembers; lists repeat themselves.
_REMEMBERED = 20_000

#: Youth help may run on until 23 ([004] §3.3.3).
_YOUTH_UNTIL = 23


@dataclass(slots=True)
class CleanRow:
    """One row: its number as Excel shows it, the typed values, and what was found."""

    row: int
    values: dict[str, Any]
    findings: list[Finding]
    refused: bool = False


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that is no case: blank, title or total."""

    row: int
    reason: str


class _Column:
    """One column that is read: where it stands, how, and what it remembers."""

    __slots__ = ("cleaner", "dates", "field", "header", "index", "memo")

    def __init__(
        self, index: int, header: str, field: Field, cleaner: Cleaner, dates: DateColumn | None
    ) -> None:
        self.index = index
        self.header = header
        self.field = field
        self.cleaner = cleaner
        self.dates = dates
        self.memo: dict[object, object] = {}

    def clean(self, value: object) -> object:
        """Return the cleaned value, from memory where it was seen before."""
        # 1, 1.0 and True are one key for a dict but not one cell.
        key = value if value.__class__ is str else (value.__class__, value)
        memo = self.memo
        result = memo.get(key, memo)
        if result is memo:
            result = self.cleaner(value)
            if len(memo) < _REMEMBERED:
                memo[key] = result
        return result


class RowCleaner:
    """Cleans row after row of one list, and settles at the end what only the whole tells."""

    def __init__(
        self,
        columns: ColumnSet,
        mapped: Sequence[MappedColumn],
        options: "RowCleanerOptions",
        is_1904: bool,
        faults: Mapping[tuple[int, int], str],
    ) -> None:
        self._set = columns
        self._options = options
        self._faults = faults
        self._fault_rows = {row for row, _ in faults}
        self._columns: list[_Column] = []
        for column in mapped:
            field = columns.field(column.field) if column.field else None
            if field is None:
                continue
            dates = None
            if field.kind == "date":
                asked = options.date_orders.get(field.key)
                order = asked or options.date_order
                given = asked is not None or options.date_order == "mdy"
                dates = DateColumn(order, given, options.today, is_1904)
            cleaner = cleaner_of(field, dates)
            self._columns.append(_Column(column.index, column.header, field, cleaner, dates))
        self._headers = {column.field.key: column.header for column in self._columns}
        self._unsure: list[tuple[CleanRow, _Column, object]] = []
        self._aliases: dict[str, str] = {}

    def clean(self, number: int, row: list[object]) -> CleanRow:
        """Clean one row and check it as a whole."""
        values: dict[str, Any] = {}
        clean = CleanRow(number, values, [])
        width = len(row)
        for column in self._columns:
            value = row[column.index] if column.index < width else ""
            if value == "" or value is None:
                continue
            result = column.clean(value)
            kind = result.__class__
            if kind is Flaw or kind is Parts:
                self._take(clean, column, result)
            elif result != "" and result != []:
                values[column.field.key] = result
            if column.dates is not None and column.dates.is_ambiguous(value):
                self._unsure.append((clean, column, value))
        if number in self._fault_rows:
            self._tell_faults(clean)
        if self._set.identifies:
            self._check(clean)
        clean.refused = any(one.severity is Severity.ERROR for one in clean.findings)
        return clean

    def _take(self, clean: CleanRow, column: _Column, result: object) -> None:
        if isinstance(result, Parts):
            for name, part in result.fields.items():
                if part:
                    clean.values.setdefault(name, part)
            return
        assert isinstance(result, Flaw)
        if result.value is not None:
            clean.values[column.field.key] = result.value
        clean.findings.append(
            found(clean.row, column.header, column.field.key, result.code, **result.values)
        )

    def _tell_faults(self, clean: CleanRow) -> None:
        for column in self._columns:
            fault = self._faults.get((clean.row, column.index + 1))
            if fault is None:
                continue
            if fault == "formula-without-value":
                code = fault
            else:
                code = "cell-error-needed" if column.field.needed else "cell-error"
            clean.findings.append(
                found(clean.row, column.header, column.field.key, code, text=fault)
            )

    def _check(self, clean: CleanRow) -> None:
        """Check what only a whole row tells: who it is about, its period, its hours."""
        values = clean.values
        name = values.get("provider")
        if name is not None:
            values["provider"] = self._spelled(name)
        if "referrer_type" not in values and "referrer_name" in values:
            guessed = first_word_choice(folded(values["referrer_name"]), REFERRERS)
            if guessed is not None:
                values["referrer_type"] = guessed
        start, end = values.get("starts_on"), values.get("ends_on")
        if start is not None and end is not None and end < start:
            self._find(clean, "ends_on", "period-reversed", start=start, end=end)
        self._check_person(clean)
        self._check_hours(clean)

    def _spelled(self, name: str) -> str:
        aliases = self._options.aliases
        return aliases.get(folded(name), name) if aliases else name

    def _check_person(self, clean: CleanRow) -> None:
        values = clean.values
        born = values.get("birth_date")
        if born is not None:
            if born > self._options.today:
                self._find(clean, "birth_date", "birth-in-future", date=born)
            elif values.get("law") == "jeugd":
                age = self._options.today.year - born.year
                if age > _YOUTH_UNTIL:
                    self._find(clean, "birth_date", "age-unlikely", age=age)
        if "bsn" in values:
            return
        if any(one.field == "bsn" for one in clean.findings):
            return  # what is wrong with the BSN was said already
        named = values.get("surname") and born is not None
        if not named:
            self._find(clean, "bsn", "identity-missing")

    def _check_hours(self, clean: CleanRow) -> None:
        values = clean.values
        if "hours_per_week" in values or "volume" not in values:
            return
        computed = hours_per_week(
            values["volume"],
            values.get("unit"),
            values.get("frequency"),
            values.get("starts_on"),
            values.get("ends_on"),
        )
        if computed is None:
            self._find(clean, "hours_per_week", "hours-unknown")
            return
        values["hours_per_week"] = computed.hours
        if computed.assumption is not None:
            hours = shown(computed.hours)
            self._find(
                clean, "hours_per_week", "hours-assumed", hours=hours, how=computed.assumption
            )

    def _find(self, clean: CleanRow, field: str, code: str, **values: object) -> None:
        clean.findings.append(found(clean.row, self._headers.get(field, ""), field, code, **values))

    def settle(self, rows: Sequence[CleanRow]) -> list[Finding]:
        """Say once per column in which order its dates were read; mend where a value proves it."""
        findings = []
        for column in self._columns:
            dates = column.dates
            verdict = dates.verdict if dates is not None else None
            if dates is None or verdict is None:
                continue
            key = column.field.key
            if verdict == "date-order-assumed" and dates.proofs == {"mdy"}:
                self._read_anew(column, dates)
                findings.append(found(0, column.header, key, "date-order-assumed", order="mm-dd"))
            elif verdict == "date-order-assumed":
                findings.append(found(0, column.header, key, "date-order-assumed", order="dd-mm"))
            else:
                for clean, at, _ in self._unsure:
                    if at is column:
                        self._find(clean, key, "date-order-mixed")
        self._unsure.clear()
        return findings

    def _read_anew(self, column: _Column, dates: DateColumn) -> None:
        """Read the ambiguous dates of a column that another value proved to be mm-dd."""
        other = DateColumn("mdy", True, dates.today, dates.is_1904)
        for clean, at, value in self._unsure:
            if at is column:
                result = other.read(value)
                clean.values[column.field.key] = (
                    result.value if isinstance(result, Flaw) else result
                )

"""The way down a sheet: which rows are cases, which are none, and what is told of those."""

from collections.abc import Callable, Iterator, Sequence

from casustafel.domain.findings import Finding, found
from casustafel.excel.columns import ColumnSet
from casustafel.excel.headers import Header, MappedColumn
from casustafel.excel.rows import SkippedRow
from casustafel.excel.sheets import Source
from casustafel.excel.skipping import Skipping
from casustafel.excel.text import clean_text

Progress = Callable[[int, int], None]

_EXAMPLES = 3
#: So many letters of an example are shown.
_LONGEST = 60
#: Examples are looked for so far down; a column may be empty all the way.
_LAST_EXAMPLE = 1_000
#: So many rows that are no case are named.
_NAMED_ROWS = 12
#: Progress is told once in so many rows.
_STEP = 500


class Walk:
    """Walks down a sheet and tells cases from what is none; it keeps what is to be said of that."""

    def __init__(
        self,
        opened: Source,
        header: Header,
        mapped: list[MappedColumn],
        columns: ColumnSet,
        has_fault: Callable[[int], bool],
    ) -> None:
        self._header, self._total, self._has_fault = header, opened.total, has_fault
        self._merged = Merged(opened.facts.merged)
        self._skip = Skipping(header, mapped, columns)
        self._skipped: list[SkippedRow] = []
        self.findings: list[Finding] = []
        self.examples: dict[int, list[str]] = {column.index: [] for column in mapped}

    def cases(
        self, rows: Iterator[list[object]], progress: Progress | None
    ) -> Iterator[tuple[int, list[object]]]:
        """Yield the rows that are cases, each with its number."""
        skip, merged, width = self._skip, self._merged, len(self._header.texts)
        hungry = set(self.examples)
        for number, row in enumerate(rows, 1):
            if merged.ranges:
                merged.keep(number, row)
            if number <= self._header.last_row:
                self._above(number, row)
                continue
            reason = skip.reason(row)
            if reason is not None and self._leaves_out(number, reason):
                continue
            if skip.is_second_header(row):
                self.findings.append(found(number, "", "", "second-table", row=number))
                break
            if merged.ranges:
                merged.fill(number, row)
            if len(row) > width and any(cell not in ("", None) for cell in row[width:]):
                self.findings.append(found(number, "", "", "row-too-long"))
            if hungry and number < _LAST_EXAMPLE:
                self._keep_examples(hungry, row)
            yield number, row
            if progress is not None and number % _STEP == 0:
                progress(number, self._total)

    def _above(self, number: int, row: list[object]) -> None:
        """Pass a row of the header or above it."""
        if number < self._header.row:
            blank = not any(cell not in ("", None) for cell in row)
            self._skipped.append(SkippedRow(number, "blank" if blank else "title"))

    def _leaves_out(self, number: int, reason: str) -> bool:
        # What a note shares with the row above makes it a case, and so does an error cell.
        case = reason == "note" and self._merged.covers(number)
        if case or (reason != "total" and self._has_fault(number)):
            return False
        self._skipped.append(SkippedRow(number, reason))
        return True

    def _keep_examples(self, hungry: set[int], row: list[object]) -> None:
        """Keep the first values of each column; `hungry` are those that have too few yet."""
        for place in tuple(hungry):
            if place < len(row) and row[place] not in ("", None):
                self.examples[place].append(clean_text(row[place])[:_LONGEST])
                if len(self.examples[place]) == _EXAMPLES:
                    hungry.discard(place)

    def shown(self, index: int, doubtful: Sequence[object]) -> tuple[str, ...]:
        """Return examples of a column: what is doubtful in it, then the first values."""
        first = (clean_text(cell)[:_LONGEST] for cell in doubtful[:_EXAMPLES])
        return tuple(dict.fromkeys([*first, *self.examples[index]]))[:_EXAMPLES]

    def left_out(self, last: int) -> list[SkippedRow]:
        """Return the rows that are no case; blank ones below the last were never part of it."""
        last = max(last, self._header.last_row)
        while (
            self._skipped and self._skipped[-1].reason == "blank" and self._skipped[-1].row > last
        ):
            self._skipped.pop()
        return self._skipped

    def notes(self) -> list[Finding]:
        """Say which rows of one text were skipped."""
        rows = [one.row for one in self._skipped if one.reason == "note"]
        named = ", ".join(map(str, rows[:_NAMED_ROWS])) + (" …" if rows[_NAMED_ROWS:] else "")
        return [found(0, "", "", "rows-no-case", count=len(rows), rows=named)] if rows else []


class Merged:
    """Gives the value of a merged cell to each row that it covers, as it looks."""

    def __init__(self, ranges: Sequence[tuple[int, int, int]]) -> None:
        self.ranges = ranges
        self._firsts = {row for row, _, _ in ranges}
        self._open: dict[int, tuple[int, object]] = {}

    def keep(self, number: int, row: Sequence[object]) -> None:
        """Remember the values of merged cells that begin at this row."""
        if number in self._firsts:
            for first, column, last in self.ranges:
                if first == number and column <= len(row):
                    self._open[column] = last, row[column - 1]

    def covers(self, number: int) -> bool:
        """Say whether a row shares a merged cell with one above it."""
        return any(number <= last for last, _ in self._open.values())

    def fill(self, number: int, row: list[object]) -> None:
        """Put into a row the values of merged cells that began above it."""
        for column, (last, value) in self._open.items():
            if number <= last and column <= len(row) and row[column - 1] in ("", None):
                row[column - 1] = value

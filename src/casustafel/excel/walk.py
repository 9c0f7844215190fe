"""The way down a sheet: which rows are cases, which are none, and what is told of those."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from casustafel.domain.findings import Finding, found
from casustafel.excel import headers
from casustafel.excel.columns import ColumnSet, header_key
from casustafel.excel.headers import Header, MappedColumn
from casustafel.excel.rows import SkippedRow
from casustafel.excel.sheets import Source
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


_SUM = re.compile(r"(?:(?:sub|eind|grand )?tota+l|gemiddelden?|som|aantal)\b", re.IGNORECASE)
#: A list of fewer columns may well have rows of one cell.
_COLUMNS_OF_LIST = 3
_DIGIT = re.compile(r"\d")
#: A cell with so many digits is a number of a person, not a count of persons.
_DIGITS_OF_BSN = 8
_NAMES_OF_HEADER = 3
_NAMES_AFTER_BLANK = 2


class Skipping:
    """Tells of row after row whether it is a case; it remembers whether a blank row came before.

    No case are blank rows, sums, a header that is repeated, and another table below.
    """

    def __init__(self, header: Header, mapped: Sequence[MappedColumn], columns: ColumnSet) -> None:
        self._header = header.texts
        self._columns = columns
        places = {column.field: column.index for column in mapped if column.field}
        self._bsn = places.get("bsn", -1)
        self._born = places.get("birth_date", -1)
        self._day_ends_it = self._born >= 0 and not _DIGIT.search(header.texts[self._born])
        self._named = next((at for at, text in enumerate(header.texts) if text), 0)
        self._width = sum(map(bool, header.texts))
        self._after_blank = False
        self._now_after_blank = False

    def reason(self, row: Sequence[object]) -> str | None:
        """Return blank, total, title or note for a row that is no case; else None.

        A note is one text and nothing else that a case needs: the name of a group, a remark below.
        """
        self._now_after_blank, self._after_blank = self._after_blank, False
        if self._has_birth_day(row):
            return None
        for first in row:
            if first != "" and first is not None:
                break
        else:
            self._after_blank = True
            return "blank"
        if first.__class__ is not str:
            return None
        text = str(first).strip()
        if not text and not any(clean_text(cell) for cell in row if cell is not None):
            self._after_blank = True
            return "blank"
        if _SUM.match(text) and not self._names_somebody(row):
            return "total"
        if self._repeats_header(row):
            return "title"
        return "note" if self._is_note(row) else None

    def _has_birth_day(self, row: Sequence[object]) -> bool:
        """Say whether a day tells when somebody was born: nearly every row of a list is a case."""
        return self._day_ends_it and self._born < len(row) and isinstance(row[self._born], date)

    def _is_note(self, row: Sequence[object]) -> bool:
        if self._width < _COLUMNS_OF_LIST:
            return False
        first = -1
        for at, cell in enumerate(row):
            if cell != "" and cell is not None:
                # Names of groups and remarks stand in front; elsewhere it is what somebody asks.
                if first >= 0 or at > self._named:
                    return False
                first = at
        return not self._names_somebody(row)

    def _names_somebody(self, row: Sequence[object]) -> bool:
        """Say whether a row that begins with "Totaal" is about a person all the same."""
        bsn = clean_text(row[self._bsn]) if 0 <= self._bsn < len(row) else ""
        born = row[self._born] if 0 <= self._born < len(row) else ""
        return len(_DIGIT.findall(bsn)) >= _DIGITS_OF_BSN or born not in ("", None)

    def _repeats_header(self, row: Sequence[object]) -> bool:
        at, header = self._named, self._header
        cell = row[at] if at < len(row) else None
        if cell.__class__ is not str:
            return False
        text = str(cell)
        # Most rows end here: what is cleaned begins as it did.
        if text.isascii() and text.lstrip()[:1] != header[at][:1]:
            return False
        if clean_text(text) != header[at]:
            return False
        return all(clean_text(cell) == text for cell, text in zip(row, header, strict=False))

    def is_second_header(self, row: Sequence[object]) -> bool:
        """Say whether another table begins at this row: words only, most of them names of columns.

        After a blank row two known names are enough.
        """
        if self._has_birth_day(row):
            return False
        texts = 0
        for cell in row:
            if cell == "" or cell is None:
                continue
            # Nearly every row of a list ends here, at its first date or number.
            if cell.__class__ is not str or _DIGIT.search(str(cell)):
                return False
            if not texts and header_key(cell) not in self._columns.by_name:
                return False
            texts += 1
        if texts < _NAMES_OF_HEADER:
            return False
        known = headers.known_names(row, self._columns)
        if self._now_after_blank:
            return known >= _NAMES_AFTER_BLANK
        return known >= max(_NAMES_OF_HEADER, texts - 1)

"""Rows that are no case: blank ones, sums, a header that is repeated, another table below."""

import re
from collections.abc import Sequence

from casustafel.excel import headers
from casustafel.excel.columns import ColumnSet, header_key
from casustafel.excel.headers import Header, MappedColumn
from casustafel.excel.text import clean_text

_SUM = re.compile(r"(?:(?:sub|eind|grand )?tota+l|gemiddelden?|som|aantal)\b", re.IGNORECASE)
#: A list of fewer columns may well have rows of one cell.
_COLUMNS_OF_LIST = 3
_DIGIT = re.compile(r"\d")
#: A cell with so many digits is a number of a person, not a count of persons.
_DIGITS_OF_BSN = 8
_NAMES_OF_HEADER = 3
_NAMES_AFTER_BLANK = 2


class Skipping:
    """Tells of row after row whether it is a case; it remembers whether a blank row came before."""

    def __init__(self, header: Header, mapped: Sequence[MappedColumn], columns: ColumnSet) -> None:
        self._header = header.texts
        self._columns = columns
        places = {column.field: column.index for column in mapped if column.field}
        self._bsn = places.get("bsn", -1)
        self._born = places.get("birth_date", -1)
        self._named = next((at for at, text in enumerate(header.texts) if text), 0)
        self._width = sum(map(bool, header.texts))
        self._after_blank = False
        self._now_after_blank = False

    def reason(self, row: Sequence[object]) -> str | None:
        """Return blank, total, title or note for a row that is no case; else None.

        A note is one text and nothing else that a case needs: the name of a group, a remark below.
        """
        self._now_after_blank, self._after_blank = self._after_blank, False
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

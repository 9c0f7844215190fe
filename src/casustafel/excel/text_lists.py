"""Lists in text (csv, tsv, a pasted block): what is one, in which letters, and its rows.

What would be lost without a word is told as a fault of its cell, see `cell_faults`.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from casustafel.domain.errors import FileError
from casustafel.excel import limits
from casustafel.excel.workbook_parts import DUTCH_ERRORS

Rows = list[list[Any]]
Faults = dict[tuple[int, int], str]

CONTROL_SIGNS = "control-signs"
"""A cell held signs that nobody sees; they were left out."""
MISREAD = "letters-misread"
"""A cell holds letters of another code page; one of them stands behind a space."""
SWALLOWED = "quote-closes-later"
"""A quotation mark in a cell took in rows below."""

_PIECE = 1 * 2**20
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
#: Text and records that Excel opens under the name of a list, and that nothing here reads: web
#: pages, XML, SYLK, and workbooks of the first Excels.
_OTHER_FORM = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<[!?a-zA-Z]|MIME-Version:|ID;P[A-Z]*;)"
    rb"|\x09[\x00\x02\x04][\x04\x06\x08]\x00"
)
_NO_LIST = re.compile(rb"\s*(?:\{\\rtf|%PDF|%!PS)|\x89PNG|GIF8|\xff\xd8\xff|Rar!|7z\xbc|\x1f\x8b")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1f]")
#: A list holds a few such signs by mistake; other files are full of them.
_FEW, _ONE_IN = 4, 50
_SEPARATORS = (b";", b"\t", b"|")
_ZERO_SHARE_OF_UTF16 = 0.3
_DELIMITERS = ";,\t|"
_SAMPLE = 64 * 1024
_SAID_DELIMITER = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
#: What Turkish, Central European and Mac letters look like when they are read as Windows-1252:
#: letters of Iceland, signs within a word, and capitals behind a small letter.
_OTHER_PAGE = re.compile(
    "[\u00d0\u00dd\u00de\u00f0\u00fe]|(?<=[^\\W\\d_])(?:\u00fd(?=[^\\W\\d_])|\u2018)"
    "|(?<=[^\\W\\d_])[\u00a1-\u00a9\u00ab-\u00b1\u00b3\u00b4\u00b6-\u00b9\u00bb-\u00bf\u2020-\u2022\u2030"
    "\u2039\u203a\u2122\u02c6\u02dc\u201a\u201e](?=[^\\W\\d_])"
    "|(?<![^\\W_])[\u00a3\u00af\u00bf](?=[a-z])"
    "|(?<=[a-z])[\u0160\u017d\u0178\u0152]"
)
_ESCAPED_QUOTE = re.compile(r'\\"')
_AS_TEXT = re.compile(r'="([^"]*)"')
_SHOWN = {**DUTCH_ERRORS, **{dutch: dutch for dutch in DUTCH_ERRORS.values()}}


def check(path: Path) -> None:
    """Refuse what is no list in text, and lines past the bounds. Raises FileError."""
    with path.open("rb") as file:
        head = file.read(_PIECE)
        wide = _sixteen_bits(head)
        plain = _decoded(head)[0].encode("utf-8", "replace") if wide else head
        if _OTHER_FORM.match(plain):
            raise FileError("file-other-form", file=path.name)
        signs = len(_CONTROL_BYTES.findall(plain))
        if _NO_LIST.match(plain) or signs > max(_FEW, len(plain) // _ONE_IN):
            raise FileError("file-no-spreadsheet", file=path.name)
        rest = b""
        piece = head
        while piece:
            data = (rest + piece).replace(b"\0", b"") if wide else rest + piece
            lines = re.split(rb"[\r\n]", data)
            rest = lines.pop()
            for line in lines:
                if len(line) > limits.MAX_COLUMNS:
                    _check_line(line, path.name)
            _check_line(rest, path.name)
            piece = file.read(_PIECE)


def _sixteen_bits(head: bytes) -> bool:
    """Tell whether a text is UTF-16: by its mark, or by zeros in every other byte."""
    if head.startswith(_UTF16):
        return True
    sample = head[:4096]
    half = max(1, len(sample) // 2)
    shares = (sample[0::2].count(0) / half, sample[1::2].count(0) / half)
    return max(shares) > _ZERO_SHARE_OF_UTF16 and min(shares) == 0


def _check_line(line: bytes, file: str) -> None:
    columns = max(line.count(separator) for separator in _SEPARATORS)
    if columns == 0:
        # Commas part the columns only where nothing rarer does; texts are full of them.
        columns = line.count(b",")
    if columns >= limits.MAX_COLUMNS:
        raise FileError("file-too-wide", file=file, limit=limits.MAX_COLUMNS)
    if len(line) > limits.MAX_CELL_BYTES:
        limit = limits.MAX_CELL_BYTES // 2**20
        raise FileError("file-cell-too-large", file=file, limit=limit)


def of_file(path: Path) -> tuple[Rows, Faults]:
    """Return the rows of a list that `check` let pass, and its faults. Raises FileError."""
    text, guessed = _decoded(path.read_bytes())
    return of_text(text, path.name, guessed=guessed)


def of_text(text: str, name: str, *, guessed: bool = False) -> tuple[Rows, Faults]:
    """Return the rows of a text and its faults by (row, column) from 1. Raises FileError.

    `guessed` says that nothing in the text proves the code page it was read in.
    """
    said = _SAID_DELIMITER.match(text)
    if said:
        # Excel takes this line as an instruction and does not show it as a row.
        text = text[said.end() :]
    text = text.removesuffix("\x1a")
    delimiter = said[1] if said else _delimiter(text[:_SAMPLE])
    rows, faults = _parsed(_with_doubled_quotes(text, delimiter), name, delimiter)
    control, as_text = _CONTROL.search(text), '="' in text
    misread = guessed and _OTHER_PAGE.search(text)
    for number, row in enumerate(rows, start=1):
        for index, value in enumerate(row, start=1):
            if value[:1] == "#" and value.strip() in _SHOWN:
                faults[number, index] = _SHOWN[value.strip()]
                row[index - 1] = ""
            if as_text and (match := _AS_TEXT.fullmatch(value)):
                row[index - 1] = match[1]
            if misread and (seen := _OTHER_PAGE.search(value)):
                faults[number, index] = f"{MISREAD} {seen[0]}"
            if control and _CONTROL.search(value):
                faults[number, index] = CONTROL_SIGNS
                row[index - 1] = _CONTROL.sub("", value)
    return rows, faults


def _decoded(content: bytes) -> tuple[str, bool]:
    """Return text in the encoding that it shows: a mark, UTF-8, UTF-16, or Windows-1252.

    The last is a guess, and that is said.
    """
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace"), False
    head = content[:400]
    if head[1::2].count(0) > len(head) // 4:
        return content.decode("utf-16-le", errors="replace"), False
    if head[::2].count(0) > len(head) // 4:
        return content.decode("utf-16-be", errors="replace"), False
    try:
        return content.decode("utf-8"), False
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), True


def _with_doubled_quotes(text: str, delimiter: str) -> str:
    r"""Return a text in which `\"` of PHP and MySQL is written as csv does, where that fits better.

    A path such as "C:\" ends in that sign too; so what gives more rows of one width counts.
    """
    if '\\"' not in text:
        return text
    doubled = _ESCAPED_QUOTE.sub('""', text)

    def evenness(one: str) -> int:
        rows = csv.reader(io.StringIO(one, newline=""), delimiter=delimiter)
        return max(Counter(map(len, rows)).values(), default=0)

    return max(doubled, text, key=evenness)


def _parsed(text: str, name: str, delimiter: str) -> tuple[Rows, Faults]:
    csv.field_size_limit(16 * 1024 * 1024)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: Rows = []
    long: list[tuple[int, int]] = []
    began = ended = 0
    try:
        for row in reader:
            rows.append(row)
            began, ended = ended, reader.line_num
            if ended - began > 1:
                long.append((len(rows), ended - began - 1))
    except csv.Error as error:
        raise FileError("file-no-spreadsheet", file=name) from error
    if ended - began > 1 and _stays_open(text, began, delimiter):
        # The rest of the list stands in one cell: no row of it may be lost so.
        raise FileError("file-quote-open", file=name, row=len(rows))
    return rows, dict(_swallowed(rows, long, delimiter))


def _swallowed(
    rows: Rows, long: list[tuple[int, int]], delimiter: str
) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the cells that hold as many separators as the lines within them would as rows."""
    if not long:
        return
    separators = Counter(map(len, rows)).most_common(1)[0][0] - 1
    for number, lines in long:
        row = rows[number - 1]
        within = [cell.count(delimiter) if "\n" in cell or "\r" in cell else 0 for cell in row]
        parted = len(row) - 1 + sum(within)
        if separators > 1 and any(within) and parted >= separators * (lines + 1):
            yield (number, within.index(max(within)) + 1), SWALLOWED


def _stays_open(text: str, first_line: int, delimiter: str) -> bool:
    """Say whether the row that begins at this line ends within quotation marks."""
    lines = islice(io.StringIO(text, newline=""), first_line, None)
    try:
        for _ in csv.reader(lines, delimiter=delimiter, strict=True):
            continue
    except csv.Error as error:
        return str(error) == "unexpected end of data"
    return False


def _delimiter(sample: str) -> str:
    """Return the sign that parts the most lines into the same number of cells."""
    lines = [line for line in sample.splitlines() if line.strip()][:50]

    def evenness(sign: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=sign)]
        wide = [width for width in widths if width > 1]
        usual = max(wide, key=wide.count, default=1)
        return (sum(width == usual for width in wide), usual)

    return max(_DELIMITERS, key=evenness)

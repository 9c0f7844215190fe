"""Rows out of a file or a pasted block: one way for all formats, row by row."""

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from html import unescape
from itertools import islice
from pathlib import Path
from typing import Any

from casustafel.domain.errors import FileError, UsageError
from casustafel.excel.cell_faults import scan, take_from_text
from casustafel.excel.guard import check
from casustafel.excel.quiet import is_panic, without_panics

TEXT_ENDINGS = frozenset({".csv", ".tsv", ".txt"})
_DELIMITERS = ";,\t|"
_SAMPLE = 64 * 1024
_SAID_DELIMITER = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
_HIDDEN_ROW = re.compile(rb"<row\b[^>]*\bhidden=\"(?:1|true)\"")


@dataclass(frozen=True, slots=True)
class PastedText:
    """A block that was pasted from a spreadsheet: columns by tabs, rows by new lines."""

    text: str


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet of a file: its name, whether it is hidden, and how many rows it has."""

    name: str
    hidden: bool
    rows: int


@dataclass(slots=True)
class Source:
    """One sheet that is being read. `rows` begin at row 1 and column 1 as Excel counts them.

    `faults` gives the faulty cells by (row, column), see `cell_faults.scan`; their rows show
    nothing there.
    """

    file_name: str
    sha256: str
    sheet: str
    total: int
    rows: Iterator[list[object]]
    faults: Callable[[], Mapping[tuple[int, int], str]]
    is_1904: bool = False
    hidden_rows: int = 0
    hidden_sheets: tuple[str, ...] = ()


def list_sheets(path: Path) -> list[SheetInfo]:
    """Return the sheets of a file. Raises FileError for a file that cannot be read."""
    check(path)
    if _is_text(path):
        return [SheetInfo("", hidden=False, rows=len(_file_rows(path)))]
    workbook = _workbook(path)
    return [
        SheetInfo(
            one.name, hidden=_is_hidden(one), rows=_sheet(workbook, path, one.name).total_height
        )
        for one in workbook.sheets_metadata
    ]


def sources(given: Path | PastedText, sheet: str | None) -> Iterator[Source]:
    """Yield the sheets to try, each opened: the named one, or the visible ones in order.

    Raises UsageError('sheet-unknown') with the names there are; FileError for the file.
    """
    if isinstance(given, PastedText):
        digest = hashlib.sha256(given.text.encode()).hexdigest()
        yield _of_text("geplakt", digest, _text_rows(given.text, "geplakt"))
        return
    check(given)
    digest = _sha256(given)
    if _is_text(given):
        yield _of_text(given.name, digest, _file_rows(given))
        return
    workbook = _workbook(given)
    visible = [one.name for one in workbook.sheets_metadata if not _is_hidden(one)]
    hidden = tuple(one.name for one in workbook.sheets_metadata if _is_hidden(one))
    if sheet is not None and sheet not in workbook.sheet_names:
        raise UsageError("sheet-unknown", sheet=sheet, sheets=", ".join(workbook.sheet_names))
    facts: _Facts | None = None
    for name in [sheet] if sheet is not None else visible:
        faults: Callable[[], Mapping[tuple[int, int], str]] = partial(scan, given, name)
        if facts is None:
            # Calamine lets other code run while it reads, so that what it does not tell is found
            # beside it; of the first sheet, which is nearly always the list.
            with ThreadPoolExecutor(1) as beside:
                telling, scanning = beside.submit(_facts, given), beside.submit(faults)
                opened = _sheet(workbook, given, name)
            facts, faults = telling.result(), scanning.result
        else:
            opened = _sheet(workbook, given, name)
        offset = opened.start[1] if opened.start else 0
        yield Source(
            given.name,
            digest,
            name,
            opened.total_height,
            _shifted(opened.iter_rows(), offset) if opened.start else iter(()),
            faults,
            is_1904=facts.is_1904,
            hidden_rows=facts.hidden_rows.get(name, 0),
            hidden_sheets=hidden,
        )


def _of_text(name: str, digest: str, rows: list[list[object]]) -> Source:
    faults = take_from_text(rows)
    return Source(name, digest, "", len(rows), iter(rows), lambda: faults)


def _shifted(rows: Iterator[list[object]], offset: int) -> Iterator[list[object]]:
    if not offset:
        return rows
    before: list[object] = [""] * offset
    return (before + row for row in rows)


def _is_hidden(sheet: Any) -> bool:
    from python_calamine import SheetVisibleEnum

    return bool(sheet.visible != SheetVisibleEnum.Visible)


@contextmanager
def _answered(path: Path) -> Iterator[None]:
    """Turn what calamine raises over a damaged file into a FileError."""
    from python_calamine import CalamineError, PasswordError

    try:
        with without_panics():
            yield
    except PasswordError as error:
        raise FileError("file-password", file=path.name) from error
    except CalamineError as error:
        # The guard knew it for a spreadsheet, so what cannot be read is damaged.
        raise FileError("file-cut-off", file=path.name) from error
    except BaseException as error:
        # Where calamine trips over damage it panics, which is no Exception.
        if not is_panic(error):
            raise
        raise FileError("file-cut-off", file=path.name) from error


def _workbook(path: Path) -> Any:
    from python_calamine import CalamineWorkbook

    with _answered(path):
        return CalamineWorkbook.from_path(str(path))


def _sheet(workbook: Any, path: Path, name: str) -> Any:
    with _answered(path):
        return workbook.get_sheet_by_name(name)


def _is_text(path: Path) -> bool:
    """Say whether a file is text: by its content, since names lie."""
    with path.open("rb") as stream:
        start = stream.read(8)
    return not start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _decoded(content: bytes) -> str:
    """Return text in the encoding that it shows: a mark, UTF-8, UTF-16, or Windows-1252."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    head = content[:400]
    if head[1::2].count(0) > len(head) // 4:
        return content.decode("utf-16-le", errors="replace")
    if head[::2].count(0) > len(head) // 4:
        return content.decode("utf-16-be", errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _file_rows(path: Path) -> list[list[object]]:
    return _text_rows(_decoded(path.read_bytes()), path.name)


def _text_rows(text: str, name: str) -> list[list[object]]:
    said = _SAID_DELIMITER.match(text)
    if said:
        # Excel takes this line as an instruction and does not show it as a row.
        text = text[said.end() :]
    delimiter = said[1] if said else _delimiter(text[:_SAMPLE])
    csv.field_size_limit(16 * 1024 * 1024)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[list[object]] = []
    began = ended = 0
    try:
        for row in reader:
            rows.append(list(row))
            began, ended = ended, reader.line_num
    except csv.Error as error:
        raise FileError("file-no-spreadsheet", file=name) from error
    if ended - began > 1 and _stays_open(text, began, delimiter):
        # The rest of the list stands in one cell: no row of it may be lost so.
        raise FileError("file-quote-open", file=name, row=len(rows))
    return rows


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


@dataclass(slots=True)
class _Facts:
    is_1904: bool
    hidden_rows: dict[str, int]


def _facts(path: Path) -> _Facts:
    """Read what calamine does not tell of an xlsx: the date system and hidden rows."""
    facts = _Facts(False, {})
    if not zipfile.is_zipfile(path):
        return facts
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" not in names:
            return facts
        book = archive.read("xl/workbook.xml")
        facts.is_1904 = bool(re.search(rb"date1904=\"(?:1|true)\"", book))
        relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
        for name, part in _parts(book.decode("utf-8", "replace"), relations):
            if part not in names:
                continue
            hidden = _hidden_rows(archive, part)
            if hidden:
                facts.hidden_rows[name] = hidden
    return facts


def _hidden_rows(archive: zipfile.ZipFile, part: str) -> int:
    """Count the hidden rows of a sheet, block by block; a block ends at a whole tag."""
    hidden = 0
    rest = b""
    with archive.open(part) as stream:
        while block := stream.read(1 << 20):
            whole, bracket, rest = (rest + block).rpartition(b">")
            if b"hidden=" in whole:
                hidden += len(_HIDDEN_ROW.findall(whole + bracket))
    return hidden


def _parts(book: str, relations: str) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet with the part that holds it."""
    targets = {}
    for tag in re.findall(r"<Relationship\b[^>]*>", relations):
        relation, part = re.search(r'\bId="([^"]+)"', tag), re.search(r'\bTarget="([^"]+)"', tag)
        if relation and part:
            targets[relation[1]] = part[1]
    for tag in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", book):
        name, key = re.search(r'\bname="([^"]*)"', tag), re.search(r'\br:id="([^"]+)"', tag)
        if name and key and key[1] in targets:
            target = targets[key[1]]
            yield (
                unescape(name[1]),
                target.lstrip("/") if target.startswith("/") else f"xl/{target}",
            )

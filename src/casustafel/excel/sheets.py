"""Rows out of a file or a pasted block: one way for all formats, row by row."""

import hashlib
import io
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from casustafel.domain.errors import FileError, UsageError
from casustafel.excel import guard, text_lists
from casustafel.excel.cell_faults import scan
from casustafel.excel.faults_xml import SheetFacts
from casustafel.excel.mended_book import mended, without
from casustafel.excel.quiet import is_panic, without_panics
from casustafel.excel.workbook_parts import is_1904
from casustafel.excel.zip_parts import ZipParts

TEXT_ENDINGS = frozenset({".csv", ".tsv", ".txt"})
_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0"


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

    `facts` are the faulty cells, whose rows show nothing there, the hidden rows and the cells
    that are merged over rows. `unread` grows with the sheets that could not be opened.
    """

    file_name: str
    sha256: str
    sheet: str
    total: int
    rows: Iterator[list[object]]
    facts: SheetFacts
    is_1904: bool = False
    hidden_sheets: tuple[str, ...] = ()
    unread: dict[str, FileError] = field(default_factory=dict)


def list_sheets(path: Path) -> list[SheetInfo]:
    """Return the sheets of a file; one that cannot be read has no rows.

    Raises FileError for a file that cannot be read.
    """
    far = guard.check(path)
    if _is_text(path):
        return [SheetInfo("", hidden=False, rows=len(text_lists.of_file(path)[0]))]
    book = _Book(path, far)
    return [
        SheetInfo(name, hidden=hidden, rows=book.height(name))
        for name, hidden in book.sheets.items()
    ]


def sources(given: Path | PastedText, sheet: str | None) -> Iterator[Source]:
    """Yield the sheets to try, each opened: the named one, or the visible ones in order.

    A sheet that cannot be opened is passed over where others can. Raises
    UsageError('sheet-unknown') with the names there are; FileError for the file.
    """
    if isinstance(given, PastedText):
        digest = hashlib.sha256(given.text.encode("utf-8", "replace")).hexdigest()
        yield _of_text("geplakt", digest, *text_lists.of_text(given.text, "geplakt"))
        return
    far = guard.check(given)
    digest = _sha256(given)
    if _is_text(given):
        yield _of_text(given.name, digest, *text_lists.of_file(given))
        return
    book = _Book(given, far)
    if sheet is not None and sheet not in book.sheets:
        raise UsageError("sheet-unknown", sheet=sheet, sheets=", ".join(book.sheets))
    hidden = tuple(name for name, is_hidden in book.sheets.items() if is_hidden)
    unread: dict[str, FileError] = {}
    opened = 0
    for name in [sheet] if sheet is not None else [one for one in book.sheets if one not in hidden]:
        try:
            rows, facts = book.opened(name)
        except FileError as error:
            unread[name] = error
            continue
        opened += 1
        yield Source(
            *(given.name, digest, name, rows.total_height, _from_corner(rows), facts),
            is_1904=book.is_1904, hidden_sheets=hidden, unread=unread,
        )  # fmt: skip
    if unread and not opened:
        raise next(iter(unread.values()))


def _of_text(name: str, digest: str, rows: text_lists.Rows, faults: text_lists.Faults) -> Source:
    return Source(name, digest, "", len(rows), iter(rows), SheetFacts(faults))


def _from_corner(sheet: Any) -> Iterator[list[object]]:
    rows: Iterator[list[object]] = sheet.iter_rows() if sheet.start else iter(())
    before: list[object] = [""] * sheet.start[1] if sheet.start else []
    return (before + row for row in rows) if before else rows


class _Book:
    """A workbook that is being read; one that calamine stumbles over is mended in memory first.

    Of `far` sheets, which it would lay out too, nothing is given to it.
    """

    def __init__(self, path: Path, far: Mapping[str, FileError]) -> None:
        self._path, self._far = path, far
        self._content = without(path, far) if far else None
        try:
            self._workbook = self._loaded()
        except FileError:
            if not self._mend():
                raise

    def _loaded(self) -> Any:
        from python_calamine import CalamineWorkbook

        with _answered(self._path):
            if self._content is not None:
                return CalamineWorkbook.from_filelike(io.BytesIO(self._content))
            return CalamineWorkbook.from_path(str(self._path))

    def _mend(self) -> bool:
        """Put the container right where that helps, and open it again."""
        if self._content is not None or (found := mended(self._path)) is None:
            return False
        self._content = found
        self._workbook = self._loaded()
        return True

    @cached_property
    def sheets(self) -> dict[str, bool]:
        """The names of the sheets that hold cells, each with whether it is hidden."""
        from python_calamine import SheetTypeEnum, SheetVisibleEnum

        return {
            one.name: one.visible != SheetVisibleEnum.Visible
            for one in self._workbook.sheets_metadata
            if one.typ == SheetTypeEnum.WorkSheet
        }

    @cached_property
    def is_1904(self) -> bool:
        """Whether its days count from 1904."""
        if not self._is_zip:
            return False
        with ZipParts(self._path, self._content) as parts:
            return is_1904(parts)

    @property
    def _is_zip(self) -> bool:
        with self._path.open("rb") as stream:
            return stream.read(4) == _ZIP

    def height(self, name: str) -> int:
        """Return how many rows a sheet has; 0 where it cannot be read."""
        try:
            self._check(name)
            return int(self._sheet(name).total_height)
        except FileError:
            return 0

    def opened(self, name: str) -> tuple[Any, SheetFacts]:
        """Return a sheet as calamine reads it, and what it does not tell. Raises FileError."""
        self._check(name)
        # Calamine lets other code run while it reads, so that what it does not tell is found
        # beside it.
        with ThreadPoolExecutor(1) as beside:
            scanning = beside.submit(scan, self._path, name, self._content)
            try:
                found = self._sheet(name)
            except FileError:
                if not self._mend():
                    raise
                found = self._sheet(name)
        facts = scanning.result()
        for (row, column), (last_row, _) in found.merged_cell_ranges or ():
            if last_row > row:
                facts.merged.append((row + 1, column + 1, last_row + 1))
        return found, facts

    def _check(self, name: str) -> None:
        if name in self._far:
            raise self._far[name]
        if self._is_zip:
            with ZipParts(self._path, self._content) as parts:
                guard.check_sheet(parts, name)

    def _sheet(self, name: str) -> Any:
        with _answered(self._path):
            return self._workbook.get_sheet_by_name(name)


@contextmanager
def _answered(path: Path) -> Iterator[None]:
    """Turn what calamine raises over a damaged file into a FileError."""
    from python_calamine import PasswordError

    try:
        with without_panics():
            yield
    except PasswordError as error:
        raise FileError("file-password", file=path.name) from error
    except Exception as error:
        # The guard knew it for a spreadsheet, so what cannot be read is damaged.
        raise FileError("file-cut-off", file=path.name) from error
    except BaseException as error:
        # Where calamine trips over damage it panics, which is no Exception.
        if not is_panic(error):
            raise
        raise FileError("file-cut-off", file=path.name) from error


def _is_text(path: Path) -> bool:
    """Say whether a file is text: by its content, since names lie."""
    with path.open("rb") as stream:
        start = stream.read(8)
    return not start.startswith((_ZIP, _COMPOUND))


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()

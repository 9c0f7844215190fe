"""Reading a case list: the sheet and its header found, columns known, cells cleaned and checked."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice
from pathlib import Path

from casustafel.domain.errors import FileError
from casustafel.domain.findings import Finding, found
from casustafel.excel import headers
from casustafel.excel.cell_faults import scan, take_from_text
from casustafel.excel.columns import ColumnSet, header_key
from casustafel.excel.dates import DateOrder
from casustafel.excel.headers import Header, MappedColumn
from casustafel.excel.rows import CleanRow, RowCleaner, SkippedRow
from casustafel.excel.sheets import PastedText, Source, sources
from casustafel.excel.text import clean_text

__all__ = ["CaseList", "CleanRow", "MappedColumn", "PastedText", "SkippedRow", "read_case_list"]

Progress = Callable[[int, int], None]

_EXAMPLES = 3
#: Progress is told once in so many rows.
_STEP = 500


@dataclass(slots=True)
class CaseList:
    """A list that was read. `findings` are those of the whole list; each row has its own."""

    file_name: str
    file_sha256: str
    sheet: str
    header_row: int
    columns: tuple[MappedColumn, ...]
    rows: list[CleanRow]
    skipped: list[SkippedRow]
    findings: list[Finding]
    header_fingerprint: str


def read_case_list(
    source: Path | PastedText,
    columns: ColumnSet,
    *,
    sheet: str | None = None,
    date_order: DateOrder = "dmy",
    date_orders_per_column: Mapping[str, DateOrder] | None = None,
    mapping: Mapping[int, str] | None = None,
    aliases: Mapping[str, str] | None = None,
    today: date,
    progress: Progress | None = None,
) -> CaseList:
    """Read, clean and check a list.

    `sheet` None takes the first visible sheet with a header. `date_order` says how 01-02-2026 is
    read where the column does not tell; `date_orders_per_column` by field, for a column that was
    asked about. `mapping` gives the field of a column by its index (0 is A), "" to leave it out.
    `aliases` maps folded spellings of organisations to the right one. `progress` is told (rows
    read, rows in all) and may raise to stop. Raises FileError: what is wrong with the file, or
    'list-without-header'.
    """
    for opened in sources(source, sheet):
        first = list(islice(opened.rows, headers.SEARCH_ROWS))
        header = headers.find_header(first, columns)
        if header is None and mapping:
            header = Header(1, 1, tuple(clean_text(cell) for cell in first[0]) if first else ())
        if header is not None:
            rows = chain(first, opened.rows)
            return _read(
                opened,
                header,
                rows,
                columns,
                RowCleanerOptions(date_order, date_orders_per_column or {}, aliases or {}, today),
                mapping,
                progress,
            )
    name = source.name if isinstance(source, Path) else "geplakt"
    raise FileError("list-without-header", file=name)


@dataclass(frozen=True, slots=True)
class RowCleanerOptions:
    """How cells are read where they do not tell by themselves."""

    date_order: DateOrder
    date_orders: Mapping[str, DateOrder]
    aliases: Mapping[str, str]
    today: date


def _read(
    opened: Source,
    header: Header,
    rows: Iterator[list[object]],
    columns: ColumnSet,
    options: RowCleanerOptions,
    mapping: Mapping[int, str] | None,
    progress: Progress | None,
) -> CaseList:
    mapped = headers.map_columns(header, columns, mapping)
    if opened.path is not None and opened.sheet:
        faults = scan(opened.path, opened.sheet)
    else:
        grid = list(rows)
        faults, rows = take_from_text(grid), iter(grid)
    cleaner = RowCleaner(columns, mapped, options, opened.is_1904, faults)
    examples: dict[int, list[str]] = {column.index: [] for column in mapped}
    findings = _of_columns(mapped)
    skipped: list[SkippedRow] = []
    kept: list[CleanRow] = []
    for number, row in enumerate(rows, 1):
        if number <= header.last_row:
            if number < header.row:
                blank = not any(cell not in ("", None) for cell in row)
                skipped.append(SkippedRow(number, "blank" if blank else "title"))
            continue
        reason = _reason_to_skip(row, header)
        if reason is not None:
            skipped.append(SkippedRow(number, reason))
            continue
        if _is_second_header(row, columns):
            findings.append(found(number, "", "", "second-table", row=number))
            break
        _keep_examples(examples, row)
        kept.append(cleaner.clean(number, row))
        if progress is not None and number % _STEP == 0:
            progress(number, opened.total)
    while skipped and skipped[-1].reason == "blank" and skipped[-1].row > header.last_row:
        skipped.pop()  # empty rows below the list were never part of it
    findings += cleaner.settle(kept)
    findings += _of_sheet(opened)
    if progress is not None:
        progress(opened.total, opened.total)
    return CaseList(
        file_name=opened.file_name,
        file_sha256=opened.sha256,
        sheet=opened.sheet,
        header_row=header.row,
        columns=tuple(replace(column, examples=tuple(examples[column.index])) for column in mapped),
        rows=kept,
        skipped=skipped,
        findings=findings,
        header_fingerprint=header.fingerprint,
    )


def _reason_to_skip(row: list[object], header: Header) -> str | None:
    first: object = ""
    for cell in row:
        if cell != "" and cell is not None:
            first = cell
            break
    else:
        return "blank"
    if isinstance(first, str):
        start = first.strip().casefold()
        if start.startswith(("totaal", "subtotaal", "eindtotaal", "total")):
            return "total"
        if start == header.texts[0].casefold() and clean_text(row[0]) == header.texts[0]:
            same = all(
                clean_text(cell) == text for cell, text in zip(row, header.texts, strict=False)
            )
            return "title" if same else None
    return None


def _is_second_header(row: list[object], columns: ColumnSet) -> bool:
    texts = [cell for cell in row if isinstance(cell, str) and cell]
    filled = sum(cell not in ("", None) for cell in row)
    if len(texts) < 3 or len(texts) < filled:
        return False
    first = next((text for text in texts), "")
    if header_key(first) not in columns.by_name:
        return False
    return headers.known_names(row, columns) >= max(3, len(texts) - 1)


def _keep_examples(examples: dict[int, list[str]], row: list[object]) -> None:
    for place, kept in examples.items():
        if len(kept) < _EXAMPLES and place < len(row) and row[place] not in ("", None):
            kept.append(clean_text(row[place])[:60])


def _of_columns(mapped: list[MappedColumn]) -> list[Finding]:
    findings = []
    for column in mapped:
        if column.how == "likeness":
            field = column.field or ""
            findings.append(found(0, column.header, field, "column-likely", column=column.header))
        elif column.field is None and column.header:
            findings.append(found(0, column.header, "", "column-unknown", column=column.header))
    return findings


def _of_sheet(opened: Source) -> list[Finding]:
    findings = []
    if opened.hidden_rows:
        findings.append(found(0, "", "", "rows-hidden", count=opened.hidden_rows))
    if opened.hidden_sheets:
        names = ", ".join(opened.hidden_sheets)
        findings.append(found(0, "", "", "sheets-hidden", sheets=names))
    return findings

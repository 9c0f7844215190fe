"""Reading a case list: the sheet and its header found, columns known, cells cleaned and checked."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, islice, repeat
from operator import contains
from pathlib import Path

from casustafel.domain.errors import FileError
from casustafel.domain.findings import Finding, found
from casustafel.excel import headers
from casustafel.excel.aliases import default_aliases
from casustafel.excel.columns import ColumnSet, header_key
from casustafel.excel.dates import DateOrder
from casustafel.excel.headers import Header, MappedColumn
from casustafel.excel.mending import Basis, Mends
from casustafel.excel.rows import CleanRow, ReadingOptions, RowCleaner, SkippedRow
from casustafel.excel.sheets import PastedText, SheetInfo, Source, list_sheets, sources
from casustafel.excel.text import clean_text, column_letter
from casustafel.excel.walk import Progress, Walk

__all__ = [
    "CleanRow",
    "MappedColumn",
    "Mends",
    "PastedText",
    "SheetInfo",
    "SkippedRow",
    "list_sheets",
]

FORM = "Casustafel aanvraagformulier"
"""What a form of one case begins with: it is no list, and is read by `excel.case_form`."""

#: What a list names once above the rows that it holds for, and how many blanks tell so.
_OF_GROUPS = frozenset(
    (
        *("provider", "agb", "school", "brin", "location", "board", "group", "school_contact"),
        *("referrer_name", "referrer_type", "law", "care_form", "received", "district"),
    )
)
_BLANKS = 2
#: So many rows are cleaned together.
_AT_A_TIME = 1_000


@dataclass(frozen=True, slots=True)
class KnownColumns:
    """How the columns of a header were read before: fields by index, order of dates by field."""

    mapping: Mapping[int, str]
    date_orders: Mapping[str, DateOrder]


_NOTHING_KNOWN: Mapping[str, KnownColumns] = {}


@dataclass(slots=True)
class CaseList:
    """A list that was read. `findings` are those of the whole list; each row has its own.

    `cells` are those of each case by row, and `basis` is what was sent, where they were kept;
    `mends` were laid over it.
    """

    file_name: str
    file_sha256: str
    sheet: str
    header_row: int
    columns: tuple[MappedColumn, ...]
    rows: list[CleanRow]
    skipped: list[SkippedRow]
    findings: list[Finding]
    header_fingerprint: str
    cells: Mapping[int, Sequence[object]] = field(default_factory=dict, repr=False)
    basis: Basis | None = field(default=None, repr=False)
    mends: Mends = field(default_factory=Mends)


def read_case_list(
    source: Path | PastedText,
    columns: ColumnSet,
    *,
    sheet: str | None = None,
    date_order: DateOrder = "dmy",
    date_orders_per_column: Mapping[str, DateOrder] | None = None,
    date_years: Mapping[str, int] | None = None,
    mapping: Mapping[int, str] | None = None,
    header_row: int | None = None,
    known_headers: Mapping[str, KnownColumns] = _NOTHING_KNOWN,
    aliases: Mapping[str, str] | None = None,
    keep_cells: bool = False,
    today: date,
    progress: Progress | None = None,
) -> CaseList:
    """Read, clean and check a list.

    `sheet` None takes the first visible sheet with a header. `date_order` says how 01-02-2026 is
    read where the column does not tell; by field, `date_orders_per_column` is for a column that was
    asked about, and `date_years` gives the year of dates without one. `mapping` gives the field of
    a column by its index (0 is A), "" to leave it out. `header_row` is the row somebody chose, as
    Excel shows it; 0 for a list without a header. `known_headers` tells by fingerprint how columns
    were read before: such a header is found again, and its columns are read so unless `mapping` is
    given. `aliases` maps folded spellings of organisations to the right one, and words to those
    that stand for a code. `keep_cells` lets the list be mended. `progress` is told
    (rows read, rows in all) and may raise to stop. Raises FileError: what is wrong with the file,
    or 'list-without-header', or 'list-on-hidden-sheet' with the names of such sheets.
    """
    options = ReadingOptions(
        date_order,
        date_orders_per_column or {},
        default_aliases() if aliases is None else aliases,
        today,
        date_years or {},
    )
    opening = sources(source, sheet)
    unread_errors: Mapping[str, FileError] = {}
    is_form = False
    for opened in opening:
        first = list(islice(opened.rows, headers.SEARCH_ROWS))
        header = _header(first, columns, header_row, known_headers)
        if header is not None:
            kept = known_headers.get(header.fingerprint)
            if kept is not None and mapping is None:
                mapping, options = kept.mapping, replace(options, date_orders=kept.date_orders)
            rows = chain(first, opened.rows)
            mapped = headers.map_columns(header, columns, mapping, first[header.last_row :])
            given = read_sheet(opened, header, mapped, rows, columns, options, keep_cells, progress)
            others = [other.sheet for other in opening if _holds_list(other, columns)]
            if others:
                given.findings.append(found(0, "", "", "sheets-other", sheets=", ".join(others)))
            if opened.unread:
                unread = ", ".join(opened.unread)
                given.findings.append(found(0, "", "", "sheets-unread", sheets=unread))
            return given
        unread_errors = opened.unread
        is_form = is_form or any(
            clean_text(cell).startswith(FORM) for row in first[:1] for cell in row[:1]
        )
    name = source.name if isinstance(source, Path) else "geplakt"
    hidden = _hidden_lists(source, columns) if sheet is None else []
    if hidden:
        raise FileError("list-on-hidden-sheet", file=name, sheets=", ".join(hidden))
    if unread_errors:  # the list may be there
        raise next(iter(unread_errors.values()))
    if is_form:
        raise FileError("list-is-form", file=name)
    raise FileError("list-without-header", file=name)


def _header(
    first: Sequence[Sequence[object]], columns: ColumnSet, row: int | None, known: Collection[str]
) -> Header | None:
    """Return the header that was chosen now, or earlier, or the one that names can tell."""
    if row is not None:
        return headers.header_at(first, row)
    return headers.known_header(first, known) or headers.find_header(first, columns)


def _holds_list(opened: Source, columns: ColumnSet) -> bool:
    first = list(islice(opened.rows, headers.SEARCH_ROWS))
    return headers.find_header(first, columns) is not None


def _hidden_lists(source: Path | PastedText, columns: ColumnSet) -> list[str]:
    """Return the hidden sheets that hold a list: they are named, never read unasked."""
    if isinstance(source, PastedText):
        return []
    hidden = [one.name for one in list_sheets(source) if one.hidden and one.rows]
    return [name for name in hidden if _holds_list(next(sources(source, name)), columns)]


def read_sheet(
    opened: Source,
    header: Header,
    mapped: list[MappedColumn],
    rows: Iterator[list[object]],
    columns: ColumnSet,
    options: ReadingOptions,
    keep_cells: bool,
    progress: Progress | None,
) -> CaseList:
    """Clean and check the rows of a sheet, of which the header is known and the columns too."""
    cleaner = RowCleaner(columns, mapped, options, opened.is_1904, opened.facts.faults)
    walk = Walk(opened, header, mapped, columns, cleaner.has_fault)
    cases = walk.cases(rows, progress)
    kept: list[CleanRow] = []
    cells: dict[int, list[object]] = {}
    while some := [*islice(cases, _AT_A_TIME)]:
        kept += cleaner.clean(some)
        if keep_cells:
            cells.update(some)
    if progress is not None:
        progress(opened.total, opened.total)
    settled, skipped = cleaner.settle(kept), walk.left_out(kept[-1].row if kept else 0)
    options = replace(options, date_orders={**options.date_orders, **cleaner.orders})
    faults = opened.facts.faults
    basis = Basis(columns, mapped, options, opened.is_1904, faults, cells, kept, skipped)
    return CaseList(
        cells=cells,
        basis=basis if keep_cells else None,
        file_name=opened.file_name,
        file_sha256=opened.sha256,
        sheet=opened.sheet,
        header_row=header.row,
        columns=tuple(
            replace(one, examples=walk.shown(one.index, cleaner.doubtful(one.index)))
            for one in mapped
        ),
        rows=kept,
        skipped=skipped,
        findings=[
            *_of_columns(mapped, columns, walk.examples),
            *walk.findings,
            *settled,
            *_once_per_group(kept, mapped),
            *_of_sheet(opened),
            *walk.notes(),
        ],
        header_fingerprint=header.fingerprint,
    )


def _of_columns(
    mapped: list[MappedColumn], columns: ColumnSet, examples: Mapping[int, list[str]]
) -> list[Finding]:
    findings = []
    taken = {column.field for column in mapped}
    for column in mapped:
        if column.how == "likeness":
            field = column.field or ""
            findings.append(found(0, column.header, field, "column-likely", column=column.header))
        elif column.field is None and column.header:
            named = columns.by_name.get(header_key(column.header))
            twice = named is not None and named.key in taken
            code = "column-twice" if twice else "column-unknown"
            findings.append(found(0, column.header, "", code, column=column.header))
        elif column.field is None and examples[column.index]:
            letter = column_letter(column.index)
            findings.append(found(0, letter, "", "column-unnamed", column=letter))
    return findings


def _once_per_group(rows: Sequence[CleanRow], mapped: Sequence[MappedColumn]) -> list[Finding]:
    """Say of which columns a value seems to hold for the rows below it too."""
    findings = []
    values = [row.values for row in rows]
    for column in mapped:
        if column.field not in _OF_GROUPS:
            continue
        if sum(map(contains, values, repeat(column.field))) * 2 > len(rows):
            continue  # as in nearly every list: what was found in its rows need not be asked
        given = [column.field in row for row in values]
        filled = [
            here or any(one.field == column.field for one in row.findings)
            for here, row in zip(given, rows, strict=True)
        ]
        beside = sum(map(bool.__and__, filled, filled[1:]))
        count = sum(filled)
        if (
            filled[:1] == [True]
            and count * 2 <= len(rows)
            and beside * 3 <= count
            and len(rows) - count >= _BLANKS
        ):
            told = {"count": count, "rows": len(rows)}
            findings.append(found(0, column.header, column.field, "value-once-per-group", **told))
    return findings


def _of_sheet(opened: Source) -> list[Finding]:
    findings: list[Finding] = []
    if opened.facts.hidden_rows:
        findings.append(found(0, "", "", "rows-hidden", count=opened.facts.hidden_rows))
    hidden = [name for name in opened.hidden_sheets if name != opened.sheet]
    if hidden:
        findings.append(found(0, "", "", "sheets-hidden", sheets=", ".join(hidden)))
    return findings

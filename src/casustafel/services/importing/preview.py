"""What a person sees of a list before anything is kept: rows, cells, findings, changes.

A BSN is never shown whole here: five dots and its last four digits (domain.md §5).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from casustafel.domain.cases import Case, CaseAnswer, Client
from casustafel.domain.findings import Finding, Severity
from casustafel.domain.records import ImportRecord
from casustafel.domain.registers import Provider, School
from casustafel.domain.wording import word
from casustafel.excel.case_list import CaseList, CleanRow, PastedText, SheetInfo
from casustafel.excel.columns import columns_for
from casustafel.excel.sheets import list_sheets
from casustafel.excel.text import folded, written
from casustafel.services import places
from casustafel.services.definitions.tables import all_committees, committee
from casustafel.services.importing.answer import (
    FieldUpdate,
    ImportAnswer,
    Progress,
    RowAnswer,
    RowState,
    unheard,
)
from casustafel.services.importing.on_screen import hidden, shown
from casustafel.services.importing.people import CLIENT
from casustafel.services.importing.run import list_imports, run
from casustafel.services.use_case import Reader, Reading, Right, UnitOfWork, part, read, use_case

__all__ = ["CaseList", "PastedText", "SheetInfo", "list_sheets"]

ListSource = Path | PastedText
Overwrite = frozenset[tuple[int, str]]

#: The columns that a table of checked rows begins with; those with findings come along.
_USUAL = (
    *("bsn", "surname", "birth_date", "provider", "agb", "product_code", "hours_per_week"),
    *("starts_on", "ends_on", "annual_cents", "laws"),
)
_ALWAYS = ("bsn", "surname", "birth_date")
#: More do not fit beside what was found.
_MOST = 7

#: What a list says under one name and a case keeps under another.
_LABELS = {"provider_id": "Aanbieder", "school_id": "School"}
_NAMED: dict[str, type[Provider] | type[School]] = {"provider_id": Provider, "school_id": School}


@dataclass(frozen=True, slots=True)
class PreviewColumn:
    """A column of the table of checked rows: a field and its Dutch name."""

    field: str
    label: str


@dataclass(frozen=True, slots=True)
class PreviewCell:
    """What stands in a cell, and what was found in it; `severity` None when nothing was."""

    text: str
    severity: Severity | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class PreviewUpdate:
    """A field that the list would change, in words."""

    field: str
    label: str
    old: str
    new: str
    by_hand: bool
    waits: bool = False
    """Whether the old value stays until somebody chooses."""


@dataclass(frozen=True)
class Preview:
    """A list that was compared, not kept."""

    given: CaseList
    answer: ImportAnswer
    names: Mapping[str, str]
    overlap: tuple[tuple[str, int], ...] = ()
    """Other tables by name, with how many clients of the list have an open case there."""
    providers: tuple[str, ...] = ()
    """The names of the providers that are known, or that the list brings."""
    kin: dict[int, tuple[CleanRow, tuple[tuple[object, ...], ...]]] = field(default_factory=dict)
    """What `again` remembers of rows that hang together."""
    before: tuple[str, ...] = ()
    """The fields that had a column before the list was mended; they keep it."""

    @cached_property
    def by_row(self) -> dict[int, CleanRow]:
        """The rows that are read, by number."""
        return {row.row: row for row in self.given.rows}

    @cached_property
    def lines(self) -> list[RowAnswer]:
        """What becomes of each row; those that somebody leaves out among them."""
        out = (RowAnswer(one.row, RowState.SKIPPED) for one in self.given.skipped if one.left_out)
        return sorted([*self.answer.lines, *out], key=lambda line: line.row)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {one.field: one.index for one in self.given.columns if one.field is not None}

    @cached_property
    def labels(self) -> dict[str, str]:
        """The Dutch name of each field of this table."""
        return {one.key: one.label for one in columns_for(self.answer.table).fields} | _LABELS

    @cached_property
    def columns(self) -> tuple[PreviewColumn, ...]:
        """The columns to show: who it is, where something was found, and the usual ones."""
        there = [one.field for one in self.given.columns if one.field is not None]
        told = {
            one.field for line in self.answer.lines for one in line.findings if weighs(one)
        } & set(there)
        wanted = [*_ALWAYS, *self.before, *sorted(told, key=there.index), *_USUAL]
        kept = list(dict.fromkeys(key for key in wanted if key in self._places))[:_MOST]
        order = [*_USUAL, *there]
        return tuple(
            PreviewColumn(key, self.labels.get(key, key)) for key in sorted(kept, key=order.index)
        )

    @cached_property
    def warned(self) -> int:
        """How many rows come in with a warning."""
        return sum(
            line.state is not RowState.REFUSED
            and any(one.severity == Severity.WARNING for one in line.findings)
            for line in self.answer.lines
        )

    def cells(self, line: RowAnswer) -> tuple[PreviewCell, ...]:
        """Return the cells of a row, in the order of `columns`."""
        found: dict[str, Finding] = {}
        for one in line.findings:
            if weighs(one) and (one.field not in found or one.severity == Severity.ERROR):
                found[one.field] = one
        return tuple(self._cell(line.row, one.field, found.get(one.field)) for one in self.columns)

    def place(self, field: str) -> int | None:
        """Return the column that is read as a field, by index."""
        return self._places.get(field)

    def field(self, column: int) -> str:
        """Return the field that a column is read as; "" for one that is not read."""
        return next((key for key, at in self._places.items() if at == column), "")

    def hidden(self, column: int, text: str) -> str:
        """Return a text of a column as it may be shown: of a BSN no more than may be."""
        return hidden(text) if text and self.field(column) == "bsn" else text

    @property
    def mendable(self) -> bool:
        """Whether anything can be settled: the list did not come in before."""
        return self.given.basis is not None and not self.answer.known_before

    @property
    def year(self) -> int:
        """The year that it is."""
        return self.given.basis.options.today.year if self.given.basis is not None else 0

    def mended(self, row: int) -> frozenset[int]:
        """Return the columns of the cells of a row that somebody changed."""
        return frozenset(column for at, column in self.given.mends.cells if at == row)

    def value(self, row: int, column: int) -> str:
        """Return a cell as it was sent, as mends name it: not to be shown of a BSN."""
        return self.given.basis.text(row, column) if self.given.basis is not None else ""

    def sent(self, row: int, column: int) -> str:
        """Return a cell as it was sent, as it may be shown."""
        return self.hidden(column, self.value(row, column))

    @cached_property
    def _named(self) -> Counter[str]:
        rows = (row.values.get("provider") for row in self.given.rows if not row.refused)
        return Counter(folded(name) for name in rows if name)

    def named(self, provider: str) -> int:
        """Return how many rows name a provider."""
        return self._named[folded(provider)]

    def written(self, row: int, column: int) -> str:
        """Return a cell as it now stands in the list; of a BSN no more than may be shown."""
        cells = self.given.cells.get(row, ())
        text = written(cells[column]) if column < len(cells) else ""
        basis = self.given.basis
        if not text and basis is not None and basis.cells.get(row) is cells:
            text = basis.text(row, column)
        return self.hidden(column, text)

    def updates(self, line: RowAnswer) -> tuple[PreviewUpdate, ...]:
        """Return what the list would change, with old and new in words."""
        return tuple(
            PreviewUpdate(
                one.field,
                self._label(one.field),
                self._value(one, one.old),
                self._value(one, one.new),
                one.by_hand,
                one.waits,
            )
            for one in line.updates
        )

    def _label(self, field: str) -> str:
        if field.startswith(CLIENT):
            name = field.removeprefix(CLIENT)
            return f"{self.labels.get(name, name)} (cliënt)"
        return self.labels.get(field, field)

    def _value(self, update: FieldUpdate, value: object) -> str:
        if update.field in _NAMED:
            return self.names.get(str(value), "")
        return shown(update.field.removeprefix(CLIENT), value)

    def _cell(self, row: int, field: str, finding: Finding | None) -> PreviewCell:
        clean = self.by_row.get(row)
        value = clean.values.get(field) if clean is not None else None
        text = _name(clean) if field == "surname" and clean else shown(field, value)
        if finding is None and clean is not None:
            return PreviewCell(text)
        text = self.written(row, self._places[field]) or text
        if finding is None:
            return PreviewCell(text)
        message = str(word(finding.code, finding.values, "nl"))
        return PreviewCell(text or "–", Severity(finding.severity), message)


def weighs(finding: Finding) -> bool:
    """Say whether a finding asks attention; a notice only tells what was assumed."""
    return finding.severity in (Severity.ERROR, Severity.WARNING)


@use_case(Right.IMPORT_CASES, at=places.table, sets=[Case, CaseAnswer, Client, Provider])
def look(
    uow: UnitOfWork,
    table: str,
    given: CaseList,
    overwrite: Overwrite = frozenset(),
    progress: Progress = unheard,
) -> Preview:
    """Compare a list with what is there, keep nothing, and return what there is to see of it."""
    # A run adds ids to the values of a list that this one gives back.
    copied = replace(given, rows=[row.copied() for row in given.rows])
    answer = run.within(uow, table, copied, dry_run=True, overwrite=overwrite, progress=progress)
    return preview_of(uow, given, answer)


@part
def preview_of(
    reader: Reader, given: CaseList, answer: ImportAnswer, before: Preview | None = None
) -> Preview:
    """Return what there is to see of a list that was compared; `before` with other mends."""
    names = dict(before.names) if before is not None else {}
    for name, kind in _NAMED.items():
        updates = (one for line in answer.lines for one in line.updates if one.field == name)
        ids = {str(value) for one in updates for value in (one.old, one.new) if value}
        names |= {key: one.name for key, one in reader.by_ids(kind, ids).items()}
    overlap = tuple(
        (one.short_name, answer.overlap[one.code])
        for one in all_committees(reader)
        if one.code in answer.overlap
    )
    providers = {one.name for one in reader.find(Provider, active=True)}
    if before is None:
        return Preview(given, answer, names, overlap, tuple(sorted(providers)))
    providers |= {*before.providers}
    shown = tuple(one.field for one in before.columns)
    return Preview(given, answer, names, overlap, tuple(sorted(providers)), before.kin, shown)


@dataclass(frozen=True, slots=True)
class ImportDesk:
    """What the page of the import begins with; `earlier` is newest first."""

    name: str
    earlier: tuple[ImportRecord, ...]


@read(Right.IMPORT_CASES, at=places.table)
def desk(reader: Reading, table: str) -> ImportDesk:
    """Return the name of the table and the lists that came in at it."""
    return ImportDesk(
        name=committee(reader, table).short_name,
        earlier=tuple(list_imports.within(reader, (table,))),
    )


def field_choices(table: str) -> tuple[tuple[str, str, bool], ...]:
    """Return the fields that a column of a list may be: key, Dutch name, whether it is a date."""
    return tuple((one.key, one.label, one.kind == "date") for one in columns_for(table).fields)


def _name(row: CleanRow) -> str:
    first = row.values.get("initials") or str(row.values.get("given_names") or "")[:1]
    if first and not first.endswith("."):
        first += "."
    parts = (first, row.values.get("prefix"), row.values.get("surname"))
    return " ".join(str(part) for part in parts if part)

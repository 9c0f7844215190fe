"""What an import answers: per row what became of it, and the counts."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from casustafel.domain.findings import Finding
from casustafel.domain.wording import Language, word
from casustafel.excel.case_list import CaseList


class RowState(StrEnum):
    """What becomes of a row of the sheet."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    REFUSED = "refused"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class FieldUpdate:
    """A field that the list would change: as it is kept, as the list says, and who typed it.

    `by_hand` is True for a field that somebody edited in the program, `asked` for one of the
    client: neither is overwritten unless somebody chooses so in the window.
    """

    field: str
    old: object
    new: object
    by_hand: bool
    asked: bool = False

    @property
    def waits(self) -> bool:
        """Whether the old value stays until somebody chooses."""
        return self.by_hand or self.asked


@dataclass(slots=True)
class RowAnswer:
    """What became of one row; `row` is its number as Excel shows it."""

    row: int
    state: RowState
    findings: tuple[Finding, ...] = ()
    updates: tuple[FieldUpdate, ...] = ()
    case_number: str | None = None


@dataclass(slots=True)
class ImportAnswer:
    """What an import did, or would do in a dry run."""

    file: str
    sheet: str
    header_row: int
    table: str
    rows: dict[str, int]
    columns: dict[str, str]
    unmapped: tuple[str, ...]
    findings: tuple[Finding, ...]
    lines: list[RowAnswer] = field(default_factory=list)
    overlap: dict[str, int] = field(default_factory=dict)
    """How many clients have an open case at each other table that this person may see."""
    import_id: str | None = None
    known_before: bool = False
    listed: int | None = None
    """How many cases a longlist got of it; None at a table that makes a case of each row."""

    @property
    def refused(self) -> int:
        """How many rows stayed out."""
        return self.rows[RowState.REFUSED]

    def as_json(self, language: Language = "en") -> dict[str, Any]:
        """Return the object that `import --json` prints."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "header_row": self.header_row,
            "table": self.table,
            "rows": self.rows,
            "columns": self.columns,
            "unmapped": list(self.unmapped),
            "overlap": self.overlap,
            "findings": [
                {
                    "row": finding.row,
                    "column": finding.column,
                    "field": finding.field,
                    "severity": str(finding.severity),
                    "code": finding.code,
                    "message": str(word(finding.code, finding.values, language)),
                }
                for finding in self.findings
            ],
        }


def answer_of(
    given: CaseList, table: str, lines: list[RowAnswer], further: Iterable[Finding] = ()
) -> ImportAnswer:
    """Return the answer about a list of which these lines came; read = all but the skipped."""
    states = Counter(line.state for line in lines)
    counts = {state.value: states[state] for state in RowState if state is not RowState.SKIPPED}
    findings = [*given.findings, *further]
    for line in lines:
        findings += line.findings
    return ImportAnswer(
        file=given.file_name,
        sheet=given.sheet,
        header_row=given.header_row,
        table=table,
        rows={"read": len(lines), **counts, "skipped": len(given.skipped)},
        columns={c.header: c.field for c in given.columns if c.field is not None},
        unmapped=tuple(c.header for c in given.columns if c.field is None and c.header),
        findings=tuple(sorted(findings, key=lambda one: one.row)),
        lines=lines,
    )


#: Told how much is done and how much there is.
Progress = Callable[[int, int], None]

#: Told once in so many rows.
TOLD_ONCE_IN = 500


def unheard(_done: int, _total: int) -> None:
    """Stand for nobody who waits."""

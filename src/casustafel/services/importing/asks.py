"""What can be settled of a list at once, per column and value; and what was settled already."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from casustafel.domain.findings import Finding
from casustafel.excel.columns import columns_for
from casustafel.excel.mending import Mends
from casustafel.excel.text import folded, written
from casustafel.services.importing.on_screen import code_words
from casustafel.services.importing.preview import Preview

#: Findings that are one question for a whole column.
YEAR, GROUP = "date-without-year", "value-once-per-group"
#: A provider that nobody knows yet: another name of a known one, or a new one.
NEW = "provider-unknown"
#: Findings on a value that means the same wherever it stands in its column.
_OF_VALUE = frozenset(
    (
        *("value-in-words", "choice-unknown", "choice-first-word", "yes-no-unknown", NEW),
        *("number-with-words", "number-several", "cell-error", "cell-error-needed"),
    )
)
MISSING, CELL, ROW = "field-missing", "cell", "row"
"""Kinds beside the codes of findings: no column holds a field; a cell, a row that was settled."""
#: Fields without a column and rows that were left out come below all columns.
_LAST = 100_000


@dataclass(frozen=True, slots=True)
class Ask:
    """A question about a column, or an answer to one.

    `kind` is the code of its finding, or one of those above. `value` is what stands in the list
    ("" for the column as a whole), `row` where it stands first, `answer` what was settled.
    """

    kind: str
    column: int
    label: str
    value: str = ""
    count: int = 0
    row: int = 0
    answer: str | None = None
    finding: Finding | None = None

    @property
    def key(self) -> str:
        """What stays the same when it is answered."""
        whole = self.kind if self.kind in (YEAR, GROUP, CELL, ROW) else ""
        row = self.row if self.kind in (CELL, ROW) else 0
        return f"{self.column}|{whole}|{row}|{'' if row else folded(self.value)}"

    def settle(self, mends: Mends, answer: str | None) -> Mends:
        """Return mends with an answer to this; None takes it back. Raises ValueError: no year."""
        match self.kind:
            case "date-without-year":
                return mends.year(self.column, int(answer) if answer else None)
            case "value-once-per-group":
                return mends.fill(self.column, down=answer is not None)
            case "row":
                return mends.row(self.row, out=answer is not None)
            case "cell":
                return mends.cell(self.row, self.column, answer)
        return mends.value(self.column, self.value, answer)


def filled(ask: Ask) -> bool:
    """Say whether it is asked to fill a column down."""
    return ask.kind == GROUP


def asks(of: Preview) -> list[Ask]:
    """Return what can be settled at once and what was, in the order of the columns."""
    there: dict[str, Ask] = {}
    for one in (*_missing(of), *_open(of), *_settled(of)):
        before = there.get(one.key, one)
        if before is not one and one.answer is None:
            one = replace(before, count=before.count + one.count)
        there[one.key] = replace(one, finding=before.finding)
    return sorted(there.values(), key=lambda one: one.column)


def _missing(of: Preview) -> Iterator[Ask]:
    for one in of.answer.findings:
        for field in str(one.values.get("keys", "")).split():
            yield Ask(MISSING, _LAST, of.labels.get(field, field), field, finding=one)


def _open(of: Preview) -> Iterator[Ask]:
    mends, basis = of.given.mends, of.given.basis
    for one in of.answer.findings:
        column = of.place(one.field)
        if column is None or basis is None or (one.row, column) in mends.cells:
            continue
        value = basis.text(one.row, column) if one.row else ""
        if one.code == GROUP:
            count = int(str(one.values["rows"])) - int(str(one.values["count"]))
            yield Ask(GROUP, column, of.labels[one.field], "", count, finding=one)
        elif one.code == YEAR:
            yield Ask(YEAR, column, of.labels[one.field], "", 1, one.row, finding=one)
        elif one.code in _OF_VALUE and value:
            count = of.named(value) if one.code == NEW else 1
            yield Ask(one.code, column, of.labels[one.field], value, count, one.row, finding=one)


def _settled(of: Preview) -> Iterator[Ask]:
    mends, basis = of.given.mends, of.given.basis
    names = {one.index: of.labels.get(one.field or "", one.header) for one in of.given.columns}
    assert basis is not None or not mends
    cells = basis.cells if basis is not None else {}
    changed = [before for row, before in cells.items() if of.given.cells[row] is not before]
    for column, values in mends.values.items():
        times = Counter(folded(written(row[column])) for row in changed if column < len(row))
        for value, text in values.items():
            count = times[folded(value)]
            yield Ask("value-in-words", column, names.get(column, ""), value, count, 0, text)
    for column, year in mends.years.items():
        yield Ask(YEAR, column, names.get(column, ""), answer=str(year))
    for column in mends.filled:
        yield Ask(GROUP, column, names.get(column, ""), answer="")
    for (row, column), text in mends.cells.items():
        was = of.hidden(column, basis.text(row, column)) if basis is not None else ""
        yield Ask(CELL, column, names.get(column, ""), was, 1, row, of.hidden(column, text))
    for row in sorted(mends.left_out):
        yield Ask(ROW, _LAST, "", "", 1, row, "")


def choices(of: Preview, column: int) -> tuple[str, ...]:
    """Return what a value of a column may be said to be; nothing where it is to be typed."""
    columns = columns_for(of.answer.table)
    field = columns.field(of.field(column))
    if field is not None and field.kind == "bsn":
        field = columns.field("no_bsn_reason")
    if field is None or field.key == "provider":
        return of.providers if field is not None else ()
    words: dict[str, str] = {}
    for word, code in (field.choices or {}).items():
        term = code_words(field.key).get(code, "")
        words.setdefault(code, term if folded(term) in (field.choices or {}) else word)
    return tuple(words[code] for code in words if code)

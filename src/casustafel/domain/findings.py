"""What is found while a list is read: by row, column, code and severity.

An `error` refuses its row, a `warning` asks attention, a `notice` says what was assumed. The one
table of codes is `SEVERITIES`; the words are in `resources/wording`.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How heavy a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `row` is the number as Excel shows it; 0 stands for the whole list.

    `column` is the header as written, `field` the program's name for it. `values` hold nothing
    that identifies a person.
    """

    row: int
    column: str
    field: str
    severity: Severity | str
    code: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict, hash=False)


E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTICE

#: Which code weighs how much (domain.md §4 and the design of the command line).
SEVERITIES: dict[str, Severity] = {
    "bsn-elfproef": E,
    "bsn-form": E,
    "bsn-zero-mended": W,
    "bsn-test-number": N,
    "bsn-reason-read": N,
    "agb-zero-mended": W,
    "agb-form": W,
    "brin-form": W,
    "postcode-form": W,
    "date-invalid": E,
    "date-serial": W,
    "date-zero": W,
    "date-open-end": N,
    "date-two-digit-year": N,
    "date-order-assumed": N,
    "date-order-found": N,
    "date-order-mixed": W,
    "date-with-time": W,
    "date-without-year": W,
    "value-in-words": W,
    "value-once-per-group": N,
    "number-thousands": W,
    "number-decimals-found": W,
    "number-invalid": E,
    "number-negative": E,
    "number-several": W,
    "number-with-words": W,
    "number-computed": N,
    "period-reversed": E,
    "birth-in-future": E,
    "birth-partial": W,
    "age-unlikely": W,
    "received-in-future": W,
    "identity-missing": E,
    "yes-no-unknown": W,
    "choice-unknown": W,
    "choice-first-word": N,
    "code-from-float": W,
    "code-digits-lost": W,
    "code-zero-mended": W,
    "cell-error-needed": E,
    "cell-error": W,
    "cell-too-narrow": E,
    "formula-needed": E,
    "formula-without-value": W,
    "name-split": N,
    "alias-mapped": N,
    "unit-conflict": W,
    "hours-seven-days": N,
    "hours-month-of-weeks": N,
    "hours-spread-over-period": N,
    "hours-unknown": W,
    "hours-differ": W,
    "hours-over-week": W,
    "column-unknown": N,
    "column-likely": W,
    "column-twice": W,
    "columns-missing": W,
    "columns-later": N,
    "column-unnamed": W,
    "row-too-long": W,
    "control-signs": W,
    "quote-closes-later": E,
    "rows-hidden": W,
    "rows-no-case": N,
    "sheets-hidden": W,
    "sheets-other": W,
    "sheets-unread": N,
    "second-table": W,
    "list-of-other-table": W,
    "list-without-rows": W,
    "letters-misread": W,
    "text-too-long": W,
    "form-question-gone": W,
}


def found(row: int, column: str, name: str, code: str, /, **values: object) -> Finding:
    """Return a finding with the severity of its code."""
    return Finding(row, column, name, SEVERITIES[code], code, values)

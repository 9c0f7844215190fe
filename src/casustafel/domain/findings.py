"""What is found while a list is read: by row, column, code and severity.

An `error` refuses its row, a `warning` asks attention, a `notice` says what was assumed. The one
table of codes is `SEVERITIES`; the words are in `resources/wording`.
"""

import dataclasses
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from casustafel.assets import asset


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


SEVERITIES: Mapping[str, Severity] = {
    code: Severity(severity)
    for severity, codes in tomllib.loads(
        asset("resources", "wording", "severities.toml").read_text("utf-8")
    ).items()
    for code in codes
}
"""Which code weighs how much, from `resources/wording/severities.toml`."""


def found(row: int, column: str, name: str, code: str, /, **values: object) -> Finding:
    """Return a finding with the severity of its code."""
    return Finding(row, column, name, SEVERITIES[code], code, values)


def said(row: int, code: str, name: str = "", column: str = "", /, **values: object) -> Finding:
    """Return a finding of a comparison, which seldom is about a cell; see `found`."""
    return found(row, column, name, code, **values)

"""A list of the window that leaves it, as a workbook or on paper; that is logged.

Who may read the rows may take them out: the right is asked where they are read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from casustafel.services.use_case import Free, UnitOfWork, use_case
from casustafel.storage.leaving import write_out

_PIXELS_PER_SIGN = 7


@dataclass(frozen=True, slots=True)
class About:
    """Which list it is: its key, its title, and the code of its table (None: of all)."""

    key: str
    title: str
    committee: str | None = None


@use_case(Free("who may read the rows may take them out"))
def export(
    uow: UnitOfWork,
    target: Path,
    about: About,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[object]],
) -> int:
    """Write rows of true values (.xlsx) and log it; return how many there were.

    `columns` are titles with their widths in pixels. Raises FileError; then nothing is logged.
    """
    from casustafel.excel.list_workbook import ListSheet, list_workbook

    widths = [(title, pixels / _PIXELS_PER_SIGN) for title, pixels in columns]
    made, count = list_workbook(ListSheet(title=about.title, columns=widths, rows=rows))
    write_out(target, made)
    _log(uow, "list-exported", about, [title for title, _width in columns], count)
    return count


@use_case(Free("who may read the rows may take them out"))
def record_print(uow: UnitOfWork, about: About, columns: Sequence[str], count: int) -> None:
    """Log that a list was printed, with how many rows."""
    _log(uow, "list-printed", about, columns, count)


def _log(uow: UnitOfWork, action: str, about: About, columns: Sequence[str], count: int) -> None:
    uow.audit(
        action, "list", about.key, committee=about.committee, columns=list(columns), rows=count
    )

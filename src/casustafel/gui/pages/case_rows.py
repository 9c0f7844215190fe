"""The rows of a long list of cases: the first page with its counts, others as they are scrolled to.

The queue and the list of all cases differ in their filters and counts; this is what they share.
"""

from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject

from casustafel.gui.page import Page
from casustafel.gui.pages.queue.model import SORTS, QueueModel
from casustafel.services.queue.queue import QueueQuery, QueueRow

A = TypeVar("A")

#: How many rows are read with the counts.
FIRST_ROWS = 100


class MoreRows(Protocol):
    """A use case that returns a further page of rows."""

    def __call__(
        self, reader: Any, query: QueueQuery, /, *, offset: int, limit: int
    ) -> list[QueueRow]:
        """Return at most `limit` rows from `offset`."""


class CaseRows(QObject, Generic[A]):
    """Reads beside the window. `sort` and `descending` are part of what the page asks for."""

    def __init__(
        self,
        page: Page,
        asked: Callable[[], QueueQuery],
        first: Callable[[QueueQuery], Callable[[Any], A]],
        more: MoreRows,
        show: Callable[[A], object],
    ) -> None:
        """`first` returns what reads the answer that `show` gets: at most `FIRST_ROWS` rows."""
        super().__init__(page)
        self._page, self._asked = page, asked
        self._first, self._more, self._show = first, more, show
        self.sort, self.descending = "", False

    def order(self, sort: str, *, descending: bool = False) -> None:
        """Say by which field the list is ordered from now on; it is not read anew."""
        self.sort, self.descending = sort, descending

    def follow(self, model: QueueModel) -> None:
        """Read what this table asks for: rows that come into sight, and another order."""

        def more(offset: int, count: int, generation: int) -> None:
            query = self._asked()
            self._page.work.read(
                lambda reader: self._more(reader, query, offset=offset, limit=count),
                then=lambda rows: model.put_rows(offset, rows, generation),
                owner=self._page,
            )

        def sort(key: str, ascending: bool) -> None:
            self.order(SORTS[key], descending=not ascending)
            self.read()

        model.rows_wanted.connect(more)
        model.sort_wanted.connect(sort)

    def read(self) -> None:
        """Read the list anew, from its first row."""
        self._page.work.read(
            self._first(self._asked()), then=self._show, owner=self._page, lane="page"
        )

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

#: More than there will ever be: what a list takes along to Excel and to paper.
ALL_ROWS = 10_000_000


class MoreRows(Protocol):
    """A use case that returns a further page of rows."""

    def __call__(
        self, reader: Any, query: QueueQuery, /, *, offset: int, limit: int
    ) -> list[QueueRow]:
        """Return at most `limit` rows from `offset`."""


class CaseRows(QObject, Generic[A]):
    """Reads beside the window. `sort` and `descending` are part of what the page asks for.

    They are what the table is sorted by, also as it was left another day; else what is given here.
    """

    def __init__(
        self,
        page: Page,
        asked: Callable[[], QueueQuery],
        first: Callable[[QueueQuery], Callable[[Any], A]],
        more: MoreRows,
        show: Callable[[A], object],
        sort: str,
        *,
        descending: bool = False,
    ) -> None:
        """`first` returns what reads the answer that `show` gets: at most `FIRST_ROWS` rows."""
        super().__init__(page)
        self._page, self._asked = page, asked
        self._first, self._more, self._show = first, more, show
        self._usual = sort, descending
        self._model: QueueModel | None = None

    @property
    def sort(self) -> str:
        """The field of the query by which the list is ordered."""
        return self._order[0]

    @property
    def descending(self) -> bool:
        """Whether from the last to the first."""
        return self._order[1]

    @property
    def _order(self) -> tuple[str, bool]:
        chosen = self._model.sorted_by if self._model is not None else None
        return self._usual if chosen is None else (SORTS[chosen[0]], not chosen[1])

    def follow(self, model: QueueModel) -> None:
        """Read what this table asks for: rows that come into sight, and another order."""

        def more(offset: int, count: int, generation: int) -> None:
            query = self._asked()
            self._page.read(
                lambda reader: self._more(reader, query, offset=offset, limit=count),
                lambda rows: model.put_rows(offset, rows, generation),
                "",
            )

        self._model = model
        model.rows_wanted.connect(more)
        model.sort_wanted.connect(lambda _key, _ascending: self.read())

    def read(self) -> None:
        """Read the list anew, from its first row."""
        self._page.read(self._first(self._asked()), self._show)

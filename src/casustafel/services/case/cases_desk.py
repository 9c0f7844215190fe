"""All cases of all tables that a person may read, also those that are closed."""

from dataclasses import dataclass
from datetime import date

from casustafel.domain.cases import CaseStatus
from casustafel.domain.people import Right
from casustafel.services.definitions import tables
from casustafel.services.queue.queue import of_table
from casustafel.services.use_case import part, read
from casustafel.storage.queries import queue as rows
from casustafel.storage.queries.queue import QueueQuery, QueueRow
from casustafel.storage.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class CaseList:
    """One page of the list. `tables` are those that may be read, with their short names."""

    rows: tuple[QueueRow, ...]
    total: int
    counts: dict[CaseStatus, int]
    tables: tuple[tuple[str, str], ...]
    today: date

    @property
    def all(self) -> int:
        """How many cases there are whatever their state."""
        return sum(self.counts.values())


@part
def readable(reader: Reading) -> tuple[tuple[str, str], ...]:
    """Return the tables (code, short name) whose cases this person may read."""
    return tuple(
        (one.code, one.short_name)
        for one in tables.all_committees(reader)
        if reader.actor.may(Right.READ_CASES, one.code)
    )


@read(Right.READ_CASES, at=of_table)
def page(reader: Reading, query: QueueQuery, *, offset: int = 0, limit: int = 100) -> CaseList:
    """Return one page; without a table in the query, of all that may be read. Raises RightError."""
    asked = rows.looked_up(reader.connection, reader.actor, query)
    codes = sorted(asked.committees) or [query.committee or ""]
    return CaseList(
        rows=tuple(rows.page(reader.connection, asked, offset=offset, limit=limit)),
        total=rows.count(reader.connection, asked),
        counts=rows.count_by_status(reader.connection, reader.actor, *codes),
        tables=readable(reader),
        today=reader.today,
    )


@read(Right.READ_CASES, at=of_table)
def rows_of(reader: Reading, query: QueueQuery, *, offset: int, limit: int) -> list[QueueRow]:
    """Return a further page of a list whose counts are known. Raises RightError."""
    asked = rows.looked_up(reader.connection, reader.actor, query)
    return rows.page(reader.connection, asked, offset=offset, limit=limit)

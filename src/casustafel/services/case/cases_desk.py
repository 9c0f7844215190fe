"""All cases that a person may read, also closed ones, and finding anything by a few letters."""

from dataclasses import dataclass
from datetime import date

from casustafel.domain import terms
from casustafel.domain.actions import Action
from casustafel.domain.cases import CaseStatus
from casustafel.domain.registers import Provider
from casustafel.services.agenda import meetings_desk
from casustafel.services.definitions import tables
from casustafel.services.queue.queue import client_label, of_table
from casustafel.services.use_case import Free, Reading, Right, part, read
from casustafel.storage import folding
from casustafel.storage.folding import fold
from casustafel.storage.queries import queue as rows
from casustafel.storage.queries.queue import QueueQuery, QueueRow
from casustafel.storage.queries.readable import readable_ids


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


#: How many hits of one kind are offered.
_FEW = 6


@dataclass(frozen=True, slots=True)
class Found:
    """One hit: what it is, its words, and what is opened with it."""

    group: str
    text: str
    note: str
    page: str
    argument: str


@read(Free("finds only what this person may read"))
def find(reader: Reading, text: str) -> list[Found]:
    """Return the best hits for what was typed, cases first; nothing for empty text."""
    wanted = folding.searched(text)
    if not wanted:
        return []
    return [
        *_cases(reader, wanted),
        *_meetings(reader, wanted),
        *_actions(reader, wanted),
        *_providers(reader, wanted),
    ]


def _cases(reader: Reading, wanted: str) -> list[Found]:
    codes = frozenset(code for code, _name in readable(reader))
    if not codes:
        return []
    query = QueueQuery(committees=codes, text=wanted, sort="received", descending=True)
    today = reader.today
    query = rows.looked_up(reader.connection, reader.actor, query)
    found = rows.page(reader.connection, query, offset=0, limit=_FEW)
    return [
        Found(
            "Casussen",
            row.number,
            " · ".join(
                part
                for part in (client_label(row, today), row.provider, terms.STATUS[row.status])
                if part
            ),
            "case",
            row.id,
        )
        for row in found
    ]


def _meetings(reader: Reading, wanted: str) -> list[Found]:
    found = []
    for line in meetings_desk.meetings(reader):
        words = f"{line.label} {line.held_on:%d-%m-%Y} {line.place}"
        if wanted in fold(words):
            page = "minutes" if line.minutes is not None else "agenda"
            cases = "1 casus" if line.cases == 1 else f"{line.cases} casussen"
            note = f"{terms.MEETING_STATE[line.state]} · {cases}"
            found.append(Found("Vergaderingen", line.label, note, page, line.id))
    return found[:_FEW]


def _actions(reader: Reading, wanted: str) -> list[Found]:
    return [
        Found(
            "Acties",
            action.text,
            f"{action.owner} · {action.due_on:%d-%m-%Y}" if action.due_on else action.owner,
            "actions",
            action.id,
        )
        for action in _readable(reader, reader.find(Action, "due_on", done_at=None))
        if reader.actor.may(Right.KEEP_ACTIONS, action.committee)
        and wanted in fold(f"{action.text} {action.owner}")
    ][:_FEW]


def _readable(reader: Reading, found: list[Action]) -> list[Action]:
    ids = {action.case_id for action in found if action.case_id}
    allowed = readable_ids(reader.connection, reader.actor, ids)
    return [one for one in found if one.case_id is None or one.case_id in allowed]


def _providers(reader: Reading, wanted: str) -> list[Found]:
    if not reader.actor.may(Right.READ_NORMS):
        return []
    return [
        Found("Aanbieders", one.name, f"AGB {one.agb}" if one.agb else "", "providers", one.id)
        for one in reader.find(Provider, "search_name")
        if wanted in one.search_name or (one.agb or "").startswith(wanted)
    ][:_FEW]

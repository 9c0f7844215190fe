"""The log to read: who did what, when, about what; and whether its chain is whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from casustafel.domain.alike import alike
from casustafel.domain.cases import Case
from casustafel.domain.meetings import AgendaItem, Meeting, Member
from casustafel.domain.people import Person, Right
from casustafel.domain.registers import Provider
from casustafel.domain.terms import action_words, field_words, subject_words
from casustafel.services.definitions import tables
from casustafel.services.use_case import Free, Reading, read
from casustafel.storage import audit
from casustafel.storage.queries import log as kept
from casustafel.storage.queries.log import LogFilter, LogRow

__all__ = ["Chain", "Choices", "LogFilter", "LogLine", "LogPage", "check_chain", "choices", "page"]

PAGE = 100


@dataclass(frozen=True, slots=True)
class LogLine:
    """One event in words. `at` is a moment; `about` names the subject where it still exists."""

    position: int
    at: datetime
    person: str
    roles: str
    what: str
    about: str
    table: str
    fields: str
    subject: str
    subject_id: str


@dataclass(frozen=True, slots=True)
class LogPage:
    """A part of the log and the number of events that fit."""

    lines: tuple[LogLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be filtered by, as (key, words), in the order of the words."""

    persons: tuple[tuple[str, str], ...]
    actions: tuple[tuple[str, str], ...]
    subjects: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Whether each event fits the one before it; `broken_at` is the first that does not."""

    events: int
    broken_at: int | None
    head: str

    @property
    def whole(self) -> bool:
        """Whether nothing was changed or taken away in the middle."""
        return self.broken_at is None


@read(Right.READ_LOG)
def page(reader: Reading, asked: LogFilter, offset: int = 0, count: int = PAGE) -> LogPage:
    """Return a part of the log, newest first. Raises RightError."""
    rows = kept.page(reader.connection, asked, offset, count)
    return LogPage(tuple(_worded(reader, rows)), kept.total(reader.connection, asked))


@read(Right.READ_LOG)
def choices(reader: Reading) -> Choices:
    """Return what occurs in the log. Raises RightError."""
    found = kept.choices(reader.connection)
    return Choices(
        found.persons,
        _sorted((code, action_words(code)) for code in found.actions),
        _sorted((kind, subject_words(kind)) for kind in found.subjects),
    )


@read(Free("a head says nothing of what is in the log"))
def head(reader: Reading) -> str:
    """Return the head of the log as it is kept on paper: `check --head` takes it as it is typed."""
    kept_head = audit.head(reader.connection)
    return " ".join(kept_head[at : at + 4] for at in range(0, len(kept_head), 4))


@read(Right.READ_LOG)
def check_chain(reader: Reading) -> Chain:
    """Read the whole log and check its chain. Raises RightError."""
    return Chain(
        kept.total(reader.connection, LogFilter()),
        audit.first_break(reader.connection),
        audit.head(reader.connection),
    )


def _sorted(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(pairs, key=lambda pair: pair[1].casefold()))


def _worded(reader: Reading, rows: list[LogRow]) -> list[LogLine]:
    names = _names(reader, rows)
    short = {one.code: one.short_name for one in tables.all_committees(reader)}
    return [
        alike(
            LogLine,
            row,
            what=action_words(row.action),
            about=_about(row, names, short),
            table=short.get(row.committee or "", row.committee or ""),
            fields=field_words(row.fields),
        )
        for row in rows
    ]


def _about(row: LogRow, names: dict[str, str], short: dict[str, str]) -> str:
    known = names.get(row.subject_id) or short.get(row.subject_id, "")
    number = row.details.get("number")
    if not known and isinstance(number, str):
        known = number  # the number of a case outlives the case
    return f"{subject_words(row.subject)} {known}".strip()


def _names(reader: Reading, rows: list[LogRow]) -> dict[str, str]:
    """Return what the subjects are called, of those that still exist; never a client's name."""
    ids: dict[str, set[str]] = {}
    for row in rows:
        ids.setdefault(row.subject, set()).add(row.subject_id)
    names = {key: case.number for key, case in reader.by_ids(Case, ids.get("case", ())).items()}
    items = reader.by_ids(AgendaItem, ids.get("agenda_item", ()))
    names |= {key: item.title for key, item in items.items()}
    meetings = reader.by_ids(Meeting, ids.get("meeting", ()))
    names |= {key: f"{one.held_on:%d-%m-%Y}" for key, one in meetings.items()}
    people = reader.by_ids(Person, ids.get("person", ()))
    names |= {key: person.name for key, person in people.items()}
    seats = reader.by_ids(Member, ids.get("member", ()))
    names |= {key: f"{seat.role_name}, {seat.organisation}" for key, seat in seats.items()}
    providers = reader.by_ids(Provider, ids.get("provider", ()))
    return names | {key: provider.name for key, provider in providers.items()}

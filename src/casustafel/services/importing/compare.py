"""Comparing a list, row by row, with what is kept and with the rows before it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from rapidfuzz.distance import Levenshtein

from casustafel.domain.cases import Case, Client
from casustafel.domain.errors import CasustafelError, FieldName
from casustafel.domain.findings import Finding, said
from casustafel.domain.framework_answers import check_answer
from casustafel.domain.people import Right
from casustafel.domain.registers import Provider, School
from casustafel.excel.case_list import CaseList, CleanRow
from casustafel.excel.text import folded
from casustafel.services.case import intake
from casustafel.services.definitions import tables
from casustafel.services.importing.answer import FieldUpdate, Progress, RowAnswer, RowState
from casustafel.services.importing.known import (
    Allocations,
    Cases,
    Clients,
    Created,
    Providers,
    Schools,
    count_overlap,
)
from casustafel.services.importing.newcomers import Newcomer, Person
from casustafel.services.importing.others import of_others
from casustafel.services.importing.people import KnownPeople
from casustafel.services.importing.updates import Change, Kept, changeable, taken
from casustafel.services.importing.values import ANSWER, answers_of_row, said_of_row
from casustafel.storage.unit_of_work import UnitOfWork

#: A name that differs in at most so many letters is alike (domain.md §4); likeness only asks.
_NAME_DISTANCE = 2

#: How many rows are compared before their new cases are handed on.
_STEP = 1_000


@dataclass(slots=True)
class NewCase:
    """A row that becomes a case: what it says, who it is about, and where its number is told."""

    values: Mapping[str, Any]
    client: Person
    provider: Provider | None
    school: School | None
    answers: dict[str, object]
    line: RowAnswer


@dataclass(slots=True)
class Gathered:
    """What a list adds and changes, before anything is written."""

    created: Created
    kept: Kept
    people: KnownPeople
    changed: list[Change] = field(default_factory=list)


def decided_names(given: CaseList) -> set[str]:
    """Return the names of providers that somebody settled for a value of the list, folded."""
    at = next((c.index for c in given.columns if c.field == "provider"), -1)
    return {folded(text) for text in given.mends.values.get(at, {}).values()}


class Comparison:
    """One list against one database; everything kept is looked up once."""

    def __init__(
        self,
        uow: UnitOfWork,
        context: intake.Context,
        given: CaseList,
        overwrite: frozenset[tuple[int, str]],
    ) -> None:
        self._today = uow.today
        self._table = context.committee.code
        self._overwrite = overwrite
        self._actor = uow.actor
        self._rows = given.rows
        rows = [row.values for row in given.rows if not row.refused]
        created = Created()
        self._clients = Clients(uow, rows)
        self._providers = Providers(uow, created)
        self._schools = Schools(uow, created)
        clients = self._clients.kept(rows)
        self._cases = Cases(uow, self._table, rows, clients)
        self._columns = {c.field: c.header for c in given.columns if c.field}
        self._allocations = self._held(uow, clients)
        people = {case.client_id for case in self._cases.all()} | {*clients}
        self._people = KnownPeople(uow, self._clients, people, self._columns)
        self._kept = Kept(uow, [case.id for case in self._cases.all()])
        self.gathered = Gathered(created, self._kept, self._people)
        self._told: dict[str, int] = {}
        framework = tables.framework_in_force(uow, self._table, self._today)
        self._items = {item.code: item for item in tables.framework(uow, framework).items()}
        self._seen: dict[tuple[object, ...], int] = {}
        self._answered = tuple(name for name in self._columns if name.startswith(ANSWER))
        self._named: set[str] = set()
        self._decided = decided_names(given)
        self.lines: list[RowAnswer] = []
        """What became of each row that was compared."""

    def _held(self, uow: UnitOfWork, known: dict[str, Client]) -> Allocations:
        numbered = [case for case in self._cases.all() if case.allocation_number is not None]
        missing = {case.client_id for case in numbered} - known.keys()
        clients = known | uow.by_ids(Client, missing) if missing else known
        held = {
            case.allocation_number: (clients[case.client_id], case.number)
            for case in numbered
            if case.allocation_number is not None
        }
        hidden = of_others(uow, self._table, self._rows, (self._clients, self._providers))
        column = self._columns.get("allocation_number", "")
        return Allocations(held, self._clients, column, hidden)

    def steps(self, tell: Progress) -> Iterator[list[NewCase]]:
        """Compare the rows in their order, and yield the new cases of some rows at a time.

        Nothing is looked up any more, so that others may use the database meanwhile. `tell` is
        told how many rows were compared, out of all.
        """
        for start in range(0, len(self._rows), _STEP):
            tell(start, len(self._rows))
            new: list[NewCase] = []
            for row in self._rows[start : start + _STEP]:
                self.lines.append(self._row(row, new))
            yield new

    def years(self) -> set[int]:
        """Return the years of receipt of the list."""
        given = (row.values.get("received") for row in self._rows if not row.refused)
        return {(day or self._today).year for day in given}

    @property
    def overlap(self) -> dict[str, int]:
        """How many clients of the list have an open case at each other table."""
        found = chain.from_iterable(self._cases.open_elsewhere.values())
        return count_overlap(self._actor, self._table, found)

    def _row(self, row: CleanRow, new: list[NewCase]) -> RowAnswer:
        if row.refused:
            return RowAnswer(row.row, RowState.REFUSED, tuple(row.findings))
        findings = list(row.findings)
        client = self._allocations.holder(row)
        if isinstance(client, Finding):
            return RowAnswer(row.row, RowState.REFUSED, (*findings, client))
        provider = self._provider(row, findings)
        provider_id = provider.id if provider else None
        school = self._schools.named(
            row.values.get("school") or "", row.values.get("brin"), row.values.get("board") or ""
        )
        key = self._key(client.id, provider_id, row.values)
        if key in self._seen:
            findings.append(said(row.row, "row-duplicate", "", first=self._seen[key]))
            return RowAnswer(row.row, RowState.DUPLICATE, tuple(findings))
        self._seen[key] = row.row
        if "received" not in row.values:
            findings.append(said(row.row, "received-assumed", "received"))
        kept = self._cases.of(client.id, provider_id, row.values)
        if kept is not None:
            school_id = school.id if school else None
            return self._known(row, kept, client, provider_id, school_id, findings)
        self._look_elsewhere(row, client, findings)
        answers = self._answers(row, findings)
        updates = self._of_client(row, client, findings)
        answer = RowAnswer(row.row, RowState.NEW, tuple(findings), updates)
        self._name(client)
        new.append(NewCase(row.values, client, provider, school, answers, answer))
        return answer

    def _name(self, client: Person) -> None:
        """Let a new client come in with the first case; one without a case never does."""
        if isinstance(client, Newcomer) and client.id not in self._named:
            self._named.add(client.id)
            self.gathered.created.clients.append(client)

    def _of_client(
        self, row: CleanRow, client: Person, findings: list[Finding]
    ) -> tuple[FieldUpdate, ...]:
        """Return what a row says otherwise of a kept client; it is asked, never just taken."""
        if isinstance(client, Newcomer):
            return ()
        return self._people.updates(row, client, self._chosen(row), findings)

    def _chosen(self, row: CleanRow) -> frozenset[str]:
        return frozenset(name for at, name in self._overwrite if at == row.row)

    def _provider(self, row: CleanRow, findings: list[Finding]) -> Provider | None:
        name = row.values.get("provider") or ""
        provider, unknown = self._providers.named(name, row.values.get("agb"))
        if provider is not None and unknown:
            column = self._columns.get("provider", "")
            code = "provider-new" if folded(name) in self._decided else "provider-unknown"
            findings.append(said(row.row, code, "provider", column, provider=provider.name))
        return provider

    def _key(
        self, client_id: str, provider_id: str | None, values: Mapping[str, Any]
    ) -> tuple[object, ...]:
        """Return what makes a row the same as an earlier one in this list."""
        if values.get("allocation_number") is not None:
            return ("allocation", values["allocation_number"])
        return (
            client_id,
            provider_id,
            values.get("product_code"),
            values.get("starts_on"),
            values.get("sender_reference"),
        )

    def _known(
        self,
        row: CleanRow,
        kept: Case,
        client: Person,
        provider_id: str | None,
        school_id: str | None,
        findings: list[Finding],
    ) -> RowAnswer:
        number = kept.number
        first = self._told.setdefault(kept.id, row.row)
        if first != row.row:
            findings.append(said(row.row, "row-duplicate", "", first=first))
            return RowAnswer(row.row, RowState.DUPLICATE, tuple(findings), case_number=number)
        wanted = said_of_row(row.values)
        for name, key in (("provider_id", provider_id), ("school_id", school_id)):
            if key is not None:
                wanted[name] = key
        chosen = self._chosen(row)
        updates = self._kept.updates(kept, wanted, self._answers(row, findings), chosen)
        if updates and not changeable(kept):
            findings.append(said(row.row, "case-treated", "", number=number))
            updates = ()
        for one in updates:
            if one.by_hand:
                column = self._columns.get(one.field, "")
                called = column or FieldName(one.field)
                found = said(row.row, "kept-by-hand", one.field, column, field=called)
                findings.append(found)
        change = taken(kept, updates)
        if change is not None:
            self.gathered.changed.append(change)
        updates += self._of_client(row, client, findings)
        takes = any(not one.waits for one in updates)
        state = RowState.UPDATED if takes else RowState.UNCHANGED
        return RowAnswer(row.row, state, tuple(findings), updates, case_number=number)

    def _look_elsewhere(self, row: CleanRow, client: Person, findings: list[Finding]) -> None:
        for other in self._cases.open_elsewhere.get(client.id, ()):
            # An overlap of tables is shown only to whoever holds rights on both (domain.md §8).
            if self._actor.may(Right.READ_CASES, other.committee):
                values = {"number": other.number, "table": other.committee}
                findings.append(said(row.row, "person-elsewhere", "bsn", **values))
                break
        if isinstance(client, Newcomer) and self._clients.alike(client, _close) is not None:
            findings.append(said(row.row, "person-alike", "surname"))

    def _answers(self, row: CleanRow, findings: list[Finding]) -> dict[str, object]:
        taken: dict[str, object] = {}
        if not self._answered:
            return taken
        for code, value in answers_of_row(row.values, self._answered).items():
            item = self._items.get(code)
            try:
                if item is not None:
                    taken[code] = check_answer(item, value)
            except CasustafelError:
                column = self._columns.get(f"answer.{code}", code)
                found = said(row.row, "answer-not-taken", code, column, field=column)
                findings.append(found)
        return taken


def _close(one: str, other: str) -> bool:
    return Levenshtein.distance(one, other, score_cutoff=_NAME_DISTANCE) <= _NAME_DISTANCE

"""Comparing a list, row by row, with what is kept and with the rows before it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from rapidfuzz.distance import Levenshtein

from casustafel.domain.cases import Case, Client
from casustafel.domain.errors import CasustafelError
from casustafel.domain.findings import Finding
from casustafel.domain.framework_answers import check_answer
from casustafel.domain.people import Right
from casustafel.domain.registers import Provider, School
from casustafel.excel.case_list import CaseList, CleanRow
from casustafel.services import intake, tables
from casustafel.services.importing.allocations import Allocations
from casustafel.services.importing.answer import FieldUpdate, RowAnswer, RowState
from casustafel.services.importing.findings import said
from casustafel.services.importing.following import TOLD_ONCE_IN, Progress
from casustafel.services.importing.known import Cases, Clients, Created, Providers, Schools
from casustafel.services.importing.overlap import count_overlap
from casustafel.services.importing.people import KnownPeople, waiting
from casustafel.services.importing.updates import Change, Kept, changeable, taken
from casustafel.services.importing.values import answer_columns, answers_of_row, fields_of_row
from casustafel.storage.unit_of_work import UnitOfWork

#: A name that differs in at most so many letters is alike (domain.md §4); likeness only asks.
_NAME_DISTANCE = 2

#: What is assumed of a row that does not say it; an assumption changes no kept case.
_ASSUMED = frozenset({"received", "law", "care_form"})


@dataclass(slots=True)
class NewCase:
    """A row that becomes a case: what it says, who it is about, and where its number is told."""

    values: Mapping[str, Any]
    client: Client
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
    cases: list[NewCase] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)


class Comparison:
    """One list against one database; everything kept is looked up once."""

    def __init__(
        self,
        uow: UnitOfWork,
        context: intake.Context,
        given: CaseList,
        overwrite: frozenset[tuple[int, str]],
    ) -> None:
        self._today = uow.clock().date()
        self._table = context.committee.code
        self._overwrite = overwrite
        self._actor = uow.actor
        self._rows = given.rows
        rows = [row.values for row in given.rows if not row.refused]
        created = Created()
        self._clients = Clients(uow, rows, created)
        self._providers = Providers(uow, created)
        self._schools = Schools(uow, created)
        self._client_of = {
            row.row: self._clients.of(row.values)[0] for row in given.rows if not row.refused
        }
        known = [client.id for client in self._client_of.values()]
        self._new_clients = {client.id for client in created.clients}
        kept = [client_id for client_id in known if client_id not in self._new_clients]
        self._cases = Cases(uow, self._table, rows, kept)
        self._columns = {c.field: c.header for c in given.columns if c.field}
        self._allocations = self._held(uow)
        self._people = KnownPeople(uow, {case.client_id for case in self._cases.all()} | {*kept})
        self._kept = Kept(uow, [case.id for case in self._cases.all()])
        self.gathered = Gathered(created, self._kept, self._people)
        self._told: dict[str, int] = {}
        framework = tables.framework_in_force(uow, self._table, self._today)
        self._items = {item.code: item for item in tables.framework(uow, framework).items()}
        self._seen: dict[tuple[object, ...], int] = {}
        self._answered = answer_columns(rows)

    def _held(self, uow: UnitOfWork) -> Allocations:
        numbered = [case for case in self._cases.all() if case.allocation_number is not None]
        clients = {client.id: client for client in self._client_of.values()} if numbered else {}
        clients |= uow.by_ids(Client, {case.client_id for case in numbered} - clients.keys())
        held = {
            case.allocation_number: (clients[case.client_id], case.number)
            for case in numbered
            if case.allocation_number is not None
        }
        return Allocations(held, self._new_clients, self._columns.get("allocation_number", ""))

    def run(self, tell: Progress) -> list[RowAnswer]:
        """Return what becomes of each row, and gather what is to be written.

        `tell` is told how many rows were compared, out of all.
        """
        answers = []
        for at, row in enumerate(self._rows):
            if at % TOLD_ONCE_IN == 0:
                tell(at, len(self._rows))
            answers.append(self._row(row))
        self._drop_unused_clients()
        return answers

    def _drop_unused_clients(self) -> None:
        """Keep no client of a row that is refused, or that is about somebody known after all."""
        used = {one.client.id for one in self.gathered.cases}
        created = self.gathered.created
        created.clients = [one for one in created.clients if one.id in used]

    @property
    def overlap(self) -> dict[str, int]:
        """How many clients of the list have an open case at each other table."""
        found = chain.from_iterable(self._cases.open_elsewhere.values())
        return count_overlap(self._actor, self._table, found)

    def _row(self, row: CleanRow) -> RowAnswer:
        if row.refused:
            return RowAnswer(row.row, RowState.REFUSED, tuple(row.findings))
        client = self._client_of[row.row]
        findings = list(row.findings)
        holder = self._allocations.holder(row, client)
        if isinstance(holder, Finding):
            return RowAnswer(row.row, RowState.REFUSED, (*findings, holder))
        client = self._client_of[row.row] = holder
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
            return self._known(row, kept, provider_id, school.id if school else None, findings)
        self._look_elsewhere(row, client.id, findings)
        answers = self._answers(row, findings)
        updates = self._of_client(row, findings)
        answer = RowAnswer(row.row, RowState.NEW, tuple(findings), updates)
        self.gathered.cases.append(NewCase(row.values, client, provider, school, answers, answer))
        return answer

    def _of_client(self, row: CleanRow, findings: list[Finding]) -> tuple[FieldUpdate, ...]:
        """Return what a row says otherwise of a kept client; it is asked, never just taken."""
        client = self._client_of[row.row]
        if client.id in self._new_clients:
            return ()
        updates = self._people.updates(client, row.values, self._chosen(row))
        findings += waiting(row.row, updates, self._columns)
        return updates

    def _chosen(self, row: CleanRow) -> frozenset[str]:
        return frozenset(name for at, name in self._overwrite if at == row.row)

    def _provider(self, row: CleanRow, findings: list[Finding]) -> Provider | None:
        name = row.values.get("provider") or ""
        provider, unknown = self._providers.named(name, row.values.get("agb"))
        if provider is not None and unknown:
            column = self._columns.get("provider", "")
            found = said(row.row, "provider-unknown", "provider", column, provider=provider.name)
            findings.append(found)
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
        provider_id: str | None,
        school_id: str | None,
        findings: list[Finding],
    ) -> RowAnswer:
        number = kept.number
        first = self._told.setdefault(kept.id, row.row)
        if first != row.row:
            findings.append(said(row.row, "row-duplicate", "", first=first))
            return RowAnswer(row.row, RowState.DUPLICATE, tuple(findings), case_number=number)
        wanted = {
            name: value
            for name, value in fields_of_row(row.values, self._table, self._today).items()
            if name in row.values or name not in _ASSUMED
        }
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
                found = said(row.row, "kept-by-hand", one.field, column, field=column or one.field)
                findings.append(found)
        change = taken(kept, updates)
        if change is not None:
            self.gathered.changed.append(change)
        updates += self._of_client(row, findings)
        takes = any(not one.waits for one in updates)
        state = RowState.UPDATED if takes else RowState.UNCHANGED
        return RowAnswer(row.row, state, tuple(findings), updates, case_number=number)

    def _look_elsewhere(self, row: CleanRow, client_id: str, findings: list[Finding]) -> None:
        for other in self._cases.open_elsewhere.get(client_id, ()):
            # An overlap of tables is shown only to who holds rights on both (domain.md §8).
            if self._actor.may(Right.READ_CASES, other.committee):
                values = {"number": other.number, "table": other.committee}
                findings.append(said(row.row, "person-elsewhere", "bsn", **values))
                break
        if client_id not in self._new_clients:
            return
        client = self._client_of[row.row]
        if self._clients.alike(client, _close) is not None:
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

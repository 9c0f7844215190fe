"""Doorbraak lists: every row is a zorgregel; a client's lines are summed to a concept per law.

See docs/decisions/longlist.md and domain.md §8, Intake.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from casustafel.domain.cases import OPEN, CareLine, Case, CaseStatus, Client, Household, Phase
from casustafel.domain.findings import Finding, said
from casustafel.domain.ids import new_id
from casustafel.domain.selection import Part, summed
from casustafel.excel.case_list import CaseList, CleanRow
from casustafel.excel.columns import DOORBRAAK
from casustafel.services.case import intake
from casustafel.services.definitions import tables
from casustafel.services.importing import answer, history, people
from casustafel.services.importing.keep import complete, number_all
from casustafel.services.importing.known import (
    Allocations,
    Clients,
    Created,
    Providers,
    count_overlap,
)
from casustafel.services.importing.newcomers import Newcomer, Person
from casustafel.services.importing.others import of_others
from casustafel.services.importing.people import KnownPeople
from casustafel.services.use_case import UnitOfWork, part
from casustafel.storage.queries.longlist import rank
from casustafel.storage.queries.taken import ENDED

Key = tuple[str, str]
"""A client and a law: nothing is summed over laws (domain.md §8)."""


#: Fields of a care line that a row fills under the same name.
_LISTED = tuple(one.name for one in fields(CareLine) if DOORBRAAK.field(one.name) is not None)


class CareLines:
    """One Doorbraak list against one database."""

    def __init__(
        self,
        uow: UnitOfWork,
        context: intake.Context,
        given: CaseList,
        overwrite: frozenset[tuple[int, str]],
        import_id: str,
    ) -> None:
        self._uow = uow
        self._context = context
        self._given = given
        assert context.committee.selection is not None
        self._terms = context.committee.selection
        self._now = uow.clock()
        self._import_id = import_id
        self.created = Created()
        taken = [row.values for row in given.rows if not row.refused]
        self._clients = Clients(uow, taken)
        self._providers = Providers(uow, self.created)
        self._households = {one.key: one for one in uow.find(Household) if one.key}
        self._overwrite = overwrite
        self._columns = {c.field: c.header for c in given.columns if c.field}
        found = self._clients.kept(taken)
        known = found.keys()
        self._kept = {_key(line): line for line in uow.find(CareLine, client_id=sorted(known))}
        self._allocations = self._held(taken, found)
        self.people = KnownPeople(uow, self._clients, known, self._columns)
        self._known = known
        self._seen: dict[tuple[object, ...], int] = {}
        self._lines: list[CareLine] = []
        self._by_client: dict[str, Person] = {}
        self._periods: set[str | None] = set()
        self._changed: list[tuple[CareLine, CareLine]] = []
        self.listed = 0
        """How many cases the longlist got: of a client one per law."""

    def _held(self, rows: list[dict[str, Any]], clients: dict[str, Client]) -> Allocations:
        """Return whose the allocation numbers of the list are, and take their lines along."""
        numbers = {row["allocation_number"] for row in rows if row.get("allocation_number")}
        lines = self._uow.find(CareLine, allocation_number=numbers) if numbers else []
        self._kept |= {_key(line): line for line in lines}
        known = clients | self._uow.by_ids(Client, {one.client_id for one in lines})
        cases = self._uow.by_ids(Case, {one.case_id for one in lines if one.case_id})
        held = {
            one.allocation_number: (known[one.client_id], cases[one.case_id].number)
            for one in lines
            if one.allocation_number is not None and one.case_id in cases
        }
        people = self._clients, self._providers
        table, listed = self._context.committee.code, self._given.rows
        hidden = of_others(self._uow, table, listed, people, gathers=True)
        column = self._columns.get("allocation_number", "")
        return Allocations(held, self._clients, column, hidden)

    @property
    def overlap(self) -> dict[str, int]:
        """How many clients of the list have an open case at each other table."""
        states = [*OPEN, CaseStatus.DRAFT]
        found = self._uow.find(Case, client_id=sorted(self._known), status=states)
        return count_overlap(self._uow.actor, self._context.committee.code, found)

    def run(self, tell: answer.Progress) -> list[answer.RowAnswer]:
        """Compare every row, write the lines, and sum them to cases in the longlist.

        `tell` is told how many rows were compared, out of all.
        """
        answers, rows = [], self._given.rows
        for at, row in enumerate(rows):
            if at % answer.TOLD_ONCE_IN == 0:
                tell(at, len(rows))
            answers.append(self._row(row))
        self._uow.add_all(self.created.households)
        self._by_client |= people.write(self._uow, self.people.changed, self._import_id)
        used = {line.client_id for line in self._lines}
        self.created.clients = [one for one in self._clients.made.values() if one.id in used]
        self._uow.add_all(self.created.providers)
        complete(self._uow, self.created)
        self._uow.add_all([one.client() for one in self.created.clients])
        cases = self._sum_up()
        self._uow.add_all([replace(line, case_id=_case_of(line, cases)) for line in self._lines])
        for before, after in self._changed:
            case_id = before.case_id or _case_of(before, cases) or ""
            history.replaced(self._uow, before, after, case_id, self._import_id)
        return answers

    def _row(self, row: CleanRow) -> answer.RowAnswer:
        if row.refused:
            return answer.RowAnswer(row.row, answer.RowState.REFUSED, tuple(row.findings))
        findings: list[Finding] = list(row.findings)
        household_id = self._household(row.values.get("household_key"))
        if household_id:
            row.values["household_id"] = household_id
        holder = self._allocations.holder(row)
        if isinstance(holder, Finding):
            return answer.RowAnswer(row.row, answer.RowState.REFUSED, (*findings, holder))
        client = holder
        provider, unknown = self._providers.named(
            row.values.get("provider") or "", row.values.get("agb")
        )
        if provider is not None and unknown:
            findings.append(said(row.row, "provider-unknown", "provider", provider=provider.name))
        line = self._line(row, client.id, provider.id if provider else None)
        key = _key(line)
        if key in self._seen:
            findings.append(said(row.row, "row-duplicate", "", first=self._seen[key]))
            return answer.RowAnswer(row.row, answer.RowState.DUPLICATE, tuple(findings))
        self._seen[key] = row.row
        self._by_client[client.id] = client
        self._periods.add(line.period)
        chosen = frozenset(name for at, name in self._overwrite if at == row.row)
        updates: tuple[answer.FieldUpdate, ...] = ()
        if not isinstance(client, Newcomer):
            updates = self.people.updates(row, client, chosen, findings)
            if household_id:
                self.people.join(client, household_id)
        before = self._kept.get(key)
        if before is None:
            self._lines.append(line)
            return answer.RowAnswer(row.row, answer.RowState.NEW, tuple(findings), updates)
        after = replace(line, id=before.id, import_id=before.import_id, case_id=before.case_id)
        after = replace(after, row=before.row)
        if after != before:
            self._changed.append((before, after))
        changes = after != before or any(not one.waits for one in updates)
        state = answer.RowState.UPDATED if changes else answer.RowState.UNCHANGED
        return answer.RowAnswer(row.row, state, tuple(findings), updates)

    def _household(self, key: str | None) -> str | None:
        if not key:
            return None
        if key not in self._households:
            made = Household(id=new_id(), key=str(key))
            self._households[key] = made
            self.created.households.append(made)
        return self._households[key].id

    def _line(self, row: CleanRow, client_id: str, provider_id: str | None) -> CareLine:
        given = {
            name: row.values[name] for name in _LISTED if row.values.get(name) not in (None, "")
        }
        residential = self._terms.residential
        line = CareLine(
            id=new_id(),
            client_id=client_id,
            import_id=self._import_id,
            row=row.row,
            provider_id=provider_id,
            **given,
        )
        # Verblijf is excluded by a list of products (domain.md §8).
        if line.product_category in residential:
            line = replace(line, residential=True)
        if line.annual_hours is None and line.hours_per_week is not None:
            line = replace(line, annual_hours=line.hours_per_week * 52)
        return line

    def _sum_up(self) -> dict[Key, str]:
        """Make or refresh one longlist case per client and law; return the case of each.

        A case that the table has in hand keeps its sums: what a later list says of it is looked
        at when that list is frozen.
        """
        uow, committee = self._uow, self._context.committee.code
        lines = self._lines_of_clients()
        there = self._open_cases(sorted(lines))
        new = []
        for client_id, found in lines.items():
            for law in self._terms.parts:
                if not any(line.law == law.law for line in found):
                    continue
                sums = self._summed(found, law)
                case = there.get((client_id, law.law))
                if case is None:
                    new.append(self._case(client_id, sums))
                elif case.phase is Phase.LONGLIST:
                    self._refresh(case, sums)
        new.sort(key=lambda case: -(case.measure or 0))
        new = number_all(uow, self._context.committee.prefix, new) if new else []
        written = [self._found(intake.judged(case, self._context, {})) for case in new]
        uow.add_all(written)
        self.listed = len(written)
        rank_longlist(uow, committee)
        return {(case.client_id, case.law): case.id for case in (*there.values(), *written)}

    def _lines_of_clients(self) -> dict[str, list[CareLine]]:
        """Return per client with something new all lines of the period; others do not add up."""
        changed = {after.id: after for _, after in self._changed}
        touched = {line.client_id for line in (*self._lines, *changed.values())}
        lines: dict[str, list[CareLine]] = defaultdict(list)
        for line in (*self._kept.values(), *self._lines):
            if line.client_id in touched and line.period in self._periods:
                lines[line.client_id].append(changed.get(line.id, line))
        return lines

    def _open_cases(self, clients: list[str]) -> dict[Key, Case]:
        committee = self._context.committee.code
        there: dict[Key, Case] = {}
        for case in self._uow.find(Case, "sequence", committee=committee, client_id=clients):
            if case.status not in ENDED:
                there[case.client_id, case.law] = case
        self._by_hand = history.edited_by_hand(self._uow, [case.id for case in there.values()])
        return there

    def _refresh(self, case: Case, summed: dict[str, Any]) -> None:
        """Give a case the sums of its lines; what somebody edited by hand stays as it is."""
        by_hand = self._by_hand.get(case.id, frozenset())
        taken = {name: value for name, value in summed.items() if name not in by_hand}
        after = self._found(replace(case, **taken))
        if after != case:
            history.replaced(self._uow, case, after, case.id, self._import_id)

    def _found(self, case: Case) -> Case:
        client = self._by_client[case.client_id]
        return intake.search_columns(case, client, self._providers.name_of(case.provider_id))

    def _summed(self, lines: list[CareLine], law: Part) -> dict[str, Any]:
        """Return what counts of a client's lines under a law; the heaviest of them is named."""
        sums = summed(lines, law, self._terms, self._uow.today)
        heaviest = max(
            (line for line in lines if line.law == law.law),
            key=lambda line: (law.counts(line), line.annual_hours or 0, line.annual_cents or 0),
        )
        return {
            "law": law.law,
            "care_form": "wmo_begeleiding" if law.law == "wmo" else "begeleiding_jeugd",
            "provider_id": heaviest.provider_id,
            "product_category": heaviest.product_category,
            "product_code": heaviest.product_code,
            "hours_per_week": sums.weekly,
            "measure": sums.measure,
            "annual_hours": sums.hours,
            "annual_cents": sums.cents,
        }

    def _case(self, client_id: str, summed: dict[str, Any]) -> Case:
        today = self._uow.today
        return Case(
            id=new_id(),
            committee=self._context.committee.code,
            year=today.year,
            sequence=0,
            number="",
            client_id=client_id,
            status=CaseStatus.DRAFT,
            phase=Phase.LONGLIST,
            received=today,
            created_at=self._now,
            changed_at=self._now,
            import_id=self._import_id,
            entered_by=self._uow.actor.person_id,
            request_kind="verlenging",
            **summed,
        )


def _case_of(line: CareLine, cases: Mapping[Key, str]) -> str | None:
    """Return the case of a line; one under a law without a list goes with another of its client."""
    own = cases.get((line.client_id, line.law))
    return own or next((case for (who, _), case in cases.items() if who == line.client_id), None)


def _key(line: CareLine) -> tuple[object, ...]:
    """Return what makes two lines the same: K1, or K2 with the period of the list."""
    if line.allocation_number is not None:
        return ("allocation", line.allocation_number, line.period)
    return (line.client_id, line.provider_id, line.product_code, line.starts_on, line.period)


@part
def rank_longlist(uow: UnitOfWork, committee: str) -> None:
    """Rank the cases of the longlist, of each law or provider apart as the table says."""
    terms = tables.committee(uow, committee).selection
    if terms is not None:
        rank(uow.connection, committee, terms.per)

"""Writing what a comparison finds: new cases in a flow with all they refer to, then updates."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, replace
from itertools import count
from typing import Any

from casustafel.domain.cases import Case, CaseAnswer, Client
from casustafel.domain.ids import case_number, new_id, new_ids
from casustafel.services.case import intake
from casustafel.services.importing import people, updates
from casustafel.services.importing.answer import Progress, unheard
from casustafel.services.importing.compare import Comparison, NewCase
from casustafel.services.importing.known import Created
from casustafel.services.importing.newcomers import columns_of_newcomers
from casustafel.services.importing.values import columns_of_rows
from casustafel.services.use_case import UnitOfWork, part
from casustafel.storage.store import Columns, columns_of


@part
def keep(
    uow: UnitOfWork,
    context: intake.Context,
    comparison: Comparison,
    import_id: str,
    *,
    whole: bool,
    tell: Progress = unheard,
) -> None:
    """Write clients, providers, schools, cases with their answers, and updates.

    New cases are written while the rows after them are compared; with `whole` the list is compared
    first, since what is taken of a client in one row counts in all of their cases.
    """
    gathered, steps = comparison.gathered, comparison.steps(tell)
    if whole:
        steps = iter([*steps])
    changed = people.write(uow, gathered.people.changed, import_id)
    new = _NewCases(uow, context, comparison, import_id, changed)
    uow.add_cases(new.flow(steps))
    complete(uow, gathered.created)
    new.take_numbers()
    if changed:
        # What is searched of a client's cases followed them meanwhile.
        now = uow.by_ids(Case, [one.before.id for one in gathered.changed])
        for one in gathered.changed:
            one.before = now[one.before.id]
    updates.write(uow, context, gathered.kept, gathered.changed, import_id)


@part
def complete(uow: UnitOfWork, created: Created) -> None:
    """Write the AGB of the providers that were met by name alone."""
    for before, after in created.completed:
        uow.log("provider-changed", before, uow.change(before, after))


#: What a new case has of which nothing is said.
_BLANK: dict[str, Any] = {
    field.name: field.default for field in fields(Case) if field.default is not MISSING
}


class _NewCases:
    """The new cases of a list as they are written: step by step, column by column."""

    def __init__(
        self,
        uow: UnitOfWork,
        context: intake.Context,
        comparison: Comparison,
        import_id: str,
        changed: Mapping[str, Client],
    ) -> None:
        now, self._committee = uow.clock(), context.committee
        self._uow, self._today, self._changed = uow, uow.today, changed
        self._created = comparison.gathered.created
        self._blank = _BLANK | {"committee": self._committee.code, "import_id": import_id}
        self._blank |= {"created_at": now, "changed_at": now, "entered_by": uow.actor.person_id}
        self._arrivals = intake.Arrivals(context)
        # Given out from here on in the order of the list, and taken when it is whole: no other
        # transaction can write meanwhile.
        code = self._committee.code
        self._free = {year: uow.next_numbers(code, year, 0).start for year in comparison.years()}
        self._numbers = {year: count(free) for year, free in self._free.items()}

    def flow(self, steps: Iterable[list[NewCase]]) -> Iterator[list[tuple[type, Columns]]]:
        """Return for each step what is written, what is referred to first."""
        created = self._created
        providers = schools = clients = 0
        for cases in steps:
            step: list[tuple[type, Columns]] = []
            if created.providers[providers:]:
                step.append(columns_of(created.providers[providers:]))
                providers = len(created.providers)
            if created.schools[schools:]:
                step.append(columns_of(created.schools[schools:]))
                schools = len(created.schools)
            if created.clients[clients:]:
                step.append((Client, columns_of_newcomers(created.clients[clients:])))
                clients = len(created.clients)
            if cases:
                columns = self._columns(cases)
                step.append((Case, columns))
                step += self._answers(columns["id"], cases)
            yield step

    def _answers(self, ids: Sequence[str], cases: list[NewCase]) -> list[tuple[type, Columns]]:
        answers = [
            CaseAnswer(id=new_id(), case_id=case_id, item=item, value=value)
            for case_id, one in zip(ids, cases, strict=True)
            for item, value in one.answers.items()
        ]
        return [columns_of(answers)] if answers else []

    def _columns(self, cases: list[NewCase]) -> dict[str, Sequence[Any]]:
        size = len(cases)
        clients = [self._changed.get(one.client.id, one.client) for one in cases]
        columns: dict[str, Sequence[Any]] = {
            name: [value] * size for name, value in self._blank.items()
        }
        values = [one.values for one in cases]
        columns |= columns_of_rows(values, self._committee.code, self._today)
        columns["id"] = new_ids(size)
        columns["client_id"] = [client.id for client in clients]
        columns["provider_id"] = [one.provider and one.provider.id for one in cases]
        columns["school_id"] = [one.school and one.school.id for one in cases]
        columns["year"] = [day.year for day in columns["received"]]
        columns["sequence"] = [next(self._numbers[year]) for year in columns["year"]]
        columns["number"] = [
            case_number(self._committee.prefix, year, sequence)
            for year, sequence in zip(columns["year"], columns["sequence"], strict=True)
        ]
        self._arrivals.finish(
            columns,
            intake.About(
                answers=[one.answers for one in cases],
                clients=clients,
                providers=[one.provider.name if one.provider else "" for one in cases],
                schools=[one.school.name if one.school else "" for one in cases],
            ),
        )
        for one, number in zip(cases, columns["number"], strict=True):
            one.line.case_number = number
        return columns

    def take_numbers(self) -> None:
        """Take the numbers that were given out."""
        for year, free in self._free.items():
            self._uow.next_numbers(self._committee.code, year, next(self._numbers[year]) - free)


@part
def number_all(uow: UnitOfWork, prefix: str, cases: list[Case]) -> list[Case]:
    """Give every case the next number of its table and year, in the order of the list."""
    numbers = {
        year: iter(uow.next_numbers(cases[0].committee, year, count))
        for year, count in Counter(case.year for case in cases).items()
    }
    numbered = []
    for case in cases:
        sequence = next(numbers[case.year])
        number = case_number(prefix, case.year, sequence)
        numbered.append(replace(case, sequence=sequence, number=number))
    return numbered

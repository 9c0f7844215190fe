"""Writing what a comparison gathered: numbers, routes and points first, then a few statements."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import MISSING, fields, replace
from typing import Any

from casustafel.domain.cases import Case, CaseAnswer
from casustafel.domain.ids import case_number, new_id
from casustafel.services import intake
from casustafel.services.importing import people, updates
from casustafel.services.importing.compare import Gathered, NewCase
from casustafel.services.importing.following import TOLD_ONCE_IN, Progress, unheard
from casustafel.services.importing.values import fields_of_row
from casustafel.storage.unit_of_work import UnitOfWork

#: What a case has of which nothing is said.
_BLANK: dict[str, Any] = {
    field.name: field.default for field in fields(Case) if field.default is not MISSING
}


def keep(
    uow: UnitOfWork,
    context: intake.Context,
    gathered: Gathered,
    import_id: str,
    tell: Progress = unheard,
) -> None:
    """Write clients, providers, schools, cases with their answers, and updates."""
    created = gathered.created
    changed = people.write(uow, gathered.people.changed, import_id)
    for one in gathered.cases if changed else ():
        one.client = changed.get(one.client.id, one.client)
    for values in (created.households, created.providers, created.schools, created.clients):
        uow.add_all(values)
    answers: list[CaseAnswer] = []
    uow.add_flow(Case, _rows(uow, context, gathered.cases, import_id, answers, tell))
    uow.add_all(answers)
    updates.write(uow, context, gathered.kept, gathered.changed, import_id)


def _rows(
    uow: UnitOfWork,
    context: intake.Context,
    cases: list[NewCase],
    import_id: str,
    answers: list[CaseAnswer],
    tell: Progress,
) -> Iterator[dict[str, object]]:
    """Return the rows of all new cases, made as they are asked for; `answers` grows with them.

    Numbers are given out in the order of the list, all of them before the first row.
    """
    now, table = uow.clock(), context.committee
    today = now.date()
    received = [one.values.get("received") or today for one in cases]
    numbers = _numbers(uow, table.code, [day.year for day in received])
    blank = _BLANK | {"committee": table.code, "import_id": import_id}
    blank |= {"created_at": now, "changed_at": now}
    arrivals = intake.Arrivals(context)

    def row(one: NewCase, year: int, at: int) -> dict[str, object]:
        if at % TOLD_ONCE_IN == 0:
            tell(at, len(cases))
        fields = blank | fields_of_row(one.values, table.code, today)
        fields["id"] = case_id = new_id()
        fields["client_id"] = one.client.id
        provider = school = ""
        if one.provider is not None:
            fields["provider_id"], provider = one.provider.id, one.provider.name
        if one.school is not None:
            fields["school_id"], school = one.school.id, one.school.name
        sequence = next(numbers[year])
        number = case_number(table.prefix, year, sequence)
        fields["year"], fields["sequence"], fields["number"] = year, sequence, number
        fields |= arrivals.values(
            fields, one.answers, client=one.client, provider=provider, school=school
        )
        one.line.case_number = number
        answers.extend(
            CaseAnswer(id=new_id(), case_id=case_id, item=item, value=value)
            for item, value in one.answers.items()
        )
        return fields

    return map(row, cases, [day.year for day in received], range(len(cases)))


def _numbers(uow: UnitOfWork, committee: str, years: list[int]) -> dict[int, Iterator[int]]:
    return {
        year: iter(uow.next_numbers(committee, year, count))
        for year, count in Counter(years).items()
    }


def number_all(uow: UnitOfWork, prefix: str, cases: list[Case]) -> list[Case]:
    """Give every case the next number of its table and year, in the order of the list."""
    numbers = _numbers(uow, cases[0].committee, [case.year for case in cases])
    numbered = []
    for case in cases:
        sequence = next(numbers[case.year])
        number = case_number(prefix, case.year, sequence)
        numbered.append(replace(case, sequence=sequence, number=number))
    return numbered

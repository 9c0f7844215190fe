"""Writing what a comparison gathered: numbers, routes and points first, then a few statements."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from casustafel.domain.cases import Case, CaseAnswer
from casustafel.domain.ids import case_number, new_id
from casustafel.services import intake
from casustafel.services.importing import updates
from casustafel.services.importing.compare import Gathered
from casustafel.storage.store import values_of
from casustafel.storage.unit_of_work import UnitOfWork

#: How many rows are written at a time.
_BATCH = 2_000


def keep(uow: UnitOfWork, context: intake.Context, gathered: Gathered, import_id: str) -> None:
    """Write clients, providers, schools, cases with their answers, and updates."""
    created = gathered.created
    for values in (created.households, created.providers, created.schools, created.clients):
        uow.add_all(values)
    rows = _rows(uow, context, gathered)
    # A row of a case is large: a list of 100,000 never stands in memory as rows.
    while batch := list(islice(rows, _BATCH)):
        uow.add_rows(Case, batch)
    uow.add_all(
        [
            CaseAnswer(id=new_id(), case_id=case_id, item=item, value=value)
            for case_id, answers in gathered.answers.items()
            for item, value in answers.items()
        ]
    )
    updates.write(uow, context, gathered.kept, gathered.changed, import_id)


def _rows(
    uow: UnitOfWork, context: intake.Context, gathered: Gathered
) -> Iterator[dict[str, object]]:
    """Yield the rows of all new cases: numbers are given out in the order of the list."""
    arrivals = intake.Arrivals(context)
    numbers = _numbers(uow, gathered.cases)
    prefix = context.committee.prefix
    for case in gathered.cases:
        sequence = next(numbers[case.year])
        number = case_number(prefix, case.year, sequence)
        provider, school = gathered.names[case.id]
        row = values_of(case)
        row["sequence"], row["number"] = sequence, number
        row |= arrivals.values(
            case,
            number,
            gathered.answers.get(case.id, {}),
            client=gathered.clients[case.id],
            provider=provider,
            school=school,
        )
        gathered.lines_of[case.id].case_number = number
        yield row


def _numbers(uow: UnitOfWork, cases: list[Case]) -> dict[int, Iterator[int]]:
    counts = Counter(case.year for case in cases)
    return {
        year: iter(uow.next_numbers(cases[0].committee, year, count))
        for year, count in counts.items()
    }


def number_all(uow: UnitOfWork, prefix: str, cases: list[Case]) -> list[Case]:
    """Give every case the next number of its table and year, in the order of the list."""
    numbers = _numbers(uow, cases)
    numbered = []
    for case in cases:
        sequence = next(numbers[case.year])
        number = case_number(prefix, case.year, sequence)
        numbered.append(replace(case, sequence=sequence, number=number))
    return numbered

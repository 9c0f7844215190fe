"""Writing what a comparison gathered: numbers, routes and points first, then a few statements."""

from collections import Counter
from dataclasses import replace

from casustafel.domain.cases import Case, CaseAnswer, Client
from casustafel.domain.ids import case_number, new_id
from casustafel.domain.records import FieldChange
from casustafel.services import intake
from casustafel.services.importing.compare import Gathered
from casustafel.storage.store import changed_fields
from casustafel.storage.unit_of_work import UnitOfWork


def keep(uow: UnitOfWork, context: intake.Context, gathered: Gathered, import_id: str) -> None:
    """Write clients, providers, schools, cases with their answers, and updates."""
    created = gathered.created
    for values in (created.households, created.providers, created.schools, created.clients):
        uow.add_all(values)
    numbered = number_all(uow, context.committee.prefix, gathered.cases)
    finished = []
    for case in numbered:
        provider, school = gathered.names[case.id]
        finished.append(
            finish(
                case,
                context,
                gathered.answers.get(case.id, {}),
                client=gathered.clients[case.id],
                provider=provider,
                school=school,
            )
        )
        line = gathered.lines_of.get(case.id)
        if line is not None:
            line.case_number = case.number
    uow.add_all(finished)
    uow.add_all(
        [
            CaseAnswer(id=new_id(), case_id=case_id, item=item, value=value)
            for case_id, answers in gathered.answers.items()
            for item, value in answers.items()
        ]
    )
    _keep_updates(uow, context, gathered, import_id)


def number_all(uow: UnitOfWork, prefix: str, cases: list[Case]) -> list[Case]:
    """Give every case the next number of its table and year, in the order of the list."""
    counts = Counter(case.year for case in cases)
    ranges = {
        year: iter(uow.next_numbers(cases[0].committee, year, count))
        for year, count in counts.items()
    }
    numbered = []
    for case in cases:
        sequence = next(ranges[case.year])
        number = case_number(prefix, case.year, sequence)
        numbered.append(replace(case, sequence=sequence, number=number))
    return numbered


def finish(
    case: Case,
    context: intake.Context,
    answers: dict[str, object],
    *,
    client: Client,
    provider: str,
    school: str,
) -> Case:
    """Return a new case with its points, route, state and search text."""
    case = intake.judged(case, context, answers)
    case, answer = intake.routed(case, context)
    case = intake.search_columns(case, client, provider, school)
    return intake.arrived(case, answer)


def _keep_updates(
    uow: UnitOfWork, context: intake.Context, gathered: Gathered, import_id: str
) -> None:
    """Write what the list changed in kept cases, with the old values under this import."""
    if not gathered.changed:
        return
    answers = intake.answers_of(uow, [before.id for before, _ in gathered.changed])
    now = uow.clock()
    for before, after in gathered.changed:
        after = intake.judged(after, context, answers.get(after.id, {}))
        after, _ = intake.routed(after, context)
        uow.replace(before, after)
        uow.add_all(
            [
                FieldChange(
                    id=new_id(),
                    case_id=before.id,
                    entity="Case",
                    entity_id=before.id,
                    field=name,
                    old=old,
                    new=new,
                    at=now,
                    person=uow.actor.name,
                    import_id=import_id,
                )
                for name, (old, new) in changed_fields(before, after).items()
            ]
        )

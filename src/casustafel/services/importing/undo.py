"""Taking a whole list away again, while nothing of it has moved on."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from casustafel.domain.actions import Action
from casustafel.domain.advice import Advice, LearningPoint
from casustafel.domain.alike import grouped
from casustafel.domain.cases import CareLine, Case, CaseAnswer, CaseStatus, Client, Phase
from casustafel.domain.errors import RightError, RuleError
from casustafel.domain.meetings import AgendaItem, Member
from casustafel.domain.norms import Norm
from casustafel.domain.records import FieldChange, ImportRecord
from casustafel.domain.registers import Provider, ProviderAlias, School
from casustafel.domain.selection import Chosen
from casustafel.domain.stops import Toeleidingsstop
from casustafel.domain.urgent import UrgentDecision
from casustafel.services import places
from casustafel.services.case import intake
from casustafel.services.definitions import tables
from casustafel.services.importing.care_lines import rank_longlist
from casustafel.services.importing.people import refresh_search
from casustafel.services.upkeep import drafts
from casustafel.services.use_case import Right, UnitOfWork, use_case
from casustafel.storage.queries.taken import reaches_others

#: States in which a case of the list still stands where it came in.
_AS_CAME_IN = frozenset(
    {CaseStatus.DRAFT, CaseStatus.SUBMITTED, CaseStatus.READY, CaseStatus.NOT_NEEDED}
)

#: What refers to a case that somebody worked on: then it cannot be taken away.
_WORK: tuple[tuple[type, str], ...] = (
    *((kind, "case_id") for kind in (AgendaItem, Advice, LearningPoint, Action, UrgentDecision)),
    *((Chosen, "case_id"), (Case, "previous_case_id")),
)
#: What is of a provider.
_OF_PROVIDER = (Case, CareLine, Norm, Toeleidingsstop, Member, ProviderAlias)

#: What came along with a list, and where else it may be used meanwhile.
_USES: tuple[tuple[str, type, tuple[tuple[type, str], ...]], ...] = (
    ("providers", Provider, tuple((kind, "provider_id") for kind in _OF_PROVIDER)),
    ("schools", School, ((Case, "school_id"),)),
)

#: What follows from other fields and from the register: judged anew instead of given back.
_DERIVED = frozenset({"route", "route_reasons", "points_met", "points_of", "rank"})

#: What also changes without anybody's work on the case, when the register does.
_FOLLOWING = _DERIVED | {"status", "end_reason"}


@use_case(Right.IMPORT_CASES, at=places.imported, sets=[Case, CaseAnswer, Client])
def undo(uow: UnitOfWork, record: ImportRecord) -> tuple[str, ...]:
    """Undo an import; return the numbers of the cases that were taken away: they stay unused.

    Updates get their old values back. Raises RuleError when a case of it was scheduled, edited or
    worked on ('import-moved-on'), or when it was undone before; RightError, also for a list about
    cases that this person may not read. The log keeps both the import and the undo.
    """
    import_id = record.id
    if record.undone_at is not None:
        raise RuleError("import-undone")
    if reaches_others(uow.connection, uow.actor, import_id):
        raise RightError("import-of-others")
    cases = uow.find(Case, import_id=import_id)
    _require_untouched(uow, cases, import_id)
    _give_back(uow, record)
    uow.delete(CareLine, import_id=import_id)
    ids = [case.id for case in cases]
    drafts.destroy(uow, ids)
    uow.delete(CaseAnswer, case_id=ids)
    uow.delete(Case, id=ids)
    _take_back_created(uow, record.created)
    if tables.committee(uow, record.committee).selection is not None:
        rank_longlist(uow, record.committee)
    uow.replace(record, dataclasses.replace(record, undone_at=uow.clock()))
    uow.audit("import-undone", "import", import_id, committee=record.committee, cases=len(cases))
    return tuple(one.number for one in sorted(cases, key=lambda one: (one.year, one.sequence)))


def _used(uow: UnitOfWork, uses: Iterable[tuple[type, str]], ids: Sequence[str]) -> set[str]:
    """Return those of `ids` that something refers to."""
    used: set[str] = set()
    for user, column in uses:
        found: list[Any] = uow.find(user, **{column: ids})
        used |= {getattr(one, column) for one in found}
    return used


def _require_untouched(uow: UnitOfWork, cases: list[Case], import_id: str) -> None:
    ids = [case.id for case in cases]
    touched: set[str | None] = {*_used(uow, _WORK, ids)}
    changes = uow.find(FieldChange, case_id=ids)
    touched |= {one.case_id for one in changes if one.import_id or one.field not in _FOLLOWING}
    touched |= {one.case_id for one in uow.find(CaseAnswer, case_id=ids, by_hand=True)}
    # A later list may have added lines to a client of this one.
    lines = uow.find(CareLine, case_id=ids)
    touched |= {line.case_id for line in lines if line.import_id != import_id}
    for case in cases:
        frozen = case.phase not in (None, Phase.LONGLIST)
        if case.id in touched or frozen or case.status not in _AS_CAME_IN:
            raise RuleError("import-moved-on", number=case.number)


def _give_back(uow: UnitOfWork, record: ImportRecord) -> None:
    """Give updated cases and care lines their old values back, where the new ones still stand."""
    changes = uow.find(FieldChange, "id", import_id=record.id)
    told = grouped(changes, lambda one: (one.entity, one.entity_id))
    cases = uow.by_ids(Case, [key for entity, key in told if entity == "Case"])
    lines = uow.by_ids(CareLine, [key for entity, key in told if entity == "CareLine"])
    _give_answers_back(uow, told)
    answers = intake.answers_of(uow, cases)
    context = intake.context(uow, record.committee)
    for case in cases.values():
        before = _before(case, told["Case", case.id], case.number)
        if context.committee.selection is None:
            before, _ = intake.routed(before, context)
        uow.replace(case, intake.judged(before, context, answers.get(case.id, {})))
    numbers = {case.id: case.number for case in cases.values()}
    for line in lines.values():
        number = numbers.get(line.case_id or "", "")
        uow.replace(line, _before(line, told["CareLine", line.id], number))
    _give_clients_back(uow, told)
    uow.delete(FieldChange, import_id=record.id)


def _give_clients_back(uow: UnitOfWork, told: Mapping[tuple[str, str], list[FieldChange]]) -> None:
    ids = [key for entity, key in told if entity == "Client"]
    for client in uow.by_ids(Client, ids).values():
        changes = told["Client", client.id]
        before = _before(client, changes, uow.get(Case, changes[0].case_id).number)
        uow.replace(client, before)
        refresh_search(uow, uow.find(Case, client_id=client.id), before)


def _give_answers_back(uow: UnitOfWork, told: Mapping[tuple[str, str], list[FieldChange]]) -> None:
    ids = [key for entity, key in told if entity == "CaseAnswer"]
    for answer in uow.by_ids(CaseAnswer, ids).values():
        changes = told["CaseAnswer", answer.id]
        before = _before(answer, changes, uow.get(Case, answer.case_id).number)
        if before.value is None:
            uow.delete(CaseAnswer, id=answer.id)
        else:
            uow.replace(answer, before)


def _before(value: Any, changes: list[FieldChange], number: str) -> Any:
    """Return a case or a care line as it was. Raises RuleError when it changed again since."""
    types = {field.name: str(field.type) for field in dataclasses.fields(value)}
    old: dict[str, Any] = {}
    for one in changes:
        if one.field in _DERIVED:
            continue
        if getattr(value, one.field) != _revived(types[one.field], one.new):
            raise RuleError("import-moved-on", number=number)
        old[one.field] = _revived(types[one.field], one.old)
    return dataclasses.replace(value, **old)


def _revived(kind: str, value: object) -> object:
    """Turn a value of the history back into what a field of this type holds."""
    if value is None:
        return None
    text = str(value)
    if "datetime.datetime" in kind:
        return datetime.fromisoformat(text)
    if "datetime.date" in kind:
        return date.fromisoformat(text)
    if "Decimal" in kind:
        return Decimal(text)
    if "CaseStatus" in kind:
        return CaseStatus(text)
    return value


def _take_back_created(uow: UnitOfWork, created: dict[str, list[str]]) -> None:
    """Take away clients, providers and schools that came with the list and serve nobody else."""
    uow.forget_people(created.get("clients", []), created.get("households", []))
    for name, kind, uses in _USES:
        ids = created.get(name, [])
        used = _used(uow, uses, ids) | uow.backend.used(uow.connection, ids)
        uow.delete(kind, id=[one for one in ids if one not in used])

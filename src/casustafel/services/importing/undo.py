"""Taking a whole list away again, while nothing of it has moved on."""

import dataclasses
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from casustafel.domain.cases import CareLine, Case, CaseAnswer, CaseStatus, Client, Household
from casustafel.domain.errors import RuleError
from casustafel.domain.people import Right
from casustafel.domain.records import FieldChange, ImportRecord
from casustafel.domain.registers import Provider, School
from casustafel.storage.unit_of_work import UnitOfWork

_BATCH = 500

#: States in which a case of the list still stands where it came in.
_AS_CAME_IN = frozenset(
    {CaseStatus.DRAFT, CaseStatus.SUBMITTED, CaseStatus.READY, CaseStatus.NOT_NEEDED}
)


def undo(uow: UnitOfWork, import_id: str) -> int:
    """Undo an import; return how many cases were taken away.

    Updates get their old values back. Raises RuleError when a case of it was scheduled or edited
    ('import-moved-on'), or when it was undone before. The log keeps both the import and the undo.
    """
    record = uow.get(ImportRecord, import_id)
    uow.actor.require(Right.IMPORT_CASES, record.committee)
    if record.undone_at is not None:
        raise RuleError("import-undone")
    cases = uow.find(Case, import_id=import_id)
    _require_untouched(uow, cases)
    _give_back(uow, import_id)
    ids = [case.id for case in cases]
    uow.delete(CareLine, import_id=import_id)
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        uow.delete(CaseAnswer, case_id=batch)
        uow.delete(Case, id=batch)
    _take_back_created(uow, record.created)
    uow.replace(record, dataclasses.replace(record, undone_at=uow.clock()))
    uow.audit("import-undone", "import", import_id, committee=record.committee, cases=len(ids))
    uow.commit()
    return len(ids)


def _require_untouched(uow: UnitOfWork, cases: list[Case]) -> None:
    ids = [case.id for case in cases]
    edited: set[str] = set()
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        edited |= {change.case_id for change in uow.find(FieldChange, case_id=batch)}
    for case in cases:
        if case.id in edited or case.status not in _AS_CAME_IN:
            raise RuleError("import-moved-on", number=case.number)


def _give_back(uow: UnitOfWork, import_id: str) -> None:
    """Give updated cases their old values back, where the new ones still stand."""
    changes = uow.find(FieldChange, "id", import_id=import_id)
    cases = uow.by_ids(Case, [change.case_id for change in changes])
    for case in cases.values():
        mine = [change for change in changes if change.case_id == case.id]
        now = {change.field: getattr(case, change.field) for change in mine}
        if any(now[one.field] != _revived(one.field, one.new) for one in mine):
            raise RuleError("import-moved-on", number=case.number)
        old: dict[str, Any] = {one.field: _revived(one.field, one.old) for one in mine}
        uow.replace(case, dataclasses.replace(case, **old))
    uow.delete(FieldChange, import_id=import_id)


def _revived(field: str, value: object) -> object:
    """Turn a value of the history back into what the field of a case holds."""
    if value is None:
        return None
    kind = str(_FIELD_TYPES[field])
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


_FIELD_TYPES = {field.name: field.type for field in dataclasses.fields(Case)}

#: What came along with a list, and where else it may be used meanwhile.
_USES: tuple[tuple[str, type, tuple[tuple[type, str], ...]], ...] = (
    ("clients", Client, ((Case, "client_id"), (CareLine, "client_id"))),
    ("households", Household, ((Client, "household_id"),)),
    ("providers", Provider, ((Case, "provider_id"), (CareLine, "provider_id"))),
    ("schools", School, ((Case, "school_id"),)),
)


def _take_back_created(uow: UnitOfWork, created: dict[str, list[str]]) -> None:
    """Take away clients, providers and schools that came with the list and serve nobody else."""
    for name, kind, uses in _USES:
        ids = created.get(name, [])
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            used: set[str] = set()
            for user, column in uses:
                found: list[Any] = uow.find(user, **{column: batch})
                used |= {getattr(one, column) for one in found}
            free = [one for one in batch if one not in used]
            if free:
                uow.delete(kind, id=free)

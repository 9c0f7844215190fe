"""What was changed before: fields edited by hand, and the old values that a list takes away."""

from collections.abc import Iterable
from typing import TypeVar

from casustafel.domain.cases import CareLine, Case, CaseAnswer, Client
from casustafel.domain.ids import new_id
from casustafel.domain.records import FieldChange
from casustafel.services.use_case import UnitOfWork, part
from casustafel.storage.store import Reader, changed_fields

T = TypeVar("T", Case, CareLine, CaseAnswer, Client)


@part
def edited_by_hand(reader: Reader, case_ids: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the fields of each case that somebody edited by hand."""
    found: dict[str, set[str]] = {}
    changes = reader.find(FieldChange, case_id=list(case_ids), import_id=None, entity="Case")
    for change in changes:
        found.setdefault(change.case_id, set()).add(change.field)
    return {case_id: frozenset(fields) for case_id, fields in found.items()}


@part
def replaced(uow: UnitOfWork, before: T, after: T, case_id: str, import_id: str) -> None:
    """Write what a list changes, with the old values under its import, for the undo."""
    uow.replace(before, after)
    changes = changed_fields(before, after).items()
    uow.add_all([_told(uow, after, case_id, import_id, name, *both) for name, both in changes])


@part
def added(uow: UnitOfWork, made: CaseAnswer, case_id: str, import_id: str) -> None:
    """Remember an answer that a list brought to a kept case: before it there was none."""
    uow.add(_told(uow, made, case_id, import_id, "value", None, made.value))


def _told(
    uow: UnitOfWork,
    of: Case | CareLine | CaseAnswer | Client,
    case_id: str,
    import_id: str,
    field: str,
    old: object,
    new: object,
) -> FieldChange:
    return FieldChange(
        id=new_id(),
        case_id=case_id,
        entity=type(of).__name__,
        entity_id=of.id,
        field=field,
        old=old,
        new=new,
        at=uow.clock(),
        person=uow.actor.name,
        import_id=import_id,
    )

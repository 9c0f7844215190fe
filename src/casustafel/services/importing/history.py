"""What was changed before: fields edited by hand, and the old values that a list takes away."""

from collections.abc import Iterable
from typing import TypeVar

from casustafel.domain.cases import CareLine, Case, CaseAnswer, Client
from casustafel.domain.records import FieldChange
from casustafel.services.use_case import Reader, UnitOfWork, part

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
    uow.remember(after, uow.replace(before, after), case_id, import_id=import_id)

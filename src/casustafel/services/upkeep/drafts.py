"""What somebody is typing, kept at once and unaudited until it is confirmed (design.md, Edits)."""

from collections.abc import Iterable
from typing import Any

from casustafel.domain.ids import new_id
from casustafel.domain.records import Draft
from casustafel.services.use_case import Free, Reading, UnitOfWork, part, read, use_case
from casustafel.storage.ahead import Asked, of


@use_case(Free("only what this person is typing"), logged=False)
def keep(uow: UnitOfWork, subject: str, subject_id: str, field: str, value: object) -> None:
    """Keep what is typed in one field of a subject; an earlier draft of it is overwritten.

    `value` is JSON-able. Nothing is logged: leaving the field confirms and logs.
    """
    put(uow, subject, subject_id, field, value)


@part
def put(uow: UnitOfWork, subject: str, subject_id: str, field: str, value: object) -> None:
    """Keep a draft as part of another use case, which commits; see `keep`."""
    where = _where(uow, subject, subject_id) | {"field": field}
    new: dict[str, Any] = {"value": value, "at": uow.clock()}
    if not uow.overwrite(Draft, new, **where):
        uow.add(Draft(id=new_id(), **where, **new))


@read(Free("only what this person is typing"))
def kept(reader: Reading, subject: str, subject_id: str) -> dict[str, object]:
    """Return what this person was typing about a subject, by field."""
    found = reader.find(Draft, "at", **_where(reader, subject, subject_id))
    return {draft.field: draft.value for draft in found}


@part
def forget(uow: UnitOfWork, subject: str, subject_id: str, *fields: str) -> bool:
    """Take drafts away (of all fields when none is named) and say whether there were any.

    For use cases that confirm what was typed: they commit both at once.
    """
    where = _where(uow, subject, subject_id)
    if fields:
        where["field"] = list(fields)
    return uow.delete(Draft, **where) > 0


@use_case(Free("only what this person is typing"), logged=False)
def drop(uow: UnitOfWork, subject: str, subject_id: str, *fields: str) -> None:
    """Take drafts away that the user does not want any more."""
    forget(uow, subject, subject_id, *fields)


#: What the dialogs put before the id of the case that they are about.
_ABOUT_CASES = ("urgent", "decision", "told", "withdraw", "not_needed")


@part
def destroy(uow: UnitOfWork, case_ids: Iterable[str]) -> None:
    """Take away what anybody was typing about cases that are destroyed; the caller commits."""
    ids = list(case_ids)
    dialogs = [f"{about}:{case_id}" for about in _ABOUT_CASES for case_id in ids]
    uow.delete(Draft, subject_id=[*ids, *dialogs])


@part
def asked_of(by: Reading, subject: str, *subject_ids: str) -> Asked:
    """Return what `kept` asks for, to be read at once with what else a page shows."""
    return of(Draft, **_where(by, subject, list(subject_ids)))


def _where(by: Reading, subject: str, subject_id: str | list[str]) -> dict[str, Any]:
    return {"person_id": by.actor.person_id, "subject": subject, "subject_id": subject_id}

"""Who may read which case, said once: for a single case, for lists, counts and search."""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, select

from casustafel.domain.people import Actor, Right
from casustafel.storage.schema.cases import case_record
from casustafel.storage.schema.meetings import agenda_item, recusal
from casustafel.storage.schema.people import member


def _recused_from(person_id: str) -> Select[Any]:
    """The cases in which somebody does not take part, at whatever item, until that is lifted."""
    return (
        select(agenda_item.c.case_id)
        .join(recusal, recusal.c.item_id == agenda_item.c.id)
        .join(member, member.c.id == recusal.c.member_id)
        .where(member.c.person_id == person_id, agenda_item.c.case_id.is_not(None))
    )


def recused(actor: Actor) -> ColumnElement[bool]:
    """Say of a case whether this person does not take part in it, under every role."""
    return case_record.c.id.in_(_recused_from(actor.person_id))


def readable(actor: Actor) -> ColumnElement[bool]:
    """Say of a case whether this person may read it: at a table of theirs, and taking part."""
    return and_(_at_own_tables(actor), ~recused(actor))


def _at_own_tables(actor: Actor) -> ColumnElement[bool]:
    tables = actor.tables_of(Right.READ_CASES)
    return case_record.c.committee.in_(sorted(tables)) if tables is not None else and_(True)


class Refused(NamedTuple):
    """A case that somebody may not read; `recused`: because they do not take part in it."""

    number: str
    recused: bool


def refused(connection: Connection, actor: Actor, case_ids: Collection[str]) -> Refused | None:
    """Return one of these cases that this person may not read; None when all may be read."""
    c = case_record.c
    query = select(c.number, recused(actor)).where(c.id.in_(case_ids), ~readable(actor))
    row = connection.execute(query.order_by(c.number).limit(1)).one_or_none()
    return None if row is None else Refused(*row)


def readable_ids(connection: Connection, actor: Actor, case_ids: Collection[str]) -> set[str]:
    """Return which of these cases this person may read."""
    query = select(case_record.c.id).where(case_record.c.id.in_(case_ids), readable(actor))
    return set(connection.execute(query).scalars())

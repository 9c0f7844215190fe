"""Decided cases as the table that weighs one compares them: what was asked, and what it said."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from casustafel.domain.cases import CaseStatus
from casustafel.domain.decided import Decided
from casustafel.domain.outcomes import OutcomeKind
from casustafel.domain.people import Actor
from casustafel.storage.queries.columns import columns_for
from casustafel.storage.queries.readable import readable, recused_from
from casustafel.storage.schema.tables import case_record, client, outcome, provider

_DECIDED = (CaseStatus.DECIDED, CaseStatus.REPORTED, CaseStatus.FOLLOW_UP, CaseStatus.CLOSED)


def _said() -> ColumnElement[bool]:
    """Say that an outcome is what a table said of a case: the last word, and not held over."""
    return and_(
        outcome.c.case_id == case_record.c.id,
        outcome.c.current,
        outcome.c.followed_at.is_(None),
        outcome.c.kind != OutcomeKind.HELD_OVER,
    )


def _rows() -> Select[Any]:
    own = {"case_id": case_record.c.id, "provider": provider.c.name}
    return (
        select(*columns_for(Decided, case_record, client, outcome, **own))
        .select_from(case_record)
        .join(client, client.c.id == case_record.c.client_id)
        .outerjoin(provider, provider.c.id == case_record.c.provider_id)
        .outerjoin(outcome, _said())
    )


def said_between(
    connection: Connection, reader: Actor, committee: str, first: datetime, before: datetime
) -> list[Decided]:
    """Return what a table said in a period, also to who reads no cases.

    Without the cases in which this person takes no part.
    """
    query = _rows().where(
        case_record.c.committee == committee,
        case_record.c.status.in_(_DECIDED),
        outcome.c.decided_at >= first,
        outcome.c.decided_at < before,
        case_record.c.id.not_in(recused_from(reader.person_id)),
    )
    found = connection.execute(query.order_by(outcome.c.decided_at, case_record.c.id))
    return [Decided(*row) for row in found]


def decided(
    connection: Connection,
    reader: Actor,
    committee: str,
    *,
    limit: int,
    care_form: str | None = None,
    not_of: str | None = None,
    beside: str = "",
) -> list[Decided]:
    """Return decided cases of a table that may be read, those that came last first.

    `care_form` asks for one form of care, `not_of` leaves out a client, and `beside` names a case
    that comes with them whether it was decided or not.
    """
    was_decided = and_(case_record.c.status.in_(_DECIDED), outcome.c.id.is_not(None))
    query = (
        _rows()
        .where(
            case_record.c.committee == committee,
            or_(was_decided, case_record.c.id == beside) if beside else was_decided,
            readable(reader),
        )
        # Along the index of the queue: the cases that came last, without reading all of them.
        .order_by(case_record.c.row_key.desc())
    )
    if care_form is not None:
        query = query.where(case_record.c.care_form == care_form)
    if not_of is not None:
        query = query.where(case_record.c.client_id.is_distinct_from(not_of))
    return [Decided(*row) for row in connection.execute(query.limit(limit))]

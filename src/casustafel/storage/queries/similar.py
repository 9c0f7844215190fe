"""Decided cases of other clients with the same form of care, for the table that weighs one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from casustafel.domain.cases import CaseStatus
from casustafel.domain.outcomes import OutcomeKind
from casustafel.domain.people import Actor
from casustafel.storage.queries.columns import columns_for
from casustafel.storage.queries.readable import readable
from casustafel.storage.schema.tables import case_record, outcome

_DECIDED = (CaseStatus.DECIDED, CaseStatus.REPORTED, CaseStatus.FOLLOW_UP, CaseStatus.CLOSED)


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """One decided case and what its table said; `choice` is a code of that table's outcomes."""

    case_id: str
    number: str
    provider_id: str | None
    route_reasons: str | None
    list_trigger: str | None
    choice: str
    decided_at: datetime


def decided(
    connection: Connection,
    reader: Actor,
    committee: str,
    care_form: str,
    client_id: str | None,
    *,
    limit: int,
) -> list[DecidedRow]:
    """Return decided cases of a table with this form of care, those that came last first.

    Those of this client are left out.
    """
    query = (
        select(*columns_for(DecidedRow, case_record, outcome, case_id=case_record.c.id))
        .select_from(case_record)
        .join(outcome, outcome.c.case_id == case_record.c.id)
        .where(
            case_record.c.committee == committee,
            case_record.c.status.in_(_DECIDED),
            outcome.c.current,
            outcome.c.kind != OutcomeKind.HELD_OVER,
            case_record.c.care_form == care_form,
            readable(reader),
        )
        # Along the index of the queue: the cases that came last, without reading all of them.
        .order_by(case_record.c.row_key.desc())
    )
    if client_id is not None:
        query = query.where(case_record.c.client_id.is_distinct_from(client_id))
    return [DecidedRow(*row) for row in connection.execute(query.limit(limit))]

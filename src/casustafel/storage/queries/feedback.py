"""Cases with an outcome of a closed meeting, with what was told and decided since."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import Connection, Select, func, select

from casustafel.domain.cases import CaseStatus
from casustafel.domain.meetings import MeetingState
from casustafel.domain.outcomes import OutcomeKind
from casustafel.domain.people import Actor
from casustafel.storage.queries.at_table import apart
from casustafel.storage.queries.columns import columns_for
from casustafel.storage.queries.readable import readable
from casustafel.storage.schema.tables import (
    agenda_item,
    case_record,
    feedback,
    formal_decision,
    meeting,
    outcome,
)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One decided case. `reference` and `none_because` are those of its beschikking, if any.

    `apart` is when the meeting began, where its table held another that day.
    """

    case_id: str
    number: str
    status: CaseStatus
    referrer_type: str | None
    referrer_name: str
    received: date
    meeting_id: str
    held_on: date
    choice: str
    kind: OutcomeKind
    outcome_id: str
    provisional: bool
    reference: str | None
    none_because: str | None
    decided_on: date | None
    departs: bool | None
    apart: time | None


def _decided(query: Select[Any], reader: Actor, committees: Sequence[str]) -> Select[Any]:
    return (
        query.select_from(outcome)
        .join(case_record, outcome.c.case_id == case_record.c.id)
        .join(agenda_item, outcome.c.item_id == agenda_item.c.id)
        .join(meeting, agenda_item.c.meeting_id == meeting.c.id)
        .join(formal_decision, formal_decision.c.case_id == case_record.c.id, isouter=True)
        .where(
            outcome.c.current,
            outcome.c.kind != OutcomeKind.HELD_OVER,
            outcome.c.followed_at.is_(None),
            outcome.c.committee.in_(committees),
            meeting.c.state == MeetingState.CLOSED,
            readable(reader),
        )
    )


@dataclass(frozen=True, slots=True)
class ToldRow:
    """Who was last told something else than the outcome that stands, and what."""

    committee: str
    case_id: str
    number: str
    told_to: str
    said: str


def stale(connection: Connection, reader: Actor, committees: Sequence[str]) -> list[ToldRow]:
    """Return who was told what does not stand any more, by case and day."""
    told, anew = feedback, feedback.alias()
    same = (anew.c.outcome_id == outcome.c.id) & (anew.c.provisional == outcome.c.provisional)
    again = (anew.c.case_id == told.c.case_id) & (anew.c.told_to == told.c.told_to) & same
    query = _decided(
        select(
            *(outcome.c.committee, outcome.c.case_id, case_record.c.number),
            *(told.c.told_to, told.c.said),
        ),
        reader,
        committees,
    )
    query = query.join(told, told.c.case_id == outcome.c.case_id).where(
        told.c.outcome_id.is_not(None),
        (told.c.outcome_id != outcome.c.id) | (told.c.provisional != outcome.c.provisional),
        ~select(anew.c.id).where(again).correlate(told, outcome).exists(),
    )
    query = query.order_by(case_record.c.number, told.c.told_on, told.c.id)
    return [ToldRow(*row) for row in connection.execute(query)]


def reportable(
    connection: Connection,
    reader: Actor,
    committee: str,
    statuses: Collection[CaseStatus],
    *,
    meeting_id: str = "",
    limit: int,
) -> list[ReportRow]:
    """Return the decided cases in these states, of one meeting or all, the newest meeting first."""
    query: Select[Any] = _decided(
        select(
            *columns_for(
                ReportRow,
                *(case_record, meeting, outcome, formal_decision),
                case_id=case_record.c.id,
                meeting_id=meeting.c.id,
                outcome_id=outcome.c.id,
                provisional=outcome.c.provisional,
                apart=apart(),
            )
        ),
        reader,
        [committee],
    ).where(case_record.c.status.in_(list(statuses)))
    if meeting_id:
        query = query.where(meeting.c.id == meeting_id)
    query = query.order_by(meeting.c.held_on.desc(), meeting.c.id, agenda_item.c.position)
    return [ReportRow(*row) for row in connection.execute(query.limit(limit))]


def counted(
    connection: Connection,
    reader: Actor,
    committees: Sequence[str],
    statuses: Collection[CaseStatus],
) -> dict[str, dict[CaseStatus, tuple[int, date]]]:
    """Return how many decided cases of each table stand in each state, and their oldest meeting."""
    columns = (case_record.c.committee, case_record.c.status)
    query = _decided(
        select(*columns, func.count(), func.min(meeting.c.held_on)), reader, committees
    ).where(case_record.c.status.in_(list(statuses)))
    found: dict[str, dict[CaseStatus, tuple[int, date]]] = {code: {} for code in committees}
    for code, status, count, oldest in connection.execute(query.group_by(*columns)):
        found[code][CaseStatus(status)] = (count, oldest)
    return found


def meetings_with(
    connection: Connection, reader: Actor, committee: str, statuses: Collection[CaseStatus]
) -> list[tuple[str, date, time | None, int]]:
    """Return the meetings with decided cases in these states, the newest first.

    Each is its id, day, time where the day has two, and how many cases.
    """
    columns = (meeting.c.id, meeting.c.held_on, apart(), func.count())
    query = _decided(select(*columns), reader, [committee])
    query = query.where(case_record.c.status.in_(list(statuses)))
    query = query.group_by(meeting.c.id, meeting.c.held_on).order_by(
        meeting.c.held_on.desc(), meeting.c.starts.desc()
    )
    return [(key, day, starts, count) for key, day, starts, count in connection.execute(query)]

"""One case as a list shows it, to whoever may read it and to whoever may not."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, false, func, not_, null, select

from casustafel.domain.cases import CaseStatus, Phase
from casustafel.domain.meetings import ItemState, MeetingState
from casustafel.domain.people import Actor
from casustafel.storage.queries.columns import columns_for
from casustafel.storage.queries.readable import readable
from casustafel.storage.schema.tables import agenda_item, client, meeting, provider, school
from casustafel.storage.schema.tables import case_record as c


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One case as a list shows it. `carried`: carried over, and on no agenda yet.

    `applied_on`: the day of a Wmo application, where that is looked up.
    `hidden` says why this person may not read it: "recused" or "other_team"; empty when they may.
    """

    id: str
    number: str
    committee: str
    status: CaseStatus
    phase: Phase | None
    law: str
    care_form: str
    surname: str
    given_names: str
    initials: str
    birth_date: date | None
    provider: str
    referrer_type: str | None
    referrer_name: str
    received: date
    hours_per_week: Decimal | None
    route: str | None
    route_reasons: str | None
    list_trigger: str | None
    urgent: bool
    urgent_before: date | None
    held_until: date | None
    end_reason: str | None
    met: int
    of: int
    rank: int | None
    annual_hours: Decimal | None
    annual_cents: int | None
    school: str
    carried: bool = False
    applied_on: date | None = None
    hidden: str = ""

    def masked(self) -> "QueueRow":
        """Return what somebody sees of a case that they may not read: its number and its step."""
        return replace(self, **_MASK) if self.hidden else self

    @classmethod
    def unseen(cls, case_id: str, number: str, committee: str, on: date) -> "QueueRow":
        """Return what is shown, on a day, of a case that a server keeps from the account."""
        step: dict[str, Any] = {"status": CaseStatus.SCHEDULED, "phase": None, "hidden": "recused"}
        return cls(**_MASK, **step, id=case_id, number=number, committee=committee, received=on)


#: What of a row says no more than its number and its step, and when it came.
_PLAIN = frozenset(
    {"id", "number", "committee", "status", "phase", "received", "carried", "hidden"}
)
_BLANK: dict[type, object] = {str: "", bool: False, int: 0}
#: What of a row is the case itself: blank for whoever may not read it.
_MASK: dict[str, Any] = {
    one.name: _BLANK.get(one.type)  # type: ignore[arg-type]
    for one in fields(QueueRow)
    if one.name not in _PLAIN
}


def read_rows(
    connection: Connection, statement: Select[Any], reader: Actor | None
) -> Iterator[QueueRow]:
    """Yield the rows of `rows_for`; what `reader` may not read is to be masked."""
    for *values, hidden in connection.execute(statement).all():
        row = QueueRow(*values)
        if hidden and reader is not None:
            why = "other_team" if reader.only_own_at(row.committee) else "recused"
            row = replace(row, hidden=why)
        yield row


# Made once: it is asked anew at every letter that is typed in a search field.
@lru_cache(maxsize=16)
def rows_for(reader: Actor | None) -> Select[Any]:
    """Return what reads rows of cases, with whether this person may read each."""
    return (
        select(
            *columns_for(
                QueueRow,
                *(c, client),
                provider=func.coalesce(provider.c.name, ""),
                met=c.c.points_met,
                of=c.c.points_of,
                school=func.coalesce(school.c.name, ""),
                carried=was_carried(),
                applied_on=null(),
                hidden=false() if reader is None else not_(readable(reader)),
            )
        )
        .join(client, client.c.id == c.c.client_id)
        .outerjoin(provider, provider.c.id == c.c.provider_id)
        .outerjoin(school, school.c.id == c.c.school_id)
    )


def listed() -> Select[Any]:
    """The cases that still have to come in a meeting that is planned or going on."""
    ahead = (MeetingState.PLANNED, MeetingState.IN_SESSION)
    return (
        select(agenda_item.c.case_id)
        .join(meeting, meeting.c.id == agenda_item.c.meeting_id)
        .where(
            meeting.c.state.in_(ahead),
            agenda_item.c.state == ItemState.OPEN,
            agenda_item.c.case_id.is_not(None),
        )
    )


def was_carried() -> ColumnElement[bool]:
    """Scheduled, but the meeting for it is not planned yet (design.md, State of a case)."""
    return and_(c.c.status == CaseStatus.SCHEDULED, c.c.id.not_in(listed()))

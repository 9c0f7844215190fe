"""The steps of a walk before and between meetings; see `over_services`."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

from casustafel.domain.cases import CaseStatus
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import ItemState, MeetingState, Member
from casustafel.services.agenda import meetings
from casustafel.services.case import case_steps
from casustafel.services.meeting import outcomes, room
from casustafel.services.people import members
from walks.promises import AHEAD
from walks.table import Walk, step, wait_until

#: An item that the table gave an outcome.
DEALT = (ItemState.DONE, ItemState.HELD_OVER)

SITS = MeetingState.IN_SESSION


# The clock.


@step
def minutes_pass(walk: Walk) -> None:
    walk.table.clock.forward(minutes=1 + walk.number() * 3)


@step
def clock_is_set_back(walk: Walk) -> None:
    walk.table.clock.forward(minutes=-1 - walk.number() * 5)


@step
def days_pass(walk: Walk) -> None:
    walk.table.clock.forward(days=1 + walk.number() % 8)


# Before the meeting.


def _slot(walk: Walk) -> dict[str, Any]:
    day = walk.today + timedelta(days=walk.number() % 9)
    hour = (9, 13)[walk.number() % 2]
    return {"held_on": day, "starts": time(hour), "ends": time(hour + 1, 30)}


@step
def plan(walk: Walk) -> None:
    walk.table.do(meetings.plan, "cpv", place="2.14", **_slot(walk))


@step
def reschedule(walk: Walk) -> None:
    meeting = walk.meeting(MeetingState.PLANNED)
    walk.table.do(meetings.change_meeting, meeting, replace(meeting, **_slot(walk)))


@step
def cancel(walk: Walk) -> None:
    walk.table.do(meetings.cancel, walk.meeting(MeetingState.PLANNED).id)


@step
def schedule(walk: Walk) -> None:
    meeting, case = walk.meeting(*AHEAD), walk.case(CaseStatus.READY)
    walk.table.do(meetings.schedule, meeting.id, [case.id])


@step
def take_off(walk: Walk) -> None:
    walk.table.do(meetings.remove_item, walk.item([ItemState.OPEN], *AHEAD).id)


@step
def open_(walk: Walk) -> None:
    meeting = walk.pick(walk.meetings(MeetingState.PLANNED))
    if walk.number() % 4:  # mostly on its day
        wait_until(walk.table, meeting.held_on)
    day = walk.pick([None, walk.today, meeting.held_on])
    walk.table.do(room.open_meeting, meeting.id, day)


@step
def unopen(walk: Walk) -> None:
    walk.table.do(room.unopen, walk.pick(walk.meetings(SITS)).id)


@step
def change_seats(walk: Walk) -> None:
    """Somebody leaves, or joins in a seat like that of another, from a day on."""
    member = walk.pick(walk.table.ask(lambda reader: reader.find(Member, "id", committee="cpv")))
    day = walk.today + timedelta(days=walk.number() % 4)
    if walk.number() % 3:
        walk.table.do(members.add, replace(member, id=new_id(), valid_from=day, valid_to=None))
    else:
        walk.table.do(members.end, member.id, day)


@step
def add_plain_item(walk: Walk) -> None:
    walk.table.do(meetings.add_item, walk.meeting(*AHEAD).id, "Mededelingen")


@step
def remove_item(walk: Walk) -> None:
    agenda = walk.table.ask(meetings.agenda, walk.meeting(*AHEAD).id)
    walk.table.do(meetings.remove_item, walk.pick(agenda).id)


@step
def reorder(walk: Walk) -> None:
    meeting = walk.meeting(*AHEAD)
    ids = [item.id for item in walk.table.ask(meetings.agenda, meeting.id)]
    at = walk.number() % (len(ids) or 1)
    walk.table.do(meetings.reorder, meeting.id, ids[at:] + ids[:at])


# Between meetings.


@step
def withdraw(walk: Walk) -> None:
    walk.table.do(case_steps.withdraw, walk.pick(walk.cases()).id, "Ouders zien ervan af.")


@step
def deal_anew(walk: Walk) -> None:
    item = walk.item(DEALT, MeetingState.CLOSED)
    walk.table.do(outcomes.deal_anew, item.id, "Nieuwe feiten.")


@step
def make_ready(walk: Walk) -> None:
    walk.table.do(case_steps.make_ready, walk.case(CaseStatus.DEFERRED).id)


@step
def bring_back_due(walk: Walk) -> None:
    walk.table.do(case_steps.bring_back_due)

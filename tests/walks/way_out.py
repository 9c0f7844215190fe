"""The fixed way out of whatever a walk left: to adopted minutes, and to an outcome of each case."""

from dataclasses import replace
from datetime import date, time, timedelta

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.ids import new_id
from casustafel.domain.local_time import local_day
from casustafel.domain.meetings import Meeting, MeetingState, Member
from casustafel.domain.minutes import MinutesState
from casustafel.services.agenda import meetings
from casustafel.services.case import case_steps
from casustafel.services.following import feedback
from casustafel.services.following.feedback import FeedbackInput
from casustafel.services.meeting import outcomes, room, urgent
from casustafel.services.minutes import minutes
from casustafel.services.people import members
from walks.promises import SETTLED, WAITING
from walks.table import answered, carry_all_over, everybody_there, given
from workspaces import Table

#: States in which nothing more is asked of the table.
ENDED = (*SETTLED, CaseStatus.WITHDRAWN, CaseStatus.NOT_NEEDED)


def way_out(table: Table) -> None:
    """Go from any state to adopted minutes of every meeting that began.

    Cases that were not dealt with are carried over; the days of all meetings pass first. Raises
    what a step raises when this is no way.
    """
    _pass_all_days(table)
    for meeting in _meetings(table, MeetingState.IN_SESSION):
        carry_all_over(table, meeting)
        everybody_there(table, meeting)
        table.do(room.close_meeting, meeting.id)
    for meeting in _meetings(table, MeetingState.CLOSED):
        adopt(table, meeting)


def way_on(table: Table) -> None:
    """Go on from there to an outcome of every case that can still have one, and tell it.

    What is planned is called off; one meeting deals with all that is left.
    """
    for meeting in _meetings(table, MeetingState.PLANNED):
        table.do(meetings.cancel, meeting.id)
    table.clock.forward(days=60)  # what was held over is due
    today = local_day(table.clock())
    table.do(case_steps.bring_back_due)
    seats_are_taken(table, today)
    meeting = table.do(
        meetings.plan, "cpv", held_on=today, starts=time(9), ends=time(12), place="2.14"
    )
    ready = [case.id for case in _cases(table) if case.status is CaseStatus.READY]
    table.do(meetings.schedule, meeting.id, ready)
    table.do(room.open_meeting, meeting.id)
    everybody_there(table, meeting)
    for item in table.ask(meetings.agenda, meeting.id):
        if item.case_id and item.state in WAITING:
            table.do(room.go_to, item.id)
            answered(table, item)
            if table.ask(urgent.waiting, item.case_id):
                table.do(urgent.ratify, item.id)
            else:
                table.do(outcomes.record, item.id, given("toegekend", today))
    table.do(room.close_meeting, meeting.id)
    adopt(table, meeting)
    left = {case.number: case.status for case in _cases(table) if case.status not in ENDED}
    assert not left, f"without an outcome: {left}"
    told = FeedbackInput(told_to=("Verwijzer", "Inwoner"), told_on=today, channel="email")
    for case in _cases(table):
        if case.status is CaseStatus.DECIDED:
            table.do(feedback.report, [case.id], told)


def seats_are_taken(table: Table, today: date) -> None:
    """Give somebody a seat in every discipline that nobody sits for."""
    known = table.ask(lambda reader: reader.find(Member, committee="cpv"))
    seated = {one.discipline for one in known if one.sits_on(today)}
    for one in {one.discipline: one for one in known if one.discipline not in seated}.values():
        table.do(members.add, replace(one, id=new_id(), valid_from=today, valid_to=None))


def adopt(table: Table, meeting: Meeting) -> None:
    """Adopt the minutes of a closed meeting, from any state they may have."""
    kept = table.ask(room.minutes_of, meeting.id)
    assert kept is not None, f"no minutes of {meeting.held_on}"
    everybody_there_in(table, meeting)
    if kept.state is MinutesState.CONCEPT:
        table.do(minutes.put_up, meeting.id)
    if kept.state is not MinutesState.ADOPTED:
        table.do(minutes.adopt, meeting.id)


def everybody_there_in(table: Table, meeting: Meeting) -> None:
    """Say who was there where nobody was; adopted minutes had somebody."""
    if any(one.code == "minutes-nobody-present" for one in _points(table, meeting)):
        everybody_there(table, meeting)


def _points(table: Table, meeting: Meeting) -> list[minutes.OpenPoint]:
    return table.ask(minutes.open_points, meeting.id)


def _pass_all_days(table: Table) -> None:
    """Let the day of every meeting pass, so that no minutes are adopted before it."""
    days = [one.held_on for one in _meetings(table, MeetingState.IN_SESSION, MeetingState.CLOSED)]
    today = local_day(table.clock())
    if days and max(days) >= today:
        table.clock.forward(days=(max(days) - today + timedelta(days=1)).days)


def _meetings(table: Table, *states: MeetingState) -> list[Meeting]:
    known = table.ask(lambda reader: reader.find(Meeting, "held_on", "starts"))
    return [one for one in known if one.state in states]


def _cases(table: Table) -> list[Case]:
    return table.ask(lambda reader: reader.find(Case, "number"))

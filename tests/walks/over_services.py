"""The steps of a walk at the table and after the meeting; those before it are `over_planning`.

Each takes what it is about by number and does one use case. One that is refused in words is a step
too.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from casustafel.domain.cases import CaseStatus
from casustafel.domain.errors import RuleError
from casustafel.domain.meetings import Meeting, MeetingState, Presence
from casustafel.domain.minutes import MinutesState
from casustafel.domain.outcomes import Confirmation, FormalDecision, Outcome, input_of
from casustafel.services.agenda import meetings
from casustafel.services.following import actions, feedback
from casustafel.services.following.feedback import FeedbackInput
from casustafel.services.meeting import outcomes, room, urgent
from casustafel.services.meeting.urgent import UrgentInput
from casustafel.services.minutes import minutes
from walks.choosing import NothingThereError
from walks.over_planning import DEALT, SITS
from walks.promises import AHEAD, SETTLED, WAITING
from walks.table import (
    CRITERIA,
    Walk,
    answered,
    attending,
    carry_all_over,
    everybody_there,
    given,
    step,
)

#: The table did not discuss such a case yet.
BEFORE = (CaseStatus.READY, CaseStatus.DEFERRED, CaseStatus.INCOMPLETE, CaseStatus.SUBMITTED)

CHOICES = ("toegekend", "toegekend_met_aanpassing", "afgewezen", "aangehouden")


#: Steps that end much are taken less often, and those of a meeting more often than the others (2).
OFTEN = {
    "open_": 6,
    "all_attend": 3,
    "undo": 3,
    "go_to": 4,
    "record": 8,
    "close": 4,
    "adopt": 3,
    "schedule": 3,
    "reopen": 3,
    "deal_anew": 3,
    "cancel": 1,
    "withdraw": 1,
    "decide_urgently": 1,
    "bring_back_due": 1,
    "reschedule": 1,
    "change_seats": 1,
    "add_plain_item": 1,
    "remove_item": 1,
    "reorder": 1,
    "recuse": 1,
    "promise": 1,
    "clock_is_set_back": 1,
}


# At the table.


@step
def attend(walk: Walk) -> None:
    meeting = walk.pick(walk.meetings())
    one = walk.pick(attending(walk.table, meeting))
    presence, was_there = walk.pick(list(Presence)), walk.number() % 2 == 0
    walk.table.do(room.set_presence, meeting.id, one.member_id, presence, was_there=was_there)


@step
def all_attend(walk: Walk) -> None:
    everybody_there(walk.table, walk.pick(walk.meetings(SITS, MeetingState.CLOSED)))


@step
def go_to(walk: Walk) -> None:
    sits = walk.pick(walk.meetings(SITS))
    walk.table.do(room.go_to, walk.pick(walk.table.ask(meetings.agenda, sits.id)).id)


@step
def pause(walk: Walk) -> None:
    walk.table.do(room.pause, walk.pick(walk.meetings(SITS)).id)


@step
def answer(walk: Walk) -> None:
    value = walk.pick(["ja", "deels", "nee"])
    walk.table.do(room.answer, walk.item(WAITING, SITS).id, walk.pick(CRITERIA), value)


@step
def record(walk: Walk) -> None:
    item, choice = walk.item(WAITING, SITS), walk.pick(CHOICES)
    if walk.number() % 4:
        answered(walk.table, item)
    made = given(choice, walk.today, again=walk.number())
    _ticking(
        walk,
        lambda ticked: walk.table.do(outcomes.record, item.id, replace(made, provisional=ticked)),
    )


def _ticking(walk: Walk, say: Callable[[bool], object]) -> None:
    """Say it, mostly with a tick at "onder voorbehoud" where that is asked."""
    try:
        say(walk.number() % 8 == 0)
    except RuleError as error:
        if error.code != "outcome-without-quorum" or walk.number() % 4 == 0:
            raise
        say(True)


@step
def hold_over(walk: Walk) -> None:
    walk.table.do(outcomes.record, walk.item(WAITING, SITS).id, given("aangehouden", walk.today))


@step
def undo(walk: Walk) -> None:
    walk.table.do(outcomes.undo, walk.item(DEALT, SITS).id)


@step
def correct(walk: Walk) -> None:
    item = walk.item(DEALT, SITS, MeetingState.CLOSED)
    before = walk.table.ask(lambda reader: reader.first(Outcome, item_id=item.id, current=True))
    if before is None:
        raise NothingThereError
    mended = input_of(before)
    if walk.number() % 4:
        mended = replace(mended, motivation=f"{before.motivation} {walk.number()}")
    else:
        mended = given(walk.pick(CHOICES), walk.today, again=walk.number())
    walk.table.do(outcomes.correct, item.id, mended, "Verkeerd genoteerd.")


@step
def reopen(walk: Walk) -> None:
    closed_too = (MeetingState.CLOSED,) if walk.number() % 4 == 0 else ()
    item = walk.item(DEALT, SITS, *closed_too)
    walk.table.do(outcomes.reopen, item.id, "Nieuw gegeven.")


@step
def carry_over(walk: Walk) -> None:
    walk.table.do(room.carry_over, walk.item(WAITING, SITS).id)


@step
def confirm(walk: Walk) -> None:
    provisional = {"provisional": True} if walk.number() % 8 else {}
    outcome = walk.pick(walk.table.ask(lambda reader: reader.find(Outcome, "id", **provisional)))
    by, agrees = walk.pick(outcome.missing or ("Voorzitter",)), walk.number() % 4 > 0
    answer = Confirmation(by=by, on=walk.today, agrees=agrees, text="Akkoord, schriftelijk.")
    walk.table.do(outcomes.confirm_in_writing, outcome.item_id, answer)


# Urgent.

URGENT = UrgentInput(
    reason="Plaatsing loopt morgen af.",
    latest=date(2026, 11, 27),
    decider="Voorzitter",
    given=given("toegekend", date(2026, 11, 26)),
)


@step
def decide_urgently(walk: Walk) -> None:
    made = replace(URGENT, given=given("toegekend", walk.today))
    walk.table.do(urgent.record, walk.case(*BEFORE, CaseStatus.SCHEDULED).id, made)


@step
def bring_to_table(walk: Walk) -> None:
    sits, case = walk.pick(walk.meetings(SITS)), walk.case(*BEFORE)
    walk.table.do(urgent.bring_to_table, sits.id, case.id, reason="De school belde.")


@step
def ratify(walk: Walk) -> None:
    item = walk.item(WAITING, SITS)
    answered(walk.table, item)
    _ticking(walk, lambda ticked: walk.table.do(urgent.ratify, item.id, provisional=ticked))


@step
def refuse_urgent(walk: Walk) -> None:
    ends = walk.today + timedelta(weeks=2)
    item = walk.item(WAITING, SITS)
    walk.table.do(urgent.refuse, item.id, why="Te lang.", ends_on=ends, bridging="Basishulp.")


@step
def promise(walk: Walk) -> None:
    """Somebody promises something at an item, with a case or without one."""
    agenda = walk.table.ask(meetings.agenda, walk.meeting(*AHEAD).id)
    walk.table.do(actions.add, "cpv", "Bellen.", "Verwijzer", item_id=walk.pick(agenda).id)


@step
def recuse(walk: Walk) -> None:
    item = walk.item(WAITING, SITS)
    meeting = walk.table.ask(lambda reader: reader.get(Meeting, item.meeting_id))
    one = walk.pick(attending(walk.table, meeting))
    walk.table.do(room.recuse, item.id, one.member_id, "Kent het gezin.")


# After the meeting.


@step
def close(walk: Walk) -> None:
    sits = walk.pick(walk.meetings(SITS))
    if walk.number() % 3:
        carry_all_over(walk.table, sits)
    walk.table.do(room.close_meeting, sits.id)


@step
def reopen_meeting(walk: Walk) -> None:
    closed = walk.pick(walk.meetings(MeetingState.CLOSED))
    walk.table.do(room.reopen_meeting, closed.id, "Uitkomst vergeten.")


@step
def put_up(walk: Walk) -> None:
    walk.table.do(minutes.put_up, walk.pick(walk.meetings(MeetingState.CLOSED)).id)


@step
def take_back(walk: Walk) -> None:
    walk.table.do(minutes.take_back, walk.pick(walk.meetings(MeetingState.CLOSED)).id)


@step
def adopt(walk: Walk) -> None:
    closed = walk.pick(walk.meetings(MeetingState.CLOSED))
    kept = walk.table.ask(room.minutes_of, closed.id)
    if kept and kept.state is MinutesState.CONCEPT and walk.number() % 4:
        walk.table.do(minutes.put_up, closed.id)
    walk.table.do(minutes.adopt, closed.id)


@step
def tell(walk: Walk) -> None:
    told = FeedbackInput(told_to=("Verwijzer", "Inwoner"), told_on=walk.today, channel="email")
    walk.table.do(feedback.report, [walk.case(*SETTLED).id], told)


@step
def no_formal_decision(walk: Walk) -> None:
    none = FormalDecision(id="", case_id="", none_because="Op verzoek van de inwoner.")
    walk.table.do(feedback.decide, walk.case(*SETTLED).id, none)

"""Changes to the code that no test noticed (house.md, C31): each is noticed here."""

from dataclasses import replace
from datetime import date, time

import pytest

from casustafel.domain.actions import Action, ActionKind
from casustafel.domain.errors import RightError
from casustafel.domain.outcomes import Confirmation
from casustafel.domain.people import Actor
from casustafel.services.agenda import meetings
from casustafel.services.case import case_steps
from casustafel.services.following import feedback
from casustafel.services.following.feedback import FeedbackInput
from casustafel.services.meeting import outcomes, room, urgent
from casustafel.services.meeting.urgent import UrgentInput
from casustafel.services.minutes import minutes
from walks.at_hand import PLAIN, WHY, granted, item_of
from walks.table import attending
from workspaces import Table, someone


def test_that_a_done_evaluation_stays_when_its_outcome_is_taken_back(table: Table) -> None:
    """C31: taking back dropped what was done, and left what was open."""
    _, (item,) = table.opened(1)
    granted(
        table, item, replace(PLAIN, evaluation_on=date(2027, 2, 1), transfer_on=date(2027, 5, 1))
    )
    promised = table.ask(lambda reader: reader.find(Action, item_id=item.id))
    done = next(one for one in promised if one.kind is ActionKind.EVALUATION)
    with table.workspace.writing() as uow:
        uow.change(done, replace(done, done_at=table.clock()))
        uow.commit()
    table.do(outcomes.reopen, item.id, WHY)
    left = table.ask(lambda reader: reader.find(Action, item_id=item.id))
    assert [one.kind for one in left] == [ActionKind.EVALUATION]


def test_that_an_item_begun_in_a_pause_takes_no_time_before_it_ends(table: Table) -> None:
    """C31: the clock of an item that is begun in a pause stands still, also when it is left."""
    meeting, (item, other) = table.opened(2)
    table.do(room.pause, meeting.id)
    table.do(room.go_to, other.id)
    table.clock.forward(minutes=10)
    table.do(room.go_to, item.id)
    assert item_of(table, other.id).spent_seconds == 0
    assert item_of(table, item.id).current_since is None
    table.clock.forward(minutes=10)
    table.do(room.pause, meeting.id)
    table.clock.forward(minutes=2)
    granted(table, item)
    assert item_of(table, item.id).spent_seconds == 2 * 60


def test_that_who_has_no_role_does_nothing_at_a_table(table: Table) -> None:
    """C31: the right checks of planning, the room, spoed and the minutes went unnoticed."""
    meeting, (item, other) = table.opened(2)
    granted(table, item)
    spoed = UrgentInput(
        reason="Nood.", latest=date(2026, 11, 27), decider="Voorzitter", given=PLAIN
    )
    told = FeedbackInput(told_to=("Inwoner",), told_on=date(2026, 11, 26), channel="phone")
    answer = Confirmation(by="Zorgexpert", on=date(2026, 11, 26), agrees=True, text="Akkoord.")
    table.workspace.actor = Actor(someone("nobody"), "Niemand", frozenset())
    slot = {"held_on": date(2026, 12, 1), "starts": time(9), "ends": time(10)}
    tries: list[tuple[object, ...]] = [
        (meetings.plan_next, meeting.id),
        (meetings.change_meeting, meeting, meeting),
        (meetings.cancel, meeting.id),
        (meetings.schedule, meeting.id, [other.case_id]),
        (meetings.remove_item, other.id),
        (room.open_meeting, meeting.id),
        (room.unopen, meeting.id),
        (room.reopen_meeting, meeting.id, WHY),
        (room.go_to, other.id),
        (room.pause, meeting.id),
        (room.carry_over, other.id),
        (room.note, other.id, "Tekst."),
        (room.answer, other.id, "c1_specific_care", "ja"),
        (room.recuse, other.id, attending(table, meeting)[0].member_id, "Eigen casus."),
        (room.close_meeting, meeting.id),
        (outcomes.record, other.id, PLAIN),
        (outcomes.correct, item.id, PLAIN, WHY),
        (outcomes.reopen, item.id, WHY),
        (outcomes.undo, item.id),
        (outcomes.confirm_in_writing, item.id, answer),
        (outcomes.deal_anew, item.id, WHY),
        (urgent.record, other.case_id, spoed),
        (urgent.ratify, other.id),
        (urgent.candidates, "cpv"),
        (minutes.put_up, meeting.id),
        (minutes.take_back, meeting.id),
        (minutes.adopt, meeting.id),
        (case_steps.withdraw, other.case_id, WHY),
        (case_steps.make_ready, other.case_id),
        (feedback.report, [item.case_id], told),
    ]
    with pytest.raises(RightError):
        table.do(meetings.plan, "cpv", **slot)
    for use_case, *given in tries:
        with pytest.raises(RightError):
            table.do(use_case, *given)  # type: ignore[arg-type]
    with pytest.raises(RightError):
        table.do(urgent.bring_to_table, meeting.id, other.case_id, reason=WHY)
    with pytest.raises(RightError):
        table.do(urgent.refuse, other.id, why=WHY, ends_on=date(2026, 12, 1), bridging="Basishulp.")

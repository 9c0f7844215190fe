"""What the chair does: the steps of a meeting one at a time, and what is told with its way back."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from casustafel.domain.actions import Action
from casustafel.domain.advice import LearningPoint
from casustafel.domain.errors import CasustafelError
from casustafel.domain.meetings import MeetingState, Presence
from casustafel.domain.outcomes import Outcome, OutcomeInput
from casustafel.domain.wording.catalogue import term
from casustafel.gui.dates import day_and_month
from casustafel.gui.dialogs.ask import Undo, choose, sure
from casustafel.gui.pages.room.attendance import PresenceChoice
from casustafel.gui.pages.room.questions import RoomQuestions
from casustafel.gui.pages.room.room import Room
from casustafel.gui.pages.room.writing import MOVES
from casustafel.gui.pages.taking_back import put_back
from casustafel.gui.theme import Tone
from casustafel.gui.words import day, tr
from casustafel.gui.work import Kind
from casustafel.services.agenda import meetings
from casustafel.services.definitions import learning
from casustafel.services.following import actions
from casustafel.services.meeting import outcomes, room, together, urgent
from casustafel.services.meeting.room_desk import Board, Sitting
from casustafel.services.minutes import minutes
from casustafel.services.use_case import seen


def day_to_open(parent: QWidget, shown: Sitting) -> date | None:
    """Return the day on which the meeting counts as held; None when it is not opened.

    Nothing is asked on the planned day with enough people. The default is Annuleren.
    """
    planned, today = shown.board.meeting.held_on, shown.today
    people = _people(shown.board)
    if planned == today:
        opens = not people or choose(
            parent, people + " " + tr("Toch openen?"), "", tr("Toch openen")
        )
        return planned if opens else None
    now, later = tr("Vandaag houden"), tr("Achteraf vastleggen")
    text = tr("Vandaag houden: de vergadering krijgt de datum van vandaag, {day}.").format(
        day=day(today)
    )
    if planned < today:
        text += "\n" + tr("Achteraf vastleggen: de datum blijft {day}.").format(day=day(planned))
    asked = tr("Deze vergadering is op {day}. Vandaag houden?")
    chosen = choose(
        parent,
        asked.format(day=day_and_month(planned, today)),
        "\n".join(part for part in (text, people) if part),
        *((now, later) if planned < today else (now,)),
    )
    return {now: today, later: planned}.get(chosen)


def _people(board: Board) -> str:
    """Say that too few are there; empty when there are enough."""
    there, needed = board.present, board.committee.minimum_members
    if not there:
        return tr("Nog niemand is aanwezig gemeld.")
    if there >= needed:
        return ""
    return tr("{there} aanwezig, {needed} nodig: er is nog geen quorum.").format(
        there=there, needed=needed
    )


class RoomSteps:
    """Acts for the room on its buttons and keys."""

    def __init__(self, at: Room, questions: RoomQuestions) -> None:
        self._room, self._questions, self.others = at, questions, 0

    def advance(self) -> None:
        """Do what comes next: open the meeting, record, correct or ratify, and go on."""
        page = self._room
        if (shown := page.sitting) is None or not page.may_run or not self._room.guard.take():
            return
        page.writer.confirm_all()
        if shown.board.meeting.state is MeetingState.PLANNED:
            self._open(shown)
        elif page.panel.correcting and shown.desk is not None:
            self._correct()
        elif page.ground.to_ratify and self._room.in_session:
            self._ratify()
        elif shown.desk is None or page.panel.outcome is not None or not self._room.in_session:
            self._go_on()
        else:
            self._record(shown)

    def _open(self, shown: Sitting) -> None:
        if (day := day_to_open(self._room, shown)) is None:
            self._room.guard.free()
        else:
            self._write(lambda uow, meeting: room.open_meeting(uow, meeting, day))

    def _record(self, shown: Sitting) -> None:
        page = self._room
        given = page.panel.given()
        if not given.choice:
            count = len(shown.board.committee.outcomes)
            page.panel.error.say(
                tr("Kies eerst een uitkomst: cijfer 1 tot en met {n}.").format(n=count), Tone.WARN
            )
        if not given.choice or not page.panel.form.days_read():
            self._room.guard.free()
            return
        item, others = page.item, page.panel.together.chosen
        page.writer.recorded()
        page.writer.write(
            lambda uow: together.record(uow, item, given, others),
            lambda said: self._recorded(*said),
            failed=self._not_recorded,
            # Unless it is the last, going on tells pages.
            changes=MOVES if shown.board.next_open(item) is None else (),
        )

    def _correct(self) -> None:
        page = self._room
        if not page.panel.form.days_read():
            self._room.guard.free()
            return
        item, given, why = page.item, page.panel.given(), page.panel.correction.text()
        page.writer.write(
            lambda uow: outcomes.correct(uow, item, given, why),
            page.guard.written,
            failed=self._not_recorded,
            changes=(*MOVES, "minutes"),
        )

    def _ratify(self) -> None:
        """Take the decision from outside the meeting over as the table's outcome, and go on."""
        side, item_id = self._room.ground.urgent_side, self._room.item
        provisional = side.provisional.isChecked()
        self._room.writer.write(
            lambda uow: urgent.ratify(uow, item_id, provisional=provisional),
            lambda _done: self._recorded(),
            failed=self._not_ratified,
            changes=("meeting", "case", "action"),
        )

    def _recorded(self, *said: Outcome) -> None:
        self.others = len(said) - 1
        if not self._went_on([one.item_id for one in said]):
            self._room.guard.written()

    def _go_on(self) -> None:
        """Go on without an outcome; of a meeting that does not sit the next item is shown."""
        if not self._room.in_session:
            self._room.guard.free()
            self._room.step(1)
        elif not self._went_on():
            self._room.guard.free()

    def _went_on(self, said: Sequence[str] = ()) -> bool:
        """Go to the next open item; after the last one offer to close, and say False.

        Of `said` an outcome was just recorded.
        """
        page = self._room
        assert page.sitting is not None
        if (following := page.sitting.board.next_open(page.item, *said)) is not None:
            page.go_to(following.id)
            return True
        page.all_done()
        return False

    def _not_recorded(self, error: CasustafelError) -> None:
        self._room.guard.free()
        page = self._room
        page.writer.outcome_typed()
        if not page.show_unanswered(error):
            page.panel.show_error(error)

    def _not_ratified(self, error: CasustafelError) -> None:
        self._room.guard.free()
        self._room.ground.urgent_side.show_error(error)
        self._room.show_unanswered(error)

    def close_meeting(self) -> None:
        """Ask what happens to what was not decided, close, and open the minutes."""
        page = self._room
        if page.sitting is not None and self._room.in_session and page.may_run:
            page.writer.confirm_all()
            self._questions.close_meeting(page.sitting.board, lambda _minutes: page.open_minutes())

    def reopen_meeting(self) -> None:
        """Ask why a closed meeting is opened again; the item that is shown comes to the table."""
        page = self._room
        if page.may.reopen:
            self._questions.reopen_meeting(self._to_shown)

    def _to_shown(self, _meeting: object) -> None:
        if item := self._room.item:
            self._room.writer.write(
                lambda uow: room.go_to(uow, item), self._room.guard.written, changes=MOVES
            )

    def unopen(self) -> None:
        """Take the opening back, while nothing was said yet."""
        if self._room.may.unopen and self._room.guard.take():
            self._write(room.unopen)

    def _write(self, task: Callable[[Any, str], object]) -> None:
        """Open the meeting, or take that back."""
        meeting, written = self._room.writer.meeting, self._room.guard.written
        changes: Sequence[Kind] = ("meeting", "case")
        self._room.writer.write(lambda uow: task(uow, meeting), written, changes=changes)

    def undo(self) -> None:
        """Take back what was recorded last; its form holds it again."""
        page = self._room
        if (item := page.may.undo) and self._room.guard.take():
            page.writer.flush()
            page.writer.write(lambda uow: outcomes.undo(uow, item), self._undone, changes=MOVES)

    def _undone(self, _done: object) -> None:
        self._room.guard.written()
        self._room.back_at_table()


class RoomTelling:
    """Does it and says so for the room; `begin` forgets what was told of another meeting."""

    def __init__(self, page: Room, questions: RoomQuestions, steps: RoomSteps) -> None:
        self._page, self._questions, self._steps = page, questions, steps
        self.begin()

    def begin(self) -> None:
        """Belong to another meeting."""
        self._undo, self._slip, self._done = "", "", False

    def leave(self) -> None:
        """The page is left, and what is told goes with it: say it again where one comes back."""
        self._undo = self._slip = ""

    def show(self, shown: Sitting) -> None:
        """Say what was recorded, with the way back until the next step at the table (T13)."""
        self._let_go_of_close(shown)
        page = self._page
        if self._slip and self._slip != page.item:
            # What was filled in for one case must never come back at another.
            self._slip = ""
            page.frame.tell("")
        if page.may.undo == self._undo:
            return
        self._undo = page.may.undo
        line = shown.board.line(self._undo)
        words = ""
        if line is not None and line.outcome is not None:
            said = shown.board.committee.outcome(line.outcome.choice).label.casefold()
            others = self._steps.others
            case = line.item.title + (tr(" en {n} andere").format(n=others) if others > 0 else "")
            words = tr("{case}: {what}").format(case=case, what=said)
        page.frame.tell(words, self._steps.undo if words else None)

    def offer_close(self) -> None:
        """Offer to close, now that all items are dealt with."""
        self._done = True
        words, verb = tr("Alle punten zijn besproken."), tr("Vergadering sluiten…")
        self._page.banner.say(words, Tone.GOOD, action=verb, do=self._steps.close_meeting)

    def _let_go_of_close(self, shown: Sitting) -> None:
        """Take the offer to close away where there is something left, or nothing to close (H20)."""
        line, board = shown.line, shown.board
        left = line is not None and line.row is not None and not line.finished
        sits = board.meeting.state is MeetingState.IN_SESSION
        if self._done and (left or not sits or board.next_open(line.item.id if line else None)):
            self._done = False
            self._page.banner.clear()

    def all_present(self) -> None:
        """Say that all who were expected are there (H17)."""
        shown = self._page.sitting
        expected = (
            PresenceChoice(seat.member.id, Presence.PRESENT, seat.attendance.substitute)
            for seat in (shown.board.seats if shown is not None else ())
            if seat.attendance.presence is Presence.EXPECTED
        )
        if not self.presence(*expected):
            self._page.tell(tr("Van iedereen is al gezegd of die er is."))

    def there(self, member_id: str) -> None:
        """Say that somebody who was missing is there (H36)."""
        before = self._page.attendance.seat(member_id).attendance
        self.presence(PresenceChoice(member_id, Presence.PRESENT, before.substitute))

    def presence(self, *choices: PresenceChoice) -> bool:
        """Write who is there; say whether there was something to write."""
        page = self._page
        if not choices:
            return False
        seats = [page.attendance.seat(choice.member_id) for choice in choices]
        before = [PresenceChoice.of(seat.attendance) for seat in seats]
        who = seats[0].label if len(seats) == 1 else tr("{n} leden").format(n=len(seats))
        words = tr("{who}: {what}").format(who=who, what=term(choices[0].presence, "nl"))

        def back() -> None:
            page.writer.presence(*before, then=lambda _done: page.tell(tr("Ongedaan gemaakt.")))

        page.writer.presence(*choices, then=lambda _done: page.frame.tell(words, back))
        return True

    def take_out(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Let members, each with a reason, not take part in the item that is shown."""
        item = self._page.item
        self._of_members(
            tr("Neemt niet deel aan dit punt: {who}."),
            [member for member, _why in pairs],
            lambda uow: [room.recuse(uow, item, *pair) for pair in pairs],
            lambda uow: [room.take_back_recusal(uow, item, member) for member, _why in pairs],
        )

    def take_in(self, member_id: str) -> None:
        """Let a member take part again in the item that is shown."""
        shown, item = self._page.sitting, self._page.item
        assert shown is not None
        assert shown.line is not None
        why = shown.line.recused[member_id]
        self._of_members(
            tr("Neemt weer deel aan dit punt: {who}."),
            [member_id],
            lambda uow: room.take_back_recusal(uow, item, member_id),
            lambda uow: room.recuse(uow, item, member_id, why),
        )

    def _of_members(
        self,
        words: str,
        members: Sequence[str],
        do: Callable[[Any], object],
        back: Callable[[Any], object],
    ) -> None:
        labels = [self._page.attendance.seat(one).label for one in members]
        self._do(do, words.format(who=", ".join(labels)), lambda _done: back)

    def _do(
        self,
        task: Callable[[Any], object],
        said: str,
        undo: Callable[[Any], Undo] = lambda _done: None,
        kinds: Sequence[Kind] = ("meeting",),
    ) -> None:
        page, changes = self._page, self._page.writer.told(kinds)
        page.write(task, failed=page.not_kept, changes=changes, said=said, undo=undo)

    def guest(self, invitee_id: str, *, present: bool) -> None:
        """Say whether an invitee came."""
        who = self._page.attendance.guests.boxes[invitee_id].accessibleName()
        what = term(Presence.PRESENT if present else Presence.ABSENT, "nl")

        def came(*, before: bool) -> Callable[[Any], object]:
            at = seen(invitee_id, present=before)
            return lambda uow: meetings.set_present(uow, at, present=not before)

        self._do(came(before=not present), f"{who}: {what}", lambda _done: came(before=present))

    def take_away(self, one: Action | LearningPoint) -> None:
        """Take away what was promised or learnt here (H19)."""
        gone = learning.delete if isinstance(one, LearningPoint) else actions.delete
        said = tr("Weggehaald: {what}").format(what=one.text)
        self._do(lambda uow: gone(uow, one.id), said, put_back, ("meeting", "action", "learning"))

    def change(self, one: object) -> None:
        """Ask about what was promised or learnt here already."""
        page = self._page
        if page.sitting is not None and isinstance(one, Action):
            self._questions.promise(one.kind, page.sitting, one, self.take_away)
        elif page.sitting is not None and isinstance(one, LearningPoint):
            self._questions.learn(page.sitting, one, self.take_away)

    def swapped(self, before: OutcomeInput, was: str) -> None:
        """Another outcome was chosen: what stood there comes back if that was a slip (H14)."""
        form = self._page.panel.form
        if form.choice is not None:
            words = tr("Uitkomst gewijzigd: {was} in {now}").format(was=was, now=form.choice.verb)
            self._slip = self._page.item
            self._page.frame.tell(words, lambda: form.restore(before))

    def adopt(self) -> None:
        """Adopt the minutes of the former meeting at their own item (T21)."""
        page = self._page
        former = page.sitting.former if page.sitting is not None else None
        text = tr("Daarna veranderen ze niet meer. Een correctie maakt een volgende versie.")
        if former and sure(page, tr("Deze notulen vaststellen?"), text, tr("Vaststellen")):
            self._do(
                lambda uow: minutes.adopt_former(uow, former),
                tr("Notulen vastgesteld."),
                kinds=("meeting", "minutes"),
            )

"""The steps of a meeting: what comes next, one at a time, asked first where it must be."""

from typing import TYPE_CHECKING

from casustafel.domain.errors import CasustafelError
from casustafel.domain.meetings import MeetingState
from casustafel.gui.pages.room.opening import day_to_open
from casustafel.gui.problems import explain
from casustafel.gui.theme import Tone
from casustafel.gui.words import tr
from casustafel.services.meeting.room_desk import Sitting

if TYPE_CHECKING:
    from casustafel.gui.pages.room.page import RoomPage


class OneAtATime:
    """Lets the next step through once the room shows what the one before it did."""

    def __init__(self) -> None:
        self._taken = self._written = False

    def take(self) -> bool:
        """Begin a step; False while another is under way."""
        if self._taken:
            return False
        self._taken, self._written = True, False
        return True

    def written(self, _answer: object = None) -> None:
        """What the step did is kept; the room will show it."""
        self._written = True

    def free(self) -> None:
        """The step was refused or not taken."""
        self._taken = False

    def shown(self) -> None:
        """The room was read anew."""
        if self._written:
            self._taken = False


class RoomSteps:
    """Acts for the room on its buttons and keys."""

    def __init__(self, page: "RoomPage") -> None:
        self._page = page
        self.guard = OneAtATime()

    @property
    def _in_session(self) -> bool:
        shown = self._page.sitting
        return shown is not None and shown.board.meeting.state is MeetingState.IN_SESSION

    def advance(self) -> None:
        """Do what comes next: open the meeting, record, correct or ratify, and go on."""
        page = self._page
        shown = page.sitting
        if shown is None or not page.may_run or not self.guard.take():
            return
        page.capture.confirm_all()
        if shown.board.meeting.state is MeetingState.PLANNED:
            self._open(shown)
        elif page.panel.correcting and shown.desk is not None:
            self._correct()
        elif page.ground.to_ratify and self._in_session:
            page.urgent.ratify(self._recorded, failed=self._not_ratified)
        elif shown.desk is None or page.panel.outcome is not None or not self._in_session:
            self._go_on()
        else:
            self._record(shown)

    def _open(self, shown: Sitting) -> None:
        day = day_to_open(self._page, shown)
        if day is None:
            self.guard.free()
        else:
            self._page.writer.open_meeting(day, then=self.guard.written)

    def _record(self, shown: Sitting) -> None:
        page = self._page
        given = page.panel.given()
        if not given.choice:
            count = len(shown.board.committee.outcomes)
            page.panel.error.say(
                tr("Kies eerst een uitkomst: cijfer 1 tot en met {n}.").format(n=count), Tone.WARN
            )
        if not given.choice or not page.panel.form.days_read():
            self.guard.free()
            return
        page.capture.outcome_recorded()
        page.writer.record(
            page.item,
            given,
            then=self._recorded,
            failed=self._not_recorded,
            last=shown.board.next_open(page.item) is None,
        )

    def _correct(self) -> None:
        page = self._page
        if not page.panel.form.days_read():
            self.guard.free()
            return
        page.writer.correct(
            page.item,
            page.panel.given(),
            page.panel.correction.text(),
            then=self.guard.written,
            failed=self._not_recorded,
        )

    def _recorded(self, _outcome: object = None) -> None:
        if not self._went_on():
            self.guard.written()

    def _go_on(self) -> None:
        """Go on without an outcome; of a meeting that does not sit the next item is shown."""
        if not self._in_session:
            self.guard.free()
            self._page.step(1)
        elif not self._went_on():
            self.guard.free()

    def _went_on(self) -> bool:
        """Go to the next open item; after the last one offer to close, and say False."""
        page = self._page
        assert page.sitting is not None
        following = page.sitting.board.next_open(page.item)
        if following is not None:
            page.go_to(following.id)
            return True
        page.banner.say(
            tr("Alle punten zijn besproken."),
            Tone.GOOD,
            action=tr("Vergadering sluiten…"),
            do=self.close_meeting,
        )
        return False

    def _not_recorded(self, error: CasustafelError) -> None:
        self.guard.free()
        page = self._page
        page.capture.outcome_typed()
        if not page.show_unanswered(error):
            page.panel.show_error(error)

    def _not_ratified(self, error: CasustafelError) -> None:
        self.guard.free()
        if not self._page.show_unanswered(error):
            self._page.ground.urgent_side.show_error(error)

    def refused(self, error: CasustafelError) -> None:
        """Say why something else was not kept, and read anew how it stands."""
        self.guard.free()
        self._page.banner.say(explain(error), Tone.BAD)
        self._page.reload()

    def close_meeting(self) -> None:
        """Ask what happens to what was not decided, close, and open the minutes."""
        page = self._page
        if page.sitting is not None and self._in_session and page.may_run:
            page.capture.confirm_all()
            page.questions.close_meeting(page.sitting.board, lambda _minutes: page.open_minutes())

    def reopen_meeting(self) -> None:
        """Ask why a closed meeting is opened again; the item that is shown comes to the table."""
        page = self._page
        if page.may.reopen:
            page.questions.reopen_meeting(self._to_shown)

    def _to_shown(self, _meeting: object) -> None:
        page = self._page
        if page.item:
            page.writer.go_to(page.item, self.guard.written)

    def unopen(self) -> None:
        """Take the opening back, while nothing was said yet."""
        if self._page.may.unopen and self.guard.take():
            self._page.writer.unopen(then=self.guard.written)

    def undo(self) -> None:
        """Take back what was recorded last; its form holds it again."""
        page = self._page
        item = page.may.undo
        if item and self.guard.take():
            page.capture.flush()
            page.writer.undo(item, then=self._undone)

    def _undone(self, _case: object) -> None:
        self.guard.written()
        self._page.back_at_table()

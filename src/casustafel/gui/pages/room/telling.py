"""What is done in the room beside its steps, each told in one place with the way back."""

from typing import TYPE_CHECKING

from casustafel.domain.actions import Action
from casustafel.domain.advice import LearningPoint
from casustafel.domain.meetings import MeetingState, Presence
from casustafel.domain.outcomes import OutcomeInput
from casustafel.gui.dialogs.ask import sure
from casustafel.gui.pages.room.attendance import PresenceChoice
from casustafel.gui.pages.room.promises import put_back
from casustafel.gui.theme import Tone
from casustafel.gui.words import tr
from casustafel.gui.work import Kind
from casustafel.services.definitions import learning
from casustafel.services.following import actions
from casustafel.services.meeting.room_desk import Sitting
from casustafel.services.minutes import minutes

if TYPE_CHECKING:
    from casustafel.gui.pages.room.page import RoomPage

_THERE = {
    Presence.PRESENT: "aanwezig",
    Presence.ABSENT: "niet aanwezig",
    Presence.EXCUSED: "afgemeld",
    Presence.EXPECTED: "verwacht",
}


class RoomTelling:
    """Does it and says so for the room; `begin` forgets what was told of another meeting."""

    def __init__(self, page: "RoomPage") -> None:
        self._page = page
        self.begin()

    def begin(self) -> None:
        """Belong to another meeting."""
        self._undo = self._slip = ""
        self._done = False

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
            words = tr("{case}: {what}").format(case=line.item.title, what=said)
        page.frame.tell(words, page.steps.undo if words else None)

    def offer_close(self) -> None:
        """Offer to close, now that all items are dealt with."""
        self._done = True
        words, verb = tr("Alle punten zijn besproken."), tr("Vergadering sluiten…")
        self._page.banner.say(words, Tone.GOOD, action=verb, do=self._page.steps.close_meeting)

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
        self.presence(*expected)

    def there(self, member_id: str) -> None:
        """Say that somebody who was missing is there (H36)."""
        before = self._page.attendance.seat(member_id).attendance
        self.presence(PresenceChoice(member_id, Presence.PRESENT, before.substitute))

    def presence(self, *choices: PresenceChoice) -> None:
        """Write who is there."""
        page = self._page
        if not choices:
            return
        seats = [page.attendance.seat(choice.member_id) for choice in choices]
        before = [PresenceChoice.of(seat.attendance) for seat in seats]
        who = seats[0].label if len(seats) == 1 else tr("{n} leden").format(n=len(seats))
        words = tr("{who}: {what}").format(who=who, what=_THERE[choices[0].presence])

        def back() -> None:
            page.writer.presence(*before, then=lambda _done: page.tell(tr("Ongedaan gemaakt.")))

        page.writer.presence(*choices, then=lambda _done: page.frame.tell(words, back))

    def take_away(self, one: Action | LearningPoint) -> None:
        """Take away what was promised or learnt here (H19)."""
        page, item = self._page, self._page.item
        gone = learning.delete if isinstance(one, LearningPoint) else actions.delete
        kinds: tuple[Kind, ...] = ("meeting", "action")
        words, changes = tr("Weggehaald: {what}").format(what=one.text), page.writer.told(kinds)
        page.writer.write(
            lambda uow: gone(uow, one.id),
            lambda _done: page.tell(words, lambda uow: put_back(uow, one, item), changes),
            changes=kinds,
        )

    def change(self, one: object) -> None:
        """Ask about what was promised or learnt here already."""
        page = self._page
        if page.sitting is not None and isinstance(one, Action):
            page.questions.promise(one.kind, page.sitting, one, self.take_away)
        elif page.sitting is not None and isinstance(one, LearningPoint):
            page.questions.learn(page.sitting, one, self.take_away)

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
            page.writer.write(
                lambda uow: minutes.adopt_former(uow, former),
                lambda _done: page.tell(tr("Notulen vastgesteld.")),
                changes=("meeting", "minutes"),
            )

"""The room itself: the meeting that is shown, its parts, and the way from item to item.

What acts for it (`steps`, `questions`) knows it by this; the page puts all together.
"""

from casustafel.domain.errors import CasustafelError
from casustafel.domain.meetings import MeetingState
from casustafel.domain.people import Right
from casustafel.gui.page import Context, Page
from casustafel.gui.pages.room.ground import Ground
from casustafel.gui.pages.room.top_bar import Allowed, TopBar
from casustafel.gui.pages.room.writing import MOVES, RoomWriter
from casustafel.gui.problems import explain
from casustafel.gui.words import tr
from casustafel.services.meeting import room, room_desk
from casustafel.services.meeting.room_desk import Sitting


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


class Room(Page):
    """A meeting with the item that the chair looks at."""

    to_edges = True

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Vergadering"))
        self.chosen = ""
        """The item that somebody looks at beside the one at the table."""
        self.sitting: Sitting | None = None
        self.may = Allowed()
        self.led_by = ""
        """Who leads the meeting at another desk, if anybody does."""
        self.guard = OneAtATime()
        self.writer = RoomWriter(self.work, self, self.not_kept, self.banner.past)
        self._build()
        self.writer.listen(self.pane, self.panel)

    def _build(self) -> None:
        self.title_label.hide()
        self._subtitle.hide()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.top = TopBar(self)
        self.body.insertWidget(0, self.top)
        self.ground = Ground(self)
        self.agenda, self.attendance = self.ground.agenda, self.ground.attendance
        self.pane, self.panel = self.ground.pane, self.ground.panel
        self.plain_side = self.ground.plain_side
        self.body.addWidget(self.ground, 1)

    @property
    def item(self) -> str:
        """The id of the item that is shown; empty when there is none."""
        shown = self.sitting
        return shown.line.item.id if shown is not None and shown.line is not None else ""

    @property
    def may_run(self) -> bool:
        """Whether this person leads the meeting, or records for whoever does."""
        return self.may_lead and not self.led_by

    @property
    def may_lead(self) -> bool:
        """Whether this person may lead meetings of the table, also where somebody else does now."""
        committee = self.writer.committee or None
        return self.context.actor.may(Right.RUN_MEETINGS, committee)

    @property
    def in_session(self) -> bool:
        """Whether the meeting is going on."""
        shown = self.sitting
        return shown is not None and shown.board.meeting.state is MeetingState.IN_SESSION

    def reload(self) -> None:
        """Read the meeting and the item the chair is at."""
        meeting, chosen = self.writer.meeting, self.chosen
        if meeting:
            self.read(
                lambda reader: room_desk.sitting(reader, meeting, chosen or None),
                self.show_sitting,
                "room",
            )

    def show_sitting(self, shown: Sitting) -> None:
        """Show the meeting as it was read."""
        raise NotImplementedError

    def all_done(self) -> None:
        """All items are dealt with."""
        raise NotImplementedError

    def go_to(self, item_id: str) -> None:
        """Bring an item to the table; of a closed meeting it is only shown."""
        self.writer.leave()
        if self.in_session and self.may_run:
            self.chosen = ""
            self.writer.write(
                lambda uow: room.go_to(uow, item_id), self.guard.written, changes=MOVES
            )
        else:
            self.chosen = item_id
            self.reload()

    def step(self, by: int) -> None:
        """Go to the item before or after this one."""
        if self.sitting is None:
            return
        ids = [line.item.id for line in self.sitting.board.lines]
        at = ids.index(self.item) + by if self.item in ids else 0
        if 0 <= at < len(ids):
            self.go_to(ids[at])

    def open_minutes(self) -> None:
        """Open the minutes: of this meeting, or at their agenda item those of the former one."""
        if self.frame.has("minutes"):
            shown = self.sitting
            former = shown.former if shown is not None else None
            self.frame.open("minutes", former or self.writer.meeting)

    def back_at_table(self) -> None:
        """Show the item that the meeting is at, wherever the chair looked."""
        self.chosen = ""
        self.setFocus()

    def not_kept(self, error: CasustafelError) -> None:
        """Say why something was not kept, and read anew how it stands."""
        self.guard.free()
        self.refused(error)
        self.reload()

    def show_unanswered(self, error: CasustafelError) -> bool:
        """Put the keyboard on the first question that the outcome needs; say if that is it."""
        desk = self.sitting.desk if self.sitting is not None else None
        if error.code != "outcome-needs-answers" or desk is None:
            return False
        named = str(error.values["items"])
        asked = [one.code for one in (*desk.criteria, *desk.extra) if one.text in named]
        return self.ground.show_unanswered(asked, explain(error))

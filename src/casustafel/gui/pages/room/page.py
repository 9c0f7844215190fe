"""Vergadering: the chair leads a meeting here without touching the mouse."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from casustafel.domain.actions import Action, ActionKind
from casustafel.domain.errors import CasustafelError
from casustafel.domain.local_time import local_time
from casustafel.domain.meetings import MeetingState, Presence
from casustafel.domain.minutes import MinutesState
from casustafel.domain.people import Right
from casustafel.gui.page import Command, Context, KeyHint, Page
from casustafel.gui.pages.room.attendance import PresenceChoice
from casustafel.gui.pages.room.capture import Capture
from casustafel.gui.pages.room.ground import Ground
from casustafel.gui.pages.room.keys import bind, press, room_keys
from casustafel.gui.pages.room.parts import focus_notes, focus_part, more_reasons
from casustafel.gui.pages.room.questions import RoomQuestions
from casustafel.gui.pages.room.second_screen import SecondScreen
from casustafel.gui.pages.room.top_bar import TopBar
from casustafel.gui.pages.room.urgent import RoomUrgent
from casustafel.gui.pages.room.writer import RoomWriter
from casustafel.gui.problems import explain
from casustafel.gui.theme import Tone
from casustafel.gui.words import tr
from casustafel.gui.work import Change
from casustafel.services import advice_view, sitting
from casustafel.services.sitting import Sitting

_ADDS = {"A": "action", "W": "condition", "L": "learning"}
_CONCERNS = frozenset({"meeting", "case", "action", "minutes", "member"})


class RoomPage(Page):
    """Opened with the id of a meeting; it stands where the chair was when it was left."""

    to_edges = True

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Vergadering"))
        self._chosen = ""
        self._shown: tuple[str, int, str] | None = None
        self._busy = False
        self._viewed: set[str] = set()
        self.sitting: Sitting | None = None
        self.writer = RoomWriter(self.work, self, self._refused)
        self.questions = RoomQuestions(self, self.writer)
        self.second = SecondScreen(self)
        self._build()
        self.capture = Capture(self.pane, self.panel, self.writer, self)
        self._bind()
        bind(
            self,
            {
                "Ctrl+M": lambda: focus_notes(self.ground),
                "F8": self._pause,
                "Ctrl+Shift+Return": self.close_meeting,
            },
        )

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
        side, join = self.ground.urgent_side, self.ground.join
        self.urgent = RoomUrgent(self, side, join, self.writer, lambda: self.sitting)
        self.body.addWidget(self.ground, 1)

    def _bind(self) -> None:
        self.top.left.connect(lambda: self.frame.open("meetings"))
        self.top.second_screen_wanted.connect(self.toggle_second_screen)
        self.top.pause_wanted.connect(self.writer.pause)
        self.top.close_wanted.connect(self.close_meeting)
        self.agenda.item_chosen.connect(self.go_to)
        self.attendance.presence_chosen.connect(self.writer.presence)
        self.attendance.recusal_wanted.connect(self._recuse)
        self.attendance.recusal_taken_back.connect(
            lambda member: self.writer.rejoin(self._item, member)
        )
        self.attendance.substitute_wanted.connect(
            lambda member: self.questions.substitute(self.attendance.seat(member))
        )
        self.attendance.all_present_wanted.connect(self._all_present)
        self.attendance.guests.ticked.connect(
            lambda guest, on: self.writer.guest_present(guest, present=on)
        )
        self.pane.recusals_wanted.connect(self._recuse_proposed)
        self.panel.advance_wanted.connect(self.advance)
        self.panel.reopen_wanted.connect(lambda: self.questions.reopen(self._item))
        self.panel.promises.wanted.connect(self._add)
        self.panel.promises.opened.connect(self._change_promise)
        self.plain_side.advance_wanted.connect(self.advance)
        self.ground.urgent_side.ratify_wanted.connect(self.advance)
        self.plain_side.minutes_wanted.connect(self._open_minutes)

    def keys(self) -> Sequence[KeyHint]:
        """Return the keys of the room."""
        return room_keys()

    def commands(self) -> Sequence[Command]:
        """Return what the command box offers in the room."""
        return (Command(tr("Tweede scherm tonen"), self.toggle_second_screen, "F9"),)

    @property
    def _item(self) -> str:
        shown = self.sitting
        return shown.line.item.id if shown is not None and shown.line is not None else ""

    @property
    def may_run(self) -> bool:
        """Whether this person leads the meeting, or records for who does."""
        committee = self.writer.committee or None
        return self.context.actor.may(Right.RUN_MEETINGS, committee)

    def open(self, argument: str) -> None:
        """Show this meeting."""
        if argument != self.writer.meeting:
            self.capture.flush()
            self.writer.meeting = argument
            self._chosen, self._shown, self._busy = "", None, False

    def concerns(self, changes: frozenset[Change]) -> bool:
        """Say whether a change touches the room."""
        return any(change.kind in _CONCERNS for change in changes)

    def reload(self) -> None:
        """Read the meeting and the item the chair is at."""
        meeting, chosen = self.writer.meeting, self._chosen
        if meeting:
            self.work.read(
                lambda reader: sitting.sitting(reader, meeting, chosen or None),
                then=self._show,
                owner=self,
                lane="room",
            )

    def can_leave(self) -> bool:
        """Keep what is being typed; the page may always be left."""
        self.capture.confirm_all()
        self.capture.flush()
        return True

    def _show(self, shown: Sitting) -> None:
        self.sitting = shown
        around, line = shown.board, shown.line
        self.writer.committee = around.committee.code
        item = line.item.id if line else ""
        revision = line.outcome.revision if line and line.outcome else 0
        key = (item, revision, around.meeting.state.value)
        fresh = key != self._shown
        if self._shown is None or self._shown[0] != item:
            self.setFocus()
        self._shown = key
        self.capture.show(shown)
        self._show_around(shown)
        self._show_item(shown, fresh=fresh)
        self._busy = False
        if fresh:
            self._offer_unfinished(shown)
        self.set_status(tr("Elke toets wordt bewaard · F1 hulp"))

    def _offer_unfinished(self, shown: Sitting) -> None:
        """After a kill within a dialog: what was typed there has not gone."""
        found = self.questions.unfinished(shown)
        if found is not None and self._editable(shown):
            name, words = found
            self.banner.say(
                tr("U was bezig met {what}. Wat u typte, is bewaard.").format(what=words),
                action=tr("Verdergaan"),
                do=lambda: self._add(name),
            )

    def _show_around(self, shown: Sitting) -> None:
        around = shown.board
        self.setAccessibleName(f"{tr('Vergadering')} {around.committee.short_name}")
        self.top.show_sitting(shown, may_run=self.may_run)
        self.ground.show_agenda(shown)
        self.urgent.show(shown)
        now = local_time(shown.now)
        self.attendance.show_sitting(shown, now, editable=self._editable(shown))
        self.second.show_sitting(shown)

    def _show_item(self, shown: Sitting, *, fresh: bool) -> None:
        editable = self._editable(shown) and shown.board.meeting.state is not MeetingState.PLANNED
        self.ground.show_item(shown, fresh=fresh, editable=editable)
        if shown.desk is not None:
            self._log_view(shown.desk.view.case.id)
            self._read_advices(shown.desk.item.id)
        else:
            self.plain_side.show_sitting(
                shown, may_run=self.may_run, has_minutes=self.frame.has("minutes")
            )

    def _editable(self, shown: Sitting) -> bool:
        return self.may_run and shown.board.minutes is not MinutesState.ADOPTED

    def _read_advices(self, item_id: str) -> None:
        self.work.read(
            lambda reader: advice_view.joint(reader, item_id),
            then=self.pane.show_advices,
            owner=self,
            lane="advices",
        )

    def _log_view(self, case_id: str) -> None:
        """Log the first time that a case is opened here: a view is logged then (design.md)."""
        if case_id not in self._viewed:
            self._viewed.add(case_id)
            self.writer.viewed(case_id)

    def advance(self) -> None:
        """Do what comes next: open the meeting, record and go on, or go on."""
        shown = self.sitting
        if shown is None or self._busy or not self.may_run:
            return
        self.capture.confirm_all()
        if shown.board.meeting.state is MeetingState.PLANNED:
            self._busy = True
            self.writer.open_meeting()
        elif self.ground.to_ratify and self._in_session():
            self._busy = True
            self.urgent.ratify(self._go_on, failed=self._not_recorded)
        elif shown.desk is None or (self.panel.outcome is not None and not self.panel.correcting):
            self._go_on()
        elif self.panel.correcting:
            self.writer.correct(
                self._item,
                self.panel.given(),
                self.panel.correction.text(),
                self._not_recorded,
            )
        else:
            self._record(shown)

    def _record(self, shown: Sitting) -> None:
        given = self.panel.given()
        if not given.choice:
            count = len(shown.board.committee.outcomes)
            self.panel.error.say(
                tr("Kies eerst een uitkomst: cijfer 1 tot en met {n}.").format(n=count),
                Tone.WARN,
            )
            return
        self._busy = True
        self.capture.outcome_recorded()
        self.writer.record(
            self._item,
            given,
            then=lambda _outcome: self._go_on(),
            failed=self._not_recorded,
            last=shown.board.next_open(self._item) is None,
        )

    def _go_on(self) -> None:
        """Go to the next open item; after the last one offer to close."""
        assert self.sitting is not None
        following = self.sitting.board.next_open(self._item)
        if following is not None and self._in_session():
            self.go_to(following.id)
        elif self._in_session():
            self._busy = False
            self.banner.say(
                tr("Alle punten zijn besproken."),
                Tone.GOOD,
                action=tr("Vergadering sluiten…"),
                do=self.close_meeting,
            )
        else:
            self.step(1)

    def go_to(self, item_id: str) -> None:
        """Bring an item to the table; of a closed meeting it is only shown."""
        self.capture.confirm_all()
        self.capture.flush()
        if self._in_session() and self.may_run:
            self._chosen = ""
            self.writer.go_to(item_id)
        else:
            self._chosen = item_id
            self.reload()

    def _in_session(self) -> bool:
        shown = self.sitting
        return shown is not None and shown.board.meeting.state is MeetingState.IN_SESSION

    def step(self, by: int) -> None:
        """Go to the item before or after this one."""
        if self.sitting is None:
            return
        ids = [line.item.id for line in self.sitting.board.lines]
        at = ids.index(self._item) + by if self._item in ids else 0
        if 0 <= at < len(ids):
            self.go_to(ids[at])

    def choose_outcome(self, number: int) -> None:
        """Choose an outcome by its digit and go to the first field that it asks."""
        if self.ground.at_case and self.panel.choose_number(number):
            self.ground.reveal(self.panel)
            field = self.panel.form.next_field()
            (field or self).setFocus()

    def go_to_part(self, letter: str) -> None:
        """Put the keyboard on the part that a letter stands for, or add what it stands for."""
        known = self.urgent.asked(letter) or focus_part(self.ground, letter)
        if not known and self.ground.at_case and letter in _ADDS:
            self._add(_ADDS[letter])

    def show_more_reasons(self) -> None:
        """Show the reasons of other outcomes too."""
        more_reasons(self.ground)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setFocus()
        elif not press(self, event):
            super().keyPressEvent(event)

    def close_meeting(self) -> None:
        """Ask what happens to what was not decided, close, and open the minutes."""
        shown = self.sitting
        if shown is None or not self._in_session() or not self.may_run:
            return
        self.capture.confirm_all()
        self.questions.close_meeting(shown.board, lambda _minutes: self._open_minutes())

    def _open_minutes(self) -> None:
        """Open the minutes: of this meeting, or at their agenda item those of the former one."""
        if self.frame.has("minutes"):
            shown = self.sitting
            former = shown.former if shown is not None else None
            self.frame.open("minutes", former or self.writer.meeting)

    def cover(self, *, covered: bool) -> None:
        """Show nothing of the meeting on the second screen while the window is locked."""
        self.second.cover(covered=covered)

    def toggle_second_screen(self) -> None:
        """Show the view for the room, or take it away."""
        if self.second.isVisible():
            self.second.close()
        else:
            self.second.show_on_other_screen()

    def _pause(self) -> None:
        if self._in_session() and self.may_run:
            self.writer.pause()

    def _all_present(self) -> None:
        assert self.sitting is not None
        self.writer.presence(
            *(
                PresenceChoice(seat.member.id, Presence.PRESENT, seat.attendance.substitute)
                for seat in self.sitting.board.seats
                if seat.attendance.presence is Presence.EXPECTED
            )
        )

    def _recuse(self, member_id: str) -> None:
        self.questions.recuse(self._item, self.attendance.seat(member_id))

    def _recuse_proposed(self, pairs: list[tuple[str, str]]) -> None:
        for member_id, why in pairs:
            self.writer.recuse(self._item, member_id, why)

    def _add(self, what: str) -> None:
        shown = self.sitting
        if shown is None or not self._editable(shown):
            return
        if what == "learning":
            self.questions.learn(shown)
        else:
            self.questions.promise(ActionKind(what), shown)

    def _change_promise(self, action: object) -> None:
        if self.sitting is not None and isinstance(action, Action):
            self.questions.promise(action.kind, self.sitting, action)

    def _not_recorded(self, error: CasustafelError) -> None:
        self._busy = False
        if self.ground.to_ratify:
            return
        self.capture.outcome_typed()
        self.panel.show_error(error)

    def _refused(self, error: CasustafelError) -> None:
        self._busy = False
        self.banner.say(explain(error), Tone.BAD)
        self.reload()

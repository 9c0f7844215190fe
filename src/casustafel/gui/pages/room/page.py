"""Vergadering: the chair leads a meeting here without touching the mouse."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from casustafel.domain.actions import ActionKind
from casustafel.domain.local_time import local_time
from casustafel.domain.meetings import MeetingState
from casustafel.domain.people import Right
from casustafel.gui.hands import AGAIN_MS
from casustafel.gui.line import Line
from casustafel.gui.page import Command, Context
from casustafel.gui.pages.meetings.involved import ask_involved
from casustafel.gui.pages.room.keys import (
    DIGITS,
    LETTERS,
    KeyRouter,
    focus_notes,
    focus_part,
    more_reasons,
)
from casustafel.gui.pages.room.questions import RoomQuestions
from casustafel.gui.pages.room.room import Room
from casustafel.gui.pages.room.second_screen import SecondScreen
from casustafel.gui.pages.room.steps import RoomSteps, RoomTelling
from casustafel.gui.pages.room.top_bar import allowed
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.banner import Banner
from casustafel.gui.words import tr
from casustafel.services.advice import advice_desk
from casustafel.services.case import cases
from casustafel.services.meeting.room_desk import Sitting

_ADDS = {"A": "action", "W": "condition", "L": "learning"}


class RoomPage(Room):
    """Opened with the id of a meeting; it stands where the chair was when it was left."""

    about = frozenset({"meeting", "case", "action", "minutes", "member"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._shown: tuple[str, int, str] | None = None
        self._viewed: set[str] = set()
        self._lead: tuple[Line | None, str] = (None, "")
        self.leading = Banner(self)
        self.body.insertWidget(1, self.leading)
        self.work.led.connect(self._led)
        self.questions = RoomQuestions(self, self.writer)
        self.steps = RoomSteps(self, self.questions)
        self.telling = RoomTelling(self, self.questions, self.steps)
        self.router = KeyRouter(self, self._do_sign)
        self.second = SecondScreen(self.router.hand_on, self)
        self._bind()
        others: dict[str, Callable[[], object]] = {
            "Ctrl+PgDown": partial(self.step, 1),
            "Ctrl+PgUp": partial(self.step, -1),
            "Ctrl+M": lambda: focus_notes(self.ground),
            "F8": self._pause,
            "Ctrl+Shift+Return": self.steps.close_meeting,
        }
        for sign in (*DIGITS, *LETTERS):
            self.add_key(f"Alt+{sign}", partial(self._do_sign, sign))
        for keys, do in others.items():
            self.add_key(keys, do)

    def _bind(self) -> None:
        top, side = self.top, self.ground.urgent_side
        top.back.clicked.connect(lambda: self.frame.open("meetings"))
        top.second.clicked.connect(self.toggle_second_screen)
        top.pause.clicked.connect(self.writer.pause)
        top.close_button.clicked.connect(self.steps.close_meeting)
        top.reopen_button.clicked.connect(self.steps.reopen_meeting)
        top.unopen_action.triggered.connect(self.steps.unopen)
        top.undo_action.triggered.connect(self.steps.undo)
        self.agenda.item_chosen.connect(self.go_to)
        self.attendance.presence_chosen.connect(self.telling.presence)
        self.panel.form.there.there.connect(self.telling.there)
        self.attendance.wanted.connect(self._of_member)
        self.attendance.all_button.clicked.connect(self.telling.all_present)
        self.attendance.guests.ticked.connect(lambda key, on: self.telling.guest(key, present=on))
        self.attendance.involved_button.clicked.connect(self._involve)
        self.pane.recusals_wanted.connect(self.telling.take_out)
        self.panel.advance.clicked.connect(self.steps.advance)
        self.panel.like_wanted.connect(self._compare)
        self.panel.reopen_button.clicked.connect(lambda: self.questions.reopen(self.item))
        self.panel.promises.wanted.connect(self._add)
        self.panel.promises.opened.connect(self.telling.change)
        self.panel.promises.away_wanted.connect(self.telling.take_away)
        self.panel.form.swapped.connect(self.telling.swapped)
        self.panel.changed.connect(self._show_forming)
        self.plain_side.advance.clicked.connect(self.steps.advance)
        side.ratify.clicked.connect(self.steps.advance)
        side.refuse.clicked.connect(lambda: self.ask_urgent("X"))
        self.ground.join.clicked.connect(lambda: self.ask_urgent("U"))
        self.plain_side.minutes.clicked.connect(self.open_minutes)
        self.plain_side.adopt.clicked.connect(self.telling.adopt)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        # The place of the keyboard is the room itself: its letters and digits are heard there.
        QWidget.setFocus(self, reason)

    def commands(self) -> Sequence[Command]:
        offered = [Command(tr("Tweede scherm"), self.toggle_second_screen, "F9")]
        if self.may.say:
            offered += [
                Command(tr("Vergadering sluiten"), self.steps.close_meeting, "Ctrl+Shift+Return"),
                Command(tr("Pauze"), self._pause, "F8"),
                Command(tr("Casus met spoed toevoegen"), partial(self.ask_urgent, "U"), "U"),
            ]
        if self.may.undo:
            offered.append(Command(tr("Laatste uitkomst ongedaan maken"), self.steps.undo))
        return offered

    def open(self, argument: str) -> None:
        if argument != self.writer.meeting:
            self.writer.flush()
            self.writer.meeting = argument
            self.chosen, self._shown = "", None
            self.telling.begin()
            self.guard.free()

    def can_leave(self) -> bool:
        """Keep what is being typed; the page may always be left."""
        self.writer.leave()
        self.telling.leave()
        return True

    def show_sitting(self, shown: Sitting) -> None:
        around, line = shown.board, shown.line
        item = line.item.id if line else ""
        revision = line.outcome.revision if line and line.outcome else 0
        state = around.meeting.state
        key = (item, revision, state.value)
        fresh = key != self._shown
        other = self._shown is None or self._shown[0] != item
        if fresh and not other and self.writer.waits:
            # Somebody else did something with this item: what is typed is kept before it is shown.
            self.writer.flush()
            QTimer.singleShot(AGAIN_MS, self, self.reload)
            return
        self.sitting = shown
        self.writer.committee = around.committee.code
        self._want_lead(state)
        self.may = allowed(around, may_run=self.may_lead, leads=not self.led_by)
        if other:
            self.setFocus()
        self._shown = key
        self.writer.show(shown)
        self._show_around(shown)
        had = self._has_keyboard()
        self._show_item(shown, fresh=fresh)
        self._show_forming()  # of this item, not of the one before
        if had and not self._has_keyboard():
            self.setFocus()  # what had it is hidden: the keys of the room are heard all the same
        self.guard.shown()
        if other and self.panel.fills_in and self.ground.deciding:
            # What is asked first has the keyboard (domain.md §9, Forms).
            self.pane.criteria.focus_criteria()
        elif other and self.may.prepare and state is MeetingState.PLANNED:
            self.attendance.focus_first()
        if fresh:
            self._offer_unfinished(shown)
        self.telling.show(shown)
        self.set_status(tr("Elke toets wordt bewaard · F1 hulp"))

    def _want_lead(self, state: MeetingState) -> None:
        """Lead a meeting that is going on, on a server, unless somebody else does already."""
        leads = state is MeetingState.IN_SESSION and self.may_lead
        wanted = self.work.line, self.writer.meeting if leads else ""
        if wanted != self._lead:
            self._lead, self.led_by = wanted, ""
            self.leading.clear()
            if self.work.line is not None:
                self.work.line.lead(wanted[1])

    def _led(self, told: tuple[str, str]) -> None:
        """Somebody else leads the meeting, or this desk does (again)."""
        meeting, who = told
        if meeting != self.writer.meeting or who == self.led_by:
            return
        self.led_by = who
        if not who:
            self.leading.clear()
        else:
            words = tr("{person} leidt deze vergadering aan een andere tafel. U leest mee en kunt "
                       "aantekeningen maken.")  # fmt: skip
            take = self.work.line.take_lead if self.work.line is not None else None
            words, act = words.format(person=who), tr("Leiding overnemen")
            self.leading.say(words, Tone.INFO, action=act, do=take, closable=False)
        self.mark_stale()

    def _offer_unfinished(self, shown: Sitting) -> None:
        """After a kill within a dialog: what was typed there has not gone."""
        if (found := self.questions.unfinished(shown)) is not None and self.may.prepare:
            name, words = found
            said, action = tr("U was bezig met {what}. Wat u typte, is bewaard."), tr("Verdergaan")
            self.banner.say(said.format(what=words), action=action, do=lambda: self._add(name))

    def _has_keyboard(self) -> bool:
        has = QApplication.focusWidget()
        return has is self or (has is not None and self.isAncestorOf(has))

    def _show_around(self, shown: Sitting) -> None:
        around = shown.board
        self.setAccessibleName(f"{tr('Vergadering')} {around.committee.short_name}")
        self.top.show_sitting(shown, self.may)
        self.ground.show_agenda(shown)
        self.ground.join.setVisible(self.in_session and self.may_run)
        self.attendance.show_sitting(shown, local_time(shown.now), editable=self.may.prepare)
        self.second.show_sitting(shown)

    def _show_item(self, shown: Sitting, *, fresh: bool) -> None:
        self.ground.show_item(shown, self.may, fresh=fresh)
        if shown.desk is not None:
            self._log_view(shown.desk.view.case.id)
            self._read_advices(shown.desk.item.id)
        else:
            self.plain_side.show_sitting(
                shown,
                may_run=self.may_run,
                may_adopt=self.context.actor.may(Right.ADOPT_MINUTES, self.writer.committee),
                has_minutes=self.frame.has("minutes"),
            )

    def _show_forming(self) -> None:
        forming = self.in_session and self.ground.deciding and self.panel.fills_in
        self.second.show_forming(self.panel.form.words() if forming else "")

    def _read_advices(self, item_id: str) -> None:
        joint = advice_desk.joint
        self.read(lambda reader: joint(reader, item_id), self.pane.show_advices, "advices")

    def _compare(self) -> None:
        """Show the cases that are like the one at the table; what is typed here is kept."""
        desk = self.sitting.desk if self.sitting is not None else None
        if desk is not None and self.frame.has("equal"):
            self.frame.open("equal", f"{desk.view.case.committee}:{desk.view.case.id}")

    def _log_view(self, case_id: str) -> None:
        """Log the first time that a case is opened here: a view is logged then (design.md)."""
        if case_id not in self._viewed:
            self._viewed.add(case_id)
            self.writer.write(lambda uow: cases.opened(uow, case_id), changes=())

    def choose_outcome(self, number: int) -> None:
        """Choose an outcome by its digit and go to the first field that it asks."""
        if self.ground.at_case and self.panel.choose_number(number):
            self.ground.reveal(self.panel)
            field = self.panel.form.next_field()
            (field or self).setFocus()

    def go_to_part(self, letter: str) -> None:
        """Put the keyboard on the part that a letter stands for, or add what it stands for."""
        if letter == "C" and self.ground.at_case:
            self._compare()
            return
        if letter == "E" and self.may.prepare:
            self.telling.all_present()
        known = self.ask_urgent(letter) or focus_part(self.ground, letter)
        if not known and self.ground.at_case and letter in _ADDS:
            self._add(_ADDS[letter])

    def _do_sign(self, sign: str) -> bool:
        """Do what a sign means while nobody types, and with Alt everywhere; say if it does."""
        if sign in DIGITS:
            self.choose_outcome(int(sign))
        elif sign in LETTERS:
            self.go_to_part(sign)
        elif sign == "/":
            more_reasons(self.ground)
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.hasFocus():
            self.setFocus()
        elif not self.router.hear(self, event):
            super().keyPressEvent(event)

    def cover(self, *, covered: bool) -> None:
        """Show nothing of the meeting on the second screen while the window is locked."""
        self.second.cover(covered=covered)

    def toggle_second_screen(self) -> None:
        """Show the view for the room, or take it away."""
        if self.second.isVisible():
            self.second.close()
        else:
            self.second.show_on_other_screen()

    def all_done(self) -> None:
        """Offer to close, now that all items are dealt with."""
        self.telling.offer_close()

    def _pause(self) -> None:
        if self.in_session and self.may_run:
            self.writer.pause()

    def _of_member(self, what: str, member_id: str) -> None:
        """Ask or do what somebody wants of a member: not take part here, or be replaced."""
        if what == "rejoin":
            self.telling.take_in(member_id)
        elif what == "recuse":
            self.questions.recuse(self.item, self.attendance.seat(member_id))
        else:
            self.questions.substitute(self.attendance.seat(member_id))

    def _involve(self) -> None:
        if self.sitting is not None and self.sitting.line is not None:
            ask_involved(self, self.item, self.sitting.line.item.title)

    def _add(self, what: str) -> None:
        if (shown := self.sitting) is None or not self.may.prepare:
            return
        if what == "learning":
            self.questions.learn(shown)
        else:
            self.questions.promise(ActionKind(what), shown)

    def ask_urgent(self, letter: str) -> bool:
        """Ask what a letter stands for: U which case joins, X why not ratified; say if it did."""
        if letter not in ("U", "X"):
            return False
        if self.sitting is not None and self.in_session and self.may_run:
            (self.questions.join if letter == "U" else self.questions.refuse)(self.sitting)
        return True

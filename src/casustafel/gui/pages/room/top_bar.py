"""Around the room: what may be done with the meeting, the bar above it, and the second screen."""

from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QWidget

from casustafel.domain.at_table.value import seconds_spent
from casustafel.domain.meetings import ItemState, MeetingState
from casustafel.gui.dates import day_and_month, short_day
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import KeyHintButton, button
from casustafel.gui.widgets.elided_label import ElidedLabel
from casustafel.gui.widgets.layout import beside, place
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.style import label, restyle, tip
from casustafel.gui.words import count_of, tr
from casustafel.services.agenda import agenda_desk
from casustafel.services.meeting.room_desk import Board, ItemLine, Sitting

_SAID = (ItemState.HELD_OVER, ItemState.CARRIED_OVER)


@dataclass(frozen=True, slots=True)
class Allowed:
    """`prepare`: who is there. `note`: answers, notes, actions. `say`: outcomes, and taking them
    back. `correct`: mending a slip, also once the minutes were adopted. `reopen`: the meeting.
    `unopen`: take its opening back. `undo`: the item whose outcome can be undone, or nothing.
    """

    prepare: bool = False
    note: bool = False
    say: bool = False
    correct: bool = False
    reopen: bool = False
    unopen: bool = False
    undo: str = ""


def allowed(board: Board, *, may_run: bool, leads: bool = True) -> Allowed:
    """Return what somebody who runs this meeting may do; nothing for others.

    Where somebody else `leads` it at another desk, one helps: who is there, and notes.
    """
    if not may_run:
        return Allowed()
    meeting, fixed = board.meeting, board.fixed
    sits = leads and meeting.state is MeetingState.IN_SESSION and not fixed
    closed = leads and meeting.state is MeetingState.CLOSED
    silent = not any(line.outcome or line.item.state in _SAID for line in board.lines)
    return Allowed(
        prepare=not fixed,
        note=not fixed and meeting.state is not MeetingState.PLANNED,
        say=sits,
        correct=sits or closed,
        reopen=closed and not fixed,
        unopen=sits and silent and meeting.closed_at is None,
        undo=meeting.undo_item_id or "" if sits else "",
    )


#: From this part of the budget on the clock warns.
_NEARLY = 0.8


def minutes_and_seconds(seconds: int) -> str:
    """Return a length of time as 06:41."""
    return f"{seconds // 60:02}:{seconds % 60:02}"


#: Below this width (as for `theme().px`) the rarer buttons stand in a menu.
COMPACT_BELOW = 1120


class ItemClock(QWidget):
    """How long the item takes, against its budget. Says in words when it is over time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._time = label("", "clock")
        self._of = label("", "muted")
        self.compact = False
        beside(self._time, self._of, gap=6, of=self)
        self._budget = self._base = 0
        self._running = self._paused = False
        self._since = QElapsedTimer()
        self._tick = QTimer(self)
        self._tick.setInterval(500)
        self._tick.timeout.connect(self._show)

    @property
    def text(self) -> str:
        """What is said of the time."""
        return f"{self._time.text()} {self._of.text()}"

    def show_item(self, line: ItemLine, sitting: Sitting) -> None:
        """Show the time of an item of a meeting."""
        paused = sitting.board.meeting.paused_at is not None
        running = line.item.current_since is not None and not paused
        seconds = seconds_spent(line.item, sitting.now)
        self.show_time(seconds, line.item.budget, running=running, paused=paused)

    def show_time(self, seconds: int, budget: int, *, running: bool, paused: bool) -> None:
        """Show `seconds` of `budget` minutes; it goes on by itself while `running`."""
        self._base, self._budget, self._running = seconds, budget * 60, running
        self._paused = paused
        self._since.start()
        if running:
            self._tick.start()
        else:
            self._tick.stop()
        self._show()

    def set_compact(self, *, compact: bool) -> None:
        """Say it in fewer words, in a narrow window."""
        self.compact = compact
        self._show()

    def _show(self) -> None:
        seconds = self._base + (self._since.elapsed() // 1000 if self._running else 0)
        over = self._budget > 0 and seconds > self._budget
        nearly = self._budget > 0 and seconds >= self._budget * _NEARLY
        self._time.setText(minutes_and_seconds(seconds))
        if self._paused:
            words = tr("pauze")
        elif over:
            words = tr("{late} over tijd").format(late=minutes_and_seconds(seconds - self._budget))
        elif self._budget:
            of = minutes_and_seconds(self._budget)
            text = tr("van {of}") if self.compact else tr("van {of} verstreken")
            words = text.format(of=of)
        else:
            words = ""
        self._of.setText(words)
        tone = Tone.BAD if over else Tone.WARN if nearly else Tone.NEUTRAL
        for part in (self._time, self._of):
            restyle(part, "tone", str(tone))
        self._be_read(seconds // 60, (seconds - self._budget) // 60 if over else None)

    def _be_read(self, minutes: int, late: int | None) -> None:
        """Change for a reader once a minute, not with every second that is seen."""
        time = tr("{n} min").format(n=minutes)
        of = self._of.text() if late is None else tr("{late} over tijd").format(late=f"{late} min")
        for part, words in ((self._time, time), (self._of, of), (self, f"{time} {of}")):
            if part.accessibleName() != words:
                part.setAccessibleName(words)


class TopBar(QFrame):
    """Shown instead of the header of the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.back = button(tr("‹ Vergaderingen"), kind="link")
        self.back.setAccessibleName(tr("Terug naar alle vergaderingen"))
        self._title = ElidedLabel("heading")
        self.present = StatusPill("", parent=self)
        self._away = StatusPill("", parent=self)
        self.clock = ItemClock(self)
        self.second = button(tr("Tweede scherm"), keys="F9")
        self.pause = button(tr("Pauze"))
        self.close_button = button(tr("Vergadering sluiten…"), kind="primary")
        self.reopen_button = button(tr("Vergadering heropenen…"))
        self.more = self._make_more()
        layout = beside(self.back, (self._title, 1), gap=10, edges=(10, 8, 14, 8), of=self)
        middle = Qt.AlignmentFlag.AlignVCenter
        place(layout, (self.present, 0, middle), (self._away, 0, middle))
        layout.addStretch(0)
        rare = (self.close_button, self.reopen_button, self.more)
        place(layout, self.clock, self.second, self.pause, *rare)
        self._may = Allowed()
        self._ahead = False
        self._short = self._whole = self._tip = ""

    def _make_more(self) -> KeyHintButton:
        """Make the menu for what is rare; in a narrow window it holds buttons too."""
        more = button(tr("Meer"))
        more.setAccessibleName(tr("Meer over de vergadering"))
        menu = self._menu = QMenu(more)
        menu.setAccessibleName(tr("Meer"))
        buttons = (self.second, self.close_button, self.reopen_button)
        self._twice = [(each, self._entry(each.text())) for each in buttons]
        """What is a button, or where there is no room an entry of the menu."""
        for each, entry in self._twice:
            entry.triggered.connect(each.click)
        self.undo_action = self._entry(tr("Laatste uitkomst ongedaan maken"))
        self.unopen_action = self._entry(tr("Toch niet openen"))
        more.setMenu(menu)
        # The key of a button works while the button can be seen; in the menu it cannot.
        second = self._twice[0][1]
        second.setShortcut(QKeySequence("F9"))
        self.addAction(second)
        return more

    def _entry(self, text: str) -> QAction:
        """Add an entry to the menu; it is the bar's own, whatever becomes of the menu."""
        entry = QAction(text, self)
        self._menu.addAction(entry)
        return entry

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put into the menu what does not fit in a narrow window."""
        compact = self.width() < theme().px(COMPACT_BELOW)
        self.clock.set_compact(compact=compact)
        self._title.show_text(self._short if compact else self._whole)
        tip(self._title, self._tip)
        self.back.setText(tr("‹ Terug") if compact else tr("‹ Vergaderingen"))
        self.back.setAccessibleName(tr("Terug naar alle vergaderingen"))
        offered = (self._ahead, self._may.say, self._may.reopen)
        for (each, entry), on in zip(self._twice, offered, strict=True):
            each.setVisible(on and not compact)
            entry.setVisible(on and compact)
            entry.setEnabled(on and compact)
        self.undo_action.setVisible(bool(self._may.undo))
        self.unopen_action.setVisible(self._may.unopen)
        self.more.setVisible(any(each.isVisible() for each in self._menu.actions()))
        self._away.setVisible(bool(self._away.text()) and not compact)

    def show_sitting(self, sitting: Sitting, may: Allowed) -> None:
        """Show the meeting, who is there for the item, and its time."""
        around, line = sitting.board, sitting.line
        meeting = around.meeting
        self._short = f"{around.committee.short_name} · {short_day(meeting.held_on)}"
        title = f"{self._short} · {meeting.starts:%H:%M}\N{EN DASH}{meeting.ends:%H:%M}"
        self._whole = title
        self._tip = f"{title} · {meeting.place}" if meeting.place else title
        self._show_presence(sitting)
        going = meeting.state is MeetingState.IN_SESSION
        self._may = may
        self._ahead = meeting.state is not MeetingState.CLOSED
        self.pause.setVisible(may.say)
        self.clock.setVisible(going and line is not None)
        paused = meeting.paused_at is not None
        self.pause.setText(tr("Verder") if paused else tr("Pauze"))
        if line is not None:
            self.clock.show_item(line, sitting)
        self._fit()

    def _show_presence(self, sitting: Sitting) -> None:
        around, line = sitting.board, sitting.line
        if line is not None and line.quorum is not None:
            there, needed, enough = line.quorum.present, line.quorum.needed, line.quorum.enough
        else:
            there, needed = around.present, around.committee.minimum_members
            enough = there >= needed
        said = tr("{there} aanwezig, {needed} nodig").format(there=there, needed=needed)
        self.present.show_status(said, Tone.GOOD if enough else Tone.WARN)
        away = len(line.recused) if line is not None else 0
        words = count_of(away, tr("1 neemt niet deel"), tr("{n} nemen niet deel")) if away else ""
        self._away.show_status(words, Tone.WARN)


def rest_words(around: Board) -> str:
    """Say how many minutes the items that are left take, against the end of the meeting."""
    left = sum(
        line.item.budget
        for line in around.lines
        if line.item.state in (ItemState.OPEN, ItemState.CURRENT)
    )
    return tr("nog {n} min gepland, eind {end}").format(n=left, end=f"{around.meeting.ends:%H:%M}")


def pause_words(around: Board) -> str:
    """Say when to pause, while the item before which that is due still has to come."""
    begins = agenda_desk.begin_times(around.meeting, [line.item for line in around.lines])
    pause = agenda_desk.pause_at(around.meeting, begins, around.committee.terms.pause_after_minutes)
    ahead = (
        begun == pause and line.item.state is ItemState.OPEN
        for begun, line in zip(begins, around.lines, strict=True)
    )
    if pause is None or not any(ahead):
        return ""
    return tr("pauze om {at}").format(at=f"{pause:%H:%M}")


def return_words(board: Board) -> str:
    """Say when a case that is held over without a day comes back."""
    when = day_and_month(board.returns_on, board.meeting.held_on)
    if board.next_day is not None:
        return tr("volgende vergadering, {day}").format(day=when)
    return tr("nog geen vergadering gepland; terug op {day}").format(day=when)

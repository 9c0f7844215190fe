"""The screen for the room: what the table weighs, without personal data and what was typed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from casustafel.domain.asked import sentence
from casustafel.domain.framework_answers import shown_answer
from casustafel.domain.frameworks import ItemKind
from casustafel.domain.meetings import MeetingState
from casustafel.gui.dates import long_day
from casustafel.gui.pages.room.top_bar import ItemClock
from casustafel.gui.theme import theme
from casustafel.gui.widgets.card import KeyValues
from casustafel.gui.widgets.layout import STRETCH, below, beside, give_room, place
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.services.meeting.room_desk import Sitting

#: From this height on (as for `theme().px`) there is air, and the criteria are shown too.
_WEIGHED_FROM = 520
#: The margins beside and above what is shown, and the gap within, with air and without.
_AIRY, _TIGHT = (60, 40, 14), (24, 14, 4)


class SecondScreen(QWidget):
    """A window of its own that follows the chair, and leaves the keyboard to the room (H13).

    A key that comes here all the same is handed on; Escape closes it.
    """

    def __init__(self, hand_on: Callable[[QKeyEvent], bool], parent: QWidget) -> None:
        flags = Qt.WindowType
        super().__init__(parent, flags.Window | flags.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._hand_on = hand_on
        self.setObjectName("secondScreen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._meeting = label("", "screenSmall", wrap=True)
        self._number = label("", "screenNumber")
        self._question = label("", "screenQuestion", wrap=True)
        self._weighed = KeyValues(1, self)
        self._forming = label("", "screenForming", wrap=True)
        self._next = label("", "screenSmall", wrap=True)
        self._clock = ItemClock(self)
        head = beside((self._meeting, 1), self._clock, gap=18)
        layout = below(head, of=self)
        place(layout, STRETCH, self._number, self._question, self._weighed, self._forming)
        layout.addStretch(2)
        layout.addWidget(self._next)
        self._shown: Sitting | None = None
        self._formed = ""
        self._rows: list[tuple[str, str]] = []
        self._covered = False
        give_room(self, 1024, 640)
        self.setWindowTitle(tr("Tweede scherm"))

    def show_sitting(self, sitting: Sitting) -> None:
        """Show where the chair is; while it is covered, nothing of it."""
        self._shown = sitting
        if self._covered:
            return
        around, line = sitting.board, sitting.line
        self._meeting.setText(f"{around.committee.name} · {long_day(around.meeting.held_on)}")
        if around.meeting.paused_at is not None:
            self._say(tr("Pauze"), "")
        elif line is None or around.meeting.state is not MeetingState.IN_SESSION:
            self._say(tr("Welkom"), tr("De vergadering begint zo."))
        elif sitting.desk is not None:
            self._say(sitting.desk.view.case.number, sentence(sitting.desk.view.case))
        else:
            self._say(line.item.title, "")
        self._show_weighed(sitting)
        following = around.next_open(line.item.id if line else None)
        self._next.setText(tr("Hierna: {what}").format(what=following.title) if following else "")

    def _show_weighed(self, sitting: Sitting) -> None:
        """Show the criteria with the answers of the table, and the time: nothing that was typed.

        No vooradvies and no goal: those are of persons, and free text (H27).
        """
        desk, line = sitting.desk, sitting.line
        going = sitting.board.meeting.state is MeetingState.IN_SESSION and line is not None
        rows: list[tuple[str, str]] = []
        for item in desk.criteria if desk is not None and going else ():
            known = desk.answers.get(item.code) if desk is not None else None
            free = item.kind in (ItemKind.TEXT, ItemKind.TABLE)
            said = shown_answer(item, known.value) if known is not None and not free else ""
            rows.append((item.text, said or "\N{EM DASH}"))
        self._rows = rows
        # The answer first, for the question wraps.
        self._weighed.fill([(said, asked) for asked, said in rows])
        self._weighed.setVisible(bool(rows) and self.height() >= theme().px(_WEIGHED_FROM))
        self._clock.setVisible(going)
        if line is not None:
            self._clock.show_item(line, sitting)
        if desk is None:
            self.show_forming("")

    def show_forming(self, words: str) -> None:
        """Show the outcome that is being formed, in the words of the table."""
        self._formed = words
        self._forming.setText("" if self._covered else words)
        self._forming.setVisible(bool(self._forming.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        airy = self.height() >= theme().px(_WEIGHED_FROM)
        beside_it, above, gap = (theme().px(size) for size in (_AIRY if airy else _TIGHT))
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(beside_it, above, beside_it, above)
        layout.setSpacing(gap)
        if self._shown is not None and not self._covered:
            self._show_weighed(self._shown)

    def cover(self, *, covered: bool) -> None:
        """Show a neutral page while the window is locked, and the meeting again afterwards."""
        self._covered = covered
        if covered:
            for part in (self._meeting, self._next, self._weighed, self._forming):
                part.clear()
            for each in (self._clock, self._weighed, self._forming):
                each.hide()
            self._say(tr("Een ogenblik geduld"), tr("De vergadering gaat zo verder."))
        elif self._shown is not None:
            self.show_sitting(self._shown)
            self.show_forming(self._formed)

    def _say(self, number: str, question: str) -> None:
        self._number.setText(number)
        self._question.setText(question)
        self.setAccessibleName(f"{number} {question}".strip())

    def words(self) -> str:
        """Return everything that can be read on it."""
        weighed = self._weighed.isVisibleTo(self)
        said = [f"{name}: {value}" for name, value in (self._rows if weighed else ())]
        parts = (self._meeting, self._number, self._question)
        texts = [*(part.text() for part in parts), *said, self._forming.text(), self._next.text()]
        return "\n".join(texts)

    def show_on_other_screen(self) -> None:
        """Open it on a second screen when there is one, filling it; else as a window."""
        screens = QGuiApplication.screens()
        parent = self.parentWidget()
        here = parent.screen() if parent is not None else None
        other = next((screen for screen in screens if screen is not here), None)
        if len(screens) > 1 and other is not None:
            self.setGeometry(other.availableGeometry())
            self.showFullScreen()
        else:
            # On the only screen in the corner: the case, the outcome and its button stay free.
            self._weighed.hide()  # the window goes no lower than what is shown in it
            give_room(self, 480, 300)
            self.show()
            room, frame = self.screen().availableGeometry(), self.frameGeometry()
            self.move(room.left(), room.bottom() - frame.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif not self._hand_on(event):
            super().keyPressEvent(event)

"""The view for the room (F9): case numbers and the question, nothing of a person."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casustafel.domain.asked import sentence
from casustafel.domain.meetings import MeetingState
from casustafel.gui.dates import long_day
from casustafel.gui.theme import theme
from casustafel.gui.widgets.dialog_room import give_room
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.services.meeting.room_desk import Sitting


class SecondScreen(QWidget):
    """A window of its own that follows the chair. Escape and F9 close it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("secondScreen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(60), px(40), px(60), px(40))
        layout.setSpacing(px(18))
        self._meeting = label("", "screenSmall")
        self._number = label("", "screenNumber")
        self._question = label("", "screenQuestion", wrap=True)
        self._next = label("", "screenSmall", wrap=True)
        layout.addWidget(self._meeting)
        layout.addStretch(2)
        layout.addWidget(self._number)
        layout.addWidget(self._question)
        layout.addStretch(3)
        layout.addWidget(self._next)
        self._shown: Sitting | None = None
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
        following = around.next_open(line.item.id if line else None)
        self._next.setText(tr("Hierna: {what}").format(what=following.title) if following else "")

    def cover(self, *, covered: bool) -> None:
        """Show a neutral page while the window is locked, and the meeting again afterwards."""
        self._covered = covered
        if covered:
            self._meeting.clear()
            self._next.clear()
            self._say(tr("Een ogenblik geduld"), tr("De vergadering gaat zo verder."))
        elif self._shown is not None:
            self.show_sitting(self._shown)

    def _say(self, number: str, question: str) -> None:
        self._number.setText(number)
        self._question.setText(question)
        self.setAccessibleName(f"{number} {question}".strip())

    def words(self) -> str:
        """Return everything that can be read on it."""
        parts = (self._meeting, self._number, self._question, self._next)
        return "\n".join(part.text() for part in parts)

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
            self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F9):
            self.close()
        else:
            super().keyPressEvent(event)

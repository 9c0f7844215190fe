"""The left side of the room: the agenda, and below or beside it who is there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from casustafel.domain.meetings import MeetingState
from casustafel.gui.pages.room.agenda_list import AgendaList
from casustafel.gui.pages.room.attendance import AttendancePane
from casustafel.gui.pages.room.top_bar import pause_words, rest_words
from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.style import label, tip
from casustafel.gui.words import tr
from casustafel.services.meeting.room_desk import Sitting

WIDTH = 244


class LeftSide(QWidget):
    """Narrow beside the case, or as wide as the room where there is no place beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self.setObjectName("roomLeft")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        upper = QWidget(self)
        layout = QVBoxLayout(upper)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._heading = label("", "label")
        self._heading.setContentsMargins(px(12), px(12), 0, px(2))
        self._rest = label("", "hint")
        self._rest.setContentsMargins(px(12), 0, 0, px(6))
        self.agenda = AgendaList(upper)
        layout.addWidget(self._heading)
        layout.addWidget(self._rest)
        self._pause = label("", "hint")
        self._pause.setContentsMargins(px(12), 0, 0, px(6))
        layout.addWidget(self._pause)
        layout.addWidget(self.agenda, 1)
        self.join = button(tr("Casus met spoed toevoegen…"))
        self.join.setProperty("kind", "small")
        tip(self.join, tr("Een casus die niet kan wachten komt op deze agenda (U)"))
        line = QHBoxLayout()
        line.setContentsMargins(px(12), px(6), px(12), px(4))
        line.addWidget(self.join)
        line.addStretch(1)
        layout.addLayout(line)
        self._row.addWidget(upper, 3)
        self.attendance = AttendancePane()
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.attendance)
        self._row.addWidget(area, 2)
        self._upper = upper

    def set_narrow(self, *, narrow: bool) -> None:
        """Put the two below each other in a narrow column, else beside each other."""
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self._fit()

    def show_sitting(self, shown: Sitting) -> None:
        """Show the agenda with the item that is shown marked."""
        around = shown.board
        item = shown.line.item.id if shown.line is not None else ""
        self.agenda.show_board(around, item, shown.today)
        self._heading.setText(
            tr("Agenda · {done} van {n} besproken").format(
                done=around.finished, n=len(around.lines)
            )
        )
        self._rest.setText(rest_words(around))
        self._pause.setText(pause_words(around))
        self._pause.setVisible(bool(self._pause.text()))
        self._rest.setVisible(around.meeting.state is not MeetingState.CLOSED)
        self._fit()

    def _fit(self) -> None:
        """Leave to the people what the agenda does not need."""
        below = self._row.direction() is QBoxLayout.Direction.TopToBottom
        layout = self._upper.layout()
        around = 0
        if layout is not None:
            around = layout.sizeHint().height() - self.agenda.sizeHint().height()
        needed = around + self.agenda.whole_height()
        self._upper.setMaximumHeight(needed if below else 16_777_215)

"""Where the parts of the room stand: bar above, agenda and people left, case, outcome right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from casustafel.domain.meetings import MeetingState
from casustafel.gui.pages.room.agenda_list import AgendaList
from casustafel.gui.pages.room.attendance import AttendancePane
from casustafel.gui.pages.room.case_pane import CasePane
from casustafel.gui.pages.room.outcome_panel import OutcomePanel
from casustafel.gui.pages.room.side import PlainSide
from casustafel.gui.pages.room.top_bar import rest_words
from casustafel.gui.pages.room.urgent_side import UrgentSide
from casustafel.gui.theme import theme
from casustafel.gui.widgets.steady import Steady
from casustafel.gui.widgets.style import label
from casustafel.services.sitting import Sitting

_LEFT_WIDTH = 214


class Ground(Steady):
    """Everything below the bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._make_left())
        middle = QHBoxLayout()
        middle.setContentsMargins(px(12), px(12), px(12), px(12))
        middle.setSpacing(px(12))
        self.pane = CasePane(self)
        middle.addWidget(self.pane, 1)
        self._side = QStackedWidget(self)
        self.panel = OutcomePanel(self._side)
        self.plain_side = PlainSide(self._side)
        self._side.addWidget(self.panel)
        self._side.addWidget(self.plain_side)
        self.urgent_side = UrgentSide(self._side)
        self._side.addWidget(self.urgent_side)
        self._side.setFixedWidth(self.panel.width())
        middle.addWidget(self._side)
        row.addLayout(middle, 1)

    def _make_left(self) -> QWidget:
        px = theme().px
        left = QWidget(self)
        left.setObjectName("roomLeft")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        left.setFixedWidth(px(_LEFT_WIDTH))
        layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._heading = label("", "label")
        self._heading.setContentsMargins(px(12), px(12), 0, px(2))
        self._rest = label("", "hint")
        self._rest.setContentsMargins(px(12), 0, 0, px(6))
        self.agenda = AgendaList(left)
        layout.addWidget(self._heading)
        layout.addWidget(self._rest)
        layout.addWidget(self.agenda, 3)
        self.attendance = AttendancePane()
        area = QScrollArea(left)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.attendance)
        layout.addWidget(area, 2)
        return left

    @property
    def at_case(self) -> bool:
        """Whether a case is shown, with its outcome or with what was decided outside."""
        return self._side.currentWidget() is not self.plain_side

    @property
    def to_ratify(self) -> bool:
        """Whether a decision outside the meeting waits for what the table says of it."""
        return self._side.currentWidget() is self.urgent_side

    def show_agenda(self, shown: Sitting) -> None:
        """Show the agenda with the item that is shown marked."""
        around = shown.board
        item = shown.line.item.id if shown.line is not None else ""
        self.agenda.show_board(around, item, shown.now.date())
        self._heading.setText(
            self.tr("Agenda · {done} van {n} besproken").format(
                done=around.finished, n=len(around.lines)
            )
        )
        self._rest.setText(rest_words(around))
        self._rest.setVisible(around.meeting.state is not MeetingState.CLOSED)

    def show_item(self, shown: Sitting, *, fresh: bool, editable: bool) -> None:
        """Show a case; with `fresh` also the fields, which are left alone otherwise."""
        desk = shown.desk
        if desk is None:
            self._side.setCurrentWidget(self.plain_side)
            self.pane.show_plain(shown, fresh=fresh, editable=editable)
            return
        waits = shown.line is not None and shown.line.to_ratify
        self._side.setCurrentWidget(self.urgent_side if waits else self.panel)
        if waits:
            self.urgent_side.show_case(shown, desk, editable=editable)
        self.pane.show_case(shown, desk, fresh=fresh, editable=editable)
        if fresh:
            self.panel.show_case(shown, desk, editable=editable)
        else:
            self.panel.refresh(shown, desk, editable=editable)

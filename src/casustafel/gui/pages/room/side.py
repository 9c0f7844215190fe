"""The right side while there is no case: open the meeting, or go on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from casustafel.domain.meetings import ItemKind, MeetingState
from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.services.meeting.room_desk import Sitting


class PlainSide(QFrame):
    """One heading, one sentence, one button."""

    advance_wanted = Signal()
    minutes_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outcomePanel")
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(14), px(16), px(14))
        layout.setSpacing(px(10))
        self._title = label("", "heading", wrap=True)
        self._text = label("", "muted", wrap=True)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        self.minutes = button(tr("Notulen openen"), self.minutes_wanted.emit)
        layout.addWidget(self.minutes)
        layout.addStretch(1)
        foot = self.foot = QHBoxLayout()
        foot.addStretch(1)
        self.advance = button(
            tr("Volgende"), self.advance_wanted.emit, keys="Ctrl+Return", kind="primary"
        )
        foot.addWidget(self.advance)
        layout.addLayout(foot)

    def show_sitting(self, sitting: Sitting, *, may_run: bool, has_minutes: bool) -> None:
        """Say what comes next."""
        state = sitting.board.meeting.state
        kind = sitting.line.item.kind if sitting.line else None
        previous = kind is ItemKind.PREVIOUS_MINUTES
        closed = state is MeetingState.CLOSED
        self.minutes.setVisible(has_minutes and (closed or previous))
        if state is MeetingState.PLANNED:
            title = tr("Wie is er?")
            text = tr(
                "Vink aan wie er is en open de vergadering. "
                "Wie later komt of eerder gaat, past u daarna aan."
            )
            verb = tr("Vergadering openen")
        elif closed:
            title = tr("Vergadering gesloten")
            text = tr(
                "Kies in de agenda een casus om de uitkomst te bekijken of een vergissing te "
                "corrigeren. "
            )
            text += (
                tr("De notulen zijn vastgesteld: een correctie maakt een volgende versie.")
                if sitting.board.fixed
                else tr("Moet een uitkomst anders? Heropen dan de vergadering.")
            )
            verb = ""
        elif sitting.line is None:
            title = tr("De vergadering is weer open")
            text = tr(
                "Kies in de agenda de casus waarvan u de uitkomst wilt heropenen. "
                "Sluit daarna de vergadering."
            )
            verb = ""
        elif previous:
            title = tr("Notulen van de vorige vergadering")
            text = tr("Bespreek ze en stel ze vast op de pagina Notulen.")
            verb = tr("Volgende")
        else:
            title = sitting.line.item.title
            text = tr("Dit punt is afgehandeld zodra u verdergaat.")
            verb = tr("Volgende")
        self._title.setText(title)
        self._text.setText(text)
        self.advance.setText(verb)
        self.advance.setAccessibleName(verb)
        self.advance.setVisible(bool(verb) and may_run)
        self.advance.updateGeometry()

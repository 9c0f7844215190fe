"""Above the outcome: what was recorded last, for as long as it can be undone."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import button, key_words
from casustafel.gui.widgets.elided_label import ElidedLabel
from casustafel.gui.words import tr
from casustafel.services.meeting.room_desk import Board

KEYS = "Ctrl+Z"


class UndoLine(QFrame):
    """One line with one button; hidden once the next step at the table was taken."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("undoLine")
        px = theme().px
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(14), px(5), px(8), px(5))
        layout.setSpacing(px(8))
        self._said = ElidedLabel("muted")
        # The key is the page's, so that it works where this line has no room.
        self.button = button(
            tr("Ongedaan maken ({keys})").format(keys=key_words(KEYS)), self.wanted.emit
        )
        self.button.setProperty("kind", "small")
        layout.addWidget(self._said, 1)
        layout.addWidget(self.button)
        self.hide()

    def show_board(self, board: Board, item_id: str) -> None:
        """Say what was recorded at the item whose outcome can be undone."""
        line = board.line(item_id)
        self.setVisible(line is not None and line.outcome is not None)
        if line is not None and line.outcome is not None:
            what = board.committee.outcome(line.outcome.choice).label.casefold()
            words = tr("{case}: {what}").format(case=line.item.title, what=what)
            self._said.show_text(words)
            self.button.setAccessibleName(tr("Ongedaan maken: {words}").format(words=words))

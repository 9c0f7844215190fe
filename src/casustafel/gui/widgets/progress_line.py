"""Long work in one line: what is done, how far it is, and a button to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from casustafel.gui.widgets.buttons import KeyHintButton
from casustafel.gui.widgets.layout import beside
from casustafel.gui.widgets.style import label
from casustafel.gui.words import number, tr
from casustafel.gui.work import Ticket


class ProgressLine(QWidget):
    """Hidden until it follows a ticket."""

    cancelled = Signal()
    """The user stopped the task; its answer will not come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = beside(gap=10, of=self)
        self._text = label("")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._count = label("", "muted")
        self._stop = KeyHintButton(tr("Annuleren"), parent=self)
        self._stop.clicked.connect(lambda _checked=False: self._cancel())
        for part in (self._text, self._bar, self._count, self._stop):
            layout.addWidget(part)
        layout.setStretchFactor(self._bar, 1)
        self._ticket: Ticket | None = None
        self.hide()

    def follow(self, ticket: Ticket, text: str) -> None:
        """Show the progress of a task until `finish`."""
        self.finish()
        self._ticket = ticket
        self._text.setText(text)
        self._count.clear()
        self._bar.setAccessibleName(text)
        self._bar.setRange(0, 0)
        self._stop.setEnabled(True)
        ticket.follow(self._show)
        self.show()

    def finish(self) -> None:
        """The task is over."""
        if self._ticket is not None:
            self._ticket.follow(None)
            self._ticket = None
        self.hide()

    def _show(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._count.setText(tr("{done} van {total}").format(done=number(done), total=number(total)))

    def _cancel(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
            self._stop.setEnabled(False)
            self.hide()
            self.cancelled.emit()

"""How far something is: a list that is taken over, a request, a job of a few steps."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QProgressBar, QWidget

from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import KeyHintButton
from casustafel.gui.widgets.layout import beside, wrapping
from casustafel.gui.widgets.style import PlainLabel, label, restyle
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


def tone_of(fraction: float) -> Tone:
    """Return good when all is there, warn from three quarters on, else bad."""
    if fraction >= 1:
        return Tone.GOOD
    return Tone.WARN if fraction >= 0.75 else Tone.BAD


def paint_bar(painter: QPainter, area: QRect, fraction: float, tone: Tone) -> None:
    """Paint a bar, six pixels high at 100 %, in the middle of `area`."""
    look = theme()
    height = look.px(6)
    track = QRectF(area.x(), area.center().y() - height / 2 + 1, area.width(), height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("track"))
    painter.drawRoundedRect(track, height / 2, height / 2)
    if fraction > 0:
        painter.setBrush(look.colour(f"{tone}_bar"))
        part = max(height, track.width() * min(fraction, 1))
        painter.drawRoundedRect(
            QRectF(track.x(), track.y(), part, track.height()), height / 2, height / 2
        )


class StepLabel(PlainLabel):
    """One step; its state is done, now or later."""


class StepIndicator(QWidget):
    """The steps from left to right with a mark at those that are done."""

    def __init__(self, steps: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = list(steps)
        self._labels = [StepLabel(parent=self) for _ in steps]
        wrapping(*self._labels, gap=10, of=self)
        self.show_step(0)

    def show_step(self, at: int, names: Sequence[str] | None = None) -> None:
        """Show step `at` (from 0) as the present one, with other names if given."""
        if names is not None:
            self._names = list(names)
        for place, (part, name) in enumerate(zip(self._labels, self._names, strict=True)):
            state = "done" if place < at else "now" if place == at else "later"
            mark = "✔ " if state == "done" else ""
            part.setText(f"{mark}{place + 1} {name}")
            restyle(part, "state", state)
        self.setAccessibleName(
            tr("Stap {at} van {of}: {name}").format(
                at=min(at + 1, len(self._names)),
                of=len(self._names),
                name=self._names[min(at, len(self._names) - 1)],
            )
        )

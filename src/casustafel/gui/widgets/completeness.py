"""How far a case is complete: a small bar with "4 van 6" beside it."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from casustafel.gui.theme import Tone, theme
from casustafel.gui.words import tr


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


class CompletenessBar(QWidget):
    """`met` of `of` points, as a bar with its words."""

    def __init__(self, met: int = 0, of: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_points(met, of)

    def show_points(self, met: int, of: int) -> None:
        """Show another count."""
        self._met, self._of = met, of
        self.setAccessibleName(tr("Compleet: {met} van {of}").format(met=met, of=of))
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(look.px(90), look.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        fraction = self._met / self._of if self._of else 0.0
        bar = look.px(36)
        with QPainter(self) as painter:
            paint_bar(painter, QRect(0, 0, bar, self.height()), fraction, tone_of(fraction))
            painter.setFont(look.font())
            painter.setPen(look.colour("text"))
            painter.drawText(
                self.rect().adjusted(bar + look.px(6), 0, 0, 0),
                Qt.AlignmentFlag.AlignVCenter,
                f"{self._met}/{self._of}",
            )

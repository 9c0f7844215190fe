"""How far a case is complete, as a small bar."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from casustafel.gui.theme import Tone, theme


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

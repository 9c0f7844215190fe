"""The share of clients and their share of production, as a painted curve with the same in words."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from casustafel.domain import terms
from casustafel.domain.concentration import Concentration
from casustafel.gui.theme import theme
from casustafel.gui.words import tr

_HIGH, _WIDE, _LEFT, _BELOW = 230, 320, 46, 26
_STEPS = (0, 25, 50, 75, 100)
#: The share of clients that the seed speaks of: «7,5 % … bijna 35 %» ([002] 2.D1).
SEED = 7.5
_DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)


def percent(value: float) -> str:
    """Return a share with one decimal as people write it."""
    return f"{value:.1f}".replace(".", ",").removesuffix(",0") + " %"


def sentence(one: Concentration) -> str:
    """Return what the curve says, in words."""
    law = terms.LAW.get(one.law, one.law)
    who = f"{law}, {one.provider}" if one.provider else law
    words = tr("{who}: {few} van {n} cliënten heeft {much} van de productie")
    return words.format(who=who, few=percent(SEED), n=one.clients, much=percent(one.share(SEED)))


class CurveView(QWidget):
    """At most three curves; each has a line of its own kind beside its colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.curves: Sequence[Concentration] = ()
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Minimum)
        self.setAccessibleName(tr("Concentratie"))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(_WIDE), theme().px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(_WIDE * 2 // 3), theme().px(_HIGH * 2 // 3))

    def show_curves(self, curves: Sequence[Concentration]) -> None:
        """Show these, each with its words for who does not see them."""
        self.curves = curves[: len(_DASHES)]
        self.setAccessibleDescription(". ".join(map(sentence, self.curves)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, px = theme(), theme().px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(px(_LEFT), px(10), -px(26), -px(_BELOW))
        self._paint_axes(painter, area)
        colours = ("info_bar", "good_bar", "warn_bar")
        for one, colour, dash in zip(self.curves, colours, _DASHES, strict=False):
            pen = QPen(look.colour(colour), px(2))
            pen.setStyle(dash)
            painter.setPen(pen)
            points = [_place(area, at / 2, share) for at, share in enumerate(one.curve)]
            painter.drawPolyline(QPolygonF(points))
            at = _place(area, 62, one.share(62))
            painter.setPen(look.colour("text"))
            name = one.provider or terms.LAW.get(one.law, one.law)
            wide = painter.fontMetrics().horizontalAdvance(name)
            upper = one.share(62) >= max(each.share(62) for each in self.curves)
            aside = QPointF(-wide - px(6), -px(6)) if upper else QPointF(px(6), px(18))
            painter.drawText(at + aside, name)

    def _paint_axes(self, painter: QPainter, area: QRectF) -> None:
        look, px = theme(), theme().px
        for step in _STEPS:
            painter.setPen(QPen(look.colour("border"), 1))
            painter.drawLine(_place(area, step, 0), _place(area, step, 100))
            painter.drawLine(_place(area, 0, step), _place(area, 100, step))
            painter.setPen(look.colour("muted"))
            below = _place(area, step, 0)
            box = QRectF(below.x() - px(24), below.y() + px(4), px(48), px(18))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{step} %")
            box = QRectF(0, _place(area, 0, step).y() - px(9), px(_LEFT - 6), px(18))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, right, f"{step} %")
        pen = QPen(look.colour("muted"), 1)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(_place(area, SEED, 0), _place(area, SEED, 100))


def _place(area: QRectF, across: float, up: float) -> QPointF:
    return QPointF(
        area.left() + area.width() * across / 100, area.bottom() - area.height() * up / 100
    )

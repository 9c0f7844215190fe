"""Paints cells straight from the model's ready strings.

The ordinary way asks the model some eight roles per cell through Qt's bindings and lets the style
sheet draw each cell; this asks once and draws with five calls.
"""

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from casustafel.gui.tables.model import Cell, RowTableModel
from casustafel.gui.theme import theme
from casustafel.gui.widgets.progress import paint_bar, tone_of

_TABLE = 12
"""Size of the text in a table: a little smaller than elsewhere, so that a list shows more."""
_KEPT_TEXTS = 4000
_SELECTED = QStyle.StateFlag.State_Selected
_FOCUSED = QStyle.StateFlag.State_HasFocus
_SMOOTH = QPainter.RenderHint.Antialiasing
# As numbers made once: putting flags together takes longer than drawing a short text.
_MIDDLE = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
_LEFT = Qt.AlignmentFlag.AlignLeft.value | _MIDDLE
_RIGHT = Qt.AlignmentFlag.AlignRight.value | _MIDDLE
_CENTRE = Qt.AlignmentFlag.AlignHCenter.value | _MIDDLE

#: Left and right of what stands in a cell, in pixels at 100 %; the style sheet has it for headers.
PADDING = 6


class CellDelegate(QStyledItemDelegate):
    """One delegate for a whole view."""

    def __init__(self, model: RowTableModel[Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._look = theme()
        self._look.changed.connect(self._forget)
        self._forget()

    def _forget(self) -> None:
        look = self._look
        self._elided: dict[tuple[str, int, bool, bool, bool], str] = {}
        self._plain, self._bold = look.font(_TABLE), look.font(_TABLE, bold=True)
        self._pill = look.font(11, bold=True)
        self._metrics = {False: QFontMetrics(self._plain), True: QFontMetrics(self._bold)}
        self._pill_metrics = QFontMetrics(self._pill)
        self._pad, self._bar = look.px(PADDING), look.px(34)
        self._colours = {name: look.colour(name) for name in look.tokens.colours}

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        column = index.column()
        cell = self._model.cell(index.row(), column)
        area: QRect = option.rect
        state = option.state
        colours = self._colours
        if cell.filled and cell.tone is not None:
            painter.fillRect(area, colours[f"{cell.tone}_fill"])
        elif state & _SELECTED:
            painter.fillRect(area, colours["selection"])
        inner = area.adjusted(self._pad, 0, -self._pad, -1)
        if cell.tone is None and cell.fraction is None:
            if cell.text:
                self._text(painter, inner, cell, column)
        elif cell.fraction is not None:
            bar = QRect(inner.x(), inner.y(), self._bar, inner.height())
            paint_bar(painter, bar, cell.fraction, cell.tone or tone_of(cell.fraction))
            inner.setLeft(bar.right() + self._pad)
            self._text(painter, inner, cell, column)
        elif not cell.filled:
            self._paint_pill(painter, inner, cell)
        else:
            self._text(painter, inner, cell, column)
        if state & _FOCUSED:
            painter.setRenderHint(_SMOOTH, False)
            painter.setPen(colours["focus"])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(0, 0, -1, -2))

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        cell = self._model.cell(index.row(), index.column())
        width = self._metrics[cell.bold].horizontalAdvance(cell.text) + 2 * self._pad
        if cell.fraction is not None:
            width += self._bar + self._pad
        elif cell.tone is not None:
            width += 2 * self._pad
        return QSize(width, self._look.px(32))

    def _text(self, painter: QPainter, area: QRect, cell: Cell, column: int) -> None:
        colours = self._colours
        if cell.tone is not None and cell.filled:
            painter.setPen(colours[f"{cell.tone}_text"])
        else:
            painter.setPen(colours["muted" if cell.muted else "text"])
        painter.setFont(self._bold if cell.bold or cell.filled else self._plain)
        painter.drawText(
            area,
            _RIGHT if self._model.columns[column].right else _LEFT,
            self._fit(cell.text, area.width(), bold=cell.bold or cell.filled, middle=cell.middle),
        )

    def _fit(
        self, text: str, width: int, *, bold: bool = False, pill: bool = False, middle: bool = False
    ) -> str:
        key = (text, width, bold, pill, middle)
        if (fitted := self._elided.get(key)) is None:
            if len(self._elided) > _KEPT_TEXTS:
                self._elided.clear()
            metrics = self._pill_metrics if pill else self._metrics[bold]
            mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
            fitted = metrics.elidedText(text, mode, width)
            self._elided[key] = fitted
        return fitted

    def _paint_pill(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        if not cell.text:
            return
        metrics, pad = self._pill_metrics, self._pad - 1
        width = min(metrics.horizontalAdvance(cell.text) + 2 * pad, area.width())
        height = metrics.height() + 3
        top = area.y() + (area.height() - height) // 2
        pill = QRect(area.x(), top, width, height)
        painter.setRenderHint(_SMOOTH)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours[f"{cell.tone}_fill"])
        painter.drawRoundedRect(QRectF(pill), 3, 3)
        painter.setPen(self._colours[f"{cell.tone}_text"])
        painter.setFont(self._pill)
        painter.drawText(pill, _CENTRE, self._fit(cell.text, width - 2 * pad + 1, pill=True))

"""The left side of the room: the agenda, and below or beside it who is there."""

from datetime import date

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from casustafel.domain.meetings import ItemState, MeetingState
from casustafel.domain.outcomes import OutcomeKind
from casustafel.gui.pages.room.attendance import AttendancePane
from casustafel.gui.pages.room.top_bar import pause_words, rest_words
from casustafel.gui.tables import Cell, Column, RowTableModel
from casustafel.gui.tables.delegate import CellDelegate
from casustafel.gui.theme import Tone, theme, tone_of
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.layout import STRETCH, below, beside
from casustafel.gui.widgets.scrolling import Scroller
from casustafel.gui.widgets.style import label, tip
from casustafel.gui.words import tr
from casustafel.services.meeting.room_desk import Board, ItemLine, Sitting
from casustafel.services.queue.queue import client_label

Index = QModelIndex | QPersistentModelIndex


def short_number(number: str) -> str:
    """Return a case number without its year, as the narrow list shows it: CPV-0141."""
    prefix, _, sequence = number.split("-", 2)
    return f"{prefix}-{sequence}"


class AgendaListModel(RowTableModel[ItemLine]):
    """The lines of a board, in one column."""

    def __init__(self, parent: QObject | None = None) -> None:
        column = Column("item", tr("Agenda"), 200, self.title, show=self._cell, sortable=False)
        super().__init__([column], lambda line: line.item.id, parent)
        self._board: Board | None = None
        self._today = date(2026, 1, 1)
        self.shown = ""

    def set_board(self, around: Board, shown: str, today: date) -> None:
        """Show this agenda; `shown` is the id of the item that the page shows."""
        before = [line.item.id for line in self._board.lines] if self._board is not None else None
        self._board, self.shown, self._today = around, shown, today
        if before == [line.item.id for line in around.lines]:
            for line in around.lines:
                self.update_row(line)
        else:
            self.set_rows(around.lines)

    def _cell(self, line: ItemLine) -> Cell:
        parts = (self.title(line), self.under(line), self.state_words(line)[0])
        whole = line.row.number if line.row else line.item.title
        return Cell(parts[0], tooltip=whole, spoken=", ".join(part for part in parts if part))

    def title(self, line: ItemLine) -> str:
        """Return the first words of a line."""
        name = short_number(line.row.number) if line.row else line.item.title
        flag = " ⚑" if line.row and line.row.urgent else ""
        return f"{line.item.position} {name}{flag}"

    def under(self, line: ItemLine) -> str:
        """Return what stands below a case: whose it is while it is shown, what its pill hides."""
        parts = []
        if line.row is not None and line.item.id == self.shown:
            parts.append(f"{client_label(line.row, self._today)} {line.row.provider}".strip())
        if line.to_ratify and line.outcome is None and self._misses(line):
            parts.append(tr("mist lid"))
        return " · ".join(parts)

    def _misses(self, line: ItemLine) -> bool:
        return line.quorum is not None and not line.quorum.enough

    def state_words(self, line: ItemLine) -> tuple[str, Tone]:
        """Return the pill of a line: its outcome, or what stands in its way."""
        if line.item.state is ItemState.CARRIED_OVER:
            return tr("doorgeschoven"), Tone.NEUTRAL
        if line.outcome is not None:
            words = _outcome_word(self._board, line)
            if line.outcome.provisional:
                return tr("voorbehoud"), Tone.WARN
            return words, tone_of(line.outcome.kind)
        if self._board is not None and self._board.meeting.current_item_id == line.item.id:
            return tr("nu"), Tone.INFO
        if line.to_ratify:
            return tr("spoeduitkomst"), Tone.WARN
        if self._misses(line):
            return tr("mist lid"), Tone.WARN
        return "", Tone.NEUTRAL


def _outcome_word(around: Board | None, line: ItemLine) -> str:
    """Return the table's own word for an outcome, short enough for the list."""
    assert around is not None and line.outcome is not None
    label = around.committee.outcome(line.outcome.choice).label
    adjusted = line.outcome.kind is OutcomeKind.GRANTED_ADJUSTED and "aanpassing" in label
    return "aangepast" if adjusted else label


class AgendaDelegate(CellDelegate):
    """Paints a tick, the words, and a pill or the minutes."""

    def __init__(self, model: AgendaListModel, parent: QObject | None = None) -> None:
        super().__init__(model, parent)
        self._lines = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = self._lines.row_at(index.row())
        look = theme()
        height = 48 if line is not None and self._lines.under(line) else 30
        return QSize(look.px(120), look.px(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if (line := self._lines.row_at(index.row())) is None:
            return
        look = theme()
        area: QRect = option.rect
        shown = line.item.id == self._lines.shown
        painter.save()
        if shown:
            painter.fillRect(area, look.colour("selection"))
            painter.fillRect(
                QRect(area.x(), area.y(), look.px(3), area.height()), look.colour("brand")
            )
        painter.setPen(look.colour("border"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        inner = area.adjusted(look.px(12), 0, -look.px(10), -1)
        if under := self._lines.under(line):
            below = inner.adjusted(0, inner.height() // 2, 0, 0)
            painter.setFont(look.font(12))
            painter.setPen(look.colour("muted"))
            metrics = QFontMetrics(look.font(12))
            text = metrics.elidedText(under, Qt.TextElideMode.ElideRight, below.width())
            painter.drawText(below, int(Qt.AlignmentFlag.AlignTop), text)
            inner.setBottom(inner.y() + inner.height() // 2 + look.px(3))
        right = self._paint_state(painter, inner, line)
        self._paint_title(painter, inner.adjusted(0, 0, -right - look.px(6), 0), line, bold=shown)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(look.colour("focus"))
            painter.drawRect(area.adjusted(0, 0, -1, -2))
        painter.restore()

    def _paint_title(self, painter: QPainter, area: QRect, line: ItemLine, *, bold: bool) -> None:
        look = theme()
        font = look.font(bold=bold)
        painter.setFont(font)
        painter.setPen(look.colour("text" if bold or not line.finished else "soft"))
        tick = "✔ " if line.finished and line.item.state is not ItemState.CARRIED_OVER else ""
        text = QFontMetrics(font).elidedText(
            tick + self._lines.title(line), Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), text)

    def _paint_state(self, painter: QPainter, area: QRect, line: ItemLine) -> int:
        """Paint the pill or the minutes at the right and return the room it takes."""
        look = theme()
        words, tone = self._lines.state_words(line)
        minutes = f"{line.item.budget}'" if line.item.budget and line.outcome is None else ""
        taken = 0
        if minutes:
            painter.setFont(look.font(12))
            painter.setPen(look.colour("muted"))
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(area, int(side), minutes)
            taken = QFontMetrics(look.font(12)).horizontalAdvance(minutes)
        if not words:
            return taken
        if taken:  # the pill stands before the minutes and hides them no more (H37)
            taken += look.px(6)
            area = area.adjusted(0, 0, -taken, 0)
        most = int(area.width() * 0.56)
        width = min(self._pill_metrics.horizontalAdvance(words) + look.px(12), most)
        place = QRect(area.right() - width + 1, area.y(), width, area.height())
        self._paint_pill(painter, place, Cell(words, tone))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        return width + taken


class AgendaList(QListView):
    """Enter or a click goes to an item."""

    item_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = AgendaListModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(AgendaDelegate(self.rows, self))
        self.setAccessibleName(tr("Agenda"))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setObjectName("roomAgenda")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(lambda index: self._choose(index.row()))

    def show_board(self, around: Board, shown: str, today: date) -> None:
        """Show the agenda with the item that the page shows marked."""
        self.rows.set_board(around, shown, today)
        self.scheduleDelayedItemsLayout()
        if (at := self.rows.find(shown)) >= 0:
            self.setCurrentIndex(self.rows.index(at, 0))

    def whole_height(self) -> int:
        """Return the height in which no line has to scroll."""
        rows = sum(self.sizeHintForRow(at) for at in range(self.rows.rowCount()))
        return rows + 2 * self.frameWidth() + theme().px(4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._choose(self.currentIndex().row())
        elif event.text().isprintable() and event.text():
            event.ignore()  # digits and signs are for the outcome
        else:
            super().keyPressEvent(event)

    def _choose(self, at: int) -> None:
        if (line := self.rows.row_at(at)) is not None:
            self.item_chosen.emit(line.item.id)


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
        self._heading = label("", "label")
        self._heading.setContentsMargins(px(12), px(12), 0, px(2))
        self._rest = label("", "hint")
        self._rest.setContentsMargins(px(12), 0, 0, px(6))
        self.agenda = AgendaList(upper)
        self._pause = label("", "hint")
        self._pause.setContentsMargins(px(12), 0, 0, px(6))
        self.join = button(tr("Casus met spoed toevoegen…"), kind="small")
        tip(self.join, tr("Een casus die niet kan wachten komt op deze agenda (U)"))
        line = beside(self.join, STRETCH, edges=(12, 6, 12, 4))
        below(self._heading, self._rest, self._pause, (self.agenda, 1), line, gap=0, of=upper)
        self._row.addWidget(upper, 3)
        self.attendance = AttendancePane()
        self._row.addWidget(Scroller(self.attendance, self), 2)
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
        words = tr("Agenda · {done} van {n} besproken")
        self._heading.setText(words.format(done=around.finished, n=len(around.lines)))
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

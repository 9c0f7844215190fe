"""The criteria of the afwegingskader with what members and table said, answered by single keys."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView, QWidget

from casustafel.domain.framework_answers import shown_answer
from casustafel.domain.frameworks import SCALE, Item, ItemKind
from casustafel.gui.tables import Cell, Column, RowTableModel, TableView
from casustafel.gui.tables.delegate import CellDelegate
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.scrolling import bring_into_sight
from casustafel.gui.words import tr

#: Keys of a scale, beside the digits where those choose nothing else: ja, deels, nee, n.v.t.
_LETTERS = {"j": "ja", "d": "deels", "n": "nee", "x": "n.v.t."}
CRITERION, SAID, ANSWER = range(3)
_SAID_WIDTH, _ANSWER_WIDTH = 150, 96
_TONES = {"ja": Tone.GOOD, "deels": Tone.WARN, "nee": Tone.BAD, "n.v.t.": Tone.NEUTRAL}
_WRAP = int(Qt.TextFlag.TextWordWrap)
Counts = Sequence[tuple[str, int]]
"""How often members gave each answer."""


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion with what members said before, and what the table answered."""

    at: int
    item: Item
    value: object
    note: str
    said: Counts = ()


def value_of_key(item: Item, text: str, *, digits: bool = True) -> object:
    """Return the answer that a key gives on an item, or None: 1-4, j, d, n, x; 1-9 of a choice.

    Without `digits` they answer choices only.
    """
    if text.isdigit() and not digits and item.kind is not ItemKind.CHOICE:
        return None
    if item.kind is ItemKind.SCALE:
        if text in ("1", "2", "3", "4"):
            return SCALE[int(text) - 1]
        return _LETTERS.get(text.casefold())
    if item.kind is ItemKind.YES_NO:
        return {"1": True, "j": True, "2": False, "n": False}.get(text.casefold())
    if item.kind is ItemKind.CHOICE and text.isdigit() and 0 < int(text) <= len(item.options):
        return item.options[int(text) - 1].code
    return None


def keys_of(item: Item, *, digits: bool = True) -> str:
    """Return in words which keys answer an item."""
    if item.kind is ItemKind.SCALE:
        if not digits:
            return tr("J ja, D deels, N nee, X n.v.t.; Enter: toelichting")
        return tr("1 of J ja, 2 of D deels, 3 of N nee, 4 of X n.v.t.")
    if item.kind is ItemKind.YES_NO:
        return tr("1 of J ja, 2 of N nee") if digits else tr("J ja, N nee; Enter: toelichting")
    if item.kind is ItemKind.CHOICE:
        return ", ".join(f"{at} {one.label}" for at, one in enumerate(item.options, 1))
    return tr("Enter: typen")


class CriteriaModel(RowTableModel[CriterionRow]):
    """One row per criterion."""

    def __init__(self, parent: QObject | None = None, who: str = "") -> None:
        columns = [
            Column("criterion", tr("Criterium"), 420, _criterion),
            Column("said", tr("Vooradviezen"), _SAID_WIDTH, _said),
            Column("answer", who or tr("Commissie"), _ANSWER_WIDTH, _answer),
        ]
        super().__init__(columns, lambda row: row.item.code, parent, sortable=False)

    def show_rows(self, rows: Sequence[CriterionRow]) -> None:
        """Show these rows; of the same criteria each in its place, so that nothing scrolls."""
        if [row.item for row in rows] != [row and row.item for row in self._rows]:
            self.set_rows(rows)
            return
        for at, row in enumerate(rows):
            if row != self.row_at(at):
                self.update_row(row)


def _text(row: CriterionRow) -> str:
    return f"{row.at}. {row.item.text}"


def _said(row: CriterionRow) -> str:
    return ", ".join(f"{word} {count}" for word, count in row.said)


def _criterion(row: CriterionRow) -> Cell:
    spoken = ". ".join(part for part in (_text(row), row.note) if part)
    return Cell(_text(row), tooltip=row.item.help, spoken=spoken)


def tone_of_answer(said: str) -> Tone:
    """Return the tone of an answer: of a scale that of its word, else a neutral one."""
    return _TONES.get(said, Tone.NEUTRAL if said.startswith("n.v.t.") else Tone.INFO)


def _answer(row: CriterionRow) -> Cell:
    if not (shown := shown_answer(row.item, row.value)):
        return Cell("\N{EM DASH}", muted=True, spoken=tr("geen antwoord"))
    pill = row.item.kind in (ItemKind.SCALE, ItemKind.YES_NO, ItemKind.CHOICE)
    return Cell(shown, tone_of_answer(shown) if pill else None, tooltip=shown)


class CriteriaDelegate(CellDelegate):
    """Wraps the question, with the note of the table below it, and sets pills after each other."""

    def __init__(self, model: CriteriaModel, parent: QObject | None = None) -> None:
        super().__init__(model, parent)
        self._criteria = model

    def height(self, at: int, question: int, said: int) -> int:
        """Return how high a row must be where its question and its pills have these widths."""
        row, px = self._criteria.row_at(at), self._look.px
        if row is None:
            return px(32)
        lines = sum(self._lines(text, question) for text in (_text(row), row.note) if text)
        pills = max((area.bottom() for area, _ in self._pills(row, said)), default=0) if said else 0
        return max(px(30), lines + px(6), pills + px(8))

    def _lines(self, text: str, width: int) -> int:
        room = QRect(0, 0, max(1, width - 2 * self._pad), 1 << 20)
        return self._metrics[False].boundingRect(room, _WRAP, text).height()

    def _pills(self, row: CriterionRow, width: int) -> Iterator[tuple[QRect, tuple[str, Tone]]]:
        """Yield where each pill stands, from the corner of the room that they have."""
        metrics, gap, x, y = self._pill_metrics, self._look.px(4), 0, 0
        for said, count in row.said:
            wide = metrics.horizontalAdvance(f"{said} {count}") + 2 * self._pad
            if x and x + wide > width - 2 * self._pad:
                x, y = 0, y + metrics.height() + 3 + gap
            yield QRect(x, y, wide, metrics.height() + 3), (f"{said} {count}", tone_of_answer(said))
            x += wide + gap

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row, column = self._criteria.row_at(index.row()), index.column()
        area: QRect = option.rect
        if row is None:
            return
        inner = area.adjusted(self._pad, 0, -self._pad, -1)
        if column == ANSWER:
            super().paint(painter, option, index)
        elif option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self._colours["selection"])
        if column == SAID:
            pills = list(self._pills(row, area.width()))
            high = max((one.bottom() for one, _ in pills), default=0)
            for one, (words, tone) in pills:
                one.translate(inner.x(), inner.y() + (inner.height() - high) // 2)
                self._paint_pill(painter, one, Cell(words, tone))
        elif column == CRITERION:
            self._paint_question(painter, inner, row)
        painter.setPen(self._colours["border"])
        painter.drawLine(area.bottomLeft(), area.bottomRight())

    def _paint_question(self, painter: QPainter, area: QRect, row: CriterionRow) -> None:
        texts = [(_text(row), "text"), (row.note, "muted")]
        whole = area.width() + 2 * self._pad
        heights = [self._lines(text, whole) if text else 0 for text, _ in texts]
        top = area.y() + (area.height() - sum(heights)) // 2
        painter.setFont(self._plain)
        for (text, colour), high in zip(texts, heights, strict=True):
            painter.setPen(self._colours[colour])
            painter.drawText(QRect(area.x(), top, area.width(), high), _WRAP, text)
            top += high


class CriteriaTable(TableView):
    """Digits and letters answer the row under the cursor and go on to the next."""

    answered = Signal(str, object)
    note_wanted = Signal()
    grown = Signal()
    """The rows need another height."""
    digits = True

    def __init__(self, model: CriteriaModel, parent: QWidget | None = None) -> None:
        super().__init__(model, tr("Afwegingskader"), parent=parent)
        self._questions = CriteriaDelegate(model, self)
        self.setItemDelegate(self._questions)
        self.setColumnHidden(SAID, True)
        self.horizontalHeader().setSectionsMovable(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        model.modelReset.connect(self._fit_columns)
        model.dataChanged.connect(self._fit_columns)
        theme().changed.connect(self._fit_columns)

    def takes(self, sign: str) -> bool:
        """Say whether a sign answers the row under the cursor."""
        row = self.current_row()
        return row is not None and value_of_key(row.item, sign, digits=self.digits) is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        text = event.text()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if row is not None and plain and text:
            if (value := value_of_key(row.item, text, digits=self.digits)) is not None:
                self.answered.emit(row.item.code, value)
                self._go_on()
                return
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.answered.emit(row.item.code, None)
                return
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                self.note_wanted.emit()
                return
        if text and text.isprintable():
            event.ignore()  # "/" and the like are for the page
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.hasFocus():
            self.follow()

    def paintEvent(self, event: QPaintEvent) -> None:
        QTableView.paintEvent(self, event)  # each row has a height of its own, and its own line

    def show_said(self, *, shown: bool) -> None:
        """Show the column of what members said, or leave its room to the questions."""
        if shown == self.isColumnHidden(SAID):
            self.setColumnHidden(SAID, not shown)
            self._fit_columns()

    def _fit_columns(self, *_change: object) -> None:
        """Give the question the room that is left, and each row the height that it takes."""
        px, room = theme().px, self.viewport().width()
        said = 0 if self.isColumnHidden(SAID) else px(_SAID_WIDTH)
        answer = max(px(_ANSWER_WIDTH), room // 8)
        question = max(px(_ANSWER_WIDTH), room - said - answer)
        for at, width in ((CRITERION, question), (SAID, said), (ANSWER, answer)):
            if width:
                self.setColumnWidth(at, width)
        heights = [self._questions.height(at, question, said) for at in range(self._rows.total)]
        if heights != [self.rowHeight(at) for at in range(self._rows.total)]:
            for at, height in enumerate(heights):
                self.setRowHeight(at, height)
        self.updateGeometry()
        self.grown.emit()

    def sizeHint(self) -> QSize:
        """Return the size in which all rows are seen."""
        rows = sum(self.rowHeight(at) for at in range(self._rows.total))
        head = self.horizontalHeader().sizeHint().height()
        whole = rows + head + 2 * self.frameWidth() + theme().px(2)
        return QSize(super().sizeHint().width(), max(whole, self.minimumSizeHint().height()))

    def follow(self) -> None:
        """Bring the row under the cursor into sight, and the one after it."""
        at = self.currentIndex().row()
        for place in (min(at + 1, self._rows.total - 1), at):
            index = self._rows.index(place, CRITERION)
            self.scrollTo(index)
            bring_into_sight(self.viewport(), self.visualRect(index))

    def _go_on(self) -> None:
        if (below := self.currentIndex().row() + 1) < self.model().rowCount():
            self.selectRow(below)
        self.follow()

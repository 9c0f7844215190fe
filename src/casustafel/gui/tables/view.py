"""The view of all tables: whole rows, quick painting, remembered columns."""

from functools import partial
from typing import Any

from PySide6 import QtGui
from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QToolTip, QWidget

from casustafel.gui.settings import Settings
from casustafel.gui.tables.delegate import PADDING, CellDelegate
from casustafel.gui.tables.memory import ColumnMemory
from casustafel.gui.tables.model import Column, RowTableModel, copied
from casustafel.gui.theme import theme
from casustafel.gui.widgets.banner import announce
from casustafel.gui.widgets.style import literal, tip_text
from casustafel.gui.words import tr

ROW_HEIGHT = 32

_LEAST_ROWS = 4
"""How many rows can be seen in the smallest window; before that the page scrolls."""

_FAR = [
    (key, Qt.KeyboardModifier.ControlModifier)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
]
"""The keys by which the cursor goes far without the selection, if Qt has its way."""

_NARROWEST = 0.8
"""How far columns shrink before the table scrolls sideways."""


class TableView(QTableView):
    """Shows a `RowTableModel`. Enter or a double click opens a row; F2 is left to the page."""

    row_opened = Signal(object)
    """The row object that the user opened."""
    current_row_changed = Signal(object)
    """The row object under the cursor, or None."""
    selection_changed = Signal()
    """Other rows are selected: see `selected_rows`."""

    def __init__(
        self,
        model: RowTableModel[Any],
        name: str,
        settings: Settings | None = None,
        memory: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`name` is what a screen reader says; `memory` the name under which columns are kept."""
        super().__init__(parent)
        self._rows = model
        self._memory = ColumnMemory(self.horizontalHeader(), model, settings, memory)
        self._kept_keys: list[str] = []
        self._kept_current = ""
        self._beside: list[str] = []
        self._empty: QWidget | None = None
        self._fitting = False
        self.setAccessibleName(name)
        self.setModel(model)
        self._delegate = CellDelegate(model, self)
        self.setItemDelegate(self._delegate)
        self._set_up()
        self._set_up_header()
        model.modelAboutToBeReset.connect(self._keep_selection)
        model.modelReset.connect(self._restore_selection)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        theme().changed.connect(self._resize_rows)

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._resize_rows()

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer_columns)
        header.setMinimumSectionSize(theme().px(36))
        header.setSortIndicatorClearable(False)
        for at, column in enumerate(self._rows.columns):
            header.resizeSection(at, theme().px(column.width))
        # Qt's own beginning is an arrow at the first column, though nothing was sorted.
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorShown(True)
        self._memory.restore()
        header.setSectionsClickable(True)
        header.sortIndicatorChanged.connect(self._sort)
        header.sectionResized.connect(lambda *_change: self._resized())
        header.sectionMoved.connect(lambda *_change: self._memory.keep())

    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        size.setHeight(theme().px(ROW_HEIGHT) * (_LEAST_ROWS + 1))
        return size

    def sizeHint(self) -> QSize:
        # What a page wants is what makes it scroll: a table takes what is left, and wants little.
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def show_sorting(self, key: str, *, ascending: bool) -> None:
        """Show by which column the rows are sorted, without sorting."""
        header = self.horizontalHeader()
        keys = [column.key for column in self._rows.columns]
        header.blockSignals(True)
        order = Qt.SortOrder.AscendingOrder if ascending else Qt.SortOrder.DescendingOrder
        header.setSortIndicator(keys.index(key), order)
        header.blockSignals(False)

    def set_empty(self, empty: QWidget) -> None:
        """Show this over the table while it has no rows."""
        self._empty = empty
        empty.setParent(self.viewport())
        self._place_empty()

    def current_row(self) -> Any | None:
        """Return the row object under the cursor."""
        return self._rows.row_at(self.currentIndex().row())

    def selected_rows(self) -> list[Any]:
        """Return the row objects that are selected, from top to bottom.

        Rows of a long list that were never in sight are not read and so not among them:
        `selected_unread` counts those, and a bulk action on them is asked by their filter.
        """
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = [self._rows.row_at(at) for at in places]
        return [row for row in rows if row is not None]

    def selected_unread(self) -> int:
        """Return how many selected rows are not read yet."""
        chosen = self.selectionModel().selectedRows()
        return sum(1 for index in chosen if self._rows.row_at(index.row()) is None)

    def select_key(self, key: str) -> bool:
        """Put the cursor on the row with a key; say whether it is there."""
        if (at := self._rows.find(key)) >= 0:
            self.selectRow(at)
        return at >= 0

    def selectRow(self, row: int) -> None:
        """Put the cursor on a row, and select it alone.

        Qt's own would add it to the selection while somebody still holds Ctrl, after Ctrl+N.
        """
        flags = QItemSelectionModel.SelectionFlag
        place = self._rows.index(row, max(0, self.currentIndex().column()))
        self.selectionModel().setCurrentIndex(place, flags.ClearAndSelect | flags.Rows)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex().row())
        elif event.matches(QtGui.QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def selectionCommand(
        self, index: Any, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        # With Ctrl, Qt's own moves the cursor to an end and leaves the selection out of sight.
        flags = QItemSelectionModel.SelectionFlag
        if isinstance(event, QtGui.QKeyEvent) and (event.key(), event.modifiers()) in _FAR:
            return flags.ClearAndSelect | flags.Rows
        return super().selectionCommand(index, event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - the name is Qt's
        # A table is one stop of the Tab key; the arrows walk in it.
        return bool(QWidget.focusNextPrevChild(self, next))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()

    def focusInEvent(self, event: QtGui.QFocusEvent) -> None:
        super().focusInEvent(event)
        self._choose_first()

    def _choose_first(self) -> None:
        """Choose a row when the list has the keyboard: keys of a row need one (H5)."""
        if self.hasFocus() and not self.currentIndex().isValid() and self._rows.rowCount():
            self.selectRow(0)

    def currentChanged(self, current: Any, previous: Any) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row() or not current.isValid():
            self.current_row_changed.emit(self._rows.row_at(current.row()))

    def dataChanged(self, first: Any, last: Any, roles: Any = ()) -> None:
        super().dataChanged(first, last, roles)
        if first.row() <= self.currentIndex().row() <= last.row():
            self.current_row_changed.emit(self.current_row())

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()
        self._place_empty()

    def paintEvent(self, event: QtGui.QPaintEvent) -> None:
        super().paintEvent(event)
        # One line per row: a line per cell would be a tenth of all the painting.
        if (first := self.rowAt(0)) < 0:
            return
        if (last := self.rowAt(self.viewport().height() - 1)) < 0:
            last = self._rows.rowCount() - 1
        height, offset = self.rowHeight(first), self.rowViewportPosition(first)
        right = min(self.horizontalHeader().length(), self.viewport().width())
        with QtGui.QPainter(self.viewport()) as painter:
            painter.setPen(theme().colour("border"))
            for at in range(last - first + 1):
                bottom = offset + (at + 1) * height - 1
                painter.drawLine(0, bottom, right, bottom)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._place_empty()
        return bool(super().viewportEvent(event))

    def _open(self, at: int) -> None:
        if (row := self._rows.row_at(at)) is not None:
            self.row_opened.emit(row)

    def explain(self, text: str) -> None:
        """Say at the row under the cursor why nothing happens there, until the next key."""
        place = self.visualRect(self.currentIndex()).bottomLeft()
        QToolTip.showText(self.viewport().mapToGlobal(place), tip_text(text), self)
        announce(self, text)

    def copy(self) -> None:
        """Copy the selected rows with their headings, each value as a spreadsheet takes it."""
        columns = self.shown_columns()
        lines = [[column.title for column in columns]]
        lines += [[copied(column.worth(row)) for column in columns] for row in self.selected_rows()]
        QtGui.QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def shown_columns(self) -> list[Column[Any]]:
        """Return the columns that are shown, from left to right."""
        header = self.horizontalHeader()
        places = (header.logicalIndex(at) for at in range(header.count()))
        return [self._rows.columns[at] for at in places if not header.isSectionHidden(at)]

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self._rows.sort(column, order)
        self._memory.keep()

    def _resize_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme().px(ROW_HEIGHT))

    def _place_empty(self) -> None:
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().rect())
            self._empty.setVisible(self._rows.rowCount() == 0)

    def _keep_selection(self) -> None:
        self._kept_keys = [self._rows.key(row) for row in self.selected_rows()]
        current = self.current_row()
        self._kept_current = "" if current is None else self._rows.key(current)
        self._beside = [] if current is None else self._next_to(self.currentIndex().row())

    def _next_to(self, at: int) -> list[str]:
        """Return the keys of what stays if the chosen rows go: the next one, and the former."""
        chosen = {index.row() for index in self.selectionModel().selectedRows()} | {at}
        after, before = at + 1, at - 1
        while after in chosen:
            after += 1
        while before in chosen:
            before -= 1
        rows = (self._rows.row_at(place) for place in (after, before))
        return [self._rows.key(row) for row in rows if row is not None]

    def _restore_selection(self) -> None:
        # Else the first scrolling after a reset goes nowhere.
        self.executeDelayedItemsLayout()
        if self._kept_current:
            at = self._rows.find(self._kept_current)
            if at < 0:  # it is gone: what stood next to it comes in its place (H21)
                any(map(self.select_key, self._beside))
            else:
                flags = QItemSelectionModel.SelectionFlag
                self.selectionModel().setCurrentIndex(self._rows.index(at, 0), flags.NoUpdate)
                found = (self._rows.find(key) for key in self._kept_keys)
                for place in (each for each in found if each >= 0):
                    self.selectionModel().select(
                        self._rows.index(place, 0), flags.Select | flags.Rows
                    )
        self._choose_first()
        if not self.currentIndex().isValid():
            self.current_row_changed.emit(None)

    def _fit_columns(self) -> None:
        """Divide the width by the wishes of the columns, until the user sets one by hand."""
        if self._memory.by_hand:
            return
        look = theme()
        metrics, pad = QtGui.QFontMetrics(look.font(12, bold=True)), 2 * look.px(PADDING)
        wishes, least = [], []
        for column in self._rows.columns:
            title = metrics.horizontalAdvance(column.title) + pad
            wish = max(look.px(column.width), title)
            wishes.append(wish)
            least.append(wish if column.firm else max(title, int(wish * _NARROWEST)))
        room, wanted = self.viewport().width(), sum(wishes)
        if room >= wanted:
            widths = [int(wish * min(1.4, room / wanted)) for wish in wishes]
        elif room > sum(least):
            give = (wanted - room) / (wanted - sum(least))
            widths = [
                int(wish - (wish - low) * give) for wish, low in zip(wishes, least, strict=True)
            ]
        else:
            widths = wishes  # it scrolls sideways anyhow
        self._fitting = True
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)
        self._fitting = False

    def _resized(self) -> None:
        # A stretched last section changes with the window too: only a pressed mouse is a hand.
        if not self._fitting and QtGui.QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._memory.by_hand = True
            self._memory.keep()

    def _offer_columns(self, place: QPoint) -> None:
        self.columns_menu().popup(self.horizontalHeader().mapToGlobal(place))

    def columns_menu(self) -> QMenu:
        """Return a menu in which columns are shown and hidden; the first one always stays."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_columns(menu)
        return menu

    def fill_columns(self, menu: QMenu) -> None:
        """Offer in a menu to show and hide columns."""
        menu.clear()
        menu.setAccessibleName(tr("Kolommen"))
        header = self.horizontalHeader()
        for at, column in enumerate(self._rows.columns[1:], start=1):
            action = QtGui.QAction(literal(column.title), menu)
            action.setCheckable(True)
            action.setChecked(not header.isSectionHidden(at))
            action.toggled.connect(partial(self._show_column, at))
            menu.addAction(action)

    def _show_column(self, at: int, shown: bool) -> None:
        self.horizontalHeader().setSectionHidden(at, not shown)
        self._memory.keep()

"""The seats of the table that is switched on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casustafel.gui.dialogs.ask import ask
from casustafel.gui.page import Context
from casustafel.gui.pages.people.dialogs import EndDialog, SeatDialog
from casustafel.gui.pages.people.models import seat_columns
from casustafel.gui.tables import RowTableModel, TableView
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.banner import Banner
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.chips import Chip, FilterChipBar
from casustafel.gui.widgets.empty_state import EmptyState
from casustafel.gui.widgets.wrapping_row import WrappingRow
from casustafel.gui.words import tr
from casustafel.gui.work import Change, Work
from casustafel.services import members
from casustafel.services.members import SeatLine, SeatList

_CHANGED = (Change("member"),)


class SeatsTab(QWidget):
    """Reads itself when the page says so."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._list: SeatList | None = None
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(10), 0, 0)
        layout.setSpacing(px(10))
        self._chips = FilterChipBar(tr("Zetels"), self)
        self._chips.chosen.connect(lambda _key: self._filter())
        self._new = button(tr("Nieuwe zetel"), self._add, keys="Ctrl+N", kind="primary")
        self._change = button(tr("Wijzigen…"), self._edit, keys="F2")
        self._end = button(tr("Beëindigen…"), self._ask_end)
        row, right = WrappingRow(), WrappingRow()
        for each in (row, right):
            each.setSpacing(px(8))
        row.addWidget(self._chips, 1, Qt.AlignmentFlag.AlignVCenter)
        for part in (self._end, self._change, self._new):
            right.addWidget(part)
        row.addLayout(right)
        layout.addLayout(row)
        self.missing = Banner(self)
        layout.addWidget(self.missing)
        self.model = RowTableModel(seat_columns(), lambda line: line.member.id, self)
        self.table = TableView(self.model, tr("Zetels"), context.settings, "seats", self)
        self.table.row_opened.connect(lambda _row: self._edit())
        self.table.current_row_changed.connect(lambda _row: self._show_buttons())
        self.table.set_empty(
            EmptyState(
                tr("Nog geen zetels"),
                tr("Een zetel is een rol van een organisatie aan deze commissie."),
            )
        )
        layout.addWidget(self.table, 1)

    @property
    def work(self) -> Work:
        """The way to background work."""
        return self._context.work

    def say(self, text: str, tone: Tone) -> None:
        """Say a sentence above the page."""
        if text:
            self._context.frame.say(text, tone)

    def reload(self) -> None:
        """Read the seats of the table that is switched on."""
        committee = self._context.committee
        self._context.work.read(
            lambda reader: members.listed(reader, committee),
            then=self._show,
            owner=self,
            lane="seats",
        )

    def _show(self, found: SeatList) -> None:
        self._list = found
        now = sum(line.now for line in found.lines)
        self._chips.set_chips(
            [
                Chip("now", tr("Nu"), now),
                Chip("past", tr("Niet nu"), len(found.lines) - now),
                Chip("all", tr("Alle"), len(found.lines)),
            ]
        )
        if found.missing and found.lines:
            self.missing.say(
                tr("Voor een deel van de casussen ontbreekt: {names}.").format(
                    names=", ".join(found.missing)
                ),
                Tone.WARN,
                closable=False,
            )
        else:
            self.missing.clear()
        self._filter()

    def _filter(self) -> None:
        if self._list is None:
            return
        key = self._chips.key
        self.model.set_rows(
            [line for line in self._list.lines if key == "all" or line.now == (key == "now")]
        )
        self._show_buttons()

    def _show_buttons(self) -> None:
        may = self._list is not None and self._list.may_manage
        some = self._current() is not None
        for each in (self._new, self._change, self._end):
            each.setVisible(may)
        self._change.setEnabled(some)
        self._end.setEnabled(some)

    def _current(self) -> SeatLine | None:
        row = self.table.current_row()
        return row if isinstance(row, SeatLine) else None

    def _add(self) -> None:
        if self._list is not None and self._list.may_manage:
            ask(
                self,
                SeatDialog(self._list, parent=self),
                members.add,
                draft=f"new-seat:{self._list.committee}",
                changes=_CHANGED,
            )

    def _edit(self) -> None:
        line = self._current()
        if line is not None and self._list is not None and self._list.may_manage:
            ask(
                self,
                SeatDialog(self._list, line.member, self),
                lambda uow, seat: members.change(uow, line.member, seat),
                draft=f"seat:{line.member.id}",
                changes=_CHANGED,
            )

    def _ask_end(self) -> None:
        line = self._current()
        if line is not None:
            ask(
                self,
                EndDialog(f"{line.member.role_name}, {line.member.organisation}", self),
                lambda uow, on: members.end(uow, line.member.id, on),
                changes=_CHANGED,
            )

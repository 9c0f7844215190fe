"""The two tables of the agenda page: what stands on the agenda, and what is ready for it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import (
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from casustafel.domain import terms
from casustafel.domain.meetings import ItemKind
from casustafel.gui.tables import Cell, Column, RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.words import count_of, tr
from casustafel.services.agenda.agenda_desk import PlannedItem
from casustafel.services.queue.queue import QueueRow, client_label, trigger_label

_DRAGGED = "application/x-casustafel-agenda-item"
Index = QModelIndex | QPersistentModelIndex


def item_title(item: PlannedItem) -> str:
    """Return how a list calls an item: the case number or its title."""
    return item.line.row.number if item.line.row else item.line.item.title


def _begins(item: PlannedItem) -> Cell:
    own = item.line.item.starts is not None
    return Cell(f"{item.begins:%H:%M}", bold=own, muted=not own)


def _position(item: PlannedItem) -> int:
    return item.line.item.position


def _notice(row: PlannedItem) -> Cell:
    if row.missing:
        words = tr("mist {who}").format(who=", ".join(row.missing))
        return Cell(words, Tone.WARN, tooltip=words)
    if row.own_provider:
        who = ", ".join(row.own_provider)
        said = tr("{who} werkt voor de aanbieder en neemt niet deel.").format(who=who)
        return Cell(tr("eigen aanbieder: {who}").format(who=who), Tone.WARN, tooltip=said)
    if row.line.to_ratify:
        tooltip = tr("Spoeduitkomst van buiten de vergadering: bekrachtigen of niet.")
        return Cell(tr("te bekrachtigen"), Tone.WARN, tooltip=tooltip)
    if row.line.row and row.line.row.urgent:
        return Cell(tr("spoed"), Tone.BAD)
    if row.line.item.standing and row.line.item.kind is ItemKind.OTHER:
        return Cell(tr("elke vergadering"), muted=True)
    if row.before:
        return Cell(tr("doorgeschoven"), Tone.INFO)
    if (case := row.line.row) is not None and case.met < case.of:
        words = tr("niet compleet ({met} van {of})").format(met=case.met, of=case.of)
        return Cell(words, Tone.WARN, tooltip=tr("De casus wordt besproken zoals die er ligt."))
    if row.uninvited or row.unagreed:
        return _uninvited(row)
    if row.invitees:
        words = count_of(len(row.invitees), tr("1 genodigde"), tr("{n} genodigden"))
        return Cell(words, muted=True)
    return Cell("")


def _uninvited(row: PlannedItem) -> Cell:
    """Say who is involved and not invited yet, and who may not hear of it yet."""
    absent, secret = ", ".join(row.uninvited), ", ".join(row.unagreed)
    said = [
        tr("Nog niet uitgenodigd of gehoord: {who}.").format(who=absent) if absent else "",
        tr("Toestemming ontbreekt voor: {who}.").format(who=secret) if secret else "",
    ]
    short = tr("niet uitgenodigd: {who}").format(who=absent)
    if not absent:
        short = tr("geen toestemming: {who}").format(who=secret)
    return Cell(short, Tone.WARN, tooltip=" ".join(filter(None, said)))


class AgendaModel(RowTableModel[PlannedItem]):
    """The items in their order; dragging a row asks for another order."""

    order_wanted = Signal(list)
    """The ids of all items in the order that the user dragged them to."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns = [
            Column("position", "", 34, _position, muted=lambda _item: True, right=True),
            Column("begins", tr("Begint"), 56, lambda item: item.begins, show=_begins),
            Column("title", tr("Punt"), 150, item_title, bold=is_case),
            Column("about", tr("Cliënt en aanbieder"), 170, self._about),
            Column("budget", tr("Min"), 44, lambda item: item.line.item.budget, right=True),
            Column("notice", tr("Let op"), 150, lambda item: _notice(item).text, show=_notice),
        ]
        super().__init__(columns, lambda item: item.line.item.id, parent, sortable=False)
        self.today = date(2026, 1, 1)
        self.movable = True

    def _about(self, item: PlannedItem) -> str:
        case = item.line.row
        return f"{client_label(case, self.today)} {case.provider}".strip() if case else ""

    def ids(self) -> list[str]:
        """Return the ids of the items in order."""
        rows = (self.row_at(at) for at in range(self.total))
        return [row.line.item.id for row in rows if row is not None]

    def order_after(self, moved: Sequence[int], to: int) -> list[str]:
        """Return the ids when these rows stand together before the row that is now at `to`."""
        ids = self.ids()
        there = {at: ids[at] for at in moved}
        before, after = (
            [ids[at] for at in places if at not in there]
            for places in (range(to), range(to, len(ids)))
        )
        return [*before, *there.values(), *after]

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not self.movable:
            return flags
        if index.isValid():
            return flags | Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_DRAGGED]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data, rows = QMimeData(), sorted({index.row() for index in indexes})
        data.setData(_DRAGGED, QByteArray(" ".join(map(str, rows)).encode()))
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        rows = [int(row) for row in bytes(data.data(_DRAGGED).data()).split()]
        if not rows or not self.movable:
            return False
        if (ids := self.order_after(rows, row if row >= 0 else self.total)) != self.ids():
            self.order_wanted.emit(ids)
        # The new order comes back from the database: the view has nothing to take away.
        return False


class ReadyModel(RowTableModel[QueueRow]):
    """Cases that may go on the agenda, urgent and oldest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns = [
            Column("number", tr("Casus"), 118, lambda row: row.number, show=_number),
            Column("client", tr("Cliënt"), 66, lambda row: client_label(row, self.today)),
            Column("reason", tr("Aanleiding"), 100, _reason),
            Column("provider", tr("Aanbieder"), 96, lambda row: row.provider),
            Column("wait", tr("Wacht"), 50, self._waiting, show=self._days, right=True),
        ]
        super().__init__(columns, lambda row: row.id, parent)
        self.today = date(2026, 1, 1)

    def _waiting(self, row: QueueRow) -> int:
        return max(0, (self.today - row.received).days)

    def _days(self, row: QueueRow) -> str:
        return f"{self._waiting(row)} d"


def _number(row: QueueRow) -> Cell:
    flagged = f"{row.number} ⚑" if row.urgent else row.number
    return Cell(flagged, bold=True, spoken=f"{row.number}, spoed" if row.urgent else "")


def _reason(row: QueueRow) -> str:
    return trigger_label(row) or terms.CARE_FORM.get(row.care_form, row.care_form)


def is_case(item: PlannedItem) -> bool:
    """Say whether an item is about a case."""
    return item.line.item.kind is ItemKind.CASE

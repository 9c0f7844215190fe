"""What a list says otherwise of clients, taken or kept in one go.

Each can still be chosen at its row. A field that somebody typed by hand is only chosen there: it is
never taken over together with others.
"""

from collections.abc import Collection, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.layout import WrappingRow
from casustafel.gui.widgets.style import label, tip
from casustafel.gui.words import number, tr
from casustafel.services.importing import RowAnswer

Fields = frozenset[tuple[int, str]]


def client_fields(lines: Iterable[RowAnswer]) -> Fields:
    """Return the rows and fields in which a list says something else of a client."""
    return frozenset(
        (line.row, one.field)
        for line in lines
        for one in line.updates
        if one.asked and not one.by_hand
    )


class ClientChanges(QWidget):
    """Hidden while the list says nothing else of a client."""

    chosen = Signal(bool)
    """Whether all is taken from the list, or all is kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = WrappingRow(self)
        row.setSpacing(theme().px(8))
        self.text = label("", "label")
        self.take = button(tr("Alles uit de lijst"), lambda: self.chosen.emit(True))
        self.keep = button(tr("Alles houden"), lambda: self.chosen.emit(False))
        row.addWidget(self.text, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.take)
        row.addWidget(self.keep)
        self.hide()

    def show_counts(self, fields: Fields, taken: Collection[tuple[int, str]]) -> None:
        """Say of how many fields the value of the list is taken."""
        self.setVisible(bool(fields))
        count = sum(one in taken for one in fields)
        text = tr("Cliëntgegevens: {n} van {of} uit de lijst")
        self.text.setText(text.format(n=number(count), of=number(len(fields))))
        for each, doing in (
            (self.take, tr("Bij alle cliënten de gegevens uit de lijst overnemen")),
            (self.keep, tr("Bij alle cliënten de gegevens houden die er zijn")),
        ):
            each.setAccessibleDescription(f"{doing}. {self.text.text()}.")
            tip(each, doing)

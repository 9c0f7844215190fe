"""Who was invited to the item at the table, and who of them came."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from casustafel.domain.meetings import Invitee
from casustafel.gui.theme import theme
from casustafel.gui.widgets.clearing import clear
from casustafel.gui.widgets.style import label, literal, tip
from casustafel.gui.words import tr


class GuestList(QWidget):
    """A tick per invitee, as for the members above it."""

    ticked = Signal(str, bool)
    """Id of the invitee, and whether they came."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(8), 0, 0)
        layout.setSpacing(px(2))
        layout.addWidget(label(tr("Genodigd bij dit punt"), "label"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(2))
        layout.addLayout(self._rows)
        self.boxes: dict[str, QCheckBox] = {}
        self.hide()

    def show_guests(self, guests: Sequence[Invitee], *, editable: bool) -> None:
        """Show the invitees of an item; nobody invited shows nothing."""
        if list(self.boxes) != [guest.id for guest in guests]:
            self._rebuild(guests)
        for guest in guests:
            box = self.boxes[guest.id]
            box.blockSignals(True)
            box.setChecked(guest.present)
            box.blockSignals(False)
            box.setEnabled(editable)
        self.setVisible(bool(guests))

    def _rebuild(self, guests: Sequence[Invitee]) -> None:
        clear(self._rows)
        self.boxes = {}
        for guest in guests:
            box = QCheckBox(literal(guest.role_name), self)
            who = ", ".join(part for part in (guest.role_name, guest.organisation) if part)
            box.setAccessibleName(who)
            tip(box, who)
            box.toggled.connect(lambda on, key=guest.id: self.ticked.emit(key, on))
            self._rows.addWidget(box)
            box.show()
            self.boxes[guest.id] = box

"""Who is expected at a planned meeting."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from casustafel.domain.meetings import Presence
from casustafel.gui.theme import theme
from casustafel.gui.widgets.card import Card
from casustafel.gui.widgets.flow import FlowLayout
from casustafel.gui.widgets.style import label, literal, tip
from casustafel.gui.words import tr
from casustafel.services.meeting.room_desk import Seated


class ExpectedCard(Card):
    """A tick per member: on means comes, off means that the member stays away."""

    presence_chosen = Signal(str, object)
    """Id of the member and `Presence`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent)
        self._holder = QWidget(self)
        self._flow = FlowLayout(self._holder, theme().px(10))
        self.body.addWidget(self._holder)
        self._none = label(
            tr("Deze commissie heeft nog geen leden. Voeg ze toe bij Leden en rollen."),
            "muted",
            wrap=True,
        )
        self.body.addWidget(self._none)
        self.boxes: dict[str, QCheckBox] = {}

    def show_seats(self, seats: tuple[Seated, ...], *, editable: bool) -> None:
        """Show the members of the meeting."""
        coming = [seat for seat in seats if _comes(seat)]
        self.set_title(tr("Verwacht: {n} van {of} leden").format(n=len(coming), of=len(seats)))
        self._none.setVisible(not seats)
        if list(self.boxes) != [seat.member.id for seat in seats]:
            self._rebuild(seats)
        for seat in seats:
            box = self.boxes[seat.member.id]
            box.blockSignals(True)
            box.setChecked(_comes(seat))
            box.blockSignals(False)
            box.setEnabled(editable)

    def _rebuild(self, seats: tuple[Seated, ...]) -> None:
        for box in self.boxes.values():
            self._flow.removeWidget(box)
            box.deleteLater()
        self.boxes = {}
        for seat in seats:
            box = QCheckBox(literal(seat.label), self._holder)
            tip(box, seat.member.organisation)
            box.toggled.connect(
                lambda on, key=seat.member.id: self.presence_chosen.emit(
                    key, Presence.EXPECTED if on else Presence.EXCUSED
                )
            )
            self._flow.addWidget(box)
            box.show()
            self.boxes[seat.member.id] = box


def _comes(seat: Seated) -> bool:
    return seat.attendance.presence in (Presence.EXPECTED, Presence.PRESENT)

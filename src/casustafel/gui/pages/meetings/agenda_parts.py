"""Below the tables of the agenda: the item under the cursor, and who is expected."""

from datetime import time
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, QTime, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from casustafel.domain.meetings import Invitee, Presence
from casustafel.gui.pages.meetings.agenda_models import is_case, item_title
from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import Card
from casustafel.gui.widgets.fields import number_box, time_box
from casustafel.gui.widgets.layout import STRETCH, below, beside, clear, wrapping
from casustafel.gui.widgets.line_field import LineField
from casustafel.gui.widgets.style import label, literal, tip
from casustafel.gui.words import count_of, tr
from casustafel.services.agenda.agenda_desk import AgendaDesk, PlannedItem
from casustafel.services.meeting.room_desk import Seated


class ExpectedCard(Card):
    """A tick per member: on means comes, off means that the member stays away."""

    presence_chosen = Signal(str, object)
    """Id of the member and `Presence`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent)
        self._holder = QWidget(self)
        self._flow = wrapping(gap=10, of=self._holder)
        self.body.addWidget(self._holder)
        words = tr("Deze commissie heeft nog geen leden. Voeg ze toe bij Leden en rollen.")
        self._none = label(words, "muted", wrap=True)
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
            with QSignalBlocker(box):
                box.setChecked(_comes(seat))
            box.setEnabled(editable)
        # In columns, however long the names are (H28).
        widest = max((box.sizeHint().width() for box in self.boxes.values()), default=0)
        for box in self.boxes.values():
            box.setMinimumWidth(widest)

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
            box.ensurePolished()  # else it says another width than it takes
            self.boxes[seat.member.id] = box


def _comes(seat: Seated) -> bool:
    return seat.attendance.presence in (Presence.EXPECTED, Presence.PRESENT)


class Guest(NamedTuple):
    """Who is invited: a role with an organisation, and an address that stays off paper."""

    role_name: str
    organisation: str
    email: str


class InviteesEditor(QWidget):
    """The invitees of one item with a line to add one (ZBO: per item, domain.md §8)."""

    invited = Signal(object)
    uninvited = Signal(object)
    calendar_wanted = Signal()
    involved_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.calendar = button(
            tr("Agenda-bestand voor genodigden…"), self.calendar_wanted.emit, kind="link"
        )
        self.involved = button(tr("Betrokkenen…"), self.involved_wanted.emit, kind="link")
        title = label(tr("Genodigden bij dit punt"), "label")
        head = beside(title, STRETCH, self.involved, self.calendar, gap=12)
        self._list = below(gap=2)
        self.role = self._field(tr("Rol, zoals kwaliteitscoördinator"))
        self.organisation = self._field(tr("Organisatie"))
        self.email = self._field(tr("E-mail (mag leeg)"))
        self.add = button(tr("Uitnodigen"), self._invite)
        fields = ((each, 1) for each in (self.role, self.organisation, self.email))
        below(head, self._list, wrapping(*fields, self.add, gap=6), gap=4, of=self)

    def _field(self, name: str) -> QLineEdit:
        made = LineField()
        made.setPlaceholderText(name)
        made.setAccessibleName(name)
        made.returnPressed.connect(self._invite)
        return made

    def show_guests(self, guests: tuple[Invitee, ...]) -> None:
        """Show who is invited."""
        clear(self._list)
        for guest in guests:
            line = self._line(guest)
            self._list.addWidget(line)
            line.show()

    def _line(self, guest: Invitee) -> QWidget:
        line = QWidget(self)
        who = ", ".join(part for part in (guest.role_name, guest.organisation) if part)
        gone = button(tr("Weghalen"), lambda: self.uninvited.emit(guest), kind="link")
        gone.setAccessibleName(tr("{who} weghalen").format(who=who))
        beside(label(who), STRETCH, gone, of=line)
        return line

    def _invite(self) -> None:
        if not self.role.text().strip():
            self.role.setFocus()
            return
        self.invited.emit(Guest(self.role.text(), self.organisation.text(), self.email.text()))
        for field in (self.role, self.organisation, self.email):
            field.clear()
        self.role.setFocus()


class ItemEditor(Card):
    """The item under the cursor."""

    timed = Signal(str, int, object)
    """Id of the item, its minutes, and its own start time or None."""

    def __init__(self, remove: QWidget, parent: QWidget | None = None) -> None:
        """`remove` is the button that takes the item off."""
        super().__init__(" ", parent)
        self._shown: PlannedItem | None = None
        px = theme().px
        self.minutes = number_box(600, suffix=tr(" min"), name=tr("Minuten voor dit punt"))
        self.minutes.setMinimumWidth(px(76))
        self.minutes.editingFinished.connect(self._tell)
        self.own_time = QCheckBox(tr("vaste begintijd"))
        self.starts = time_box(time(), tr("Begintijd"))
        self.starts.setMinimumWidth(px(70))
        self.starts.editingFinished.connect(self._tell)
        self.own_time.toggled.connect(self._own_time_toggled)
        name = label(tr("Tijd"), "label")
        name.setBuddy(self.minutes)
        times = (name, self.minutes, self.own_time, self.starts)
        self.body.addLayout(wrapping(*times, STRETCH, remove, gap=8))
        self.guests = InviteesEditor(self)
        self.body.addWidget(self.guests)

    @property
    def typing(self) -> str:
        """The id of the item of which somebody types a time now; empty while nobody does."""
        here = self.minutes.hasFocus() or self.starts.hasFocus()
        return self._shown.line.item.id if self._shown is not None and here and self._other else ""

    @property
    def _given(self) -> tuple[int, time | None]:
        """What stands in the fields: the minutes, and the own time if there is one."""
        typed = self.starts.time()
        own = time(typed.hour(), typed.minute()) if self.own_time.isChecked() else None
        return self.minutes.value(), own

    @property
    def _other(self) -> bool:
        record = self._shown.line.item if self._shown is not None else None
        return record is not None and self._given != (record.budget, record.starts)

    def show_item(
        self, item: PlannedItem | None, *, editable: bool, involves: bool = False
    ) -> None:
        """Show an item; None hides the card. `involves`: its table asks who is involved."""
        typing, self._shown = self.typing, None
        self.setVisible(item is not None)
        if item is None:
            return
        record = item.line.item
        self.set_title(item_title(item))
        if record.id != typing:
            self.minutes.setValue(record.budget)
            self.own_time.setChecked(record.starts is not None)
            shown = record.starts or item.begins
            self.starts.setTime(QTime(shown.hour, shown.minute))
            self.starts.setEnabled(record.starts is not None)
        self.guests.setEnabled(is_case(item))  # hidden, the list would jump (H30)
        self.guests.show_guests(item.invitees)
        self.guests.calendar.setVisible(bool(item.invitees))
        self.guests.involved.setVisible(involves)
        self.setEnabled(editable)
        self._shown = item

    def _own_time_toggled(self, on: bool) -> None:
        self.starts.setEnabled(on)
        self._tell()

    def _tell(self) -> None:
        if self._shown is not None and self._other:
            self.timed.emit(self._shown.line.item.id, *self._given)


def sum_words(desk: AgendaDesk) -> str:
    """Return what stands on an agenda, and how much of the time it takes."""
    cases = count_of(desk.cases, tr("1 casus"), tr("{n} casussen"))
    words = tr("{cases}, {used} van {of} minuten")
    return words.format(cases=cases, used=desk.budgeted, of=desk.meeting.minutes_planned())


def end_words(desk: AgendaDesk) -> str:
    """Return when it would end, or how much too long it is, with the pause."""
    words = tr("klaar om {at}").format(at=f"{desk.ends:%H:%M}")
    if desk.over:
        words = tr("{n} min te lang").format(n=desk.over)
    if desk.pause is not None:
        words += tr(", pauze om {at}").format(at=f"{desk.pause:%H:%M}")
    return words


def trouble_words(desk: AgendaDesk) -> str:
    """Return who is missing at which cases, and what helps; empty when nobody is."""
    words = tr("Bij {case} mist: {who}.")
    sentences = [
        words.format(case=item_title(item), who=", ".join(item.missing))
        for item in desk.troubled
        if item.missing
    ]
    if not sentences:
        return ""
    shown, more = " ".join(sentences[:2]), len(sentences) - 2
    if more > 0:
        one = tr("En bij nog 1 casus mist iemand.")
        shown += " " + count_of(more, one, tr("En bij nog {n} casussen mist iemand."))
    return shown + " " + tr("Nodig hen uit, of de uitkomst is onder voorbehoud.")

"""Who is at the table, who does not take part in this item, who left and came, who was invited."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import time
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QMenu, QSizePolicy, QToolButton, QWidget

from casustafel.domain.meetings import Attendance, Invitee, MeetingState, Presence
from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.layout import STRETCH, below, beside, clear
from casustafel.gui.widgets.line_field import LineField
from casustafel.gui.widgets.style import label, literal, tip
from casustafel.gui.words import tr
from casustafel.services.meeting import room
from casustafel.services.meeting.room_desk import ItemLine, Seated, Sitting
from casustafel.services.use_case import Seen, seen

#: What a letter does with the member that has the keyboard, beside the arrows.
_LETTERS = {"L": "arrive", "V": "substitute", "X": "recuse"}


class SeatBox(QCheckBox):
    """A tick in a list of people: arrows walk the list, a letter says what is rare (H16, H17)."""

    stepped = Signal(int)
    wanted = Signal(str)

    def takes(self, sign: str) -> bool:
        """Say whether a sign means something for this person."""
        return sign in _LETTERS

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        letter = "" if event.modifiers() else event.text().upper()
        if step:
            self.stepped.emit(step)
        elif letter in _LETTERS:
            self.wanted.emit(_LETTERS[letter])
        else:
            super().keyPressEvent(event)


class GuestList(QWidget):
    """A tick per invitee, as for the members above it."""

    ticked = Signal(str, bool)
    """Id of the invitee, and whether they came."""
    stepped = Signal(object, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = below(gap=2)
        words = tr("Genodigd bij dit punt")
        below(label(words, "label"), self._rows, gap=2, edges=(0, 8, 0, 0), of=self)
        self.boxes: dict[str, SeatBox] = {}
        self.hide()

    def show_guests(self, guests: Sequence[Invitee], *, editable: bool) -> None:
        """Show the invitees of an item; nobody invited shows nothing."""
        if list(self.boxes) != [guest.id for guest in guests]:
            self._rebuild(guests)
        for guest in guests:
            box = self.boxes[guest.id]
            with QSignalBlocker(box):
                box.setChecked(guest.present)
            box.setEnabled(editable)
        self.setVisible(bool(guests))

    def _rebuild(self, guests: Sequence[Invitee]) -> None:
        clear(self._rows)
        self.boxes = {}
        for guest in guests:
            box = SeatBox(literal(guest.role_name), self)
            box.stepped.connect(partial(self.stepped.emit, box))
            who = ", ".join(part for part in (guest.role_name, guest.organisation) if part)
            box.setAccessibleName(who)
            tip(box, who)
            box.toggled.connect(lambda on, key=guest.id: self.ticked.emit(key, on))
            self._rows.addWidget(box)
            box.show()
            self.boxes[guest.id] = box


#: From more members on they can be looked for.
_FIND_FROM = 12
#: What stands beside the name of a member: the box with its gap, and what keeps things apart.
_BESIDE_NAME = 34


@dataclass(frozen=True, slots=True)
class PresenceChoice:
    """What the user said of a member."""

    member_id: str
    presence: Presence
    substitute: str = ""
    arrived: time | None = None
    left: time | None = None
    was_there: bool = False

    @classmethod
    def of(cls, kept: Attendance) -> "PresenceChoice":
        """Return what would put a member back as they are."""
        return cls(
            kept.member_id, kept.presence, kept.substitute, kept.arrived, kept.left, was_there=True
        )

    def keep(self, meeting: Seen[str], uow: Any) -> Attendance:
        """Write it, at the meeting with what was seen of the member there."""
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        return room.set_presence(uow, meeting, **said)


def seen_at(meeting: str, of: Attendance) -> Seen[str]:
    """Return a meeting with what is shown of a member there, for who overwrites that."""
    return seen(meeting, presence=of.presence, substitute=of.substitute, left=of.left)


class SeatRow(QWidget):
    """One member: a tick, what is to be told, and a menu for what is rare."""

    ticked = Signal(bool)
    wanted = Signal(str)
    """What was chosen in the menu: recuse, rejoin, substitute, leave, return, arrive, there,
    excuse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self._name = self._organisation = ""
        self.said = ""
        """What is particular of this member at this item."""
        self._offered: dict[str, str] = {}
        self.box = SeatBox(self)
        self.box.wanted.connect(self._letter)
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.box.toggled.connect(self.ticked)
        self.more = QToolButton(self)
        self.more.setObjectName("roomMore")
        self.more.setText("⋯")
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.setAutoRaise(True)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.more)
        self.more.setMenu(self._menu)
        line = beside((self.box, 1), self.more, gap=4)
        self.remark = label("", "hint", wrap=True)
        self.remark.setContentsMargins(px(25), 0, 0, px(3))
        below(line, self.remark, gap=0, of=self)

    def show_seat(self, seat: Seated, line: ItemLine | None, *, editable: bool, sits: bool) -> None:
        """Show a member with what is particular at this item; `sits`: the meeting is going on."""
        attendance = seat.attendance
        with QSignalBlocker(self.box):
            self._name = seat.label
            organisation = seat.member.organisation
            self._organisation = "" if organisation in seat.label else organisation
            tip(self.box, ", ".join(filter(None, (seat.label, organisation))))
            self.box.setChecked(attendance.presence is Presence.PRESENT)
        self.box.setEnabled(editable)
        self.more.setEnabled(editable)
        self.more.setAccessibleName(tr("Meer over {who}").format(who=seat.label))
        recused = line.recused.get(seat.member.id) if line is not None else None
        words = []
        if recused is not None:
            words.append(tr("neemt niet deel ({why})").format(why=recused))
        if attendance.presence is Presence.EXCUSED:
            words.append(tr("afgemeld"))
        if attendance.substitute:
            words.append(tr("vervangen door {who}").format(who=attendance.substitute))
        if attendance.arrived:
            words.append(tr("vanaf {at}").format(at=f"{attendance.arrived:%H:%M}"))
        if attendance.left:
            words.append(tr("weg sinds {at}").format(at=f"{attendance.left:%H:%M}"))
        self.said = ", ".join(words)
        self._fit_name()
        whole = (self._organisation, self.said)
        self.box.setAccessibleDescription(", ".join(filter(None, whole)))
        at_case = bool(line and line.row)
        self._fill_menu(seat, recused=recused is not None, at_case=at_case, sits=sits)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_name()

    def _fit_name(self) -> None:
        """Name role and organisation; what the line has no room for stands below it (H36)."""
        room = self.width() - self.more.sizeHint().width() - theme().px(_BESIDE_NAME)
        metrics = self.box.fontMetrics()
        whole = ", ".join(filter(None, (self._name, self._organisation)))
        fits = metrics.horizontalAdvance(whole) <= room
        name = metrics.elidedText(whole if fits else self._name, Qt.TextElideMode.ElideRight, room)
        self.box.setText(literal(name))
        self.box.setAccessibleName(self._name)
        below = filter(None, ("" if fits else self._organisation, self.said))
        self.remark.setText(", ".join(below))
        self.remark.setVisible(bool(self.remark.text()))

    def _letter(self, what: str) -> None:
        """Do what a letter asks, if the menu offers it now; X lets somebody take part again."""
        if what == "recuse" and what not in self._offered:
            what = "rejoin"
        if what in self._offered:
            self.wanted.emit(what)

    def _fill_menu(self, seat: Seated, *, recused: bool, at_case: bool, sits: bool) -> None:
        self._menu.clear()
        self._menu.setAccessibleName(self.more.accessibleName())
        attendance = seat.attendance
        present = attendance.presence is Presence.PRESENT
        offers = [
            ("rejoin", tr("Neemt weer deel aan dit punt"), recused),
            ("recuse", tr("Neemt niet deel aan dit punt…"), at_case and not recused),
            ("substitute", tr("Vervanger…"), True),
            ("arrive", tr("Komt nu binnen"), sits and not present),
            ("there", tr("Was er al"), sits and (not present or attendance.arrived is not None)),
            ("leave", tr("Vertrekt nu"), sits and present and attendance.left is None),
            ("return", tr("Is terug"), attendance.left is not None),
            ("excuse", tr("Afgemeld"), attendance.presence is not Presence.EXCUSED),
        ]
        self._offered = {key: text for key, text, offered in offers if offered}
        for key, text in self._offered.items():
            if self.more.isEnabled():
                action = QAction(text, self._menu)
                action.triggered.connect(lambda _on=False, key=key: self.wanted.emit(key))
                self._menu.addAction(action)


class AttendancePane(QWidget):
    """The members of the meeting."""

    presence_chosen = Signal(object)
    wanted = Signal(str, str)
    """recuse, rejoin or substitute, and the id of the member."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = label("", "label", wrap=True)
        self.all_button = button(tr("Iedereen is er (E)"), kind="link")
        self.finder = LineField(parent=self)
        self.finder.setPlaceholderText(tr("Zoek een lid"))
        self.finder.setAccessibleName(tr("Zoek een lid"))
        self.finder.textChanged.connect(self._filter)
        self._rows = below(gap=2)
        self.guests = GuestList(self)
        self.guests.stepped.connect(self._step)
        self.involved_button = button(tr("Betrokkenen…"), kind="link")
        below(
            self._heading,
            self.all_button,
            self.finder,
            self._rows,
            self.guests,
            self.involved_button,
            STRETCH,
            gap=3,
            edges=(12, 10, 6, 10),
            of=self,
        )
        self.rows: dict[str, SeatRow] = {}
        self._seats: dict[str, Seated] = {}
        self._now = time(0)

    def show_sitting(self, sitting: Sitting, now: time, *, editable: bool) -> None:
        """Show who is there; `now` is the local time that coming and going get."""
        self._now = now
        seats = sitting.board.seats
        sits = sitting.board.meeting.state is MeetingState.IN_SESSION
        self._seats = {seat.member.id: seat for seat in seats}
        if list(self.rows) != list(self._seats):
            self._rebuild()
        self.finder.setVisible(len(seats) > _FIND_FROM)
        for key, seat in self._seats.items():
            self.rows[key].show_seat(seat, sitting.line, editable=editable, sits=sits)
        invited = sitting.desk.invitees if sitting.desk is not None else ()
        self.guests.show_guests(invited, editable=editable)
        involves = bool(sitting.board.committee.involved) and sitting.desk is not None
        self.involved_button.setVisible(involves and editable)
        there = tr("Aanwezig · {n} van {of}").format(n=sitting.board.present, of=len(seats))
        self._heading.setText(there if seats else tr("Deze commissie heeft nog geen leden."))
        waiting = any(seat.attendance.presence is Presence.EXPECTED for seat in seats)
        self.all_button.setVisible(editable and waiting)

    def _rebuild(self) -> None:
        clear(self._rows)
        self.rows = {}
        before: QWidget = self.all_button
        for key in self._seats:
            row = SeatRow(self)
            row.ticked.connect(lambda on, key=key: self._ticked(key, on=on))
            row.wanted.connect(lambda what, key=key: self._wanted(key, what))
            row.box.stepped.connect(partial(self._step, row.box))
            self._rows.addWidget(row)
            row.show()
            self.rows[key] = row
            # What comes later stands at the end of Tab's way, behind the outcome.
            self.setTabOrder(before, row.box)
            self.setTabOrder(row.box, row.more)
            before = row.more

    def _ticked(self, key: str, *, on: bool) -> None:
        presence = Presence.PRESENT if on else Presence.ABSENT
        substitute = self._seats[key].attendance.substitute
        self.presence_chosen.emit(PresenceChoice(key, presence, substitute))

    def _step(self, box: QWidget, by: int) -> None:
        """Go to the person above or below."""
        rows = [row.box for row in self.rows.values() if not row.isHidden()]
        boxes = [*rows, *self.guests.boxes.values()]
        at = boxes.index(box) + by if box in boxes else 0
        if 0 <= at < len(boxes):
            boxes[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _filter(self, text: str) -> None:
        for key, row in self.rows.items():
            seat = self._seats[key]
            whole = f"{seat.label} {seat.member.organisation}".casefold()
            row.setVisible(text.casefold() in whole)

    def _wanted(self, key: str, what: str) -> None:
        before = self._seats[key].attendance
        if what in ("recuse", "rejoin", "substitute"):
            self.wanted.emit(what, key)
        else:
            present = Presence.EXCUSED if what == "excuse" else Presence.PRESENT
            arrived = {"arrive": self._now, "there": None}.get(what, before.arrived)
            left = {"leave": self._now, "return": None}.get(what, before.left)
            was = what == "there"
            choice = PresenceChoice(key, present, before.substitute, arrived, left, was_there=was)
            self.presence_chosen.emit(choice)

    def focus_first(self) -> None:
        """Put the keyboard on the first member."""
        self.finder.clear()
        if (first := next(iter(self.rows.values()), None)) is not None:
            first.box.setFocus(Qt.FocusReason.TabFocusReason)

    def seat(self, member_id: str) -> Seated:
        """Return a member that is shown."""
        return self._seats[member_id]

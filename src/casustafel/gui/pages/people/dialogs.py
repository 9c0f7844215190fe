"""What is asked about seats, persons, roles and passphrases."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QWidget

from casustafel.domain.ids import new_id
from casustafel.domain.meetings import Member
from casustafel.domain.people import Role
from casustafel.gui.dialogs.fields import Form, With
from casustafel.gui.dialogs.form import secret, tick
from casustafel.gui.frame.header import role_name
from casustafel.gui.page import Committee
from casustafel.gui.start.recovery import RecoveryPage, about
from casustafel.gui.start.strength import strength
from casustafel.gui.widgets.chips import Chip, ToggleChips
from casustafel.gui.widgets.layout import below
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.services.people.members import SeatList


def seat_form(parent: QWidget, seats: SeatList, member: Member | None = None) -> Form:
    """Ask for a new seat, or what changes of `member`."""
    old = member or Member(
        id=new_id(),
        committee=seats.committee,
        role_name="",
        organisation="",
        discipline=seats.disciplines[0][0],
    )
    scope = ToggleChips(tr("Waarvoor"), parent)
    scope.set_chips([Chip(*each) for each in seats.scopes], old.scope.split())
    none = ("", tr("geen"))
    return Form.of(
        "seat" if member else "new-seat",
        parent,
        old,
        discipline=seats.disciplines,
        scope=With(control=scope, of=" ".join),
        provider_id=With([none, *seats.providers], of=_or_none),
        person_id=With([none, *seats.persons], of=_or_none),
        makes=lambda **given: replace(old, **given),
    )


def _or_none(key: str) -> str | None:
    return key or None


def passphrase_form(key: str, parent: QWidget, /, person: str = "", **left_out: Any) -> Form:
    """Ask a passphrase twice: for somebody, or for oneself. What is not asked is `left_out`.

    Who gives one to somebody types the own one last.
    """
    typed, hint = secret(), label("", "hint", wrap=True)

    def fault(again: str) -> str:
        if not again:
            return tr("Dit veld is nog leeg. Vul het in.")
        same = again == typed.text()
        return "" if same else tr("De twee wachtzinnen zijn niet gelijk. Typ de tweede opnieuw.")

    def judge(passphrase: str) -> None:
        hint.setText(strength(passphrase).text)

    typed.textChanged.connect(judge)
    judge("")
    given: dict[str, Any] = {"passphrase": typed, "strength": hint, "again": With(fault=fault)}
    return Form.of(key, parent, words={"person": person}, **given, **left_out)


def rekey_form(parent: QWidget, holders: Sequence[str], shut_out: Sequence[str]) -> Form:
    """Ask for a new key of the database; `holders` may be the second person."""
    gone = ""
    if shut_out:
        names = ", ".join(name or tr("de herstelsleutel") for name in shut_out)
        words = tr("Daarna opent niet meer: {names}. Geef die daarna opnieuw toegang.")
        gone = f" {words.format(names=names)}"
    people = [("", tr("niemand: er is een getekende lijst")), *((one, one) for one in holders)]

    first = {"second": next(iter(holders), "")}
    return Form.of("rekey", parent, first, words={"shut_out": gone}, second=people)


Held = frozenset[tuple[Role, str | None]]


def roles_form(
    parent: QWidget, name: str, held: Held, committees: Sequence[Committee], *, own: bool = False
) -> Form:
    """Show a box per role and table; "alle commissies" stands for those of today and later."""
    boxes: dict[tuple[Role, str | None], QCheckBox] = {}
    content = QWidget(parent)
    grid = QGridLayout(content)
    grid.setContentsMargins(0, 0, 0, 0)
    places: Mapping[str | None, str] = {None: tr("Alle commissies")} | {
        each.key: each.name for each in committees
    }
    for column, words in enumerate(places.values(), 1):
        grid.addWidget(label(words, "label"), 0, column, Qt.AlignmentFlag.AlignHCenter)
    for row, role in enumerate(Role, 1):
        grid.addWidget(label(role_name(role)), row, 0)
        for column, (place, words) in enumerate(places.items(), 1):
            box = tick("", on=(role, place) in held)
            box.setAccessibleName(f"{role_name(role)}, {words}")
            grid.addWidget(box, row, column, Qt.AlignmentFlag.AlignHCenter)
            boxes[role, place] = box

    def makes(until: date | None) -> tuple[Held, date | None]:
        return frozenset(place for place, box in boxes.items() if box.isChecked()), until

    key, named = "own-roles" if own else "roles", {"name": name}
    return Form.of(key, parent, words=named, makes=makes, roles=content)


class RecoveryDialog(QDialog):
    """Shows a new recovery key once, until the user says that it is kept."""

    def __init__(
        self, recovery_key: str, who: str, head: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Nieuwe herstelsleutel"))
        self.page = RecoveryPage(recovery_key, self, about=about(who, head=head))
        below(self.page, edges=None, of=self)
        self.page.confirmed.connect(self.accept)
        self.finished.connect(self.deleteLater)

    def reject(self) -> None:
        """Escape does not close it: the key is shown only now."""

"""Dialogs for seats, persons, roles and passphrases."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QLineEdit, QWidget

from casustafel.domain.ids import new_id
from casustafel.domain.meetings import Member
from casustafel.domain.people import Role
from casustafel.gui.dialogs.drafting import chosen, ticked
from casustafel.gui.dialogs.form import FormDialog, Part, choice, days, line, secret, tick
from casustafel.gui.frame.header import role_name
from casustafel.gui.page import Committee
from casustafel.gui.start.recovery import RecoveryPage
from casustafel.gui.start.strength import strength
from casustafel.gui.widgets.chips import Chip, ToggleChips
from casustafel.gui.widgets.layout import below
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.services.people.members import SeatList

SEAT_PLACES = {
    "member-incomplete": "role",
    "member-discipline-unknown": "discipline",
    "member-dates-wrong": "until",
}
PERSON_PLACES = {
    "person-empty": "name",
    "person-exists": "name",
    "person-has-slot": "name",
    "passphrase-unfit": "passphrase",
    "passphrase-present-wrong": "present",
}


class TeamDialog(FormDialog[str]):
    """The team of a person."""

    def __init__(self, name: str, team: str, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Team van {name}").format(name=name),
            tr("Opslaan"),
            parent,
            tr(
                "Wie bij een commissie alleen indient, ziet de casussen van het eigen team. "
                "Zonder team zijn dat alleen de eigen casussen."
            ),
        )
        self.add("team", tr("&Team"), line(team, longest=80))

    @property
    def given(self) -> str:
        return self.text("team")


class AllTeamsDialog(FormDialog[bool]):
    """Whether who only brings cases in reads those of all teams."""

    def __init__(self, shared: bool, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Wat indieners zien"),
            tr("Opslaan"),
            parent,
            tr("Wie alleen indient, ziet de casussen van het eigen team."),
        )
        self._box = tick(tr("Ook de casussen van andere teams bij de eigen commissie"), on=shared)
        self.add_wide(self._box)

    @property
    def given(self) -> bool:
        return self._box.isChecked()


class SeatDialog(FormDialog[Member]):
    """A new seat, or `member` to change."""

    places = SEAT_PLACES

    def __init__(
        self, seats: SeatList, member: Member | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            tr("Zetel wijzigen") if member else tr("Nieuwe zetel"),
            tr("Opslaan") if member else tr("Toevoegen"),
            parent,
            tr("Op papier staan alleen rol en organisatie, nooit een naam."),
        )
        self._seats, self._member = seats, member
        old = member or Member(
            id=new_id(),
            committee=seats.committee,
            role_name="",
            organisation="",
            discipline=seats.disciplines[0][0],
        )
        self._old = old
        self.add("role", tr("&Rol"), line(old.role_name, longest=120), required=True, half=True)
        self.add(
            "organisation", tr("&Organisatie"), line(old.organisation), required=True, half=True
        )
        disciplines = choice(seats.disciplines, old.discipline)
        self.add("discipline", tr("&Discipline"), disciplines, required=True)
        self._independent = tick(tr("&Onafhankelijk"), on=old.independent)
        self._voting = tick(tr("Telt mee voor de &stemming"), on=old.voting)
        self.add_wide(self._independent)
        self.add_wide(self._voting)
        self.add_wide(label(tr("Waarvoor (niets gekozen: alles)"), "label"))
        self._scope = ToggleChips(tr("Waarvoor"), self)
        self._scope.set_chips([Chip(*each) for each in seats.scopes], old.scope.split())
        self.add_wide(self._scope)
        self.add("since", tr("Geldig &van"), days(old.valid_from), half=True)
        self.add("until", tr("Geldig &tot en met"), days(old.valid_to), half=True)
        self.follow("until", "since")
        none = ("", tr("geen"))
        providers = choice([none, *seats.providers], old.provider_id or "")
        self.add(
            "provider",
            tr("Werkt voor &aanbieder"),
            providers,
            tr("Dan volgt het voorstel om niet deel te nemen."),
            half=True,
        )
        persons = choice([none, *seats.persons], old.person_id or "")
        self.add("person", tr("&Persoon in dit programma"), persons, half=True)

    @property
    def parts(self) -> dict[str, Part]:
        return {
            "independent": ticked(self._independent),
            "voting": ticked(self._voting),
            "scope": chosen(self._scope),
        }

    @property
    def given(self) -> Member:
        return replace(
            self._old,
            role_name=self.text("role"),
            organisation=self.text("organisation"),
            discipline=self.text("discipline"),
            independent=self._independent.isChecked(),
            voting=self._voting.isChecked(),
            scope=" ".join(self._scope.on()),
            valid_from=self.day("since"),
            valid_to=self.day("until"),
            provider_id=self.text("provider") or None,
            person_id=self.text("person") or None,
        )


class EndDialog(FormDialog[date]):
    """Asks the last day of a seat."""

    places = SEAT_PLACES

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Zetel beëindigen"),
            tr("Beëindigen"),
            parent,
            tr("{name}. Vergaderingen van voor die dag houden de zetel.").format(name=name),
        )
        self.add("until", tr("&Laatste dag"), days(), required=True)

    @property
    def given(self) -> date:
        return self.sure_day("until")


class Passphrase(NamedTuple):
    """A new passphrase; name and present one where they were asked, else empty."""

    new: str
    name: str
    present: str


class PassphraseDialog(FormDialog[Passphrase]):
    """Asks a passphrase twice: for a new person (with `name_asked`), or with the present one."""

    places = PERSON_PLACES

    def __init__(
        self,
        title: str,
        verb: str,
        parent: QWidget | None = None,
        intro: str = "",
        *,
        name_asked: bool = False,
        present_asked: bool = False,
    ) -> None:
        super().__init__(title, verb, parent, intro)
        if name_asked:
            hint = tr("Zo staat deze persoon in het logboek.")
            self.add("name", tr("&Naam"), line(longest=120), hint, required=True)
        if present_asked:
            self.add("present", tr("&Huidige wachtzin"), secret(), required=True)
        self.add("passphrase", tr("Nieuwe &wachtzin"), secret(), required=True)
        self._hint = label("", "hint", wrap=True)
        self.add_wide(self._hint)
        self.add("again", tr("Wachtzin nog &een keer"), secret(), required=True)
        field = self.fields["passphrase"].control
        assert isinstance(field, QLineEdit)
        field.textChanged.connect(self._judge)
        self._judge("")

    def check(self) -> bool:
        if self.text("passphrase") == self.text("again"):
            return True
        self.fields["again"].show_error(
            tr("De twee wachtzinnen zijn niet gelijk. Typ de tweede opnieuw.")
        )
        return False

    @property
    def given(self) -> Passphrase:
        asked = {key: self.text(key) for key in self.fields}
        return Passphrase(asked["passphrase"], asked.get("name", ""), asked.get("present", ""))

    def _judge(self, passphrase: str) -> None:
        self._hint.setText(strength(passphrase).text)


class RolesDialog(FormDialog[frozenset[tuple[Role, str | None]]]):
    """A box per role and table; "alle commissies" stands for those of today and later."""

    places = PERSON_PLACES

    def __init__(
        self,
        name: str,
        held: frozenset[tuple[Role, str | None]],
        committees: Sequence[Committee],
        parent: QWidget | None = None,
        *,
        own: bool = False,
    ) -> None:
        super().__init__(
            tr("Rollen van {name}").format(name=name),
            tr("Opslaan"),
            parent,
            tr(
                "Dit zijn uw eigen rollen. Een wijziging geldt zodra u het programma opnieuw "
                "opent; tot dan werkt u met de rollen van nu."
            )
            if own
            else "",
        )
        self._boxes: dict[tuple[Role, str | None], QCheckBox] = {}
        content = QWidget(self)
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
                box = QCheckBox(content)
                box.setAccessibleName(f"{role_name(role)}, {words}")
                box.setChecked((role, place) in held)
                grid.addWidget(box, row, column, Qt.AlignmentFlag.AlignHCenter)
                self._boxes[role, place] = box
        self.add_wide(content)

    def box(self, role: Role, committee: str | None) -> QCheckBox:
        """Return the box of a role at a table."""
        return self._boxes[role, committee]

    @property
    def given(self) -> frozenset[tuple[Role, str | None]]:
        return frozenset(place for place, box in self._boxes.items() if box.isChecked())


class RecoveryDialog(QDialog):
    """Shows a new recovery key once, until the user says that it is kept."""

    def __init__(self, recovery_key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Nieuwe herstelsleutel"))
        self.page = RecoveryPage(recovery_key, self)
        below(self.page, edges=None, of=self)
        self.page.confirmed.connect(self.accept)
        self.finished.connect(self.deleteLater)

    def reject(self) -> None:
        """Escape does not close it: the key is shown only now."""

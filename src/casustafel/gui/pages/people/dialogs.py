"""What is asked about seats, persons, roles and passphrases."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QWidget

from casustafel.domain.ids import new_id
from casustafel.domain.meetings import Member
from casustafel.domain.people import Role
from casustafel.gui.dialogs.fields import Field, Form
from casustafel.gui.dialogs.form import choice, days, line, secret, tick
from casustafel.gui.frame.header import role_name
from casustafel.gui.page import Committee
from casustafel.gui.start.recovery import RecoveryPage, about
from casustafel.gui.start.strength import strength
from casustafel.gui.widgets.chips import Chip, ToggleChips
from casustafel.gui.widgets.layout import below
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.services.people.members import SeatList


def team_form(parent: QWidget, name: str, team: str) -> Form:
    """Ask for the team of a person."""
    title = tr("Team van {name}").format(name=name)
    intro = tr(
        "Wie bij een commissie alleen indient, ziet de casussen van het eigen team. Zonder team "
        "zijn dat alleen de eigen casussen."
    )
    asked = Field("team", tr("&Team"), line(team, longest=80))
    return Form(parent, title, tr("Opslaan"), asked, intro=intro)


def all_teams_form(parent: QWidget, shared: bool) -> Form:
    """Ask whether who only brings cases in reads those of all teams."""
    words = tr("Ook de casussen van andere teams bij de eigen commissie")
    title, intro = (
        tr("Wat indieners zien"),
        tr("Wie alleen indient, ziet de casussen van het eigen team."),
    )
    return Form(
        parent, title, tr("Opslaan"), Field("shared", "", tick(words, on=shared)), intro=intro
    )


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
    providers = choice([none, *seats.providers], old.provider_id or "")
    persons = choice([none, *seats.persons], old.person_id or "")
    role, until = line(old.role_name, longest=120), days(old.valid_to)
    disciplines = choice(seats.disciplines, old.discipline)
    hint = tr("Dan volgt het voorstel om niet deel te nemen.")

    def or_none(key: str) -> str | None:
        return key or None

    return Form(
        parent,
        tr("Lid wijzigen") if member else tr("Nieuw lid"),
        tr("Opslaan") if member else tr("Toevoegen"),
        Field("role_name", tr("&Rol"), role, required=True, half=True),
        Field("organisation", tr("&Organisatie"), line(old.organisation), required=True, half=True),
        Field("discipline", tr("&Discipline"), disciplines, required=True),
        Field("independent", "", tick(tr("Onaf&hankelijk"), on=old.independent)),
        Field("voting", "", tick(tr("Telt mee voor de &stemming"), on=old.voting)),
        Field("scope", tr("Waarvoor (niets gekozen: alles)"), scope, of=" ".join),
        Field("valid_from", tr("Geldig &van"), days(old.valid_from), half=True),
        Field("valid_to", tr("Geldig &tot en met"), until, half=True, after="valid_from"),
        Field(
            "secrecy_on",
            tr("&Geheimhoudingsverklaring van"),
            days(old.secrecy_on),
            tr("Zonder deze dag krijgt dit lid geen stukken."),
        ),
        Field("provider_id", tr("Werkt voor &aanbieder"), providers, hint, half=True, of=or_none),
        Field("person_id", tr("&Persoon in dit programma"), persons, half=True, of=or_none),
        intro=tr("Op papier staan alleen rol en organisatie, nooit een naam."),
        makes=lambda **given: replace(old, **given),
    )


def end_form(parent: QWidget, name: str) -> Form:
    """Ask the last day of a seat."""
    intro = tr("{name}. Vergaderingen van voor die dag houden dit lid.").format(name=name)
    until = Field("valid_to", tr("&Laatste dag"), days(), required=True)
    return Form(parent, tr("Lid beëindigen"), tr("Beëindigen"), until, intro=intro)


def passphrase_form(
    parent: QWidget,
    title: str,
    verb: str,
    intro: str = "",
    *,
    name_asked: bool = False,
    present_asked: bool = False,
    given: bool = False,
) -> Form:
    """Ask a passphrase twice: for somebody (also the name, with `name_asked`), or for oneself.

    `present_asked`: the present passphrase too. Who gives one to somebody types the own one last.
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
    shown = tr("Zo staat deze persoon in het logboek.")
    name = Field("name", tr("&Naam"), line(longest=120), shown, required=True)
    present = Field("present", tr("&Huidige wachtzin"), secret(), required=True)
    return Form(
        parent,
        title,
        verb,
        name if name_asked else None,
        present if present_asked else None,
        Field("passphrase", tr("Nieuwe &wachtzin"), typed, required=True),
        hint,
        Field("again", tr("Wachtzin nog &een keer"), secret(), required=True, fault=fault),
        *(_why() if given else ()),
        own_passphrase() if given else None,
        intro=intro,
    )


def _why() -> tuple[Field, Field]:
    """Ask who else signed for access, or why one person gives it alone."""
    signed = tr("&Kenmerk van de getekende lijst")
    hint = tr("Zonder kenmerk: één rol, 14 dagen, tot een ander het bevestigt.")
    return (
        Field("reference", signed, line(longest=120), half=True),
        Field("need", tr("Of waarom in n&ood"), line(longest=200), hint, half=True),
    )


def confirm_form(parent: QWidget, name: str, need: str) -> Form:
    """Ask to confirm access that was given in need."""
    title, verb = tr("Toegang van {name} bevestigen").format(name=name), tr("Bevestigen")
    intro = tr("Gegeven in nood: {why}. Daarna blijft de toegang.").format(why=need)
    hint = tr("Alleen als u de toegang zelf gaf.")
    signed = Field("reference", tr("&Kenmerk van de getekende lijst"), line(longest=120), hint)
    return Form(parent, title, verb, signed, intro=intro)


def own_passphrase() -> Field:
    """Ask who sits there for the own passphrase once more."""
    hint = tr("Of de herstelsleutel, als u daarmee opende.")
    return Field("present", tr("Uw &eigen wachtzin"), secret(), hint, required=True)


def recovery_form(parent: QWidget) -> Form:
    """Ask the own passphrase before a new recovery key is made and shown."""
    title, verb = tr("Herstelsleutel vernieuwen"), tr("Vernieuwen")
    intro = tr("De oude herstelsleutel opent de werkruimte dan niet meer.")
    return Form(parent, title, verb, own_passphrase(), intro=intro, careful=True)


def rekey_form(parent: QWidget, holders: Sequence[str], shut_out: Sequence[str]) -> Form:
    """Ask for a new key of the database; `holders` may be the second person."""
    intro = tr(
        "Wie geen toegang meer heeft, kan met een oud sleutelbestand dan niets meer openen. Het "
        "venster vergrendelt; de nieuwe sleutel geldt zodra iemand opent. Oude reservekopieën "
        "openen met de wachtzinnen van hun dag."
    )
    if shut_out:
        names = ", ".join(name or tr("de herstelsleutel") for name in shut_out)
        words = tr("Daarna opent niet meer: {names}. Geef die daarna opnieuw toegang.")
        intro = f"{intro} {words.format(names=names)}"
    people = [("", tr("niemand: er is een getekende lijst")), *((one, one) for one in holders)]

    def second(form: Form) -> bool:
        return bool(form.value("second"))

    return Form(
        parent,
        tr("Database een nieuwe sleutel geven"),
        tr("Vernieuwen en vergrendelen"),
        own_passphrase(),
        Field("second", tr("&Tweede persoon"), choice(people, next(iter(holders), ""))),
        Field("secret", tr("&Wachtzin van de tweede persoon"), secret(), when=second),
        Field(
            "reference",
            tr("&Kenmerk van de getekende lijst"),
            line(longest=120),
            when=lambda form: not second(form),
        ),
        intro=intro,
        careful=True,
    )


def roles_form(
    parent: QWidget,
    name: str,
    held: frozenset[tuple[Role, str | None]],
    committees: Sequence[Committee],
    *,
    own: bool = False,
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

    def makes(until: date | None) -> tuple[frozenset[tuple[Role, str | None]], date | None]:
        return frozenset(place for place, box in boxes.items() if box.isChecked()), until

    intro = tr(
        "Dit zijn uw eigen rollen. Een wijziging geldt zodra u het programma opnieuw opent; tot "
        "dan werkt u met de rollen van nu."
    )
    title = tr("Rollen van {name}").format(name=name)
    hint = tr("Voor wie iemand waarneemt. Leeg: zonder einde.")
    until = Field("until", tr("&Nieuwe rollen gelden tot en met"), days(), hint)
    intro = intro if own else ""
    return Form(parent, title, tr("Opslaan"), content, until, intro=intro, makes=makes)


class RecoveryDialog(QDialog):
    """Shows a new recovery key once, until the user says that it is kept."""

    def __init__(self, recovery_key: str, who: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Nieuwe herstelsleutel"))
        self.page = RecoveryPage(recovery_key, self, about=about(who))
        below(self.page, edges=None, of=self)
        self.page.confirmed.connect(self.accept)
        self.finished.connect(self.deleteLater)

    def reject(self) -> None:
        """Escape does not close it: the key is shown only now."""

"""The page for whoever has no workspace yet: make one, open one, or look at the example."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from casustafel.domain.errors import CasustafelError
from casustafel.gui.dialogs.form import tick
from casustafel.gui.problems import explain
from casustafel.gui.start.actions import Example, Made, StartActions
from casustafel.gui.start.one_task import OneTask
from casustafel.gui.start.panel import Panel
from casustafel.gui.start.strength import strength
from casustafel.gui.start.unlock import choose_file, shorten
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.form_field import FormField
from casustafel.gui.widgets.layout import STRETCH, beside
from casustafel.gui.widgets.style import label, tip
from casustafel.gui.words import tr

_LOW = 440
_OF_THE_NAME = frozenset({"person-empty"})


def asked(name: str, hint: str) -> FormField:
    """Return a field that has to be filled in."""
    return FormField(name, hint=hint, required=True)


def pair(*fields: FormField) -> QHBoxLayout:
    """Put fields beside each other; an error below one leaves the other in its place."""
    top = Qt.AlignmentFlag.AlignTop
    return beside(*((field, 1, top) for field in fields), gap=12)


class FirstRunPage(QWidget):
    """Makes a workspace, or leads to one that exists."""

    made = Signal(object)
    """The `Made`: workspace and recovery key."""
    existing_chosen = Signal(str)
    """The path of a workspace that exists."""
    shared_wanted = Signal()
    """A database on a server is wanted."""
    example_made = Signal(object)
    """Where the example workspace is (`Example`)."""
    broke = Signal(object)

    def __init__(
        self, actions: StartActions, location: str | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._actions, self._location, self._backups = actions, location, ""
        self._task = OneTask(self)
        self._task.broke.connect(self.broke)
        self.setAccessibleName(tr("Eerste keer"))
        intro = tr(
            "Een werkruimte is één versleuteld bestand met alle casussen, vergaderingen en notulen "
            "van uw gemeente."
        )
        self._intro = label(intro, "muted", wrap=True)
        self.person = asked(tr("&Uw naam"), tr("Zo staat u in het logboek."))
        self.municipality = asked(tr("&Gemeente"), tr("Staat boven de notulen."))
        self.passphrase = asked(tr("&Wachtzin"), tr("Hiermee opent u de werkruimte."))
        self.again = asked(tr("Wachtzin &nog een keer"), " ")
        self.passphrase.line.textChanged.connect(self._judge)
        self.again.line.returnPressed.connect(self.make)
        self._strength = label("", "hint", wrap=True)
        self.reveal = tick(tr("Wachtzin tonen"))
        self.reveal.toggled.connect(self._reveal)
        self._place = label("", "hint")
        self.browse = button(tr("Andere plek…"), self._browse, kind="link")
        self.backups = label("", "hint", wrap=True)
        self.choose_backups = button(
            tr("Map voor reservekopieën…"), self._browse_backups, kind="link"
        )
        self.existing = button(tr("Bestaande openen…"), self._choose_existing)
        self.shared = button(tr("Gedeelde database…"), self.shared_wanted.emit, kind="link")
        self.example = button(tr("Voorbeeld bekijken"), self.make_example)
        self.do = button(tr("Werkruimte maken"), self.make, kind="primary")
        self.do.setDefault(True)
        self._card = Panel(
            self,
            620,
            label(tr("Welkom bij Casustafel"), "title"),
            self._intro,
            beside((label(tr("Nieuwe werkruimte"), "heading"), 1), self.shared, gap=None),
            pair(self.person, self.municipality),
            pair(self.passphrase, self.again),
            beside((self._strength, 1), self.reveal),
            beside((self._place, 1), self.browse, gap=None),
            beside((self.backups, 1), self.choose_backups),
            beside(self.existing, self.example, STRETCH, self.do, gap=None),
        )
        self.setTabOrder(self.choose_backups, self.do)
        self.setTabOrder(self.example, self.shared)
        self._reveal(False)
        self._judge("")
        self._show_place()
        self.keep_backups("")
        self.setFocusProxy(self.person)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # So that the button that makes the workspace is in sight at 200 % on a small screen.
        low = self.window().height() < theme().px(_LOW)
        self._intro.setHidden(low)
        edge = theme().px(10 if low else 22)
        self._card.column.setSpacing(4 if low else 10)
        self._card.column.setContentsMargins(28, edge, 28, edge)

    def _browse_backups(self) -> None:
        from casustafel.gui.files import pick_folder

        self.keep_backups(str(pick_folder(self, tr("Map voor reservekopieën")) or ""))

    def keep_backups(self, folder: str) -> None:
        """Take a folder for backups; an empty one leaves what was chosen."""
        self._backups = folder or self._backups
        beside_it = tr("Reservekopieën komen ernaast: kies een map op een andere schijf")
        there = tr("Reservekopieën in {place}").format(place=shorten(self._backups))
        self.backups.setText(there if self._backups else beside_it)
        tip(self.backups, self._backups)

    def _reveal(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in (self.passphrase, self.again):
            field.line.setEchoMode(mode)

    def make(self) -> None:
        """Make the workspace beside the window, when the fields are right."""
        person = self.person.line.text().strip()
        municipality = self.municipality.line.text().strip()
        passphrase = self.passphrase.line.text()
        unlike = tr("De twee wachtzinnen zijn niet gelijk. Typ de tweede opnieuw.")
        wrong = [
            (field, said)
            for field, right, said in (
                (self.person, person, tr("Uw naam ontbreekt. Vul uw naam in.")),
                (self.municipality, municipality, tr("De gemeente ontbreekt. Vul de naam in.")),
                (self.passphrase, passphrase, tr("De wachtzin ontbreekt. Kies een wachtzin.")),
                (self.again, passphrase == self.again.line.text(), unlike),
            )
            if not right
        ]
        for field, said in reversed(wrong):  # the keyboard ends at the first of them
            field.show_error(said)
        if not wrong:
            self._show_busy(busy=True)
            location = self._location
            self._task.start(
                lambda: self._actions.make(
                    location, passphrase, person, municipality, self._backups
                ),
                self._made,
                self._refuse,
            )

    def make_example(self) -> None:
        """Make the example workspace beside the window."""
        self._show_busy(busy=True)
        self._task.start(self._actions.make_example, self._example_made, self._refuse)

    def _example_made(self, example: Example) -> None:
        self._show_busy(busy=False)
        self.example_made.emit(example)

    def _made(self, made: Made) -> None:
        self.passphrase.line.clear()
        self.again.line.clear()
        self._show_busy(busy=False)
        self.made.emit(made._replace(municipality=self.municipality.line.text().strip()))

    def _refuse(self, error: CasustafelError) -> None:
        self._show_busy(busy=False)
        field = self.person if error.code in _OF_THE_NAME else self.passphrase
        field.show_error(explain(error))

    def _show_busy(self, *, busy: bool) -> None:
        fields = (self.person, self.municipality, self.passphrase, self.again)
        for part in (
            *fields,
            self.browse,
            self.choose_backups,
            self.existing,
            self.shared,
            self.example,
            self.do,
        ):
            part.setEnabled(not busy)
        self.do.setText(tr("Bezig met maken…") if busy else tr("Werkruimte maken"))

    def _judge(self, passphrase: str) -> None:
        hint = strength(passphrase)
        self._strength.setText(hint.text)
        # Colour beside the word: the sentence begins with zwak, redelijk or sterk.
        name = "muted" if hint.tone is Tone.INFO else f"{hint.tone}_text"
        self._strength.setStyleSheet(f"color: {theme().colour(name).name()}")

    def _show_place(self) -> None:
        place = self._actions.shown(self._location)
        text = tr("Komt in {place}")
        self._place.setText(text.format(place=shorten(place)))
        # Only the user's own folder keeps others away from a file; a stick does for nobody.
        more = tr("Wie bij deze schijf kan, kan het versleutelde bestand meenemen.")
        said = text.format(place=place)
        tip(self._place, f"{said}. {more}" if self._location else said)

    def _browse(self) -> None:
        from casustafel.gui.files import pick

        # Never where other files are kept: those folders are often synchronised.
        name = str(self._own_folder() / "casustafel.db")
        kind = tr("Casustafel-werkruimten (*.db)")
        if (path := pick(self, tr("Nieuwe werkruimte"), name, kind)) is not None:
            self._location = str(path)
            self._show_place()

    def _own_folder(self) -> Path:
        return Path(self._actions.shown(None))

    def _choose_existing(self) -> None:
        if path := choose_file(self, str(self._own_folder())):
            self.existing_chosen.emit(path)

"""The page for whoever has no workspace yet: make one, open one, or look at the example."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from casustafel.domain.errors import CasustafelError
from casustafel.gui.dialogs.form import tick
from casustafel.gui.drawn import draw
from casustafel.gui.forms.ui_first_run import Ui_FirstRunForm
from casustafel.gui.problems import explain
from casustafel.gui.start.actions import Example, Made, StartActions
from casustafel.gui.start.one_task import OneTask
from casustafel.gui.start.strength import strength
from casustafel.gui.start.unlock import choose_file, shorten
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.layout import beside
from casustafel.gui.widgets.style import label, tip
from casustafel.gui.words import tr

_LOW = 440
_OF_THE_NAME = frozenset({"person-empty"})


class FirstRunPage(QWidget):
    """Makes a workspace, or leads to one that exists."""

    made = Signal(object)
    """The `Made`: workspace and recovery key."""
    existing_chosen = Signal(str)
    """The path of a workspace that exists."""
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
        self.form = draw(Ui_FirstRunForm(), self)
        self.form.card.set_width(620)
        self.setAccessibleName(tr("Eerste keer"))
        self._name_fields()
        self._ask_backups()
        form = self.form
        form.passphrase.line.textChanged.connect(self._judge)
        form.make.clicked.connect(lambda _checked=False: self.make())
        form.again.line.returnPressed.connect(self.make)
        form.browse.clicked.connect(lambda _checked=False: self._browse())
        form.existing.clicked.connect(lambda _checked=False: self._choose_existing())
        form.example.clicked.connect(lambda _checked=False: self.make_example())
        self._judge("")
        self._show_place()
        self.setFocusProxy(form.person)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # So that the button that makes the workspace is in sight at 200 % on a small screen.
        low = self.window().height() < theme().px(_LOW)
        self.form.intro.setHidden(low)
        edges = self.form.column.contentsMargins()
        edge = theme().px(10 if low else 22)
        edges.setTop(edge)
        edges.setBottom(edge)
        self.form.column.setContentsMargins(edges)

    def _name_fields(self) -> None:
        form = self.form
        form.person.describe(tr("&Uw naam"), tr("Zo staat u in het logboek."), required=True)
        form.municipality.describe(tr("&Gemeente"), tr("Staat boven de notulen."), required=True)
        form.passphrase.describe(
            tr("&Wachtzin"), tr("Hiermee opent u de werkruimte."), required=True
        )
        form.again.describe(tr("Wachtzin &nog een keer"), " ", required=True)
        pairs = ((form.names, form.person, form.municipality),)
        for row, *fields in (*pairs, (form.secrets, form.passphrase, form.again)):
            for field in fields:  # an error below one leaves the other in its place
                row.setAlignment(field, Qt.AlignmentFlag.AlignTop)
        self.reveal = tick(tr("Wachtzin tonen"))
        self.reveal.toggled.connect(self._reveal)
        form.column.insertLayout(
            form.column.indexOf(form.strength), beside((form.strength, 1), self.reveal)
        )
        self.setTabOrder(form.again, self.reveal)
        self.setTabOrder(self.reveal, form.browse)
        self._reveal(False)

    def _ask_backups(self) -> None:
        column = self.form.column
        self.backups = label("", "hint", wrap=True)
        self.choose_backups = button(
            tr("Map voor reservekopieën…"), self._browse_backups, kind="link"
        )
        row = beside((self.backups, 1), self.choose_backups)
        column.insertLayout(column.indexOf(self.form.where) + 1, row)
        self.setTabOrder(self.form.browse, self.choose_backups)
        self.keep_backups("")

    def _browse_backups(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        self.keep_backups(QFileDialog.getExistingDirectory(self, tr("Map voor reservekopieën")))

    def keep_backups(self, folder: str) -> None:
        """Take a folder for backups; an empty one leaves what was chosen."""
        self._backups = folder or self._backups
        beside_it = tr("Reservekopieën komen ernaast: kies een map op een andere schijf")
        there = tr("Reservekopieën in {place}").format(place=shorten(self._backups))
        self.backups.setText(there if self._backups else beside_it)
        tip(self.backups, self._backups)

    def _reveal(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in (self.form.passphrase, self.form.again):
            field.line.setEchoMode(mode)

    def make(self) -> None:
        """Make the workspace beside the window, when the fields are right."""
        form = self.form
        person, municipality = (
            form.person.line.text().strip(),
            form.municipality.line.text().strip(),
        )
        passphrase = form.passphrase.line.text()
        unlike = tr("De twee wachtzinnen zijn niet gelijk. Typ de tweede opnieuw.")
        wrong = [
            (field, said)
            for field, right, said in (
                (form.person, person, tr("Uw naam ontbreekt. Vul uw naam in.")),
                (form.municipality, municipality, tr("De gemeente ontbreekt. Vul de naam in.")),
                (form.passphrase, passphrase, tr("De wachtzin ontbreekt. Kies een wachtzin.")),
                (form.again, passphrase == form.again.line.text(), unlike),
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
        self.form.passphrase.line.clear()
        self.form.again.line.clear()
        self._show_busy(busy=False)
        self.made.emit(made._replace(municipality=self.form.municipality.line.text().strip()))

    def _refuse(self, error: CasustafelError) -> None:
        self._show_busy(busy=False)
        field = self.form.person if error.code in _OF_THE_NAME else self.form.passphrase
        field.show_error(explain(error))

    def _show_busy(self, *, busy: bool) -> None:
        form = self.form
        for part in (
            form.person,
            form.municipality,
            form.passphrase,
            form.again,
            form.browse,
            self.choose_backups,
            form.existing,
            form.example,
            form.make,
        ):
            part.setEnabled(not busy)
        form.make.setText(tr("Bezig met maken…") if busy else tr("Werkruimte maken"))

    def _judge(self, passphrase: str) -> None:
        hint = strength(passphrase)
        self.form.strength.setText(hint.text)
        # Colour beside the word: the sentence begins with zwak, redelijk or sterk.
        name = "muted" if hint.tone is Tone.INFO else f"{hint.tone}_text"
        self.form.strength.setStyleSheet(f"color: {theme().colour(name).name()}")

    def _show_place(self) -> None:
        place = self._actions.shown(self._location)
        text = tr("Komt in {place}").format(place=place)
        self.form.place.setText(tr("Komt in {place}").format(place=shorten(place)))
        tip(self.form.place, text)

    def _browse(self) -> None:
        from casustafel.gui.files import pick

        # Never where other files are kept: those folders are often synchronised.
        name = str(self._own_folder() / "casustafel.db")
        kind = tr("Casustafel-werkruimten (*.db)")
        path = pick(self, tr("Nieuwe werkruimte"), name, kind)
        if path is not None:
            self._location = str(path)
            self._show_place()

    def _own_folder(self) -> Path:
        return Path(self._actions.shown(None))

    def _choose_existing(self) -> None:
        path = choose_file(self, str(self._own_folder()))
        if path:
            self.existing_chosen.emit(path)

"""The first page: the passphrase, and behind it the modules that take time to load."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from casustafel.domain.errors import CasustafelError
from casustafel.gui.drawn import draw
from casustafel.gui.forms.ui_unlock import Ui_UnlockForm
from casustafel.gui.problems import explain
from casustafel.gui.start.actions import OpenedWorkspace, StartActions
from casustafel.gui.start.one_task import OneTask
from casustafel.gui.start.panel import Panel
from casustafel.gui.widgets.form_field import FormField
from casustafel.gui.widgets.style import literal, tip
from casustafel.gui.words import tr

#: Faults of what stands in the name, rather than in the passphrase.
_OF_THE_NAME = frozenset({"person-needed", "person-unknown", "person-empty", "person-not-known"})


_LONGEST_PLACE = 50


def shorten(place: str) -> str:
    """Leave out the middle of a long path: where it begins and its name are what one knows."""
    if len(place) <= _LONGEST_PLACE:
        return place
    return f"{place[:14]}…{place[-(_LONGEST_PLACE - 15) :]}"


class UnlockPage(QWidget):
    """Opens one workspace, or leads to another."""

    opened = Signal(object)
    """The `OpenedWorkspace`."""
    other_chosen = Signal(str)
    """The path of another workspace; empty for making a new one."""
    broke = Signal(object)

    def __init__(
        self,
        actions: StartActions,
        location: str | None,
        parent: QWidget | None = None,
        *,
        locked: bool = False,
        who: str = "",
        places: Sequence[str] = (),
    ) -> None:
        """`locked` says that the work waits behind this page, of `who` is asked for.

        `places` are workspaces that were opened before.
        """
        super().__init__(parent)
        self._actions, self._location = actions, location
        #: On a server the account is who works, and its password is asked for where it needs one.
        self._shared = "://" in (location or "")
        self._waiting = self._asked = False
        self._task = OneTask(self)
        self._task.broke.connect(self.broke)
        self.setAccessibleName(tr("Vergrendeld") if locked else tr("Werkruimte openen"))
        name, hint = tr("&Wachtzin"), tr("Of de herstelsleutel van deze werkruimte.")
        if self._shared:
            name, hint = (tr("&Wachtwoord"), tr("Van uw account op de server, of leeg."))
        if locked:
            hint = tr("Het scherm is vergrendeld. Wat u typte, is bewaard.")
        content = QWidget()
        form = draw(Ui_UnlockForm(), content)
        self.place, self.reveal = form.place, form.reveal
        self.other, self.do = form.other, form.act
        self.person: FormField = form.person
        self.person.describe(tr("&Naam"), required=True)
        self.person.line.setText(who)
        self.passphrase: FormField = form.passphrase
        self.passphrase.describe(name, hint, required=not self._shared)
        self.passphrase.line.setEchoMode(QLineEdit.EchoMode.Password)
        for field in (self.passphrase, self.person):
            field.line.returnPressed.connect(self.open)
        self.reveal.toggled.connect(self._reveal)
        self.other.clicked.connect(lambda _on=False: self._choose_other())
        self.do.clicked.connect(lambda _on=False: self.open())
        Panel(self, 430, content)
        self.person.hide()
        self._show_place()
        here = (location, actions.shown(location))
        self._offer([place for place in places if place not in here])
        self.setFocusProxy(self.passphrase)
        if not actions.exists(location):
            gone = tr("Deze werkruimte is er nu niet. Sluit de schijf of stick ervan aan.")
            self.passphrase.show_error(gone)

    @property
    def busy(self) -> bool:
        """Whether the workspace is being opened."""
        return self._task.busy

    def wait(self) -> None:
        """Open nothing yet: what was written before the window was locked is still being kept."""
        self._waiting = True
        self._show_busy(busy=True, words=tr("Bezig met opslaan…"))

    def go_on(self) -> None:
        """All is kept: open, if somebody asked for that meanwhile."""
        if self._waiting:
            self._waiting = False
            self._show_busy(busy=False)
            self.setFocus()
            if self._asked:
                self._asked = False
                self.open()

    def open_with(self, passphrase: str, person: str = "") -> None:
        """Fill in and open, for whoever gave the passphrase at the start of the program."""
        self.passphrase.line.setText(passphrase)
        self.person.line.setText(person)
        self.open()

    def open(self) -> None:
        """Open the workspace beside the window."""
        if self._waiting:
            self._asked = True
            return
        passphrase = self.passphrase.line.text()
        person = self.person.line.text().strip() or None
        if not passphrase and not self._shared:
            self.passphrase.show_error(tr("De wachtzin ontbreekt. Typ de wachtzin."))
            return
        self._show_busy(busy=True)
        location = self._location
        self._task.start(
            lambda: self._actions.open(location, passphrase, person), self._open, self._refuse
        )

    def _open(self, workspace: OpenedWorkspace) -> None:
        self.passphrase.line.clear()
        self._show_busy(busy=False)
        self.opened.emit(workspace)

    def _refuse(self, error: CasustafelError) -> None:
        self._show_busy(busy=False)
        if self.person.line.text():
            self.person.show()  # somebody else may have come to this screen
        if error.code in _OF_THE_NAME:
            self.person.show()
            self.person.show_error(explain(error))
            return
        self.passphrase.show_error(explain(error))
        self.passphrase.line.selectAll()

    def _show_busy(self, *, busy: bool, words: str = "") -> None:
        for part in (self.passphrase, self.person, self.do, self.other, self.reveal):
            part.setEnabled(not busy)
        self.do.setText((words or tr("Bezig met openen…")) if busy else tr("Openen"))

    def _reveal(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.passphrase.line.setEchoMode(mode)

    def _show_place(self) -> None:
        text = self._actions.shown(self._location)
        self.place.setText(shorten(text))
        tip(self.place, text)
        self.place.setAccessibleName(tr("Werkruimte {place}").format(place=text))

    def _offer(self, places: Sequence[str]) -> None:
        """Let the user choose one of the workspaces that were opened before."""
        if not places:
            return
        menu = QMenu(self.other)
        for place in places:
            act = menu.addAction(literal(self._actions.shown(place)))
            act.triggered.connect(lambda _on=False, place=place: self.other_chosen.emit(place))
        menu.addSeparator()
        menu.addAction(tr("Andere…")).triggered.connect(lambda _on=False: self._choose_other())
        self.other.clicked.disconnect()
        self.other.setMenu(menu)

    def _choose_other(self) -> None:
        self.other_chosen.emit("")


def choose_file(parent: QWidget, near: str) -> str:
    """Ask for a workspace that exists, from the folder `near`; empty when the user cancels."""
    from casustafel.gui.files import pick

    kinds = tr("Casustafel-werkruimten (*.db);;Alle bestanden (*)")
    path = pick(parent, tr("Werkruimte openen"), near, kinds, there=True)
    return str(path or "")

"""The page that connects to a database on a server: where it is, who works, and what is right."""

from typing import NamedTuple
from urllib.parse import parse_qs, quote, unquote, urlsplit

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from casustafel.domain.errors import CasustafelError
from casustafel.gui.dialogs.form import tick
from casustafel.gui.problems import explain
from casustafel.gui.start.actions import OpenedWorkspace, StartActions
from casustafel.gui.start.first_run import asked, pair
from casustafel.gui.start.one_task import OneTask
from casustafel.gui.start.panel import Panel
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.banner import announce
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.form_field import FormField
from casustafel.gui.widgets.layout import STRETCH, below, beside
from casustafel.gui.widgets.style import label
from casustafel.gui.words import QT_TR_NOOP, tr

#: A lower window, as for `theme().px`, has no room for what only explains.
_LOW = 640


class Address(NamedTuple):
    """A database on a server, in parts: the name of the server may have a port behind it."""

    server: str = ""
    database: str = ""
    login: str = ""
    certificate: str = ""

    @classmethod
    def of(cls, written: str) -> "Address":
        """Return the parts of an address, as `--database` takes it. A password is left out."""
        whole = urlsplit(written)
        asked = {name: values[0] for name, values in parse_qs(whole.query).items()}
        login, _, server = whole.netloc.rpartition("@")
        return cls(
            server or asked.get("host", ""),
            unquote(whole.path.removeprefix("/")),
            unquote(login.partition(":")[0]),
            asked.get("sslrootcert", ""),
        )

    def __str__(self) -> str:
        by_path = self.server.startswith("/")  # of this machine: the folder of its socket
        asked = {"host": by_path and self.server, "sslrootcert": self.certificate}
        query = "&".join(
            f"{name}={quote(str(one), safe='/')}" for name, one in asked.items() if one
        )
        place = "" if by_path else self.server
        login, name = quote(self.login, safe=""), quote(self.database, safe="")
        return f"postgresql://{login}@{place}/{name}" + (f"?{query}" if query else "")


#: What is looked at, one after the other, and the errors that say that it is wrong.
_STEPS = (
    (QT_TR_NOOP("De gegevens kloppen van vorm"),
     {"database-address", "database-password", "server-unsafe", "postgresql-not-installed"}),
    (QT_TR_NOOP("De server antwoordt"),
     {"server-unreachable", "connection-lost", "server-full", "server-failing"}),
    (QT_TR_NOOP("Het is de goede server, en de verbinding is versleuteld"),
     {"server-not-trusted"}),
    (QT_TR_NOOP("Uw account en wachtwoord kloppen"), {"login-refused"}),
    (QT_TR_NOOP("De database is er, en is geschikt"),
     {"server-database-missing", "server-not-allowed", "server-too-old", "server-collation"}),
    (QT_TR_NOOP("Er staat een werkruimte van deze versie in"),
     {"server-empty", "server-older", "database-newer", "server-behind"}),
    (QT_TR_NOOP("U hoort bij deze werkruimte"), set[str]()),
)  # fmt: skip


class ConnectPage(QWidget):
    """Opens a shared database. The password is asked each time, and kept nowhere."""

    opened = Signal(object, str)
    """The `OpenedWorkspace` and the address."""
    left = Signal()
    broke = Signal(object)

    def __init__(
        self, actions: StartActions, address: str = "", parent: QWidget | None = None
    ) -> None:
        """`address` is of a database that was opened before, if any."""
        super().__init__(parent)
        self._actions = actions
        self._task = OneTask(self)
        self._task.broke.connect(self.broke)
        self.setAccessibleName(tr("Gedeelde database"))
        self._intro = label(
            tr(
                "Uw team werkt in één database op een server van de gemeente. De beheerder van de "
                "server geeft u deze gegevens."
            ),
            "muted",
            wrap=True,
        )
        self.server = asked(tr("&Server"), tr("Zoals db.gemeente.nl of db.gemeente.nl:5432."))
        self.database = asked(tr("&Database"), tr("De naam van de database op die server."))
        self.login = asked(tr("&Account"), tr("Uw account op de server."))
        self.password = FormField(
            tr("&Wachtwoord"), hint=tr("Wordt nergens bewaard. Leeg als uw computer u aanmeldt.")
        )
        self.certificate = FormField(
            tr("&Certificaat van de server"),
            hint=tr("Een bestand van de beheerder, als dat nodig is."),
        )
        self.browse = button(tr("Bestand…"), self._browse)
        self.browse.setAccessibleName(tr("Bestand met het certificaat kiezen"))
        self.reveal = tick(tr("Wachtwoord tonen"))
        self.reveal.toggled.connect(self._reveal)
        self.steps = [label("", "hint", wrap=True) for _step in _STEPS]
        self.said = label("", "error", wrap=True)
        self.back = button(tr("Terug"), self.left.emit, kind="link")
        self.test = button(tr("Verbinding testen"), self.try_out)
        self.do = button(tr("Openen"), self.open, kind="primary")
        self.do.setDefault(True)
        for field in self._fields:
            field.line.returnPressed.connect(self.open)
            field.line.textEdited.connect(self._forget)
        self.server.line.editingFinished.connect(self._take_whole)
        self._card = Panel(
            self,
            620,
            label(tr("Gedeelde database"), "title"),
            self._intro,
            pair(self.server, self.database),
            pair(self.login, self.password),
            beside((self.certificate, 1), self.browse, self.reveal, gap=12),
            below(*self.steps, gap=1),
            self.said,
            beside(self.back, STRETCH, self.test, self.do, gap=8),
        )
        self._reveal(False)
        self._show(Address.of(address))
        self._forget()
        self.setFocusProxy(self.password if address else self.server)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.window().height() < theme().px(_LOW)
        self._intro.setHidden(low)
        edge = theme().px(10 if low else 22)
        self._card.column.setSpacing(6 if low else 12)
        self._card.column.setContentsMargins(28, edge, 28, edge)

    @property
    def _fields(self) -> tuple[FormField, ...]:
        return (self.server, self.database, self.login, self.password, self.certificate)

    @property
    def address(self) -> str:
        """What was filled in, as `--database` takes it."""
        filled = (self.server, self.database, self.login, self.certificate)
        return str(Address(*(field.line.text().strip() for field in filled)))

    def open(self) -> None:
        """Open the database beside the window."""
        address, password = self.address, self.password.line.text()
        if self._whole():
            self._begin(tr("Bezig met openen…"))
            self._task.start(
                lambda: self._actions.open(address, password, None),
                lambda workspace: self._opened(workspace, address),
                self._refuse,
            )

    def try_out(self) -> None:
        """Say of each thing whether it is right, and go no further."""
        address, password = self.address, self.password.line.text()
        if self._whole():
            self._begin(tr("Bezig met testen…"))
            self._task.start(
                lambda: self._actions.reach(address, password), self._reached, self._refuse
            )

    def _opened(self, workspace: OpenedWorkspace, address: str) -> None:
        self.password.line.clear()
        self._end()
        self.opened.emit(workspace, address)

    def _reached(self, person: str) -> None:
        self._end()
        self._show_steps(len(_STEPS), tr("U werkt hier als {person}.").format(person=person))

    def _refuse(self, error: CasustafelError) -> None:
        self._end()
        wrong = (at for at, (_words, codes) in enumerate(_STEPS) if error.code in codes)
        self._show_steps(next(wrong, len(_STEPS) - 1), explain(error))

    def _show_steps(self, right: int, said: str) -> None:
        """Say that the first so many things are right, and what there is to say of the next."""
        for at, (line, (words, _codes)) in enumerate(zip(self.steps, _STEPS, strict=True)):
            state = (
                tr("✓ goed")
                if at < right
                else tr("✗ niet goed")
                if at == right
                else tr("… nog niet bekeken")
            )
            tone = Tone.GOOD if at < right else Tone.BAD
            line.setText(f"{state}: {tr(words)}")
            name = "muted" if at > right else f"{tone}_text"
            line.setStyleSheet(f"color: {theme().colour(name).name()}")
            line.show()
        well = right == len(_STEPS)
        self.said.setText(said)
        self.said.setStyleSheet(
            f"color: {theme().colour('good_text' if well else 'bad_text').name()}"
        )
        self.said.show()
        announce(self, said, now=not well)

    def _forget(self, _text: str = "") -> None:
        for line in (*self.steps, self.said):
            line.hide()

    def _whole(self) -> bool:
        """Say whether all is filled in; else say what is not, with the keyboard on the first."""
        missing = tr("Dit ontbreekt. De beheerder van de server weet het.")
        empty = [one for one in self._fields[:3] if not one.line.text().strip()]
        for field in reversed(empty):
            field.show_error(missing)
        return not empty

    def _take_whole(self) -> None:
        """Somebody gave the whole address in the first field: fill in its parts."""
        if "://" in (written := self.server.line.text().strip()):
            self._show(Address.of(written))

    def _show(self, address: Address) -> None:
        filled = (self.server, self.database, self.login, self.certificate)
        for field, text in zip(filled, address, strict=True):
            field.line.setText(text)

    def _begin(self, words: str) -> None:
        self._forget()
        self._show_busy(busy=True)
        self.do.setText(words)

    def _end(self) -> None:
        self._show_busy(busy=False)
        self.do.setText(tr("Openen"))
        self.do.setFocus()

    def _show_busy(self, *, busy: bool) -> None:
        for part in (*self._fields, self.browse, self.reveal, self.back, self.test, self.do):
            part.setEnabled(not busy)

    def _reveal(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.password.line.setEchoMode(mode)

    def _browse(self) -> None:
        from casustafel.gui.files import pick

        kinds = tr("Certificaten (*.pem *.crt *.cer);;Alle bestanden (*)")
        if (path := pick(self, tr("Certificaat van de server"), "", kinds, there=True)) is not None:
            self.certificate.line.setText(str(path))
            self._forget()

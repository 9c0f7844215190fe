"""The recovery key, shown once: saved or printed before one goes on."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casustafel.gui.dates import today
from casustafel.gui.drawn import draw
from casustafel.gui.forms.ui_recovery import Ui_RecoveryForm
from casustafel.gui.start.panel import Panel
from casustafel.gui.theme import theme
from casustafel.gui.words import day, tr


def about(person: str, municipality: str = "", head: str = "") -> str:
    """Return whose workspace a key opens, since when, and the head of its log on that day."""
    parts = (municipality, person, tr("gemaakt op {day}").format(day=day(today())))
    whose = ", ".join(filter(None, parts))
    log = tr("Kenmerk van het logboek op die dag:")
    return f"{whose}\n{log} {head}" if head else whose


class RecoveryPage(QWidget):
    """Shows the key until the user says that it is kept."""

    confirmed = Signal()

    def __init__(
        self, recovery_key: str, parent: QWidget | None = None, *, about: str = ""
    ) -> None:
        """`about` says whose workspace the key opens and since when, on what is kept of it."""
        super().__init__(parent)
        self._key, self._about = recovery_key, about
        self.setAccessibleName(tr("Herstelsleutel bewaren"))
        content = QWidget()
        form = draw(Ui_RecoveryForm(), content)
        self.key, self.said, self.kept, self.go_on = form.key, form.said, form.kept, form.go_on
        self.key.setPlainText(recovery_key)
        self.key.setAccessibleName(tr("Herstelsleutel"))
        self.key.setFont(theme().mono(15))
        self.key.setFixedHeight(theme().px(62))
        form.printed.clicked.connect(lambda _on=False: self._print())
        form.save.clicked.connect(lambda _on=False: self._save())
        self.kept.toggled.connect(self.go_on.setEnabled)
        self.go_on.clicked.connect(lambda _on=False: self.confirmed.emit())
        Panel(self, 560, content)
        self.said.hide()

    def text(self) -> str:
        """Return what is kept: the key, and of which workspace it is."""
        return tr(
            "Herstelsleutel van Casustafel\n{about}\n\n{key}\n\n"
            "Met deze sleutel opent u de werkruimte als niemand de wachtzin meer weet.\n"
            "Bewaar hem in een kluis, niet op of naast de computer.\n"
        ).format(key=self._key, about=self._about)

    def write(self, path: Path) -> None:
        """Write the key to a file that only the user may read, and say so or say why not."""
        from casustafel.gui.files import write

        self._say(write(path, self.text()))

    def _save(self) -> None:
        from casustafel.gui.files import pick

        asked = tr("Herstelsleutel opslaan"), "herstelsleutel.txt", tr("Tekst (*.txt)")
        if (path := pick(self, *asked)) is not None:
            self.write(path)

    def _print(self) -> None:
        from PySide6.QtGui import QTextDocument
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            document = QTextDocument()
            document.setPlainText(self.text())
            document.print_(printer)
            self._say(tr("De sleutel is naar de printer gestuurd."))

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()

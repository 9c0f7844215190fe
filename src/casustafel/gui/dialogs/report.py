"""What went wrong through our own fault: a report to save, with nothing personal in it."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from casustafel.gui.drawn import draw
from casustafel.gui.forms.ui_report import Ui_ReportForm
from casustafel.gui.problems import report
from casustafel.gui.widgets.dialog_room import give_room
from casustafel.gui.words import tr

_WIDTH, _HEIGHT = 560, 400


class ReportDialog(QDialog):
    """Enter and Escape close it; saving the report is a choice."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = report(error)
        self.form = draw(Ui_ReportForm(), self)
        self.form.text.setPlainText(self._text)
        self.form.text.setAccessibleName(tr("Verslag"))
        self.form.cancel.clicked.connect(lambda _checked=False: self.reject())
        self.form.save.clicked.connect(lambda _checked=False: self._save())
        self.form.said.hide()
        give_room(self, _WIDTH, _HEIGHT)
        self.form.cancel.setFocus()

    def write(self, path: Path) -> None:
        """Write the report, and say so or say why not."""
        try:
            path.write_text(self._text, "utf-8")
        except OSError:
            said = tr("Dit bestand kan niet geschreven worden. Kies een andere plek.")
        else:
            said = tr("Opgeslagen in {file}.").format(file=path.name)
        self.form.said.setText(said)
        self.form.said.show()

    def _save(self) -> None:
        path, _kind = QFileDialog.getSaveFileName(
            self, tr("Verslag opslaan"), "casustafel-verslag.txt", tr("Tekst (*.txt)")
        )
        if path:
            self.write(Path(path))

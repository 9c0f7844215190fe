"""Texts for a mail: shown, changed, copied, or saved as a draft that a mail program opens (H47)."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from casustafel import bootstrap
from casustafel.domain.errors import CasustafelError
from casustafel.gui.files import pick
from casustafel.gui.problems import explain
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.chips import Chip, FilterChipBar
from casustafel.gui.widgets.layout import below, beside, give_room
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.outgoing.mail import draft


class MailDialog(QDialog):
    """Shows texts by who gets them; what is changed in one stays while the dialog is open."""

    def __init__(
        self,
        title: str,
        hint: str,
        texts: Sequence[tuple[str, str]],
        *more: QWidget,
        parent: QWidget,
        subject: str = "",
    ) -> None:
        """`texts` are of whom with what; `more` stands after the buttons, such as what is done.

        A `subject` names no case: it is readable on the way.
        """
        super().__init__(parent)
        self._title, self._texts = title, [text for _who, text in texts]
        self._subject = subject or title
        self.taken: set[int] = set()
        """Which of the texts were copied or saved."""
        self._shown = 0
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        give_room(self, 620, 460)
        self.chips = FilterChipBar(tr("Voor wie"), self)
        self.chips.set_chips([Chip(str(at), who) for at, (who, _text) in enumerate(texts)])
        self.chips.setHidden(len(texts) == 1)
        self.chips.chosen.connect(self._choose)
        self.text = QPlainTextEdit(self._texts[0])
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("Tekst van het bericht"))
        self.text.textChanged.connect(self._typed)
        self.said = label("", "hint")
        self.copy = button(tr("Kopiëren"), self._copy)
        self.save = button(tr("E-mailconcept opslaan…"), self._save)
        close = button(tr("Annuleren") if more else tr("Sluiten"), self.reject)
        row = beside((self.said, 1), close, self.save, self.copy, *more)
        parts = (label(title, "title"), label(hint, "muted", wrap=True), self.chips, (self.text, 1))
        below(*parts, row, gap=12, edges=(20, 16), of=self)
        self.finished.connect(self.deleteLater)

    def write(self, target: Path) -> None:
        """Write the text that is shown as a draft, and say so or say why not."""
        try:
            bootstrap.write_alone(target, draft(self._subject, self.text.toPlainText()))
        except CasustafelError as error:
            self.said.setText(explain(error))
        else:
            self.taken.add(self._shown)
            self.said.setText(tr("Opgeslagen als {file}.").format(file=target.name))

    def _choose(self, key: str) -> None:
        self._shown = int(key)
        self.text.setPlainText(self._texts[self._shown])
        self.said.setText("")

    def _typed(self) -> None:
        self._texts[self._shown] = self.text.toPlainText()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.taken.add(self._shown)
        self.said.setText(tr("Gekopieerd"))

    def _save(self) -> None:
        kind = tr("E-mail (*.eml)")
        target = pick(self, tr("E-mailconcept opslaan"), f"{self._subject}.eml", kind)
        if target is not None:
            self.write(target)

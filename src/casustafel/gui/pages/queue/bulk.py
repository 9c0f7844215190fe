"""Dialogs of the queue: the text that asks for completion, and a reason."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from casustafel.gui.dialogs.form import FormDialog, lines
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.chips import Chip, FilterChipBar
from casustafel.gui.widgets.dialog_room import give_room
from casustafel.gui.widgets.layout import STRETCH, below, beside
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr


class CompletionDialog(QDialog):
    """The ready text for each referrer, to copy into a mail; a chip per case when there are more.

    What is changed in a text stays while the dialog is open.
    """

    def __init__(
        self, numbers: Sequence[str], texts: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._texts = dict(zip(numbers, texts, strict=True))
        self._shown = numbers[0]
        title = tr("Aanvulling vragen bij {number}").format(number=numbers[0])
        if len(numbers) > 1:
            title = tr("Aanvulling vragen bij {n} casussen").format(n=len(numbers))
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        give_room(self, 560, 440)
        self.chips = FilterChipBar(tr("Casus"), self)
        self.chips.set_chips([Chip(number, number) for number in numbers])
        self.chips.setHidden(len(numbers) == 1)
        self.chips.chosen.connect(self._choose)
        self.text = QPlainTextEdit(self._texts[self._shown])
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("Tekst voor de verwijzer"))
        self.text.textChanged.connect(self._typed)
        self.close_button = button(tr("Sluiten"), self.accept)
        self.copy = button(tr("Tekst kopiëren"), self._copy, kind="primary")
        buttons = beside(STRETCH, self.close_button, self.copy)
        below(
            label(title, "title"),
            label(self._hint(len(numbers)), "muted", wrap=True),
            self.chips,
            (self.text, 1),
            buttons,
            gap=12,
            edges=(20, 16),
            of=self,
        )
        self.finished.connect(self.deleteLater)

    def _hint(self, count: int) -> str:
        if count == 1:
            return tr("De casus staat nu op Aanvulling gevraagd. Stuur de verwijzer deze tekst.")
        return tr(
            "De casussen staan nu op Aanvulling gevraagd. Stuur elke verwijzer de tekst van de "
            "eigen casus."
        )

    def _choose(self, number: str) -> None:
        self._shown = number
        self.text.setPlainText(self._texts[number])
        self.copy.setText(tr("Tekst kopiëren"))

    def _typed(self) -> None:
        self._texts[self._shown] = self.text.toPlainText()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy.setText(tr("Gekopieerd"))


class ReasonDialog(FormDialog[str]):
    """Asks why, before something that cannot be taken back."""

    def __init__(
        self, title: str, verb: str, about: str, parent: QWidget | None = None, hint: str = ""
    ) -> None:
        super().__init__(title, verb, parent, intro=about)
        hint = hint or tr("De reden staat bij de casus en in het logboek.")
        self.add("reason", tr("&Reden"), lines(), hint, required=True)

    @property
    def given(self) -> str:
        return self.text("reason")


def withdrawal_words(numbers: Sequence[str], *, listed: bool) -> str:
    """Say which cases are withdrawn, and that those on an agenda leave it with that."""
    words = ", ".join(numbers)
    if listed:
        words += ". " + tr("Wat op een agenda staat, gaat daar ook vanaf.")
    return words

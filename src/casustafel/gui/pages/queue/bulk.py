"""Dialogs of the queue: the text that asks for completion, and a reason."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from casustafel.gui.dialogs.form import FormDialog, lines
from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.style import label


class CompletionDialog(QDialog):
    """The ready text for the referrer, to copy into a mail."""

    def __init__(self, number: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        title = self.tr("Aanvulling vragen bij {number}").format(number=number)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumSize(px(560), px(420))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(20), px(16), px(20), px(16))
        outer.setSpacing(px(12))
        outer.addWidget(label(title, "title"))
        hint = self.tr("De casus staat nu op Aanvulling gevraagd. Stuur de verwijzer deze tekst.")
        outer.addWidget(label(hint, "muted", wrap=True))
        self.text = QPlainTextEdit(text)
        self.text.setAccessibleName(self.tr("Tekst voor de verwijzer"))
        outer.addWidget(self.text, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        self.close_button = button(self.tr("Sluiten"), self.accept)
        self.copy = button(self.tr("Tekst kopiëren"), self._copy, kind="primary")
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.copy)
        outer.addLayout(buttons)
        self.finished.connect(self.deleteLater)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        words = self.tr("Gekopieerd")
        self.copy.setText(words)
        self.copy.setAccessibleName(words)


class ReasonDialog(FormDialog):
    """Asks why, before something that cannot be taken back."""

    def __init__(self, title: str, verb: str, about: str, parent: QWidget | None = None) -> None:
        super().__init__(title, verb, parent, intro=about)
        self.add(
            "reason",
            QCoreApplication.translate("queue", "&Reden"),
            lines(),
            QCoreApplication.translate("queue", "De reden staat bij de casus en in het logboek."),
            required=True,
        )

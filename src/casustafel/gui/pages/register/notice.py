"""The ready text for referrers, to be copied into a message."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.layout import below, beside
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr


class NoticeDialog(QDialog):
    """Shows a text that holds no personal data; it may be changed before it is copied."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        title = tr("Bericht voor verwijzers")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.resize(px(620), px(480))
        self.text = QPlainTextEdit(text)
        self.text.setAccessibleName(tr("Tekst van het bericht"))
        self.text.setTabChangesFocus(True)
        self.copied = label("", "hint")
        self.copy = button(tr("Kopiëren"), self._copy, kind="primary")
        self.copy.setDefault(True)
        row = beside((self.copied, 1), button(tr("Sluiten"), self.reject), self.copy)
        below(
            label(title, "title"),
            label(
                tr("Kopieer de tekst naar uw e-mail. Er staan geen persoonsgegevens in."), "muted"
            ),
            (self.text, 1),
            row,
            gap=10,
            edges=(20, 16),
            of=self,
        )
        self.finished.connect(self.deleteLater)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copied.setText(tr("De tekst is gekopieerd."))

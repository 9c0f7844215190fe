"""The ready text for referrers, to be copied into a message."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import button
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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(16), px(20), px(16))
        layout.setSpacing(px(10))
        layout.addWidget(label(title, "title"))
        layout.addWidget(
            label(
                tr("Kopieer de tekst naar uw e-mail. Er staan geen persoonsgegevens in."), "muted"
            )
        )
        self.text = QPlainTextEdit(text)
        self.text.setAccessibleName(tr("Tekst van het bericht"))
        self.text.setTabChangesFocus(True)
        layout.addWidget(self.text, 1)
        self.copied = label("", "hint")
        row = QHBoxLayout()
        row.addWidget(self.copied, 1)
        row.addWidget(button(tr("Sluiten"), self.reject))
        self.copy = button(tr("Kopiëren"), self._copy, kind="primary")
        self.copy.setDefault(True)
        row.addWidget(self.copy)
        layout.addLayout(row)
        self.finished.connect(self.deleteLater)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copied.setText(tr("De tekst is gekopieerd."))

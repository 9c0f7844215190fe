"""A white card with an optional heading: the ground that contents of a page lie on."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from casustafel.gui.widgets.layout import below
from casustafel.gui.widgets.style import label


class Card(QFrame):
    """Put contents in `body`, and things beside the heading in `head`."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = below(gap=8, edges=(14, 12), of=self)
        self.head = QHBoxLayout()
        self._title = label(title, "heading")
        if title:
            self.head.addWidget(self._title)
            self.head.addStretch(1)
            self.body.addLayout(self.head)
            self.setAccessibleName(title)

    def set_title(self, title: str) -> None:
        """Show another heading (the card must have been made with one)."""
        self._title.setText(title)
        self.setAccessibleName(title)

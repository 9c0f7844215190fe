"""A line beside something that matters more: it gives way, and says with … that it goes on."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from casustafel.gui.widgets.style import PlainLabel, tip


class ElidedLabel(PlainLabel):
    """A label of one line that may be narrower than its text; the tooltip has all of it."""

    # Of the class: Qt calls back while the label is still being made.
    whole = ""
    """All of its text."""

    def __init__(self, kind: str = "", parent: QWidget | None = None) -> None:
        """`kind` is as for `style.label`."""
        super().__init__("", kind, parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self.whole = text
        tip(self, text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        room = self.contentsRect().width()
        fitted = self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideRight, room)
        # A word that is cut after three letters says nothing.
        self.setText(fitted if len(fitted) > 6 or fitted == self.whole else "")
        self.setAccessibleName(self.whole)

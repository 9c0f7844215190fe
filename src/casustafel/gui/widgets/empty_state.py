"""What a page shows when there is nothing yet: why, and the next step."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.style import label


class EmptyState(QWidget):
    """A heading, a sentence and at most one button, in the middle."""

    def __init__(
        self,
        title: str,
        text: str,
        action: str = "",
        do: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.setSpacing(theme().px(8))
        self._title = label(title, "heading")
        self._text = label(text, "muted", wrap=True)
        for part in (self._title, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(part)
        theme().changed.connect(self._fit)
        self._fit()
        if action:
            layout.addWidget(button(action, do), alignment=Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(title)

    def _fit(self) -> None:
        """Follow the size of text."""
        self._text.setMinimumWidth(theme().px(320))

    def say(self, title: str, text: str) -> None:
        """Show another heading and sentence."""
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(title)

"""A status in a word on a calm colour. The word tells it; the colour only helps."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from casustafel.gui.theme import Tone
from casustafel.gui.widgets.style import PlainLabel, restyle


class StatusPill(PlainLabel):
    """A word with a tone."""

    def __init__(
        self, text: str = "", tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.show_status(text, tone)

    def show_status(self, text: str, tone: Tone) -> None:
        """Show another word; an empty word hides the pill."""
        self.setText(text)
        self.setAccessibleName(text)
        restyle(self, "tone", str(tone))
        if not text:
            self.hide()
        elif self.parentWidget() is not None:
            # Without a parent it would become a window of its own and take the keyboard.
            self.show()

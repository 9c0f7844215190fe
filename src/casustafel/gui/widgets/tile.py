"""A figure with its name above and a note below."""

from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.style import label, restyle


class Tile(QFrame):
    """One figure, read as one: "Waarschuwing: 9"."""

    def __init__(
        self, title: str, value: str = "", note: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(15), px(9), px(15), px(9))
        layout.setSpacing(px(2))
        self._title = label(title, "label")
        self._value = label("", "value")
        self._note = label("", "hint")
        for part in (self._title, self._value, self._note):
            layout.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.show_value(value, note)

    def show_value(self, value: str, note: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        """Show another figure; only the tones warn and bad are painted."""
        self._value.setText(value)
        self._note.setText(note)
        self._note.setHidden(not note)
        self.setAccessibleName(f"{self._title.text()}: {value}" + (f", {note}" if note else ""))
        for part in (self, self._value):
            restyle(part, "tone", str(tone))

"""A figure with its name above and a note below."""

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from casustafel.gui.theme import Tone
from casustafel.gui.widgets.layout import below
from casustafel.gui.widgets.style import label, restyle


class Tile(QFrame):
    """One figure, read as one: "Waarschuwing: 9"."""

    def __init__(
        self, title: str, value: str = "", note: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        layout = below(gap=2, edges=(15, 9), of=self)
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

"""A field of a form: its name above, a hint below, and what is wrong beside it."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from casustafel.gui.widgets.layout import below, place
from casustafel.gui.widgets.line_field import Judging, LineField
from casustafel.gui.widgets.scrolling import WHOLE, bring_into_sight
from casustafel.gui.widgets.style import label, restyle, spoken
from casustafel.gui.words import tr


class FormField(QWidget):
    """Wraps one control. `show_error` turns its border red and says why; typing clears it."""

    def __init__(
        self,
        name: str = "",
        control: QWidget | None = None,
        hint: str = "",
        *,
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty(WHOLE, True)
        layout = below(gap=3, of=self)
        self._name = label("", "label")
        self._hint = label("", "hint", wrap=True)
        self.error_label = label("", "error", wrap=True)
        self.error_label.hide()
        self.control = control or LineField(parent=self)
        """The wrapped control."""
        place(layout, self._name, self.control, self._hint, self.error_label)
        self._name.setBuddy(self.control)
        if isinstance(self.control, QLineEdit | QPlainTextEdit | QSpinBox):
            self.control.textChanged.connect(self.clear_error)
        if isinstance(self.control, QLineEdit) and isinstance(self.control, Judging):
            self.control.editingFinished.connect(self._say_fault)
        self.setFocusProxy(self.control)
        self.describe(name, hint, required=required)

    def describe(self, name: str, hint: str = "", *, required: bool = False) -> None:
        """Name the field; an ampersand before a letter makes it reachable with Alt."""
        self._plain = spoken(name)
        self._name.setText(
            name if required or not name else tr("{name} (mag leeg)").format(name=name)
        )
        self._name.setHidden(not name)
        self._hint.setText(hint)
        self._hint.setHidden(not hint)
        if name:  # a box to tick has its words beside it
            self.control.setAccessibleName(self._plain)
        self.control.setAccessibleDescription(hint)

    def wrap_name(self) -> None:
        """Let a long name take more lines, where fields beside each other get little room."""
        self._name.setWordWrap(True)

    @property
    def line(self) -> QLineEdit:
        """The wrapped control when it is a line of text. Raises TypeError when it is not."""
        if not isinstance(self.control, QLineEdit):
            raise TypeError(self._plain)
        return self.control

    @property
    def error(self) -> str:
        """What is said to be wrong; empty when nothing is."""
        return "" if self.error_label.isHidden() else self.error_label.text()

    def _say_fault(self) -> None:
        """Say of a day that was left what is wrong with it; the keyboard goes where it went."""
        if isinstance(self.control, Judging) and self.control.fault:
            self.mark(self.control.fault)

    def mark(self, text: str) -> None:
        """Say what is wrong, and leave the keyboard where it is."""
        self.error_label.setText(text)
        self.error_label.show()
        self.control.setAccessibleDescription(text)
        restyle(self.control, "fault", True)

    def show_error(self, text: str) -> None:
        """Say what is wrong and what to do, and put the cursor here.

        The answer may come when another page, or the unlock page, is shown already: then the
        keyboard stays there.
        """
        self.mark(text)
        if self.isVisible():
            self.control.setFocus()
            bring_into_sight(self)

    def clear_error(self, _text: str = "") -> None:
        """Take the error away."""
        if not self.error_label.isHidden():
            self.error_label.hide()
            self.control.setAccessibleDescription(self._hint.text())
            restyle(self.control, "fault", False)

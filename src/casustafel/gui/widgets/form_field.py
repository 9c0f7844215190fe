"""A field of a form: its name above, a hint below, and what is wrong beside it."""

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from casustafel.gui.widgets.layout import below
from casustafel.gui.widgets.line_field import LineField
from casustafel.gui.widgets.scrolling import WHOLE, bring_into_sight
from casustafel.gui.widgets.style import label, restyle, spoken
from casustafel.gui.words import tr


class FormField(QWidget):
    """Wraps one control. `show_error` turns its border red and says why; typing clears it."""

    def __init__(
        self,
        name: str | QWidget = "",
        control: QWidget | None = None,
        hint: str = "",
        *,
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        # Qt Designer makes a promoted widget with its parent as the only argument.
        if isinstance(name, QWidget):
            parent = name
        super().__init__(parent)
        self.setProperty(WHOLE, True)
        layout = below(gap=3, of=self)
        self._name = label("", "label")
        self._hint = label("", "hint", wrap=True)
        self._error = label("", "error", wrap=True)
        self._error.hide()
        self._control = control or LineField(parent=self)
        for part in (self._name, self._control, self._hint, self._error):
            layout.addWidget(part)
        self._name.setBuddy(self._control)
        changed = getattr(self._control, "textChanged", None)
        if changed is not None:
            changed.connect(lambda *_text: self.clear_error())
        if hasattr(self._control, "fault") and isinstance(self._control, QLineEdit):
            self._control.editingFinished.connect(self._say_fault)
        self.setFocusProxy(self._control)
        self.describe(name if isinstance(name, str) else "", hint, required=required)

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
            self._control.setAccessibleName(self._plain)
        self._control.setAccessibleDescription(hint)

    def wrap_name(self) -> None:
        """Let a long name take more lines, where fields beside each other get little room."""
        self._name.setWordWrap(True)

    @property
    def control(self) -> QWidget:
        """The wrapped control."""
        return self._control

    @property
    def line(self) -> QLineEdit:
        """The wrapped control when it is a line of text. Raises TypeError when it is not."""
        if not isinstance(self._control, QLineEdit):
            raise TypeError(self._plain)
        return self._control

    @property
    def error(self) -> str:
        """What is said to be wrong; empty when nothing is."""
        return "" if self._error.isHidden() else self._error.text()

    @property
    def error_label(self) -> QLabel:
        """The label of the error, for tests of what can be seen."""
        return self._error

    def _say_fault(self) -> None:
        """Say of a day that was left what is wrong with it; the keyboard goes where it went."""
        fault = getattr(self._control, "fault", "")
        if fault:
            self.mark(fault)

    def mark(self, text: str) -> None:
        """Say what is wrong, and leave the keyboard where it is."""
        self._error.setText(text)
        self._error.show()
        self._control.setAccessibleDescription(text)
        restyle(self._control, "fault", True)

    def show_error(self, text: str) -> None:
        """Say what is wrong and what to do, and put the cursor here.

        The answer may come when another page, or the unlock page, is shown already: then the
        keyboard stays there.
        """
        self.mark(text)
        if self.isVisible():
            self._control.setFocus()
            bring_into_sight(self)

    def clear_error(self) -> None:
        """Take the error away."""
        if not self._error.isHidden():
            self._error.hide()
            self._control.setAccessibleDescription(self._hint.text())
            restyle(self._control, "fault", False)

"""Where one is in a job of a few steps, such as an import."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from casustafel.gui.widgets.layout import wrapping
from casustafel.gui.widgets.style import PlainLabel, restyle
from casustafel.gui.words import tr


class StepLabel(PlainLabel):
    """One step; its state is done, now or later."""


class StepIndicator(QWidget):
    """The steps from left to right with a mark at those that are done."""

    def __init__(self, steps: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = list(steps)
        self._labels = [StepLabel(parent=self) for _ in steps]
        wrapping(*self._labels, gap=10, of=self)
        self.show_step(0)

    def show_step(self, at: int, names: Sequence[str] | None = None) -> None:
        """Show step `at` (from 0) as the present one, with other names if given."""
        if names is not None:
            self._names = list(names)
        for number, (part, name) in enumerate(zip(self._labels, self._names, strict=True)):
            state = "done" if number < at else "now" if number == at else "later"
            mark = "✔ " if state == "done" else ""
            part.setText(f"{mark}{number + 1} {name}")
            restyle(part, "state", state)
        self.setAccessibleName(
            tr("Stap {at} van {of}: {name}").format(
                at=min(at + 1, len(self._names)),
                of=len(self._names),
                name=self._names[min(at, len(self._names) - 1)],
            )
        )

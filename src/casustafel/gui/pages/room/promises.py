"""What is promised and learnt at an item: its buttons, and what is asked."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget

from casustafel.domain import terms
from casustafel.domain.actions import Action, ActionKind
from casustafel.domain.advice import LearningPoint
from casustafel.domain.wording.catalogue import label as named
from casustafel.gui.dialogs.fields import Form, With
from casustafel.gui.dialogs.form import proposals
from casustafel.gui.widgets.buttons import WrappingButton, button
from casustafel.gui.widgets.layout import STRETCH, below, clear, wrapping
from casustafel.gui.widgets.style import label
from casustafel.gui.words import day, tr


class PromiseButton(WrappingButton):
    """One promise: a click opens it, Delete takes it away."""

    away_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.away_wanted.emit()
        else:
            super().keyPressEvent(event)


class Promises(QWidget):
    """Actions, conditions and learning points of the item, with buttons for more."""

    wanted = Signal(str)
    """action, condition or learning."""
    opened = Signal(object)
    away_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = (tr("+ Actie"), tr("+ Voorwaarde"), tr("+ Leerpunt"))
        self.adds = {
            what: button(text, partial(self.wanted.emit, what), kind="small")
            for what, text in zip(("action", "condition", "learning"), words, strict=True)
        }
        row = wrapping(label(tr("Acties"), "label"), STRETCH, *self.adds.values(), gap=6)
        self.made: list[PromiseButton] = []
        self._made = below(gap=4)
        below(row, self._made, gap=4, of=self)

    def show_promises(self, promises: Sequence[Action | LearningPoint], *, editable: bool) -> None:
        """Show what was promised and learnt at this item."""
        clear(self._made)
        self.made = []
        for one in promises:
            made = PromiseButton(*_words(one), parent=self)
            self.made.append(made)
            made.clicked.connect(partial(self.opened.emit, one))
            made.away_wanted.connect(partial(self.away_wanted.emit, one))
            made.setEnabled(editable)
            self._made.addWidget(made)
            made.show()
        self.setVisible(bool(promises) or editable)
        for each in self.adds.values():
            each.setVisible(editable)


def _words(one: Action | LearningPoint) -> tuple[str, str, str]:
    """Return what stands on the button of a promise: its text, no badge, and who and when."""
    if isinstance(one, LearningPoint):
        return one.text, "", tr("Leerpunt: {theme}").format(theme=terms.THEME[one.theme])
    kind = "" if one.kind is ActionKind.ACTION else named(one.kind, "nl")
    text = f"{kind}: {one.text}" if kind and kind != one.text else one.text
    due = day(one.due_on) if one.due_on else ""
    return text, "", " · ".join(filter(None, (one.owner, due)))


def promise_form(
    parent: QWidget,
    kind: ActionKind,
    owners: Sequence[str],
    near: date,
    before: Action | None = None,
) -> Form:
    """Ask for an action or a condition, or what changes of one: what, who, before when."""
    key = "promise-condition" if kind is ActionKind.CONDITION else "promise-action"
    who = proposals(owners, before.owner if before else (owners[0] if owners else ""))
    # Typed is typed: a completion would make "BJG Noord" of "BJG" when Tab is pressed.
    who.setCompleter(QCompleter([], who))
    return Form.of(key, parent, before, owner=who, due_on=With(near=near))

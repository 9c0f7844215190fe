"""The keys of the room: what F1 lists is what works, and where a letter brings the keyboard."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid

from casustafel.gui.pages.room.ground import Ground
from casustafel.gui.widgets.fields import TYPED

#: Single letters while nobody types, and the same with Alt everywhere.
LETTERS = frozenset("KVIDZRMSTBAWLNGPEUXC")
DIGITS = frozenset("123456789")


def plain_sign(event: QKeyEvent) -> str:
    """Return the sign of a key that is pressed alone while nobody types; empty for another."""
    return "" if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier else event.text().upper()


def typed_in(part: QWidget) -> bool:
    """Say whether somebody types text here, so that a letter or a digit is only that."""
    if isinstance(part, QLineEdit | QPlainTextEdit):
        return not part.isReadOnly()
    if isinstance(part, QComboBox) and part.isEditable():
        return True
    return isinstance(part, QAbstractSpinBox) or bool(part.property(TYPED))


class KeyRouter(QObject):
    """Hears the signs of the room wherever in it the keyboard is and no text is typed (H15).

    Before it comes what has signs of its own: a part with `takes`, such as the criteria.
    """

    def __init__(self, room: QWidget, act: Callable[[str], bool]) -> None:
        super().__init__(room)
        self._room, self._act = room, act
        self._at: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._moved)

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._at is not None and isValid(self._at):
            self._at.removeEventFilter(self)
        inside = now is not None and self._room.isAncestorOf(now) and not now.isWindow()
        self._at = now if inside else None
        if self._at is not None:
            self._at.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return isinstance(watched, QWidget) and self.hear(watched, event)
        return False

    def hear(self, part: QWidget, event: QKeyEvent) -> bool:
        """Act on a sign that is pressed at a part; say whether it is one of the room."""
        sign = plain_sign(event)
        takes = getattr(part, "takes", None)
        if not sign.strip() or typed_in(part) or (takes is not None and takes(sign)):
            return False
        return self._act(sign)

    def hand_on(self, event: QKeyEvent) -> bool:
        """Act on a key that another window got: a sign, or a shortcut of this window (H13)."""
        if self._act(plain_sign(event)):
            return True
        keys, window = QKeySequence(event.keyCombination()), self._room.window()
        for shortcut in window.findChildren(QShortcut):
            of = shortcut.parent()
            # Pages that are not shown keep their keys, which do nothing now.
            seen = isinstance(of, QWidget) and of.isVisible()
            if seen and shortcut.isEnabled() and shortcut.key() == keys:
                shortcut.activated.emit()
                return True
        for each in window.findChildren(QAbstractButton):
            if each.shortcut() == keys and each.isVisible() and each.isEnabled():
                each.click()
                return True
        return False


def focus_part(ground: Ground, letter: str) -> bool:
    """Put the keyboard on the part that a letter stands for; say whether it stands for one.

    A part that this item does not have, or that the chosen outcome does not ask, is left alone.
    """
    anywhere: dict[str, Callable[[], object]] = {
        "G": ground.agenda.setFocus,
        "P": ground.attendance.focus_first,
    }
    if letter in anywhere:
        ground.reveal(ground.agenda)
        anywhere[letter]()
        return True
    pane, form = ground.pane, ground.panel.form
    if letter == "V" and ground.plain_side.adopt.isVisible():
        ground.plain_side.adopt.click()
        return True
    if letter == "N":
        pane.accept_proposal()
        return True
    tabs: dict[str, tuple[QWidget, Callable[[], object]]] = {
        "K": (pane.criteria, pane.criteria.focus_criteria),
        "V": (pane.advice, pane.advice.setFocus),
        "I": (pane.extra, pane.extra.focus_first),
        "D": (pane.dossier, pane.dossier.setFocus),
        "Z": (pane.stack, pane.stack.table.setFocus),
    }
    fields: dict[str, tuple[QWidget, Callable[[], object]]] = {
        "R": (form.reasons, form.reasons.setFocus),
        "M": (form.motivation, form.motivation.setFocus),
        "S": (form.vote, form.vote.focus_choice),
        "T": (form, form.focus_terms),
        "B": (form.contributions, form.contributions.focus_empty),
    }
    if ground.at_case and letter in tabs and pane.show_tab(tabs[letter][0]):
        ground.reveal(tabs[letter][0])
        tabs[letter][1]()
    elif ground.deciding and letter in fields and fields[letter][0].isVisibleTo(ground.panel):
        ground.reveal(form)
        fields[letter][1]()
    return letter in tabs or letter in fields


def focus_notes(ground: Ground) -> None:
    """Put the keyboard on the notes for the minutes."""
    ground.reveal(ground.pane.notes)
    ground.pane.notes.field.setFocus()


def more_reasons(ground: Ground) -> None:
    """Show the reasons of other outcomes too, where reasons are asked."""
    reasons = ground.panel.form.reasons
    if ground.deciding and reasons.isVisibleTo(ground.panel):
        ground.reveal(reasons)
        reasons.show_more()

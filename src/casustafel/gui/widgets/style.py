"""Small helpers that the widgets share; all text of the window goes through them.

Text is text: what somebody typed is shown as it stands. Qt would take "<img src=…>" in a label or
a tip for markup, and the "&" of a name on a button for the mark of its Alt key. A test holds that
labels and tips are made nowhere else.
"""

import re

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAccessibleWidget,
    QGroupBox,
    QLabel,
    QScrollArea,
    QWidget,
)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and let the sheet look again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class PlainLabel(QLabel):
    """The base of all labels: it shows its text as it stands, markup and all."""

    def __init__(self, text: str = "", kind: str = "", parent: QWidget | None = None) -> None:
        """`kind` is title, heading, label, muted, hint, error, section, value or nothing."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if kind:
            self.setProperty("kind", kind)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text, which is also what a heading is called."""
        super().setText(text)
        if self.property("kind") in _HEADINGS:
            self.setAccessibleName(text)


_HEADINGS = ("title", "heading", "section")
#: What holds a page to be read: of widgets, or of paper.
_SCROLLED = (QScrollArea.__name__, "QPdfView")


def roles_heard() -> None:
    """Let a screen reader hear a heading, and a page of text that the arrows scroll (H40).

    Qt calls the one a text, and the other nothing.
    """
    QAccessible.installFactory(_role)


def _role(key: str, thing: QObject) -> QAccessibleWidget | None:
    if isinstance(thing, QLabel) and key == PlainLabel.__name__:
        heads = thing.property("kind") in _HEADINGS
        return QAccessibleWidget(thing, QAccessible.Role.Heading) if heads else None
    if isinstance(thing, QAbstractScrollArea) and key in _SCROLLED:
        scrolls = thing.focusPolicy() & Qt.FocusPolicy.TabFocus
        return QAccessibleWidget(thing, QAccessible.Role.Document) if scrolls else None
    return None


class Group(QGroupBox):
    """Parts that belong together under an accessible name, which is read before them (H40).

    It draws nothing. Buttons of which one is on are `setAutoExclusive`: Qt then calls them radio
    buttons instead of check boxes.
    """


def label(text: str = "", kind: str = "", *, wrap: bool = False) -> PlainLabel:
    """Return a label; `kind` is as for `PlainLabel`."""
    made = PlainLabel(text, kind)
    made.setWordWrap(wrap)
    return made


def tip_text(text: str) -> str:
    """Return a text so that a tip shows it as it stands.

    Only what Qt would take for markup is escaped: an ordinary tip may be read aloud.
    """
    return GuiQt.convertFromPlainText(text) if GuiQt.mightBeRichText(text) else text


def tip(widget: QWidget, text: str) -> None:
    """Give a widget a tip; an empty one takes it away."""
    widget.setToolTip(tip_text(text))


def literal(text: str) -> str:
    """Return data for a button, a box, a tab or a menu, where a single & marks a letter."""
    return text.replace("&", "&&")


def spoken(text: str) -> str:
    """Return what a text of a button says, without the marks of `literal` and of Alt keys."""
    return re.sub(r"&(.?)", r"\1", text)

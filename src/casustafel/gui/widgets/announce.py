"""What happened, said aloud: a screen reader hears no label that merely changes."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str, *, now: bool = False) -> None:
    """Say a sentence to a screen reader; `now` breaks into what is being read, as for an error."""
    if text:
        event = QAccessibleAnnouncementEvent(widget, text)
        ranks = QAccessible.AnnouncementPoliteness
        event.setPoliteness(ranks.Assertive if now else ranks.Polite)
        QAccessible.updateAccessibility(event)

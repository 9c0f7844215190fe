"""The keys of the room, in one place: what F1 lists is what works."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from casustafel.gui.page import KeyHint
from casustafel.gui.words import tr

#: Single letters while nobody types, and the same with Alt everywhere.
LETTERS = ("K", "V", "I", "D", "Z", "R", "M", "S", "T", "B", "A", "W", "L", "N", "G", "P", "U", "X")


class Room(Protocol):
    """What the keys ask of the page."""

    def add_key(self, keys: str, do: Callable[[], object]) -> None:
        """Let a key work on the page."""

    def choose_outcome(self, number: int) -> None:
        """Choose an outcome by its digit."""

    def go_to_part(self, letter: str) -> None:
        """Put the keyboard on a part."""

    def step(self, by: int) -> None:
        """Go to the item before or after."""

    def show_more_reasons(self) -> None:
        """Show all reasons."""


def bind(room: Room, others: dict[str, Callable[[], object]]) -> None:
    """Bind the keys that work on the whole page, also while somebody types."""
    for number in range(1, 10):
        room.add_key(f"Alt+{number}", partial(room.choose_outcome, number))
    for letter in LETTERS:
        room.add_key(f"Alt+{letter}", partial(room.go_to_part, letter))
    room.add_key("Ctrl+PgDown", partial(room.step, 1))
    room.add_key("Ctrl+PgUp", partial(room.step, -1))
    for keys, do in others.items():
        room.add_key(keys, do)


def press(room: Room, event: QKeyEvent) -> bool:
    """Do what a plain key means while nobody types; say whether it means anything."""
    text = event.text()
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not text:
        return False
    if text.isdigit() and text != "0":
        room.choose_outcome(int(text))
    elif text == "/":
        room.show_more_reasons()
    elif text.upper() in LETTERS:
        room.go_to_part(text.upper())
    else:
        return False
    return True


def room_keys() -> list[KeyHint]:
    """Return what F1 shows of the room."""
    return [
        KeyHint("1", tr("Uitkomst kiezen, 1 tot en met 9")),
        KeyHint("Alt+1", tr("Hetzelfde tijdens het typen, ook met letters")),
        KeyHint("Ctrl+Return", tr("Vastleggen en naar het volgende punt")),
        KeyHint("Ctrl+Z", tr("De laatste uitkomst ongedaan maken")),
        KeyHint("Ctrl+PgDown", tr("Volgend punt, zonder uitkomst")),
        KeyHint("Ctrl+PgUp", tr("Vorig punt")),
        KeyHint("K", tr("Afwegingskader; J D N X antwoordt, een cijfer kiest uit een lijst")),
        KeyHint("V", tr("Vooradviezen van de leden")),
        KeyHint("I", tr("Interventie, of een andere tabel van het afwegingskader")),
        KeyHint("D", tr("Dossier")),
        KeyHint("Z", tr("Zorgstapel")),
        KeyHint("Ctrl+M", tr("Aantekeningen voor de notulen")),
        KeyHint("R", tr("Argumentatie (redenen)")),
        KeyHint("/", tr("Meer redenen die passen")),
        KeyHint("M", tr("Motivering")),
        KeyHint("S", tr("Stemming: consensus, meerderheid of afwijkend (pijltjes)")),
        KeyHint("T", tr("Termijn: geldig t/m, terug op of evaluatie")),
        KeyHint("B", tr("Bijdragen: wie doet wat, hoeveel uur, tot wanneer")),
        KeyHint("A", tr("Actie toevoegen")),
        KeyHint("W", tr("Voorwaarde toevoegen")),
        KeyHint("L", tr("Leerpunt toevoegen")),
        KeyHint("U", tr("Spoed: een casus aan deze vergadering toevoegen")),
        KeyHint("X", tr("Een spoedbesluit niet bekrachtigen")),
        KeyHint("Alt+N", tr("Het voorstel overnemen: neemt niet deel")),
        KeyHint("G", tr("Agenda; Enter gaat naar het punt")),
        KeyHint("P", tr("Aanwezigheid")),
        KeyHint("Esc", tr("Klaar met typen")),
        KeyHint("F8", tr("Pauze, of verder")),
        KeyHint("F9", tr("Tweede scherm")),
        KeyHint("Ctrl+Shift+Return", tr("Vergadering sluiten")),
    ]

"""The keys of the room: what F1 lists is what works, and where a letter brings the keyboard."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from casustafel.gui.page import KeyHint
from casustafel.gui.pages.room.ground import Ground
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
        "S": (form.vote, form.focus_vote),
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

"""What the steps of the import share: words, the places of steps, buttons, boxes and tiles."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from casustafel.domain import terms
from casustafel.domain.findings import Finding
from casustafel.domain.wording import word
from casustafel.gui.theme import Tone, tone_of
from casustafel.gui.widgets.card import Tile
from casustafel.gui.widgets.fields import ChoiceBox
from casustafel.gui.widgets.layout import wrapping
from casustafel.gui.words import count_of, number, tr
from casustafel.services.importing import RowState
from casustafel.services.importing.preview import ImportDesk
from casustafel.services.importing.profiles import Understood

#: Places in the stack of the page; the choice of a header is part of the step of the columns.
FILE, COLUMNS, CHECK, DONE, HEADER = range(5)


def step_names(known: tuple[int, int] | None) -> list[str]:
    """Return the names of the steps; `known` is how many of all columns are read."""
    columns = tr("Kolommen")
    if known is not None:
        columns = tr("Kolommen ({n} van {of} herkend)").format(n=known[0], of=known[1])
    return [tr("Bestand"), columns, tr("Controle"), tr("Klaar")]


def next_word(step: int, incoming: int) -> str:
    """Return what the button says; `incoming` is how many rows would come in or be updated."""
    if step == FILE:
        return tr("Kolommen bekijken")
    if step == HEADER:
        return tr("Deze rij is de kop")
    if step != CHECK:
        return tr("Lijst controleren")
    some = count_of(incoming, tr("1 rij importeren"), tr("{n} rijen importeren"))
    return some if incoming else tr("Niets te importeren")


def hint(step: int, incoming: int, refused: int) -> str:
    """Return what is said beside the button: what would happen, and that it can be undone."""
    if step == DONE:
        return ""
    text = tr("Er wordt niets gewijzigd tot u importeert.")
    if step != CHECK or not incoming:
        return text
    if refused:
        many = tr("De {n} rijen met een fout blijven buiten.")
        text += " " + count_of(refused, tr("De rij met een fout blijft buiten."), many)
    return text + " " + tr("U kunt de hele import ongedaan maken.")


def subtitle(desk: ImportDesk | None, understood: Understood | None) -> str:
    """Return which list is in hand, or for which table one is asked."""
    if understood is None:
        return desk.name if desk else ""
    given = understood.given
    parts = [given.file_name]
    if given.sheet:
        parts.append(tr("blad “{sheet}”").format(sheet=given.sheet))
    parts.append(count_of(len(given.rows), tr("1 rij"), tr("{n} rijen")))
    return " · ".join(parts)


def state_word(state: RowState) -> tuple[str, Tone]:
    """Return what becomes of a row, with its colour."""
    return terms.ROW_STATE[state], tone_of(state)


def column_letter(index: int) -> str:
    """Return what a spreadsheet calls a column; 0 is A."""
    letters, rest = "", index + 1
    while rest:
        rest, at = divmod(rest - 1, 26)
        letters = chr(65 + at) + letters
    return letters


def overlap_words(overlap: Sequence[tuple[str, int]]) -> str:
    """Return how many clients have an open case elsewhere; empty when nobody has."""
    if not overlap:
        return ""
    parts = [f"{name} {number(count)}" for name, count in overlap]
    text = tr("Cliënten van deze lijst die ook een open casus hebben bij: {tables}.")
    return text.format(tables=", ".join(parts))


def what(finding: Finding) -> str:
    """Return in one sentence what was found."""
    return word(finding.code, finding.values, "nl").what


def whole(finding: Finding) -> str:
    """Return what was found and what to do."""
    return str(word(finding.code, finding.values, "nl"))


class ButtonRow(QWidget):
    """Buttons beside each other, as far as there is room: at 200 % they take two lines."""

    def __init__(self, *buttons: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        wrapping(*buttons, gap=8, of=self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


class FieldBox(ChoiceBox):
    """Changes only by a choice from its opened list.

    Closed, Qt would take every letter and every turn of the wheel for a choice, and each field on
    the way would be taken away from the column that has it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxVisibleItems(16)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text() if event.text().isprintable() else ""
        opening = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if plain and (letter or event.key() in opening):
            self.showPopup()
            if letter.strip():
                self.view().keyboardSearch(letter)
        else:
            super().keyPressEvent(event)


#: Figures that are shown when they are nothing too.
_ALWAYS = frozenset({"new", "warned", "refused"})


class CountTiles(QWidget):
    """One tile per thing that may become of a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles = {key: Tile(title, parent=self) for key, title in terms.ROW_COUNT.items()}
        wrapping(*self.tiles.values(), gap=12, of=self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_counts(self, rows: Mapping[str, int], warned: int) -> None:
        """Show the counts of an answer, and how many rows come in with a warning."""
        for key, tile in self.tiles.items():
            count = warned if key == "warned" else rows.get(key, 0)
            tile.setVisible(bool(count) or key in _ALWAYS)
            tone = {"warned": Tone.WARN, "refused": Tone.BAD}.get(key, Tone.NEUTRAL)
            tile.show_value(number(count), tone=tone if count else Tone.NEUTRAL)

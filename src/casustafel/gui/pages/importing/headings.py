"""What stands around the steps: their names, the subtitle, the hint and the button to go on."""

from casustafel.gui.words import count_of, number, tr
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
    if not incoming:
        return tr("Niets te importeren")
    if incoming == 1:
        return tr("1 rij importeren")
    return tr("{n} rijen importeren").format(n=number(incoming))


def hint(step: int, incoming: int, refused: int) -> str:
    """Return what is said beside the button: what would happen, and that it can be undone."""
    if step == DONE:
        return ""
    text = tr("Er wordt niets gewijzigd tot u importeert.")
    if step != CHECK or not incoming:
        return text
    if refused == 1:
        text += " " + tr("De rij met een fout blijft buiten.")
    elif refused:
        text += " " + tr("De {n} rijen met een fout blijven buiten.").format(n=number(refused))
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

"""Where a letter brings the keyboard in the room."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from casustafel.gui.pages.room.ground import Ground


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

"""Writing an action down, and ticking it off."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from casustafel.domain.actions import Action, ActionKind
from casustafel.gui.dates import AHEAD
from casustafel.gui.dialogs.form import FormDialog, choice, days, lines, proposals
from casustafel.gui.pages.actions.model import KINDS
from casustafel.gui.words import tr

PLACES = {"condition-needs-deadline": "due", "condition-needs-proof": "note"}


def kind_name(kind: ActionKind) -> str:
    """Return the Dutch word for a kind."""
    return tr(KINDS[kind][0])


class ActionGiven(NamedTuple):
    """An action as it was filled in; of one that is changed the kind is None."""

    text: str
    owner: str
    due_on: date | None
    kind: ActionKind | None
    proof: str


class ActionDialog(FormDialog[ActionGiven]):
    """A new action, or `action` to change; its kind stays as it was made."""

    places = PLACES

    def __init__(
        self, owners: Sequence[str], action: Action | None = None, parent: QWidget | None = None
    ) -> None:
        new = action is None
        super().__init__(
            tr("Nieuwe actie") if new else tr("Actie wijzigen"),
            tr("Toevoegen") if new else tr("Opslaan"),
            parent,
        )
        self.add(
            "text", tr("&Wat gebeurt er?"), lines(action.text if action else ""), required=True
        )
        self.add(
            "owner",
            tr("W&ie doet het?"),
            proposals(owners, action.owner if action else ""),
            tr("Een rol of organisatie, geen naam."),
            required=True,
            half=True,
        )
        due = days(action.due_on if action else None, back=AHEAD)
        self.add("due", tr("&Uiterlijk"), due, tr("Een dag, of 13w."), half=True)
        if new:
            kinds = [(kind.value, kind_name(kind)) for kind in ActionKind]
            self.add("kind", tr("&Soort"), choice(kinds), required=True, half=True)
        self.add(
            "proof",
            tr("Waaruit &blijkt dat het gebeurd is?"),
            lines(action.proof if action else ""),
            tr("Vooral bij een voorwaarde: een brief, een bericht."),
        )

    @property
    def given(self) -> ActionGiven:
        return ActionGiven(
            self.text("text"),
            self.text("owner"),
            self.day("due"),
            ActionKind(self.text("kind")) if "kind" in self.fields else None,
            self.text("proof"),
        )


class DoneDialog(FormDialog[str]):
    """Ticks an action off, with a note."""

    places = PLACES

    def __init__(self, text: str, kind: ActionKind, parent: QWidget | None = None) -> None:
        super().__init__(tr("Actie afhandelen"), tr("Afhandelen"), parent, intro=text)
        condition = kind is ActionKind.CONDITION
        self.add(
            "note",
            tr("&Hoe is aan de voorwaarde voldaan?") if condition else tr("&Notitie"),
            lines(),
            required=condition,
        )

    @property
    def given(self) -> str:
        return self.text("note")

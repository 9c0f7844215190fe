"""The small questions of the room: a reason, something to do, something learnt."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtWidgets import QCompleter, QWidget

from casustafel.domain.actions import Action, ActionKind
from casustafel.gui.dialogs.form import FormDialog, choice, days, line, lines, proposals
from casustafel.gui.words import tr


class ReasonDialog(FormDialog[str]):
    """Ask for one line; the answer is required unless it is said otherwise."""

    def __init__(
        self,
        title: str,
        verb: str,
        name: str,
        *,
        hint: str = "",
        suggestion: str = "",
        required: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, verb, parent)
        self.line = line(suggestion)
        self.add("reason", name, self.line, hint, required=required)

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        if visible:
            # What is typed takes the place of what was proposed.
            self.line.selectAll()

    @property
    def given(self) -> str:
        return self.text("reason")


class PromiseGiven(NamedTuple):
    """Something that has to happen, as it was filled in."""

    text: str
    owner: str
    due_on: date | None
    proof: str


class PromiseDialog(FormDialog[PromiseGiven]):
    """An action or a condition: what, who (a role), before when."""

    def __init__(
        self,
        kind: ActionKind,
        owners: Sequence[str],
        near: date,
        before: Action | None = None,
        parent: QWidget | None = None,
    ) -> None:
        condition = kind is ActionKind.CONDITION
        super().__init__(tr("Voorwaarde") if condition else tr("Actie"), tr("Opslaan"), parent)
        self.text_line = line(before.text if before else "")
        self.add(
            "text",
            tr("Waaraan &moet worden voldaan?") if condition else tr("&Wat gebeurt er?"),
            self.text_line,
            tr("Alleen wat nodig is, zonder namen."),
            required=True,
        )
        self.owner = proposals(owners, before.owner if before else (owners[0] if owners else ""))
        # Typed is typed: a completion would make "BJG Noord" of "BJG" when Tab is pressed.
        self.owner.setCompleter(QCompleter([], self.owner))
        self.add("owner", tr("W&ie?"), self.owner, tr("Een rol of organisatie."), required=True)
        self.due = days(before.due_on if before else None)
        self.due.set_near(near)
        hint = tr("Ook 13w: over dertien weken.")
        self.add("due", tr("&Vóór"), self.due, hint, required=condition)
        self.proof = line(before.proof if before else "")
        if condition:
            self.add("proof", tr("Waaruit &blijkt dat?"), self.proof)

    @property
    def given(self) -> PromiseGiven:
        return PromiseGiven(
            self.text("text"), self.text("owner"), self.due.day, self.proof.text().strip()
        )


class Learnt(NamedTuple):
    """A learning point: the key of its theme, and what it says."""

    theme: str
    text: str


class LearningDialog(FormDialog[Learnt]):
    """A learning point with its theme."""

    def __init__(self, themes: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(tr("Leerpunt"), tr("Opslaan"), parent)
        self.add("theme", tr("&Thema"), choice(list(themes.items())), required=True)
        self.add(
            "text",
            tr("&Wat leert u hiervan?"),
            lines(),
            tr("Zonder namen en zonder gegevens van de cliënt."),
            required=True,
        )

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        if visible:
            self.fields["text"].setFocus()

    @property
    def given(self) -> Learnt:
        return Learnt(self.text("theme"), self.text("text"))

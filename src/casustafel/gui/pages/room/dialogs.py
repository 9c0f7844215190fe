"""The small questions of the room: a reason, something to do, something learnt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QComboBox, QCompleter, QPlainTextEdit, QWidget

from casustafel.domain.actions import Action, ActionKind
from casustafel.gui.dialogs.fitting import FittingDialog
from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import KeyHintButton, button
from casustafel.gui.widgets.date_field import DateField
from casustafel.gui.widgets.form_field import FormField
from casustafel.gui.widgets.line_field import LineField
from casustafel.gui.words import tr

_WIDTH = 456


class Question(FittingDialog):
    """A title, fields, Annuleren and a verb."""

    def __init__(self, title: str, verb: str, parent: QWidget | None) -> None:
        super().__init__(title, _WIDTH, parent)
        self.fields = self.inside
        self.foot.addWidget(button(tr("Annuleren"), self.reject))
        self.verb: KeyHintButton = button(verb, self._try, kind="primary")
        self.verb.setDefault(True)
        self.foot.addWidget(self.verb)
        self.controls: dict[str, QWidget] = {}
        """What is filled in, by the words above it."""

    def _add(self, name: str, control: QWidget, hint: str = "", *, required: bool) -> FormField:
        field = FormField(name, control, hint, required=required)
        self.fields.addWidget(field)
        self.controls[name] = control
        return field

    def _try(self) -> None:
        if self._fits():
            self.accept()

    def _fits(self) -> bool:
        return True


class ReasonDialog(Question):
    """Ask why; the answer is required."""

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
        self.line = LineField(suggestion)
        self._required = required
        self._field = self._add(name, self.line, hint, required=required)
        self.line.selectAll()
        self.line.setFocus()

    @property
    def reason(self) -> str:
        """What was filled in."""
        return self.line.text().strip()

    def _fits(self) -> bool:
        if self._required and not self.reason:
            self._field.show_error(tr("Vul dit in; het komt in de notulen."))
            return False
        return True


@dataclass(frozen=True, slots=True)
class PromiseGiven:
    """Something that has to happen, as it was filled in."""

    text: str
    owner: str
    due_on: date | None
    proof: str


class PromiseDialog(Question):
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
        title = tr("Voorwaarde") if condition else tr("Actie")
        super().__init__(title, tr("Opslaan"), parent)
        self._condition = condition
        self.text_line = LineField(before.text if before else "")
        self._text_field = self._add(
            tr("Waaraan moet worden voldaan?") if condition else tr("Wat gebeurt er?"),
            self.text_line,
            tr("Alleen wat nodig is, zonder namen."),
            required=True,
        )
        self.owner = QComboBox()
        self.owner.setLineEdit(LineField())
        # Typed is typed: a completion would make "BJG Noord" of "BJG" when Tab is pressed.
        self.owner.setCompleter(QCompleter([], self.owner))
        self.owner.addItems(list(owners))
        self.owner.setCurrentText(before.owner if before else (owners[0] if owners else ""))
        self._owner_field = self._add(
            tr("Wie?"), self.owner, tr("Een rol of organisatie."), required=True
        )
        self.due = DateField()
        self.due.set_near(near)
        self.due.set_day(before.due_on if before else None)
        self._due_field = self._add(
            tr("Vóór"), self.due, tr("Ook 13w: over dertien weken."), required=condition
        )
        self.proof = LineField(before.proof if before else "")
        if condition:
            self._add(tr("Waaruit blijkt dat?"), self.proof, required=False)
        self.text_line.setFocus()

    @property
    def given(self) -> PromiseGiven:
        """What was filled in."""
        return PromiseGiven(
            self.text_line.text().strip(),
            self.owner.currentText().strip(),
            self.due.day,
            self.proof.text().strip(),
        )

    def _fits(self) -> bool:
        given = self.given
        if not given.text:
            self._text_field.show_error(tr("Vul in wat er moet gebeuren."))
            return False
        if not given.owner:
            self._owner_field.show_error(tr("Vul in wie dit doet: een rol of organisatie."))
            return False
        if self.due.unreadable or (self._condition and given.due_on is None):
            self._due_field.show_error(tr("Vul een datum in, zoals 26-11-2026."))
            return False
        return True


class LearningDialog(Question):
    """A learning point with its theme."""

    def __init__(self, themes: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(tr("Leerpunt"), tr("Opslaan"), parent)
        self.theme = QComboBox()
        for key, text in themes.items():
            self.theme.addItem(text, key)
        self._add(tr("Thema"), self.theme, required=True)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme().px(90))
        self._text_field = self._add(
            tr("Wat leert u hiervan?"),
            self.text,
            tr("Zonder namen en zonder gegevens van de cliënt."),
            required=True,
        )
        self.text.setFocus()

    @property
    def given(self) -> tuple[str, str]:
        """Theme and text."""
        return str(self.theme.currentData()), self.text.toPlainText().strip()

    def _fits(self) -> bool:
        if not self.given[1]:
            self._text_field.show_error(tr("Vul in wat er te leren valt."))
            return False
        return True

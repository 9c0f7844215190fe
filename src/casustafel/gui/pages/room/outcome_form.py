"""The fields of an outcome: shown as the chosen kind needs them, read as one value."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from casustafel.domain import terms
from casustafel.domain.asked import asked_values, contribution_asked
from casustafel.domain.committees import Committee, OutcomeChoice
from casustafel.domain.completeness import applied_on
from casustafel.domain.errors import CasustafelError
from casustafel.domain.outcomes import Contribution, OutcomeInput, OutcomeKind, Vote
from casustafel.gui.dialogs.form import part_of, show_in, value_of
from casustafel.gui.pages.outcome_words import last_lawful_words
from casustafel.gui.pages.room.outcome_fields import (
    AdjustmentsEditor,
    ChoiceGrid,
    ReasonChips,
    ValidityField,
    contribution_columns,
    contribution_of,
    contribution_row,
    place_of,
)
from casustafel.gui.pages.room.rows_editor import RowsEditor
from casustafel.gui.pages.room.urgent import Missing, ProvisionalField, ThereButtons
from casustafel.gui.problems import explain
from casustafel.gui.theme import theme
from casustafel.gui.widgets.chips import Chip, FilterChipBar
from casustafel.gui.widgets.fields import DateField, GrowingText
from casustafel.gui.widgets.folded import FoldedSection
from casustafel.gui.widgets.form_field import FormField
from casustafel.gui.widgets.layout import STRETCH, below, place
from casustafel.gui.widgets.line_field import LineField
from casustafel.gui.words import QT_TR_NOOP, day, tr
from casustafel.services.case.cases import CaseView
from casustafel.services.meeting.outcomes import proposed_reasons

#: What is shown and given as it is typed.
_AS_TYPED = (
    *("motivation", "dissent", "valid_until", "held_until"),
    *("evaluation_on", "transfer_to", "transfer_on"),
)
_REASONS = QT_TR_NOOP("Argumentatie (telt mee in monitoring)")


class OutcomeForm(QWidget):
    """Everything the chair fills in for one case. Rules are the services'; this only shows.

    `outside` a meeting nobody votes and nothing is held over.
    """

    changed = Signal()
    """The user changed something."""
    swapped = Signal(object, str)
    """Another outcome was chosen: what was filled in before, and the words of the former one."""

    def __init__(self, parent: QWidget | None = None, *, outside: bool = False) -> None:
        super().__init__(parent)
        self._outside = outside
        self._committee: Committee | None = None
        self._held_on = date(2026, 1, 1)
        self._asked: Contribution | None = None
        self._offered: dict[str, str] = {}
        self._code = ""
        self._quiet = True
        self.choices = ChoiceGrid(self)
        self.choices.chosen.connect(self.choose)
        self._layout = below(self.choices, gap=8, of=self)
        self._fields: dict[str, FormField] = {}
        self._make_weighing()
        self._make_terms()
        self._provisional_field = ProvisionalField(tr("Onder voorbehoud vastleggen"))
        self._fields["provisional"] = self._provisional_field
        self.provisional = self._provisional_field.box
        self.provisional.toggled.connect(lambda _on: self._tell())
        self._layout.addWidget(self._provisional_field)
        self.there = ThereButtons(self)
        place(self._layout, self.there, STRETCH)
        self._quiet = False

    def _make_weighing(self) -> None:
        self.adjustments = AdjustmentsEditor(self)
        self.adjustments.changed.connect(self._propose_validity)
        self._adjust_field = self._add("adjustments", tr("Aanpassingen"), self.adjustments)
        self.reasons = ReasonChips(self)
        self._reasons_field = self._add("reasons", tr(_REASONS), self.reasons)
        self.motivation = GrowingText("", self, framed=True, lines=(2, 8))
        self._motivation_field = self._add("motivation", tr("Motivering"), self.motivation)
        self.vote = FilterChipBar(tr("Stemming"), self)
        words = {
            Vote.CONSENSUS: tr("Consensus"),
            Vote.MAJORITY: tr("Meerderheid"),
            Vote.DISSENT: tr("Afwijkend…"),
        }
        self.vote.set_chips([Chip(vote.value, text) for vote, text in words.items()])
        self.vote.chosen.connect(self._vote_chosen)
        self._layout.addWidget(self.vote)
        self.dissent = GrowingText("", self, framed=True, lines=(2, 8))
        self._dissent_field = self._add("dissent", tr("Afwijkend standpunt"), self.dissent)

    def _make_terms(self) -> None:
        self._dates = QWidget(self)
        grid = QGridLayout(self._dates)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(10))
        self.valid_until, self.held_until = DateField(parent=self), DateField(parent=self)
        self.evaluation_on = DateField(parent=self)
        self._valid_field = ValidityField(self.valid_until)
        self._held_field = FormField(tr("Terug op"), self.held_until)
        self._evaluation_field = FormField(tr("Evaluatie"), self.evaluation_on, required=True)
        days = (self._valid_field, self._held_field, self._evaluation_field)
        names = ("valid_until", "held_until", "evaluation_on")
        for at, (key, field) in enumerate(zip(names, days, strict=True)):
            self._hear(key, field)
            grid.addWidget(field, 0, at // 2, Qt.AlignmentFlag.AlignTop)
        self._layout.addWidget(self._dates)
        self.transfer = FoldedSection(tr("Overdracht"), parent=self)
        self.transfer_to, self.transfer_on = LineField(parent=self), DateField(parent=self)
        folded = self.transfer.body
        self._add("transfer_to", tr("Overdracht naar"), self.transfer_to, folded)
        self._add("transfer_on", tr("Op"), self.transfer_on, folded)
        self._layout.addWidget(self.transfer)
        self.contributions = RowsEditor(tr("Wie doet wat"), contribution_columns(), self)
        self._who_does_what = self._add("contributions", tr("Wie doet wat"), self.contributions)

    def _add(self, key: str, name: str, control: QWidget, into: QLayout | None = None) -> FormField:
        field = FormField(name, control, required=True, parent=self)
        (into or self._layout).addWidget(field)
        return self._hear(key, field)

    def _hear(self, key: str, field: FormField) -> FormField:
        """Tell what is typed in a field, and say there what is wrong with it."""
        self._fields[key] = field
        heard: Any = part_of(field.control) or field.control
        heard.changed.connect(lambda *_given: self._tell())
        return field

    @property
    def choice(self) -> OutcomeChoice | None:
        """The outcome that is chosen."""
        if self._committee is None or not self._code:
            return None
        return self._committee.outcome(self._code)

    def show_case(
        self,
        view: CaseView,
        committee: Committee,
        held_on: date,
        given: OutcomeInput,
        returns: str = "",
    ) -> None:
        """Show what was filled in for a case before, or an empty form.

        `returns` says when a case that is held over without a day comes back.
        """
        self._quiet = True
        hint = tr("Leeg: {when}").format(when=returns) if returns else ""
        last = last_lawful_words(
            committee, view.case.law, view.case.received, applied_on(view.answers)
        )
        said = " ".join(filter(None, (hint, last)))
        self._held_field.describe(tr("Terug op"), said, required=not hint)
        self._committee, self._held_on = committee, held_on
        self._valid_field.show_case(view.case, held_on, committee.terms.validity_weeks)
        provider = view.provider.name if view.provider else ""
        self._asked = contribution_asked(view.case, provider, None)
        for field in (self.valid_until, self.held_until, self.evaluation_on, self.transfer_on):
            field.set_near(held_on)
        self.contributions.set_near(held_on)
        left_out = OutcomeKind.HELD_OVER if self._outside else None
        self.choices.set_choices([one for one in committee.outcomes if one.kind is not left_out])
        self.reasons.set_reasons(committee.reasons)
        self.adjustments.show_case(
            asked_values(view.case, view.answers), committee.adjustment_reasons
        )
        self._fill(given)
        self._clear_errors()
        self._quiet = False

    def _fill(self, given: OutcomeInput) -> None:
        self._code = given.choice
        self.choices.show_choice(given.choice)
        self.adjustments.set_adjustments(given.adjustments)
        self.vote.choose(given.vote.value)
        for key in _AS_TYPED:
            show_in(self._fields[key].control, getattr(given, key))
        self.transfer.set_opened(bool(given.transfer_to or given.transfer_on))
        self.contributions.set_rows([contribution_row(one) for one in given.contributions])
        self.provisional.setChecked(given.provisional)
        self._offer_reasons(given.reasons)
        self._valid_field.recognise(given.adjustments)
        self._fit()

    def _offer_reasons(self, on: Sequence[str]) -> None:
        choice, committee = self.choice, self._committee
        if choice is None or committee is None:
            self.reasons.show_for(None, on)
        else:
            proposed = proposed_reasons(committee, choice.kind)
            self.reasons.show_for(choice.kind, on, proposed)
            hint = tr("Omrand is een voorstel: spatie kiest het.") if proposed else ""
            self._reasons_field.describe(tr(_REASONS), hint, required=True)

    def keep_weighed(self, *, kept: bool) -> None:
        """Let what was weighed stay as it is: only slips can be mended (see check_correction)."""
        weighed = (self.choices, self.adjustments, self.reasons, self.vote, self.provisional)
        for part in weighed:
            part.setEnabled(not kept)
        self.contributions.lock(*(("hours", "law") if kept else ()))

    def days_read(self) -> bool:
        """Say beside the first day that cannot be read that it is none; True when all can."""
        for field in self._fields.values():
            control = field.control
            if isinstance(control, DateField) and control.unreadable and not field.isHidden():
                field.show_error(tr("Dit is geen datum. Schrijf die als dd-mm-jjjj."))
                return False
        return True

    def given(self) -> OutcomeInput:
        """Return what is filled in, as far as the chosen outcome takes it."""
        choice = self.choice
        kind = choice.kind if choice else None
        held = kind is OutcomeKind.HELD_OVER
        typed = {key: value_of(self._fields[key].control) for key in _AS_TYPED}
        given = OutcomeInput(
            choice=self._code,
            reasons=self.reasons.on,
            adjustments=self.adjustments.adjustments(),
            contributions=tuple(map(contribution_of, self.contributions.rows())),
            vote=Vote(self.vote.key),
            provisional=self.provisional.isChecked() and not self.provisional.isHidden(),
            **typed if held else typed | {"held_until": None},
        )
        if choice is None or not choice.needs_adjustment:
            given = replace(given, adjustments=())
        if choice is None or not choice.help_comes:
            given = replace(given, valid_until=None, transfer_to="", transfer_on=None)
        return replace(given, evaluation_on=None) if held else given

    def choose(self, code: str) -> None:
        """Choose an outcome as the user would: the form takes its shape and its usual values."""
        assert self._committee is not None
        before, was = self.given(), self.choice
        self._code = code
        choice, self._quiet = self._committee.outcome(code), True
        self.choices.show_choice(code)
        fit = {one.code for one in self._committee.reasons if one.fits(choice.kind)}
        self._offer_reasons([key for key in self.reasons.on if key in fit])
        self._propose_validity()
        self._offer_contribution(choice)
        self._fit()
        self._quiet = False
        self._tell()
        if was is not None and was is not choice:
            self.swapped.emit(before, was.verb)

    def words(self) -> str:
        """Return the outcome that is being formed in the words of the table: nothing typed."""
        choice, committee = self.choice, self._committee
        if choice is None or committee is None:
            return ""
        given = self.given()
        kinds = ", ".join(terms.ADJUSTMENT[one.kind].casefold() for one in given.adjustments)
        labels = {one.code: one.label for one in committee.reasons}
        until = tr("t/m {day}").format(day=day(given.valid_until)) if given.valid_until else ""
        parts = (choice.verb, kinds, *(labels[one] for one in given.reasons), until)
        return " · ".join(filter(None, parts))

    def restore(self, before: OutcomeInput) -> None:
        """Show what was filled in before another outcome was chosen."""
        self._quiet = True
        self._fill(before)
        self._quiet = False
        self._tell()

    def _propose_validity(self) -> None:
        """Let the validity follow the duration that is advised (H10)."""
        if (choice := self.choice) is not None and choice.needs_validity:
            given = self.adjustments.adjustments() if choice.needs_adjustment else ()
            self._valid_field.propose(given)

    def _offer_contribution(self, choice: OutcomeChoice) -> None:
        """Let a plain grant begin with the request as asked; another outcome is for the chair."""
        if (rows := self.contributions.rows()) and rows == [self._offered]:
            rows = []
        if not rows and choice.needs_contributions and choice.kind is OutcomeKind.GRANTED:
            assert self._asked is not None
            line = contribution_row(replace(self._asked, until=self.valid_until.day))
            self._offered = {key: value for key, value in line.items() if value}
            rows = [self._offered]
        self.contributions.set_rows(rows)

    def next_field(self) -> QWidget | None:
        """Return the first field that the chosen outcome asks and that is empty."""
        if (choice := self.choice) is None or choice.kind is OutcomeKind.HELD_OVER:
            return None
        if choice.needs_adjustment and not self.adjustments.adjustments():
            return self.adjustments
        if not self.reasons.on:
            return self.reasons
        if choice.needs_motivation and not self.motivation.toPlainText().strip():
            return self.motivation
        if choice.needs_contributions and not self.contributions.rows():
            return self.contributions.field(-1, "party")
        return None

    def focus_terms(self) -> None:
        """Put the keyboard on the first day that the chosen outcome takes."""
        for field in (self.valid_until, self.held_until, self.evaluation_on):
            if field.isVisible():
                field.setFocus()
                field.selectAll()
                return

    def offer_provisional(self, *, missing: Missing) -> None:
        """Offer "onder voorbehoud" where somebody is missing, and to say that they are there."""
        if self._provisional_field.offer(missing):
            self.there.offer(missing)

    def show_error(self, error: CasustafelError) -> bool:
        """Say what is wrong beside its field; say whether there is a field for it."""
        if (field := self._fields.get(place_of(error))) is None:
            return False
        field.show_error(explain(error))
        if error.code == "outcome-needs-contribution":
            self.contributions.focus_empty()
        return True

    def _clear_errors(self) -> None:
        for field in self._fields.values():
            field.clear_error()

    def _fit(self) -> None:
        """Show the fields that the chosen outcome takes."""
        choice = self.choice
        kind = choice.kind if choice else None
        chosen = kind is not None
        held = kind is OutcomeKind.HELD_OVER
        comes = choice is not None and choice.help_comes
        self._adjust_field.setVisible(choice is not None and choice.needs_adjustment)
        self._reasons_field.setVisible(chosen and not held)
        self._motivation_field.setVisible(chosen)
        self.vote.setVisible(chosen and not held and not self._outside)
        self._dissent_field.setVisible(chosen and self.vote.key == Vote.DISSENT.value)
        self._dates.setVisible(chosen)
        self._valid_field.setVisible(bool(choice and choice.needs_validity) or comes)
        self._held_field.setVisible(held)
        self._evaluation_field.setVisible(chosen and not held)
        self.transfer.setVisible(comes)
        together = self._committee is not None and not self._committee.proposes_recusal
        asked = choice is not None and choice.needs_contributions
        self._who_does_what.setVisible(chosen and not held and (together or asked))

    def _vote_chosen(self, key: str) -> None:
        self._fit()
        if key == Vote.DISSENT.value and not self._quiet:
            self.dissent.setFocus()
        self._tell()

    def _tell(self) -> None:
        if not self._quiet:
            self._clear_errors()
            self.changed.emit()

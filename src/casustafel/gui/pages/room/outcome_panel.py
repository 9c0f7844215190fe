"""The right side of the room: the outcome, what follows from it, and the way on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casustafel.domain import terms
from casustafel.domain.committees import Committee
from casustafel.domain.equal_treatment import otherwise
from casustafel.domain.errors import CasustafelError
from casustafel.domain.meetings import MeetingState
from casustafel.domain.outcome_rules import WEIGHED
from casustafel.domain.outcomes import (
    Outcome,
    OutcomeInput,
    OutcomeKind,
    as_plain,
    from_plain,
    input_of,
)
from casustafel.domain.wording.catalogue import turns
from casustafel.gui.dialogs.ask import sure
from casustafel.gui.pages.outcome_words import (
    adjustment_words,
    choices_words,
    contribution_words,
    verdict_words,
)
from casustafel.gui.pages.room.outcome_fields import TogetherField
from casustafel.gui.pages.room.outcome_form import OutcomeForm
from casustafel.gui.pages.room.promises import Promises
from casustafel.gui.pages.room.top_bar import Allowed, return_words
from casustafel.gui.problems import explain
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.banner import Banner
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import KeyValues
from casustafel.gui.widgets.form_field import FormField
from casustafel.gui.widgets.layout import STRETCH, beside, place
from casustafel.gui.widgets.line_field import LineField
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.scrolling import ScrollingSide
from casustafel.gui.widgets.style import label
from casustafel.gui.words import count_of, day, tr
from casustafel.services.meeting.room_desk import Desk, Sitting
from casustafel.services.meeting.together import others_of


def recorded_rows(outcome: Outcome, committee: Committee) -> Iterator[tuple[str, str]]:
    """Give what the table said by name; what was not filled in is empty."""
    labels = {one.code: one.label for one in committee.reasons}
    codes = {one.code: one.label for one in committee.adjustment_reasons}
    lines = (
        adjustment_words(one, codes.get(one.reason or "", one.reason or ""))
        for one in outcome.adjustments
    )
    yield tr("Aanpassingen"), "\n".join(lines)
    yield tr("Argumentatie"), ", ".join(labels.get(code, code) for code in outcome.reasons)
    yield tr("Motivering"), outcome.motivation
    yield tr("Wie doet wat"), "\n".join(map(contribution_words, outcome.contributions))
    if outcome.held_until is None:
        yield tr("Stemming"), terms.VOTE[outcome.vote]
    yield tr("Afwijkend standpunt"), outcome.dissent
    yield tr("Geldig t/m"), _day(outcome.valid_until)
    yield tr("Terug op"), _day(outcome.held_until)
    yield tr("Evaluatie"), _day(outcome.evaluation_on)
    yield tr("Overdracht"), f"{outcome.transfer_to} {_day(outcome.transfer_on)}".strip()
    yield tr("Correctie"), outcome.correction_reason
    yield tr("Door"), outcome.recorded_by


def _day(value: date | None) -> str:
    return day(value) if value else ""


WIDTH = 404
#: The draft of a correction: the outcome with the reason.
CORRECTION = "correction"


def _slip_words(may: Allowed, *, adopted: bool) -> str:
    """Say what a correction is for, and how the rest changes (domain.md §9, Correcting)."""
    return tr(turns()["slips"]["adopted" if adopted else "going" if may.say else "closed"])


def _adopted_question() -> tuple[str, str, str]:
    text = tr(
        "De notulen zijn vastgesteld. Een correctie maakt een volgende versie van de notulen, "
        "die u opnieuw vaststelt. De vastgestelde versie blijft bewaard."
    )
    return tr("Deze uitkomst corrigeren?"), text, tr("Corrigeren")


def _plain(draft: object) -> dict[str, Any]:
    return draft if isinstance(draft, dict) else {}


class OutcomePanel(ScrollingSide):
    """Holds the form; the page writes."""

    changed = Signal()
    correction_dropped = Signal()
    like_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._behalf = StatusPill("", parent=self)
        self.add_head(tr("Uitkomst"), self._behalf)
        self.recorded = Banner(self)
        self.add_steady(self.recorded)
        self._correction_bar = self._make_correction()
        self.add_steady(self._correction_bar)
        self._slips = label("", "hint", wrap=True)
        self.add_steady(self._slips)
        self._fill_contents()
        self.add_contents()
        self.equal, self.error = Banner(self), Banner(self)
        self.add_steady(self.equal)
        self.add_steady(self.error)
        self._make_foot()
        self.outcome: Outcome | None = None
        """What was recorded for the case that is shown."""
        self._shown: tuple[Sitting, Desk] | None = None
        self.correcting = False
        """Whether the user is correcting a recorded outcome."""
        self._may = Allowed()

    def _make_correction(self) -> QWidget:
        bar = QWidget(self)
        self.correct_button = button(tr("Corrigeren…"), self.begin_correction)
        self.reopen_button = button(tr("Heropenen…"))
        self.correction = LineField(parent=bar)
        self.correction.textEdited.connect(lambda _text: self._changed())
        self.drop_button = button(tr("Annuleren"), self.drop_correction, kind="link")
        self.drop_button.setAccessibleName(tr("Correctie annuleren"))
        self.correction_field = FormField(
            tr("Reden van de correctie"), self.correction, required=True
        )
        line = beside(
            self.correct_button,
            self.reopen_button,
            (self.correction_field, 1),
            (self.drop_button, 0, Qt.AlignmentFlag.AlignBottom),
            of=bar,
        )
        line.addStretch(0)
        return bar

    def _fill_contents(self) -> None:
        self.inside.setSpacing(theme().px(10))
        self.form = OutcomeForm()
        self.form.changed.connect(self._changed)
        # Enter is done with the reason: what follows is typed in the form, not in the record.
        self.correction.returnPressed.connect(self.form.motivation.setFocus)
        self.summary = KeyValues()
        self.promises = Promises()
        self.together = TogetherField()
        place(self.inside, self.form, self.together, self.summary, self.promises, STRETCH)

    def _make_foot(self) -> None:
        self.foot = self.add_foot()
        self.foot.addStretch(1)
        self.advance = button(tr("Vastleggen en volgende"), keys="Ctrl+Return", kind="primary")
        self.foot.addWidget(self.advance)

    @property
    def fills_in(self) -> bool:
        """Whether the table says something here now."""
        return self._may.say and self.outcome is None

    def given(self) -> OutcomeInput:
        """Return what is filled in; of a correction only what is no slip to mend stays."""
        given = self.form.given()
        if self.outcome is None:
            return given
        weighed = {name: getattr(self.outcome, name) for name in WEIGHED}
        return replace(given, provisional=self.outcome.provisional, **weighed)

    def typed_correction(self) -> dict[str, object]:
        """Return a correction that is being filled in, as a draft keeps it."""
        return {"reason": self.correction.text(), "outcome": as_plain(self.given())}

    def show_case(self, sitting: Sitting, desk: Desk, may: Allowed) -> None:
        """Show a case anew: what was recorded, else what was being filled in."""
        line = sitting.line
        self.outcome = line.outcome if line else None
        self._shown = (sitting, desk)
        self.error.clear()
        self.together.offer(())
        correction = _plain(sitting.typed.get(CORRECTION)) if may.correct else {}
        self.correcting = self.outcome is not None and bool(correction)
        self.correction.setText(str(correction.get("reason", "")) if self.correcting else "")
        if self.outcome is None:
            given = from_plain(_plain(sitting.typed.get("outcome")))
        elif self.correcting:
            given = from_plain(_plain(correction.get("outcome")))
        else:
            given = input_of(self.outcome)
        self._fill(sitting, desk, given)
        self.to_top()
        self.refresh(sitting, desk, may)

    def _fill(self, sitting: Sitting, desk: Desk, given: OutcomeInput) -> None:
        around = sitting.board
        # A correction takes no day away: what is left empty would stay as it was.
        returns = return_words(around) if self.outcome is None else ""
        self.form.show_case(desk.view, around.committee, around.meeting.held_on, given, returns)

    def refresh(self, sitting: Sitting, desk: Desk, may: Allowed) -> None:
        """Show what changed around the form, and leave alone what is being filled in."""
        line = sitting.line
        self._shown = (sitting, desk)
        self._may = may
        self.form.offer_provisional(missing=sitting.board.missing(line))
        others = others_of(sitting.board, line) if line and self.fills_in else ()
        self.together.offer(others)
        self.promises.show_promises((*desk.actions, *desk.learnt), editable=may.note)
        self._fit(sitting)
        self._compare()

    def begin_correction(self) -> None:
        """Let a slip in the recorded outcome be mended, with a reason."""
        if self._shown is None or not (self._unfixed or sure(self, *_adopted_question())):
            return
        self.correcting = True
        self._fit(self._shown[0])
        self.correction.setFocus()

    def drop_correction(self) -> None:
        """Leave the outcome as it was recorded, and forget what was typed."""
        if self._shown is None or self.outcome is None:
            return
        sitting, desk = self._shown
        self.correcting = False
        self.correction.clear()
        self.correction_field.clear_error()
        self._fill(sitting, desk, input_of(self.outcome))
        self.refresh(sitting, desk, self._may)
        self.correction_dropped.emit()

    def choose_number(self, number: int) -> bool:
        """Choose the outcome with this digit; say whether that could be done."""
        side = self.parentWidget()
        usable = (
            side is not None
            and self.isVisibleTo(side)
            and self.form.choices.isEnabledTo(self)
            and not self.form.isHidden()
        )
        return usable and self.form.choices.choose_number(number)

    def show_error(self, error: CasustafelError) -> None:
        """Say what is wrong beside its field, or at the foot."""
        if error.code in ("correction-needs-reason", "correction-changes-nothing"):
            self.correction_field.show_error(explain(error))
        elif not self.form.show_error(error):
            self.error.say(explain(error), Tone.BAD)

    def _fit(self, sitting: Sitting) -> None:
        outcome = self.outcome
        self.form.setEnabled(self.fills_in or self.correcting)
        self.form.keep_weighed(kept=self.correcting)
        self._fit_parts(sitting)
        judged = self._shown[1].judged if self._shown else None
        if outcome is None and judged is not None and judged.ratified is False:
            self.recorded.say(verdict_words(judged), Tone.WARN, closable=False)
        elif outcome is None and sitting.board.meeting.state is MeetingState.CLOSED:
            self.recorded.say(tr("Deze casus kreeg hier geen uitkomst."), closable=False)
        elif outcome is None:
            self.recorded.clear()
        else:
            self.summary.fill(recorded_rows(outcome, sitting.board.committee))
            self.recorded.say(self._recorded_words(sitting, outcome), Tone.INFO, closable=False)
        self._behalf.show_status(
            tr("namens de voorzitter") if outcome and outcome.on_behalf_of_chair else "",
            Tone.NEUTRAL,
        )
        self._fit_buttons()

    @property
    def _unfixed(self) -> bool:
        return self._shown is not None and not self._shown[0].board.fixed

    def _fit_parts(self, sitting: Sitting) -> None:
        """Show the form while it is or will be filled in, else what was recorded."""
        read = self.outcome is not None and not self.correcting
        closed = sitting.board.meeting.state is MeetingState.CLOSED
        self.form.setVisible(self.correcting or not (read or closed))
        self.summary.setVisible(read)
        self._slips.setVisible(self.correcting)
        self._slips.setText(_slip_words(self._may, adopted=not self._unfixed))

    def _fit_buttons(self) -> None:
        recorded = self.outcome is not None
        self._correction_bar.setVisible(recorded and self._may.correct)
        self.correct_button.setVisible(not self.correcting)
        self.reopen_button.setVisible(self._may.say and not self.correcting)
        self.correction_field.setVisible(self.correcting)
        self.drop_button.setVisible(self.correcting)
        if self.correcting:
            words = tr("Correctie vastleggen")
        elif recorded or not self._may.say:
            words = tr("Volgende")
        else:
            words = tr("Vastleggen en volgende")
        self.advance.setText(words)

    def _recorded_words(self, sitting: Sitting, outcome: Outcome) -> str:
        word = sitting.board.committee.outcome(outcome.choice).label
        judged = self._shown[1].judged if self._shown else None
        parts = [tr("Vastgelegd: {what}").format(what=word)]
        if judged is not None:
            ratified = tr("spoeduitkomst bekrachtigd")
            parts.append(ratified if judged.ratified else tr("spoeduitkomst niet bekrachtigd"))
        if outcome.kind is OutcomeKind.HELD_OVER and outcome.held_until:
            parts.append(tr("tot {day}").format(day=day(outcome.held_until)))
        if outcome.provisional:
            missing = ", ".join(outcome.missing)
            parts.append(tr("onder voorbehoud (mist {who})").format(who=missing))
        if outcome.revision > 1:
            parts.append(tr("{n}e versie").format(n=outcome.revision))
        return ", ".join(parts) + "."

    def _changed(self) -> None:
        self.error.clear()
        self._compare()
        self.changed.emit()

    def _compare(self) -> None:
        """Say that the outcome departs from what like cases got (domain.md §9, Insight)."""
        choice = self.form.choice if self.fills_in else None
        if self._shown is None or choice is None or choice.kind is OutcomeKind.HELD_OVER:
            self.equal.clear()
            return
        like, committee = self._shown[1].beside.like, self._shown[0].board.committee
        other = otherwise(choice.code, like)
        if not other:
            self.equal.clear()
            return
        words = tr("Andere uitkomst dan in {cases}: {what}.")
        cases = count_of(other, tr("1 vergelijkbare casus"), tr("{n} vergelijkbare casussen"))
        said = words.format(cases=cases, what=choices_words(like, committee))
        wanted, do = tr("Vergelijken (C)"), self.like_wanted.emit
        self.equal.say(said, action=wanted, do=do, closable=False)

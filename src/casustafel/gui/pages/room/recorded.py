"""An outcome that was recorded, to be read."""

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from casustafel.domain import terms
from casustafel.domain.committees import Committee
from casustafel.domain.outcomes import Adjustment, Outcome
from casustafel.gui.pages.urgent.facts import contribution_words
from casustafel.gui.theme import theme
from casustafel.gui.widgets.key_values import KeyValues
from casustafel.gui.words import day, tr


class RecordedOutcome(QWidget):
    """Names and values; what was not filled in is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme().px(4), 0, theme().px(4))
        self._values = KeyValues(1, self)
        layout.addWidget(self._values)

    def show_outcome(self, outcome: Outcome, committee: Committee) -> None:
        """Show what the table said."""
        self._values.clear()
        for name, value in self._rows(outcome, committee):
            if value:
                self._values.add_row(name, value)

    def _rows(self, outcome: Outcome, committee: Committee) -> Iterator[tuple[str, str]]:
        labels = {one.code: one.label for one in committee.reasons}
        codes = {one.code: one.label for one in committee.adjustment_reasons}
        lines = (self._adjustment(one, codes) for one in outcome.adjustments)
        yield tr("Aanpassingen"), "\n".join(lines)
        reasons = (labels.get(code, code) for code in outcome.reasons)
        yield tr("Argumentatie"), ", ".join(reasons)
        yield tr("Motivering"), outcome.motivation
        yield tr("Wie doet wat"), "\n".join(map(contribution_words, outcome.contributions))
        if outcome.held_until is None:
            yield tr("Stem"), terms.VOTE[outcome.vote]
        yield tr("Afwijkend"), outcome.dissent
        days = (
            (tr("Geldig t/m"), outcome.valid_until),
            (tr("Terug op"), outcome.held_until),
            (tr("Evaluatie"), outcome.evaluation_on),
        )
        for name, value in days:
            yield name, day(value) if value else ""
        on = day(outcome.transfer_on) if outcome.transfer_on else ""
        yield tr("Overdracht"), " ".join(part for part in (outcome.transfer_to, on) if part)
        yield tr("Correctie"), outcome.correction_reason
        yield tr("Door"), outcome.recorded_by

    def _adjustment(self, one: Adjustment, codes: dict[str, str]) -> str:
        asked = f"{one.asked} \N{RIGHTWARDS ARROW} " if one.asked else ""
        why = f" ({codes.get(one.reason, one.reason)})" if one.reason else ""
        return f"{terms.ADJUSTMENT[one.kind]}: {asked}{one.advised}{why}"

"""The cases that a member is asked about, as a table."""

from casustafel.domain import terms
from casustafel.gui.tables import Cell, Column
from casustafel.gui.theme import Tone
from casustafel.gui.words import QT_TR_NOOP, tr
from casustafel.services.advice.advice_desk import AdviceLine, AdviceState

STATES: dict[AdviceState, tuple[str, Tone]] = {
    AdviceState.TO_DO: (QT_TR_NOOP("Te doen"), Tone.WARN),
    AdviceState.DRAFT: (QT_TR_NOOP("Bezig"), Tone.INFO),
    AdviceState.SUBMITTED: (QT_TR_NOOP("Ingediend"), Tone.GOOD),
    AdviceState.CLOSED: (QT_TR_NOOP("Ligt op tafel"), Tone.NEUTRAL),
    AdviceState.RECUSED: (QT_TR_NOOP("Neemt niet deel"), Tone.NEUTRAL),
}
_ORDER = list(STATES)


def state_words(state: AdviceState) -> tuple[str, Tone]:
    """Return how a vooradvies stands, in a word with its tone."""
    words, tone = STATES[state]
    return tr(words), tone


def columns() -> list[Column[AdviceLine]]:
    """Return what is shown of each case of a coming meeting."""
    return [
        Column("case", tr("Casus"), 118, lambda line: line.row.number, show=_number),
        Column(
            "meeting",
            tr("Datum"),
            86,
            lambda line: line.meeting.held_on,
            sort=lambda line: (line.meeting.held_on, line.item.position),
            tooltip=tr("Dag van de vergadering"),
        ),
        Column(
            "state",
            tr("Vooradvies"),
            128,
            lambda line: state_words(line.state)[0],
            show=lambda line: Cell(*state_words(line.state)),
            sort=lambda line: _ORDER.index(line.state),
        ),
        Column(
            "answers",
            tr("Criteria"),
            66,
            _answered,
            sort=lambda line: line.answered,
            tooltip=tr("Hoeveel zijn beantwoord"),
        ),
        Column(
            "in",
            tr("Binnen"),
            62,
            lambda line: tr("{n} van {of}").format(n=line.given, of=line.asked),
            sort=lambda line: line.given,
            tooltip=tr("Hoeveel leden hebben ingediend"),
        ),
    ]


def _number(line: AdviceLine) -> Cell:
    form = terms.CARE_FORM.get(line.row.care_form, line.row.care_form)
    return Cell(line.row.number, bold=True, tooltip=" · ".join((form, line.row.provider)))


def _answered(line: AdviceLine) -> str:
    if line.state is AdviceState.RECUSED:
        return ""
    return tr("{n} van {of}").format(n=line.answered, of=line.of)

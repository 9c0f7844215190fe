"""The decided cases as rows: what waits, to whom it was told, and the beschikking."""

from casustafel.domain.follow_up import CHANNELS
from casustafel.gui.tables import Cell, Column
from casustafel.gui.theme import Tone
from casustafel.gui.words import QT_TR_NOOP, day, told_apart, tr
from casustafel.services.following.feedback_desk import FeedbackLine, Step, referrer_words

_STEPS = {
    Step.REPORT: (QT_TR_NOOP("terugkoppelen"), Tone.WARN),
    Step.DECISION: (QT_TR_NOOP("wacht op beschikking"), Tone.INFO),
    Step.FOLLOW_UP: (QT_TR_NOOP("in opvolging"), Tone.NEUTRAL),
    Step.DONE: (QT_TR_NOOP("gesloten"), Tone.GOOD),
}


def columns() -> list[Column[FeedbackLine]]:
    """Return what is shown of each decided case."""
    steps = list(Step)
    return [
        Column("number", tr("Casus"), 110, lambda line: line.row.number, show=_number),
        Column("held_on", tr("Vergadering"), 92, lambda line: line.row.held_on, show=_meeting),
        Column("outcome", tr("Uitkomst"), 164, lambda line: line.outcome),
        Column("referrer", tr("Verwijzer"), 182, lambda line: referrer_words(line.row)),
        Column("told", tr("Teruggekoppeld"), 210, told_words),
        Column("decision", tr("Beschikking"), 176, lambda line: line.decision, show=_decision),
        Column(
            "step", tr("Stap"), 150, _step, show=_pill, sort=lambda line: steps.index(line.step)
        ),
    ]


def _meeting(line: FeedbackLine) -> str:
    return told_apart(day(line.row.held_on), line.row.apart)


def _number(line: FeedbackLine) -> Cell:
    return Cell(line.row.number, bold=True)


def _decision(line: FeedbackLine) -> Cell:
    return Cell(line.decision, tooltip=line.decision)


def _step(line: FeedbackLine) -> str:
    words = tr(_STEPS[line.step][0])
    return f"{words} ({line.promises})" if line.step is Step.FOLLOW_UP and line.promises else words


def _pill(line: FeedbackLine) -> Cell:
    return Cell(_step(line), _STEPS[line.step][1])


def told_words(row: FeedbackLine) -> str:
    """Return to whom it was told and when: "Verwijzer, School 27-11-2026"."""
    if not row.told:
        return ""
    last = row.told[-1].told_on
    who = ", ".join(dict.fromkeys(one.told_to for one in row.told))
    return f"{who} {day(last)}"


def channel_words(channel: str) -> str:
    """Return by which channel in Dutch."""
    return CHANNELS.get(channel, channel)

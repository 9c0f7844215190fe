"""The list of actions as a table."""

from datetime import date

from casustafel.domain.actions import ActionKind
from casustafel.gui.tables import Cell, Column
from casustafel.gui.theme import Tone
from casustafel.gui.words import QT_TR_NOOP, tr
from casustafel.services.following.actions_desk import ActionLine

KINDS: dict[ActionKind, tuple[str, Tone]] = {
    ActionKind.ACTION: (QT_TR_NOOP("Actie"), Tone.NEUTRAL),
    ActionKind.CONDITION: (QT_TR_NOOP("Voorwaarde"), Tone.WARN),
    ActionKind.EVALUATION: (QT_TR_NOOP("Evaluatie"), Tone.INFO),
    ActionKind.TRANSFER: (QT_TR_NOOP("Overdracht"), Tone.INFO),
}


def columns() -> list[Column[ActionLine]]:
    """Return what is shown of each action."""
    return [
        Column("text", tr("Wat"), 330, lambda line: line.row.text, show=_text),
        Column("due", tr("Uiterlijk"), 90, lambda line: line.row.due_on, firm=True, sort=_lateness),
        Column("owner", tr("Wie"), 130, lambda line: line.row.owner, show=_owner),
        Column("kind", tr("Soort"), 105, _kind, show=_kind_pill),
        Column(
            "state", tr("Stand"), 130, lambda line: state(line).text, show=state, sort=_lateness
        ),
        Column("case", tr("Casus"), 115, lambda line: line.row.case_number),
        Column("meeting", tr("Uit vergadering"), 110, lambda line: line.row.held_on),
    ]


def _text(line: ActionLine) -> Cell:
    text = line.row.text
    return Cell(text, bold=line.days_late > 0, muted=not line.open, tooltip=text)


def _owner(line: ActionLine) -> Cell:
    return Cell(line.row.owner, bold=line.mine)


def _kind(line: ActionLine) -> str:
    return tr(KINDS[line.row.kind][0])


def _kind_pill(line: ActionLine) -> Cell:
    return Cell(_kind(line), KINDS[line.row.kind][1])


def _lateness(line: ActionLine) -> tuple[bool, date] | None:
    """Open ones before those that are done, the first to come first; without a day last."""
    return (not line.open, line.row.due_on) if line.row.due_on else None


def state(row: ActionLine) -> Cell:
    """Return how an action stands, in words: colour only helps."""
    if not row.open:
        note = row.row.done_note
        return Cell(tr("afgehandeld"), Tone.GOOD, tooltip=note)
    if row.days_late:
        words = tr("1 dag te laat") if row.days_late == 1 else tr("{n} dagen te laat")
        return Cell(words.format(n=row.days_late), Tone.BAD)
    if row.row.due_on is None:
        return Cell(tr("geen datum"), Tone.WARN)
    return Cell(tr("open"), Tone.NEUTRAL)

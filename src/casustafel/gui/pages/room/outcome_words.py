"""Beside which field of an outcome a refusal stands, and words that its parts share."""

from casustafel.domain import terms
from casustafel.domain.errors import CasustafelError
from casustafel.domain.outcomes import Contribution
from casustafel.gui.dates import day_and_month
from casustafel.gui.pages.room.rows_editor import FieldColumn
from casustafel.gui.words import tr
from casustafel.services.meeting.room_desk import Board

_PLACES = {
    "outcome-needs-motivation": "motivation",
    "outcome-may-not-wait": "motivation",
    "urgent-needs-decision": "motivation",
    "outcome-needs-reason": "reasons",
    "outcome-reason-unknown": "reasons",
    "outcome-reason-unfit": "reasons",
    "outcome-needs-adjustment": "adjustments",
    "outcome-needs-validity": "valid_until",
    "outcome-needs-dissent": "dissent",
    "outcome-needs-contribution": "contributions",
    "contribution-hours-wrong": "contributions",
    "contribution-hours-many": "contributions",
    "contribution-hours-over": "contributions",
    "held-until-not-later": "held_until",
    "outcome-evaluation-late": "evaluation_on",
    "outcome-without-quorum": "provisional",
    "outcome-has-quorum": "provisional",
}
#: Codes that name the field themselves, by what they say.
_NAMED = ("outcome-day-before-meeting", "correction-empties")


def place_of(error: CasustafelError) -> str:
    """Return the field of the outcome that an error is about; empty when it is none."""
    if error.code in _NAMED:
        named = str(error.values.get("field", ""))
        return {"contribution_until": "contributions"}.get(named, named)
    return _PLACES.get(error.code, "")


def return_words(board: Board) -> str:
    """Say when a case that is held over without a day comes back."""
    when = day_and_month(board.returns_on, board.meeting.held_on)
    if board.next_day is not None:
        return tr("volgende vergadering, {day}").format(day=when)
    return tr("nog geen vergadering gepland; terug op {day}").format(day=when)


def contribution_columns() -> tuple[FieldColumn, ...]:
    """Return what is asked of each who does something."""
    laws = tuple(terms.CONTRIBUTION_LAW.items())
    return (
        FieldColumn("party", tr("Wie"), 3),
        FieldColumn("task", tr("Doet wat"), 4),
        FieldColumn("hours", tr("Uur/week"), 2, line=1),
        FieldColumn("until", tr("Tot"), 3, is_day=True, line=1),
        FieldColumn("law", tr("Wet"), 2, choices=laws, line=1),
    )


def contribution_row(one: Contribution) -> dict[str, str]:
    """Return who does what as the fields of a row hold it."""
    return {
        "party": one.party,
        "task": one.task,
        "hours": one.hours,
        "until": one.until.isoformat() if one.until else "",
        "law": one.law,
    }

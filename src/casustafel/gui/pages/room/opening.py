"""Asking before a meeting begins: on another day than planned, or with too few people."""

from datetime import date

from PySide6.QtWidgets import QWidget

from casustafel.gui.dates import day_and_month
from casustafel.gui.dialogs.sure import choose
from casustafel.gui.words import day, tr
from casustafel.services.meeting.room_desk import Board, Sitting


def day_to_open(parent: QWidget, shown: Sitting) -> date | None:
    """Return the day on which the meeting counts as held; None when it is not opened.

    Nothing is asked on the planned day with enough people. The default is Annuleren.
    """
    planned, today = shown.board.meeting.held_on, shown.today
    people = _people(shown.board)
    if planned == today:
        opens = not people or choose(
            parent, people + " " + tr("Toch openen?"), "", tr("Toch openen")
        )
        return planned if opens else None
    now, later = tr("Vandaag houden"), tr("Achteraf vastleggen")
    text = tr("Vandaag houden: de vergadering krijgt de datum van vandaag, {day}.").format(
        day=day(today)
    )
    if planned < today:
        text += "\n" + tr("Achteraf vastleggen: de datum blijft {day}.").format(day=day(planned))
    asked = tr("Deze vergadering is op {day}. Vandaag houden?")
    chosen = choose(
        parent,
        asked.format(day=day_and_month(planned, today)),
        "\n".join(part for part in (text, people) if part),
        *((now, later) if planned < today else (now,)),
    )
    return {now: today, later: planned}.get(chosen)


def _people(board: Board) -> str:
    """Say that too few are there; empty when there are enough."""
    there, needed = board.present, board.committee.minimum_members
    if not there:
        return tr("Nog niemand is aanwezig gemeld.")
    if there >= needed:
        return ""
    return tr("{there} aanwezig, {needed} nodig: er is nog geen quorum.").format(
        there=there, needed=needed
    )

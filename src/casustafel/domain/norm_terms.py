"""Terms that contracts set for norms, as optional reminders.

From the national contract standard Wmo v1.3, art. 1.5; the youth twin was not checked
(domain.md §1.2), so these remind and never refuse.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from casustafel.domain.norms import Norm
from casustafel.domain.stops import add_months

_ANNOUNCE_MONTHS = 6
_DECIDE_MONTHS = 3
_PLAN_MONTHS = 2
_CONSULT = timedelta(weeks=2)


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something to have done by a day; worded by its code with the value `due`."""

    code: str
    due: date


def preparation_reminders(norm: Norm) -> tuple[Reminder, ...]:
    """Return the latest days to announce the norm, decide on it and have its plan ready."""
    return (
        Reminder("reminder-announce", add_months(norm.starts_on, -_ANNOUNCE_MONTHS)),
        Reminder("reminder-decide", add_months(norm.starts_on, -_DECIDE_MONTHS)),
        Reminder("reminder-plan", add_months(norm.starts_on, -_PLAN_MONTHS)),
    )


def notice_reminders(norm: Norm, *, decided: bool = False) -> tuple[Reminder, ...]:
    """Return what must follow a notice: consult within two weeks, decide two weeks after that.

    `decided` says that a stop was imposed or dismissed. Empty before the notice and when all was
    done.
    """
    if norm.notice_on is None or decided:
        return ()
    if norm.analysis_on is None:
        return (Reminder("reminder-consult", norm.notice_on + _CONSULT),)
    return (Reminder("reminder-conclude", norm.analysis_on + _CONSULT),)

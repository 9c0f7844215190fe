"""The case at a table: which step may be taken in a meeting, and what follows from it.

Meeting, agenda items, cases, outcomes and urgent decisions move together. `AtTable` holds them as
one frozen value; each step is a function that returns the next value or refuses in words, and
`broken` names what must hold after any of them. Nothing here reads or writes: `services.at_table`
loads the value and keeps the difference. Steps take `now`, an instant in UTC; a clock that was set
back counts as standing still.
"""

from casustafel.domain.at_table.agenda import cancel, put_on, take_off
from casustafel.domain.at_table.promises import broken, in_force
from casustafel.domain.at_table.saying import (
    confirm,
    correct,
    deal_anew,
    lapse,
    ratify,
    record,
    refuse,
    reopen,
    undo,
)
from casustafel.domain.at_table.sitting import (
    adoptable,
    carry_over,
    close,
    go_to,
    open_meeting,
    pause,
    reopen_meeting,
    under_way,
    unopen,
)
from casustafel.domain.at_table.value import (
    AtTable,
    Elsewhere,
    Place,
    case_place,
    require,
    seconds_spent,
)

__all__ = [
    "AtTable",
    "Elsewhere",
    "Place",
    "adoptable",
    "broken",
    "cancel",
    "carry_over",
    "case_place",
    "close",
    "confirm",
    "correct",
    "deal_anew",
    "go_to",
    "in_force",
    "lapse",
    "open_meeting",
    "pause",
    "put_on",
    "ratify",
    "record",
    "refuse",
    "reopen",
    "reopen_meeting",
    "require",
    "seconds_spent",
    "take_off",
    "under_way",
    "undo",
    "unopen",
]

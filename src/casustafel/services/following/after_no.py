"""After a no: which help fits instead, who calls, and whether it began (domain.md §9)."""

from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

from casustafel.domain import follow_up as rules
from casustafel.domain.actions import Action
from casustafel.domain.cases import Case
from casustafel.domain.errors import RuleError
from casustafel.domain.ids import new_id
from casustafel.domain.outcome_rules import PLACE_AND_START
from casustafel.domain.outcomes import Landing
from casustafel.services import places
from casustafel.services.following import feedback
from casustafel.services.use_case import Reading, Right, UnitOfWork, read, use_case

_OWN = ("id", "case_id", "action_id", "landed", "landed_on")
#: What is filled in of the help after a no.
FILLED = tuple(one.name for one in fields(Landing) if one.name not in _OWN)
_QUESTION = "Is de andere hulp begonnen?"


@dataclass(frozen=True, slots=True, kw_only=True)
class LandingInput:
    """Which help fits instead, where and since when; which function calls, on which number."""

    help: str
    place: str
    calls: str
    phone: str
    call_before: date
    begins_on: date | None = None
    check_on: date | None = None


@read(Right.READ_CASES, at=places.case)
def of_case(reader: Reading, case: Case) -> Landing | None:
    """Return what was recorded of the help after a no."""
    return reader.first(Landing, case_id=case.id)


@use_case(
    Right.RECORD_OUTCOMES,
    at=places.case,
    overwrites=[(Landing, name) for name in FILLED],
    sets=[Action],
)
def record(uow: UnitOfWork, case: Case, given: LandingInput) -> Landing:
    """Record which help fits after a no, and ask in Acties after some weeks whether it began.

    Again to change it; without `check_on` after `LANDING_WEEKS`. Raises RuleError when something is
    missing, and for an outcome that sends nobody elsewhere.
    """
    outcome = feedback.final_outcome(uow, case.id)
    if outcome is None or not outcome.kind.sends_elsewhere:
        raise RuleError("landing-without-no", number=case.number)
    if given.begins_on is None and PLACE_AND_START.intersection(outcome.reasons):
        raise RuleError("landing-needs-start")
    before = uow.first(Landing, case_id=case.id)
    later = given.call_before + timedelta(weeks=rules.LANDING_WEEKS)
    filled = {name: getattr(given, name) for name in FILLED} | {"check_on": given.check_on or later}
    base = before or Landing(id=new_id(), case_id=case.id, **filled)
    after = replace(base, **filled)
    rules.check_landing(after, uow.today)
    kept = uow.get(Action, before.action_id) if before and before.action_id else None
    if kept is None or kept.done_at is not None:
        action = Action(
            id=new_id(),
            committee=case.committee,
            text=f"{_QUESTION} ({after.help}, {after.place})",
            owner=after.calls,
            due_on=after.check_on,
            case_id=case.id,
        )
        uow.add(action)
        after = replace(after, action_id=action.id)
    else:
        text = f"{_QUESTION} ({after.help}, {after.place})"
        moved = replace(kept, text=text, owner=after.calls, due_on=after.check_on)
        uow.replace(kept, moved)
    if before is None:
        uow.add(after)
    else:
        uow.replace(before, after)
    uow.log("landing-recorded", case, {"help": after.help}, number=case.number)
    return after


@use_case(Right.KEEP_ACTIONS, at=places.case, sets=[Action])
def landed(uow: UnitOfWork, case: Case, began: bool, note: str = "") -> Landing:
    """Answer whether the other help began; its action is done with it. Raises RuleError.

    When it did not, what is done about that is a note.
    """
    before = uow.first(Landing, case_id=case.id)
    if before is None:
        raise RuleError("landing-unknown", number=case.number)
    if not began and not note.strip():
        raise RuleError("landing-needs-note")
    after = replace(before, landed=began, landed_on=uow.today)
    uow.replace(before, after)
    action = uow.get(Action, before.action_id) if before.action_id else None
    if action is not None and action.done_at is None:
        said = "Ja, begonnen." if began else "Nee, nog niet begonnen."
        done = replace(action, done_at=uow.clock(), done_note=f"{said} {note.strip()}".strip())
        uow.replace(action, done)
    uow.log("landing-answered", case, {"landed": began}, number=case.number)
    return after

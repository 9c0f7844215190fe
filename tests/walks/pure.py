"""The steps of a walk over the pure value of `domain.at_table`: no database, thousands a second."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from casustafel.domain.at_table import on_agenda, saying, sitting, value
from casustafel.domain.at_table.value import AtTable
from casustafel.domain.cases import CaseStatus, move
from casustafel.domain.errors import CasustafelError
from casustafel.domain.meetings import MeetingState
from casustafel.domain.minutes import MinutesState
from casustafel.domain.outcomes import Confirmation, Outcome, OutcomeKind
from casustafel.domain.urgent import UrgentDecision
from walks.choosing import Choosing, NothingThereError, Step
from walks.promises import WAITING
from walks.world import World, adopted, begun, carried, listed, outcome, planned

S, M = CaseStatus, MeetingState

MISSING = ("Buurtteams Volwassenen", "Gemeente")


#: Meetings in which something may have been said.
_SAID = (M.IN_SESSION, M.CLOSED)


class Walk(Choosing):
    """A world that is walked through."""

    def __init__(self, world: World | None = None) -> None:
        super().__init__()
        self.world = world or begun()
        self.told: list[str] = []

    def do(self, step: Step) -> bool:
        """Take a step; return whether there was anything to do."""
        name, numbers = step
        self.numbers = Choosing(numbers).numbers
        try:
            self.world = STEPS[name](self)
            said = "done"
        except NothingThereError:
            return False
        except CasustafelError as error:
            said = f"refused: {error.code}"
        self.told.append(f"{name} {numbers}: {said}")
        return True

    def meeting(self, *states: MeetingState) -> str:
        """Return a meeting, nearly always one in these states."""
        fit = self.world.meetings(*states)
        return self.pick(fit if self.number() % 8 else self.world.meetings())

    def item(self, *of: MeetingState) -> tuple[str, str]:
        """Return a meeting, nearly always one in these states, and an item, mostly with a case."""
        key = self.meeting(*of)
        items = self.world.kept[key].items
        with_case = [item for item in items if item.case_id]
        waits = [item for item in with_case if item.state in WAITING]
        fit = [waits, with_case, with_case, items][self.number() % 4]
        return key, self.pick(fit or items).id

    def at_item(self, step: Callable[..., AtTable], *given: object, said: bool = False) -> World:
        """Take a step at an item of a meeting that sits, or (`said`) where something was said."""
        key, item = self.item(*(_SAID if said else (M.IN_SESSION,)))
        return self.world.keep(step(self.world.at(key), item, *given))

    def outcome(self, item_id: str, case_id: str) -> Outcome:
        kind = self.pick([OutcomeKind.GRANTED, OutcomeKind.REFUSED, OutcomeKind.HELD_OVER])
        missing = MISSING[: 1 + self.number() % 2] if self.number() % 3 == 0 else ()
        return outcome(self.world, item_id, case_id, kind, missing)


STEPS: dict[str, Callable[[Walk], World]] = {}

#: How often a step is taken beside the others (2).
OFTEN = {
    "open_": 6,
    "go_to": 4,
    "record": 8,
    "close": 5,
    "adopt": 4,
    "plan": 3,
    "put_on": 4,
    "come_back": 4,
    "reopen": 4,
    "cancel": 1,
    "withdraw": 1,
}


def step(function: Callable[[Walk], World]) -> Callable[[Walk], World]:
    """Let a function be a step of the walk."""
    STEPS[function.__name__] = function
    return function


@step
def time_passes(walk: Walk) -> World:
    """Minutes, sometimes a day; and now and then the clock is set back."""
    span = walk.pick([timedelta(minutes=7), timedelta(hours=2), timedelta(days=1)])
    back = timedelta(minutes=90) if walk.number() == 0 else timedelta(0)
    return replace(walk.world, now=walk.world.now + span - 2 * back)


@step
def plan(walk: Walk) -> World:
    return planned(walk.world, walk.world.today + timedelta(days=walk.number() % 5))


@step
def cancel(walk: Walk) -> World:
    return walk.world.keep(on_agenda.cancel(walk.world.at(walk.meeting(M.PLANNED)), walk.world.now))


@step
def put_on(walk: Walk) -> World:
    unready = walk.number() % 3 == 0
    key, case = walk.meeting(M.PLANNED, M.IN_SESSION), walk.pick(sorted(walk.world.cases))
    return listed(walk.world, key, case, unready=unready)


@step
def take_off(walk: Walk) -> World:
    key, item = walk.item(M.PLANNED, M.IN_SESSION)
    return walk.world.keep(on_agenda.take_off(walk.world.at(key), item, walk.world.now))


@step
def open_(walk: Walk) -> World:
    world, key = walk.world, walk.meeting(M.PLANNED)
    day = walk.pick([None, world.today, world.kept[key].meeting.held_on])
    return world.keep(sitting.open_meeting(world.at(key), world.now, world.today, day))


@step
def unopen(walk: Walk) -> World:
    return walk.world.keep(
        sitting.unopen(walk.world.at(walk.meeting(M.IN_SESSION)), walk.world.now)
    )


@step
def go_to(walk: Walk) -> World:
    return walk.at_item(sitting.go_to, walk.world.now)


@step
def pause(walk: Walk) -> World:
    return walk.world.keep(sitting.pause(walk.world.at(walk.meeting(M.IN_SESSION)), walk.world.now))


@step
def carry_over(walk: Walk) -> World:
    return walk.at_item(sitting.carry_over, walk.world.now)


@step
def record(walk: Walk) -> World:
    return _say(walk, saying.record)


@step
def ratify(walk: Walk) -> World:
    return _say(walk, saying.ratify)


def _say(walk: Walk, step: Callable[..., AtTable]) -> World:
    key, item = walk.item(M.IN_SESSION)
    case_id = value.case_place(walk.world.at(key), item).item.case_id
    said = walk.outcome(item, case_id or "")
    after = walk.world.keep(step(walk.world.at(key), item, said, walk.world.now))
    return replace(after, made=after.made + 1)


@step
def refuse(walk: Walk) -> World:
    key, item = walk.item(M.IN_SESSION)
    given = {"why": "Te lang.", "ends_on": walk.world.today, "bridging": "Basishulp."}
    return walk.world.keep(saying.refuse(walk.world.at(key), item, **given))


@step
def correct(walk: Walk) -> World:
    key, item = walk.item(*_SAID)
    place = value.case_place(walk.world.at(key), item)
    if place.outcome is None:
        raise NothingThereError
    mended = replace(place.outcome, id=f"outcome{walk.world.made}", motivation=str(walk.number()))
    after = saying.correct(walk.world.at(key), item, mended, "Tikfout.", walk.world.now)
    return replace(walk.world.keep(after), made=walk.world.made + 1)


@step
def reopen(walk: Walk) -> World:
    return walk.at_item(saying.reopen, "Nieuw gegeven.", walk.world.now)


@step
def undo(walk: Walk) -> World:
    return walk.at_item(saying.undo, walk.world.now)


@step
def confirm(walk: Walk) -> World:
    by, agrees = walk.pick(MISSING), walk.number() % 4 > 0
    answer = Confirmation(by=by, on=walk.world.today, agrees=agrees, text="Akkoord.")
    return walk.at_item(saying.confirm, answer, walk.world.now, walk.world.today, said=True)


@step
def lapse(walk: Walk) -> World:
    return walk.at_item(saying.lapse, walk.world.now, said=True)


@step
def deal_anew(walk: Walk) -> World:
    return walk.at_item(saying.deal_anew, "Nieuwe feiten.", walk.world.now, said=True)


@step
def close(walk: Walk) -> World:
    key = walk.meeting(M.IN_SESSION)
    world = carried(walk.world, key) if walk.number() % 2 else walk.world
    return world.keep(sitting.close(world.at(key), world.now))


@step
def reopen_meeting(walk: Walk) -> World:
    at = walk.world.at(walk.meeting(M.CLOSED))
    return walk.world.keep(sitting.reopen_meeting(at, "Vergeten.", walk.world.now))


@step
def put_up(walk: Walk) -> World:
    at = walk.world.at(walk.meeting(M.CLOSED))
    if at.minutes is not MinutesState.CONCEPT:
        raise NothingThereError
    return walk.world.keep(replace(at, minutes=MinutesState.FOR_ADOPTION))


@step
def adopt(walk: Walk) -> World:
    return adopted(walk.world, walk.meeting(M.CLOSED))


@step
def decide_urgently(walk: Walk) -> World:
    world, key = walk.world, walk.pick(sorted(walk.world.cases))
    before = world.urgent.get(key, ())
    free = world.cases[key].status in (S.READY, S.SCHEDULED, S.DEFERRED)
    if not free or any(one.ratified is None for one in before):
        raise NothingThereError
    made = UrgentDecision(
        id=f"urgent{world.made}",
        case_id=key,
        committee="cpv",
        recorded_at=world.now,
        decided_on=world.today,
        reason="Spoed.",
        latest=world.today,
        decider="Voorzitter",
        decision="Vier weken.",
        choice="granted",
    )
    return replace(world, urgent=world.urgent | {key: (made, *before)}, made=world.made + 1)


@step
def come_back(walk: Walk) -> World:
    """What was carried over or held over comes on the agenda of a planned meeting."""
    world, key = walk.world, walk.meeting(M.PLANNED)
    if world.kept[key].meeting.state is not M.PLANNED:
        raise NothingThereError
    for case in list(world.cases.values()):
        waits = any(True for _ in world.elsewhere(case.id, ""))
        if case.status in (S.SCHEDULED, S.DEFERRED) and not waits:
            world = listed(world, key, case.id, unready=True)
    return world


@step
def withdraw(walk: Walk) -> World:
    return _beside(walk, S.WITHDRAWN)


@step
def make_ready(walk: Walk) -> World:
    return _beside(walk, S.READY)


@step
def tell(walk: Walk) -> World:
    return _beside(walk, walk.pick([S.REPORTED, S.FOLLOW_UP, S.CLOSED]))


def _beside(walk: Walk, to: CaseStatus) -> World:
    """Make a move beside the table of a case that is open on no agenda."""
    world, case = walk.world, walk.pick(list(walk.world.cases.values()))
    if any(True for _ in world.elsewhere(case.id, "")):
        raise NothingThereError
    moved = move(case, to, at=world.now, reason="Ouders zien ervan af.")
    return replace(world, cases=world.cases | {case.id: moved})

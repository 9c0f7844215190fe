"""A few meetings with their cases, as pure values: what walks without a database go through.

A step looks at one meeting as `AtTable` and keeps what it made of that, as the services do with
the database.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from casustafel.domain.at_table import on_agenda, promises, saying, sitting
from casustafel.domain.at_table.value import AtTable, Elsewhere, Place
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.local_time import local_day
from casustafel.domain.meetings import AgendaItem, ItemKind, Meeting, MeetingState
from casustafel.domain.minutes import MinutesState
from casustafel.domain.outcomes import Outcome, OutcomeKind
from casustafel.domain.urgent import UrgentDecision
from walks.choosing import NothingThereError
from walks.promises import WAITING, Facts, not_held

S, M = CaseStatus, MeetingState

START = datetime(2026, 11, 26, 8, tzinfo=UTC)


@dataclass(frozen=True)
class Kept:
    """One meeting as it is kept."""

    meeting: Meeting
    items: tuple[AgendaItem, ...]
    minutes: MinutesState | None = None
    adopted_before: bool = False


@dataclass(frozen=True)
class World:
    """All meetings of a table and their cases, with what was said and decided in urgency."""

    now: datetime
    kept: dict[str, Kept]
    cases: dict[str, Case]
    said: dict[str, tuple[Outcome, ...]] = field(default_factory=dict)
    urgent: dict[str, tuple[UrgentDecision, ...]] = field(default_factory=dict)
    made: int = 0

    @property
    def today(self) -> date:
        return local_day(self.now)

    def meetings(self, *states: MeetingState) -> list[str]:
        """Return the ids of the meetings in these states, or all, the soonest first."""
        known = sorted(self.kept.values(), key=lambda one: (one.meeting.held_on, one.meeting.id))
        return [one.meeting.id for one in known if not states or one.meeting.state in states]

    def at(self, key: str) -> AtTable:
        """Return a meeting with all that belongs to it, as `at_table.load` of services does."""
        kept = self.kept[key]
        later = [
            one.meeting.held_on
            for one in self.kept.values()
            if one.meeting.state is M.PLANNED and one.meeting.held_on > kept.meeting.held_on
        ]
        return AtTable(
            meeting=kept.meeting,
            places=tuple(self.place(item) for item in kept.items),
            minutes=kept.minutes,
            adopted_before=kept.adopted_before,
            next_day=min(later, default=None),
        )

    def place(self, item: AgendaItem) -> Place:
        key = item.case_id
        if key is None:
            return Place(item=item)
        said = self.said.get(key, ())
        return Place(
            item=item,
            case=self.cases[key],
            outcomes=tuple(one for one in said if one.item_id == item.id),
            earlier=tuple(one for one in said if one.current and one.item_id != item.id),
            urgent=self.urgent.get(key, ()),
            elsewhere=next(self.elsewhere(key, item.meeting_id), None),
        )

    def elsewhere(self, case_id: str, but: str) -> Iterator[Elsewhere]:
        for kept in self.kept.values():
            one = kept.meeting
            ahead = one.id != but and one.state in (M.PLANNED, M.IN_SESSION)
            if ahead and any(
                item.case_id == case_id and item.state in WAITING for item in kept.items
            ):
                yield Elsewhere(case_id, one.id, one.held_on, one.state)

    def keep(self, after: AtTable) -> "World":
        """Return the world with what a step made of a meeting."""
        key = after.meeting.id
        kept = Kept(
            after.meeting,
            tuple(place.item for place in after.places),
            after.minutes,
            after.adopted_before,
        )
        cases, said, urgent = dict(self.cases), dict(self.said), dict(self.urgent)
        for place in (*after.places, *after.gone):
            if place.case is None:
                continue
            own = place.case.id
            cases[own] = place.case
            urgent[own] = place.urgent
            new = {one.id: one for one in (*place.outcomes, *place.earlier)}
            old = [one for one in said.get(own, ()) if one.item_id != place.item.id]
            others = tuple(new.get(one.id, one) for one in old)
            said[own] = (*others, *place.outcomes)
        return replace(self, kept=self.kept | {key: kept}, cases=cases, said=said, urgent=urgent)


@cache
def begun() -> World:
    """Return the world in which a walk begins.

    A meeting of the day before decided one case and held one over, and is closed; a meeting of
    today has two cases on its agenda.
    """
    made = {f"case{number}": _case(number) for number in (1, 2, 3, 4)}
    yesterday = START - timedelta(days=1)
    world = planned(World(yesterday, {}, made), local_day(yesterday))
    (held,) = world.meetings()
    world = world.keep(sitting.open_meeting(world.at(held), world.now, world.today))
    for case_id, kind in (("case3", OutcomeKind.GRANTED), ("case4", OutcomeKind.HELD_OVER)):
        world = listed(world, held, case_id)
        item = world.kept[held].items[-1].id
        said = outcome(world, item, case_id, kind)
        world = world.keep(saying.record(world.at(held), item, said, world.now))
        world = replace(world, made=world.made + 1)
    world = world.keep(sitting.close(world.at(held), world.now))
    world = planned(replace(world, now=START), START.date())
    for case_id in ("case1", "case2"):
        world = listed(world, world.meetings()[-1], case_id)
    return world


def _case(number: int) -> Case:
    return Case(
        id=f"case{number}",
        committee="cpv",
        year=2026,
        sequence=number,
        number=f"CPV-2026-{number:04}",
        client_id="client",
        status=S.READY,
        received=START.date(),
        created_at=START,
        changed_at=START,
        points_met=6,
    )


def outcome(
    world: World, item_id: str, case_id: str, kind: OutcomeKind, missing: tuple[str, ...] = ()
) -> Outcome:
    """Return an outcome; it is provisional when somebody was `missing`."""
    held = kind is OutcomeKind.HELD_OVER
    return Outcome(
        id=f"outcome{world.made}",
        case_id=case_id,
        item_id=item_id,
        committee="cpv",
        choice=kind.value,
        kind=kind,
        decided_at=world.now,
        recorded_by="Secretaris",
        held_until=world.today + timedelta(days=7) if held else None,
        provisional=bool(missing) and not held,
        missing=() if held else missing,
    )


def planned(world: World, day: date) -> World:
    key = f"meeting{world.made}"
    meeting = Meeting(id=key, committee="cpv", held_on=day, starts=time(9), ends=time(10))
    opening = AgendaItem(id=f"item{world.made}", meeting_id=key, position=1, kind=ItemKind.OPENING)
    kept = Kept(meeting, (replace(opening, title="Opening"),))
    return replace(world, kept=world.kept | {key: kept}, made=world.made + 1)


def listed(world: World, key: str, case_id: str, *, unready: bool = False) -> World:
    case = world.cases[case_id]
    item = AgendaItem(
        id=f"item{world.made}",
        meeting_id=key,
        position=0,
        kind=ItemKind.CASE,
        title=case.number,
        case_id=case_id,
    )
    at = world.at(key)
    after = on_agenda.put_on(at, world.place(item), len(at.places), world.now, unready=unready)
    return replace(world.keep(after), made=world.made + 1)


def broken(world: World) -> dict[str, str]:
    """Return what does not hold: by the value's own promises, and by those of all meetings."""
    found = {one: key for key in world.kept for one in promises.broken(world.at(key))}
    facts = Facts(
        meetings={key: kept.meeting for key, kept in world.kept.items()},
        items=[item for kept in world.kept.values() for item in kept.items],
        cases=list(world.cases.values()),
        outcomes=[one for said in world.said.values() for one in said],
    )
    return found | {name: said[0] for name, said in not_held(facts).items()}


def carried(world: World, key: str) -> World:
    for item in world.kept[key].items:
        if item.case_id and item.state in WAITING:
            world = world.keep(sitting.carry_over(world.at(key), item.id, world.now))
    return world


def adopted(world: World, key: str) -> World:
    at = world.at(key)
    sitting.adoptable(at.meeting, world.today)
    if at.minutes is MinutesState.ADOPTED:
        raise NothingThereError
    return world.keep(replace(at, minutes=MinutesState.ADOPTED))

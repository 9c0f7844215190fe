"""Walks over the pure value, counted, with a way out of every state that they come to.

python -m walks.pure_figures --walks 20000 --steps 40      in tests/
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from casustafel.domain.at_table import on_agenda, saying, sitting
from casustafel.domain.cases import CaseStatus
from casustafel.domain.meetings import MeetingState
from casustafel.domain.minutes import MinutesState
from casustafel.domain.outcomes import OutcomeKind
from walks.choosing import Step, shortest, steps_of
from walks.promises import SETTLED, WAY_ON, WAY_OUT, WORDED
from walks.pure import OFTEN, STEPS, Walk
from walks.world import World, adopted, broken, carried, listed, outcome, planned

M = MeetingState

#: States from which nothing more is asked of the table.
ENDED = frozenset({*SETTLED, CaseStatus.WITHDRAWN})


def way_out(world: World) -> World:
    """Go to adopted minutes of every meeting that began; raises what a step raises when not."""
    began = world.meetings(M.IN_SESSION, M.CLOSED)
    last = max([world.today, *(world.kept[key].meeting.held_on for key in began)])
    world = replace(world, now=world.now + (last - world.today))
    for key in world.meetings(M.IN_SESSION):
        world = carried(world, key)
        world = world.keep(sitting.close(world.at(key), world.now))
    for key in world.meetings(M.CLOSED):
        if world.kept[key].minutes is not MinutesState.ADOPTED:
            world = adopted(world, key)
    return world


def way_on(world: World) -> World:
    """Go on from there to an outcome of every case that was not withdrawn."""
    for key in world.meetings(M.PLANNED):
        world = world.keep(on_agenda.cancel(world.at(key), world.now))
    world = planned(world, world.today)
    (key,) = world.meetings(M.PLANNED)
    for case in world.cases.values():
        if case.status not in ENDED:
            world = listed(world, key, case.id, unready=True)
    world = world.keep(sitting.open_meeting(world.at(key), world.now, world.today))
    for item in world.kept[key].items:
        if item.case_id:
            at = world.at(key)
            say = saying.ratify if at.place(item.id).to_ratify else saying.record
            said = outcome(world, item.id, item.case_id, OutcomeKind.GRANTED)
            world = world.keep(say(at, item.id, said, world.now))
            world = replace(world, made=world.made + 1)
    world = adopted(world.keep(sitting.close(world.at(key), world.now)), key)
    left = [case.number for case in world.cases.values() if case.status not in ENDED]
    assert not left, f"without an outcome: {left}"
    return world


def faults_of(world: World, *, on: bool = False) -> dict[str, str]:
    """Return what does not hold of a world, or that it has no way out (and `on`), by promise."""
    found = broken(world)
    for name, way in ((WAY_OUT, way_out), (WAY_ON, way_on))[: 1 + on]:
        if found:
            break
        try:
            world = way(world)
            found = broken(world)
        except Exception as error:  # noqa: BLE001 - any fault is what a walk looks for
            found = {name: repr(error)[:200]}
    return found


@dataclass
class Walked:
    """A walk that was taken: its steps in words, and what broke first."""

    told: list[str] = field(default_factory=list)
    found: dict[str, str] = field(default_factory=dict)


def walked(steps: Iterable[Step]) -> Walked:
    """Take a walk until a promise breaks; there is a way out after each step, and on at its end."""
    walk, found = Walk(), dict[str, str]()
    for one in steps:
        before = walk.world
        try:
            walk.do(one)
        except Exception as error:  # noqa: BLE001 - any fault is what a walk looks for
            walk.told.append(f"{one}: {error!r}")
            found = {WORDED: repr(error)[:200]}
        if walk.world is not before:
            found = found or faults_of(walk.world)
        if found:
            break
    return Walked(walk.told, found or faults_of(walk.world, on=True))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--walks", type=int, default=20_000)
    asked.add_argument("--steps", type=int, default=40)
    asked.add_argument("--from-seed", type=int, default=0)
    wanted = asked.parse_args()
    began = time.monotonic()
    counts, steps, first = Counter[str](), Counter[str](), dict[str, list[Step]]()
    for seed in range(wanted.from_seed, wanted.from_seed + wanted.walks):
        taken = steps_of(STEPS, OFTEN, seed, wanted.steps)
        walk = walked(taken)
        counts.update(list(walk.found))
        steps.update(line.split(" ", 1)[0] for line in walk.told if line.endswith(": done"))
        for name in walk.found:
            first.setdefault(name, taken)
    print(f"{wanted.walks} walks, {time.monotonic() - began:.0f} s")
    print("steps done:", ", ".join(f"{name} {count}" for name, count in sorted(steps.items())))
    print("no promise broken" if not counts else counts.most_common())
    for name, taken in first.items():
        fewer = shortest(taken, lambda some, name=name: name in walked(some).found)
        said = walked(fewer)
        print(f"\n{name}\n  {said.found[name]}", *said.told, sep="\n  ")
    sys.exit(bool(counts))


if __name__ == "__main__":
    main()

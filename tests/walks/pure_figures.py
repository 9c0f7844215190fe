"""Walks over the pure value, counted, with a way out of every state that they come to.

python -m walks.pure_figures --walks 20000 --steps 40      in tests/
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from casustafel.domain import at_table
from casustafel.domain.cases import CaseStatus
from casustafel.domain.meetings import MeetingState
from casustafel.domain.minutes import MinutesState
from walks.choosing import Choosing, Step, shortest, steps_of
from walks.promises import SETTLED, WAY_ON, WAY_OUT, WORDED
from walks.pure import OFTEN, STEPS, Walk
from walks.world import World, adopted, broken, carried, listed, planned

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
        world = world.keep(at_table.close(world.at(key), world.now))
    for key in world.meetings(M.CLOSED):
        if world.kept[key].minutes is not MinutesState.ADOPTED:
            world = adopted(world, key)
    return world


def way_on(world: World) -> World:
    """Go on from there to an outcome of every case that was not withdrawn."""
    for key in world.meetings(M.PLANNED):
        world = world.keep(at_table.cancel(world.at(key), world.now))
    walk = Walk(planned(world, world.today))
    walk.numbers = Choosing((0, 1)).numbers  # granted, with a quorum
    (key,) = walk.world.meetings(M.PLANNED)
    for case in walk.world.cases.values():
        if case.status not in ENDED:
            walk.world = listed(walk.world, key, case.id, unready=True)
    at = walk.world.at(key)
    walk.world = walk.world.keep(at_table.open_meeting(at, walk.world.now, walk.world.today))
    for item in walk.world.kept[key].items:
        if item.case_id:
            at = walk.world.at(key)
            say = at_table.ratify if at.place(item.id).to_ratify else at_table.record
            walk.numbers = Choosing((0, 1)).numbers
            outcome = walk.outcome(item.id, item.case_id)
            after = walk.world.keep(say(at, item.id, outcome, walk.world.now))
            walk.world = replace(after, made=after.made + 1)
    world = walk.world.keep(at_table.close(walk.world.at(key), walk.world.now))
    world = adopted(world, key)
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
        try:
            if not walk.do(one):
                continue
        except Exception as error:  # noqa: BLE001 - any fault is what a walk looks for
            walk.told.append(f"{one}: {error!r}")
            found = {WORDED: repr(error)[:200]}
        if found := found or faults_of(walk.world):
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

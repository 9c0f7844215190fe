"""Walks over the services, counted: how many, steps per kind, promises that broke in how many.

    python -m walks.figures --walks 300 --steps 30      in tests/, with the same numbers each time

`--show` gives the shortest walk that was found for each promise that broke.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from walks.choosing import Step, shortest, steps_of
from walks.over_services import OFTEN
from walks.promises import WAY_ON, WAY_OUT, broken
from walks.table import STEPS, begun, template
from walks.way_out import way_on, way_out


@dataclass
class Figures:
    """What was counted; `walks_broken` and `steps_broken` are by promise."""

    walks: int = 0
    steps: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    walks_broken: Counter[str] = field(default_factory=Counter)
    steps_broken: Counter[str] = field(default_factory=Counter)
    whole: int = 0
    first: dict[str, tuple[int, str]] = field(default_factory=dict)

    def __str__(self) -> str:
        lines = [f"{self.walks} walks, {self.whole} of them without a broken promise"]
        lines += ["", f"{'promise that broke':88} walks  steps"]
        lines += [
            f"{name:88} {count:5}  {self.steps_broken[name]:5}"
            for name, count in self.walks_broken.most_common()
        ]
        lines += ["", f"{'step':24} taken  refused in words"]
        lines += [f"{name:24} {self.steps[name]:5}  {self.refused[name]:5}" for name in STEPS]
        return "\n".join(lines)


def walked(
    start: Path,
    steps: Sequence[Step],
    figures: Figures | None = None,
    *,
    most: int,
    until: str = "",
) -> dict[str, str]:
    """Take a walk with its way out; return what broke, by promise, with what was found first."""
    found: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder, begun(start, Path(folder) / "walk") as walk:
        for one in steps:
            if len(walk.told) == most:
                break
            said = walk.do(one)
            for name, faults in said.items():
                found.setdefault(name, faults[0])
            if figures is not None:
                figures.steps_broken.update(list(said))
            if until in found:
                return found
        if figures is not None:
            for line in walk.told:
                name, _, end = line.partition(" ")
                figures.steps[name] += 1
                figures.refused[name] += "refused: " in end
        for name, way in ((WAY_OUT, way_out), (WAY_ON, way_on)):
            try:
                way(walk.table)
            except Exception as error:  # noqa: BLE001 - any fault is what a walk looks for
                found[name] = repr(error)[:200]
                break
            for broke, faults in walk.table.ask(broken).items():
                found.setdefault(broke, f"after the way out: {faults[0]}")
    return found


def counted(walks: int, steps: int) -> Figures:
    """Take so many walks of so many steps."""
    figures = Figures()
    with tempfile.TemporaryDirectory() as folder:
        start = template(Path(folder))
        for seed in range(walks):
            found = walked(start, steps_of(STEPS, OFTEN, seed, 4 * steps), figures, most=steps)
            figures.walks += 1
            figures.whole += not found
            figures.walks_broken.update(list(found))
            for name, fault in found.items():
                figures.first.setdefault(name, (seed, fault))
    return figures


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--walks", type=int, default=300)
    asked.add_argument("--steps", type=int, default=30)
    asked.add_argument("--show", action="store_true")
    wanted = asked.parse_args()
    began = time.monotonic()
    figures = counted(wanted.walks, wanted.steps)
    print(figures)
    print(f"\n{time.monotonic() - began:.0f} s")
    if wanted.show:
        show(figures, wanted.steps)
    sys.exit(figures.whole != figures.walks)


def show(figures: Figures, count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        start = template(Path(folder) / "start")
        for name, (seed, fault) in figures.first.items():
            print(f"\n{name}\n  walk {seed}: {fault}")
            steps = shortest(
                steps_of(STEPS, OFTEN, seed, 4 * count),
                lambda fewer, name=name: name in walked(start, fewer, most=count, until=name),
            )
            with begun(start, Path(folder) / f"{seed}{len(name)}") as walk:
                for one in steps:
                    walk.do(one)
                print("\n".join(f"  {line}" for line in walk.told))


if __name__ == "__main__":
    main()

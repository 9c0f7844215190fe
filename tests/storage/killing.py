"""Killing a process at its work, again and again, and counting what was lost.

The child says on its output what it is doing: `open N` inside a transaction, `kept N` after the
commit was confirmed. The parent kills it right after a line that it chose, while the child goes
on; so the kills fall between and within transactions, at moments that nobody arranged.
"""

import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

#: How a process ends that `Popen.kill` ended.
KILLED = 1 if sys.platform == "win32" else -9


@dataclass(frozen=True, slots=True)
class Tally:
    """`kills` processes killed, of which `within` a transaction; `confirmed` changes in all, of
    which `lost` are gone; `halves` are changes of which only a part is there.
    """

    kills: int
    within: int
    confirmed: int
    lost: int
    halves: int

    def __str__(self) -> str:
        return (
            f"{self.kills} kills ({self.within} within a transaction), {self.confirmed} confirmed,"
            f" {self.lost} lost, {self.halves} halves"
        )


@dataclass(frozen=True, slots=True)
class Found:
    """What is in the store afterwards: the numbers that are there whole, and half."""

    whole: frozenset[int]
    half: frozenset[int]


def kill_again_and_again(
    script: Path, arguments: list[str], look: Callable[[], Found], *, kills: int, seed: int
) -> Tally:
    """Run `script` with `arguments` and kill it, `kills` times over the same store.

    A busy machine kills nearly always within a transaction, or nearly never: it goes on, to three
    times as many, until both have happened. The child is given the number to begin with as its
    last argument. `look` opens the store.
    """
    chance = random.Random(seed)
    confirmed: set[int] = set()
    done = within = 0
    start = 1
    while done < kills or (within in (0, done) and done < 3 * kills):
        kept, was_within = _run_and_kill(script, [*arguments, str(start)], chance)
        confirmed |= kept
        within += was_within
        done += 1
        found = look()
        start = max(confirmed | found.whole | found.half, default=0) + 1
    found = look()
    return Tally(done, within, len(confirmed), len(confirmed - found.whole), len(found.half))


def _run_and_kill(
    script: Path, arguments: list[str], chance: random.Random
) -> tuple[set[int], bool]:
    lines_to_wait = chance.randint(1, 60)
    child = subprocess.Popen(
        [sys.executable, str(script), *arguments], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    kept: set[int] = set()
    last = ""
    for count, line in enumerate(child.stdout, start=1):
        last = _noted(line, kept)
        if count == lines_to_wait:
            child.kill()
            break
    # What it still said before it died was confirmed as well.
    for line in child.stdout:
        last = _noted(line, kept)
    child.stdout.close()
    status = child.wait(30)
    assert status == KILLED, f"the child ended by itself: {status}"
    return kept, last == "open"


def _noted(line: str, kept: set[int]) -> str:
    word, _, number = line.strip().partition(" ")
    # A line cut off by the kill has no end of line, and says nothing.
    if word == "kept" and line.endswith("\n"):
        kept.add(int(number))
    return word

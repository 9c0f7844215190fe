"""Print what each part of `.ci/run` took, and say when they take too long together.

    python .ci/times.py FILE        FILE holds a line for each part: its name and its seconds

It never ends with a fault: a slow or busy machine is no reason to refuse a change.
"""

import sys
from pathlib import Path

#: Seconds of all parts on a machine of two cores that does nothing else.
LIMIT = 30 * 60


def told(seconds: dict[str, int]) -> str:
    """Return the table, and below it a sentence when the sum passes `LIMIT`."""
    total = sum(seconds.values())
    rows = [*seconds.items(), ("together", total)]
    lines = [f"{name:12} {spent // 60:3}:{spent % 60:02}" for name, spent in rows]
    if total > LIMIT:
        longest = max(seconds, key=seconds.__getitem__)
        lines.append(
            f"\nThis took over {LIMIT // 60} minutes. Was the machine quiet, then make it shorter"
            f" before it grows further; {longest} takes the most."
        )
    return "\n".join(lines)


if __name__ == "__main__":
    given = [line.split() for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    print("\n" + told({name: int(spent) for name, spent in given}))

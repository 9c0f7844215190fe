"""The process that is killed while it changes a passphrase: `word 1`, `word 2`, and so on.

Arguments: file of keys, number of the passphrase that it has now.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from casustafel.storage import keys


def main(path: str, first: str) -> None:
    number = int(first)
    unlocked = keys.unlock(Path(path), f"word {number}")
    cost = keys.Cost(memory_kib=8, iterations=1)
    while True:
        number += 1
        unlocked = keys.change_passphrase(
            Path(path), unlocked, f"word {number}", now=datetime(2026, 3, 2, tzinfo=UTC), cost=cost
        )
        sys.stdout.write(f"kept {number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])

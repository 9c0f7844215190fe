"""How far a list is, told to whoever waits for it; they may stop it by raising."""

from collections.abc import Callable

#: Told how much is done and how much there is.
Progress = Callable[[int, int], None]

#: Told once in so many rows.
TOLD_ONCE_IN = 500


def unheard(_done: int, _total: int) -> None:
    """Stand for nobody who waits."""

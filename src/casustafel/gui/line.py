"""The line to a server: whoever finds it cut waits for it, and does again what was not done."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from casustafel.domain.errors import CUT, CasustafelError

T = TypeVar("T")
#: How often something is done again that ends the line each time, while the line is there.
_MOST = 6


class Line(Protocol):
    """What background work needs of whoever listens to a server."""

    @property
    def present(self) -> bool:
        """Whether the server can be reached, as far as is known."""

    def patience(self) -> bool:
        """Wait a while; say whether to go on trying."""

    def lead(self, meeting: str) -> None:
        """Want to lead a meeting, or none."""

    def take_lead(self) -> None:
        """Ask whoever leads that meeting to let go of it."""

    def stop(self) -> None:
        """Listen no longer; nobody waits any more."""


def patiently(run: Callable[[], T], line: Line | None, wanted: Callable[[], bool]) -> T:
    """Do something, and again when the line was cut under it, for as long as it is `wanted`.

    What was cut is not kept: the server rolls it back, and a unit of work whose end was not heard
    asks after it itself.
    """
    tries = 0
    while True:
        try:
            return run()
        except CasustafelError as error:
            if line is None or error.code not in CUT:
                raise
            tries += line.present
            goes_on = tries <= _MOST and wanted() and line.patience()
            while goes_on and not line.present:
                goes_on = wanted() and line.patience()
            if not goes_on:
                raise

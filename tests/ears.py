"""Who hears what a server tells, in a test."""

import queue
from typing import Any

from casustafel.bootstrap import Workspace
from casustafel.domain.errors import CasustafelError
from casustafel.storage import listening

SOON = 10


class Ears:
    """Remembers what was heard; each is waited for, and nobody waits longer than SOON."""

    def __init__(self) -> None:
        self.heard: queue.Queue[Any] = queue.Queue()
        self.cut: queue.Queue[CasustafelError | None] = queue.Queue()
        self.led: queue.Queue[tuple[str, str]] = queue.Queue()

    def on(self, workspace: Workspace) -> listening.Listener:
        listener = workspace.listen(self.heard.put, self.cut.put, self.led.put)
        assert listener is not None
        assert self.cut.get(timeout=SOON) is None
        assert self.heard.get(timeout=SOON) is None  # at first anything may be another
        return listener

    def until(self, told: "queue.Queue[Any]", wanted: object) -> None:
        """Wait until something is told, whatever is told before it."""
        while told.get(timeout=SOON) != wanted:
            pass

    def cut_off(self) -> str:
        error = self.cut.get(timeout=SOON)
        assert error is not None
        return error.code

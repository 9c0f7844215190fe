"""One thing at a time beside the window, before there is a workspace to work with."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from casustafel.domain.errors import CasustafelError


class OneTask(QObject):
    """Runs a task in a thread of its own and answers in the window's thread."""

    broke = Signal(object)
    """An exception that is a fault of the program."""
    _done = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._then: Callable[[Any], object] = lambda _result: None
        self._failed: Callable[[CasustafelError], object] = lambda _error: None
        self.busy = False
        """Whether it runs."""
        self._done.connect(self._deliver)

    def start(
        self,
        task: Callable[[], Any],
        then: Callable[[Any], object],
        failed: Callable[[CasustafelError], object],
    ) -> None:
        """Run `task`; while one is under way another is not started."""
        if self.busy:
            return
        self.busy, self._then, self._failed = True, then, failed

        def run() -> None:
            result: Any = None
            error: Exception | None = None
            try:
                result = task()
            except Exception as raised:  # noqa: BLE001 - routed to the window, never swallowed
                error = raised
            self._done.emit(result, error)

        threading.Thread(target=run, name="start", daemon=True).start()

    def _deliver(self, result: Any, error: Exception | None) -> None:
        self.busy = False
        if error is None:
            self._then(result)
        elif isinstance(error, CasustafelError):
            self._failed(error)
        else:
            # The page goes back to where it was; the window reports what happened.
            self._failed(CasustafelError("unexpected"))
            self.broke.emit(error)

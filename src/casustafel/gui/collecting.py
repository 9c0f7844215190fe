"""Garbage is collected in the thread of the window alone; what that needs of Python 3.11."""

import ctypes
import gc
import sys

from PySide6.QtCore import QObject, QTimer

_LASTING = 1 << (60 if sys.maxsize > 1 << 32 else 29)
_NEAR = 100


def make_constants_last() -> bool:
    """Give the constants a reference count that does not run out; say whether they now have one.

    Where the count is not found where CPython keeps it, nothing is touched.
    """
    made = [_make_last(constant) for constant in (None, True, False, NotImplemented)]
    return all(made)


def _make_last(constant: object) -> bool:
    counted = sys.getrefcount(constant)
    if counted >= _LASTING // 2:
        return True
    if sys.implementation.name != "cpython":
        return False
    count = ctypes.c_ssize_t.from_address(id(constant))
    if abs(count.value - counted) > _NEAR:
        return False
    count.value += _LASTING
    return True


_LOOK_MS = 1000


class Collector(QObject):
    """Stops the collecting in other threads and does it here, once a second when there is need."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation whose turn it is, by Python's own thresholds."""
        limits, counts = gc.get_threshold(), gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > limits[generation]:
                gc.collect(generation)
                return

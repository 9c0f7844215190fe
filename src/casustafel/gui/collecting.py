"""Python's collector of cycles runs in the window's thread only.

Left alone it runs in whichever thread happens to make the object too many: a reader of the
database then takes the leftovers of a closed dialog apart, and Qt does not survive that its
widgets go in another thread than their own. See docs/decisions/collecting-in-one-thread.md.
"""

import gc

from PySide6.QtCore import QObject, QTimer

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

"""Keeps what is typed within a second as a draft, so that a kill of the program loses nothing."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

#: The promise is two seconds; the first keystroke starts the wait, further ones do not prolong it.
_WAIT_MS = 600

Keep = Callable[[str, str, object], object]


class DraftKeeper(QObject):
    """Collects the fields that are being typed in at one item, and hands them on together."""

    def __init__(self, keep: Keep, parent: QObject | None = None) -> None:
        """`keep` gets the item, the field and its value."""
        super().__init__(parent)
        self._keep = keep
        self._item = ""
        self._typed: dict[str, Callable[[], object]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.flush)

    def begin(self, item_id: str) -> None:
        """Go on at another item; what was typed at the former one is kept first."""
        self.flush()
        self._item = item_id

    def typed(self, field: str, read: Callable[[], object]) -> None:
        """Note that somebody types in a field; `read` gives its value when it is kept."""
        self._typed[field] = read
        if not self._timer.isActive():
            self._timer.start()

    def confirmed(self, field: str) -> None:
        """Forget a field: what it holds is written down for good."""
        self._typed.pop(field, None)

    def flush(self) -> None:
        """Keep everything now."""
        self._timer.stop()
        typed, self._typed = self._typed, {}
        for field, read in typed.items():
            self._keep(self._item, field, read())

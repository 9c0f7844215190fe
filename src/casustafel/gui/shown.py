"""What stands on a screen, so that a write can say what its writer saw."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any


class Shown:
    """Fields as they were read, and over them what was sent and is not answered yet.

    Without the latter a second write in a row, or a list that was read just before the first came
    through, would be a conflict with oneself.
    """

    def __init__(self) -> None:
        self._read: dict[Hashable, object] = {}
        self._sent: dict[Hashable, list[object]] = {}

    def read(self, fields: Mapping[Any, object]) -> None:
        """Take over fields as they were read; those of what is shown no more are forgotten."""
        self._read = dict(fields)

    def seen(self, field: Hashable) -> object:
        """Return a field as it stands on the screen; None for one that is empty."""
        sent = self._sent.get(field)
        return sent[-1] if sent else self._read.get(field)

    def send(self, field: Hashable, value: object) -> Callable[[bool], None]:
        """Remember what is sent; what is returned is called with whether it was kept."""
        self._sent.setdefault(field, []).append(value)

        def answered(kept: bool) -> None:
            sent = self._sent[field]
            sent.remove(value)
            if not sent:
                del self._sent[field]
            if kept:
                self._read[field] = value

        return answered

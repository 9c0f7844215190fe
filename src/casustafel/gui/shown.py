"""What stands on a screen, so that a write can say what its writer saw."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

from casustafel.services.meeting.room_desk import Seated
from casustafel.services.use_case import Seen, seen


def presence_of(seats: Iterable[Seated]) -> dict[tuple[str, str], object]:
    """Return what is shown of who is there, by member and field."""
    return {
        (seat.member.id, name): getattr(seat.attendance, name)
        for seat in seats
        for name in ("presence", "substitute", "left")
    }


class Shown:
    """Fields as they were read, and over them what was sent and is not answered yet.

    Without the latter a second write in a row, or a list that was read just before the first came
    through, would be a conflict with oneself.
    """

    def __init__(self) -> None:
        self._read: dict[Hashable, object] = {}
        self._sent: dict[Hashable, list[object]] = {}

    def read(self, fields: Mapping[Any, object], typing: Iterable[Hashable] = ()) -> None:
        """Take over fields as they were read; those of what is shown no more are forgotten.

        Who is `typing` in a field sees what stood there before, whatever others make of it.
        """
        held = {field: self._read[field] for field in typing if field in self._read}
        self._read = {**fields, **held}

    def seen(self, field: Hashable) -> object:
        """Return a field as it stands on the screen; None for one that is empty."""
        sent = self._sent.get(field)
        return sent[-1] if sent else self._read.get(field)

    def overwriting(
        self, key: str, about: str, new: Mapping[str, object]
    ) -> tuple[Seen[str], Callable[[bool], None]]:
        """Return a key with what its writer saw of the fields of something, and as `send`."""
        at = seen(key, **{name: self.seen((about, name)) for name in new})
        answers = [self.send((about, name), value) for name, value in new.items()]

        def answered(kept: bool) -> None:
            for answer in answers:
                answer(kept)

        return at, answered

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

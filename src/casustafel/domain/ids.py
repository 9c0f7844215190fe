"""Keys of records and numbers of cases."""

import os
import re
import threading
import time
from array import array
from collections.abc import Iterator

from casustafel.domain.errors import UsageError

#: How many records share one question to the system for chance: it costs more than all the rest.
_AT_A_TIME = 4096
#: How many ids are given out ahead to a flow of records.
_IN_A_FLOW = 256


class _Ids:
    """Gives out UUIDv7: milliseconds with a counter of 12 bits, rising strictly; and chance."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0
        self._chances: list[str] = []

    def some(self, count: int) -> list[str]:
        # The counter runs on into the next millisecond when one holds more than 4,096 records,
        # as a bulk import does.
        with self._lock:
            first = max(time.time_ns() // 1_000_000 << 12, self._last + 1)
            self._last = first + count - 1
            if len(self._chances) < count:
                self._chances += _chances(max(count, _AT_A_TIME))
            chances = self._chances[-count:]
            del self._chances[-count:]
        found: list[str] = []
        while (at := first + len(found)) < first + count:
            # All ids of a millisecond begin alike, and the counter tells them apart.
            moment = f"{at >> 12:012x}"
            head, rest = f"{moment[:8]}-{moment[8:]}-7", chances[len(found) :]
            counted = _THREE_DIGITS[at & 0xFFF : (at & 0xFFF) + len(rest)]
            found += [head + number + end for number, end in zip(counted, rest, strict=False)]
        return found


_THREE_DIGITS = [f"{number:03x}-" for number in range(0x1000)]


def _chances(count: int) -> list[str]:
    """Return the last two groups of many ids: the variant and 60 bits of chance each."""
    numbers, ends = array("H", os.urandom(2 * count)), os.urandom(6 * count).hex("-", 6).split("-")
    return [
        f"8{_THREE_DIGITS[number & 0xFFF]}{end}" for number, end in zip(numbers, ends, strict=True)
    ]


_ids = _Ids()


def new_id() -> str:
    """Return a new UUIDv7 (RFC 9562) in its 36-character form.

    Within one process the ids rise strictly, so that sorting by id is sorting by creation.
    """
    return _ids.some(1)[0]


def new_ids(count: int) -> list[str]:
    """Return as many new ids, one at least, in their order: much faster than one by one."""
    return _ids.some(count)


def flowing_ids() -> Iterator[str]:
    """Yield new ids for records that are made in a flow, however many they are."""
    while True:
        yield from new_ids(_IN_A_FLOW)


def case_number(prefix: str, year: int, sequence: int) -> str:
    """Return the number of a case, such as CPV-2026-0141: at least four digits, never reused."""
    return f"{prefix}-{year}-{sequence:04d}"


_NUMBER = re.compile(r"([A-Z]{2,6})-(\d{4})-(\d{4,9})")


def parse_case_number(text: str) -> tuple[str, int, int]:
    """Return prefix, year of receipt and sequence of a case number. Raises UsageError."""
    found = _NUMBER.fullmatch(text.strip().upper())
    if not found:
        raise UsageError("case-number-invalid", number=text)
    return found[1], int(found[2]), int(found[3])

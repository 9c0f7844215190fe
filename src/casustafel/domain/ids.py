"""Keys of records and numbers of cases."""

import os
import re
import threading
import time

from casustafel.domain.errors import UsageError

#: How many records share one question to the system for chance: it costs more than all the rest.
_AT_A_TIME = 4096


class _Ids:
    """Gives out UUIDv7: milliseconds with a counter of 12 bits, rising strictly; and chance."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0
        self._millisecond = -1
        self._head = ""
        self._chances: list[str] = []

    def next(self) -> str:
        # The counter runs on into the next millisecond when one holds more than 4,096 records,
        # as a bulk import does.
        with self._lock:
            self._last = last = max(time.time_ns() // 1_000_000 << 12, self._last + 1)
            if last >> 12 != self._millisecond:
                self._millisecond = last >> 12
                self._head = f"{last >> 28:08x}-{last >> 12 & 0xFFFF:04x}-7"
            if not self._chances:
                self._chances = _chances()
            return f"{self._head}{last & 0xFFF:03x}-{self._chances.pop()}"


def _chances() -> list[str]:
    """Return the last two groups of many ids: the variant and 60 bits of chance each."""
    digits = os.urandom(8 * _AT_A_TIME).hex()
    ends = range(0, len(digits), 16)
    return [f"8{digits[at : at + 3]}-{digits[at + 3 : at + 15]}" for at in ends]


_ids = _Ids()


def new_id() -> str:
    """Return a new UUIDv7 (RFC 9562) in its 36-character form.

    Within one process the ids rise strictly, so that sorting by id is sorting by creation.
    """
    return _ids.next()


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

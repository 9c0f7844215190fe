"""Reading a definition file strictly: every value of the right kind, and nothing unknown.

Committees and frameworks are written by people and come from other municipalities, so a wrong
file is refused with the place where it is wrong, such as ``seats[2].laws``.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from casustafel.domain.errors import RuleError

E = TypeVar("E", bound=StrEnum)


class Part:
    """One object of a file, taken key by key; `done` refuses what nobody took.

    `refusal` is the code of the RuleError, which carries the place as its value `part`.
    """

    def __init__(self, plain: object, refusal: str, where: str = "") -> None:
        if not isinstance(plain, Mapping):
            raise RuleError(refusal, part=where or "{}")
        self._plain: Mapping[str, Any] = plain
        self._refusal = refusal
        self._where = where
        self._taken: set[str] = set()

    def wrong(self, name: str) -> RuleError:
        """Return the refusal of one value, to raise."""
        return RuleError(self._refusal, part=f"{self._where}.{name}" if self._where else name)

    def _take(self, name: str, kind: type | tuple[type, ...], default: Any) -> Any:
        self._taken.add(name)
        value = self._plain.get(name, default)
        # JSON's true is an int to Python, but no number to people.
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.wrong(name)
        return value

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text; without a default it must be there and say something."""
        value: str = self._take(name, str, default)
        if default is None and not value.strip():
            raise self.wrong(name)
        return value

    def number(self, name: str, default: int | None = None, *, least: int = 0) -> int:
        """Return a whole number of at least `least`."""
        value: int = self._take(name, int, default)
        if value < least:
            raise self.wrong(name)
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        """Return a yes or no."""
        return bool(self._take(name, bool, default))

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts; none when it is not there."""
        values = self._take(name, (list, tuple), ())
        if not all(isinstance(value, str) and value.strip() for value in values):
            raise self.wrong(name)
        return tuple(values)

    def pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return a list of two texts each; none when it is not there."""
        values = self._take(name, (list, tuple), ())
        for value in values:
            if not isinstance(value, list | tuple) or len(value) != 2:
                raise self.wrong(name)
            if not all(isinstance(one, str) and one.strip() for one in value):
                raise self.wrong(name)
        return tuple((one, other) for one, other in values)

    def day(self, name: str) -> date | None:
        """Return a day written yyyy-mm-dd; None when it is not there."""
        value = self._take(name, (str, type(None)), None)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError as error:
            raise self.wrong(name) from error

    def choice(self, name: str, choices: type[E], default: E | None = None) -> E:
        """Return one of the choices."""
        value = self._take(name, str, default)
        try:
            return choices(value)
        except ValueError as error:
            raise self.wrong(name) from error

    def choices(self, name: str, choices: type[E]) -> frozenset[E]:
        """Return a list of the choices; none when it is not there."""
        try:
            return frozenset(map(choices, self.texts(name)))
        except ValueError as error:
            raise self.wrong(name) from error

    def parts(self, name: str) -> tuple["Part", ...]:
        """Return a list of objects; none when it is not there."""
        values = self._take(name, (list, tuple), ())
        place = f"{self._where}.{name}" if self._where else name
        return tuple(
            Part(value, self._refusal, f"{place}[{at}]") for at, value in enumerate(values, 1)
        )

    def part(self, name: str) -> "Part | None":
        """Return an object; None when it is not there."""
        value = self._take(name, (Mapping, type(None)), None)
        if value is None:
            return None
        place = f"{self._where}.{name}" if self._where else name
        return Part(value, self._refusal, place)

    def done(self) -> None:
        """Refuse keys that nobody took: a slip of the pen must not pass in silence."""
        unknown = sorted(str(name) for name in set(self._plain) - self._taken)
        if unknown:
            raise self.wrong(unknown[0])

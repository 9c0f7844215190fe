"""The filters of a list: chips with counts, menus of what occurs, a search field.

A filter that says how a row fits it works on the rows that are here; one that does not is asked of
whoever reads the rows.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import Any, Generic, TypeVar

from casustafel.gui.widgets.chips import Chip

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class ChipOf(Generic[R]):
    """One of the chips; one that is not `usual` stands there only with rows, or while it is on."""

    key: str
    text: str
    fits: Callable[[R], bool] | None = None
    usual: bool = True


@dataclass(frozen=True, slots=True)
class MenuOf(Generic[R]):
    """A menu of what occurs in a list: `of` gives the key and the words of a row, or None.

    The words stand in their own order, or by `newest` from the last to the first.
    """

    key: str
    text: str
    all_text: str
    of: Callable[[R], tuple[str, str] | None] | None = None
    _: KW_ONLY
    newest: Callable[[R], Any] | None = None

    def choices(self, rows: Iterable[R]) -> list[Chip]:
        """Return what can be chosen among these rows."""
        if self.of is None:
            return []
        found: dict[str, tuple[Any, str]] = {}
        for row in rows:
            pair = self.of(row)
            if pair is not None:
                order = self.newest(row) if self.newest is not None else pair[1].casefold()
                found[pair[0]] = (order, pair[1])
        ordered = sorted(
            found.items(), key=lambda each: each[1][0], reverse=self.newest is not None
        )
        return [Chip(key, words) for key, (_order, words) in ordered]

    def fits(self, row: R, chosen: str) -> bool:
        """Say whether a row is among what was chosen."""
        if self.of is None or not chosen:
            return True
        pair = self.of(row)
        return pair is not None and pair[0] == chosen


@dataclass(frozen=True, slots=True)
class SearchOf(Generic[R]):
    """A search field with Ctrl+F; `matching` gives the rows that a text finds."""

    hint: str
    matching: Callable[[Sequence[R], str], Sequence[R]] | None = None
    says: str = ""
    """What F1 says of it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen in the filters: a chip, a key per menu, a text."""

    chip: str = ""
    menus: Mapping[str, str] = field(default_factory=dict)
    text: str = ""

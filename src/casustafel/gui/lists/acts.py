"""Something that can be done in a list: its button, its line in the menu of a row, its key."""

from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Generic, TypeVar

from casustafel.gui.widgets.buttons import ButtonKind

R = TypeVar("R")


def _always(_rows: object) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Act(Generic[R]):
    """Exactly one of `row` (the one under the cursor), `rows` (all selected) and `page`.

    `keys` is shown on the button and works on the page; a plain key, such as a letter, only while
    the list has the keyboard. `hint` is what F1 and the command box say instead of the button.
    `when` says for the selected rows whether it can be done, `words` and `tip` what then stands on
    the button and in its tip. `opens` lets Enter and a double click do it; without a `button` it
    stands in the menu of a row only. `may` says whether it is offered; else the list says so.
    """

    text: str
    row: Callable[[R], object] | None = None
    _: KW_ONLY
    rows: Callable[[Sequence[R]], object] | None = None
    page: Callable[[], object] | None = None
    keys: str = ""
    more_keys: tuple[str, ...] = ()
    hint: str = ""
    kind: ButtonKind = "secondary"
    when: Callable[[Sequence[R]], bool] = _always
    words: Callable[[Sequence[R]], str] | None = None
    tip: Callable[[Sequence[R]], str] | None = None
    may: Callable[[], bool] | None = None
    opens: bool = False
    button: bool = True

    @property
    def on_rows(self) -> bool:
        """Whether it is done with rows."""
        return self.page is None

    @property
    def plain_key(self) -> bool:
        """Whether its key is one that somebody may also type in a field."""
        return len(self.keys) == 1 or self.keys in ("Space", "Del")

    def said(self, rows: Sequence[R]) -> str:
        """Return what stands on the button while these rows are selected."""
        return self.text if self.words is None else self.words(rows)

    def fits(self, rows: Sequence[R]) -> bool:
        """Say whether it can be done with these rows, of which the first is under the cursor."""
        if self.page is not None:
            return self.when(rows)
        return bool(rows) and (self.row is None or len(rows) == 1) and self.when(rows)

    def do(self, rows: Sequence[R]) -> None:
        """Do it with these rows, if it can be done."""
        if not self.fits(rows):
            return
        if self.page is not None:
            self.page()
        elif self.rows is not None:
            self.rows(rows)
        elif self.row is not None:
            self.row(rows[0])

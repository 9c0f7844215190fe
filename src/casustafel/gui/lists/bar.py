"""The filters of a list and what can be done in it: chips, menus, a search field, buttons."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import Any, Generic, TypedDict, TypeVar

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QWidget

from casustafel.gui.lists.leaving import Whole
from casustafel.gui.widgets.buttons import ButtonKind, plain
from casustafel.gui.widgets.chips import Chip, FilterChipBar, MenuChip
from casustafel.gui.widgets.layout import wrapping
from casustafel.gui.widgets.search_box import SearchBox

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
            if (pair := self.of(row)) is not None:
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


def each_word(of: Callable[[R], str]) -> Callable[[Sequence[R], str], list[R]]:
    """Return what finds the rows whose words hold each word that was typed."""

    def matching(rows: Sequence[R], text: str) -> list[R]:
        words = text.casefold().split()
        return [row for row in rows if all(word in of(row).casefold() for word in words)]

    return matching


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen in the filters: a chip, a key per menu, a text."""

    chip: str = ""
    menus: Mapping[str, str] = field(default_factory=dict)
    text: str = ""


def fitting(
    rows: Sequence[R],
    choice: Choice,
    chips: Sequence[ChipOf[R]],
    menus: Sequence[MenuOf[R]],
    search: SearchOf[R] | None,
) -> list[R]:
    """Return the rows that the filters show."""
    chip = next((each for each in chips if each.key == choice.chip), None)
    shown = [
        row
        for row in rows
        if (chip is None or chip.fits is None or chip.fits(row))
        and all(menu.fits(row, choice.menus.get(menu.key, "")) for menu in menus)
    ]
    if search is not None and search.matching is not None:
        return list(search.matching(shown, choice.text))
    return shown


@dataclass(frozen=True, slots=True)
class Act(Generic[R]):
    """Exactly one of `row` (the one under the cursor), `rows` (all selected) and `page`.

    `keys` is shown on the button and works on the page; a plain key, such as a letter, only while
    the list has the keyboard. `hint` is what F1 and the command box say instead of the button.
    `when` says for the selected rows whether it can be done, `words` and `tip` what then stands on
    the button and in its tip. `opens` lets Enter and a double click do it; without a `button` it
    stands in the menu of a row, or of the list. `may` says whether it is offered; else the list
    says so. `why` is said where its key is pressed and it cannot be done.
    """

    text: str
    row: Callable[[R], object] | None = None
    keys: str = ""
    hint: str = ""
    _: KW_ONLY
    rows: Callable[[Sequence[R]], object] | None = None
    page: Callable[[], object] | None = None
    more_keys: tuple[str, ...] = ()
    kind: ButtonKind = "secondary"
    when: Callable[[Sequence[R]], bool] = lambda _rows: True
    words: Callable[[Sequence[R]], str] | None = None
    tip: Callable[[Sequence[R]], str] | None = None
    may: Callable[[], bool] | None = None
    opens: bool = False
    button: bool = True
    why: str = ""

    @property
    def on_rows(self) -> bool:
        """Whether it is done with rows."""
        return self.page is None

    @property
    def plain_key(self) -> bool:
        """Whether its key is one that somebody may also type in a field."""
        return bool(self.keys) and plain(self.keys)

    def said(self, rows: Sequence[R]) -> str:
        """Return what stands on the button while these rows are selected."""
        return self.text if self.words is None else self.words(rows)

    def fits(self, rows: Sequence[R]) -> bool:
        """Say whether it can be done with these rows, of which the first is under the cursor."""
        if self.page is not None:
            return self.when(rows)
        return bool(rows) and (self.row is None or len(rows) == 1) and self.when(rows)

    def do(self, rows: Sequence[R]) -> None:
        """Do it with these rows, with which it can be done."""
        if self.page is not None:
            self.page()
        elif self.rows is not None:
            self.rows(rows)
        elif self.row is not None:
            self.row(rows[0])


class Given(TypedDict, Generic[R], total=False):
    """What a list may have beside its columns.

    `may` says whether acts are offered at all; `beside` stands at the right of the filters,
    `lead` at their left; `empty`, where `lists.toml` says nothing of it, may end with a button
    that helps; `whole` gives what reads every row that is asked for, where not all of them are
    here; `begins_at` says on which of the shown rows the cursor is while there is none.
    """

    chips: Sequence[ChipOf[R]]
    menus: Sequence[MenuOf[R]]
    search: SearchOf[R]
    acts: Sequence[Act[R]]
    may: Callable[[], bool]
    empty: tuple[str, str] | tuple[str, str, str, Callable[[], object]]
    none_left: tuple[str, str]
    beside: Sequence[QWidget]
    lead: Sequence[QWidget]
    whole: Callable[[], Whole[R]]
    begins_at: Callable[[Sequence[R]], R]
    parent: QWidget


_SEARCH = (200, 300)


class FilterBar(QWidget):
    """Holds what is chosen, also of what is not offered yet."""

    changed = Signal(bool)
    """The user chose something else; whether the rows that are here answer it."""

    def __init__(
        self,
        title: str,
        chips: Sequence[ChipOf[Any]],
        menus: Sequence[MenuOf[Any]],
        search: SearchOf[Any] | None,
        lead: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.known = chips
        """The chips there may be; another table may have others."""
        self._wanted: Choice | None = None
        row, self._right = wrapping(*lead, gap=8, of=self), wrapping(gap=8)
        if lead:
            row.addStretch(1)
        self.chips: FilterChipBar | None = None
        if chips:
            self.chips = FilterChipBar(title, self)
            self.chips.chosen.connect(self._chip_chosen)
            self.offer_chips({})
            row.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)
        self.search: SearchBox | None = None
        if search is not None:
            self.search = SearchBox(search.hint, "Ctrl+F", self)
            self.search.set_widths(*_SEARCH)
            here = search.matching is not None
            self.search.text_settled.connect(lambda _text: self.changed.emit(here))
            self._right.addWidget(self.search)
        self.menus: dict[str, MenuChip] = {}
        for menu in menus:
            made = MenuChip(menu.text, menu.all_text, self)
            made.chosen.connect(lambda _key, inside=menu.of is not None: self.changed.emit(inside))
            self._right.addWidget(made)
            self.menus[menu.key] = made
        row.addLayout(self._right)
        if not chips and not lead:
            row.addStretch(1)

    def add(self, widget: QWidget) -> None:
        """Put something at the right of the filters."""
        self._right.addWidget(widget)

    @property
    def choice(self) -> Choice:
        """What is chosen, or will be as soon as it is offered."""
        if self._wanted is not None:
            return self._wanted
        return Choice(
            self.chips.key if self.chips is not None else "",
            {key: menu.key for key, menu in self.menus.items() if menu.key},
            self.search.text() if self.search is not None else "",
        )

    def show_choice(self, choice: Choice) -> None:
        """Choose this, without a signal; what is not offered yet once it is."""
        chip = choice.chip
        if not chip and self.known and "" not in {each.key for each in self.known}:
            chip = self.known[0].key
        self._wanted = Choice(chip, choice.menus, choice.text)
        if self.search is not None and self.search.text() != choice.text:
            with QSignalBlocker(self.search):
                self.search.setText(choice.text)

    def _chip_chosen(self, key: str) -> None:
        self.changed.emit(any(each.fits is not None for each in self.known if each.key == key))

    def offer_chips(self, counts: Mapping[str, int]) -> None:
        """Show the chips with how many rows each stands for."""
        if self.chips is None:
            return
        on = self.choice.chip if self._wanted is not None else self.chips.key
        self.chips.set_chips(
            [
                Chip(each.key, each.text, counts.get(each.key))
                for each in self.known
                if each.usual or counts.get(each.key) or each.key == on
            ]
        )

    def offer(self, counts: Mapping[str, int], choices: Mapping[str, Sequence[Chip]]) -> None:
        """Show what can be chosen, with what was wanted of it chosen."""
        self.offer_chips(counts)
        for key, offered in choices.items():
            self.menus[key].set_choices(offered)
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        if self.chips is not None and wanted.chip in {each.key for each in self.known}:
            self.chips.show_choice(wanted.chip)
        for key, menu in self.menus.items():
            chosen = wanted.menus.get(key, "")
            if chosen in {each.key for each in choices.get(key, ())}:
                menu.show_choice(chosen)
            else:
                menu.clear_choice()

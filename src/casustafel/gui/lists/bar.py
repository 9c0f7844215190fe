"""The filters of a list in a row: chips at the left, the rest at the right."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casustafel.gui.lists.filters import ChipOf, Choice, MenuOf, SearchOf
from casustafel.gui.theme import theme
from casustafel.gui.widgets.chips import Chip, FilterChipBar, MenuChip
from casustafel.gui.widgets.search_box import SearchBox
from casustafel.gui.widgets.wrapping_row import WrappingRow

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
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._known = chips
        self._wanted: Choice | None = None
        px = theme().px
        row, self._right = WrappingRow(self), WrappingRow()
        row.setContentsMargins(0, 0, 0, 0)
        for each in (row, self._right):
            each.setSpacing(px(8))
        self.chips: FilterChipBar | None = None
        if chips:
            self.chips = FilterChipBar(title, self)
            inside = {chip.key: chip.fits is not None for chip in chips}
            self.chips.chosen.connect(lambda key: self.changed.emit(inside[key]))
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
        if not chips:
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
        if not chip and self._known and "" not in {each.key for each in self._known}:
            chip = self._known[0].key
        self._wanted = Choice(chip, choice.menus, choice.text)
        if self.search is not None and self.search.text() != choice.text:
            self.search.blockSignals(True)
            self.search.setText(choice.text)
            self.search.blockSignals(False)

    def offer_chips(self, counts: Mapping[str, int]) -> None:
        """Show the chips with how many rows each stands for."""
        if self.chips is None:
            return
        on = self.choice.chip if self._wanted is not None else self.chips.key
        self.chips.set_chips(
            [
                Chip(each.key, each.text, counts.get(each.key))
                for each in self._known
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
        if self.chips is not None and wanted.chip in {each.key for each in self._known}:
            self.chips.show_choice(wanted.chip)
        for key, menu in self.menus.items():
            chosen = wanted.menus.get(key, "")
            if chosen in {each.key for each in choices.get(key, ())}:
                menu.show_choice(chosen)
            else:
                menu.clear_choice()

"""Chips to filter by or to choose with, and a switch of a few choices in one bar."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLayout, QMenu, QPushButton, QSizePolicy, QWidget

from casustafel.gui.icons import icon
from casustafel.gui.theme import theme
from casustafel.gui.widgets.layout import beside, clear, wrapping
from casustafel.gui.widgets.style import Group, literal
from casustafel.gui.words import number

#: Edge of the mark that says that a chip opens a menu, at 100 % of the text.
_MARK = 16


@dataclass(frozen=True, slots=True)
class Chip:
    """What a chip stands for; `count` is shown behind the words when there is one."""

    key: str
    text: str
    count: int | None = None


class FilterChip(QPushButton):
    """One round button that is on or off."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(literal(text), parent)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def name(self, text: str) -> None:
        """Show other words; the same ones need no new layout."""
        if text != self.accessibleName():
            self.setText(literal(text))
            self.setAccessibleName(text)


class _OneOn(Group):
    """One of a row of buttons is on. Tab reaches the row, the arrows walk it."""

    chosen = Signal(str)
    """The key of what the user switched on."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._row: QLayout
        self._parts: dict[str, QPushButton] = {}
        self.key = ""
        """The key of what is on; empty while there is nothing."""

    @property
    def keys(self) -> list[str]:
        """All keys, from left to right."""
        return list(self._parts)

    def show_choice(self, key: str) -> None:
        """Show one as on, without a signal. Raises KeyError for a key that is not there."""
        if key not in self._parts:
            raise KeyError(key)
        self.key = key
        self._show()

    def choose(self, key: str) -> None:
        """Switch one on, as the user would. Raises KeyError for a key that is not there."""
        part, changed = self._parts[key], key != self.key
        if any(each.hasFocus() for each in self._parts.values()):
            part.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_choice(key)
        if changed:
            self.chosen.emit(key)

    def _reached(self, key: Qt.Key, at: int, count: int) -> int | None:
        """Return where a key leads from a place; None for a key that does not walk."""
        raise NotImplementedError

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A button of Qt keeps the arrows to itself, so they are taken before it sees them.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            keys = self.keys
            to = self._reached(Qt.Key(event.key()), keys.index(self.key), len(keys))
            if to is not None:
                # First: what is chosen may bring the keyboard elsewhere, to a field it asks for.
                self._parts[keys[to]].setFocus(Qt.FocusReason.OtherFocusReason)
                self.choose(keys[to])
                return True
        return super().eventFilter(watched, event)

    def _place(self, parts: Mapping[str, QPushButton]) -> None:
        """Let these buttons stand there and no others."""
        clear(self._row)
        self._parts = dict(parts)
        for key, part in parts.items():
            part.setCheckable(True)
            part.setAutoExclusive(True)
            part.setAutoDefault(False)
            part.clicked.connect(lambda _checked=False, key=key: self._clicked(key))
            part.installEventFilter(self)
            self._row.addWidget(part)

    def _clicked(self, key: str) -> None:
        self._show()
        self.choose(key)

    def _show(self) -> None:
        """Show what is on; the first when that is gone."""
        if self.key not in self._parts:
            self.key = next(iter(self._parts), "")
        for key, part in self._parts.items():
            part.setChecked(key == self.key)
            # One stop of the Tab key for the whole row, as in a group of radio buttons.
            policy = Qt.FocusPolicy
            part.setFocusPolicy(policy.StrongFocus if key == self.key else policy.ClickFocus)


class FilterChipBar(_OneOn):
    """A row of chips of which one is on; Home and End walk it too."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._row = wrapping(gap=8, of=self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_chips(self, chips: Sequence[Chip]) -> None:
        """Show these chips; those that stay keep their place and focus, the first is on if none."""
        wanted = {chip.key: chip for chip in chips}
        if list(wanted) != self.keys:
            self._place({key: FilterChip("", self) for key in wanted})
        for key, chip in wanted.items():
            count = "" if chip.count is None else f" {number(chip.count)}"
            part = self._parts[key]
            assert isinstance(part, FilterChip)
            part.name(chip.text + count)
        self._show()

    def focus_choice(self) -> None:
        """Put the keyboard on the chip that is on."""
        if self.key:
            self._parts[self.key].setFocus()

    def _reached(self, key: Qt.Key, at: int, count: int) -> int | None:
        return {
            Qt.Key.Key_Right: min(at + 1, count - 1),
            Qt.Key.Key_Left: max(at - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: count - 1,
        }.get(key)


class ToggleChips(Group):
    """Chips of which any number is on, such as the reasons of an outcome."""

    toggled = Signal(str, bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._layout = wrapping(gap=6, of=self)
        self._chips: dict[str, FilterChip] = {}

    def set_chips(self, chips: Sequence[Chip], on: Iterable[str] = ()) -> None:
        """Show these chips with those in `on` switched on; nothing is announced."""
        clear(self._layout)
        self._chips = {}
        chosen = set(on)
        for each in chips:
            chip = FilterChip(each.text, self)
            chip.setChecked(each.key in chosen)
            chip.toggled.connect(lambda state, key=each.key: self.toggled.emit(key, state))
            self._layout.addWidget(chip)
            self._chips[each.key] = chip

    def show_on(self, keys: Iterable[str]) -> None:
        """Switch these on and all others off."""
        chosen = set(keys)
        for key, chip in self._chips.items():
            chip.setChecked(key in chosen)

    def on(self) -> list[str]:
        """Return the keys that are on, in the order shown."""
        return [key for key, chip in self._chips.items() if chip.isChecked()]


class MenuChip(FilterChip):
    """A chip that opens a menu of choices; on while something else than "all" is chosen."""

    chosen = Signal(str)
    """The key that the user chose; empty for all."""

    def __init__(self, text: str, all_text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._title = text
        self._all = all_text
        self.key = ""
        """The key that is chosen; empty for all."""
        # Mirrored, so that the mark stands behind the words.
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._mark()
        theme().changed.connect(self._mark)
        menu = QMenu(self)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setMenu(menu)
        self.set_choices([])

    def set_choices(self, choices: Sequence[Chip]) -> None:
        """Offer these; a choice that is no longer offered falls back to all, without a signal."""
        menu = self.menu()
        menu.clear()
        menu.setAccessibleName(self._title)
        self._offer(menu, Chip("", self._all))
        if choices:
            menu.addSeparator()
        for choice in choices:
            self._offer(menu, choice)
        self._known = {choice.key: choice.text for choice in choices}
        known = self.key in self._known
        self._show(self.key if known else "", self._known.get(self.key, ""))

    def clear_choice(self) -> None:
        """Fall back to all, without a signal."""
        self._show("", "")

    def show_choice(self, key: str) -> None:
        """Show a choice as chosen, without a signal. Raises KeyError for one not offered."""
        self._show(key, self._known[key])

    def _mark(self) -> None:
        self.setIconSize(QSize(theme().px(_MARK), theme().px(_MARK)))
        self.setIcon(icon("chevron-down", "soft", "on_primary"))

    def _offer(self, menu: QMenu, choice: Chip) -> None:
        action = QAction(literal(choice.text), menu)
        action.triggered.connect(lambda _checked=False: self._choose(choice))
        menu.addAction(action)

    def _choose(self, choice: Chip) -> None:
        changed = choice.key != self.key
        self._show(choice.key, choice.text)
        if changed:
            self.chosen.emit(choice.key)

    def _show(self, key: str, text: str) -> None:
        self.key = key
        self.setChecked(bool(key))
        self.name(f"{self._title}: {text}" if key else self._title)


class SegmentButton(QPushButton):
    """One part of the bar."""


class SegmentedSwitch(_OneOn):
    """One of a few choices is on, in one bar; the arrows go round."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._row = beside(gap=0, of=self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_choices(self, choices: Sequence[Chip]) -> None:
        """Offer these; the first is on when the one that was on is gone. No signal."""
        parts = {one.key: SegmentButton(literal(one.text), self) for one in choices}
        ends = {(True, True): "only", (True, False): "first", (False, True): "last"}
        for at, (choice, part) in enumerate(zip(choices, parts.values(), strict=True), 1):
            part.setAccessibleName(choice.text)
            part.setProperty("place", ends.get((at == 1, at == len(choices)), "middle"))
        self._place(parts)
        self._show()

    def step(self, by: int) -> None:
        """Choose the next (1) or the one before (-1), round the corner."""
        if keys := self.keys:
            self.choose(keys[(keys.index(self.key) + by) % len(keys)])

    def _reached(self, key: Qt.Key, at: int, count: int) -> int | None:
        by = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(key)
        return None if by is None else (at + by) % count

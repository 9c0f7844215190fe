"""Chips to filter by or to choose with, and a switch of a few choices in one bar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from casustafel.gui.icons import icon
from casustafel.gui.theme import theme
from casustafel.gui.widgets.layout import beside, wrapping
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


class FilterChipBar(Group):
    """A row of chips of which one is on. Tab reaches the row, arrows, Home and End walk it."""

    chosen = Signal(str)
    """The key of the chip that the user switched on."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._layout = wrapping(of=self)
        self._layout.setSpacing(8)
        self._chips: dict[str, FilterChip] = {}
        self._key = ""
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)

    @property
    def key(self) -> str:
        """The key of the chip that is on; empty while there are no chips."""
        return self._key

    def set_chips(self, chips: Sequence[Chip]) -> None:
        """Show these chips; those that stay keep their place and focus, the first is on if none."""
        wanted = {chip.key: chip for chip in chips}
        if list(wanted) != list(self._chips):
            self._rebuild(list(wanted))
        for key, chip in wanted.items():
            count = "" if chip.count is None else f" {number(chip.count)}"
            self._chips[key].name(chip.text + count)
        if self._key not in wanted:
            self._key = next(iter(wanted), "")
        self._show()

    def show_choice(self, key: str) -> None:
        """Show a chip as on, without a signal. Raises KeyError for a key that is not there."""
        if key not in self._chips:
            raise KeyError(key)
        self._key = key
        self._show()

    def choose(self, key: str) -> None:
        """Switch a chip on, as the user would. Raises KeyError for a key that is not there."""
        chip = self._chips[key]
        if any(each.hasFocus() for each in self._chips.values()):
            chip.setFocus(Qt.FocusReason.OtherFocusReason)
        if key != self._key:
            self._key = key
            self._show()
            self.chosen.emit(key)

    def focus_choice(self) -> None:
        """Put the keyboard on the chip that is on."""
        if self._key:
            self._chips[self._key].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A button of Qt keeps the arrows to itself, so they are taken before it sees them.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            keys = list(self._chips)
            at = keys.index(self._key)
            steps = {
                Qt.Key.Key_Right: min(at + 1, len(keys) - 1),
                Qt.Key.Key_Left: max(at - 1, 0),
                Qt.Key.Key_Home: 0,
                Qt.Key.Key_End: len(keys) - 1,
            }
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                # First: what is chosen may bring the keyboard elsewhere, to a field it asks for.
                self._chips[keys[step]].setFocus(Qt.FocusReason.OtherFocusReason)
                self.choose(keys[step])
                return True
        return super().eventFilter(watched, event)

    def _rebuild(self, keys: Iterable[str]) -> None:
        for chip in self._chips.values():
            self._layout.removeWidget(chip)
            chip.deleteLater()
        self._chips = {}
        for key in keys:
            chip = FilterChip("", self)
            chip.setAutoExclusive(True)
            chip.clicked.connect(lambda _checked=False, key=key: self._clicked(key))
            chip.installEventFilter(self)
            self._layout.addWidget(chip)
            self._chips[key] = chip

    def _clicked(self, key: str) -> None:
        self._chips[self._key].setChecked(True)
        self.choose(key)

    def _show(self) -> None:
        for key, chip in self._chips.items():
            chip.setChecked(key == self._key)
            # One stop of the Tab key for the whole row, as in a group of radio buttons.
            chip.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if key == self._key else Qt.FocusPolicy.ClickFocus
            )


class ToggleChips(Group):
    """Chips of which any number is on, such as the reasons of an outcome."""

    toggled = Signal(str, bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._layout = wrapping(of=self)
        self._layout.setSpacing(6)
        self._chips: dict[str, FilterChip] = {}

    def set_chips(self, chips: Sequence[Chip], on: Iterable[str] = ()) -> None:
        """Show these chips with those in `on` switched on; nothing is announced."""
        for chip in self._chips.values():
            self._layout.removeWidget(chip)
            chip.deleteLater()
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
        self._key = ""
        # Mirrored, so that the mark stands behind the words.
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._mark()
        theme().changed.connect(self._mark)
        menu = QMenu(self)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setMenu(menu)
        self.set_choices([])

    @property
    def key(self) -> str:
        """The key that is chosen; empty for all."""
        return self._key

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
        known = self._key in self._known
        self._show(self._key if known else "", self._known.get(self._key, ""))

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
        changed = choice.key != self._key
        self._show(choice.key, choice.text)
        if changed:
            self.chosen.emit(choice.key)

    def _show(self, key: str, text: str) -> None:
        self._key = key
        self.setChecked(bool(key))
        self.name(f"{self._title}: {text}" if key else self._title)


class SegmentButton(QPushButton):
    """One part of the bar."""


class SegmentedSwitch(Group):
    """One of a few choices is on. Tab reaches the bar, the arrows choose."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._layout = beside(gap=0, of=self)
        self._parts: dict[str, SegmentButton] = {}
        self._key = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def key(self) -> str:
        """The choice that is on; empty while there are none."""
        return self._key

    @property
    def keys(self) -> list[str]:
        """All choices, from left to right."""
        return list(self._parts)

    def set_choices(self, choices: Sequence[Chip]) -> None:
        """Offer these; the first is on when the one that was on is gone. No signal."""
        for part in self._parts.values():
            self._layout.removeWidget(part)
            part.deleteLater()
        self._parts = {}
        last = len(choices) - 1
        for at, choice in enumerate(choices):
            part = SegmentButton(literal(choice.text), self)
            part.setCheckable(True)
            part.setAutoExclusive(True)
            part.setAutoDefault(False)
            part.setAccessibleName(choice.text)
            ends = (at == 0, at == last)
            place = {(True, True): "only", (True, False): "first", (False, True): "last"}
            part.setProperty("place", place.get(ends, "middle"))
            part.clicked.connect(lambda _checked=False, key=choice.key: self._clicked(key))
            part.installEventFilter(self)
            self._layout.addWidget(part)
            self._parts[choice.key] = part
        if self._key not in self._parts:
            self._key = next(iter(self._parts), "")
        self._show()

    def show_choice(self, key: str) -> None:
        """Show a choice as on, without a signal. Raises KeyError for one that is not there."""
        if key not in self._parts:
            raise KeyError(key)
        self._key = key
        self._show()

    def choose(self, key: str) -> None:
        """Choose as the user would. Raises KeyError for a choice that is not there."""
        changed = key != self._key
        self.show_choice(key)
        if changed:
            self.chosen.emit(key)

    def step(self, by: int) -> None:
        """Choose the next (1) or the one before (-1), round the corner."""
        keys = self.keys
        if keys:
            self.choose(keys[(keys.index(self._key) + by) % len(keys)])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A button of Qt keeps the arrows to itself, so they are taken before it sees them.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            by = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
            if by is not None:
                self.step(by)
                self._parts[self._key].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _clicked(self, key: str) -> None:
        self._show()
        self.choose(key)

    def _show(self) -> None:
        for key, part in self._parts.items():
            part.setChecked(key == self._key)
            part.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if key == self._key else Qt.FocusPolicy.ClickFocus
            )

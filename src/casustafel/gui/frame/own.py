"""The commands and keys of the frame itself."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from casustafel.gui.frame.header import SEARCH_KEYS
from casustafel.gui.page import Command, KeyHint
from casustafel.gui.settings import SIZES, STEP, Settings, choose_size, size_words, step_size
from casustafel.gui.theme import Mode, theme
from casustafel.gui.widgets.buttons import key_words
from casustafel.gui.widgets.style import literal
from casustafel.gui.words import tr

PASSPHRASE = "passphrase"
"""Opens the page of people with the question for another passphrase of one's own."""

if TYPE_CHECKING:
    from casustafel.gui.frame.window import FrameWindow


def _choose_mode(settings: Settings, mode: Mode) -> None:
    theme().set_mode(mode)
    settings.keep("theme", mode)


def frame_keys(frame: "FrameWindow") -> dict[str, tuple[str, Callable[[], object]]]:
    """Return the keys that work everywhere, what they do, and the doing."""
    return {
        SEARCH_KEYS: (tr("Zoeken en opdrachten"), frame.search),
        "Ctrl+Tab": (tr("Volgende commissie"), partial(frame.header.switch.step, 1)),
        "Ctrl+Shift+Tab": (tr("Vorige commissie"), partial(frame.header.switch.step, -1)),
        "Alt+Left": (tr("Terug naar de vorige pagina"), frame.back),
        "F5": (tr("Opnieuw lezen"), frame.reload),
        "Ctrl+L": (tr("Vergrendelen"), frame.closed.emit),
        "F1": (tr("Deze hulp"), frame.show_keys),
    }


def key_hints(frame: "FrameWindow") -> list[KeyHint]:
    """Return the keys of the frame for F1."""
    return [
        KeyHint("Ctrl+1", tr("Eerste pagina, en zo verder tot Ctrl 9")),
        *(KeyHint(keys, text) for keys, (text, _do) in frame_keys(frame).items()),
    ]


def own_commands(frame: "FrameWindow", settings: Settings) -> list[Command]:
    """Return what the command box offers on every page."""
    return [
        *(each for _title, group in _own(frame, settings) for each in group),
        Command(tr("Tekst groter"), partial(step_size, settings, STEP)),
        Command(tr("Tekst kleiner"), partial(step_size, settings, -STEP)),
        Command(tr("Hulp en sneltoetsen"), frame.show_keys, "F1"),
    ]


def _own(frame: "FrameWindow", settings: Settings) -> list[tuple[str, list[Command]]]:
    """Return what somebody sets for oneself, in the groups of the menu of the user."""
    modes = (
        (tr("Licht thema"), Mode.LIGHT),
        (tr("Donker thema"), Mode.DARK),
        (tr("Thema van het systeem volgen"), Mode.SYSTEM),
    )
    sizes = [
        Command(
            tr("Tekstgrootte {size}").format(size=size_words(size)),
            partial(choose_size, settings, size),
        )
        for size in SIZES
    ]
    own = [
        Command(tr("Vergrendelen"), frame.closed.emit, "Ctrl+L"),
        Command(tr("Iemand anders aan het werk"), frame.closed.emit),
    ]
    if frame.context.keys is not None and frame.has("people"):
        own.append(Command(tr("Mijn wachtzin wijzigen"), partial(frame.open, "people", PASSPHRASE)))
    if frame.has("about"):
        lock = tr("Vanzelf vergrendelen instellen")
        own.append(Command(lock, partial(frame.open, "about")))
        own.append(Command(tr("Handleiding"), partial(frame.open, "manual")))
        own.append(Command(tr("Over Casustafel"), partial(frame.open, "about")))
    themes = [Command(words, partial(_choose_mode, settings, mode)) for words, mode in modes]
    return [("", own), (tr("Thema"), themes), (tr("Tekstgrootte"), sizes)]


def fill_menu(menu: QMenu, frame: "FrameWindow", settings: Settings, who: str) -> None:
    """Offer what somebody sets for oneself, below who that is."""
    menu.clear()
    menu.addAction(literal(who)).setEnabled(False)
    menu.addSeparator()
    for title, group in _own(frame, settings):
        part = menu.addMenu(title) if title else menu
        for each in group:
            action = part.addAction(each.text)
            action.triggered.connect(lambda _on=False, run=each.run: run())
            if each.keys:  # only said here: the frame hears it
                action.setText(f"{each.text}\t{key_words(each.keys)}")

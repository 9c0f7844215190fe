"""The commands and keys of the frame itself."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from casustafel.gui.frame.header import SEARCH_KEYS
from casustafel.gui.page import Command, KeyHint
from casustafel.gui.settings import Settings
from casustafel.gui.text_size import SIZES, STEP, choose_size, size_words, step_size
from casustafel.gui.theme import Mode, theme
from casustafel.gui.words import tr

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
        Command(tr("Licht thema"), partial(_choose_mode, settings, Mode.LIGHT)),
        Command(tr("Donker thema"), partial(_choose_mode, settings, Mode.DARK)),
        Command(tr("Thema van het systeem volgen"), partial(_choose_mode, settings, Mode.SYSTEM)),
        Command(tr("Tekst groter"), partial(step_size, settings, STEP)),
        Command(tr("Tekst kleiner"), partial(step_size, settings, -STEP)),
        Command(tr("Hulp en sneltoetsen"), frame.show_keys, "F1"),
        Command(tr("Vergrendelen"), frame.closed.emit, "Ctrl+L"),
        *(
            [
                Command(tr("Over Casustafel"), partial(frame.open, "about")),
                Command(tr("Vanzelf vergrendelen instellen"), partial(frame.open, "about")),
            ]
            if frame.has("about")
            else []
        ),
        *(
            Command(
                tr("Tekstgrootte {size}").format(size=size_words(size)),
                partial(choose_size, settings, size),
            )
            for size in SIZES
        ),
    ]

"""What the window remembers between two days: sizes, columns, theme. Never anything of a case.

Below it how large text and controls are, as the user chose it and as the settings remember it.
"""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from casustafel.gui.theme import theme


def default_path() -> Path:
    """Return the file in the user's own configuration folder (``CASUSTAFEL_CONFIG`` wins)."""
    import os

    import platformdirs

    folder = os.environ.get("CASUSTAFEL_CONFIG")
    return Path(folder or platformdirs.user_config_dir("casustafel", False)) / "window.ini"


class Settings:
    """Named values in one file. The path is given, so that tests keep to themselves."""

    def __init__(self, path: Path | None = None) -> None:
        self._store = QSettings(str(path or default_path()), QSettings.Format.IniFormat)

    def text(self, name: str, default: str = "") -> str:
        """Return a text."""
        value = self._store.value(name, default)
        return value if isinstance(value, str) else default

    def number(self, name: str, default: int) -> int:
        """Return a whole number; what is no number counts as absent."""
        value = self.text(name, str(default))
        return int(value) if value.lstrip("-").isdigit() else default

    def data(self, name: str) -> QByteArray:
        """Return bytes that Qt once gave, such as the geometry of a window; may be empty."""
        value = self._store.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep(self, name: str, value: str | int | QByteArray) -> None:
        """Remember a value."""
        self._store.setValue(name, str(value) if isinstance(value, int) else value)

    def flush(self) -> None:
        """Write the file now."""
        self._store.sync()


_PLACES, _MOST_PLACES = "workspaces", 5


def known_places(settings: Settings) -> list[str]:
    """Return where the workspaces are that were opened here, the last one first."""
    return [place for place in settings.text(_PLACES).split("\n") if place]


def keep_place(settings: Settings, place: str) -> None:
    """Remember that a workspace was opened, for a start that names none."""
    others = [each for each in known_places(settings) if Path(each) != Path(place)]
    settings.keep(_PLACES, "\n".join([place, *others][:_MOST_PLACES]))


#: Sizes that are offered as such, in percent.
SIZES = (100, 125, 150, 175, 200)
#: How much a step makes it larger or smaller, in percent.
STEP = 10

_KEPT = "scale"


def text_size() -> int:
    """Return the size in use, in percent."""
    return round(theme().scale * 100)


def choose_size(settings: Settings, percent: int) -> None:
    """Take a size (100 to 200 percent; beyond them the nearest) and remember it."""
    theme().set_scale(percent / 100)
    settings.keep(_KEPT, text_size())


def step_size(settings: Settings, by: int) -> None:
    """Make it so many percent larger, or smaller where it is negative."""
    choose_size(settings, text_size() + by)


def size_words(percent: int) -> str:
    """Return a size as it is shown: 125 %."""
    return f"{percent} %"

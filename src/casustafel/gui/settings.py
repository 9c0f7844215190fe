"""What the window remembers between two days: sizes, columns, theme. Never anything of a case."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings


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

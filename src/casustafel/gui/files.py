"""Files: asked where they are or go, written beside the window, told above the page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from casustafel.gui.page import Page
from casustafel.gui.settings import Settings
from casustafel.gui.theme import Tone
from casustafel.gui.words import tr


def pick(
    parent: QWidget,
    title: str,
    name: str,
    kind: str,
    *,
    there: bool = False,
    settings: Settings | None = None,
    folder: str = "",
) -> Path | None:
    """Ask where a file goes, or for one that is `there`; None when the user thinks better of it.

    `kind` is a filter of Qt. With `settings` the folder is remembered, under the key `folder`.
    """
    if settings is not None:
        name = str(Path(settings.text(folder, str(Path.home()))) / name)
    asking = QFileDialog.getOpenFileName if there else QFileDialog.getSaveFileName
    path, _kind = asking(parent, title, name, kind)
    if path and settings is not None:
        settings.keep(folder, str(Path(path).parent))
    return Path(path) if path else None


def unsealed(target: Path, what: str = "") -> str:
    """Say where a file stands, and that whoever finds it can read it."""
    said = tr("{rows} opgeslagen als {file}.") if what else tr("Opgeslagen als {file}.")
    words = tr("Dit bestand is niet versleuteld: bewaar het op een veilige plek.")
    return f"{said.format(rows=what, file=target.name)} {words}"


def export(page: Page, target: Path, write: Callable[[Any, Path], object]) -> None:
    """Let a use case write the file, and say that it stands there or why it does not."""
    said = tr("Opgeslagen als {name}.").format(name=target.name)
    page.read(
        lambda reader: write(reader, target),
        lambda _done: page.say(said, Tone.GOOD),
        lane="",
        failed=page.refused,
    )

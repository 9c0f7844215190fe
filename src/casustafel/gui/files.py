"""Files: asked where they are or go, written beside the window, told above the page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from casustafel.domain.errors import CasustafelError
from casustafel.gui.page import Page
from casustafel.gui.problems import explain
from casustafel.gui.settings import Settings
from casustafel.gui.theme import Tone
from casustafel.gui.words import tr

#: Where the last file was, kept at the application while it runs.
_LAST = "last_folder"


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

    `kind` is a filter of Qt; a name without an ending gets that of `name`. A bare `name` begins in
    the folder of the last file, which `settings` remember under the key `folder`, else in the
    user's documents: never where the program happens to have been started.
    """
    app = QApplication.instance()
    last = settings.text(folder) if settings else app.property(_LAST) if app else ""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    name = str(Path(last or QStandardPaths.writableLocation(documents)) / name)
    asking = QFileDialog.getOpenFileName if there else QFileDialog.getSaveFileName
    path, _kind = asking(parent, title, name, kind)
    if path and settings is not None:
        settings.keep(folder, str(Path(path).parent))
    if path and app:
        app.setProperty(_LAST, str(Path(path).parent))
    if not path:
        return None
    return Path(path) if there or Path(path).suffix else Path(path).with_suffix(Path(name).suffix)


def pick_folder(parent: QWidget, title: str, *, settings: Settings, folder: str) -> Path | None:
    """Ask for a folder; `settings` remember it under the key `folder`."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    last = settings.text(folder) or QStandardPaths.writableLocation(documents)
    if path := QFileDialog.getExistingDirectory(parent, title, last):
        settings.keep(folder, path)
    return Path(path) if path else None


def write(path: Path, text: str) -> str:
    """Write a text for its user only; return where it stands or why not, to be shown."""
    from casustafel import bootstrap

    try:
        bootstrap.write_text(path, text)
    except CasustafelError as error:
        return explain(error)
    return tr("Opgeslagen in {file}.").format(file=path.name)


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

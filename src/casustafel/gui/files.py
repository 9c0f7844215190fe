"""Files: asked where they are or go, written beside the window, told above the page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from casustafel.domain.errors import CasustafelError
from casustafel.gui.page import Page
from casustafel.gui.problems import explain
from casustafel.gui.settings import Settings
from casustafel.gui.theme import Tone
from casustafel.gui.words import tr
from casustafel.windows import fit_name

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
    user's documents: never where the program happens to have been started. Signs that Windows takes
    in no name are left out of it.
    """
    own = Path(name).is_absolute()  # where a workspace stands, nothing else is kept
    name = name if own else fit_name(name)
    asking = QFileDialog.getOpenFileName if there else QFileDialog.getSaveFileName
    path, _kind = asking(parent, title, str(_beginning(settings, folder) / name), kind)
    if not path:
        return None
    if not own:
        _remember(Path(path).parent, settings, folder)
    return Path(path) if there or Path(path).suffix else Path(path).with_suffix(Path(name).suffix)


def pick_files(
    parent: QWidget, title: str, kind: str, *, settings: Settings, folder: str
) -> list[Path]:
    """Ask for files, beginning as `pick` does."""
    begin = str(_beginning(settings, folder))
    paths = [Path(path) for path in QFileDialog.getOpenFileNames(parent, title, begin, kind)[0]]
    if paths:
        _remember(paths[0].parent, settings, folder)
    return paths


def pick_folder(
    parent: QWidget, title: str, *, settings: Settings | None = None, folder: str = ""
) -> Path | None:
    """Ask for a folder, beginning as `pick` does."""
    path = QFileDialog.getExistingDirectory(parent, title, str(_beginning(settings, folder)))
    if path and settings is not None:
        settings.keep(folder, path)
    return Path(path) if path else None


def show_folder(last: Path | None, settings: Settings, folder: str) -> str:
    """Open the folder of a file where files are managed, else where `pick` begins.

    Returns why it does not open, in words.
    """
    place = last if last is not None and last.is_dir() else _beginning(settings, folder)
    if QDesktopServices.openUrl(QUrl.fromLocalFile(str(place.resolve()))):
        return ""
    return tr("De map kan hier niet worden geopend: {folder}").format(folder=place)


def _beginning(settings: Settings | None, folder: str) -> Path:
    """Return where a question begins."""
    app = QApplication.instance()
    last = settings.text(folder) if settings else app.property(_LAST) if app else ""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(last or QStandardPaths.writableLocation(documents))


def _remember(last: Path, settings: Settings | None, folder: str) -> None:
    if settings is not None:
        settings.keep(folder, str(last))
    if app := QApplication.instance():
        app.setProperty(_LAST, str(last))


def write(path: Path, text: str) -> str:
    """Write a text for its user only; return where it stands or why not, to be shown."""
    from casustafel import bootstrap

    try:
        bootstrap.write_alone(path, text.encode())
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

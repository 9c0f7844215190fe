"""Giving something out as a file: asked where, written beside the window, told in the banner."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from casustafel.gui.page import Page
from casustafel.gui.problems import explain
from casustafel.gui.theme import Tone
from casustafel.gui.words import tr


def ask_export(page: Page, title: str, proposed: str, kind: str) -> Path | None:
    """Ask where a file goes; None when the user thinks better of it. `kind` is a filter of Qt."""
    path, _kind = QFileDialog.getSaveFileName(page, title, proposed, kind)
    return Path(path) if path else None


def export(page: Page, target: Path, write: Callable[[Any, Path], object]) -> None:
    """Let a use case write the file, and say that it stands there or why it does not."""
    said = tr("Opgeslagen als {name}.").format(name=target.name)
    page.work.read(
        lambda reader: write(reader, target),
        then=lambda _done: page.banner.say(said, Tone.GOOD),
        owner=page,
        failed=lambda error: page.banner.say(explain(error), Tone.BAD),
    )

"""A file that is dropped on a page."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Takes one local file that is dropped on a widget while it is welcome."""

    dropped = Signal(object)
    """The `Path` of the file."""

    def __init__(self, target: QWidget, welcome: Callable[[], bool]) -> None:
        super().__init__(target)
        self._welcome = welcome
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A drag that enters is a drop event too, of another type.
        if isinstance(event, QDropEvent) and event.type() in (
            QEvent.Type.DragEnter,
            QEvent.Type.Drop,
        ):
            path = _local_file(event)
            if path is None or not self._welcome():
                return False
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self.dropped.emit(path)
            return True
        return super().eventFilter(watched, event)


def _local_file(event: QDropEvent) -> Path | None:
    """Return the one local file that is dropped, if it is one."""
    local = [url for url in event.mimeData().urls() if url.isLocalFile()]
    return Path(local[0].toLocalFile()) if len(local) == 1 else None

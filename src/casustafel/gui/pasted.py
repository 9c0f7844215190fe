"""What other programs hand over: cells on the clipboard, and what is dropped but is no file."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from casustafel.gui.words import tr

#: What is handed to the import instead of a path when a block is to be pasted.
CLIPBOARD = "clipboard:"


def block_on_clipboard() -> str:
    """Return the cells on the clipboard, columns parted by tabs; empty when there are none."""
    text = QGuiApplication.clipboard().text()
    return text if "\t" in text else ""


def no_block() -> str:
    """Return what is said when there is nothing to paste."""
    return tr("Er staat geen lijst op het klembord. Kopieer in Excel een blok met kop.")


def is_attachment(data: QMimeData) -> bool:
    """Say whether something is dropped that is no file yet: out of a mail, or out of a zip."""
    return not data.urls() and any("FileGroupDescriptor" in kind for kind in data.formats())


def no_file_yet() -> str:
    """Return what is said when something of that kind is dropped."""
    return tr("Dit staat nog in een bericht of een zip. Sla het eerst op en sleep dan het bestand.")

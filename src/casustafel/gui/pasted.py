"""A block of cells on the clipboard, as a spreadsheet puts it there."""

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

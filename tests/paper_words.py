"""What a PDF says, for tests."""


def words_of(paper: bytes) -> str:
    """Return the text of a PDF, as a reader of the screen gives it, on one line."""
    from PySide6.QtCore import QBuffer
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer()
    buffer.setData(paper)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    pages = (document.getAllText(page).text() for page in range(document.pageCount()))
    return " ".join(" ".join(pages).split())

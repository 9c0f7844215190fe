"""Pages on paper: shown beside what they are made of, searched, and printed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFrame, QWidget

from casustafel.gui.page import Page
from casustafel.gui.theme import Tone, theme
from casustafel.gui.words import tr
from casustafel.gui.work import Change

_DPI = 200


class Preview(QPdfView):
    """Shows a PDF from its bytes; a newer one keeps the place where the reader was."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setPageSpacing(theme().px(10))
        self._shown: QPdfDocument | None = None
        self._bytes = b""
        self._places = QPdfSearchModel(self)
        self._place = 0
        self.setSearchModel(self._places)
        theme().changed.connect(self._colour)
        self._colour()

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return 0 if self._shown is None else self._shown.pageCount()

    def page_text(self, page: int) -> str:
        """Return the text of a page (from 0)."""
        return "" if self._shown is None else self._shown.getAllText(page).text()

    def show_pdf(self, data: bytes) -> None:
        """Show this document at the place where the reader was."""
        if data == self._bytes:
            return
        place = self.verticalScrollBar().value()
        # Not a child: one that dies with the view still tells the dying view of its closing.
        document = QPdfDocument()
        buffer = QBuffer(document)
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        former, self._shown, self._bytes = self._shown, document, data
        self.setDocument(document)
        self._places.setDocument(document)
        self.verticalScrollBar().setValue(place)
        if former is not None:
            former.deleteLater()

    def jump_to(self, text: str, *, further: bool = False) -> tuple[int, int]:
        """Mark where a text stands, large or small, and bring the first place into sight.

        `further` goes on to the next place, round and round. Returns which place it is and of how
        many; (0, 0) where the text does not stand.
        """
        if text != self._places.searchString():
            self._places.setSearchString(text)
        found = [one for page in range(self.pages) for one in self._places.resultsOnPage(page)]
        if not found or not text:
            return 0, 0
        self._place = (self._place + 1) % len(found) if further else 0
        self.setCurrentSearchResultIndex(self._place)
        here = found[self._place]
        self.pageNavigator().jump(here.page(), QPointF(0, max(0.0, here.location().y() - 60)))
        return self._place + 1, len(found)

    def ask_print(self, page: Page, record: Callable[[Any], object], said: str) -> None:
        """Let the user choose a printer, print what is shown, log that, and say it was `said`."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if not QPrintDialog(printer, page).exec():
            return
        if self.print_to(printer):
            page.write(record, lambda _done: page.say(said, Tone.GOOD), changes=[Change("log")])
        else:
            words = tr("De printer neemt niets aan. Controleer de printer en probeer opnieuw.")
            page.say(words, Tone.BAD)

    def print_to(self, printer: QPrinter) -> bool:
        """Send the pages to a printer as pictures; say whether it took them."""
        document = self._shown
        painter = QPainter()
        if document is None or not painter.begin(printer):
            return False
        for page in range(document.pageCount()):
            if page:
                printer.newPage()
            size = document.pagePointSize(page)
            dots = QSize(round(size.width() / 72 * _DPI), round(size.height() / 72 * _DPI))
            area = painter.viewport()
            painter.drawImage(
                area.x(),
                area.y(),
                document.render(page, dots).scaled(
                    dots.scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio),
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                ),
            )
        return bool(painter.end())

    def _colour(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Dark, theme().colour("track"))
        self.setPalette(palette)

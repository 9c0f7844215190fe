"""The minutes on paper: the pages beside the text, and how they leave the program."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFrame, QWidget

from casustafel.gui.files import pick, unsealed
from casustafel.gui.page import Page
from casustafel.gui.theme import Tone, theme
from casustafel.gui.words import tr
from casustafel.gui.work import Change
from casustafel.services.minutes import minutes
from casustafel.services.minutes.minutes_desk import Sheet

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
        self.verticalScrollBar().setValue(place)
        if former is not None:
            former.deleteLater()

    def jump_to(self, text: str) -> bool:
        """Bring the first place where a text stands into sight; say whether it stands there."""
        if (document := self._shown) is None:
            return False
        for page in range(document.pageCount()):
            if (at := document.getAllText(page).text().find(text)) >= 0:
                area = document.getSelectionAtIndex(page, at, len(text)).boundingRectangle()
                self.pageNavigator().jump(page, QPointF(0, max(0.0, area.y() - 60)))
                return True
        return False

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


class Papers(QObject):
    """Exports and prints for a page, and says there how it went."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def ask_export(self, sheet: Sheet, extract: str | None = None) -> None:
        """Ask where to, then export."""
        name = sheet.file_name
        if extract:
            name = name.replace("notulen", f"uittreksel-{extract.lower()}", 1)
        asked = tr("PDF exporteren"), name, tr("PDF (*.pdf)")
        path = pick(self._page, *asked, settings=self._page.settings, folder="minutes/folder")
        if path is not None:
            self.export(sheet, path, extract)

    def export(self, sheet: Sheet, target: Path, extract: str | None = None) -> None:
        """Write the file beside the window and say where it stands."""
        meeting_id = sheet.meeting_id
        self._page.write(
            lambda uow: minutes.export(uow, meeting_id, target, extract),
            lambda _done: self._page.say(unsealed(target), Tone.GOOD),
            changes=[Change("log")],
        )

    def ask_print(self, sheet: Sheet, pages: Preview) -> None:
        """Let the user choose a printer, then print what is shown."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if not QPrintDialog(printer, self._page).exec():
            return
        if not pages.print_to(printer):
            said = tr("De printer neemt niets aan. Controleer de printer en probeer opnieuw.")
            self._page.banner.say(said, Tone.BAD)
            return
        meeting_id = sheet.meeting_id
        said = tr("De notulen zijn naar de printer gestuurd.")
        self._page.write(
            lambda uow: minutes.record_print(uow, meeting_id),
            lambda _done: self._page.say(said, Tone.GOOD),
            changes=[Change("log")],
        )

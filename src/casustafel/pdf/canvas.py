"""The canvas on which everything drawn is either part of the structure tree or an artifact."""

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from casustafel.pdf import metadata
from casustafel.pdf.fonts import REGULAR, ensure_fonts
from casustafel.pdf.objects import ArchiveDocument, ArchiveInfo, extend
from casustafel.pdf.structure import Node, StructureTree
from casustafel.pdf.styles import Style

_TOTAL = "total"
_TOTAL_WIDTH = 60.0


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """Draw between `begin(node)` and `end()`, or between `begin_artifact()` and `end()`.

    `identity` (16 bytes, from the content) becomes the file's identifier. `language` of the whole
    is Dutch. Sizes are in points, from the lower left corner.
    """

    def __init__(
        self, *, title: str, author: str, page_size: tuple[float, float], identity: bytes
    ) -> None:
        ensure_fonts()
        self._buffer = BytesIO()
        super().__init__(
            self._buffer,
            pagesize=page_size,
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            initialFontName=REGULAR,
            lang=metadata.LANGUAGE,
        )
        self._doc.__class__ = ArchiveDocument
        self._doc.identity = identity
        self._doc.info = ArchiveInfo()
        self.setTitle(title)
        self.setAuthor(author)
        self.setCreator(metadata.CREATOR)
        self.setProducer(metadata.PRODUCER)
        self.setViewerPreference("DisplayDocTitle", "true")
        self._title, self._author = title, author
        self._tree = StructureTree()
        self._open = False
        self._bookmarks = 0

    def declare(self, node: Node) -> None:
        """Give a node its place in the reading order before any of it is drawn."""
        self._tree.declare(node)

    def begin(self, node: Node) -> None:
        """Start drawing a piece of `node`."""
        self._start(f"/{node.tag} <</MCID {self._tree.mark(node)}>> BDC")

    def begin_artifact(self) -> None:
        """Start drawing what is no content: lines, fills, the head and foot of a page."""
        self._start("/Artifact BMC")

    def _start(self, operator: str) -> None:
        if self._open:
            raise RuntimeError("marked content cannot stand inside marked content")
        self._open = True
        self._code.append(operator)

    def end(self) -> None:
        """End what `begin` or `begin_artifact` started."""
        if not self._open:
            raise RuntimeError("no marked content was started")
        self._open = False
        self._code.append("EMC")

    def bookmark(self, title: str, level: int, top: float) -> None:
        """Add a bookmark to this place; `level` counts from 0."""
        self._bookmarks += 1
        key = f"heading{self._bookmarks}"
        self.bookmarkHorizontalAbsolute(key, top)
        self.addOutlineEntry(title, key, level)

    def draw_total(self, left: float, baseline: float) -> None:
        """Draw the number of pages, which is known when the last page is done."""
        self.saveState()
        self.translate(left, baseline)
        self.doForm(_TOTAL)
        self.restoreState()

    def showPage(self) -> None:  # noqa: N802
        if self._open:
            raise RuntimeError("marked content was not ended before the page")
        name = self._doc.thisPageName()
        super().showPage()
        page = self._doc.idToObject[name]
        page.Trans = None  # ReportLab 5.1 writes an empty page transition
        extend(page, StructParents=self._tree.end_page(), Tabs="/S")

    def finish(self, top: Node, total: Style) -> bytes:
        """Write the file; `top` is the Document node, `total` the look of the number of pages."""
        pages = self.getPageNumber() - 1
        self.beginForm(_TOTAL, 0, -total.size, _TOTAL_WIDTH, 2 * total.size)
        self.setFont(total.font, total.size)
        self.setFillColor(total.color)
        self.drawString(0, 0, str(pages))
        self.endForm()
        catalog = self._doc.Catalog
        catalog.MarkInfo = "<</Marked true>>"
        catalog.StructTreeRoot = self._tree.write(self._doc, top)
        catalog.Metadata = metadata.xmp(self._title, self._author)
        if self._bookmarks:
            self.showOutline()
        extend(catalog, OutputIntents=metadata.output_intents())
        self.save()
        return self._buffer.getvalue()

"""The file: a canvas on which everything is part of the structure tree or an artifact.

ReportLab's own objects are put right where PDF/A asks more of them, and the file says of itself
which standards it keeps (XMP) and what the colour space of its output is.
"""

from collections.abc import Callable
from functools import cache, partial
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from casustafel.assets import asset
from casustafel.pdf.fonts import REGULAR, ensure_fonts
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
            lang=LANGUAGE,
        )
        self._doc.__class__ = ArchiveDocument
        self._doc.identity = identity
        self._doc.info = ArchiveInfo()
        self.setTitle(title)
        self.setAuthor(author)
        self.setCreator(CREATOR)
        self.setProducer(PRODUCER)
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
        catalog.Metadata = xmp(self._title, self._author)
        if self._bookmarks:
            self.showOutline()
        extend(catalog, OutputIntents=output_intents())
        self.save()
        return self._buffer.getvalue()


_END = b"endstream\n"


def _ended(write: Callable[[pdfdoc.PDFDocument], bytes], document: pdfdoc.PDFDocument) -> bytes:
    """Put the line end before `endstream` that ReportLab 5.1 leaves out (ISO 19005-2 §6.1.7)."""
    return write(document).removesuffix(_END) + b"\n" + _END


class ArchiveDocument(pdfdoc.PDFDocument):  # type: ignore[misc]
    """A file that is the same bytes for the same content.

    `identity` (16 bytes) comes from the content; ReportLab's own takes the clock or the
    environment into it.
    """

    identity = bytes(16)

    def Reference(self, obj, name=None):  # type: ignore[no-untyped-def]  # noqa: N802
        if isinstance(obj, pdfdoc.PDFStream | pdfdoc.PDFFormXObject | pdfdoc.PDFImageXObject):
            obj.__dict__.setdefault("format", partial(_ended, obj.format))
        return super().Reference(obj, name)

    def ID(self) -> bytes:  # noqa: N802
        digest = self.identity.hex().encode("ascii")
        return b"[<" + digest + b"><" + digest + b">]"


class ArchiveInfo(pdfdoc.PDFInfo):  # type: ignore[misc]
    """Title, author and programs. No dates: a file that is made again stays the same bytes."""

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        entries = {
            "Title": pdfdoc.PDFString(self.title),
            "Author": pdfdoc.PDFString(self.author),
            "Creator": pdfdoc.PDFString(self.creator),
            "Producer": pdfdoc.PDFString(self.producer),
            "Trapped": pdfdoc.PDFName("False"),
        }
        written: bytes = pdfdoc.PDFDictionary(entries).format(document)
        return written


def extend(obj: pdfdoc.PDFObject, **entries: object) -> None:
    """Give a page or the catalog entries that ReportLab does not know of."""
    obj.__NoDefault__ = [*obj.__NoDefault__, *entries]
    for name, value in entries.items():
        setattr(obj, name, value)


LANGUAGE = "nl-NL"
CREATOR = "Casustafel"
PRODUCER = "ReportLab PDF Library"


def xmp(title: str, author: str) -> pdfdoc.XMP:
    """Return the pdfdoc.XMP packet that claims PDF/A-2a and PDF/UA-1."""
    packet = (
        _packet()
        .format(
            title=escape(title),
            author=escape(author),
            language=LANGUAGE,
            creator=CREATOR,
            producer=PRODUCER,
        )
        .encode("utf-8")
    )
    return pdfdoc.XMP(creator=lambda _document: packet)


@cache
def _packet() -> str:
    # PDF/A knows no pdfuaid, so the file must describe it itself (ISO 19005-2 §6.6.2.3).
    return asset("resources", "icc", "xmp.xml").read_text("utf-8")


@cache
def _profile() -> bytes:
    return asset("resources", "icc", "sRGB.icc").read_bytes()


def output_intents() -> pdfdoc.PDFArray:
    """Return the output intents: sRGB, so that every colour is defined."""
    profile = pdfdoc.PDFStream(
        dictionary=pdfdoc.PDFDictionary({"N": 3}), content=_profile(), filters=[pdfdoc.PDFZCompress]
    )
    intent = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": pdfdoc.PDFString("sRGB"),
            "Info": pdfdoc.PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": profile,
        }
    )
    return pdfdoc.PDFArray([intent])

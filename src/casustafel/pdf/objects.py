"""The file itself: ReportLab's own objects, put right where PDF/A asks more of them."""

from collections.abc import Callable
from functools import partial

from reportlab.pdfbase.pdfdoc import (
    PDFDictionary,
    PDFDocument,
    PDFFormXObject,
    PDFImageXObject,
    PDFInfo,
    PDFName,
    PDFObject,
    PDFStream,
    PDFString,
)

_END = b"endstream\n"


def _ended(write: Callable[[PDFDocument], bytes], document: PDFDocument) -> bytes:
    """Put the line end before `endstream` that ReportLab 5.1 leaves out (ISO 19005-2 §6.1.7)."""
    return write(document).removesuffix(_END) + b"\n" + _END


class ArchiveDocument(PDFDocument):  # type: ignore[misc]
    """A file that is the same bytes for the same content.

    `identity` (16 bytes) comes from the content; ReportLab's own takes the clock or the
    environment into it.
    """

    identity = bytes(16)

    def Reference(self, obj, name=None):  # type: ignore[no-untyped-def]  # noqa: N802
        if isinstance(obj, PDFStream | PDFFormXObject | PDFImageXObject):
            obj.__dict__.setdefault("format", partial(_ended, obj.format))
        return super().Reference(obj, name)

    def ID(self) -> bytes:  # noqa: N802
        digest = self.identity.hex().encode("ascii")
        return b"[<" + digest + b"><" + digest + b">]"


class ArchiveInfo(PDFInfo):  # type: ignore[misc]
    """Title, author and programs. No dates: a file that is made again stays the same bytes."""

    def format(self, document: PDFDocument) -> bytes:
        entries = {
            "Title": PDFString(self.title),
            "Author": PDFString(self.author),
            "Creator": PDFString(self.creator),
            "Producer": PDFString(self.producer),
            "Trapped": PDFName("False"),
        }
        written: bytes = PDFDictionary(entries).format(document)
        return written


def extend(obj: PDFObject, **entries: object) -> None:
    """Give a page or the catalog entries that ReportLab does not know of."""
    obj.__NoDefault__ = [*obj.__NoDefault__, *entries]
    for name, value in entries.items():
        setattr(obj, name, value)

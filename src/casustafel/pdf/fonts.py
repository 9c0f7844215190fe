"""The two fonts of every document, embedded as subsets, and the widths of words in them.

DejaVu Sans covers Latin Extended-A with every name we meet, and the check marks (pdf.md).
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from threading import Lock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

from casustafel.assets import asset

REGULAR = "Casustafel-Regular"
BOLD = "Casustafel-Bold"

_FILES = {REGULAR: "DejaVuSans.ttf", BOLD: "DejaVuSans-Bold.ttf"}
_BLOCK = 100  # entries that a bfchar section of a CMap may hold


class EmbeddedFont(TTFont):  # type: ignore[misc]
    """A TrueType font whose way back to Unicode is right for every sign.

    ReportLab 5.1 writes code points above U+FFFF as five digits, where UTF-16 is asked for, and
    maps unused codes to U+0000, which PDF/A-2a and PDF/UA-1 forbid.
    """

    def addObjects(self, doc) -> None:  # type: ignore[no-untyped-def]  # noqa: N802
        subsets = self.state[doc].subsets
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = (SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX).decode()
            doc.idToObject["toUnicodeCMap:" + name].content = _to_unicode(subset)


def _to_unicode(subset: Iterable[int]) -> str:
    pairs = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>"
        for code, point in enumerate(subset)
        if point
    ]
    blocks = [pairs[at : at + _BLOCK] for at in range(0, len(pairs), _BLOCK)]
    body = "\n".join(
        line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


class _Widths(dict[str, float]):
    """The width of each sign in units of the font size."""

    def __init__(self, font: EmbeddedFont) -> None:
        super().__init__()
        self._face = font.face

    def __missing__(self, sign: str) -> float:
        # ReportLab draws a no-break space with the glyph of a plain one.
        code = 32 if sign == "\xa0" else ord(sign)
        width: float = self._face.charWidths.get(code, self._face.defaultWidth) / 1000
        self[sign] = width
        return width


_widths: dict[str, _Widths] = {}
_lock = Lock()


def _load() -> dict[str, _Widths]:
    """Register the fonts once: a second object of the same name would split a file's subsets."""
    if not _widths:
        with _lock:
            if not _widths:
                loaded = {}
                for name, file in _FILES.items():
                    font = EmbeddedFont(name, str(asset("resources", "fonts", file)))
                    pdfmetrics.registerFont(font)
                    loaded[name] = _Widths(font)
                _widths.update(loaded)
    return _widths


def ensure_fonts() -> None:
    """Read the fonts, once per process (about a fifth of a second)."""
    _load()


@cache
def drawable() -> frozenset[int]:
    """Return the code points that both fonts can draw."""
    _load()
    faces = [pdfmetrics.getFont(name).face for name in _FILES]
    return frozenset.intersection(*(frozenset(face.charToGlyph) for face in faces))


@lru_cache(maxsize=50_000)
def word_width(word: str, font: str) -> float:
    """Return the width of a word in units of the font size."""
    return sum(map(_load()[font].__getitem__, word))


def font_metrics(font: str) -> tuple[float, float]:
    """Return ascent (positive) and descent (negative) in units of the font size."""
    _load()
    face = pdfmetrics.getFont(font).face
    return face.ascent / 1000, face.descent / 1000

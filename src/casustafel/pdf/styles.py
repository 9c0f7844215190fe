"""How documents look: few sizes, dark blue headings, greys that survive a black-and-white printer.

Contrast on white is at least 4.5:1 for every text colour.
"""

from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor

from casustafel.pdf.fonts import BOLD, REGULAR

BLUE = HexColor("#164073")
INK = HexColor("#1c2430")
GREY = HexColor("#566070")
LINE = HexColor("#d3dae3")
FILL = HexColor("#f1f4f8")


@dataclass(frozen=True, slots=True)
class Style:
    """The look of a text. Sizes and spaces in points."""

    size: float = 9.0
    leading: float = 13.5
    bold: bool = False
    color: Color = INK
    before: float = 0.0
    after: float = 5.0

    @property
    def font(self) -> str:
        return BOLD if self.bold else REGULAR


BODY = Style()
NOTE = Style(size=8.5, leading=12.5, color=GREY, after=4.0)
CELL = Style(size=8.5, leading=12.0, after=2.0)
CELL_HEAD = Style(size=8.5, leading=12.0, bold=True, after=2.0)
HEADINGS = {
    1: Style(size=17.0, leading=22.0, bold=True, color=BLUE, before=0.0, after=4.0),
    2: Style(size=11.5, leading=15.5, bold=True, color=BLUE, before=16.0, after=5.0),
    3: Style(size=9.5, leading=13.5, bold=True, color=INK, before=9.0, after=3.0),
}
PAGE_TEXT = Style(size=8.0, leading=11.0, color=GREY)
PAGE_NAME = Style(size=8.5, leading=11.0, bold=True, color=BLUE)

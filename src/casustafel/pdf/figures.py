"""Pictures with words for who cannot see them."""

import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from casustafel.domain.errors import FileError
from casustafel.pdf.blocks import Block
from casustafel.pdf.canvas import TaggedCanvas
from casustafel.pdf.structure import Node

_MOST_PIXELS = 20_000_000
_MOST_SIDE = 1600
_PAGE_HEIGHT = 420.0  # what a page on its side has room for


class Figure(Block):
    """A picture, scaled to at most `most_height` points and the width of the page.

    Raises FileError with code `image-unreadable` for bytes that are no PNG or JPEG, and ValueError
    when the words for it are missing: a figure without them is no accessible figure.
    """

    after = 12.0

    def __init__(self, node: Node, data: bytes, most_height: float) -> None:
        if not (node.alt or "").strip():
            raise ValueError("a figure needs words")
        self.node = node
        self._image = _opened(data)
        self._most_height = min(most_height, _PAGE_HEIGHT)
        self._size = (0.0, 0.0)

    def height(self, width: float, at_top: bool = False) -> float:
        wide, high = self._image.size
        scale = min(self._most_height / high, width / wide)
        self._size = (wide * scale, high * scale)
        return self._size[1]

    def paint(self, canvas: TaggedCanvas, left: float, top: float, at_top: bool = False) -> None:
        wide, high = self._size
        self.node.box = (left, top - high, left + wide, top)
        canvas.begin(self.node)
        canvas.drawImage(ImageReader(self._image), left, top - high, wide, high)
        canvas.end()


def _opened(data: bytes) -> Image.Image:
    """Return the picture in RGB on white: no transparency and no colour space but sRGB."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
            if opened.width * opened.height > _MOST_PIXELS:
                raise FileError("image-unreadable")
            picture = opened.convert("RGBA")
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise FileError("image-unreadable") from error
    picture.thumbnail((_MOST_SIDE, _MOST_SIDE))
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper

"""The icon of the program for Windows, of the drawing that the window uses."""

from pathlib import Path
from xml.etree import ElementTree

from PIL import Image, ImageDraw

_SIZES = (16, 20, 24, 32, 40, 48, 64, 96, 128, 256)
_DRAWN = 1024


def draw(drawing: Path, target: Path) -> None:
    """Draw an SVG of rectangles and circles, in all sizes that Windows asks for."""
    root = ElementTree.parse(drawing).getroot()
    scale = _DRAWN / float(root.attrib["viewBox"].split()[2])
    image = Image.new("RGBA", (_DRAWN, _DRAWN), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    _draw(pen, root, scale, "#000000")
    image.save(target, sizes=[(size, size) for size in _SIZES])


def _draw(pen: ImageDraw.ImageDraw, parent: ElementTree.Element, scale: float, fill: str) -> None:
    for shape in parent:
        given = {
            name: float(value) * scale for name, value in shape.attrib.items() if name != "fill"
        }
        colour = shape.get("fill", fill)
        match shape.tag.rpartition("}")[2]:
            case "g":
                _draw(pen, shape, scale, colour)
            case "rect":
                box = (
                    given["x"],
                    given["y"],
                    given["x"] + given["width"],
                    given["y"] + given["height"],
                )
                pen.rounded_rectangle(box, given.get("rx", 0), colour)
            case "circle":
                x, y, r = given["cx"], given["cy"], given["r"]
                pen.ellipse((x - r, y - r, x + r, y + r), colour)
            case other:
                raise ValueError(f"the icon is made of rectangles and circles, not of {other}")

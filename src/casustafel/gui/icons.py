"""Icons: drawn as SVG in one colour, painted in the colours of the theme."""

from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QImageReader, QPixmap

from casustafel.assets import asset
from casustafel.gui.theme import theme


@cache
def _drawing(name: str) -> str:
    return asset("resources", "icons", f"{name}.svg").read_text("utf-8")


@cache
def _image(name: str, colour: str, size: int) -> QImage:
    data = QByteArray(_drawing(name).replace("currentColor", colour).encode())
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(size, size))
    return reader.read()


def pixmap(name: str, size: int = 16, colour: str = "soft", ratio: float = 1.0) -> QPixmap:
    """Return icon `name` (a file in resources/icons) in a colour of the theme.

    `size` is in pixels at 100 % of the text; `ratio` is the pixel ratio of the screen.
    """
    look = theme()
    pixels = round(look.px(size) * ratio)
    made = QPixmap.fromImage(_image(name, look.colour(colour).name(), pixels))
    made.setDevicePixelRatio(ratio)
    return made


def icon(name: str, colour: str = "soft", checked: str | None = None) -> QIcon:
    """Return an icon for a button; `checked` is the colour while the button is on."""
    made = QIcon()
    screens = {screen.devicePixelRatio() for screen in QGuiApplication.screens()}
    for ratio in sorted({1.0, 2.0} | screens):
        for state, shade in ((QIcon.State.Off, colour), (QIcon.State.On, checked or colour)):
            made.addPixmap(pixmap(name, 16, shade, ratio), QIcon.Mode.Normal, state)
    return made

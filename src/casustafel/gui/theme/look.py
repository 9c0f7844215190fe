"""The look of the program: one object per application, installed once at the start."""

import os
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from casustafel.assets import asset
from casustafel.gui.theme.tokens import DARK, LIGHT, Tokens, style_sheet

BODY = 13
"""Height of ordinary text in pixels at 100 %."""

_FAMILY = "Noto Sans"

_KINDS_WITH_FONTS = (
    *("QAbstractItemView", "QMenu", "QMenuBar", "QMessageBox", "QTipLabel", "QStatusBar"),
    *("QMdiSubWindowTitleBar", "QDockWidgetTitle", "QHeaderView", "QToolButton"),
)


class Mode(StrEnum):
    """What the user chose: follow the system, or always one of the two."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Colours, sizes and fonts. `changed` is emitted when any of them changed."""

    changed = Signal()

    def __init__(self, app: QApplication, mode: Mode = Mode.SYSTEM, scale: float = 1.0) -> None:
        super().__init__(app)
        self._app = app
        self._mode = mode
        self._scale = min(max(scale, 1.0), 2.0)
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[float, bool], QFont] = {}
        app.setStyle("Fusion")
        for name in ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"):
            QFontDatabase.addApplicationFont(str(asset("resources", "fonts", "screen", name)))
        # Asking Qt for its colour scheme builds all names of `Qt`, which takes 15 ms: until the
        # first painting the palette of the system tells light from dark.
        window = app.palette().color(QPalette.ColorRole.Window)
        self._system_dark = window.lightness() < 128
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._apply()

    @property
    def mode(self) -> Mode:
        """What the user chose."""
        return self._mode

    @property
    def scale(self) -> float:
        """Size of text and controls, 1.0 to 2.0, beside what the system asks."""
        return self._scale

    @property
    def tokens(self) -> Tokens:
        """The colours in use now."""
        return self._tokens

    def set_mode(self, mode: Mode) -> None:
        """Follow the system, or keep to one theme."""
        self._mode = mode
        self.hold_scheme()
        self._apply()
        self.changed.emit()

    def hold_scheme(self) -> None:
        """Let title bars and dialogs of the system be as light or dark as the window is."""
        from PySide6.QtCore import Qt

        scheme = {Mode.DARK: Qt.ColorScheme.Dark, Mode.LIGHT: Qt.ColorScheme.Light}
        self._app.styleHints().setColorScheme(scheme.get(self._mode, Qt.ColorScheme.Unknown))

    def hold_fonts(self) -> None:
        """Give the kinds of parts for which Windows has fonts of its own the font of the window."""
        font = self.font()
        app: Any = self._app  # its types ask for bytes, which it then refuses
        for kind in _KINDS_WITH_FONTS:
            if app.font(kind) != font:
                app.setFont(font, kind)

    def set_scale(self, scale: float) -> None:
        """Grow text and controls: 1.0 (100 %) to 2.0 (200 %)."""
        self._scale = min(max(scale, 1.0), 2.0)
        self._apply()
        self.changed.emit()

    def px(self, size: float) -> int:
        """Return a length of 100 % in pixels of the scale in use, at least one."""
        return max(1, round(size * self._scale))

    def colour(self, name: str) -> QColor:
        """Return a colour by its name in `Tokens.colours`, such as ``good_fill``."""
        return self._colours[name]

    def font(self, size: float = BODY, *, bold: bool = False) -> QFont:
        """Return the font of the screen in a height given at 100 %."""
        key = (size, bold)
        if key not in self._fonts:
            font = QFont(_FAMILY)
            font.setPixelSize(self.px(size))
            font.setBold(bold)
            self._fonts[key] = font
        return self._fonts[key]

    def mono(self, size: float = BODY) -> QFont:
        """Return a font of equal widths, for keys and hashes."""
        font = QFont(["DejaVu Sans Mono", "Consolas", "Menlo"])
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setPixelSize(self.px(size))
        return font

    def _follow_system(self) -> None:
        from PySide6.QtCore import Qt

        self._system_dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        if self._mode is Mode.SYSTEM:
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        dark = self._mode is Mode.DARK or (self._mode is Mode.SYSTEM and self._system_dark)
        self._tokens = DARK if dark else LIGHT
        self._colours = {name: QColor(code) for name, code in self._tokens.colours.items()}
        self._fonts = {}
        self._app.setFont(self.font())
        self.hold_fonts()
        self._app.setPalette(self._palette())
        self._app.setStyleSheet(style_sheet(self._tokens, self._scale))

    def _palette(self) -> QPalette:
        role = QPalette.ColorRole
        palette = QPalette()
        for roles, name in (
            ((role.Window,), "window"),
            ((role.Base, role.Button), "surface"),
            ((role.AlternateBase,), "surface_soft"),
            ((role.Text, role.WindowText, role.ButtonText, role.ToolTipBase), "text"),
            ((role.ToolTipText,), "surface"),
            ((role.PlaceholderText,), "muted"),
            ((role.Highlight, role.Accent), "primary"),
            ((role.HighlightedText,), "on_primary"),
            ((role.Link, role.LinkVisited), "brand"),
        ):
            for one in roles:
                palette.setColor(one, self._colours[name])
        for one in (role.Text, role.WindowText, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, one, self._colours["disabled"])
        return palette


_installed: list[Theme] = []


def install(app: QApplication, mode: Mode = Mode.SYSTEM, scale: float = 1.0) -> Theme:
    """Give `app` its look, or return the one it has.

    ``CASUSTAFEL_THEME`` (light, dark) and ``CASUSTAFEL_SCALE`` (100 to 200) win over what is
    asked: the screenshots are made so.
    """
    if not _installed:
        forced_scale = os.environ.get("CASUSTAFEL_SCALE")
        _installed.append(
            Theme(
                app,
                Mode(os.environ.get("CASUSTAFEL_THEME") or mode),
                int(forced_scale) / 100 if forced_scale else scale,
            )
        )
    return _installed[0]


def theme() -> Theme:
    """Return the look of the running program, for what is painted by hand.

    Like QApplication's palette it belongs to the application. Raises LookupError before
    `install`.
    """
    if not _installed:
        raise LookupError("the theme is installed before the first widget is made")
    return _installed[0]

"""Colours, sizes and fonts of the window, light and dark."""

from casustafel.gui.theme.look import BODY, Mode, Theme, install, theme
from casustafel.gui.theme.tokens import DARK, LIGHT, Tokens, Tone

__all__ = ["BODY", "DARK", "LIGHT", "Mode", "Theme", "Tokens", "Tone", "install", "theme"]

"""Colours, sizes and fonts of the window, light and dark."""

from casustafel.gui.theme.look import Mode, Theme, install, theme
from casustafel.gui.theme.tokens import Tone, tone_of

__all__ = ["Mode", "Theme", "Tone", "install", "theme", "tone_of"]

"""Fill the style sheet of the program with the colours of a theme and the sizes of a scale."""

import re
from functools import cache

from casustafel.assets import asset
from casustafel.gui.theme.tokens import Tokens

_PLACE = re.compile(r"@(\w+)|\b(\d+)u\b")


@cache
def _template() -> str:
    return asset("resources", "styles", "casustafel.qss").read_text("utf-8")


def style_sheet(tokens: Tokens, scale: float) -> str:
    """Return the sheet. Raises KeyError for a name that the tokens do not know."""
    names = tokens.flat() | {"icons": asset("resources", "icons").as_posix(), "theme": tokens.name}

    def fill(place: re.Match[str]) -> str:
        name, units = place.groups()
        if units is not None:
            return f"{max(1, round(int(units) * scale))}px"
        return names[name]

    return _PLACE.sub(fill, _template())

"""The colours of the two themes, and the style sheet that is filled in with them.

They stand in `resources/styles`; `tests/gui/test_theme.py` holds every pair of them to WCAG 2.1 AA.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Literal, NamedTuple

from casustafel.assets import asset

ThemeName = Literal["light", "dark"]


class Tone(StrEnum):
    """What a pill, tile, banner or bar tells beside its words."""

    NEUTRAL = "neutral"
    INFO = "info"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@cache
def _tones() -> Mapping[tuple[str, str], Tone]:
    # Imported when the first value is shown, which is after the window is there.
    import tomllib

    kinds = tomllib.loads(asset("resources", "styles", "tones.toml").read_text("utf-8"))
    return {
        (kind, value): Tone(tone)
        for kind, tones in kinds.items()
        for tone, values in tones.items()
        for value in values
    }


def tone_of(value: StrEnum) -> Tone:
    """Return the tone of a value of the program, such as a status."""
    return _tones().get((type(value).__name__, value.value), Tone.NEUTRAL)


class Tokens(NamedTuple):
    """The colours of one theme as ``#rrggbb``; those of a tone as ``good_fill``, ``good_text``."""

    name: ThemeName
    colours: Mapping[str, str]


def _themes() -> tuple[Tokens, Tokens]:
    """Read the themes: a line per colour with its name, light and dark."""
    lines = asset("resources", "styles", "colours.txt").read_text("utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("--")]
    light, dark = ({row[0]: row[at] for row in rows} for at in (1, 2))
    return Tokens("light", light), Tokens("dark", dark)


LIGHT, DARK = _themes()

_PLACE = re.compile(r"@(\w+)|\b(\d+)u\b")


@cache
def _template() -> str:
    return asset("resources", "styles", "casustafel.qss").read_text("utf-8")


def style_sheet(tokens: Tokens, scale: float) -> str:
    """Return the sheet. Raises KeyError for a name that the tokens do not know."""
    icons = asset("resources", "icons").as_posix()
    names = {**tokens.colours, "icons": icons, "theme": tokens.name}

    def fill(place: re.Match[str]) -> str:
        name, units = place.groups()
        return f"{max(1, round(int(units) * scale))}px" if units is not None else names[name]

    return _PLACE.sub(fill, _template())

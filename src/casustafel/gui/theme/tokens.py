"""The colours of the two themes, by what they are for.

Texts stand out at least 4.5:1 from what they lie on, borders of fields and focus marks 3:1
(WCAG 2.1 AA, 1.4.3 and 1.4.11); `tests/gui/test_theme.py` holds every pair to that.
"""

from enum import StrEnum
from typing import Literal, NamedTuple

ThemeName = Literal["light", "dark"]


class Tone(StrEnum):
    """What a pill, tile, banner or bar tells beside its words."""

    NEUTRAL = "neutral"
    INFO = "info"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


class ToneColours(NamedTuple):
    """`text` lies on `fill` and on a surface; `line` and `bar` lie on a surface."""

    fill: str
    text: str
    line: str
    bar: str


class Tokens(NamedTuple):
    """The colours of one theme as ``#rrggbb``."""

    name: ThemeName
    window: str
    surface: str
    surface_soft: str
    border: str
    control_border: str
    text: str
    soft: str
    muted: str
    disabled: str
    brand: str
    primary: str
    primary_hover: str
    on_primary: str
    focus: str
    focus_on_primary: str
    selection: str
    hover: str
    badge: str
    badge_text: str
    track: str
    scroll: str
    tones: dict[Tone, ToneColours]

    def flat(self) -> dict[str, str]:
        """Return all colours by name; those of a tone as ``good_fill``, ``good_text`` and so on."""
        found = {
            name: str(getattr(self, name)) for name in self._fields if name not in {"name", "tones"}
        }
        for tone, colours in self.tones.items():
            for part in ("fill", "text", "line", "bar"):
                found[f"{tone}_{part}"] = getattr(colours, part)
        return found


LIGHT = Tokens(
    name="light",
    window="#f4f6f8",
    surface="#ffffff",
    surface_soft="#f9fbfc",
    border="#dde3ea",
    control_border="#7f8ea0",
    text="#151d28",
    soft="#3a4757",
    muted="#556273",
    disabled="#7b8794",
    brand="#164073",
    primary="#164073",
    primary_hover="#1d5190",
    on_primary="#ffffff",
    focus="#2a6fc0",
    focus_on_primary="#8fbdf0",
    selection="#e4edf6",
    hover="#f0f4f8",
    badge="#e6eaef",
    badge_text="#2f3b49",
    track="#e3e7ec",
    scroll="#b6c0cb",
    tones={
        Tone.NEUTRAL: ToneColours("#e5e8ed", "#394655", "#7f8ea0", "#7b8794"),
        Tone.INFO: ToneColours("#dfeaf7", "#164073", "#4c83bf", "#2c6aa6"),
        Tone.GOOD: ToneColours("#def1e4", "#14532d", "#3d8b5a", "#2c7d4b"),
        Tone.WARN: ToneColours("#fdeecb", "#744800", "#b2731b", "#b2731b"),
        Tone.BAD: ToneColours("#fbe1df", "#8f1414", "#b3261e", "#b3261e"),
    },
)

DARK = Tokens(
    name="dark",
    window="#12171d",
    surface="#1a2129",
    surface_soft="#1e262f",
    border="#303a46",
    control_border="#76869a",
    text="#e9edf2",
    soft="#c7d0da",
    muted="#a2aebb",
    disabled="#7d8a98",
    brand="#9cc5f5",
    primary="#2b6cb3",
    primary_hover="#2763a4",
    on_primary="#ffffff",
    focus="#6eaaf0",
    focus_on_primary="#d5e7fb",
    selection="#233a54",
    hover="#232d38",
    badge="#33404e",
    badge_text="#dde4ec",
    track="#33404e",
    scroll="#4b5866",
    tones={
        Tone.NEUTRAL: ToneColours("#323d4a", "#d3dbe4", "#76869a", "#8b99a9"),
        Tone.INFO: ToneColours("#1d3955", "#b3d4f8", "#4f8acb", "#5b9ae0"),
        Tone.GOOD: ToneColours("#1b3d2a", "#a9e2bd", "#4a9c69", "#4fae72"),
        Tone.WARN: ToneColours("#463512", "#f6d48b", "#b58537", "#d59a3a"),
        Tone.BAD: ToneColours("#4c2222", "#fbbcb7", "#cf6159", "#e0665d"),
    },
)

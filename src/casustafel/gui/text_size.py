"""How large text and controls are, as the user chose it and as the settings remember it."""

from casustafel.gui.settings import Settings
from casustafel.gui.theme import theme

#: Sizes that are offered as such, in percent.
SIZES = (100, 125, 150, 175, 200)
#: How much a step makes it larger or smaller, in percent.
STEP = 10

_KEPT = "scale"


def text_size() -> int:
    """Return the size in use, in percent."""
    return round(theme().scale * 100)


def choose_size(settings: Settings, percent: int) -> None:
    """Take a size (100 to 200 percent; beyond them the nearest) and remember it."""
    theme().set_scale(percent / 100)
    settings.keep(_KEPT, text_size())


def step_size(settings: Settings, by: int) -> None:
    """Make it so many percent larger, or smaller where it is negative."""
    choose_size(settings, text_size() + by)


def size_words(percent: int) -> str:
    """Return a size as it is shown: 125 %."""
    return f"{percent} %"

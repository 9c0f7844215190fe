"""Errors in words: the sentence for what the user can mend, the report for what is our fault."""

import sys

from PySide6.QtCore import qVersion

from casustafel import __version__
from casustafel.domain.errors import CasustafelError


def explain(error: CasustafelError) -> str:
    """Return in Dutch what is wrong and what to do."""
    # The catalogue is read when the first thing goes wrong, not before the window is painted.
    from casustafel.domain.wording import word, word_error

    try:
        return str(word_error(error, "nl"))
    except KeyError:
        return str(word("unexpected", {}, "nl"))


def report(error: BaseException) -> str:
    """Return a report of a fault without personal data.

    It names versions, the kinds of the exceptions and the places in the program's own code.
    Messages and values of variables stay out: they can hold names or numbers of people.
    """
    import traceback

    lines = [
        f"Casustafel {__version__}",
        f"Python {sys.version.split()[0]}, Qt {qVersion()}, {sys.platform}",
        "",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__name__)
        for place in traceback.extract_tb(seen.__traceback__):
            inside = place.filename.replace("\\", "/").rpartition("casustafel/")[2]
            name = inside if inside != place.filename else inside.rpartition("/")[2]
            lines.append(f"  {name}:{place.lineno} {place.name}")
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines) + "\n"

"""What stands on a Dutch screen: texts, and numbers and moments (domain.md §6).

Dutch is the source of our own texts; Qt's come from Qt's Dutch translation. What that lacks ("Look
in" of the file dialog) stands in `resources/translations/qtextra_nl.ts`. Another language is a file
`resources/translations/casustafel_<code>.qm` and `CASUSTAFEL_LANGUAGE`.
"""

import os
import re
from datetime import date, datetime, time
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from casustafel.assets import asset


def tr(text: str) -> str:
    """Return a text of the window in the user's language; Dutch is what it is written in.

    All texts share one context: Qt's own lupdate gives the calls of a bare `tr` the empty one.
    """
    return QCoreApplication.translate("", text)


def QT_TR_NOOP(text: str) -> str:
    """Mark a text that a table holds as it is written; `tr` is asked when it is shown.

    lupdate knows this name. A text that were asked for when a module is imported would stay
    Dutch, since translations are installed later.
    """
    return text


def number(value: int) -> str:
    """Return a whole number with dots: 1.211."""
    return f"{value:,}".replace(",", ".")


def count_of(count: int, one: str, more: str) -> str:
    """Return "1 casus wacht" or "3 casussen wachten"; `more` holds {n}."""
    return one if count == 1 else more.format(n=number(count))


_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")


def decimal(text: str) -> Decimal | None:
    """Return a number as somebody types it: 1.250, or 12,5 or 12.5; None for what is no number.

    A point before three digits parts the thousands, as in a list from Excel.
    """
    text = text.strip()
    if _THOUSANDS.fullmatch(text):
        text = text.replace(".", "")
    text = text.replace(",", ".")
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def day(value: date) -> str:
    """Return a date as dd-mm-jjjj."""
    return f"{value:%d-%m-%Y}"


def told_apart(words: str, apart: time | None) -> str:
    """Return a day with the time of its meeting, where the table meets twice that day."""
    return words if apart is None else f"{words}, {apart.hour}.{apart:%M} uur"


def clock(value: datetime) -> str:
    """Return a time of the day with seconds: 14:32:08."""
    return f"{value:%H:%M:%S}"


SOURCE_LANGUAGE = "nl"


def install_translations(app: QApplication) -> list[QTranslator]:
    """Load Qt's texts, and ours where the language is not Dutch; return what was loaded."""
    language = os.environ.get("CASUSTAFEL_LANGUAGE", SOURCE_LANGUAGE)
    QLocale.setDefault(QLocale(language))
    own = str(asset("resources", "translations"))
    wanted = [
        ("qtextra", own),
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
    ]
    if language != SOURCE_LANGUAGE:
        wanted.append(("casustafel", own))
    loaded = []
    for name, folder in wanted:
        translator = QTranslator(app)
        if translator.load(f"{name}_{language}", folder):
            app.installTranslator(translator)
            loaded.append(translator)
    return loaded

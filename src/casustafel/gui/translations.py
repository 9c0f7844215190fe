"""Languages. Dutch is the source of our own texts; Qt's come from Qt's Dutch translation.

What that lacks ("Look in" of the file dialog) stands in `resources/translations/qtextra_nl.ts`.

Another language is a file `resources/translations/casustafel_<code>.qm` and `CASUSTAFEL_LANGUAGE`.
"""

import os

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from casustafel.assets import asset

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

"""Versions and licences of the program and of what it is built with."""

from importlib import metadata
from platform import python_version

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from casustafel import __version__
from casustafel.assets import asset
from casustafel.gui.page import Context, Page
from casustafel.gui.pages.about.lock_card import LockCard
from casustafel.gui.pages.about.size_card import SizeCard
from casustafel.gui.widgets.card import Card
from casustafel.gui.widgets.columns import Columns
from casustafel.gui.widgets.key_values import KeyValues
from casustafel.gui.widgets.layout import below
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr

#: Distribution and licence of what ships with the program; the versions are those installed.
PARTS = (
    ("PySide6-Essentials", "LGPL-3.0"),
    ("pyside6-pdf", "LGPL-3.0"),
    ("SQLAlchemy", "MIT"),
    ("alembic", "MIT"),
    ("sqlcipher3", "zlib; SQLCipher BSD-3-Clause"),
    ("cryptography", "Apache-2.0 / BSD-3-Clause"),
    ("python-calamine", "MIT"),
    ("openpyxl", "MIT"),
    ("reportlab", "BSD-3-Clause"),
    ("icalendar", "BSD-2-Clause"),
    ("platformdirs", "MIT"),
    ("RapidFuzz", "MIT"),
    ("charset-normalizer", "MIT"),
    ("click", "BSD-3-Clause"),
    ("tzdata", "Apache-2.0"),
)


def versions() -> list[tuple[str, str, str]]:
    """Return name, installed version and licence of each part; "-" for one not installed."""
    found = []
    for name, licence in PARTS:
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            version = "-"
        found.append((name, version, licence))
    return found


class AboutPage(Page):
    """A page without anything of the workspace."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Over Casustafel"))
        self.set_title(tr("Over Casustafel"), tr("versie {v}").format(v=__version__))
        columns = Columns(self)
        parts = QWidget(columns)
        self.lock_card = LockCard(context.settings, self)
        self.size_card = SizeCard(context.settings, self)
        below(self.size_card, self.lock_card, (self._versions(), 1), gap=14, of=parts)
        columns.add(parts, needs=300)
        columns.add(self._licences(), needs=300)
        self.body.addWidget(columns, 1)

    def _versions(self) -> Card:
        card = Card(tr("Versies"), self)
        card.body.addWidget(
            label(
                tr(
                    "Casustafel werkt zonder netwerk en stuurt niets naar anderen. "
                    "De gegevens staan versleuteld in uw eigen bestand."
                ),
                "muted",
                wrap=True,
            )
        )
        rows = KeyValues(1, card)
        rows.add_row("Python", python_version())
        rows.add_row("Qt", qVersion())
        for name, version, licence in versions():
            rows.add_row(name, f"{version} · {licence}")
        card.body.addWidget(rows)
        card.body.addStretch(1)
        return card

    def _licences(self) -> Card:
        card = Card(tr("Licenties"), self)
        card.body.addWidget(
            label(
                tr(
                    "Casustafel valt onder de EUPL-1.2. De letters van het scherm (Noto Sans) "
                    "vallen onder de SIL Open Font License 1.1:"
                ),
                "muted",
                wrap=True,
            )
        )
        text = QPlainTextEdit(asset("resources", "fonts", "screen", "OFL.txt").read_text("utf-8"))
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(tr("Tekst van de licentie"))
        card.body.addWidget(text, 1)
        return card

"""Over: size of text, locking, versions."""

from importlib import metadata
from platform import python_version

from PySide6.QtCore import QSignalBlocker, Qt, qVersion
from PySide6.QtWidgets import QPlainTextEdit, QSpinBox, QWidget

from casustafel import __version__
from casustafel.assets import asset
from casustafel.domain.people import Right
from casustafel.domain.wording.catalogue import parts as shipped
from casustafel.gui.files import pick_folder
from casustafel.gui.idle import LOCK_AFTER, MOST_MINUTES, USUAL_MINUTES
from casustafel.gui.page import Context, Page
from casustafel.gui.settings import SIZES, Settings, choose_size, size_words, text_size
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import button, key_words
from casustafel.gui.widgets.card import Card, KeyValues
from casustafel.gui.widgets.chips import Chip, SegmentedSwitch
from casustafel.gui.widgets.columns import Columns
from casustafel.gui.widgets.fields import number_box
from casustafel.gui.widgets.layout import STRETCH, below, beside, place, wrapping
from casustafel.gui.widgets.style import label
from casustafel.gui.words import count_of, tr
from casustafel.services.people import access
from casustafel.services.upkeep import rota


class LockCard(Card):
    """Keeps the number of minutes as soon as it is changed; 0 is never.

    Who manages people bounds it for everybody who opens this workspace.
    """

    def __init__(self, page: Page) -> None:
        words = tr(
            "Vergrendelen sluit de gegevens. Wat u typte, is bewaard; na de wachtzin gaat u verder "
            "waar u was. Zelf vergrendelen doet u met {keys}."
        )
        super().__init__(tr("Vergrendelen"), page, words.format(keys=key_words("Ctrl+L")))
        self._page, settings = page, page.context.settings
        name = label(tr("&Vanzelf vergrendelen na"), "label")
        now = settings.number(LOCK_AFTER, USUAL_MINUTES)
        units = {"suffix": tr(" minuten zonder gebruik"), "one": tr(" minuut zonder gebruik")}
        spoken = tr("Vanzelf vergrendelen, in minuten; 0 is nooit")
        self.minutes = number_box(MOST_MINUTES, now, name=spoken, **units)
        self.minutes.setSpecialValueText(tr("nooit"))
        self.minutes.valueChanged.connect(lambda value: settings.keep(LOCK_AFTER, value))
        name.setBuddy(self.minutes)
        self.body.addLayout(beside(name, self.minutes, STRETCH, gap=8))
        self.most: QSpinBox | None = None
        if page.context.may(Right.MANAGE_PEOPLE):
            self._ask_most(units)
        self.said = label("", "muted", wrap=True)
        self.body.addWidget(self.said)
        self.bound(page.context.lock_most)

    def _ask_most(self, units: dict[str, str]) -> None:
        name = label(tr("Voor iedereen &hoogstens"), "label")
        spoken = tr("Voor iedereen hoogstens, in minuten; 0 is geen grens")
        most = number_box(MOST_MINUTES, self._page.context.lock_most, name=spoken, **units)
        most.setSpecialValueText(tr("geen grens"))
        most.setKeyboardTracking(False)
        most.valueChanged.connect(self._keep_most)
        name.setBuddy(most)
        self.body.addLayout(beside(name, most, STRETCH, gap=8))
        self.most = most

    def _keep_most(self, minutes: int) -> None:
        self._page.write(lambda uow: access.set_lock_most(uow, minutes), lambda _done: None)
        self.bound(minutes)

    def bound(self, most: int) -> None:
        """Offer no more minutes than hold for everybody in this workspace."""
        self._page.context.lock_most = most
        self.minutes.setRange(1 if most else 0, most or MOST_MINUTES)
        words = tr("In deze werkruimte vergrendelt het venster na hoogstens {time}.")
        time = count_of(most, tr("1 minuut"), tr("{n} minuten"))
        self.said.setText(words.format(time=time) if most else "")
        self.said.setVisible(bool(most))

    def reload(self) -> None:
        """Show the bound of now."""
        self._page.read(access.lock_most, self._show, lane="lock")

    def _show(self, most: int) -> None:
        self.bound(most)
        if self.most is not None:
            with QSignalBlocker(self.most):
                self.most.setValue(most)


class BackupCard(Card):
    """Where the program makes backups by itself, and a button for one at once."""

    def __init__(self, page: Page) -> None:
        said = tr(
            "Het programma maakt zelf een reservekopie bij openen, vergrendelen en sluiten als de "
            "laatste ouder is dan een dag. Kies een map op een andere schijf of een netwerkmap."
        )
        super().__init__(tr("Reservekopieën"), page, said)
        self._page = page
        self.place = label("", wrap=True)
        self.body.addWidget(self.place)
        self.now = button(tr("Nu een reservekopie maken"), self._make)
        self.choose = button(tr("Map kiezen…"), self._choose)
        self.body.addLayout(wrapping(self.now, self.choose, STRETCH))

    def reload(self) -> None:
        """Show where backups go."""
        self._page.read(rota.place, self._show, lane="place")

    def _show(self, folder: str) -> None:
        self.place.setText(folder or tr("Nu naast de database: kies een andere schijf."))

    def _make(self) -> None:
        page = self._page
        page.work.back_up(
            lambda made: page.say(tr("Gemaakt: {name}.").format(name=made.name), Tone.GOOD),
            failed=page.refused,
            owner=page,
        )

    def _choose(self) -> None:
        if folder := pick_folder(self, tr("Map voor reservekopieën")):
            self.keep(str(folder))

    def keep(self, folder: str) -> None:
        """Keep the folder as the place of backups."""
        self._page.write(
            lambda uow: rota.choose_place(uow, folder), lambda _done: self._show(folder)
        )


class SizeCard(Card):
    """Takes and keeps the size as soon as it is chosen; other pages follow at once."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        words = tr("Maakt alle letters en knoppen groter, naast wat uw systeem instelt.")
        super().__init__(tr("Tekstgrootte"), parent, words)
        self.switch = SegmentedSwitch(tr("Tekstgrootte"), self)
        self.switch.chosen.connect(lambda key: choose_size(settings, int(key)))
        self.body.addLayout(wrapping((self.switch, 0, Qt.AlignmentFlag.AlignVCenter), STRETCH))
        theme().changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        """Show the size in use, also one that was reached step by step."""
        now = text_size()
        if (offered := [str(size) for size in sorted({*SIZES, now})]) != self.switch.keys:
            self.switch.set_choices([Chip(key, size_words(int(key))) for key in offered])
        self.switch.show_choice(str(now))


def versions() -> list[tuple[str, str, str]]:
    """Return name, installed version and licence of each part; "-" for one not installed."""
    found = []
    for name, licence in shipped().items():
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            version = "-"
        found.append((name, version, licence))
    return found


class AboutPage(Page):
    """Versions and licences, and what is chosen for this computer and for backups."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Over Casustafel"))
        self.set_title(tr("Over Casustafel"), tr("versie {v}").format(v=__version__))
        columns = Columns(self)
        parts = QWidget(columns)
        self.lock_card = LockCard(self)
        self.size_card = SizeCard(context.settings, self)
        may = context.keys is not None and context.may(Right.BACKUP)
        self.backup_card = BackupCard(self) if may else None
        cards = [card for card in (self.size_card, self.lock_card, self.backup_card) if card]
        below(*cards, (self._versions(), 1), gap=14, of=parts)
        columns.add(parts, needs=300)
        columns.add(self._licences(), needs=300)
        self.body.addWidget(columns, 1)

    def reload(self) -> None:
        self.lock_card.reload()
        if self.backup_card is not None:
            self.backup_card.reload()

    def _versions(self) -> Card:
        words = tr(
            "Casustafel werkt zonder netwerk en stuurt niets naar anderen. De gegevens staan "
            "versleuteld in uw eigen bestand."
        )
        card = Card(tr("Versies"), self, words)
        parts = [(name, f"{version} · {licence}") for name, version, licence in versions()]
        rows = [("Python", python_version()), ("Qt", qVersion()), *parts]
        place(card.body, KeyValues(1, card).fill(rows), STRETCH)
        return card

    def _licences(self) -> Card:
        words = tr(
            "Casustafel valt onder de EUPL-1.2. De letters van het scherm (Noto Sans) vallen onder "
            "de SIL Open Font License 1.1:"
        )
        card = Card(tr("Licenties"), self, words)
        text = QPlainTextEdit(asset("resources", "fonts", "screen", "OFL.txt").read_text("utf-8"))
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(tr("Tekst van de licentie"))
        card.body.addWidget(text, 1)
        return card

"""An item of the agenda that is no case."""

from typing import NamedTuple

from PySide6.QtWidgets import QSpinBox, QWidget

from casustafel.gui.dialogs.drafting import ticked
from casustafel.gui.dialogs.form import FormDialog, Part, line, tick
from casustafel.gui.theme import theme
from casustafel.gui.words import tr

_MINUTES = 5


class LooseItem(NamedTuple):
    """An item as it was filled in; minutes from 0 to 600."""

    title: str
    minutes: int
    standing: bool


class LooseItemDialog(FormDialog[LooseItem]):
    """Asks what it is about, how long it takes, and whether it comes back each meeting."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Agendapunt toevoegen"), tr("Toevoegen"), parent)
        self.add("title", tr("&Waar gaat het punt over?"), line(), required=True)
        self.minutes = QSpinBox()
        self.minutes.setRange(0, 600)
        self.minutes.setValue(_MINUTES)
        self.minutes.setSuffix(tr(" min"))
        self.minutes.lineEdit().setTextMargins(theme().px(6), 0, 0, 0)
        name = tr("&Tijd")
        self.add("minutes", name, self.minutes, half=True).describe(name, "", required=True)
        self.standing = tick(tr("Komt elke vergadering van deze reeks terug"))
        self.add_wide(self.standing)

    @property
    def parts(self) -> dict[str, Part]:
        return {"standing": ticked(self.standing)}

    @property
    def given(self) -> LooseItem:
        return LooseItem(self.text("title"), self.minutes.value(), self.standing.isChecked())

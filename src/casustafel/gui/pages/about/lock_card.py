"""After how long an unused window locks itself."""

from PySide6.QtWidgets import QWidget

from casustafel.gui.idle import LOCK_AFTER, MOST_MINUTES, USUAL_MINUTES
from casustafel.gui.settings import Settings
from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import key_words
from casustafel.gui.widgets.card import Card
from casustafel.gui.widgets.choice_box import NumberBox
from casustafel.gui.widgets.layout import STRETCH, beside
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr


class LockCard(Card):
    """Keeps the number of minutes as soon as it is changed; 0 is never."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent)
        self.set_title(tr("Vergrendelen"))
        words = tr(
            "Vergrendelen sluit de gegevens. Wat u typte, is bewaard; na de wachtzin gaat u verder "
            "waar u was. Zelf vergrendelen doet u met {keys}."
        )
        self.body.addWidget(label(words.format(keys=key_words("Ctrl+L")), "muted", wrap=True))
        name = label(tr("&Vanzelf vergrendelen na"), "label")
        self.minutes = NumberBox(self)
        self.minutes.setRange(0, MOST_MINUTES)
        self.minutes.setSuffix(tr(" minuten zonder gebruik"))
        self.minutes.setSpecialValueText(tr("nooit"))
        self.minutes.setAccessibleName(tr("Vanzelf vergrendelen, in minuten; 0 is nooit"))
        self.minutes.setValue(settings.number(LOCK_AFTER, USUAL_MINUTES))
        self.minutes.lineEdit().setTextMargins(theme().px(6), 0, 0, 0)
        self.minutes.valueChanged.connect(lambda value: settings.keep(LOCK_AFTER, value))
        name.setBuddy(self.minutes)
        line = beside(name, self.minutes, STRETCH, gap=8)
        self.body.addLayout(line)

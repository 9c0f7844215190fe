"""One item of the minutes: its heading with the outcome, and the text of the secretary."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casustafel.domain.outcomes import OutcomeKind
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import Card
from casustafel.gui.widgets.clearing import clear
from casustafel.gui.widgets.flow import FlowLayout
from casustafel.gui.widgets.growing_text import GrowingText
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.style import label, restyle, tip
from casustafel.gui.words import tr
from casustafel.services.minutes.minutes_desk import SheetItem

TONES = {
    OutcomeKind.GRANTED: Tone.GOOD,
    OutcomeKind.GRANTED_ADJUSTED: Tone.WARN,
    OutcomeKind.REFUSED: Tone.BAD,
    OutcomeKind.HELD_OVER: Tone.NEUTRAL,
    OutcomeKind.CHANGED: Tone.INFO,
    OutcomeKind.UNCHANGED: Tone.NEUTRAL,
    OutcomeKind.ELSEWHERE: Tone.INFO,
    OutcomeKind.OTHER: Tone.INFO,
}


def heading(item: SheetItem) -> str:
    """Return what stands above an item, on screen and on paper: ``4 CPV-2026-0141``."""
    return f"{item.number} {item.title}"


class ItemCard(Card):
    """Tells its page what is typed; the page keeps it."""

    typed = Signal(str)
    """The id of the item, at each change of the text by the user."""
    entered = Signal(str)
    left = Signal(str)

    def __init__(self, item: SheetItem, parent: QWidget | None = None) -> None:
        super().__init__(heading(item), parent)
        px = theme().px
        self.item = item
        self.body.setContentsMargins(px(11), px(8), px(11), px(8))
        self.body.setSpacing(px(3))
        self.head.setSpacing(px(8))
        self._outcome = StatusPill(parent=self)
        self.head.insertWidget(1, self._outcome)
        self._take = button(tr("Voorstel overnemen"), self._take_suggestion, kind="link")
        tip(self._take, tr("Zet de grijze tekst als eigen tekst neer"))
        self.head.addWidget(self._take)
        self.text = GrowingText(tr("Tekst bij {item}").format(item=heading(item)), self)
        self.body.addWidget(self.text)
        self._urgent = label("", "hint", wrap=True)
        self.body.addWidget(self._urgent)
        self._motivation = label("", "hint", wrap=True)
        self.body.addWidget(self._motivation)
        self._adjustments = QWidget(self)
        self._pills = FlowLayout(self._adjustments, px(5))
        policy = self._adjustments.sizePolicy()
        policy.setHeightForWidth(True)
        self._adjustments.setSizePolicy(policy)
        self.body.addWidget(self._adjustments)
        self.text.textChanged.connect(self._changed)
        self.text.entered.connect(lambda: self._activate(active=True))
        self.text.left.connect(lambda: self._activate(active=False))
        self._quiet = False
        self._writable = False

    @property
    def dirty(self) -> bool:
        """Whether the text differs from what is kept."""
        return self.text.toPlainText() != self.item.text

    def show_item(self, item: SheetItem, *, writable: bool) -> None:
        """Show what is kept of the item; what the user is typing stays."""
        typing = self.dirty and self._writable
        self.item = item
        self._writable = writable
        self.set_title(heading(item))
        carried = item.carried_over and not item.outcome
        words = tr("doorgeschoven") if carried else item.outcome
        tone = TONES[item.outcome_kind] if item.outcome_kind else Tone.NEUTRAL
        self._outcome.show_status(words, tone)
        self._urgent.setText(f"⚑ {item.urgent}")
        self._urgent.setHidden(not item.urgent)
        self._motivation.setText(tr("Motivering: {text}").format(text=item.motivation))
        self._motivation.setHidden(not item.motivation)
        self._show_adjustments(item.adjustments)
        if not typing:
            self._quiet = True
            self.text.show_text(item.text if item.draft is None else item.draft)
            self._quiet = False
        self.text.setReadOnly(not writable)
        empty = tr("Typ hier wat er besproken is") if writable else ""
        self.text.suggest(item.suggested or empty)
        self.text.setHidden(not writable and not item.text and not item.suggested)
        self._offer()

    def _show_adjustments(self, texts: tuple[str, ...]) -> None:
        clear(self._pills)
        for text in texts:
            self._pills.addWidget(StatusPill(text, Tone.INFO, self._adjustments))
        self._adjustments.setHidden(not texts)

    def _changed(self) -> None:
        self._offer()
        if not self._quiet:
            self.typed.emit(self.item.id)

    def _offer(self) -> None:
        fits = self._writable and bool(self.item.suggested) and not self.text.toPlainText()
        self._take.setVisible(fits)

    def _take_suggestion(self) -> None:
        self.text.setFocus()
        self.text.insertPlainText(self.item.suggested)

    def _activate(self, *, active: bool) -> None:
        restyle(self, "active", active)
        (self.entered if active else self.left).emit(self.item.id)

"""The cards of the minutes: where they stand, and the text of each item."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QWidget

from casustafel.domain.minutes import MinutesState
from casustafel.domain.wording import word
from casustafel.gui.theme import Tone, theme, tone_of
from casustafel.gui.widgets.buttons import KeyHintButton, button
from casustafel.gui.widgets.card import Card
from casustafel.gui.widgets.fields import GrowingText
from casustafel.gui.widgets.layout import STRETCH, below, clear, wrapping
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.style import label, literal, restyle, tip
from casustafel.gui.words import count_of, day, tr
from casustafel.services.minutes.minutes import OpenPoint
from casustafel.services.minutes.minutes_desk import Sheet, SheetItem

_PER_FOLD = 4


class ChecksCard(Card):
    """The page carries out what is asked here."""

    item_chosen = Signal(str)
    """The item of a point that the user clicked."""
    put_up_asked = Signal()
    take_back_asked = Signal()
    adopt_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Controle voor vaststelling"), parent)
        self.body.setSpacing(theme().px(3))
        self.head.setSpacing(theme().px(8))
        self._count = StatusPill(parent=self)
        self.head.insertWidget(1, self._count)
        self._said = label("", "muted", wrap=True)
        self.body.addWidget(self._said)
        self._points = below(gap=0)
        self.body.addLayout(self._points)
        self._hash = label("", wrap=True)
        self._hash.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(self._hash)
        self.copy = button(tr("Kenmerk kopiëren"), self._copy)
        self.put_up = button(tr("Ter vaststelling leggen"), self.put_up_asked.emit)
        self.take_back = button(tr("Terug naar concept"), self.take_back_asked.emit)
        self.adopt = button(tr("Vaststellen…"), self.adopt_asked.emit)
        buttons = (self.copy, self.take_back, self.put_up, self.adopt)
        self.body.addLayout(wrapping(STRETCH, *buttons, gap=8))
        self._more = False
        self._sheet: Sheet | None = None

    def show_sheet(self, sheet: Sheet) -> None:
        """Show the points of these minutes and the buttons that fit their state."""
        self._sheet = sheet
        adopted = sheet.state is MinutesState.ADOPTED
        blocked = any(point.blocks for point in sheet.points)
        self.set_title(tr("Vastgesteld") if adopted else tr("Controle voor vaststelling"))
        count = len(sheet.points)
        if adopted:
            self._count.show_status(tr("alleen lezen"), Tone.NEUTRAL)
        elif not count:
            self._count.show_status(tr("in orde"), Tone.GOOD)
        else:
            words = count_of(count, tr("1 punt"), tr("{n} punten"))
            self._count.show_status(words, Tone.BAD if blocked else Tone.WARN)
        self._said.setText(self._sentence(sheet))
        self._said.setHidden(not self._said.text())
        self._show_points(sheet.points)
        self._hash.setHidden(not adopted)
        self._hash.setText(f"SHA-256 {' '.join(_fours(sheet.content_hash))}")
        self._hash.setFont(theme().mono(12))
        self.copy.setVisible(adopted)
        self.put_up.setVisible(sheet.may_write and sheet.state is MinutesState.CONCEPT)
        self.put_up.setEnabled(not blocked)
        self.take_back.setVisible(sheet.may_write and sheet.state is MinutesState.FOR_ADOPTION)
        self.adopt.setVisible(sheet.may_adopt and sheet.state is MinutesState.FOR_ADOPTION)
        self.adopt.setEnabled(not blocked)
        tone = "good" if adopted or not sheet.points else "bad" if blocked else "warn"
        restyle(self, "tone", tone)

    def _sentence(self, sheet: Sheet) -> str:
        if sheet.state is MinutesState.ADOPTED and sheet.adopted_on is not None:
            return tr(
                "Vastgesteld op {day}. Deze notulen veranderen niet meer. "
                "Met dit kenmerk controleert u een kopie:"
            ).format(day=day(sheet.adopted_on))
        if sheet.state is MinutesState.FOR_ADOPTION:
            return tr(
                "Versie {n} ligt ter vaststelling. Wijzigt u een tekst, dan worden de notulen "
                "weer concept."
            ).format(n=sheet.version)
        return "" if sheet.points else tr("De notulen kunnen ter vaststelling.")

    def _show_points(self, points: Sequence[OpenPoint]) -> None:
        clear(self._points)
        shown = points if self._more else points[:_PER_FOLD]
        for point in shown:
            self._points.addWidget(self._line(point))
        if len(points) > len(shown):
            left = len(points) - len(shown)
            rest = count_of(left, tr("Nog 1 punt tonen"), tr("Nog {n} punten tonen"))
            self._points.addWidget(button(rest, self._show_all, kind="link"))

    def _line(self, point: OpenPoint) -> QWidget:
        message = word(point.code, {"title": point.title or "-"}, "nl")
        text = message.what.rstrip(".")
        if point.blocks:
            text += tr(" (houdt vaststellen tegen)")
        if point.item_id is None:
            return label(f"• {message}", wrap=True)
        made: KeyHintButton = button(literal(f"• {text}"), kind="link")
        tip(made, message.do)
        made.setAccessibleDescription(message.do)
        item_id = point.item_id
        made.clicked.connect(lambda _checked=False: self.item_chosen.emit(item_id))
        return made

    def _show_all(self) -> None:
        self._more = True
        if self._sheet is not None:
            self._show_points(self._sheet.points)

    def _copy(self) -> None:
        if self._sheet is not None:
            QGuiApplication.clipboard().setText(self._sheet.content_hash)


def _fours(text: str) -> list[str]:
    """Split a hash in groups, so that it wraps and can be compared by eye."""
    return [text[at : at + 8] for at in range(0, len(text), 8)]


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
        tip(self._take, tr("Zet de grijze tekst in uw tekst, achter wat er al staat"))
        self.head.addWidget(self._take)
        self.text = GrowingText(tr("Tekst bij {item}").format(item=heading(item)), self)
        self.body.addWidget(self.text)
        self._proposed, self._urgent, self._motivation = (
            label("", "hint", wrap=True) for _ in range(3)
        )
        for part in (self._proposed, self._urgent, self._motivation):
            self.body.addWidget(part)
        self._adjustments = QWidget(self)
        self._pills = wrapping(gap=5, of=self._adjustments)
        self.body.addWidget(self._adjustments)
        self.text.textChanged.connect(self._changed)
        self.text.entered.connect(lambda: self._activate(active=True))
        self.text.left.connect(lambda: self._activate(active=False))
        self._quiet = False
        self._writable = self.refused = False
        self.seen = item.text
        """What stood there when the user began to type."""

    @property
    def dirty(self) -> bool:
        """Whether the text differs from what was there."""
        return self.text.toPlainText() != self.seen

    def show_item(self, item: SheetItem, *, writable: bool) -> None:
        """Show what is kept of the item; what the user is typing stays."""
        typing = self.dirty and self._writable
        self.item = item
        if self.refused:  # two texts of one moment come below each other
            self.refused, mine = False, self.text.toPlainText()
            self.seen = item.text
            self.text.show_text(mine if item.text in mine else f"{item.text}\n{mine}")
        self._writable = writable
        self.set_title(heading(item))
        carried = item.carried_over and not item.outcome
        words = tr("doorgeschoven") if carried else item.outcome
        tone = tone_of(item.outcome_kind) if item.outcome_kind else Tone.NEUTRAL
        self._outcome.show_status(words, tone)
        self._urgent.setText(f"⚑ {item.urgent}")
        self._urgent.setHidden(not item.urgent)
        self._motivation.setText(tr("Motivering: {text}").format(text=item.motivation))
        self._motivation.setHidden(not item.motivation)
        clear(self._pills)
        for text in item.adjustments:
            self._pills.addWidget(StatusPill(text, Tone.INFO, self._adjustments))
        self._adjustments.setHidden(not item.adjustments)
        if not typing:
            self._quiet, self.seen = True, item.text
            self.text.show_text(item.text if item.draft is None else item.draft)
            self._quiet = False
        self.text.setReadOnly(not writable)
        empty = tr("Typ hier wat er besproken is") if writable else ""
        self.text.suggest(item.suggested or empty)
        self.text.setHidden(not writable and not item.text and not item.suggested)
        self._offer()

    def _changed(self) -> None:
        self._offer()
        if not self._quiet:
            self.typed.emit(self.item.id)

    def _offer(self) -> None:
        """Keep the proposal in reach until it was taken over, also while somebody types (H24)."""
        typed, proposed = self.text.toPlainText(), self.item.suggested
        fits = self._writable and bool(proposed) and proposed not in typed
        self._take.setVisible(fits)
        self._proposed.setText(tr("Voorstel: {text}").format(text=proposed))
        self._proposed.setVisible(fits and bool(typed))

    def _take_suggestion(self) -> None:
        self.text.setFocus()
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        between = "\n" if self.text.toPlainText().strip() else ""
        self.text.insertPlainText(between + self.item.suggested)

    def _activate(self, *, active: bool) -> None:
        restyle(self, "active", active)
        (self.entered if active else self.left).emit(self.item.id)

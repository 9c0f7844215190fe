"""Notulen: the text per item beside the pages that follow the typing, up to their adoption."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QMenu, QSplitter, QWidget
from shiboken6 import isValid

from casustafel.domain.errors import CasustafelError, ConflictError
from casustafel.domain.minutes import MinutesState
from casustafel.domain.terms import MINUTES_STATE
from casustafel.gui.dialogs.ask import sure
from casustafel.gui.files import pick, unsealed
from casustafel.gui.page import Command, Context, Page
from casustafel.gui.pages.minutes.cards import ChecksCard, ItemCard, heading
from casustafel.gui.pages.minutes.papers import Preview
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import Card, EmptyState
from casustafel.gui.widgets.chips import Chip, SegmentedSwitch
from casustafel.gui.widgets.fields import ChoiceBox
from casustafel.gui.widgets.layout import STRETCH, below
from casustafel.gui.widgets.progress import StepIndicator
from casustafel.gui.widgets.scrolling import ScrollingColumn
from casustafel.gui.widgets.style import literal, tip
from casustafel.gui.words import day, told_apart, tr
from casustafel.gui.work import Change
from casustafel.services.minutes import minutes, minutes_desk
from casustafel.services.minutes.minutes_desk import Choice, Sheet
from casustafel.services.upkeep import drafts
from casustafel.services.use_case import seen

_STEPS = list(MinutesState)
_KEEP_AFTER_MS = 1000
_FOLLOW_AFTER_MS = 250
_LEFT, _RIGHT = 4600, 5400
#: From this width on (as for `theme().px`) the pages stand beside the text.
_BOTH_FROM = 760


class MinutesPage(Page):
    """Opened with the id of a meeting; without one it shows the newest minutes of the table."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Notulen"))
        self._wanted = ""
        self.sheet: Sheet | None = None
        self.cards: dict[str, ItemCard] = {}
        """The items by id, in the order of the agenda."""
        self._unkept: set[str] = set()
        self._sent: dict[str, str] = {}
        self._build_head()
        self._build_body()
        self._keep = self._timer(_KEEP_AFTER_MS, self._keep_drafts)
        self._follow = self._timer(_FOLLOW_AFTER_MS, self._draw)

    def _timer(self, after: int, do: Any) -> QTimer:
        """Return a timer that runs `after` ms after the first stroke, also while typing goes on."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(do)
        return timer

    def _build_head(self) -> None:
        self._meeting = ChoiceBox(self)
        self._meeting.setAccessibleName(tr("Vergadering"))
        self._meeting.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        tip(self._meeting, tr("Notulen van een andere vergadering openen"))
        self._meeting.activated.connect(self._chosen)
        back = button(tr("‹ Vergaderingen"), lambda: self.frame.open("meetings"), kind="link")
        self.head.insertWidget(0, back)
        back.setVisible(self.frame.has("meetings"))
        self._back = back
        self.head.insertWidget(2, self._meeting)
        self._steps = StepIndicator([MINUTES_STATE[state] for state in _STEPS], self)
        self.head.insertWidget(3, self._steps)
        self._more = button(tr("Meer"))
        self._more.setAccessibleName(tr("Meer: afdrukken, uittreksel"))
        self._menu = QMenu(self._more)
        self._menu.setAccessibleName(tr("Meer"))
        self._menu.aboutToShow.connect(self._fill_menu)
        self._more.setMenu(self._menu)
        self.add_button(self._more)
        self._export = button(tr("PDF exporteren"), self._ask_export, keys="Ctrl+E", kind="primary")
        self.add_button(self._export)
        self.add_key("Ctrl+P", self._print)

    def _build_body(self) -> None:
        words = tr("De notulen ontstaan als een vergadering van deze commissie is gesloten.")
        self._empty = EmptyState(tr("Nog geen notulen"), words, parent=self)
        self._empty.hide()
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(theme().px(12))
        left = Card(tr("Tekst per agendapunt"), self)
        content = QWidget()
        self.checks = ChecksCard(content)
        self.checks.item_chosen.connect(self.show_item)
        self.checks.put_up_asked.connect(partial(self._move, minutes.put_up))
        self.checks.take_back_asked.connect(partial(self._move, minutes.take_back))
        self.checks.adopt_asked.connect(self._adopt)
        self._column = below(self.checks, STRETCH, gap=8, edges=(0, 0, 4, 0), of=content)
        self._area = ScrollingColumn(content, left)
        left.body.addWidget(self._area, 1)
        self._split.addWidget(left)
        self.preview = Preview(tr("Voorbeeld van de notulen"), self)
        self._split.addWidget(self.preview)
        self._split.setSizes([_LEFT, _RIGHT])
        self._part = SegmentedSwitch(tr("Wat u ziet"), self)
        self._part.set_choices([Chip("text", tr("Tekst")), Chip("pages", tr("Voorbeeld"))])
        self._part.chosen.connect(lambda _key: self._show_parts())
        self.head.insertWidget(3, self._part)
        self._texts = left
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._split, 1)

    def open(self, argument: str) -> None:
        self._confirm_all()
        self._wanted = argument

    def reload(self) -> None:
        committee, wanted = self.context.committee, self._wanted
        if not wanted and self.sheet is not None and self.sheet.committee == committee:
            wanted = self.sheet.meeting_id

        def read(reader: Any) -> tuple[list[Choice], Sheet | None]:
            found = minutes_desk.sheet(reader, wanted) if wanted else None
            choices = minutes_desk.choices(reader, found.committee if found else committee)
            if found is None and not wanted and choices:
                found = minutes_desk.sheet(reader, choices[0].meeting_id)
            return choices, found

        self.read(read, self._show)

    def commands(self) -> Sequence[Command]:
        return (
            Command(tr("Notulen als PDF exporteren"), self._ask_export, "Ctrl+E"),
            Command(tr("Notulen afdrukken"), self._print, "Ctrl+P"),
        )

    def can_leave(self) -> bool:
        self._confirm_all()
        self._keep.stop()
        self._follow.stop()
        return True

    def show_item(self, item_id: str) -> None:
        """Bring an item into sight and put the cursor in its text."""
        if (card := self.cards.get(item_id)) is not None:
            self._part.choose("text")
            self._area.ensureWidgetVisible(card)
            card.text.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # In a narrow window the card with the checks says the state in words.
        self._show_steps()
        self._show_parts()

    def _show_parts(self) -> None:
        """Show text and pages beside each other, or in a narrow window the one that is chosen."""
        if (both := self.width() >= theme().px(_BOTH_FROM)) and self._part.isVisibleTo(self):
            self._split.setSizes([_LEFT, _RIGHT])
        self._part.setVisible(not both and self.sheet is not None)
        self._texts.setVisible(both or self._part.key == "text")
        self.preview.setVisible(both or self._part.key == "pages")

    def _show_steps(self) -> None:
        beside = (
            self._back,
            self.title_label,
            self._meeting,
            self._more,
            self._export,
            self._steps,
        )
        needed = sum(each.sizeHint().width() + self.head.spacing() for each in beside)
        inner = self.body.contentsMargins()
        room = self.width() - inner.left() - inner.right()
        self._steps.setVisible(self.sheet is not None and needed <= room)

    def _show(self, answer: tuple[list[Choice], Sheet | None]) -> None:
        choices, sheet = answer
        self._wanted = ""
        if sheet is not None and sheet.committee != self.context.committee:
            # Opened from elsewhere, for a meeting of another table.
            self._wanted = sheet.meeting_id
            self.frame.choose_committee(sheet.committee)
            return
        self.sheet = sheet
        for part in (self._split, self._meeting, self._more, self._export):
            part.setVisible(sheet is not None)
        self._empty.setVisible(sheet is None)
        self._show_steps()
        if sheet is None:
            self.set_title(tr("Notulen"))
            self.set_status("")
            return
        self.set_title(tr("Notulen {name}").format(name=sheet.short_name))
        self._meeting.clear()
        for each in choices:
            words = f"{told_apart(day(each.held_on), each.apart)} · {MINUTES_STATE[each.state]}"
            self._meeting.addItem(words, each.meeting_id)
        self._meeting.setCurrentIndex(self._meeting.findData(sheet.meeting_id))
        self._meeting.setMinimumWidth(self._meeting.sizeHint().width())
        at = _STEPS.index(sheet.state)
        self._steps.show_step(at + (sheet.state is MinutesState.ADOPTED))
        self.set_status(tr("PDF/A-2a · PDF/UA-1 · versie {n}").format(n=sheet.version))
        self._show_steps()
        self._show_parts()
        self._show_items(sheet)
        self.checks.show_sheet(sheet)
        self._draw()

    def _show_items(self, sheet: Sheet) -> None:
        if [item.id for item in sheet.items] != list(self.cards):
            for card in self.cards.values():
                card.hide()
                card.deleteLater()
            self.cards = {}
            for item in sheet.items:
                card = ItemCard(item)
                card.typed.connect(self._typed)
                card.entered.connect(self._entered)
                card.left.connect(self._left)
                self._column.insertWidget(self._column.count() - 1, card)
                self.cards[item.id] = card
        for item in sheet.items:
            self.cards[item.id].show_item(item, writable=sheet.may_write)
        if any(item.draft is not None for item in sheet.items):
            self.banner.say(tr("Uw tekst die nog niet was vastgelegd, staat er weer."), Tone.INFO)

    def _chosen(self, at: int) -> None:
        meeting_id = str(self._meeting.itemData(at))
        if self.sheet is None or meeting_id != self.sheet.meeting_id:
            self.frame.open("minutes", meeting_id)

    def _typed(self, item_id: str) -> None:
        self._unkept.add(item_id)
        for timer in (self._keep, self._follow):
            if not timer.isActive():
                timer.start()

    def _entered(self, item_id: str) -> None:
        self._area.ensureWidgetVisible(self.cards[item_id], 0, theme().px(20))
        self.preview.jump_to(heading(self.cards[item_id].item))

    def _left(self, item_id: str) -> None:
        if (card := self.cards.get(item_id)) is not None:
            self._confirm(card)

    def _keep_drafts(self) -> None:
        texts = {key: self.cards[key].text.toPlainText() for key in self._unkept}
        self._unkept.clear()
        for item_id, text in texts.items():
            self.work.write(partial(_keep_draft, item_id=item_id, text=text), owner=self)

    def _confirm(self, card: ItemCard) -> None:
        """Write a text that was changed; one that is as it was leaves no draft behind."""
        item, text = card.item, card.text.toPlainText()
        self._unkept.discard(item.id)
        if self.sheet is None or not self.sheet.may_write or not card.dirty:
            return
        if self._sent.get(item.id) == text:
            return
        # What was sent and is not read back yet stands there by then.
        at = seen(item.id, text=self._sent.get(item.id, card.seen))
        self._sent[item.id] = text

        def answered(error: CasustafelError | None) -> None:
            self._sent.pop(item.id, None)
            if error is not None:
                self.refused(error)
                self.mark_stale()
            if isValid(card):
                card.refused = isinstance(error, ConflictError)
                card.seen = card.seen if error else text

        self.write(
            lambda uow: minutes.write_text(uow, at, text),
            lambda _written: answered(None),
            failed=answered,
            changes=[Change("minutes", self.sheet.meeting_id)],
        )

    def _confirm_all(self) -> None:
        for card in self.cards.values():
            self._confirm(card)

    def _draw(self) -> None:
        """Draw the pages with what stands on the screen, written or not."""
        if self.sheet is None:
            return
        meeting_id = self.sheet.meeting_id
        typed = {key: card.text.toPlainText() for key, card in self.cards.items() if card.dirty}
        self.read(
            lambda reader: minutes.pdf(reader, meeting_id, typed=typed),
            self.preview.show_pdf,
            "preview",
        )

    def _move(self, step: Any) -> None:
        if self.sheet is None:
            return
        self._confirm_all()
        meeting_id = self.sheet.meeting_id
        changes = [Change("minutes", meeting_id), Change("meeting", meeting_id)]
        self.write(lambda uow: step(uow, meeting_id), changes=changes)

    def _adopt(self) -> None:
        agreed = sure(
            self,
            tr("Notulen vaststellen?"),
            tr(
                "Vastgestelde notulen veranderen niet meer. Ook de uitkomsten van deze "
                "vergadering liggen dan vast."
            ),
            tr("Vaststellen"),
        )
        if agreed:
            self._move(minutes.adopt)

    def _fill_menu(self) -> None:
        self._menu.clear()
        self._menu.addAction(tr("Afdrukken… (Ctrl+P)"), self._print)
        extracts = self._menu.addMenu(tr("Uittreksel van een casus"))
        items = self.sheet.items if self.sheet else ()
        for number in [item.case_number for item in items if item.case_number]:
            extracts.addAction(literal(number), partial(self._ask_export, number))
        extracts.setEnabled(not extracts.isEmpty())
        adopted = self.sheet is not None and self.sheet.state is MinutesState.ADOPTED
        if self.sheet is not None and adopted and self.frame.has("feedback"):
            self._menu.addSeparator()
            tell = partial(self.frame.open, "feedback", self.sheet.meeting_id)
            self._menu.addAction(tr("Terugkoppeling vastleggen"), tell)
        if self.sheet is not None and self.sheet.may_write and self.frame.has("documents"):
            show = partial(self.frame.open, "documents", self.sheet.meeting_id)
            self._menu.addAction(tr("Alle documenten"), show)
        if self.sheet is not None and self.frame.has("room"):
            self._menu.addSeparator()
            go = partial(self.frame.open, "room", self.sheet.meeting_id)
            self._menu.addAction(tr("Naar de vergadering"), go)

    def _ask_export(self, extract: str | None = None) -> None:
        if self.sheet is None:
            return
        self._confirm_all()
        name = self.sheet.file_name
        if extract:
            name = name.replace("notulen", f"uittreksel_{extract}", 1)
        asked = tr("PDF exporteren"), name, tr("PDF (*.pdf)")
        if path := pick(self, *asked, settings=self.settings, folder="minutes/folder"):
            self.export_to(path, extract)

    def export_to(self, target: Path, extract: str | None = None) -> None:
        """Write the minutes, or the extract of one case, and say where the file stands."""
        if self.sheet is not None:
            meeting_id = self.sheet.meeting_id
            self.write(
                lambda uow: minutes.export(uow, meeting_id, target, extract),
                lambda _done: self.say(unsealed(target), Tone.GOOD),
                changes=[Change("log")],
            )

    def _print(self) -> None:
        if self.sheet is not None:
            self._confirm_all()
            said, meeting_id = (
                tr("De notulen zijn naar de printer gestuurd."),
                self.sheet.meeting_id,
            )
            self.preview.ask_print(self, lambda uow: minutes.record_print(uow, meeting_id), said)

    def refused(self, error: CasustafelError) -> None:
        self._sent.clear()
        super().refused(error)
        self.mark_stale()


def _keep_draft(uow: Any, item_id: str, text: str) -> None:
    drafts.keep(uow, minutes.DRAFT_SUBJECT, item_id, minutes.DRAFT_FIELD, text)

"""Where the parts of the room stand: agenda and people left, the case, the outcome right.

Where the window is too narrow for that, a bar says which part is shown (`PartBar`).
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from casustafel.domain.meetings import ItemKind, MeetingState
from casustafel.domain.wording.catalogue import turns
from casustafel.gui.pages.room.agenda import WIDTH as LEFT_WIDTH
from casustafel.gui.pages.room.agenda import LeftSide
from casustafel.gui.pages.room.case_pane import CasePane
from casustafel.gui.pages.room.outcome_panel import WIDTH as SIDE_WIDTH
from casustafel.gui.pages.room.outcome_panel import OutcomePanel
from casustafel.gui.pages.room.top_bar import Allowed
from casustafel.gui.pages.room.urgent import UrgentSide
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import KeyHintButton, button
from casustafel.gui.widgets.chips import Chip, SegmentedSwitch
from casustafel.gui.widgets.layout import STRETCH, below, beside
from casustafel.gui.widgets.scrolling import Scroller, Steady
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.services.meeting.room_desk import Sitting

AGENDA, CASE, OUTCOME = "agenda", "case", "outcome"


class PartBar(QFrame):
    """A switch of parts; at its right stands the button that leads on, which is always seen."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._switch = SegmentedSwitch(tr("Onderdeel"), self)
        self._switch.chosen.connect(self.chosen)
        self._actions = QStackedWidget(self)
        beside(self._switch, STRETCH, self._actions, gap=10, edges=(10, 5, 12, 5), of=self)
        self._holders: list[QWidget] = []
        self.key = CASE
        """The part that is chosen."""
        self._offered: tuple[tuple[str, str], ...] = ()

    def offer(self, parts: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer these parts, a key and a word each, with one of them chosen."""
        if tuple(parts) != self._offered:
            self._offered = tuple(parts)
            self._switch.set_choices([Chip(key, words) for key, words in parts])
        self.key = chosen
        self._switch.show_choice(chosen)

    def take(self, actions: Sequence[KeyHintButton]) -> None:
        """Hold these buttons, of which `show_action` shows one."""
        for action in actions:
            holder = QWidget(self._actions)
            beside(STRETCH, action, of=holder)
            self._actions.addWidget(holder)
            self._holders.append(holder)

    def give_back(self) -> None:
        """Forget the buttons, which were put elsewhere."""
        for holder in self._holders:
            self._actions.removeWidget(holder)
            holder.deleteLater()
        self._holders = []

    def show_action(self, at: int) -> None:
        """Show the button with this place."""
        self._actions.setCurrentIndex(at)


class PlainSide(QFrame):
    """One heading, one sentence, one button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outcomePanel")
        self._title = label("", "heading", wrap=True)
        self._text = label("", "muted", wrap=True)
        self.minutes = button(tr("Notulen openen"))
        self.adopt = button(tr("Notulen vaststellen… (V)"))
        self.adopt.setAccessibleName(tr("Notulen vaststellen"))
        foot = self.foot = QHBoxLayout()
        foot.addStretch(1)
        self.advance = button(tr("Volgende"), keys="Ctrl+Return", kind="primary")
        foot.addWidget(self.advance)
        parts = (self._title, self._text, self.minutes, self.adopt, STRETCH, foot)
        below(*parts, gap=10, edges=(16, 14), of=self)

    def show_sitting(
        self, sitting: Sitting, *, may_run: bool, may_adopt: bool, has_minutes: bool
    ) -> None:
        """Say what comes next."""
        state = sitting.board.meeting.state
        kind = sitting.line.item.kind if sitting.line else None
        previous = kind is ItemKind.PREVIOUS_MINUTES
        closed = state is MeetingState.CLOSED
        self.minutes.setVisible(has_minutes and (closed or previous))
        self.adopt.setVisible(previous and may_adopt and sitting.adoptable)
        if state is MeetingState.PLANNED:
            turn = "planned"
        elif closed:
            turn = "adopted" if sitting.board.fixed else "closed"
        elif sitting.line is None:
            turn = "reopened"
        elif previous:
            turn = "previous" if sitting.adoptable else "previous-adopted"
        else:
            turn = "item"
        said = turns()[turn]
        item = sitting.line.item.title if sitting.line else ""
        verb = tr(said["verb"])
        self._title.setText(tr(said["title"]).format(title=item))
        self._text.setText(tr(said["text"]))
        self.advance.setText(verb)
        self.advance.setVisible(bool(verb) and may_run)


#: From these widths on (as for `theme().px`) all parts stand beside each other, or two.
ALL_FROM, TWO_FROM = 1120, 860
_ANY = 16_777_215  # QWIDGETSIZE_MAX: no most


class Ground(Steady):
    """Everything below the bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = PartBar(self)
        self.bar.chosen.connect(self._show_part)
        self._left = LeftSide(self)
        self.agenda, self.attendance = self._left.agenda, self._left.attendance
        self.join = self._left.join
        self._middle = QWidget(self)
        self.pane = CasePane(self)
        # A tab at the lower edge would open out of sight.
        self.pane.tabs.tabBarClicked.connect(lambda _at: self.reveal(self.pane.tabs))
        self._side = QStackedWidget(self)
        self.panel = OutcomePanel(self._side)
        self.plain_side = PlainSide(self._side)
        self._side.addWidget(self.panel)
        self._side.addWidget(self.plain_side)
        self.urgent_side = UrgentSide(self._side)
        self._side.addWidget(self.urgent_side)
        self._right = QWidget(self)
        below(self._side, of=self._right)
        self._pane_area = Scroller(self.pane, self)
        self._pane_area.setObjectName("roomCase")
        beside((self._pane_area, 1), self._right, gap=12, edges=12, of=self._middle)
        row = beside(self._left, (self._middle, 1), gap=0)
        below(self.bar, (row, 1), gap=0, of=self)
        # In the order of the sides: what leads on, and the foot where it stands in a wide window.
        self._actions = (
            (self.panel.advance, self.panel.foot),
            (self.plain_side.advance, self.plain_side.foot),
            (self.urgent_side.ratify, self.urgent_side.foot),
        )
        self._item = ""
        self._in_bar = False
        theme().changed.connect(self._fit)

    @property
    def at_case(self) -> bool:
        """Whether a case is shown, with its outcome or with what was decided outside."""
        return self._side.currentWidget() is not self.plain_side

    @property
    def deciding(self) -> bool:
        """Whether the form of an outcome is shown."""
        return self._side.currentWidget() is self.panel

    @property
    def to_ratify(self) -> bool:
        """Whether a decision outside the meeting waits for what the table says of it."""
        return self._side.currentWidget() is self.urgent_side

    @property
    def wide(self) -> bool:
        """Whether all parts are seen at once."""
        return self.width() >= theme().px(ALL_FROM)

    def show_agenda(self, shown: Sitting) -> None:
        """Show the agenda with the item that is shown marked."""
        self._left.show_sitting(shown)

    def show_item(self, shown: Sitting, may: Allowed, *, fresh: bool) -> None:
        """Show a case; with `fresh` also the fields, which are left alone otherwise."""
        desk = shown.desk
        item = shown.line.item.id if shown.line is not None else ""
        other, self._item = item != self._item, item
        side: QWidget = self.plain_side if desk is None else self.panel
        if desk is not None and shown.line is not None and shown.line.to_ratify:
            side = self.urgent_side
            self.urgent_side.show_case(shown, desk, editable=may.say)
        self._side.setCurrentWidget(side)
        if other or not item:
            # Before it opens and after it closed a meeting is its agenda.
            self._show_part(CASE if item else AGENDA)
        else:
            self._fit()
        if desk is None:
            self.pane.show_plain(shown, fresh=fresh, editable=may.note)
            return
        self.pane.show_case(shown, desk, fresh=fresh, editable=may.note)
        if fresh:
            self._pane_area.verticalScrollBar().setValue(0)
            self.panel.show_case(shown, desk, may)
        else:
            self.panel.refresh(shown, desk, may)

    def show_unanswered(self, codes: Sequence[str], sentence: str) -> bool:
        """Put the keyboard on the first of these questions that is asked here; say if one is."""
        for code in codes:
            if (asked := self.pane.show_unanswered(code, sentence)) is not None:
                self.reveal(asked)
                if asked is not self.pane.criteria:
                    self.panel.error.say(sentence, Tone.BAD)
                return True
        return False

    def reveal(self, part: QWidget) -> None:
        """Show the part of the room in which this stands, so that it can have the keyboard."""
        places = ((AGENDA, self._left), (CASE, self._pane_area), (OUTCOME, self._right))
        for key, whole in places:
            if whole.isAncestorOf(part) and not whole.isVisibleTo(self):
                self._show_part(key)
        if self.pane.isAncestorOf(part):
            self._pane_area.ensureWidgetVisible(part, 0, theme().px(12))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _show_part(self, key: str) -> None:
        self._fit(key)

    def _fit(self, key: str = "") -> None:
        px = theme().px
        chosen = key or self.bar.key
        wide, two = self.wide, self.width() >= px(TWO_FROM)
        if two and chosen == OUTCOME:
            chosen = CASE
        self.bar.setVisible(not wide)
        self.bar.offer(self._parts(two=two), chosen)
        self._left.setVisible(wide or chosen == AGENDA)
        self._middle.setVisible(wide or chosen != AGENDA)
        self._pane_area.setVisible(wide or chosen == CASE)
        self._right.setVisible(wide or two or chosen == OUTCOME)
        self._left.set_narrow(narrow=wide)
        self._set_width(self._left, px(LEFT_WIDTH) if wide else 0)
        self._set_width(self._right, px(SIDE_WIDTH) if two else 0)
        self._place_actions(in_bar=not wide)
        self.bar.show_action(self._side.currentIndex())

    def _parts(self, *, two: bool) -> list[tuple[str, str]]:
        case = tr("Casus") if self.at_case else tr("Punt")
        if not self._item:
            case = tr("Overzicht")
        if two:
            both = tr("Casus en uitkomst") if self.at_case else case
            return [(AGENDA, tr("Agenda en aanwezigen")), (CASE, both)]
        last = tr("Uitkomst") if self.at_case else tr("Verder")
        return [(AGENDA, tr("Agenda")), (CASE, case), (OUTCOME, last)]

    def _set_width(self, part: QWidget, width: int) -> None:
        part.setMinimumWidth(width)
        part.setMaximumWidth(width or _ANY)

    def _place_actions(self, *, in_bar: bool) -> None:
        """Keep the way on in sight: in the bar, or at the foot of its part."""
        if in_bar == self._in_bar:
            return
        self._in_bar = in_bar
        if in_bar:
            self.bar.take([action for action, _foot in self._actions])
        else:
            for action, foot in self._actions:
                foot.addWidget(action)
            self.bar.give_back()

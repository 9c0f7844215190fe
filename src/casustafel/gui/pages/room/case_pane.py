"""The middle of the room: the head of the case, its tabs, and the notes for the minutes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTabWidget, QWidget

from casustafel.domain.frameworks import ItemKind
from casustafel.domain.meetings import ItemState, MeetingState
from casustafel.gui.pages.advice.joint import JointPane, tab_title
from casustafel.gui.pages.room.care_stack import CareStack
from casustafel.gui.pages.room.case_facts import CaseHead, Dossier
from casustafel.gui.pages.room.criteria_pane import CriteriaPane
from casustafel.gui.pages.room.rows_editor import ExtraItems
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.banner import Banner
from casustafel.gui.widgets.buttons import key_words
from casustafel.gui.widgets.card import Card
from casustafel.gui.widgets.elided_label import ElidedLabel
from casustafel.gui.widgets.layout import below, beside, place, tabs
from casustafel.gui.widgets.style import label, literal, tip_text
from casustafel.gui.words import count_of, tr
from casustafel.services.advice.advice_desk import JointView
from casustafel.services.meeting.room_desk import Desk, Sitting

_NOTES_KEY = "Ctrl+M"


class NotesField(QPlainTextEdit):
    """Tab goes on; leaving it confirms."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class Notes(QWidget):
    """The field with its name and key."""

    typed = Signal()
    confirmed = Signal(str)
    """The text, when the field is left and it differs from what was kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        name = label(tr("Aantekeningen voor de notulen"), "label")
        badge = label(key_words(_NOTES_KEY), "key")
        hint = ElidedLabel("hint")
        hint.show_text(tr("Alleen wat nodig is, zonder namen."))
        head = beside(name, badge, (hint, 1), gap=6)
        self.field = NotesField(self)
        self.field.setTabChangesFocus(True)
        self.field.setMinimumHeight(px(46))
        self.field.setAccessibleName(tr("Aantekeningen voor de notulen"))
        self.field.textChanged.connect(self._changed)
        self.field.left.connect(self.confirm)
        name.setBuddy(self.field)
        below(head, (self.field, 1), gap=5, edges=(12, 0), of=self)
        self._item = self._kept = ""
        self._quiet = self._refused = False

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.field.toPlainText()

    def show_text(self, item: str, kept: str, typed: str | None, *, editable: bool) -> None:
        """Show what was kept of an item, or what was being typed after it.

        What is typed here stays where the same item is shown anew.
        """
        self.field.setReadOnly(not editable)
        if item == self._item and self.text != self._kept:
            return
        self._item, self._refused = item, False
        self._put(kept, kept if typed is None else typed)

    def stands(self, item: str, kept: str) -> None:
        """Show what stands there by now. Two texts of one moment come below each other."""
        if item != self._item:
            return
        mine, both = self.text, self._refused
        if both:
            self._refused = False
            self._put(kept, mine if kept in mine else f"{kept}\n{mine}")
            self.typed.emit()
        elif kept != self._kept == mine:
            self._put(kept, kept)

    def not_kept(self, item: str) -> None:
        """Somebody else wrote here meanwhile: what is typed is still to be kept."""
        self._refused = item == self._item

    def _put(self, kept: str, text: str) -> None:
        self._quiet = True
        self._kept = kept
        self.field.setPlainText(text)
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self._quiet = False

    def confirm(self) -> None:
        """Hand the text on if it is another than was kept."""
        if self.text != self._kept:
            self._kept = self.text
            self.confirmed.emit(self.text)

    def _changed(self) -> None:
        if not self._quiet:
            self.typed.emit()


_LEAST_TABS, _LEAST_NOTES, _FOR_LINES = 236, 76, 110
_ANY = 16_777_215 - 100  # QWIDGETSIZE_MAX: no most
#: Below this width the tab of the framework leaves its version out.
_SHORT_BELOW = 600


class CasePane(QWidget):
    """Shows a case, or an item that is no case with its notes alone."""

    recusals_wanted = Signal(list)
    """Pairs of member and reason that were proposed and accepted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self._title = tr("Afwegingskader")
        self.proposal = Banner(self)
        self._proposed: list[tuple[str, str]] = []
        self.head = CaseHead(self)
        self.plain = Card(" ", self)
        self._plain_text = label("", "muted", wrap=True)
        self.plain.body.addWidget(self._plain_text)
        work = self._work = Card("", self)
        work.body.setContentsMargins(px(2), px(2), px(2), px(10))
        self.notes = Notes(work)
        self.notes.setMinimumHeight(px(_LEAST_NOTES))
        place(work.body, (self._make_tabs(), 100), (self.notes, 1))
        below(self.proposal, self.head, self.plain, (work, 1), gap=8, of=self).addStretch(0)

    def heightForWidth(self, width: int) -> int:
        """Return the least height in which nothing is cut; where there is less, it scrolls."""
        shown = [part for part in (self.proposal, self.head, self.plain) if not part.isHidden()]
        gap = theme().px(8)
        height = sum(
            (part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height())
            + gap
            for part in shown
        )
        return height + (0 if self._work.isHidden() else self._work.minimumSizeHint().height())

    def _make_tabs(self) -> QTabWidget:
        self.tabs = tabs(tr("Onderdelen van de casus"), self)
        self.tabs.tabBar().setUsesScrollButtons(False)
        self.tabs.tabBar().setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setMinimumHeight(theme().px(_LEAST_TABS))
        self.criteria = CriteriaPane(self.tabs, digits=False)
        self.advice = JointPane(self.tabs)
        self.extra = ExtraItems(self.tabs)
        self.dossier = Dossier(self.tabs)
        self.stack = CareStack(self.tabs)
        for part in (self.criteria, self.advice, self.dossier, self.stack):
            part.setContentsMargins(theme().px(12), 0, theme().px(12), 0)
        self.tabs.addTab(self.criteria, tr("Afwegingskader"))
        self.tabs.addTab(self.advice, tr("Vooradviezen"))
        self.tabs.addTab(self.extra, tr("Interventie"))
        self.tabs.addTab(self.dossier, tr("Dossier"))
        self.tabs.addTab(self.stack, tr("Zorgstapel"))
        self.criteria.table.grown.connect(self._fit_tabs)
        self.tabs.currentChanged.connect(lambda _at: self._fit_tabs())
        return self.tabs

    def _fit_tabs(self) -> None:
        """Give the criteria the height of all their rows, and the notes what they leave."""
        most = _ANY
        if self.tabs.currentWidget() is self.criteria:
            most = self.criteria.sizeHint().height() + self.tabs.tabBar().sizeHint().height()
        least = _LEAST_TABS + (_FOR_LINES if self.tabs.currentWidget() is self.stack else 0)
        self.tabs.setMinimumHeight(theme().px(least))
        self.tabs.setMaximumHeight(max(most + theme().px(4), self.tabs.minimumHeight()))

    def show_unanswered(self, code: str, sentence: str) -> QWidget | None:
        """Put the keyboard on a question that has no answer; return where it is asked, if here."""
        if self.criteria.show_fault(sentence, code):
            self.show_tab(self.criteria)
            return self.criteria
        if (editor := self.extra.editors.get(code)) is None:
            return None
        self.show_tab(self.extra)
        editor.focus_empty()
        return self.extra

    def show_case(self, sitting: Sitting, desk: Desk, *, fresh: bool, editable: bool) -> None:
        """Show a case; with `fresh` also what is typed in, which is left alone otherwise."""
        self.head.show()
        self.tabs.show()
        self._edge_above(2)
        self._work.show()
        self.plain.hide()
        self.head.show_case(desk, sitting.board.committee, sitting.today)
        typed = {code: str(value) for code, value in _drafts_of(sitting, "note").items()}
        self.criteria.show_criteria(
            desk.criteria, desk.answers, typed if fresh else {}, fresh=fresh, editable=editable
        )
        self._propose(desk, editable=editable)
        if not fresh:
            return
        self._arrange_tabs(desk)
        tables = [item for item in desk.extra if item.kind is ItemKind.TABLE]
        self.extra.show_items(
            tables, desk.answers, _drafts_of(sitting, "table"), sitting.board.meeting.held_on
        )
        self.extra.setEnabled(editable)
        self.dossier.show_case(desk, sitting.board.committee)
        self.stack.show_lines(desk.view.lines, desk.provider_names, sitting.today)
        self._show_notes(sitting, editable=editable)

    def show_advices(self, view: JointView) -> None:
        """Show the vooradviezen on the case; the tab says how many there are."""
        self.advice.show_view(view)
        self.criteria.show_said({line.item.code: line.counts for line in view.lines})
        self.tabs.setTabText(self.tabs.indexOf(self.advice), tab_title(view))

    def show_plain(self, sitting: Sitting, *, fresh: bool, editable: bool) -> None:
        """Show an item that is no case, or a case that this person must not see."""
        self.head.hide()
        self.tabs.hide()
        self._edge_above(10)
        self.proposal.clear()
        self.plain.show()
        self._work.setVisible(sitting.line is not None)
        if sitting.line is None:
            self._show_overview(sitting)
            return
        self.plain.set_title(f"{sitting.line.item.position}. {sitting.line.item.title}")
        if sitting.hidden:
            words = tr("U neemt niet deel aan deze casus en ziet die daarom niet.")
        elif editable:
            words = tr("Maak hieronder aantekeningen voor de notulen en ga daarna verder.")
        else:
            words = tr("Hieronder staan de aantekeningen voor de notulen; u leest ze alleen.")
        self._plain_text.setText(words)
        if fresh:
            self._show_notes(sitting, editable=editable and not sitting.hidden)

    def _edge_above(self, size: int) -> None:
        """Leave room above the notes where no tabs stand there."""
        edges = self._work.body.contentsMargins()
        edges.setTop(theme().px(size))
        self._work.body.setContentsMargins(edges)

    def _show_overview(self, sitting: Sitting) -> None:
        """Say what lies ahead before the meeting opens, and what was done after it closed."""
        around = sitting.board
        cases = [line for line in around.lines if line.row is not None]
        missing = sum(line.quorum is not None and not line.quorum.enough for line in cases)
        self.plain.set_title(around.committee.name)
        if around.meeting.state is MeetingState.CLOSED:
            words = _closed_words([line.item.state for line in cases])
        else:
            more = tr("Op de agenda staan {n} casussen.")
            words = count_of(len(cases), tr("Op de agenda staat 1 casus."), more)
            if missing:
                words += " " + count_of(
                    missing,
                    tr("Bij 1 casus mist een lid; die uitkomst is onder voorbehoud."),
                    tr("Bij {n} casussen mist een lid; die uitkomst is onder voorbehoud."),
                )
        self._plain_text.setText(words)

    def _show_notes(self, sitting: Sitting, *, editable: bool) -> None:
        assert sitting.line is not None
        typed = sitting.typed.get("notes")
        text = None if typed is None else str(typed)
        kept = "" if sitting.hidden else sitting.line.item.notes
        self.notes.show_text(sitting.line.item.id, kept, text, editable=editable)

    def _arrange_tabs(self, desk: Desk) -> None:
        """Put up the tabs that this case has, with the framework and its version first."""
        framework = desk.framework
        state = f" ({framework.label})" if framework.label else ""
        self._title = tr("Afwegingskader v{n}{state}").format(n=framework.version, state=state)
        self._fit_title()
        tables = [item.text for item in desk.extra if item.kind is ItemKind.TABLE]
        self.tabs.setTabVisible(self.tabs.indexOf(self.extra), bool(tables))
        if tables:
            self.tabs.setTabText(self.tabs.indexOf(self.extra), literal(tables[0]))
        self.tabs.setTabVisible(self.tabs.indexOf(self.stack), bool(desk.view.lines))
        self.tabs.setCurrentWidget(self.criteria)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_title()

    def _fit_title(self) -> None:
        """Name the framework with its version, where the tabs leave room for that."""
        at = self.tabs.indexOf(self.criteria)
        short = self.width() < theme().px(_SHORT_BELOW)
        self.tabs.setTabText(at, tr("Kader") if short else literal(self._title))
        self.tabs.setTabToolTip(at, tip_text(self._title))

    def _propose(self, desk: Desk, *, editable: bool) -> None:
        self._proposed = [(member.id, why) for member, why in desk.proposed] if editable else []
        if not desk.proposed or not editable:
            self.proposal.clear()
            return
        who = ", ".join(f"{member.role_name} ({why})" for member, why in desk.proposed)
        words = tr("Voorstel: {who} neemt niet deel aan dit punt.")
        action = tr("Neemt niet deel (Alt N)")
        self.proposal.say(words.format(who=who), Tone.WARN, action=action, do=self.accept_proposal)

    def accept_proposal(self) -> None:
        """Let who was proposed not take part."""
        if self._proposed:
            self.recusals_wanted.emit(self._proposed)

    def show_tab(self, part: QWidget) -> bool:
        """Show a tab; say whether this case has it."""
        at = self.tabs.indexOf(part)
        if at < 0 or self.tabs.isHidden() or not self.tabs.isTabVisible(at):
            return False
        self.tabs.setCurrentIndex(at)
        return True


def _closed_words(states: Sequence[ItemState]) -> str:
    """Return what became of the cases of a closed meeting."""
    words = tr("{n} van {of} casussen kregen een uitkomst").format(
        n=states.count(ItemState.DONE), of=len(states)
    )
    for state, more in (
        (ItemState.HELD_OVER, tr("{n} aangehouden")),
        (ItemState.CARRIED_OVER, tr("{n} doorgeschoven")),
    ):
        if state in states:
            words += ", " + more.format(n=states.count(state))
    return words + "."


def _drafts_of(sitting: Sitting, part: str) -> dict[str, object]:
    """Return what was being typed in one part of the case, by criterion."""
    return {
        field.removeprefix(f"{part}:"): value
        for field, value in sitting.typed.items()
        if field.startswith(f"{part}:")
    }

"""Urgent cases in the room: what waits for ratification, and what is asked about it."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QWidget

from casustafel.domain.errors import CasustafelError
from casustafel.gui.dialogs.fields import Form, With, worded
from casustafel.gui.dialogs.form import KEY
from casustafel.gui.pages.outcome_words import urgent_facts
from casustafel.gui.problems import explain
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.banner import Banner
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import KeyValues
from casustafel.gui.widgets.form_field import FormField
from casustafel.gui.widgets.layout import STRETCH, clear, place, wrapping
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.scrolling import ScrollingSide
from casustafel.gui.widgets.search_box import SearchBox
from casustafel.gui.widgets.style import label, literal
from casustafel.gui.words import day, tr
from casustafel.services.meeting.room_desk import Desk, Sitting
from casustafel.services.queue.queue import QueueRow, client_label


class JoinDialog(Form):
    """Asks which case joins the meeting that is going on, and why it cannot wait."""

    searched = Signal(str)
    """The page reads the cases that this text finds and shows them."""

    def __init__(self, parent: QWidget) -> None:
        self.search = SearchBox(tr("Nummer, naam of aanbieder"), "")
        self.cases = QListWidget()
        self.cases.setFixedHeight(theme().px(190))

        def fault(key: str) -> str:
            return "" if key else tr("Kies een casus uit de lijst.")

        told, rest = worded(
            "join",
            makes=lambda search, **given: given,
            search=With(control=self.search, fault=lambda _text: ""),
            case_id=With(control=self.cases, fault=fault),
        )
        super().__init__(parent, *told, **rest)
        self.search.text_settled.connect(self.searched)
        self.search.list_wanted.connect(self.cases.setFocus)
        self.cases.currentItemChanged.connect(self._chosen)
        self._rows: dict[str, QueueRow] = {}

    def show_cases(self, rows: Sequence[QueueRow], today: date) -> None:
        """Offer these cases; the first is chosen."""
        self._rows = {row.id: row for row in rows}
        self.cases.clear()
        for row in rows:
            flag = " ⚑" if row.urgent else ""
            parts = (f"{row.number}{flag}", client_label(row, today), row.provider)
            item = QListWidgetItem(" · ".join(part for part in parts if part))
            item.setData(KEY, row.id)
            self.cases.addItem(item)
        if rows:
            self.cases.setCurrentRow(0)

    def _chosen(self) -> None:
        self.fields["case_id"].clear_error()
        row = self._rows.get(self.value("case_id"))
        if row is not None and row.urgent_before is not None and self.day("latest") is None:
            self.fields["latest"].line.setText(day(row.urgent_before))


Missing = tuple[tuple[str, str], ...]
"""Who is missing, as `Board.missing` names them."""


def missing_words(missing: Missing) -> str:
    """Say who is missing and what that does; nothing when nobody is."""
    words = tr("Mist: {who}. Zonder hen is de uitkomst onder voorbehoud.")
    return words.format(who=", ".join(who for who, _ in missing)) if missing else ""


class ProvisionalField(FormField):
    """A box that lets an outcome pass where somebody is missing; what that does stands below it."""

    def __init__(self, text: str) -> None:
        self.box = QCheckBox(text)
        super().__init__("", self.box, required=True)
        self._missing: Missing = ()
        self.offer(())

    def offer(self, missing: Missing) -> bool:
        """Offer it while somebody is missing; say whether others are missing than before.

        Who came in or left makes what was said of the quorum before untrue.
        """
        other, self._missing = missing != self._missing, missing
        if other:
            self.clear_error()
        for part in (self, self.box):
            part.setVisible(bool(missing))
        self.describe("", missing_words(missing), required=True)
        self.box.setAccessibleName(self.box.text())
        return other


class ThereButtons(QWidget):
    """A button for each who is missing, to say that they are there after all (H36)."""

    there = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = wrapping(gap=6, of=self)
        self.hide()

    def offer(self, missing: Missing) -> None:
        """Offer who can be one member only."""
        clear(self._row)
        for who, member in missing:
            if member:
                words = literal(tr("{who} is er").format(who=who))
                made = button(words, partial(self.there.emit, member), kind="small")
                self._row.addWidget(made)
                made.show()
        self.setVisible(any(member for _who, member in missing))


class UrgentSide(ScrollingSide):
    """Shows what was decided; the page writes what the table says of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        pill = StatusPill(tr("⚑ spoed"), Tone.BAD, self)
        self.add_head(tr("Spoeduitkomst ter bekrachtiging"), pill)
        asked = tr("Buiten de vergadering is al besloten. Neemt de commissie dit over?")
        self.add_steady(label(asked, "muted", wrap=True))
        self._facts = KeyValues(1)
        self.inside.setContentsMargins(0, theme().px(4), self.inside.contentsMargins().right(), 0)
        place(self.inside, self._facts, STRETCH)
        self.add_contents()
        self._provisional_field = ProvisionalField(tr("Onder voorbehoud bekrachtigen"))
        self.provisional = self._provisional_field.box
        self.add_steady(self._provisional_field)
        self.error = Banner(self)
        self.add_steady(self.error)
        self._make_foot()
        self._item = ""
        self.provisional.toggled.connect(lambda _on: self._provisional_field.clear_error())

    def _make_foot(self) -> None:
        self.foot = self.add_foot()
        self.refuse = button(tr("Niet bekrachtigen…"))
        self.ratify = button(tr("Bekrachtigen"), keys="Ctrl+Return", kind="primary")
        place(self.foot, self.refuse, STRETCH, self.ratify)

    def show_case(self, sitting: Sitting, desk: Desk, *, editable: bool) -> None:
        """Show the decision that waits at this item."""
        decision, line = desk.to_ratify, sitting.line
        if decision is None or line is None:
            return
        missing = sitting.board.missing(line)
        if line.item.id != self._item:
            self._item = line.item.id
            self._provisional_field.clear_error()
            self.error.clear()
            self.provisional.setChecked(False)
        self._facts.fill(urgent_facts(decision, sitting.board.committee))
        if self._provisional_field.offer(missing) and not missing:
            self.provisional.setChecked(False)
        for each in (self.refuse, self.ratify):
            each.setVisible(editable)

    def show_error(self, error: CasustafelError) -> None:
        """Say why it was not recorded; without a quorum at the box that lets it pass."""
        if error.code == "outcome-without-quorum":
            self._provisional_field.show_error(
                tr(
                    "Zonder {who} is er geen quorum. Vink aan dat u onder voorbehoud bekrachtigt, "
                    "of ga verder als zij er zijn."
                ).format(who=error.values.get("missing", ""))
            )
        else:
            self.error.say(explain(error), Tone.BAD)

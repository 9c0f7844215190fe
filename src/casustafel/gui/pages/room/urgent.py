"""Urgent cases in the room: what waits for ratification, and what is asked about it."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QWidget

from casustafel.domain.errors import CasustafelError
from casustafel.gui.dates import AHEAD
from casustafel.gui.dialogs.form import FormDialog, days, line, lines, proposals
from casustafel.gui.pages.outcome_words import urgent_facts
from casustafel.gui.problems import explain
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.banner import Banner
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import KeyValues
from casustafel.gui.widgets.form_field import FormField
from casustafel.gui.widgets.layout import clear, wrapping
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.scrolling import ScrollingSide
from casustafel.gui.widgets.search_box import SearchBox
from casustafel.gui.widgets.style import label, literal
from casustafel.gui.words import tr
from casustafel.services.meeting.room_desk import Desk, Sitting
from casustafel.services.queue.queue import QueueRow, client_label

_KEY = int(Qt.ItemDataRole.UserRole)


class Refusal(NamedTuple):
    """Why an urgent decision is not ratified, until when the help goes on, and what then."""

    why: str
    ends_on: date | None
    bridging: str
    owner: str


class RefuseDialog(FormDialog[Refusal]):
    """Asks why the table does not ratify, until when the help goes on, and what then."""

    places: ClassVar = {
        "urgent-needs-why": "why",
        "urgent-needs-end": "ends_on",
        "urgent-needs-bridging": "bridging",
    }

    def __init__(
        self, number: str, near: date, owners: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            tr("Spoeduitkomst niet bekrachtigen"),
            tr("Niet bekrachtigen"),
            parent,
            intro=tr("{number}. Daarna legt u de uitkomst van de commissie vast.").format(
                number=number
            ),
        )
        self.add(
            "why",
            tr("&Waarom niet?"),
            lines(),
            tr("Komt in de notulen, zonder namen."),
            required=True,
        )
        ends = days()
        ends.set_near(near)
        self.add(
            "ends_on",
            tr("Hulp loopt &door tot en met"),
            ends,
            tr("Een dag, of 2w: over twee weken."),
            required=True,
            half=True,
        )
        self.add(
            "owner",
            tr("Wie voert het &plan uit?"),
            proposals(owners, owners[0]),
            tr("Een rol of organisatie."),
            required=True,
            half=True,
        )
        self.add(
            "bridging",
            tr("&Overbruggingsplan: wat komt ervoor in de plaats?"),
            lines(),
            required=True,
        )

    @property
    def given(self) -> Refusal:
        why, bridging, owner = (self.text(key) for key in ("why", "bridging", "owner"))
        return Refusal(why, self.day("ends_on"), bridging, owner)


class Joining(NamedTuple):
    """Which case joins, why it cannot wait, and before when it must be decided."""

    case_id: str
    reason: str
    latest: date | None


class JoinDialog(FormDialog[Joining]):
    """Asks which case joins the meeting that is going on, and why it cannot wait."""

    searched = Signal(str)
    """The page reads the cases that this text finds and shows them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Spoed: casus aan deze vergadering toevoegen"),
            tr("Toevoegen"),
            parent,
            intro=tr("De casus komt als volgende aan de beurt, ook als nog iets ontbreekt."),
        )
        self.search = SearchBox(tr("Nummer, naam of aanbieder"), "")
        self.search.text_settled.connect(self.searched)
        name = tr("&Zoek in de wachtrij")
        self.add("search", name, self.search).describe(name, "", required=True)
        self.cases = QListWidget()
        self.cases.setFixedHeight(theme().px(190))
        self.cases.currentItemChanged.connect(self._chosen)
        self.search.list_wanted.connect(self.cases.setFocus)
        self.add("case", tr("&Casus"), self.cases).describe(tr("&Casus"), "", required=True)
        self.add("reason", tr("&Waarom kan dit niet wachten?"), line(), required=True)
        self.add("latest", tr("&Uiterlijk beslissen"), days(back=AHEAD), half=True)
        self._reasons: dict[str, QueueRow] = {}

    def show_cases(self, rows: Sequence[QueueRow], today: date) -> None:
        """Offer these cases; the first is chosen."""
        self._reasons = {row.id: row for row in rows}
        self.cases.clear()
        for row in rows:
            flag = " ⚑" if row.urgent else ""
            parts = (f"{row.number}{flag}", client_label(row, today), row.provider)
            item = QListWidgetItem(" · ".join(part for part in parts if part))
            item.setData(_KEY, row.id)
            self.cases.addItem(item)
        if rows:
            self.cases.setCurrentRow(0)

    @property
    def case_id(self) -> str:
        """The case that is chosen; empty for none."""
        chosen = self.cases.selectedItems()
        return str(chosen[0].data(_KEY)) if chosen else ""

    @property
    def given(self) -> Joining:
        return Joining(self.case_id, self.text("reason"), self.day("latest"))

    def check(self) -> bool:
        if self.case_id:
            return True
        self.fields["case"].show_error(tr("Kies een casus uit de lijst."))
        return False

    def _chosen(self) -> None:
        self.fields["case"].clear_error()
        row = self._reasons.get(self.case_id)
        latest = self.fields["latest"].control
        if row is not None and row.urgent_before is not None and self.day("latest") is None:
            latest.set_day(row.urgent_before)  # type: ignore[attr-defined]


Missing = tuple[tuple[str, str], ...]
"""Who is missing, as `Board.missing` names them."""


def missing_words(missing: Missing) -> str:
    """Say who is missing and what that does; nothing when nobody is."""
    words = tr("Mist: {who}. Zonder hen is de uitkomst onder voorbehoud.")
    return words.format(who=", ".join(who for who, _ in missing)) if missing else ""


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
                made = button(literal(tr("{who} is er").format(who=who)))
                made.clicked.connect(lambda _on=False, key=member: self.there.emit(key))
                made.setProperty("kind", "small")
                self._row.addWidget(made)
                made.show()
        self.setVisible(any(member for _who, member in missing))


class UrgentSide(ScrollingSide):
    """Shows what was decided; the page writes what the table says of it."""

    ratify_wanted = Signal()
    refuse_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        pill = StatusPill(tr("⚑ spoed"), Tone.BAD, self)
        self.add_head(tr("Spoeduitkomst ter bekrachtiging"), pill)
        asked = tr("Buiten de vergadering is al besloten. Neemt de commissie dit over?")
        self.add_steady(label(asked, "muted", wrap=True))
        self._facts = KeyValues(1)
        self.inside.setContentsMargins(0, theme().px(4), self.inside.contentsMargins().right(), 0)
        self.inside.addWidget(self._facts)
        self.inside.addStretch(1)
        self.add_contents()
        self.provisional = QCheckBox(tr("Onder voorbehoud bekrachtigen"), self)
        self.provisional.setAccessibleName(self.provisional.text())
        self._provisional_field = FormField("", self.provisional, required=True)
        self.add_steady(self._provisional_field)
        self.error = Banner(self)
        self.add_steady(self.error)
        self._make_foot()
        self._judged: tuple[str, Missing] = ("", ())
        """The item that is shown and who was missing at it."""
        self.provisional.toggled.connect(lambda _on: self._provisional_field.clear_error())

    def _make_foot(self) -> None:
        self.foot = self.add_foot()
        self.refuse = button(tr("Niet bekrachtigen…"), self.refuse_wanted.emit)
        self.ratify = button(
            tr("Bekrachtigen"), self.ratify_wanted.emit, keys="Ctrl+Return", kind="primary"
        )
        self.foot.addWidget(self.refuse)
        self.foot.addStretch(1)
        self.foot.addWidget(self.ratify)

    def show_case(self, sitting: Sitting, desk: Desk, *, editable: bool) -> None:
        """Show the decision that waits at this item."""
        decision, line = desk.to_ratify, sitting.line
        if decision is None or line is None:
            return
        missing = sitting.board.missing(line)
        if (line.item.id, missing) != self._judged:
            # What was said of the quorum is untrue once somebody comes in or leaves.
            other = line.item.id != self._judged[0]
            self._judged = line.item.id, missing
            if other or not missing:
                self.provisional.setChecked(False)
            self._provisional_field.clear_error()
            if other:
                self.error.clear()
        self._facts.fill(urgent_facts(decision, sitting.board.committee))
        self._provisional_field.setVisible(bool(missing))
        self._provisional_field.describe("", missing_words(missing), required=True)
        self.provisional.setAccessibleName(self.provisional.text())
        for each in (self.refuse, self.ratify):
            each.setVisible(editable)

    def show_error(self, error: CasustafelError) -> None:
        """Say why it was not recorded; without a quorum at the box that lets it pass."""
        if error.code == "outcome-without-quorum":
            missing = error.values.get("missing", "")
            self._provisional_field.show_error(
                tr(
                    "Zonder {who} is er geen quorum. Vink aan dat u onder voorbehoud bekrachtigt, "
                    "of ga verder als zij er zijn."
                ).format(who=missing)
            )
        else:
            self.error.say(explain(error), Tone.BAD)

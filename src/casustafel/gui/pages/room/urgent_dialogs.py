"""What the room asks about urgent cases: why not ratified, and which case joins the meeting."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from casustafel.gui.dialogs.form import FormDialog, days, line, lines, proposals
from casustafel.gui.theme import theme
from casustafel.gui.widgets.search_box import SearchBox
from casustafel.gui.words import tr
from casustafel.services.queue.queue import QueueRow, client_label

REFUSE_PLACES = {
    "urgent-needs-why": "why",
    "urgent-needs-end": "ends_on",
    "urgent-needs-bridging": "bridging",
}
_KEY = int(Qt.ItemDataRole.UserRole)


class Refusal(NamedTuple):
    """Why an urgent decision is not ratified, until when the help goes on, and what then."""

    why: str
    ends_on: date | None
    bridging: str
    owner: str


class RefuseDialog(FormDialog[Refusal]):
    """Asks why the table does not ratify, until when the help goes on, and what then."""

    places = REFUSE_PLACES

    def __init__(
        self, number: str, near: date, owners: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            tr("Spoedbesluit niet bekrachtigen"),
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
        self.add("latest", tr("&Uiterlijk beslissen"), days(), half=True)
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

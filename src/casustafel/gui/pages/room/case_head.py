"""The head of the case at the table: what is asked, by whom, and what came before."""

from collections import Counter
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from casustafel.domain import terms
from casustafel.domain.asked import alternatives_tried, goals_asked, sentence
from casustafel.domain.committees import Committee
from casustafel.domain.local_time import local_day
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.card import Card
from casustafel.gui.widgets.key_values import KeyValues
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.style import label, tip
from casustafel.gui.widgets.wrapping_row import WrappingRow
from casustafel.gui.words import day, tr
from casustafel.services.case.intake import days_waiting
from casustafel.services.meeting.room_desk import Desk

_MOST_EARLIER = 3


class CaseHead(Card):
    """Shown above the tabs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        line = WrappingRow()
        line.setSpacing(theme().px(8))
        self._number = label("", "title")
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._urgent = StatusPill("", parent=self)
        self._stop = StatusPill("", parent=self)
        self._waits = label("", "muted")
        for part in (self._number, self._urgent, self._stop):
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch()
        line.addWidget(self._waits)
        self.body.addLayout(line)
        self._values = KeyValues(2, self)
        self.body.addWidget(self._values)

    def show_case(self, desk: Desk, committee: Committee, today: date) -> None:
        """Show a case."""
        view = desk.view
        case = view.case
        who = view.client.short_name()
        age = f", {view.age} jaar" if view.age is not None else ""
        self._number.setText(f"{case.number} · {who}{age}")
        self.setAccessibleName(self._number.text())
        self._urgent.show_status(self._urgent_words(desk), Tone.BAD)
        provider = view.provider.name if view.provider else ""
        stopped = tr("toeleidingsstop {who}").format(who=provider) if desk.stops else ""
        self._stop.show_status(stopped, Tone.BAD)
        since = desk.stops[0].starts_on if desk.stops else None
        tip(self._stop, tr("sinds {day}").format(day=day(since)) if since else "")
        self._waits.setText(tr("wacht {n} dagen").format(n=days_waiting(case.received, today)))
        self._values.clear()
        for name, value in self._rows(desk, committee, provider):
            self._values.add_row(name, value)

    def _urgent_words(self, desk: Desk) -> str:
        case = desk.view.case
        if not case.urgent:
            return ""
        if case.urgent_before is None:
            return tr("⚑ spoed")
        return tr("⚑ spoed, vóór {day}").format(day=day(case.urgent_before))

    def _rows(self, desk: Desk, committee: Committee, provider: str) -> list[tuple[str, str]]:
        view = desk.view
        case = view.case
        referrer = case.referrer_name or terms.REFERRER_TYPE.get(case.referrer_type or "", "")
        goals = "; ".join(goals_asked(view.answers))
        tried = ", ".join(alternatives_tried(view.answers))
        rows = [
            (tr("Gevraagd"), sentence(case)),
            (tr("Verwijzer"), referrer or "\N{EM DASH}"),
            (tr("Doelen"), goals or "\N{EM DASH}"),
            (tr("Ontvangen"), day(case.received)),
            (tr("Alternatieven"), tried or "\N{EM DASH}"),
            (tr("Historie"), self._history(desk, committee)),
        ]
        if view.school is not None:
            rows.append((tr("School"), view.school.name))
        if provider and not desk.stops:
            rows.append((tr("Aanbieder"), provider))
        return rows

    def _history(self, desk: Desk, committee: Committee) -> str:
        """Return what was said before of the same client, newest first, and in similar cases."""
        numbers = {other.id: other.number for other in desk.view.others}
        lines = []
        for outcome in desk.earlier[:_MOST_EARLIER]:
            label_ = outcome.choice.replace("_", " ")
            if outcome.committee == committee.code:
                label_ = committee.outcome(outcome.choice).label
            on = day(local_day(outcome.decided_at))
            lines.append(f"{on} {label_} ({numbers[outcome.case_id]})")
        more = len(desk.earlier) - _MOST_EARLIER
        if more > 0:
            lines.append(tr("en {n} eerder").format(n=more))
        if not lines:
            lines = [tr("geen eerdere uitkomst")]
        if desk.similar:
            alike = tr("vergelijkbaar: {what}")
            lines.append(alike.format(what=similar_words(desk, committee)))
        return "\n".join(lines)


def similar_words(desk: Desk, committee: Committee) -> str:
    """Return how often each outcome was given in similar cases: "3 toegekend, 1 afgewezen"."""
    labels = Counter(committee.outcome(one.choice).label for one in desk.similar)
    return ", ".join(f"{count} {name}" for name, count in labels.most_common())

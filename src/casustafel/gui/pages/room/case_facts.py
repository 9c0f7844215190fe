"""What is known of the case at the table: its head, what the request says, the stack of care."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from casustafel.domain import terms
from casustafel.domain.asked import alternatives_tried, goals_asked, sentence
from casustafel.domain.committees import Committee
from casustafel.domain.framework_answers import filled, shown_answer
from casustafel.domain.frameworks import Facts, Stage
from casustafel.domain.local_time import local_day
from casustafel.gui.pages.outcome_words import choices_words, like_words
from casustafel.gui.pages.room.care_stack import care_words
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.card import Card, KeyValues
from casustafel.gui.widgets.layout import STRETCH, below, place, wrapping
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.style import label, tip
from casustafel.gui.words import count_of, day, tr
from casustafel.services.case.intake import days_waiting
from casustafel.services.learning.equal import SimilarCase
from casustafel.services.meeting.room_desk import Desk
from casustafel.services.queue.queue import route_sentence

_MOST_EARLIER = 3


class CaseHead(Card):
    """Shown above the tabs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._number = label("", "title")
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._urgent = StatusPill("", parent=self)
        self._stop = StatusPill("", parent=self)
        self._waits = label("", "muted")
        middle = Qt.AlignmentFlag.AlignVCenter
        said = ((part, 0, middle) for part in (self._number, self._urgent, self._stop))
        self.body.addLayout(wrapping(*said, STRETCH, self._waits, gap=8))
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
        days = days_waiting(case.received, today)
        self._waits.setText(count_of(days, tr("wacht 1 dag"), tr("wacht {n} dagen")))
        rows = self._rows(desk, committee, provider)
        beside = {tr("Verwijzer"), tr("Ontvangen"), tr("Aanbieder"), tr("School")}
        self._values.fill(rows, wide={name for name, _ in rows} - beside)

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
        facts = {
            tr("Gevraagd"): sentence(case),
            tr("Doelen"): "; ".join(goals_asked(view.answers)),
            tr("Alternatieven"): ", ".join(alternatives_tried(view.answers)),
            tr("Zorg"): care_words(view.lines, desk.provider_names),
            tr("Verwijzer"): referrer,
            tr("Ontvangen"): day(case.received),
            tr("Aanbieder"): "" if desk.stops else provider,
            tr("School"): view.school.in_full if view.school is not None else "",
            tr("Historie"): self._history(desk, committee),
        }
        # What nobody fills in where the care itself is weighed is no gap there.
        asked = (
            {tr("Verwijzer")}
            if view.lines
            else {tr("Doelen"), tr("Alternatieven"), tr("Verwijzer")}
        )
        return [
            (name, said or "\N{EM DASH}") for name, said in facts.items() if said or name in asked
        ]

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
        if (more := len(desk.earlier) - _MOST_EARLIER) > 0:
            lines.append(tr("en {n} eerder").format(n=more))
        if not lines:
            lines = [tr("geen eerdere uitkomst")]
        if desk.beside.nearest:
            alike = tr("vergelijkbaar: {what}")
            choices = (one.choice for one in desk.beside.nearest)
            lines.append(alike.format(what=choices_words(choices, committee)))
        return "; ".join(lines)


class Dossier(QScrollArea):
    """Sections with answers; what was not filled in is not shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setAccessibleName(tr("Dossier"))

    def show_case(self, desk: Desk, committee: Committee) -> None:
        """Show the answers of a request, with similar cases and their outcomes above them."""
        content = QWidget()
        layout = below(gap=6, edges=(0, 10, 6, 10), of=content)
        case = desk.view.case
        if route := route_sentence(case.route_reasons):
            place(layout, label(tr("Route"), "label"), label(route, "muted", wrap=True))
        if desk.beside.nearest:
            layout.addWidget(label(tr("Vergelijkbare casussen"), "heading"))
            similar = ((one.number, _similar_words(one, committee)) for one in desk.beside.nearest)
            layout.addWidget(KeyValues(1, content).fill(similar))
        facts = Facts(law=case.law, care_form=case.care_form, referrer_type=case.referrer_type)
        answers = desk.view.answers
        for section in desk.framework.sections_for(facts, Stage.REQUEST):
            items = [item for item in section.items if filled(answers.get(item.code))]
            if items:
                said = [(item.text, shown_answer(item, answers.get(item.code))) for item in items]
                place(layout, label(section.title, "heading"), KeyValues(1, content).fill(said))
        if layout.count() == 0:
            layout.addWidget(label(tr("De aanvraag heeft nog geen antwoorden."), "muted"))
        layout.addStretch(1)
        self.setWidget(content)


def _similar_words(one: SimilarCase, committee: Committee) -> str:
    """Return the outcome with why and how much, its day, and what else is alike."""
    alike = [
        words
        for words, holds in (
            (tr("zelfde aanbieder"), one.same_provider),
            (tr("zelfde aanleiding"), one.same_reason),
        )
        if holds
    ]
    on = day(local_day(one.row.decided_at)) if one.row.decided_at else ""
    return f"{like_words(one.row, committee)}, {on} ({', '.join(alike)})"

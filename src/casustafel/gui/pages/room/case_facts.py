"""What is known of the case at the table: its head, what the request says, the stack of care."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QScrollArea, QStyleOptionViewItem, QWidget

from casustafel.domain import terms
from casustafel.domain.asked import alternatives_tried, goals_asked, sentence
from casustafel.domain.cases import CareLine
from casustafel.domain.committees import Committee
from casustafel.domain.framework_answers import filled, shown_answer
from casustafel.domain.frameworks import Facts, Stage
from casustafel.domain.local_time import local_day
from casustafel.gui.tables import Cell, Column, RowTableModel, TableView
from casustafel.gui.tables.delegate import CellDelegate
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.card import Card, KeyValues
from casustafel.gui.widgets.layout import STRETCH, below, wrapping
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.style import label, tip
from casustafel.gui.words import count_of, day, number, tr
from casustafel.services.case.case_outcomes import SimilarCase
from casustafel.services.case.intake import days_waiting
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
        self._waits.setText(tr("wacht {n} dagen").format(n=days_waiting(case.received, today)))
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
        more = len(desk.earlier) - _MOST_EARLIER
        if more > 0:
            lines.append(tr("en {n} eerder").format(n=more))
        if not lines:
            lines = [tr("geen eerdere uitkomst")]
        if desk.similar:
            alike = tr("vergelijkbaar: {what}")
            lines.append(alike.format(what=similar_words(desk, committee)))
        return "; ".join(lines)


def similar_words(desk: Desk, committee: Committee) -> str:
    """Return how often each outcome was given in similar cases: "3 toegekend, 1 afgewezen"."""
    labels = Counter(committee.outcome(one.choice).label for one in desk.similar)
    return ", ".join(f"{count} {name}" for name, count in labels.most_common())


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
        route = route_sentence(case.route_reasons)
        if route:
            layout.addWidget(label(tr("Route"), "label"))
            layout.addWidget(label(route, "muted", wrap=True))
        if desk.similar:
            layout.addWidget(label(tr("Vergelijkbare casussen"), "heading"))
            similar = ((one.number, _similar_words(one, committee)) for one in desk.similar)
            layout.addWidget(KeyValues(1, content).fill(similar))
        facts = Facts(law=case.law, care_form=case.care_form, referrer_type=case.referrer_type)
        answers = desk.view.answers
        for section in desk.framework.sections_for(facts, Stage.REQUEST):
            items = [item for item in section.items if filled(answers.get(item.code))]
            if items:
                said = [(item.text, shown_answer(item, answers.get(item.code))) for item in items]
                layout.addWidget(label(section.title, "heading"))
                layout.addWidget(KeyValues(1, content).fill(said))
        if layout.count() == 0:
            layout.addWidget(label(tr("De aanvraag heeft nog geen antwoorden."), "muted"))
        layout.addStretch(1)
        self.setWidget(content)


def _similar_words(one: SimilarCase, committee: Committee) -> str:
    """Return the outcome, its day, and what is alike beside the form of care."""
    alike = [
        words
        for words, holds in (
            (tr("zelfde aanbieder"), one.same_provider),
            (tr("zelfde aanleiding"), one.same_reason),
        )
        if holds
    ]
    outcome = committee.outcome(one.choice).label
    return f"{outcome}, {day(one.decided_on)} ({', '.join(alike)})"


_TIME_LINE = 6


def euros(cents: int | None) -> str:
    """Return an amount in whole euros."""
    return f"€ {number(round(cents / 100))}" if cents is not None else ""


def hours(value: Decimal | None) -> str:
    """Return a number of hours without decimals."""
    return number(round(value)) if value is not None else ""


def _product(line: CareLine) -> str:
    return line.product_code or line.product_category or ""


def _period(line: CareLine) -> str:
    until = day(line.ends_on) if line.ends_on else "…"
    return f"{day(line.starts_on)} \N{EN DASH} {until}" if line.starts_on else ""


def _spoken_period(line: CareLine) -> Cell:
    return Cell("", spoken=_period(line))


def _hours(line: CareLine) -> Decimal | None:
    return line.annual_hours


def _whole_hours(line: CareLine) -> str:
    return hours(line.annual_hours)


def _whole_euros(line: CareLine) -> str:
    return euros(line.annual_cents)


def _cost(line: CareLine) -> Decimal | None:
    return Decimal(line.annual_cents) / 100 if line.annual_cents is not None else None


class CareStackModel(RowTableModel[CareLine]):
    """One row per provision."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns = [
            Column("law", tr("Wet"), 68, lambda line: terms.LAW.get(line.law, line.law), firm=True),
            Column("product", tr("Product"), 70, _product),
            Column("provider", tr("Aanbieder"), 108, self._provider),
            Column("period", tr("Van – tot"), 160, _period, sort=lambda line: line.starts_on),
            Column("hours", tr("Uren/jaar"), 84, _hours, show=_whole_hours, right=True),
            Column("cost", tr("Kosten/jaar"), 98, _cost, show=_whole_euros, right=True),
            Column("line", tr("Tijdlijn"), 96, _spoken_period, sortable=False),
        ]
        super().__init__(columns, lambda line: line.id, parent)
        self.providers: Mapping[str, str] = {}
        self._from, self._days = date(2026, 1, 1), 1

    def set_lines(self, lines: Sequence[CareLine], providers: Mapping[str, str]) -> None:
        """Show the provisions of a client, oldest first."""
        self.providers = providers
        starts = [line.starts_on for line in lines if line.starts_on]
        ends = [line.ends_on for line in lines if line.ends_on]
        if starts:
            self._from = min(starts)
            self._days = max(1, (max([*ends, *starts]) - self._from).days)
        self.set_rows(list(lines))

    def _provider(self, line: CareLine) -> str:
        return self.providers.get(line.provider_id or "", "")

    def reach(self, at: int) -> tuple[float, float] | None:
        """Return where a provision begins and ends on the time line, from 0 to 1."""
        row = self.row_at(at)
        if row is None or row.starts_on is None:
            return None
        begin = (row.starts_on - self._from).days / self._days
        end = (row.ends_on - self._from).days / self._days if row.ends_on else 1.0
        return max(0.0, begin), min(1.0, max(end, begin + 0.01))


class TimeLineDelegate(CellDelegate):
    """Paints the last column as a bar from begin to end."""

    def __init__(self, model: CareStackModel, parent: QObject | None = None) -> None:
        super().__init__(model, parent)
        self._spans = model

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        span = self._spans.reach(index.row()) if index.column() == _TIME_LINE else None
        if span is None:
            return
        look = theme()
        area = QRectF(option.rect).adjusted(look.px(8), 0, -look.px(8), 0)
        height = look.px(8)
        top = area.center().y() - height / 2
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("info_bar"))
        width = area.width() * (span[1] - span[0])
        bar = QRectF(area.x() + area.width() * span[0], top, max(width, height), height)
        painter.drawRoundedRect(bar, height / 2, height / 2)
        painter.restore()


class CareStack(QWidget):
    """The table with its sum."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = CareStackModel(self)
        self.table = TableView(self.model, tr("Zorgstapel"), parent=self)
        self.table.setItemDelegate(TimeLineDelegate(self.model, self.table))
        self._sum = label("", "label", wrap=True)
        self._sum.setMinimumWidth(1)
        below(self._sum, (self.table, 1), edges=(0, 8, 0, 0), of=self)

    def show_lines(self, lines: Sequence[CareLine], providers: Mapping[str, str]) -> None:
        """Show the provisions and their sum."""
        self.model.set_lines(lines, providers)
        self._sum.setText(care_words(lines, providers))


def care_words(lines: Sequence[CareLine], providers: Mapping[str, str]) -> str:
    """Return hours, cost, laws and providers of all care together; nothing without care."""
    if not lines:
        return ""
    given = sum((line.annual_hours or Decimal(0) for line in lines), Decimal(0))
    by = dict.fromkeys(providers.get(line.provider_id or "", "") for line in lines)
    laws = dict.fromkeys(terms.LAW.get(line.law, line.law) for line in lines)
    parts = (
        count_of(len(lines), tr("1 voorziening"), tr("{n} voorzieningen")),
        tr("{hours} uur en {cost} per jaar").format(
            hours=hours(given), cost=euros(sum(line.annual_cents or 0 for line in lines))
        ),
        ", ".join(laws),
        ", ".join(filter(None, by)),
    )
    return " · ".join(filter(None, parts))

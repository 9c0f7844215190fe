"""The pane beside the queue: who and what a case is about, its route, and what is missing."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from casustafel.domain import terms
from casustafel.domain.cases import BEFORE, OPEN, CaseStatus
from casustafel.gui.pages.outcome_words import again_words, missing_words, until_words
from casustafel.gui.pages.queue.model import carried_label, carried_words, turn
from casustafel.gui.theme import Tone, tone_of
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import KeyValues, SideCard
from casustafel.gui.widgets.layout import STRETCH, below, beside, clear
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.style import label
from casustafel.gui.words import count_of, day, tr
from casustafel.services.case.intake import days_waiting
from casustafel.services.queue.queue import QueueDetail


class DetailPane(SideCard):
    """Shows one case; `opened`, `asked`, `decided` and `answered` are what its buttons do."""

    def __init__(
        self,
        opened: Callable[[], object],
        asked: Callable[[], object],
        decided: Callable[[], object],
        answered: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self.setAccessibleName(tr("Casus in het kort"))
        self._number = label("", "heading")
        self._status = StatusPill("", Tone.NEUTRAL)
        self._facts = KeyValues()
        self._route_head = label(tr("Route"), "heading")
        self._route = label("", "note", wrap=True)
        self._points_head, self._points = label("", "heading"), below(gap=4)
        self.inside.addLayout(beside(self._number, self._status, STRETCH))
        for part in (self._facts, self._route_head, self._route, self._points_head):
            self.inside.addWidget(part)
        self.inside.addLayout(self._points)
        self.inside.addStretch(1)
        self.open = button(tr("Openen"), opened, keys="Return", fills=True)
        self.ask = button(tr("Aanvulling…"), asked, fills=True)
        self.foot.addLayout(beside(self.open, self.ask, gap=None))
        self.urgent = button(tr("Spoeduitkomst…"), decided, keys="S", fills=True)
        self.answer = button(tr("Schriftelijk antwoord…"), answered, keys="V", fills=True)
        self.answer.setAccessibleName(tr("Schriftelijk antwoord vastleggen"))
        for each in (self.urgent, self.answer):
            self.foot.addWidget(each)
        self.may_answer = False
        """Whether this person may record a written answer on an outcome onder voorbehoud."""
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say that no case is chosen."""
        self._number.setText(tr("Geen casus gekozen"))
        self._facts.clear()
        clear(self._points)
        for part in (self._status, self._route_head, self._route, self._points_head):
            part.hide()
        for each in (self.open, self.ask, self.urgent):
            each.setEnabled(False)
        self.answer.hide()

    def show_asking(self, count: int, *, may_edit: bool) -> None:
        """Say for how many selected cases something can be asked."""
        self.ask.setEnabled(may_edit and count > 0)
        words = tr("Aanvulling…")
        self.ask.setText(words if count < 2 else tr("Aanvulling ({n})…").format(n=count))

    def show_case(self, detail: QueueDetail) -> None:
        """Show a case."""
        case = detail.view.case
        self.urgent.setEnabled(case.status in BEFORE and detail.urgent is None)
        waits = any(one.until is not None for one in detail.said)
        self.answer.setVisible(waits and self.may_answer)
        self._number.setText(case.number)
        if detail.carried:
            self._status.show_status(carried_label(), Tone.WARN)
        else:
            self._status.show_status(terms.STATUS[case.status], tone_of(case.status))
        self._facts.fill(_facts(detail))
        self._route.setText(detail.route)
        self._show_points(detail)
        for part in (self._status, self._points_head):
            part.show()
        for part in (self._route_head, self._route):
            part.setVisible(bool(detail.route))
        self.open.setEnabled(True)

    def _show_points(self, detail: QueueDetail) -> None:
        state = detail.view.completeness
        self._points_head.setText(
            tr("Compleet voor agenda ({met} van {of})").format(met=len(state.met), of=state.of)
        )
        clear(self._points)
        met = {point.code for point in state.met}
        for point in sorted((*state.met, *state.missing), key=lambda one: one.code not in met):
            done = point.code in met
            line = label(
                f"{'✔' if done else '✘'} {point.label}", "" if done else "error", wrap=True
            )
            words = tr("{point}: aanwezig") if done else tr("{point}: ontbreekt")
            line.setAccessibleName(words.format(point=point.label))
            line.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            self._points.addWidget(line)


def _facts(detail: QueueDetail) -> Iterator[tuple[str, str | QWidget]]:
    """Give what is known of a case, by name; what is empty is not shown."""
    view, case = detail.view, detail.view.case
    age = tr("{n} jaar").format(n=view.age) if view.age is not None else ""
    lives = view.client.district
    district = tr("wijk {name}").format(name=lives) if lives else ""
    yield tr("Cliënt"), ", ".join(filter(None, (view.client.short_name(), age, district)))
    yield tr("Gevraagd"), detail.asked
    yield tr("Aanbieder"), view.provider.name if view.provider else "–"
    yield tr("Aan zet"), turn(case.phase, case.status)
    if detail.stop is not None:
        yield "", StatusPill(detail.stop.text, Tone.BAD if detail.stop.holds else Tone.WARN)
    yield tr("School"), view.school.in_full if view.school is not None else ""
    kind = terms.REFERRER_TYPE.get(case.referrer_type or "", "–")
    yield tr("Verwijzer"), case.referrer_name or kind
    waits = days_waiting(case.received, detail.today)
    yield tr("Ontvangen"), f"{day(case.received)} ({count_of(waits, tr('1 dag'), tr('{n} dagen'))})"
    yield tr("Agenda"), carried_words() if detail.carried else ""
    for said in detail.said:
        if said.until is not None:
            yield tr("Ontbreekt"), missing_words(said)
            yield tr("Antwoord"), until_words(said)
    if detail.again is not None and case.status in OPEN:
        yield tr("Opnieuw"), again_words(detail.again)
    if case.status is CaseStatus.WITHDRAWN:
        yield tr("Ingetrokken"), case.end_reason or ""
    until = tr("Terug op") if case.status is CaseStatus.DEFERRED else tr("Aanvullen tot")
    yield until, day(case.held_until) if case.held_until is not None else ""
    yield tr("Spoed"), f"⚑ {case.urgent_reason or tr('ja')}" if case.urgent else ""
    if detail.urgent is not None:
        words = tr("besloten op {day}, wacht op bekrachtiging")
        yield "", words.format(day=day(detail.urgent.decided_on))
    yield tr("Eerder"), detail.earlier

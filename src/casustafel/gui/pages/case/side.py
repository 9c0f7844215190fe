"""Beside the form: route, completeness, outcomes, earlier cases, and what changed in words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from casustafel.domain import terms
from casustafel.domain.cases import OPEN, CaseStatus
from casustafel.domain.framework_answers import shown_answer
from casustafel.domain.frameworks import Item
from casustafel.domain.identifiers import masked_bsn
from casustafel.domain.local_time import local
from casustafel.domain.records import FieldChange
from casustafel.domain.terms import LOG_FIELDS as FIELDS
from casustafel.domain.terms import action_words
from casustafel.gui.page import Page
from casustafel.gui.pages.case.writing import ask_written_answer
from casustafel.gui.pages.outcome_words import (
    again_words,
    answer_words,
    asked_words,
    choice_words,
    followed_words,
    missing_words,
    until_words,
    urgent_facts,
    verdict_words,
    version_words,
)
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import Card, KeyValues, card
from casustafel.gui.widgets.folded import FoldedSection
from casustafel.gui.widgets.layout import STRETCH, Placed, below, beside, clear
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.style import label, literal
from casustafel.gui.words import day, told_apart, tr
from casustafel.services.case.case_desk import CasePage
from casustafel.services.case.case_outcomes import Said

#: What only follows from other changes, and what the card of the outcomes tells.
_UNSHOWN = frozenset(
    {
        "route_reasons",
        "points_met",
        "points_of",
        "by_hand",
        "current",
        "confirmations",
        "followed_at",
        "followed_why",
    }
)
#: What the history names without saying it: a BSN is shown with a reason only.
_HIDDEN = frozenset({"bsn"})
_LONGEST = 60

_TERMS: dict[str, Mapping[str, str]] = {
    "care_form": terms.CARE_FORM,
    "referrer_type": terms.REFERRER_TYPE,
    "request_kind": terms.REQUEST_KIND,
    "delivery": terms.DELIVERY,
    "unit": terms.UNIT,
    "frequency": terms.FREQUENCY,
    "route": terms.ROUTE,
    "law": terms.LAW,
    "status": {status.value: words for status, words in terms.STATUS.items()},
}


def change_lines(found: CasePage) -> list[str]:
    """Return the changes that say something, newest first."""
    items = {item.code: item for section in found.sections for item in section.items}
    lines = []
    for change in found.changes:
        if change.field not in _UNSHOWN:
            item = items.get(found.answer_items.get(change.entity_id, ""))
            line = _line(change, item, found.names)
            if change.reason:
                line = tr("{line} · reden: {why}").format(line=line, why=change.reason)
            lines.append(line)
    return lines


def _line(change: FieldChange, item: Item | None, names: Mapping[str, str]) -> str:
    name = item.text if item else FIELDS.get(change.field, change.field)
    when = f"{local(change.at):%d-%m-%Y %H:%M}"
    if change.field in _HIDDEN:
        return tr("{when} {name} gewijzigd · {person}").format(
            when=when, name=name, person=change.person
        )
    return tr("{when} {name}: {old} → {new} · {person}").format(
        when=when,
        name=name,
        old=_value(change.field, names.get(str(change.old), change.old), item),
        new=_value(change.field, names.get(str(change.new), change.new), item),
        person=change.person,
    )


def _value(field: str, value: object, item: Item | None) -> str:
    if value is None or value == "":
        return tr("leeg")
    if item is not None:
        return _short(shown_answer(item, value))
    return _short(value_words(field, value))


def value_words(field: str, value: object) -> str:
    """Return a value of a case or client as people read it; empty for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return tr("ja") if value else tr("nee")
    if isinstance(value, CaseStatus):
        return terms.STATUS[value]
    text = str(value)
    known = _TERMS.get(field, {}).get(text)
    return known or _as_day(text)


def _as_day(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def waiting_card(page: Page, found: CasePage) -> Card | None:
    """Return the card of a case that waits for an answer, or for the table anew; else None."""
    if (again := found.detail.again) is not None and found.view.case.status in OPEN:
        words = label(again_words(again), "note", wrap=True)
        return card(tr("Opnieuw naar de commissie"), (words,))
    waits = (said for said in found.said if said.until is not None)
    return next((card(tr("Onder voorbehoud"), _waits(page, found, said)) for said in waits), None)


def like_card(page: Page, found: CasePage) -> Card | None:
    """Return the card that leads to the cases that are like this one."""
    if not page.frame.has("equal"):
        return None
    case = found.view.case
    opens = partial(page.frame.open, "equal", f"{case.committee}:{case.id}")
    row = beside(button(tr("Naast elkaar zetten"), opens, kind="link"), STRETCH)
    return card(tr("Vergelijkbare casussen"), (row,))


def _waits(page: Page, found: CasePage, said: Said) -> Iterator[Placed]:
    until = (tr("Antwoord"), until_words(said))
    yield KeyValues().fill([(tr("Ontbreekt"), missing_words(said)), until])
    yield label(tr("Zonder antwoord is de casus daarna weer klaar voor agenda."), "hint", wrap=True)
    if found.may_answer:
        ask = partial(ask_written_answer, page, found.view.case.id)
        yield beside(button(tr("Schriftelijk antwoord vastleggen…"), ask), STRETCH)


def outcome_facts(found: CasePage, said: Said) -> KeyValues:
    """Return one outcome: when, what, on which request, and what became of it."""
    outcome = said.outcome
    when = told_apart(day(said.meeting.held_on), said.apart)
    rows = [
        (when, choice_words(found.committee, outcome)),
        (tr("Gevraagd"), asked_words(found.view.case, outcome)),
        (tr("Motivering"), outcome.motivation),
        *(
            (terms.ADJUSTMENT[change.kind], f"{change.advised} ({tr('gevraagd')}: {change.asked})")
            for change in outcome.adjustments
        ),
        (tr("Geldig t/m"), day(outcome.valid_until) if outcome.valid_until else ""),
        *((one.by, answer_words(one)) for one in outcome.confirmations),
        (tr("Versie"), version_words(outcome)),
        (tr("Opnieuw behandeld"), followed_words(outcome) if outcome.followed_at else ""),
    ]
    return KeyValues().fill(rows)


def version_lines(found: CasePage, said: Said) -> list[str]:
    """Return the versions before an outcome, each in a line."""
    lines = []
    for one in said.versions:
        what = ". ".join(
            part for part in (choice_words(found.committee, one), one.motivation) if part
        )
        lines.append(tr("{n}e versie: {what}").format(n=one.revision, what=what))
    return lines


_MANY = 40


class SidePanel(QWidget):
    """`show_bsn` is called with a reason, `opened` with the id of another case."""

    def __init__(
        self,
        show_bsn: Callable[[str], object],
        opened: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Bij deze casus"))
        self._ask_bsn, self._opened = show_bsn, opened
        self._outer = below(gap=12, edges=(0, 0, 6, 0), of=self)
        self._bsn = label("")
        self._opened_parts: set[str] = set()
        self.steps: Sequence[Callable[[CasePage], Card | None]] = ()
        """Make the cards of what may be done after the outcome; set by the page."""
        self.last: Sequence[Callable[[CasePage], Card | None]] = ()
        """Make the cards of what lies beside the case."""

    def show_case(self, found: CasePage) -> None:
        """Show what belongs to a case."""
        clear(self._outer)
        state = found.view.completeness
        points = tr("Compleet voor agenda ({met} van {of})")
        parts = (
            card(tr("Ingetrokken"), _withdrawn(found)),
            card(tr("Spoeduitkomst"), _urgent(found)),
            *(step(found) for step in self.steps),
            card(tr("Route"), _route(found)),
            card(points.format(met=len(state.met), of=state.of), _points(found)),
            card(tr("BSN"), self._identity(found)),
            card(tr("Uitkomsten"), self._outcomes(found)),
            card(tr("Verklaring van de cliënt"), _statements(found)),
            card(tr("Eerdere en andere casussen"), self._others(found)),
            *(step(found) for step in self.last),
            self._folded(tr("Wijzigingen ({n})"), change_lines(found)),
            self._folded(tr("Logboek van deze casus ({n})"), _log(found)),
        )
        for part in parts:
            if part is not None:
                self._outer.addWidget(part)
        self._outer.addStretch(1)

    def show_bsn(self, bsn: str) -> None:
        """Show the BSN in full, until the page is read anew."""
        self._bsn.setText(bsn or tr("geen BSN bekend"))

    def _identity(self, found: CasePage) -> Iterator[Placed]:
        client = found.view.client
        self._bsn = label(masked_bsn(client.bsn) or tr("geen BSN"))
        self._bsn.setAccessibleName(tr("BSN, deels verborgen"))
        yield self._bsn
        if client.bsn and found.may_show_bsn:
            shows = button(tr("Tonen…"), lambda: None)
            menu = QMenu(shows)
            for key, words in terms.BSN_REASON.items():
                menu.addAction(words).triggered.connect(
                    lambda _checked=False, key=key: self._ask_bsn(key)
                )
            shows.setMenu(menu)
            yield shows

    def _outcomes(self, found: CasePage) -> Iterator[Placed]:
        for said in found.said:
            yield outcome_facts(found, said)
            if lines := version_lines(found, said):
                yield self._folded(tr("Eerdere versies ({n})"), lines)

    def _others(self, found: CasePage) -> Iterator[Placed]:
        for other in found.view.others:
            status = terms.STATUS_IN_LIST[other.status]
            words = f"{other.number} · {day(other.received)} · {status}"
            yield button(literal(words), partial(self._opened, other.id), kind="link")

    def _folded(self, title: str, lines: Sequence[str]) -> FoldedSection:
        """Return lines that are folded until somebody wants them; so many of them are shown."""
        key = title.removesuffix(" ({n})")
        folded = FoldedSection(title.format(n=len(lines)), opened=key in self._opened_parts)
        folded.unfolded.connect(partial(self._remember, key))
        for line in lines[:_MANY]:
            folded.body.addWidget(label(line, "hint", wrap=True))
        if len(lines) > _MANY:
            folded.body.addWidget(label(tr("en {n} eerdere").format(n=len(lines) - _MANY), "hint"))
        return folded

    def _remember(self, title: str, opened: bool) -> None:
        (self._opened_parts.add if opened else self._opened_parts.discard)(title)


def _withdrawn(found: CasePage) -> Iterator[Placed]:
    if found.view.case.status is CaseStatus.WITHDRAWN:
        yield label(found.view.case.end_reason or "", wrap=True)


def _urgent(found: CasePage) -> Iterator[Placed]:
    """Give what was decided outside a meeting, and what the meeting said of it."""
    for decision in found.urgent:
        yield KeyValues().fill(urgent_facts(decision, found.committee))
        words = verdict_words(decision) or tr("Wacht op bekrachtiging door de vergadering.")
        yield label(words, "note" if decision.ratified else "error", wrap=True)


def _route(found: CasePage) -> Iterator[Placed]:
    yield label(found.detail.route or tr("Nog niet bepaald"), "note", wrap=True)
    if (stop := found.detail.stop) is not None:
        yield StatusPill(stop.text, Tone.BAD if stop.holds else Tone.WARN)


def _points(found: CasePage) -> Iterator[Placed]:
    for point in found.view.completeness.met:
        yield label(f"✔ {point.label}", wrap=True)
    for point in found.view.completeness.missing:
        yield label(f"✘ {point.label}: {point.ask}", "error", wrap=True)


def _statements(found: CasePage) -> Iterator[Placed]:
    """Give what the client added in own words."""
    for one in found.statements:
        yield label(day(one.received_on), "label")
        yield label(one.text, wrap=True)


def _log(found: CasePage) -> list[str]:
    return [
        f"{local(event.at):%d-%m-%Y %H:%M} {action_words(event.action)} · {event.person}"
        for event in found.events
    ]

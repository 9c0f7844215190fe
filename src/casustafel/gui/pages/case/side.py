"""Beside the form: route, completeness, outcomes, earlier cases, care lines and history."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from casustafel.domain.identifiers import masked_bsn
from casustafel.domain.local_time import local
from casustafel.domain.log_terms import action_words
from casustafel.gui.pages.case.history import change_lines
from casustafel.gui.pages.case.outcome_cards import outcome_facts, version_lines
from casustafel.gui.pages.queue.model import STATUS
from casustafel.gui.pages.urgent.facts import urgent_facts, verdict_words
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import Card
from casustafel.gui.widgets.clearing import clear
from casustafel.gui.widgets.folded import FoldedSection
from casustafel.gui.widgets.key_values import KeyValues
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.style import label, literal
from casustafel.gui.words import day, tr
from casustafel.services.case.case_desk import BSN_REASONS, CasePage

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
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, theme().px(6), 0)
        self._outer.setSpacing(theme().px(12))
        self._bsn = label("")
        self._opened_parts: set[str] = set()
        self.steps: Sequence[Callable[[CasePage], Card | None]] = ()
        """Make the cards of what may be done after the outcome; set by the page."""

    def show_case(self, found: CasePage) -> None:
        """Show what belongs to a case."""
        clear(self._outer)
        parts = (
            self._urgent(found),
            *(step(found) for step in self.steps),
            self._route(found),
            self._points(found),
            self._identity(found),
            self._outcomes(found),
            self._others(found),
            self._history(found),
            self._log(found),
        )
        for part in parts:
            if part is not None:
                self._outer.addWidget(part)
        self._outer.addStretch(1)

    def show_bsn(self, bsn: str) -> None:
        """Show the BSN in full, until the page is read anew."""
        self._bsn.setText(bsn or tr("geen BSN bekend"))

    def _urgent(self, found: CasePage) -> Card | None:
        """What was decided outside a meeting, and what the meeting said of it."""
        if not found.urgent:
            return None
        card = Card(tr("Spoedbesluit"))
        for decision in found.urgent:
            facts = KeyValues()
            for name, value in urgent_facts(decision, found.committee):
                facts.add_row(name, value)
            card.body.addWidget(facts)
            waits = tr("Wacht op bekrachtiging door de vergadering.")
            words = verdict_words(decision) or waits
            kind = "note" if decision.ratified else "error"
            card.body.addWidget(label(words, kind, wrap=True))
        return card

    def _route(self, found: CasePage) -> Card:
        card = Card(tr("Route"))
        card.body.addWidget(label(found.detail.route or tr("Nog niet bepaald"), "note", wrap=True))
        stop = found.detail.stop
        if stop is not None:
            tone = Tone.BAD if stop.holds else Tone.WARN
            card.body.addWidget(StatusPill(stop.text, tone, card))
        return card

    def _points(self, found: CasePage) -> Card:
        state = found.view.completeness
        title = tr("Compleet voor agenda ({met} van {of})")
        card = Card(title.format(met=len(state.met), of=state.of))
        for point in state.met:
            card.body.addWidget(label(f"✔ {point.label}", wrap=True))
        for point in state.missing:
            card.body.addWidget(label(f"✘ {point.label}: {point.ask}", "error", wrap=True))
        return card

    def _identity(self, found: CasePage) -> Card:
        card = Card(tr("BSN"))
        client = found.view.client
        shown = masked_bsn(client.bsn) or tr("geen BSN")
        self._bsn = label(shown)
        self._bsn.setAccessibleName(tr("BSN, deels verborgen"))
        card.body.addWidget(self._bsn)
        if client.bsn and found.may_show_bsn:
            shows = button(tr("Tonen…"), lambda: None)
            menu = QMenu(shows)
            for key, words in BSN_REASONS.items():
                menu.addAction(words).triggered.connect(
                    lambda _checked=False, key=key: self._ask_bsn(key)
                )
            shows.setMenu(menu)
            card.body.addWidget(shows)
        return card

    def _outcomes(self, found: CasePage) -> Card | None:
        if not found.said:
            return None
        card = Card(tr("Uitkomsten"))
        for said in found.said:
            card.body.addWidget(outcome_facts(found, said))
            lines = version_lines(found, said)
            if lines:
                title = tr("Eerdere versies ({n})").format(n=len(lines))
                card.body.addWidget(self._folded(title, lines))
        return card

    def _others(self, found: CasePage) -> Card | None:
        if not found.view.others:
            return None
        card = Card(tr("Eerdere en andere casussen"))
        for other in found.view.others:
            status = STATUS[other.status][0]
            words = f"{other.number} · {day(other.received)} · {status}"
            opens = button(literal(words), partial(self._opened, other.id), kind="link")
            card.body.addWidget(opens)
        return card

    def _history(self, found: CasePage) -> FoldedSection:
        """What changed, oldest value to newest; what was there before a list or a person came."""
        lines = change_lines(found)
        return self._folded(tr("Wijzigingen ({n})").format(n=len(lines)), lines)

    def _log(self, found: CasePage) -> FoldedSection:
        lines = [
            f"{local(event.at):%d-%m-%Y %H:%M} {action_words(event.action)} · {event.person}"
            for event in found.events
        ]
        return self._folded(tr("Logboek van deze casus ({n})").format(n=len(lines)), lines)

    def _folded(self, title: str, lines: Sequence[str]) -> FoldedSection:
        folded = FoldedSection(title, opened=title.split(" (")[0] in self._opened_parts)
        folded.unfolded.connect(lambda on: self._remember(title.split(" (")[0], on))
        for line in lines[:_MANY]:
            folded.body.addWidget(label(line, "hint", wrap=True))
        if len(lines) > _MANY:
            more = tr("en {n} eerdere").format(n=len(lines) - _MANY)
            folded.body.addWidget(label(more, "hint"))
        return folded

    def _remember(self, title: str, opened: bool) -> None:
        (self._opened_parts.add if opened else self._opened_parts.discard)(title)

"""Tiles, and four cards: outcomes per month, what was argued, rooms of providers, and themes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from casustafel.domain.insight.reports import Section
from casustafel.gui.pages.monitoring.bars import Bar, BarsView, by_month
from casustafel.gui.pages.monitoring.tiles import fill, make_tiles
from casustafel.gui.pages.register.lines import norm_columns
from casustafel.gui.tables import RowTableModel, TableView
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import Card
from casustafel.gui.widgets.columns import Columns
from casustafel.gui.widgets.layout import below, wrapping
from casustafel.gui.widgets.scrolling import Scroller
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.services.insight.monitoring import Monitoring

_NEEDS = 400
_MOST = 8
MONTHS = "months"
_REASONS = ("reasons_granted", "reasons_refused")
_ROOM = {"provider": 112, "form": 100, "amount": 84, "spent": 98, "state": 140}


class Overview(Scroller):
    """Each card leads on to where its numbers stand: `go` gets a figure, or the key of a page."""

    def __init__(self, go: Callable[[str], object], parent: QWidget | None = None) -> None:
        content = QWidget()
        super().__init__(content, parent)
        self._go = go
        self.cards: dict[str, Card] = {}
        self.leads: dict[str, QWidget] = {}
        self.months, self.reasons, self.themes = BarsView(), BarsView(), BarsView()
        # All but the form of care is read whole, whatever the width of the card.
        columns = [
            replace(each, width=_ROOM[each.key], firm=each.key != "form")
            for each in norm_columns()
            if each.key in _ROOM
        ]
        self.rooms = RowTableModel(columns, lambda row: row.norm.id, self)
        title = tr("Aanbieders: bestedingsruimte")
        table = TableView(self.rooms, title, parent=self)
        table.row_opened.connect(lambda _row: go("register"))
        self.notes = {part: label("", "muted", wrap=True) for part in (self.reasons, self.themes)}
        why, learnt = ((part, self.notes[part]) for part in (self.reasons, self.themes))
        cards = (
            self._card(tr("Uitkomsten per maand"), MONTHS, self.months),
            self._card(tr("Meest gebruikte argumentatie"), _REASONS[0], *why),
            self._card(title, "register", table),
            self._card(tr("Leren: thema's uit de casuïstiek"), "board", *learnt),
        )
        self.tiles = make_tiles(content)
        tiles = wrapping(*((tile, 1) for tile in self.tiles.values()), gap=10)
        below(tiles, _beside(cards[:2]), _beside(cards[2:]), gap=14, edges=(0, 0, 4, 0), of=content)

    def _card(self, title: str, leads: str, *parts: QWidget) -> Card:
        made = self.cards[leads] = Card(title, self)
        on = self.leads[leads] = button(tr("Bekijken"), lambda: self._go(leads))
        on.setAccessibleName(tr("{title}: bekijken").format(title=title))
        made.head.addWidget(on)
        for part in parts:
            made.body.addWidget(part)
        if not isinstance(parts[0], TableView):
            made.body.addStretch(1)
        return made

    def show_desk(self, desk: Monitoring) -> None:
        """Show the tiles and cards of a period."""
        fill(self.tiles, desk)
        section = desk.section
        figure = section.figure(MONTHS)
        bars, parts = by_month(figure, kinds(section)) if figure else ([], ())
        self.months.show_bars(tr("Uitkomsten per maand"), bars, parts)
        argued = [
            Bar(one.label, one.count, None)
            for figure in map(section.figure, _REASONS)
            for one in (figure.lines if figure else ())
            if one.count
        ]
        self._show(self.reasons, tr("Meest gebruikte argumentatie"), argued)
        self.rooms.set_rows(desk.rooms)
        self.cards["register"].setHidden(not desk.rooms)
        themes = [Bar(words, count, None) for words, count in desk.themes.items()]
        self._show(self.themes, tr("Leren: thema's uit de casuïstiek"), themes)

    def _show(self, view: BarsView, title: str, bars: Sequence[Bar]) -> None:
        view.show_bars(title, sorted(bars, key=lambda one: -one.value)[:_MOST])
        view.setHidden(not bars)
        rest = len(bars) - _MOST
        said = tr("Niets in deze periode.") if not bars else ""
        if rest > 0:
            said = tr("en {n} andere").format(n=rest)
        self.notes[view].setText(said)
        self.notes[view].setHidden(not said)


def _beside(cards: Iterable[Card]) -> Columns:
    made = Columns()
    for each in cards:
        made.add(each, needs=_NEEDS)
    return made


def kinds(section: Section) -> list[str]:
    """Return what the kinds of outcome are called, in their order."""
    outcomes = section.figure("outcomes")
    return [one.label for one in outcomes.lines] if outcomes else []

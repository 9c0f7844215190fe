"""Wat als: looser rules beside what last year's cases say of them; nothing is kept."""

from PySide6.QtCore import QSignalBlocker

from casustafel.domain.stops import Toeleidingsstop
from casustafel.domain.what_if import Trial
from casustafel.domain.wording.catalogue import label as named
from casustafel.gui.page import Context, Page
from casustafel.gui.widgets.banner import announce
from casustafel.gui.widgets.card import Card, KeyValues
from casustafel.gui.widgets.columns import Columns
from casustafel.gui.widgets.fields import ChoiceBox, number_box
from casustafel.gui.widgets.form_field import FormField
from casustafel.gui.widgets.layout import STRETCH, place
from casustafel.gui.widgets.scrolling import ScrollingColumn
from casustafel.gui.widgets.style import label
from casustafel.gui.words import day, number, tr
from casustafel.services.learning import what_if
from casustafel.services.learning.what_if import WhatIf

_NONE, _ALL = "", "*"
_NEEDS = 320


class WhatifPage(Page):
    """The rules at the left, what they come to at the right; each change is asked anew."""

    about = frozenset({"register", "case", "meeting"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Wat als"))
        self.add_button(self.way_back())
        self._stops: tuple[str, ...] = ()
        self._said = ""
        self.hours = number_box(80, suffix=tr(" uur"))
        self.weeks = number_box(52, suffix=tr(" weken"), one=tr(" week"))
        self.room = number_box(200, suffix=" %")
        self.stop = ChoiceBox()
        self.stop.addItem(tr("Geen"), _NONE)
        rules = Card(tr("Ruimere regels, op proef"), self)
        nothing = tr("0 laat de norm zoals die is.")
        past = tr("Een stop vervalt waar de besteding in de grotere ruimte past.")
        fields = (
            (tr("&Norm voor VDB, uur per week"), self.hours, nothing),
            (tr("Norm &openstelling VDB, weken per jaar"), self.weeks, nothing),
            (tr("&Toeleidingsstop opgeheven"), self.stop, ""),
            (tr("&Grotere ruimte"), self.room, past),
        )
        for name, control, hint in fields:
            rules.body.addWidget(FormField(name, control, hint, required=True))
        rules.body.addStretch(1)
        for box in (self.hours, self.weeks, self.room):
            box.setKeyboardTracking(False)
            box.valueChanged.connect(lambda _value: self.reload())
        self.stop.currentIndexChanged.connect(lambda _at: self.reload())
        answer = Card(tr("Het afgelopen jaar"), self)
        self.facts = KeyValues()
        self.note = label("", "muted", wrap=True)
        place(answer.body, self.facts, self.note, STRETCH)
        columns = Columns(self)
        columns.add(ScrollingColumn(rules), needs=_NEEDS)
        columns.add(ScrollingColumn(answer), needs=_NEEDS)
        self.body.addWidget(columns, 1)
        self.begin_at(self.hours)

    @property
    def trial(self) -> Trial:
        """The rules as they are filled in."""
        stop = str(self.stop.currentData() or "")
        return Trial(
            hours=self.hours.value(),
            weeks=self.weeks.value(),
            lifted=frozenset(self._stops if stop == _ALL else [stop] if stop else ()),
            more_room=self.room.value(),
        )

    def reload(self) -> None:
        trial = self.trial
        self.read(lambda reader: what_if.ask(reader, None, trial), self._show)

    def _show(self, found: WhatIf) -> None:
        self._offer_stops(found)
        rows = (
            (tr("Nodig bij een commissie"), number(found.came)),
            (tr("Niet nodig met deze regels"), number(found.less)),
            (tr("Vergaderingen gehouden"), number(found.held)),
            (tr("Vergaderingen minder"), number(found.saved)),
        )
        self.facts.fill(rows)
        said = ", ".join(f"{name}: {value}" for name, value in rows)
        if said != self._said and self._said:
            announce(self.facts, said)
        self._said = said
        notes = [
            tr("Gerekend met het register en de casussen zoals ze nu zijn. Niets wordt bewaard."),
            tr("Vergaderingen blijven zo vol als ze waren."),
        ]
        if found.unknown and self.room.value():
            words = tr("Stops zonder bekende besteding, die blijven gelden: {n}.")
            notes.append(words.format(n=number(found.unknown)))
        self.note.setText(" ".join(notes))
        self.set_status(tr("Alleen op proef"))

    def _offer_stops(self, found: WhatIf) -> None:
        if (ids := tuple(stop.id for stop, _ in found.stops)) == self._stops:
            return
        self._stops, chosen = ids, self.stop.currentData()
        with QSignalBlocker(self.stop):
            self.stop.clear()
            self.stop.addItem(tr("Geen"), _NONE)
            if ids:
                self.stop.addItem(tr("Alle stops"), _ALL)
            for stop, provider in found.stops:
                self.stop.addItem(stop_words(stop, provider), stop.id)
            self.stop.setCurrentIndex(max(0, self.stop.findData(chosen)))


def stop_words(stop: Toeleidingsstop, provider: str) -> str:
    """Return a stop by its provider, form of care and days."""
    words = tr("vanaf {since} tot {until}") if stop.ends_on else tr("vanaf {since}")
    since, until = (day(one) if one else "" for one in (stop.starts_on, stop.ends_on))
    return f"{provider}, {named(stop.care_form)}, {words.format(since=since, until=until)}"

"""Logboek: every confirmed change, view, export and print, newest first."""

from collections.abc import Sequence
from typing import Any

from casustafel.gui.page import Command, Context, KeyHint, Page
from casustafel.gui.pages.log.model import columns
from casustafel.gui.tables import RowTableModel, TableView
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.chips import Chip, MenuChip
from casustafel.gui.widgets.date_field import DateField
from casustafel.gui.widgets.empty_state import EmptyState
from casustafel.gui.widgets.style import label
from casustafel.gui.widgets.wrapping_row import WrappingRow
from casustafel.gui.words import number, tr
from casustafel.services import log
from casustafel.services.log import Chain, Choices, LogFilter, LogLine, LogPage


class LogPageView(Page):
    """Filters above, events below. An argument is the id of what the events are about."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Logboek"))
        self._about = ""
        self.add_button(button(tr("Logboek controleren"), self._check))
        self._person = MenuChip(tr("Wie"), tr("Iedereen"), self)
        self._action = MenuChip(tr("Wat"), tr("Alles"), self)
        self._subject = MenuChip(tr("Waarover"), tr("Alles"), self)
        self._since = DateField(tr("Van"), self)
        self._until = DateField(tr("Tot en met"), self)
        self._all = button(tr("Alles tonen"), self._show_all, kind="link")
        row = WrappingRow()
        row.setSpacing(theme().px(8))
        for menu in (self._person, self._action, self._subject):
            menu.chosen.connect(lambda _key: self._read())
            row.addWidget(menu)
        period = WrappingRow()
        period.setSpacing(theme().px(8))
        row.addLayout(period)
        for words, field in ((tr("Van"), self._since), (tr("t/m"), self._until)):
            name = label(words, "label")
            name.setBuddy(field)
            period.addWidget(name)
            period.addWidget(field)
            field.day_changed.connect(lambda _day: self._read())
        row.addWidget(self._all)
        self.body.addLayout(row)
        self.model = RowTableModel(columns(), lambda line: str(line.position), self)
        self.table = TableView(self.model, tr("Logboek"), context.settings, "log", self)
        self.table.row_opened.connect(self._only_about)
        self.table.set_empty(EmptyState(tr("Niets gevonden"), tr("Kies een ruimer filter.")))
        self.model.rows_wanted.connect(self._read_more)
        self.body.addWidget(self.table, 1)

    def open(self, argument: str) -> None:
        self._about = argument

    def reload(self) -> None:
        self.work.read(log.choices, then=self._show_choices, owner=self, lane="choices")
        self._read()

    def keys(self) -> Sequence[KeyHint]:
        return (KeyHint("Enter", tr("Alles over hetzelfde onderwerp")),)

    def commands(self) -> Sequence[Command]:
        return (Command(tr("Logboek controleren"), self._check),)

    def _asked(self) -> LogFilter:
        return LogFilter(
            person_id=self._person.key,
            action=self._action.key,
            subject=self._subject.key,
            subject_id=self._about,
            since=self._since.day,
            until=self._until.day,
        )

    def _read(self) -> None:
        asked = self._asked()
        self._all.setVisible(asked != LogFilter())
        self.work.read(
            lambda reader: log.page(reader, asked), then=self._show, owner=self, lane="page"
        )

    def _read_more(self, offset: int, count: int, generation: int) -> None:
        asked = self._asked()

        def read(reader: Any) -> LogPage:
            return log.page(reader, asked, offset, count)

        self.work.read(
            read,
            then=lambda found: self.model.put_rows(offset, found.lines, generation),
            owner=self,
            lane=f"rows {offset}",
        )

    def _show(self, found: LogPage) -> None:
        self.model.set_rows(found.lines, found.total)
        words = tr("1 gebeurtenis") if found.total == 1 else tr("{n} gebeurtenissen")
        said = words.format(n=number(found.total))
        if self._about and found.lines:
            said += tr(" over {about}").format(about=found.lines[0].about)
        self.set_title(tr("Logboek"), said)
        self.set_status(said)

    def _show_choices(self, found: Choices) -> None:
        for menu, pairs in (
            (self._person, found.persons),
            (self._action, found.actions),
            (self._subject, found.subjects),
        ):
            menu.set_choices([Chip(key, words) for key, words in pairs])

    def _only_about(self, line: LogLine) -> None:
        self._about = line.subject_id
        self._read()

    def _show_all(self) -> None:
        self._about = ""
        for menu in (self._person, self._action, self._subject):
            menu.clear_choice()
        for field in (self._since, self._until):
            field.blockSignals(True)
            field.set_day(None)
            field.blockSignals(False)
        self._read()

    def _check(self) -> None:
        self.work.read(log.check_chain, then=self._say_chain, owner=self, lane="chain")

    def _say_chain(self, chain: Chain) -> None:
        if chain.whole:
            said = tr(
                "Het logboek klopt: {n} gebeurtenissen, elke sluit aan op de vorige. "
                "Kenmerk van de laatste: {head}."
            ).format(n=number(chain.events), head=f"{chain.head[:8]}…{chain.head[-4:]}")
            self.banner.say(said, Tone.GOOD)
        else:
            said = tr(
                "Het logboek klopt niet: gebeurtenis {at} sluit niet aan op de vorige. "
                "Bewaar een kopie van de database en waarschuw de FG."
            ).format(at=number(chain.broken_at or 0))
            self.banner.say(said, Tone.BAD)

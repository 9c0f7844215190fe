"""Logboek: who did what, when."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from casustafel.domain.local_time import local
from casustafel.gui.dates import PAST
from casustafel.gui.files import pick
from casustafel.gui.lists import Act, ListPage, ListPane, MenuOf
from casustafel.gui.page import Context
from casustafel.gui.tables import Column, RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.chips import Chip
from casustafel.gui.widgets.fields import DateField
from casustafel.gui.widgets.style import label
from casustafel.gui.words import count_of, number, tr
from casustafel.services.upkeep import log, log_parts
from casustafel.services.upkeep.log import Chain, Choices, LogFilter, LogLine, LogPage


def columns() -> list[Column[LogLine]]:
    """Return what is shown of each event; the order is the chain's own."""
    return [
        Column("at", tr("Wanneer"), 140, lambda line: line.at, show=_at, firm=True),
        Column("person", tr("Wie"), 130, lambda line: line.person, tip=lambda line: line.roles),
        Column("what", tr("Wat"), 220, lambda line: line.what, bold=lambda _line: True),
        Column("about", tr("Waarover"), 190, lambda line: line.about),
        Column("table", tr("Commissie"), 110, lambda line: line.table, firm=True),
        Column(
            "fields", tr("Gewijzigde velden"), 240, _fields, muted=lambda _line: True, tip=_fields
        ),
    ]


def _at(line: LogLine) -> str:
    return f"{local(line.at):%d-%m-%Y %H:%M:%S}"


def _fields(line: LogLine) -> str:
    return line.fields


_ALL = 10_000_000


class LogPageView(ListPage[LogLine, LogPage]):
    """Filters above, events below. An argument is the id of what the events are about."""

    own_table = False

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Logboek"))
        self._about = ""
        self._since = DateField(tr("Van"), back=PAST)
        self._until = DateField(tr("Tot en met"), back=PAST)
        beside: list[QWidget] = []
        for words, field in ((tr("Van"), self._since), (tr("t/m"), self._until)):
            name = label(words, "label")
            name.setBuddy(field)
            beside += (name, field)
            field.day_changed.connect(lambda _day: self._read())
        self._all = button(tr("Alles tonen"), self._show_all, kind="link")
        model = RowTableModel(columns(), lambda line: str(line.position), self, sortable=False)
        model.rows_wanted.connect(self._read_more)
        menus: tuple[MenuOf[LogLine], ...] = (
            MenuOf("person", tr("Wie"), tr("Iedereen")),
            MenuOf("action", tr("Wat"), tr("Alles")),
            MenuOf("subject", tr("Waarover"), tr("Alles")),
        )
        text = tr("Alles over hetzelfde onderwerp")
        self.lay_out(
            ListPane(
                self,
                self.title_label.text(),
                "log",
                model,
                menus=menus,
                acts=(
                    Act(tr("Logboek controleren"), page=self._check),
                    Act(tr("Logboek als JSON opslaan"), page=self._export, button=False),
                    Act(text, self._only_about, opens=True, button=False),
                ),
                beside=(*beside, self._all),
                whole=self._whole,
            )
        )

    def open(self, argument: str) -> None:
        self._about = argument

    def reload(self) -> None:
        self.read(log.choices, self._show_choices, "choices")
        self._read()

    def _read(self) -> None:
        self._all.setVisible(self._asked() != LogFilter())
        super().reload()

    def _asked(self) -> LogFilter:
        return LogFilter(
            person_id=self.pane.picked("person"),
            action=self.pane.picked("action"),
            subject=self.pane.picked("subject"),
            subject_id=self._about,
            since=self._since.day,
            until=self._until.day,
        )

    def reading(self) -> Callable[[Any], LogPage]:
        asked = self._asked()
        return lambda reader: log.page(reader, asked)

    def _whole(self) -> Callable[[Any], Sequence[LogLine]]:
        asked = self._asked()
        return lambda reader: log.page(reader, asked, 0, _ALL).lines

    def _read_more(self, offset: int, count: int, generation: int) -> None:
        asked = self._asked()
        self.read(
            lambda reader: log.page(reader, asked, offset, count),
            lambda found: self.pane.model.put_rows(offset, found.lines, generation),
            f"rows {offset}",
        )

    def show_answer(self, answer: LogPage) -> None:
        self.pane.show_rows(answer.lines, answer.total)
        said = count_of(answer.total, tr("1 gebeurtenis"), tr("{n} gebeurtenissen"))
        if self._about and answer.lines:
            said += tr(" over {about}").format(about=answer.lines[0].about)
        self.set_title(tr("Logboek"), said)
        self.set_status(said)

    def _show_choices(self, found: Choices) -> None:
        pairs = {"person": found.persons, "action": found.actions, "subject": found.subjects}
        self.pane.bar.offer(
            {}, {key: [Chip(*each) for each in some] for key, some in pairs.items()}
        )

    def _only_about(self, line: LogLine) -> None:
        self._about = line.subject_id
        self._read()

    def _show_all(self) -> None:
        self._about = ""
        for menu in self.pane.bar.menus.values():
            menu.clear_choice()
        for field in (self._since, self._until):
            field.blockSignals(True)
            field.set_day(None)
            field.blockSignals(False)
        self._read()

    def _check(self) -> None:
        self.read(log.check_chain, self._say_chain, "chain")

    def _export(self) -> None:
        asked = self._asked()
        names = tr("Logboek opslaan"), "logboek.json", tr("JSON (*.json)")
        target = pick(self, *names, settings=self.context.settings, folder="lists/folder")
        if target is not None:
            said = tr("Opgeslagen als {name}.").format(name=target.name)
            self.write(
                lambda uow: log_parts.export(uow, target, asked),
                lambda _count: self.say(said, Tone.GOOD),
            )

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

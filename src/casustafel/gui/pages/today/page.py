"""Vandaag: the first page of the day. Every line opens the page where it is done."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from casustafel.domain.people import Right
from casustafel.gui.dates import long_day, week
from casustafel.gui.page import Context, KeyHint, Page
from casustafel.gui.pages.today.rows import TaskCard, TaskRow, plain
from casustafel.gui.pages.today.wording import (
    Words,
    meeting_words,
    running_words,
    task_words,
    unplanned_words,
)
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.chips import Chip, FilterChipBar
from casustafel.gui.widgets.clearing import clear
from casustafel.gui.words import count_of, tr
from casustafel.gui.work import Change
from casustafel.services.case import case_steps
from casustafel.services.upkeep import today_desk
from casustafel.services.upkeep.today_desk import TableToday, TaskKind, Today

_CARD = 330
_MOST_COLUMNS = 3


class TodayPage(Page):
    """A card per table, side by side while there is room."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Vandaag"))
        self._found: Today | None = None
        self.cards: list[TaskCard] = []
        self.chips = FilterChipBar(tr("Voor wie"), self)
        self.chips.set_chips([Chip("", tr("Alles")), Chip("mine", tr("Voor mij"))])
        self.chips.chosen.connect(lambda _key: self._fill())
        self.body.addWidget(self.chips)
        self.running = QVBoxLayout()
        """What goes on comes before anything else."""
        self.body.insertLayout(self.body.indexOf(self.chips), self.running)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme().px(14))
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        self._columns = 0

    def reload(self) -> None:
        self.work.read(today_desk.today, then=self._show, owner=self, lane="page")

    def keys(self) -> Sequence[KeyHint]:
        return (
            KeyHint("Up", tr("Naar de regel erboven")),
            KeyHint("Down", tr("Naar de regel eronder")),
            KeyHint("Return", tr("De regel openen")),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _show(self, found: Today) -> None:
        first, self._found = self._found is None, found
        words = tr("{day} · week {week}")
        self.set_title(tr("Vandaag"), words.format(day=long_day(found.day), week=week(found.day)))
        self._fill()
        going_on = self.running.itemAt(0)
        if first and going_on is not None and (row := going_on.widget()) is not None:
            row.setFocus()
        if found.due_back:
            self._bring_back(found)

    def _bring_back(self, found: Today) -> None:
        """Let cases return on their day by themselves (design.md, State of a case)."""

        def told(count: int) -> None:
            if count:
                words = count_of(
                    count,
                    tr("1 casus is terug en klaar voor de agenda."),
                    tr("{n} casussen zijn terug en klaar voor de agenda."),
                )
                self.banner.say(words, Tone.INFO)

        self.work.write(
            lambda uow: case_steps.bring_back_due(uow, found.day),
            then=told,
            owner=self,
            changes=lambda count: [Change("case")] if count else [],
        )

    def _fill(self) -> None:
        found = self._found
        if found is None:
            return
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._fill_running(found)
        self.cards = [self._card(found, table) for table in found.tables]
        if found.norms and self.frame.has("register") and not self.chips.key:
            self.cards.append(self._norms_card(found.norms))
        self._columns = 0
        self._place()
        waiting = sum(len(table.tasks) for table in found.tables)
        self.set_status(
            count_of(waiting, tr("1 zaak wacht"), tr("{n} zaken wachten"))
            if waiting
            else tr("Alles is bij")
        )

    def _fill_running(self, found: Today) -> None:
        """Ask first whether to go on with a meeting that is going on, also after a kill."""
        clear(self.running)
        for table in found.tables:
            for task in table.tasks:
                if task.kind is TaskKind.IN_SESSION:
                    words = running_words(table.name, task, found.day)
                    row = self._row(words, table.code, task.page, task.argument)
                    self.running.addWidget(row)

    def _card(self, found: Today, table: TableToday) -> TaskCard:
        card = TaskCard(table.name, self)
        card.add_heading(tr("Volgende vergadering"))
        if table.meeting is not None:
            words = meeting_words(table.meeting, found.day)
            card.add_row(self._row(words, table.code, "agenda", table.meeting.line.id))
        else:
            may = self.context.actor.may(Right.PLAN_MEETINGS, table.code)
            words = unplanned_words(table, may_plan=may)
            card.add_row(self._row(words, table.code, "meetings", ""))
        card.add_heading(tr("Wat wacht"))
        waiting = table.mine if self.chips.key else table.tasks
        tasks = [task for task in waiting if task.kind is not TaskKind.IN_SESSION]
        for task in tasks:
            words = task_words(task, found.day)
            card.add_row(self._row(words, table.code, task.page, task.argument))
        if not tasks:
            card.add_text(tr("Niets. Alles is bij."))
        card.body.addStretch(1)
        return card

    def _norms_card(self, count: int) -> TaskCard:
        card = TaskCard(tr("Normen en stops"), self)
        title = count_of(count, tr("1 norm vraagt een stap"), tr("{n} normen vragen een stap"))
        note = tr("melding, analyse, stop of plan van aanpak")
        card.add_row(self._row(plain(title, note), "", "register", ""))
        card.body.addStretch(1)
        return card

    def _row(self, words: Words, committee: str, page: str, argument: str) -> TaskRow:
        row = TaskRow(words, self)
        row.setEnabled(self.frame.has(page))
        row.clicked.connect(lambda _checked=False: self._open(committee, page, argument))
        return row

    def _open(self, committee: str, page: str, argument: str) -> None:
        if committee:
            self.frame.choose_committee(committee)
        self.frame.open(page, argument)

    def _place(self) -> None:
        """Put the cards side by side, as many as there is room for."""
        room = self.width() - 2 * theme().px(20)
        columns = max(1, min(_MOST_COLUMNS, len(self.cards), room // theme().px(_CARD)))
        if columns == self._columns or not self.cards:
            return
        self._columns = columns
        for card in self.cards:
            self._grid.removeWidget(card)
        for at, card in enumerate(self.cards):
            self._grid.addWidget(card, *divmod(at, columns))
        for column in range(_MOST_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

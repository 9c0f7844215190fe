"""Vandaag: the first page of the day. Every line opens the page where it is done."""

from collections.abc import Sequence

from PySide6 import QtWidgets
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent

from casustafel.domain.people import Right
from casustafel.gui.dates import long_day, week
from casustafel.gui.page import Context, Page
from casustafel.gui.pages.today import wording
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.card import Card
from casustafel.gui.widgets.chips import Chip, FilterChipBar
from casustafel.gui.widgets.layout import clear
from casustafel.gui.widgets.style import label, tip
from casustafel.gui.words import count_of, tr
from casustafel.gui.work import Change
from casustafel.services.case import case_steps
from casustafel.services.upkeep import today_desk
from casustafel.services.upkeep.today_desk import TableToday, TaskKind, Today


class TaskRow(QtWidgets.QPushButton):
    """Two lines of text and a pill; Enter, Space and a click open it."""

    def __init__(self, words: wording.Words, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.setAutoDefault(False)
        self.setSizePolicy(
            QtWidgets.QSizePolicy.Policy.Expanding, QtWidgets.QSizePolicy.Policy.Fixed
        )
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        said = ", ".join(part for part in (words.title, words.note, words.pill) if part)
        self.setAccessibleName(said)
        tip(self, said)

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(look.px(220), look.px(46))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().px(46))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, words = theme(), self.words
        painter = QtWidgets.QStylePainter(self)
        option = QtWidgets.QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QtWidgets.QStyle.ControlElement.CE_PushButton, option)
        area = self.rect().adjusted(look.px(4), look.px(4), -look.px(4), -look.px(4))
        half = area.height() // 2 if words.note else area.height()
        first = QRect(area.x(), area.top(), area.width(), half)
        if words.pill:
            first.setRight(self._paint_pill(painter, first) - look.px(8))
        _write(painter, first, words.title, look.font(bold=True), "text")
        if words.note:
            second = QRect(area.x(), area.top() + half, area.width(), half)
            _write(painter, second, words.note, look.font(12), "muted")

    def _paint_pill(self, painter: QPainter, area: QRect) -> int:
        """Paint the pill at the right and return where it begins."""
        look, tone = theme(), self.words.tone
        font = look.font(12, bold=True)
        metrics = QFontMetrics(font)
        width = metrics.horizontalAdvance(self.words.pill) + look.px(14)
        height = metrics.height() + look.px(3)
        pill = QRect(area.right() - width, area.center().y() - height // 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(f"{tone}_fill"))
        painter.drawRoundedRect(QRectF(pill), 3, 3)
        painter.setPen(look.colour(f"{tone}_text"))
        painter.setFont(font)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self.words.pill)
        return pill.left()


def _write(painter: QPainter, area: QRect, text: str, font: QFont, colour: str) -> None:
    fitted = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.setFont(font)
    painter.setPen(theme().colour(colour))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, fitted)


class TaskCard(Card):
    """The lines of one table; Up and Down walk them."""

    def __init__(self, title: str, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.body.setSpacing(theme().px(2))
        self.setSizePolicy(
            QtWidgets.QSizePolicy.Policy.Expanding, QtWidgets.QSizePolicy.Policy.Preferred
        )

    def add_heading(self, text: str) -> None:
        """Put a small heading above the lines that follow."""
        self.body.addSpacing(theme().px(6))
        heading = label(text.upper(), "section")
        heading.setContentsMargins(theme().px(4), 0, 0, 0)
        self.body.addWidget(heading)

    def add_text(self, text: str) -> None:
        """Say something between the lines."""
        said = label(text, "muted", wrap=True)
        said.setContentsMargins(theme().px(4), theme().px(4), 0, theme().px(4))
        self.body.addWidget(said)

    @property
    def rows(self) -> Sequence[TaskRow]:
        """The lines, from top to bottom."""
        items = [self.body.itemAt(at) for at in range(self.body.count())]
        found = [item.widget() for item in items if item is not None]
        return [each for each in found if isinstance(each, TaskRow)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        rows = self.rows
        at = next((at for at, row in enumerate(rows) if row.hasFocus()), -1)
        if step is None or at < 0:
            super().keyPressEvent(event)
            return
        rows[(at + step) % len(rows)].setFocus(Qt.FocusReason.TabFocusReason)


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
        self.running = QtWidgets.QVBoxLayout()
        """What goes on comes before anything else."""
        self.body.insertLayout(self.body.indexOf(self.chips), self.running)
        self._grid = QtWidgets.QGridLayout()
        self._grid.setSpacing(theme().px(14))
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        self._columns = 0

    @property
    def lines(self) -> list[TaskRow]:
        """All lines that lead somewhere: first what goes on, then card by card."""
        running = [self.running.itemAt(at) for at in range(self.running.count())]
        found = [item.widget() for item in running if item is not None]
        rows = [each for each in found if isinstance(each, TaskRow)]
        rows += [row for card in self.cards for row in card.rows]
        return [row for row in rows if row.isEnabled()]

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Begin at the first line, or as soon as there is one."""
        if (first := next(iter(self.lines), None)) is None:
            QtWidgets.QWidget.setFocus(self, reason)
        else:
            first.setFocus(reason)

    def reload(self) -> None:
        self.read(today_desk.today, self._show)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _show(self, found: Today) -> None:
        self._found = found
        words = tr("{day} · week {week}")
        self.set_title(tr("Vandaag"), words.format(day=long_day(found.day), week=week(found.day)))
        self._fill()
        if found.due_back:
            self._bring_back()

    def _bring_back(self) -> None:
        """Let cases return on their day by themselves (design.md, State of a case)."""

        def told(count: int) -> None:
            if count:
                more = tr("{n} casussen zijn terug en klaar voor de agenda.")
                words = count_of(count, tr("1 casus is terug en klaar voor de agenda."), more)
                self.banner.say(words, Tone.INFO)

        self.work.write(
            case_steps.bring_back_due,
            then=told,
            owner=self,
            changes=lambda count: [Change("case")] if count else [],
        )

    def _fill(self) -> None:
        if (found := self._found) is None:
            return
        lines = self.lines
        place = next((at for at, row in enumerate(lines) if row.hasFocus()), None)
        held = self.hasFocus() or place is not None
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._fill_running(found)
        self.cards = [self._card(found, table) for table in found.tables]
        if found.norms and self.frame.has("register") and not self.chips.key:
            one, more = tr("1 norm vraagt een stap"), tr("{n} normen vragen een stap")
            note = tr("melding, analyse, stop of plan van aanpak")
            said = count_of(found.norms, one, more)
            self.cards.append(self._of_one(tr("Normen en stops"), said, note, "register"))
        if found.in_need:
            one, more = tr("1 toegang in nood"), tr("{n} keer toegang in nood")
            note, said = (
                tr("wacht op bevestiging door een ander"),
                count_of(found.in_need, one, more),
            )
            self.cards.append(self._of_one(tr("Toegang"), said, note, "people"))
        self._columns = 0
        self._place()
        waiting = sum(len(table.tasks) for table in found.tables)
        self.set_status(
            count_of(waiting, tr("1 zaak wacht"), tr("{n} zaken wachten"))
            if waiting
            else tr("Alles is bij")
        )
        if held and (lines := self.lines):
            lines[min(place or 0, len(lines) - 1)].setFocus()

    def _fill_running(self, found: Today) -> None:
        """Ask first whether to go on with a meeting that is going on, also after a kill."""
        clear(self.running)
        for table in found.tables:
            for task in table.tasks:
                if task.kind is TaskKind.IN_SESSION:
                    words = wording.running_words(table.name, task, found.day)
                    self.running.addWidget(self._row(words, table.code, task.page, task.argument))

    def _card(self, found: Today, table: TableToday) -> TaskCard:
        card = TaskCard(table.name, self)
        card.add_heading(tr("Volgende vergadering"))
        if table.meeting is not None:
            words = wording.meeting_words(table.meeting, found.day)
            card.body.addWidget(self._row(words, table.code, "agenda", table.meeting.line.id))
        else:
            may = self.context.actor.may(Right.PLAN_MEETINGS, table.code)
            words = wording.unplanned_words(table, may_plan=may)
            card.body.addWidget(self._row(words, table.code, "meetings", ""))
        begun = any(one.tasks or one.meeting or one.ready or one.carried for one in found.tables)
        card.add_heading(tr("Wat wacht") if begun else tr("Zo begint u"))
        waiting = table.mine if self.chips.key else table.tasks
        tasks = [task for task in waiting if task.kind is not TaskKind.IN_SESSION]
        for task in tasks:
            words = wording.task_words(task, found.day)
            card.body.addWidget(self._row(words, table.code, task.page, task.argument))
        for page, words in () if begun else wording.first_steps():
            if self.frame.has(page):
                card.body.addWidget(self._row(words, table.code, page, ""))
        if begun and not tasks:
            card.add_text(tr("Niets. Alles is bij."))
        card.body.addStretch(1)
        return card

    def _of_one(self, name: str, title: str, note: str, page: str) -> TaskCard:
        """Return a card with one line, of no table."""
        card = TaskCard(name, self)
        card.body.addWidget(self._row(wording.Words(title, note), "", page, ""))
        card.body.addStretch(1)
        return card

    def _row(self, words: wording.Words, committee: str, page: str, argument: str) -> TaskRow:
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

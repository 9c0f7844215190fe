"""What stands below the table of Controle: a row with its findings, or a question about a column.

Both are answered here, and what was answered is taken back here.
"""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QWidget

from casustafel.domain import terms
from casustafel.domain.findings import Finding, Severity
from casustafel.gui.pages.importing.parts import FieldBox, state_word, whole
from casustafel.gui.theme import Tone, theme, tone_of
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import Card
from casustafel.gui.widgets.chips import Chip, SegmentedSwitch
from casustafel.gui.widgets.columns import Columns
from casustafel.gui.widgets.layout import STRETCH, below, beside, clear, wrapping
from casustafel.gui.widgets.line_field import LineField
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.scrolling import Scroller
from casustafel.gui.widgets.style import label, literal, tip
from casustafel.gui.words import count_of, tr
from casustafel.services.importing import RowAnswer, RowState
from casustafel.services.importing.asks import CELL, MISSING, NEW, ROW, YEAR, Ask, choices, filled
from casustafel.services.importing.preview import Preview, PreviewUpdate
from casustafel.services.importing.profiles import Mends

#: Likeness never joins two people by itself: somebody decides (domain.md §4).
_LIKENESS = "person-alike"

#: Height beside each other and below each other, and what a finding needs beside the changes.
_HEIGHT, _STACKED_HEIGHT = 168, 240
_FINDING_WIDTH, _FIELD_WIDTH = 240, 210

Change = Callable[[Mends], Mends]


class RowDetail(Card):
    """Stands below the table and follows its cursor."""

    field_chosen = Signal(int, str, bool)
    """Row, field, and whether the value of the list is taken over one typed by hand."""
    settled = Signal(object, str)
    """What becomes of the mends, as a function of them, and what was done in words."""
    left = Signal()
    """The keyboard goes back to the list."""
    columns_wanted = Signal()
    """A field has no column: the user goes to choose one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Rij"), parent)
        self._columns: Columns | None = None
        self._scroll = Scroller(parent=self)
        self.body.addWidget(self._scroll, 1)
        self._pill = StatusPill("", parent=self)
        self.head.insertWidget(1, self._pill)
        self._beside = beside(gap=8)
        self.head.addLayout(self._beside)
        self.switches: list[SegmentedSwitch] = []
        self.fields: list[QWidget] = []
        """Where something can be typed or chosen, and the buttons, from top to bottom."""
        theme().changed.connect(self._fit)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Keep one height for all rows, so that the table above stays where it is."""
        stacked = self._columns is not None and self._columns.stacked
        self.setFixedHeight(theme().px(_STACKED_HEIGHT if stacked else _HEIGHT))

    @property
    def typing(self) -> bool:
        """Whether somebody types in a field of this."""
        lines = (one for one in self.fields if isinstance(one, LineField))
        return any(one.isModified() and one.hasFocus() for one in lines)

    def _take(self, change: Change, done: str) -> None:
        for one in self.fields:
            if isinstance(one, LineField):
                one.setModified(False)
        self.settled.emit(change, done)

    def take_focus(self) -> None:
        """Put the keyboard on the first thing to answer, if there is one."""
        for first in (*self.switches, *self.fields):
            first.setFocus(Qt.FocusReason.TabFocusReason)
            break

    def show_line(
        self, preview: Preview, line: RowAnswer | None, overwrite: Collection[tuple[int, str]]
    ) -> None:
        """Show a row with what was chosen for it; None when no row is under the cursor."""
        self.setVisible(line is not None)
        if line is None:
            return
        title = tr("Rij {row}").format(row=line.row)
        # The number of a new case is only given out at the last click.
        number = line.case_number if line.state is not RowState.NEW else None
        self._begin(f"{title} · {number}" if number else title, *state_word(line.state))
        updates = preview.updates(line)
        columns = Columns()
        if updates:
            left = QWidget()
            grid = self._updates(line.row, updates, overwrite)
            below(grid, STRETCH, edges=(0, 0, 14, 0), of=left)
            columns.add(left, 0)
        columns.add(self._findings(preview, line), needs=_FINDING_WIDTH)
        self._show(columns)

    def show_ask(self, preview: Preview, ask: Ask | None) -> None:
        """Show a question about a column, or what was answered to it."""
        self.setVisible(ask is not None)
        if ask is None:
            return
        times = count_of(ask.count, tr("1 rij"), tr("{n} rijen")) if ask.count else ""
        value = f": “{ask.value}”" if ask.value and ask.kind != MISSING else ""
        title = tr("Rij {row}").format(row=ask.row) if ask.kind == ROW else f"{ask.label}{value}"
        self._begin(title, times, Tone.NEUTRAL)
        parts = QWidget()
        below(*self._answering(preview, ask), STRETCH, gap=8, of=parts)
        columns = Columns()
        columns.add(parts, needs=_FINDING_WIDTH)
        self._show(columns)

    def _begin(self, title: str, text: str, tone: Tone) -> None:
        self.set_title(title)
        self._pill.show_status(text, tone)
        self.switches, self.fields = [], []
        clear(self._beside)

    def _show(self, columns: Columns) -> None:
        self._columns = columns
        self._scroll.setWidget(columns)
        self._fit()

    def _answering(self, preview: Preview, ask: Ask) -> list[QWidget | QLayout]:
        said = [label(whole(ask.finding), wrap=True)] if ask.finding is not None else []
        if ask.kind == MISSING:
            return [*said, wrapping(self._do(tr("Kolom kiezen…"), self.columns_wanted.emit), gap=8)]
        settle, takes = self._settle(ask), []
        if ask.answer is not None:
            said.append(label(done_words(ask), wrap=True))
            takes.append(self._do(tr("Terugnemen"), lambda: settle(None)))
        if ask.kind in (CELL, ROW):
            return [*said, wrapping(*takes, gap=8)]
        if filled(ask):
            if ask.answer is None:
                takes.append(self._do(tr("Omlaag aanvullen"), lambda: settle("")))
            return [*said, wrapping(*takes, gap=8)]
        if ask.kind == YEAR:
            year = ask.answer or str(preview.year)
            field = self._field(tr("Jaar van deze datums"), year, (), settle)
            if isinstance(line := field[1], LineField):
                line.setValidator(QIntValidator(1900, 2100, line))
            return [*said, wrapping(*field, *takes, gap=8)]
        name = tr("“{value}” betekent").format(value=ask.value)
        among = [one for one in choices(preview, ask.column) if one != ask.value]
        field = self._field(name, ask.answer or "", among, settle)
        if ask.kind == NEW or preview.place("provider") == ask.column:
            takes.append(self._do(tr("Nieuwe aanbieder"), lambda: settle(ask.value)))
        elif ask.answer is None:
            takes.append(self._do(tr("Leeg laten"), lambda: settle("")))
        return [*said, wrapping(*field, *takes, gap=8)]

    def _settle(self, ask: Ask) -> Callable[[str | None], None]:
        def settle(answer: str | None) -> None:
            done = tr("{what} is teruggenomen.").format(what=ask.value or ask.label)
            if answer is not None:
                done = done_words(ask, answer)
            self._take(lambda mends: ask.settle(mends, answer), done)

        return settle

    def _field(
        self, name: str, text: str, among: Sequence[str], take: Callable[[str], object]
    ) -> list[QWidget]:
        """Return a field with its name before it, and the button that takes what stands in it."""
        said = label(name, "label")
        if among:
            box = FieldBox()
            box.setPlaceholderText(tr("Kies…"))
            for one in among:
                box.addItem(literal(one), one)
            box.setCurrentIndex(box.findData(text))
            box.activated.connect(lambda at: take(str(box.itemData(at))))
            parts: list[QWidget] = [said, box]
            self.fields.append(box)
        else:
            line = LineField(text)
            line.returnPressed.connect(
                lambda: line.hasAcceptableInput() and take(line.text().strip())
            )
            parts = [said, line]
            self.fields.append(line)
            parts.append(self._do(tr("Toepassen"), line.returnPressed.emit))
        parts[1].setAccessibleName(name)
        parts[1].setMinimumWidth(theme().px(_FIELD_WIDTH))
        said.setBuddy(parts[1])
        return parts

    def _do(self, text: str, do: Callable[[], object]) -> QWidget:
        made = button(text, do)
        self.fields.append(made)
        return made

    def _findings(self, preview: Preview, line: RowAnswer) -> QWidget:
        findings, row = QWidget(), line.row
        layout = below(gap=6, of=findings)
        # What keeps the row out comes first, what needs nothing last.
        weights = list(Severity)
        told: set[int] = set()
        for one in sorted(line.findings, key=lambda one: weights.index(Severity(one.severity))):
            layout.addLayout(_said(one, preview))
            column = preview.place(one.field)
            if column is not None and column not in told and preview.mendable:
                told.add(column)
                layout.addLayout(wrapping(*self._cell(preview, row, column), gap=8))
        for column in sorted(preview.mended(row) - told):
            layout.addLayout(wrapping(*self._cell(preview, row, column), gap=8))
        if not line.findings and not line.updates:
            layout.addWidget(label(tr("Bij deze rij is niets bijzonders gevonden."), "muted"))
        if preview.mendable and line.state is not RowState.SKIPPED:
            layout.addLayout(wrapping(*self._other(preview, row), gap=8))
        layout.addStretch(1)
        if preview.mendable:
            self._leaving_out(line)
        return findings

    def _cell(self, preview: Preview, row: int, column: int) -> list[QWidget]:
        """Return the field of one cell of a row, and of what it holds in the whole column."""
        name = preview.labels.get(preview.field(column), "")
        now, sent = preview.written(row, column), preview.sent(row, column)
        secret = preview.hidden(column, "x") != "x"

        def take(text: str) -> None:
            if text != now or now != sent:
                done = tr("Rij {row}, {field}: gewijzigd.").format(row=row, field=name)
                self._take(lambda mends: mends.cell(row, column, text), done)

        parts = self._field(name, "" if secret else now, choices(preview, column), take)
        if secret:
            field = parts[1]
            if isinstance(field, LineField):
                field.setPlaceholderText(now)
        if (row, column) in preview.given.mends.cells:
            done = tr("Rij {row}, {field}: teruggenomen.").format(row=row, field=name)
            was = tr("Terug naar “{value}”").format(value=sent or tr("leeg"))
            parts.append(
                self._do(was, lambda: self._take(lambda mends: mends.cell(row, column, None), done))
            )
        elif sent and not secret:
            parts.append(self._everywhere(parts[1], column, preview.value(row, column), name))
        return parts

    def _everywhere(self, field: QWidget, column: int, value: str, name: str) -> QWidget:
        def take() -> None:
            text = field.text().strip() if isinstance(field, LineField) else ""
            if isinstance(field, FieldBox):
                text = str(field.currentData() or "")
            done = tr("“{value}” in {field}: overal gewijzigd.").format(value=value, field=name)
            self._take(lambda mends: mends.value(column, value, text), done)

        return self._do(tr("Overal in deze kolom"), take)

    def _other(self, preview: Preview, row: int) -> list[QWidget]:
        """Return the choice of any other cell of a row."""
        box = FieldBox()
        box.setPlaceholderText(tr("Andere cel wijzigen…"))
        box.setAccessibleName(tr("Andere cel van rij {row} wijzigen").format(row=row))
        for one in preview.given.columns:
            if one.field is not None:
                box.addItem(literal(preview.labels.get(one.field, one.header)), one.index)
        self.fields.append(box)
        place = QWidget()
        parts = wrapping(gap=8, of=place)

        def show(at: int) -> None:
            while (item := parts.takeAt(0)) is not None:
                if (gone := item.widget()) is not None:
                    gone.deleteLater()
            made = self._cell(preview, row, int(box.itemData(at)))
            for each in made:
                parts.addWidget(each)
                each.show()  # else it cannot take the keyboard yet
            made[1].setFocus(Qt.FocusReason.OtherFocusReason)

        box.activated.connect(show)
        return [box, place]

    def _leaving_out(self, line: RowAnswer) -> None:
        row, out = line.row, line.state is RowState.SKIPPED
        name, words = (
            tr("Wat doet u met rij {row}?").format(row=row),
            (("take", tr("Inlezen")), ("leave", tr("Overslaan"))),
        )
        switch = _switch(name, words, out, lambda leave: self.leave_out(row, out=leave))
        if any(one.code == _LIKENESS for one in line.findings):
            self.switches.insert(0, switch)
            self._beside.addWidget(label(tr("Is dit iemand anders? Lees de rij dan in."), "label"))
        else:
            self.fields.append(switch)
        self._beside.addWidget(switch)

    def leave_out(self, row: int, *, out: bool) -> None:
        """Leave a row out, or take it back."""
        text = tr("Rij {row} wordt overgeslagen.") if out else tr("Rij {row} wordt ingelezen.")
        self._take(lambda mends: mends.row(row, out=out), text.format(row=row))

    def _updates(
        self, row: int, updates: tuple[PreviewUpdate, ...], overwrite: Collection[tuple[int, str]]
    ) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(18))
        grid.setVerticalSpacing(theme().px(5))
        for at, text in enumerate((tr("Veld"), tr("Nu"), tr("Volgens de lijst"), "")):
            grid.addWidget(label(text, "label"), 0, at)
        for at, one in enumerate(updates, 1):
            for place, text in enumerate((one.label, one.old or "–", one.new or "–")):
                grid.addWidget(label(text, wrap=True), at, place)
            if one.waits or (row, one.field) in overwrite:
                grid.addWidget(self._choice(row, one, (row, one.field) in overwrite), at, 3)
            else:
                grid.addWidget(label(tr("wordt gewijzigd"), "muted"), at, 3)
        return grid

    def _choice(self, row: int, one: PreviewUpdate, taken: bool) -> SegmentedSwitch:
        why = tr("Gegevens van een cliënt wijzigen alleen als u dat kiest.")
        if one.by_hand:
            why = tr("Dit veld is in Casustafel met de hand gewijzigd.")
        name = tr("{field}: wat geldt? {why}").format(field=one.label, why=why)
        words, chosen = (("keep", tr("Houden")), ("take", tr("Uit de lijst"))), self.field_chosen
        switch = _switch(name, words, taken, lambda take: chosen.emit(row, one.field, take))
        tip(switch, why)
        self.switches.append(switch)
        return switch


def _switch(
    name: str, choices: Sequence[tuple[str, str]], second: bool, chosen: Callable[[bool], object]
) -> SegmentedSwitch:
    """Return a switch of two; `chosen` hears whether the second is on."""
    switch = SegmentedSwitch(name)
    switch.set_choices([Chip(*each) for each in choices])
    switch.show_choice(choices[second][0])
    switch.chosen.connect(lambda key: chosen(key == choices[1][0]))
    return switch


def done_words(ask: Ask, answer: str | None = None) -> str:
    """Return in words what was answered, or would be."""
    given = ask.answer if answer is None else answer
    text = tr("“{value}” betekent “{answer}”.")
    if ask.kind == ROW:
        text = tr("Deze rij wordt overgeslagen.")
    elif ask.kind == CELL:
        text = tr("Rij {row}: in de lijst stond “{value}”, nu geldt “{answer}”.")
    elif ask.kind == YEAR:
        text = tr("Datums zonder jaar in {column} zijn van {answer}.")
    elif filled(ask):
        text = tr("{column} is omlaag aangevuld.")
    elif not given:
        text = tr("“{value}” is leeg gelaten.")
    elif given == ask.value:
        text = tr("{value} is een nieuwe aanbieder.")
    return text.format(value=ask.value, answer=given, column=ask.label, row=ask.row)


def _said(finding: Finding, preview: Preview) -> QHBoxLayout:
    severity = Severity(finding.severity)
    pill = StatusPill(terms.FINDING[severity], tone_of(severity))
    place = preview.labels.get(finding.field, "") or finding.column
    text = whole(finding)
    return beside(
        (pill, 0, Qt.AlignmentFlag.AlignTop),
        (label(f"{place}: {text}" if place else text, wrap=True), 1),
        gap=8,
    )

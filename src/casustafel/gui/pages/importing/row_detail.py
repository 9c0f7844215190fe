"""What is to be said of one row: its findings in full, old and new, and what may be chosen."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QWidget

from casustafel.domain.findings import Finding, Severity
from casustafel.gui.pages.importing.words import state_word, whole
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.card import Card
from casustafel.gui.widgets.chips import Chip, SegmentedSwitch
from casustafel.gui.widgets.columns import Columns
from casustafel.gui.widgets.layout import STRETCH, below, beside
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.style import label, tip
from casustafel.gui.words import tr
from casustafel.services.importing import RowAnswer, RowState
from casustafel.services.importing.preview import Preview, PreviewUpdate

#: Likeness never joins two people by itself: somebody decides (domain.md §4).
_LIKENESS = "person-alike"
_TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.WARN, Severity.NOTICE: Tone.INFO}

#: Height beside each other and below each other, and what a finding needs beside the changes.
_HEIGHT, _STACKED_HEIGHT = 160, 240
_FINDING_WIDTH = 240


class RowDetail(Card):
    """Stands below the table and follows its cursor."""

    field_chosen = Signal(int, str, bool)
    """Row, field, and whether the value of the list is taken over one typed by hand."""
    row_chosen = Signal(int, bool)
    """Row, and whether it is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Rij"), parent)
        self._columns: Columns | None = None
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self.body.addWidget(self._scroll, 1)
        self._pill = StatusPill("", parent=self)
        self.head.insertWidget(1, self._pill)
        self.switches: list[SegmentedSwitch] = []
        theme().changed.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Keep one height for all rows, so that the table above stays where it is."""
        stacked = self._columns is not None and self._columns.stacked
        self.setFixedHeight(theme().px(_STACKED_HEIGHT if stacked else _HEIGHT))

    def take_focus(self) -> None:
        """Put the keyboard on the first choice, if there is one."""
        if self.switches:
            self.switches[0].setFocus()

    def show_line(
        self,
        preview: Preview,
        line: RowAnswer | None,
        overwrite: Collection[tuple[int, str]],
        left_out: Collection[int],
    ) -> None:
        """Show a row with what was chosen for it; None when no row is under the cursor."""
        self.setVisible(line is not None)
        if line is None:
            return
        title = tr("Rij {row}").format(row=line.row)
        # The number of a new case is only given out at the last click.
        number = line.case_number if line.state is not RowState.NEW else None
        self.set_title(f"{title} · {number}" if number else title)
        text, tone = state_word(line.state)
        self._pill.show_status(text, tone)
        self.switches = []
        columns = self._columns = Columns()
        updates = preview.updates(line)
        if updates:
            left = QWidget()
            below(
                self._updates(line.row, updates, overwrite), STRETCH, edges=(0, 0, 14, 0), of=left
            )
            columns.add(left, 0)
        columns.add(self._findings(preview, line, left_out), needs=_FINDING_WIDTH)
        self._scroll.setWidget(columns)
        self._fit()

    def _findings(self, preview: Preview, line: RowAnswer, left_out: Collection[int]) -> QWidget:
        findings = QWidget()
        layout = below(gap=6, of=findings)
        # What keeps the row out comes first, what needs nothing last.
        weights = list(Severity)
        for finding in sorted(line.findings, key=lambda one: weights.index(Severity(one.severity))):
            layout.addLayout(_said(finding, preview))
        if any(one.code == _LIKENESS for one in line.findings) and line.state is RowState.NEW:
            layout.addLayout(self._leaving_out(line.row, line.row in left_out))
        if not line.findings and not line.updates:
            layout.addWidget(label(tr("Bij deze rij is niets bijzonders gevonden."), "muted"))
        layout.addStretch(1)
        return findings

    def _leaving_out(self, row: int, out: bool) -> QHBoxLayout:
        switch = SegmentedSwitch(tr("Wat doet u met rij {row}?").format(row=row))
        switch.set_choices([Chip("take", tr("Inlezen")), Chip("leave", tr("Overslaan"))])
        switch.show_choice("leave" if out else "take")
        switch.chosen.connect(lambda key: self.row_chosen.emit(row, key == "leave"))
        self.switches.append(switch)
        return beside(
            label(tr("Is dit iemand anders? Lees de rij dan in."), "label"), switch, STRETCH
        )

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
        switch = SegmentedSwitch(tr("{field}: wat geldt? {why}").format(field=one.label, why=why))
        tip(switch, why)
        switch.set_choices([Chip("keep", tr("Houden")), Chip("take", tr("Uit de lijst"))])
        switch.show_choice("take" if taken else "keep")
        switch.chosen.connect(lambda key: self.field_chosen.emit(row, one.field, key == "take"))
        self.switches.append(switch)
        return switch


def _said(finding: Finding, preview: Preview) -> QHBoxLayout:
    severity = Severity(finding.severity)
    words = {
        Severity.ERROR: tr("Fout"),
        Severity.WARNING: tr("Waarschuwing"),
        Severity.NOTICE: tr("Let op"),
    }
    pill = StatusPill(words[severity], _TONES[severity])
    place = preview.labels.get(finding.field, "") or finding.column
    text = whole(finding)
    return beside(
        (pill, 0, Qt.AlignmentFlag.AlignTop),
        (label(f"{place}: {text}" if place else text, wrap=True), 1),
        gap=8,
    )

"""What differs between two versions, and what a version would do to cases."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from casustafel.domain.framework_changes import PartChange, differences
from casustafel.domain.wording.frameworks import changed_value
from casustafel.gui.pages.frameworks.models import (
    ChangeRow,
    change_columns,
    change_rows,
    trial_columns,
)
from casustafel.gui.tables import RowTableModel, TableView
from casustafel.gui.theme import theme
from casustafel.gui.widgets.empty_state import EmptyState
from casustafel.gui.widgets.layout import below
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.services.definitions.frameworks import TrialAnswer, VersionLine


class ChangeDetail(QScrollArea):
    """The change under the cursor in full, beside each other as it was and as it becomes.

    Of an order all questions are shown, each with its place: a cell has no room for them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setMaximumHeight(theme().px(170))
        self.setAccessibleName(tr("De wijziging onder de cursor"))
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, theme().px(6), 0)
        grid.setHorizontalSpacing(theme().px(18))
        grid.setRowStretch(2, 1)
        self.values: list[QLabel] = []
        for at, name in enumerate((tr("Was"), tr("Wordt"))):
            shown = label("", wrap=True)
            grid.addWidget(label(name, "label"), 0, at)
            grid.addWidget(shown, 1, at, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(at, 1)
            self.values.append(shown)
        self.setWidget(inside)
        self.hide()

    def show_part(self, part: PartChange | None) -> None:
        """Show what changed; None for a group or question that came or went as a whole."""
        self.setVisible(part is not None)
        if part is None:
            return
        for shown, value in zip(self.values, (part.old, part.new), strict=True):
            lines = changed_value(part.field, value).splitlines()
            if len(lines) > 1 and part.field == "order":
                lines = [f"{place}. {text}" for place, text in enumerate(lines, 1)]
            shown.setText("\n".join(lines))
        self.verticalScrollBar().setValue(0)


class DifferencePane(QWidget):
    """The changes since the version before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = label("", "muted", wrap=True)
        self.model = RowTableModel(change_columns(), lambda row: str(row.at), self)
        self.table = TableView(self.model, tr("Verschillen"), parent=self)
        self.table.set_empty(EmptyState(tr("Geen verschil"), ""))
        self.table.current_row_changed.connect(self._show_change)
        self.detail = ChangeDetail(self)
        below(self.words, (self.table, 1), self.detail, edges=(0, 8, 0, 0), of=self)

    def _show_change(self, row: ChangeRow | None) -> None:
        self.detail.show_part(row.part if row is not None else None)

    def show_versions(self, former: VersionLine | None, line: VersionLine) -> None:
        """Compare a version with the one before."""
        if former is None:
            self.words.setText(tr("Dit is de eerste versie."))
            self.model.set_rows([])
            self.detail.show_part(None)
            return
        found = differences(former.framework, line.framework)
        self.model.set_rows(change_rows(found))
        if found and self.table.current_row() is None:
            self.table.selectRow(0)
        self._show_change(self.table.current_row())
        count = len(found)
        said = tr("{n} wijziging") if count == 1 else tr("{n} wijzigingen")
        self.words.setText(
            tr("{what} ten opzichte van versie {former}.").format(
                what=said.format(n=count), former=former.framework.version
            )
        )


class TrialPane(QWidget):
    """What a version would do to each undecided case; nothing is changed."""

    case_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = label("", "muted", wrap=True)
        self.model = RowTableModel(trial_columns(), lambda row: row.case_id, self)
        table = TableView(self.model, tr("Uitkomst van het proberen"), parent=self)
        table.row_opened.connect(lambda row: self.case_wanted.emit(row.case_id))
        table.set_empty(
            EmptyState(tr("Geen casussen"), tr("Er zijn nog geen casussen om op te proberen."))
        )
        below(self.words, (table, 1), edges=(0, 8, 0, 0), of=self)

    def show_answer(self, answer: TrialAnswer) -> None:
        """Show what was found."""
        self.model.set_rows(answer.cases)
        total = answer.totals
        self.words.setText(
            tr(
                "Geprobeerd op {n} lopende casussen; er is niets veranderd. Bij {same} casussen "
                "gaat alles mee. Bij {rest} ontbreekt er dan iets, past een antwoord niet meer of "
                "vervalt het."
            ).format(n=total.cases, same=total.untouched, rest=total.cases - total.untouched)
        )

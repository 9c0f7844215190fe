"""What differs between two versions, and what a version would do to cases."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casustafel.domain.framework_changes import differences
from casustafel.gui.pages.frameworks.models import ChangeModel, TrialModel, change_rows
from casustafel.gui.tables import TableView
from casustafel.gui.theme import theme
from casustafel.gui.widgets.empty_state import EmptyState
from casustafel.gui.widgets.style import label
from casustafel.services.frameworks import TrialAnswer, VersionLine


class DifferencePane(QWidget):
    """The changes since the version before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme().px(8), 0, 0)
        self.words = label("", "muted", wrap=True)
        column.addWidget(self.words)
        self.model = ChangeModel(self)
        table = TableView(self.model, self.tr("Verschillen"), parent=self)
        table.set_empty(EmptyState(self.tr("Geen verschil"), ""))
        column.addWidget(table, 1)

    def show_versions(self, former: VersionLine | None, line: VersionLine) -> None:
        """Compare a version with the one before."""
        if former is None:
            self.words.setText(self.tr("Dit is de eerste versie."))
            self.model.set_rows([])
            return
        found = differences(former.framework, line.framework)
        self.model.set_rows(change_rows(found))
        count = len(found)
        said = self.tr("{n} wijziging") if count == 1 else self.tr("{n} wijzigingen")
        self.words.setText(
            self.tr("{what} ten opzichte van versie {former}.").format(
                what=said.format(n=count), former=former.framework.version
            )
        )


class TrialPane(QWidget):
    """What a version would do to each undecided case; nothing is changed."""

    case_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme().px(8), 0, 0)
        self.words = label("", "muted", wrap=True)
        column.addWidget(self.words)
        self.model = TrialModel(self)
        table = TableView(self.model, self.tr("Uitkomst van het proberen"), parent=self)
        table.row_opened.connect(lambda row: self.case_wanted.emit(row.case_id))
        table.set_empty(
            EmptyState(
                self.tr("Geen casussen"), self.tr("Er zijn nog geen casussen om op te proberen.")
            )
        )
        column.addWidget(table, 1)

    def show_answer(self, answer: TrialAnswer) -> None:
        """Show what was found."""
        self.model.set_rows(answer.cases)
        total = answer.totals
        self.words.setText(
            self.tr(
                "Geprobeerd op {n} lopende casussen; er is niets veranderd. Bij {same} casussen "
                "gaat alles mee. Bij {rest} ontbreekt er dan iets, past een antwoord niet meer of "
                "vervalt het."
            ).format(n=total.cases, same=total.untouched, rest=total.cases - total.untouched)
        )

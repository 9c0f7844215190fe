"""The bar below: whether all is kept, what was done last, which database, the last backup."""

from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from casustafel.domain.local_time import local, local_day
from casustafel.gui.theme import theme
from casustafel.gui.widgets.banner import Toast
from casustafel.gui.widgets.elided_label import ElidedLabel
from casustafel.gui.widgets.layout import beside
from casustafel.gui.widgets.style import label
from casustafel.gui.words import clock, day, tr
from casustafel.gui.work import Saved


class StatusStrip(QFrame):
    """The right text belongs to the page. What was done stands in the place of the database."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = beside(gap=22, edges=(16, 0), of=self)
        layout.addStrut(theme().px(27))  # the page stays where it is when something is said
        self._compact = False
        self._saved = label("")
        self._database = label("")
        self._backup = label("")
        self._right = ElidedLabel()
        self.toast = Toast(self)
        self.toast.changed.connect(self._fit)
        for part in (self._saved, self._database, self._backup):
            layout.addWidget(part)
        layout.addWidget(self.toast, 12)
        layout.addStretch(1)
        layout.addWidget(self._right, 3)
        self._right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.show_saved(Saved(0, None))
        self.show_page_text("")

    def show_saved(self, saved: Saved) -> None:
        """Say whether everything is kept."""
        if saved.cut:
            self._saved.setText(
                tr("○ Geen verbinding: nog niet alles is bewaard")
                if saved.pending
                else tr("○ Geen verbinding")
            )
        elif saved.pending:
            self._saved.setText(tr("○ Bezig met opslaan…"))
        elif saved.at is None:
            self._saved.setText(tr("● Alles opgeslagen"))
        else:
            self._saved.setText(tr("● Opgeslagen {time}").format(time=clock(saved.at)))

    def show_database(self, name: str) -> None:
        """Name the database, such as ``casustafel.db (SQLCipher)``."""
        self._database.setText(tr("Database: {name}").format(name=name))

    def show_backup(self, at: datetime | None, today: date) -> None:
        """Say when the last backup was made: a moment, of which the day is said if not today."""
        if at is None:
            text = tr("Nog geen back-up")
        elif local_day(at) == today:
            text = tr("Laatste back-up: vandaag {time}").format(time=f"{local(at):%H:%M}")
        else:
            text = tr("Laatste back-up: {day}").format(day=day(local_day(at)))
        self._backup.setText(text)
        self._fit()

    def show_page_text(self, text: str) -> None:
        """Show what the page says, or how to find the keys."""
        self._right.show_text(text or tr("F1 hulp"))

    def set_compact(self, *, compact: bool) -> None:
        """Leave out the database and the backup when there is little room."""
        self._compact = compact
        self._fit()

    def _fit(self) -> None:
        told = not self.toast.isHidden()
        full = self._compact or told
        self._right.setHidden(self._compact and told)
        self._database.setHidden(full)
        self._backup.setHidden(full or not self._backup.text())

"""The bar below: whether all is kept, in which database, when it was last backed up."""

from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from casustafel.domain.local_time import local, local_day
from casustafel.gui.widgets.layout import beside
from casustafel.gui.widgets.style import label
from casustafel.gui.words import clock, day, tr
from casustafel.gui.work import Saved


class StatusStrip(QFrame):
    """Texts only; the right one belongs to the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = beside(gap=22, edges=(16, 4), of=self)
        self._compact = False
        self._saved = label("")
        self._database = label("")
        self._backup = label("")
        self._right = label("")
        # What does not fit is left out on the right rather than making the window wider.
        self._right.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for part in (self._saved, self._database, self._backup):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(self._right, 3)
        self._right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.show_saved(Saved(0, None))
        self.show_page_text("")

    def show_saved(self, saved: Saved) -> None:
        """Say whether everything is kept."""
        if saved.pending:
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
        self._backup.setHidden(self._compact)

    def show_page_text(self, text: str) -> None:
        """Show what the page says, or how to find the keys."""
        self._right.setText(text or tr("F1 hulp"))

    def set_compact(self, *, compact: bool) -> None:
        """Leave out the database and the backup when there is little room."""
        self._compact = compact
        self._database.setHidden(compact)
        self._backup.setHidden(compact or not self._backup.text())

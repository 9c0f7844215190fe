"""The cases behind a number, of those that the person may read."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QListWidget, QWidget

from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.layout import STRETCH, below, beside, give_room
from casustafel.gui.widgets.style import label
from casustafel.gui.words import count_of, tr
from casustafel.services.insight.figures import CaseNumber

_WIDE, _HIGH = 420, 440


class BehindDialog(QDialog):
    """A list of case numbers; Enter opens one."""

    def __init__(
        self, title: str, found: Sequence[CaseNumber], go: Callable[[str], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._go = go
        self.list = QListWidget(self)
        self.list.setAccessibleName(title)
        self._ids = [one.case_id for one in found]
        self.list.addItems([one.number for one in found])
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self._open())
        one, more = tr("1 casus die u mag lezen"), tr("{n} casussen die u mag lezen")
        opens = button(tr("Openen"), self._open, kind="primary")
        opens.setEnabled(bool(found))
        below(
            label(count_of(len(found), one, more), "muted", wrap=True),
            (self.list, 1),
            beside(STRETCH, button(tr("Sluiten"), self.reject), opens, gap=8),
            gap=8,
            edges=14,
            of=self,
        )
        give_room(self, _WIDE, _HIGH)

    def _open(self) -> None:
        at = self.list.currentRow()
        if 0 <= at < len(self._ids):
            self.done(QDialog.DialogCode.Accepted)
            self._go(self._ids[at])

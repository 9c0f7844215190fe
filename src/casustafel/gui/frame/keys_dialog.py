"""What the page is for, and the keys of the page and of the window, under F1."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QScrollArea, QWidget

from casustafel.gui.frame.guide import HelpGroup
from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import button, key_words
from casustafel.gui.widgets.dialog_room import give_room
from casustafel.gui.widgets.layout import below
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr


class KeysDialog(QDialog):
    """Groups of keys with what they do; the first says what the page is for."""

    def __init__(self, groups: Sequence[HelpGroup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Hulp en sneltoetsen"))
        px = theme().px
        content = QWidget()
        grid = QGridLayout(content)
        grid.setHorizontalSpacing(px(18))
        grid.setVerticalSpacing(px(6))
        row = 0
        at = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        for group in groups:
            heading = label(group.name, "heading")
            heading.setContentsMargins(0, px(10) if row else 0, 0, 0)
            grid.addWidget(heading, row, 0, 1, 2)
            if group.text:
                row += 1
                grid.addWidget(label(group.text, wrap=True), row, 0, 1, 2)
            for hint in group.hints:
                row += 1
                grid.addWidget(_badge(hint.keys), row, 0, at)
                grid.addWidget(label(hint.text, wrap=True), row, 1)
            row += 1
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(row, 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(content)
        # The arrows and the keys of pages scroll; Enter closes, as the default button.
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setAccessibleName(self.windowTitle())
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        close = button(tr("Sluiten"), self.accept, kind="primary")
        close.setDefault(True)
        below(area, (close, 0, Qt.AlignmentFlag.AlignRight), edges=None, of=self)
        give_room(self, 560, 600)
        area.setFocus()


def _badge(keys: str) -> QLabel:
    made = label(key_words(keys), "key")
    made.setAccessibleName(made.text())
    return made

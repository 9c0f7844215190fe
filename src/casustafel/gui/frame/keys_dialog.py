"""The keys of the page and of the window, under F1."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from casustafel.gui.page import KeyHint
from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import button, key_words
from casustafel.gui.widgets.dialog_room import give_room
from casustafel.gui.widgets.style import label


class KeysDialog(QDialog):
    """Groups of keys with what they do."""

    def __init__(
        self, groups: Sequence[tuple[str, Sequence[KeyHint]]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Sneltoetsen"))
        px = theme().px
        outer = QVBoxLayout(self)
        content = QWidget()
        grid = QGridLayout(content)
        grid.setHorizontalSpacing(px(18))
        grid.setVerticalSpacing(px(6))
        row = 0
        at = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        for name, hints in groups:
            if not hints:
                continue
            heading = label(name, "heading")
            heading.setContentsMargins(0, px(10) if row else 0, 0, 0)
            grid.addWidget(heading, row, 0, 1, 2)
            for hint in hints:
                row += 1
                grid.addWidget(_badge(hint.keys), row, 0, at)
                grid.addWidget(label(hint.text, wrap=True), row, 1)
            row += 1
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(row, 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(content)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(area)
        close = button(self.tr("Sluiten"), self.accept, kind="primary")
        close.setDefault(True)
        outer.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        give_room(self, 480, 480)
        close.setFocus()


def _badge(keys: str) -> QLabel:
    made = label(key_words(keys), "key")
    made.setAccessibleName(made.text())
    return made

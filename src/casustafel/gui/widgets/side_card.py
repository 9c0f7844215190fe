"""A card beside a list: what is in it scrolls, its buttons below stay in sight."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from casustafel.gui.theme import theme
from casustafel.gui.widgets.card import Card
from casustafel.gui.widgets.layout import below
from casustafel.gui.widgets.scrolling_column import ScrollingColumn


class SideCard(Card):
    """Put contents in `inside`, buttons in `foot`. Below a list (`Columns`) it shows all."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        # The bar stands in the margin, so that it takes no room from the contents.
        px = theme().px
        edges = self.body.contentsMargins()
        edge = edges.right()
        edges.setRight(px(2))
        self.body.setContentsMargins(edges)
        content = QWidget()
        self.inside = below(edges=(0, 0, 4, 0), of=content)
        self.inside.setSpacing(self.body.spacing())
        self._area = ScrollingColumn(content, self)
        self.body.addWidget(self._area, 1)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(0, 0, edge - px(2), 0)
        self.foot.setSpacing(self.body.spacing())
        self.body.addLayout(self.foot)

    def show_whole(self, *, whole: bool) -> None:
        """Be as high as the contents; else they scroll here."""
        self._area.show_whole(whole=whole)

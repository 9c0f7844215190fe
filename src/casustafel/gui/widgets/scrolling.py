"""Room for a page that does not fit: it scrolls rather than being squeezed or cut off."""

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Scrolling(QScrollArea):
    """Holds one page; it is no stop of the Tab key itself."""

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # By property, for the names of Qt take 15 ms and the first painting comes by here.
        self.setProperty("focusPolicy", 0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self._page = page
        self.setWidget(page)
        self.setFocusProxy(page)

    @property
    def page(self) -> QWidget:
        """The page within."""
        return self._page


def bring_into_sight(part: QWidget) -> None:
    """Scroll what is around a part until it can be seen; Qt does so for the Tab key only."""
    around = part.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(part)
        around = around.parentWidget()

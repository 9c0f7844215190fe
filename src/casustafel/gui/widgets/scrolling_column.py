"""A column that scrolls up and down and is never narrower than what is in it."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget


class ScrollingColumn(QScrollArea):
    """In a narrow window what stands beside it gives way."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._whole = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)

    def show_whole(self, *, whole: bool) -> None:
        """Be as high as the content, so that what is around it scrolls; else scroll here."""
        if whole == self._whole:
            return
        self._whole = whole
        policies = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policies.ScrollBarAlwaysOff if whole else policies.ScrollBarAsNeeded
        )
        policy = self.sizePolicy()
        policy.setHeightForWidth(whole)
        kinds = QSizePolicy.Policy
        policy.setVerticalPolicy(kinds.Minimum if whole else kinds.Expanding)
        self.setSizePolicy(policy)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return self._whole

    def heightForWidth(self, width: int) -> int:
        if not self._whole:
            return super().heightForWidth(width)
        if self._content.hasHeightForWidth():
            return self._content.heightForWidth(width)
        return self._content.sizeHint().height()

    def sizeHint(self) -> QSize:
        size = self._content.sizeHint()
        if not self._whole:
            # It scrolls itself: the page need not be higher for it.
            size.setHeight(self.minimumSizeHint().height())
        return size

    def minimumSizeHint(self) -> QSize:
        if self._whole:
            return self._content.minimumSizeHint().expandedTo(self._content.minimumSize())
        size = super().minimumSizeHint()
        bar = self.verticalScrollBar().sizeHint().width()
        size.setWidth(self._content.minimumSizeHint().width() + bar)
        return size

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return bool(super().eventFilter(watched, event))

"""The pages at the left: sections, counts, and icons only when there is little room."""

from collections.abc import Sequence

from PySide6 import QtWidgets
from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent

from casustafel.gui.icons import icon
from casustafel.gui.page import PageSpec
from casustafel.gui.theme import theme
from casustafel.gui.widgets.layout import below
from casustafel.gui.widgets.scrolling import Scroller
from casustafel.gui.widgets.style import Group, label, literal, tip
from casustafel.gui.words import number, tr

_WIDE, _NARROW = 186, 56


class NavItem(QtWidgets.QPushButton):
    """One page with the count of what waits there."""

    def __init__(self, text: str, icon_name: str, keys: str, parent: QtWidgets.QWidget) -> None:
        super().__init__(literal(text), parent)
        self._text = text
        self._icon = icon_name
        self._count = ""
        self._compact = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setSizePolicy(
            QtWidgets.QSizePolicy.Policy.Expanding, QtWidgets.QSizePolicy.Policy.Fixed
        )
        tip(self, f"{text} ({keys})" if keys else text)
        self.setAccessibleDescription(keys)
        self._name()

    def show_count(self, count: int | None) -> None:
        """Show how much waits; None and 0 show nothing."""
        self._count = number(count) if count else ""
        self._name()
        self.update()

    def set_compact(self, *, compact: bool) -> None:
        """Show the icon only, or the words."""
        self._compact = compact
        self.setText("" if compact else literal(self._text))
        self.refresh_icon()

    def refresh_icon(self) -> None:
        """Draw the icon anew in the colours of the theme; wide entries have words only."""
        if self._compact:
            self.setIcon(icon(self._icon, "soft", "brand"))
            self.setIconSize(QSize(theme().px(18), theme().px(18)))
        else:
            self.setIcon(icon(self._icon, "muted", "brand"))
            self.setIconSize(QSize(theme().px(16), theme().px(16)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._count:
            return
        look = theme()
        font = look.font(11, bold=True)
        metrics = QFontMetrics(font)
        height = metrics.height() + look.px(3)
        if self._compact:
            with QPainter(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.colour("brand"))
                dot = look.px(7)
                painter.drawEllipse(self.width() - dot - look.px(5), look.px(5), dot, dot)
            return
        width = max(metrics.horizontalAdvance(self._count) + look.px(13), height)
        area = QRect(
            self.width() - width - look.px(9), (self.height() - height) // 2, width, height
        )
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("badge"))
            painter.drawRoundedRect(QRectF(area), height / 2, height / 2)
            painter.setFont(font)
            painter.setPen(look.colour("badge_text"))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._count)

    def _name(self) -> None:
        name = self._text
        if self._count:
            name += ", " + tr("{count} wachtend").format(count=self._count)
        self.setAccessibleName(name)


class Navigation(QtWidgets.QFrame):
    """Entries for the pages that exist and that the person may see."""

    page_chosen = Signal(str)

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self._area = Scroller(parent=self)
        below(self._area, of=self)
        self._group = QtWidgets.QButtonGroup(self)
        self._entries = QtWidgets.QVBoxLayout()
        self._items: dict[str, NavItem] = {}
        self._headings: list[QtWidgets.QLabel] = []
        self._compact = False
        theme().changed.connect(self._restyle)

    @property
    def keys(self) -> list[str]:
        """The pages, from top to bottom."""
        return list(self._items)

    def show_pages(self, specs: Sequence[PageSpec]) -> None:
        """Show an entry for each page that belongs in the navigation."""
        content = Group()
        content.setObjectName("entries")
        content.setAccessibleName(tr("Pagina's"))
        px = theme().px
        layout = below(edges=(8, 10), of=content)
        self._entries = layout
        layout.setSpacing(px(1))
        self._items, self._headings = {}, []
        section = ""
        for spec in (each for each in specs if each.section is not None):
            if spec.section and spec.section != section:
                section = spec.section
                heading = label(tr(section).upper(), "section")
                heading.setContentsMargins(px(11), px(14), 0, px(5))
                layout.addWidget(heading)
                self._headings.append(heading)
            number_ = len(self._items) + 1
            keys = QKeySequence(f"Ctrl+{number_}").toString(QKeySequence.SequenceFormat.NativeText)
            item = NavItem(tr(spec.title), spec.icon, keys if number_ <= 9 else "", content)
            item.clicked.connect(lambda _checked=False, key=spec.key: self.page_chosen.emit(key))
            self._group.addButton(item)
            layout.addWidget(item)
            self._items[spec.key] = item
        layout.addStretch(1)
        self._area.setWidget(content)
        self.set_compact(compact=self._compact)

    def show_page(self, key: str) -> None:
        """Light the entry of the page that is shown; an unknown key leaves none lit."""
        self._group.setExclusive(False)
        for each, item in self._items.items():
            item.setChecked(each == key)
            if each == key:
                self._area.ensureWidgetVisible(item, 0, theme().px(12))
        self._group.setExclusive(True)

    def show_count(self, key: str, count: int | None) -> None:
        """Show how much waits at a page; a page without an entry is passed over."""
        if key in self._items:
            self._items[key].show_count(count)

    def set_compact(self, *, compact: bool) -> None:
        """Show icons only, for a small window or large text."""
        self._compact = compact
        px = theme().px
        self.setFixedWidth(px(_NARROW if compact else _WIDE))
        side = px(5 if compact else 8)
        self._entries.setContentsMargins(side, px(10), side, px(10))
        for heading in self._headings:
            heading.setHidden(compact)
        for item in self._items.values():
            item.set_compact(compact=compact)

    def _restyle(self) -> None:
        self.set_compact(compact=self._compact)

"""Look at a page as an eye would that has little room: say what is cut off or squeezed.

from cut_off import cut_off
assert cut_off(page) == []
"""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from casustafel.gui.widgets.elided_label import ElidedLabel
from casustafel.gui.widgets.scrolling import Scrolling

_SLACK = 1
"""Pixels that rounding may cost."""

_OWN_ROOM = (QAbstractItemView, QPlainTextEdit, QComboBox)
"""These scroll or cut their own contents, and say so by a bar or by what opens."""


def cut_off(page: QWidget) -> list[str]:
    """Return what somebody could not read or reach; scrolling up and down is no fault."""
    return [*_sideways(page), *(fault for each in _shown(page) for fault in _faults(each))]


def _sideways(page: QWidget) -> Iterator[str]:
    holder = page.parentWidget().parentWidget()
    assert isinstance(holder, Scrolling)
    if holder.horizontalScrollBar().maximum() > 0 or page.width() > holder.viewport().width():
        wide = sorted(
            ((each.minimumSizeHint().width(), _called(each)) for each in _shown(page)), reverse=True
        )
        yield f"the page scrolls sideways: {page.minimumSizeHint().width()} {wide[:4]}"


def _shown(root: QWidget) -> Iterator[QWidget]:
    for child in root.children():
        if isinstance(child, QWidget) and child.isVisibleTo(root) and not child.isWindow():
            yield child
            if not isinstance(child, _OWN_ROOM):
                yield from _shown(child)


def _faults(widget: QWidget) -> Iterator[str]:
    called = _called(widget)
    if isinstance(widget, QScrollArea):
        content, room = widget.widget(), widget.viewport().width()
        if content is not None and content.width() > room + _SLACK:
            yield f"{called}: its contents are {content.width()} wide in {room}"
    elif not isinstance(widget, QAbstractScrollArea):
        yield from _words(widget, called)
    parent = widget.parentWidget()
    if parent is not None and not isinstance(parent.parentWidget(), QAbstractScrollArea):
        place = QRect(QPoint(0, 0), parent.size()).adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK)
        if not place.contains(widget.geometry()):
            yield f"{called}: {widget.geometry()} sticks out of {_called(parent)} {parent.size()}"


def _words(widget: QWidget, called: str) -> Iterator[str]:
    size = widget.size()
    if isinstance(widget, QLabel) and widget.text() and not isinstance(widget, ElidedLabel):
        if widget.wordWrap():
            if size.height() + _SLACK < widget.heightForWidth(size.width()):
                yield f"{called}: its text needs more height than {size}"
        elif size.width() + _SLACK < widget.sizeHint().width() and not widget.toolTip():
            yield f"{called}: {size.width()} of {widget.sizeHint().width()} can be read"
        elif size.height() + _SLACK < widget.minimumSizeHint().height():
            yield f"{called}: squeezed to {size}"
    if isinstance(widget, QPushButton | QLineEdit) or widget.layout() is not None:
        least = widget.minimumSizeHint()
        if widget.hasHeightForWidth():
            # The least size of wrapped words goes by their least width.
            least.setHeight(min(least.height(), widget.heightForWidth(size.width())))
        if size.height() + _SLACK < least.height() or size.width() + _SLACK < least.width():
            yield f"{called}: {size} is less than {least}"


def _called(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} {(words or widget.accessibleName())[:40]!r}"

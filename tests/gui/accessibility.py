"""Walk a page as a screen reader and a keyboard would, and say what they cannot use.

from accessibility import faults
assert faults(page) == []
"""

import contextlib
from collections.abc import Iterator
from unittest.mock import patch

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QWidget

from casustafel.gui.widgets.buttons import BY_KEY
from casustafel.gui.widgets.chips import FilterChipBar, SegmentedSwitch

#: In these the arrows walk, and only the part that is on is a stop of the Tab key.
_ONE_STOP = (FilterChipBar, SegmentedSwitch)
_NO_ROLE = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window}


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name)) if interface else ""


def _role(widget: QWidget) -> QAccessible.Role:
    interface: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(widget)
    return interface.role() if interface else QAccessible.Role.NoRole


def _shown(root: QWidget) -> Iterator[QWidget]:
    for widget in [root, *root.findChildren(QWidget)]:
        if widget.isVisibleTo(root) and not widget.isWindow():
            yield widget


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()


def tab_stops(root: QWidget) -> list[QWidget]:
    """Return the controls that the Tab key comes by, in its order, within `root`."""
    window = root.window()
    stops: list[QWidget] = []
    at = window
    while True:
        at = at.nextInFocusChain()
        if at is window:
            return stops
        if (
            root.isAncestorOf(at)
            and at.isVisibleTo(root)
            and _takes_tab(at)
            and at.focusProxy() is None
        ):
            stops.append(at)


def names(root: QWidget) -> list[tuple[str, str]]:
    """Return role and name of each control that takes the keyboard, in the order of the Tab key."""
    return [(_role(stop).name, _name(stop)) for stop in tab_stops(root)]


def stray_windows(*expected: QWidget) -> list[str]:
    """Return windows that were opened by mistake: a widget shown before it had a parent."""
    return [
        f"{type(each).__name__} {each.accessibleName()!r}"
        for each in QApplication.topLevelWidgets()
        if each.isVisible() and each not in expected
    ]


@contextlib.contextmanager
def heard() -> Iterator[list[tuple[str, bool]]]:
    """Collect what a screen reader is told meanwhile: the sentence, and whether it breaks in."""
    said: list[tuple[str, bool]] = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        rank = QAccessible.AnnouncementPoliteness.Assertive
        said.append((event.message(), event.politeness() == rank))

    with patch.object(QAccessible, "updateAccessibility", staticmethod(hear)):
        yield said


def faults(root: QWidget) -> list[str]:
    """Return what is wrong: controls without a name or a role, or that Tab does not reach."""
    found = []
    stops = tab_stops(root)
    for widget in _shown(root):
        kind = type(widget).__name__
        if isinstance(widget, QAbstractButton):
            if not _name(widget).strip():
                found.append(f"{kind} {widget.objectName()} has no name")
            in_group = isinstance(widget.parentWidget(), _ONE_STOP)
            passed_by = kind in {"QTableCornerButton", "QToolButton"} or widget.property(BY_KEY)
            wants_tab = not in_group and not passed_by
            if widget.isEnabled() and wants_tab and not _takes_tab(widget):
                found.append(f"{kind} {_name(widget)!r} is not reached by Tab")
        if _takes_tab(widget) and widget.focusProxy() is None:
            if not _name(widget).strip():
                found.append(f"{kind} {widget.objectName()} takes the keyboard without a name")
            # Qt gives a scrolling view of pages no role of its own: there the name must do.
            bare = _role(widget) in _NO_ROLE and not isinstance(widget, QAbstractScrollArea)
            if bare and widget is not root:
                found.append(f"{kind} {_name(widget)!r} has no role")
            if widget not in stops:
                found.append(f"{kind} {_name(widget)!r} is not in the tab order")
        picture = isinstance(widget, QLabel) and not widget.pixmap().isNull()
        if picture and not widget.accessibleName():
            found.append(f"picture {widget.objectName()} says nothing")
    return found

"""Buttons whose key stands on them in a badge, so that the keyboard is learnt by looking."""

import re
from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
    QShortcutEvent,
)
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from casustafel.gui.theme import theme
from casustafel.gui.widgets.style import spoken, tip
from casustafel.gui.words import tr

OF_LIST = "ofList"
"""A property of the buttons of a list, whose acts are commands by themselves."""
BY_KEY = "byKey"
"""The property of a button that Tab passes by: a key does the same in the field beside it."""

ButtonKind = Literal["secondary", "primary", "danger", "link", "small"]

_DUTCH_KEYS = {
    "Return": "↵",
    "Del": "Delete",
    "Ins": "Insert",
    "PgDown": "PgDn",
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "Space": "Spatie",
}


def key_words(keys: str) -> str:
    """Return a key sequence as it stands on a badge: ``Ctrl+Return`` gives ``Ctrl ↵``."""
    parts = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText).split("+")
    return " ".join(_DUTCH_KEYS.get(part, part) for part in parts)


def plain(keys: str) -> bool:
    """Say whether a key is one that a field or a search box may want: a letter, Enter, Delete."""
    *held, key = keys.split("+")
    return set(held) <= {"Shift"} and key != "Esc" and not re.fullmatch(r"F\d+", key)


def paint_badge(painter: QPainter, area: QRect, text: str, *, on_primary: bool = False) -> None:
    """Paint a key badge in `area`."""
    look = theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(look.colour("control_border"))
    painter.setBrush(look.colour("surface"))
    painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setFont(look.font(11, bold=True))
    painter.setPen(look.colour("text" if on_primary else "soft"))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def badge_size(text: str) -> QSize:
    """Return the room that a key badge takes."""
    look = theme()
    metrics = QFontMetrics(look.font(11, bold=True))
    return QSize(metrics.horizontalAdvance(text) + look.px(10), metrics.height() + look.px(2))


class KeyHintButton(QPushButton):
    """A button with its key in a badge. The key works while the button can be seen and used.

    A plain key, such as a letter or Enter, works only in the list that the button serves: in the
    whole window it would act before a search box that wants Enter.
    """

    def __init__(
        self,
        text: str,
        keys: str = "",
        kind: ButtonKind = "secondary",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.keys = keys
        """The key that does the same; empty without one."""
        self._badge = self._key_words = key_words(keys) if keys else ""
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(spoken(text))
        if keys:
            self._hear()
            self.setAccessibleDescription(tr("Sneltoets {keys}").format(keys=self._key_words))

    def setText(self, text: str) -> None:
        """Show other words; Qt would let go of the key with the old ones."""
        super().setText(text)
        self._hear()
        self.setAccessibleName(spoken(text))
        self.updateGeometry()

    def _hear(self) -> None:
        """Hear the key in the whole window, unless it is one that somebody may type (H12)."""
        if self.keys and not plain(self.keys):
            self.setShortcut(QKeySequence(self.keys))

    def serve(self, part: QWidget) -> None:
        """Hear a plain key while a list has the keyboard; it is heard nowhere else."""
        shortcut = QShortcut(QKeySequence(self.keys), part)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self._served)

    def _served(self) -> None:
        if not self.isHidden():
            self.click()

    def event(self, event: QEvent) -> bool:
        # Qt shows a key as a click of a tenth of a second before it acts; a key acts at once.
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.click()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Who goes to a button and presses Enter means that button, not the default one.
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def show_badge(self, *, shown: bool) -> None:
        """Show the key in a badge, or only in the tip where there is little room."""
        self._badge = self._key_words if shown else ""
        if self._key_words:
            tip(self, "" if shown else f"{self.accessibleName()} ({self._key_words})")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        if self._badge:
            size.setWidth(size.width() + badge_size(self._badge).width() + theme().px(6))
        return size

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._badge:
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        text = option.text
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        badge = badge_size(self._badge)
        room = option.fontMetrics.horizontalAdvance(spoken(text))
        gap = theme().px(6)
        left = (self.width() - room - gap - badge.width()) // 2
        painter.setFont(self.font())
        painter.setPen(self._text_colour())
        painter.drawText(
            QRect(left, 0, room, self.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic,
            text,
        )
        top = (self.height() - badge.height()) // 2
        paint_badge(
            painter,
            QRect(left + room + gap, top, badge.width(), badge.height()),
            self._badge,
            on_primary=self.property("kind") == "primary",
        )

    def _text_colour(self) -> object:
        look = theme()
        if not self.isEnabled():
            return look.colour("disabled")
        names = {"primary": "on_primary", "danger": "bad_text", "link": "brand"}
        return look.colour(names.get(str(self.property("kind")), "text"))


def button(
    text: str,
    clicked: Callable[[], object] | None = None,
    *,
    keys: str = "",
    kind: ButtonKind = "secondary",
    fills: bool = False,
) -> KeyHintButton:
    """Return a button that calls `clicked`; one that `fills` is as wide as there is room for."""
    made = KeyHintButton(text, keys, kind)
    if fills:
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    if clicked is not None:
        made.clicked.connect(lambda _checked=False: clicked())
    return made


class WrappingButton(QPushButton):
    """A button whose words go on at the next line instead of widening what it stands in (H3).

    At its left may stand a badge, below its words something in grey.
    """

    def __init__(
        self, text: str, badge: str = "", under: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._words, self._badge, self._under = text, badge, under
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(text)
        self.setAccessibleDescription(under)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(100), theme().px(28))

    def sizeHint(self) -> QSize:
        width = self.width() or theme().px(150)
        return QSize(theme().px(150), self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = sum(height for *_line, height in self._lines(width))
        return max(theme().px(38 if self._badge else 28), lines + theme().px(12))

    def _lines(self, width: int) -> list[tuple[str, QFont, str, int]]:
        """Return what is written at a width: text, font, colour and height of each part."""
        room = QRect(0, 0, max(width - self._left() - theme().px(8), 20), 1 << 20)
        parts = ((self._words, self.font(), "text"), (self._under, theme().font(12), "muted"))
        wrap = int(Qt.TextFlag.TextWordWrap)
        return [
            (text, font, colour, QFontMetrics(font).boundingRect(room, wrap, text).height())
            for text, font, colour in parts
            if text
        ]

    def _left(self) -> int:
        edge = theme().px(10)
        return edge + (badge_size(self._badge).width() + theme().px(8) if self._badge else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        look, lines = theme(), self._lines(self.width())
        if self._badge:
            size = badge_size(self._badge)
            top = (self.height() - size.height()) // 2
            paint_badge(painter, QRect(QPoint(look.px(10), top), size), self._badge)
        top = (self.height() - sum(height for *_line, height in lines)) // 2
        for text, font, colour, height in lines:
            painter.setFont(font)
            painter.setPen(look.colour(colour if self.isEnabled() else "disabled"))
            place = QRect(self._left(), top, self.width() - self._left() - look.px(8), height)
            painter.drawText(place, int(Qt.TextFlag.TextWordWrap), text)
            top += height

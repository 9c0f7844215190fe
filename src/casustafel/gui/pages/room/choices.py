"""What the table may say, as large buttons with their digits."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from casustafel.domain.committees import OutcomeChoice
from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import badge_size, paint_badge
from casustafel.gui.widgets.style import literal
from casustafel.gui.words import tr

_COLUMNS = 2


class ChoiceButton(QPushButton):
    """One outcome; on while it is chosen."""

    def __init__(self, digit: int, text: str, parent: QWidget | None = None) -> None:
        super().__init__(literal(text), parent)
        self._text, self._digit = text, str(digit)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(text)
        self.setAccessibleDescription(tr("Cijfer {n}").format(n=digit))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(150), self.heightForWidth(self.width() or theme().px(150)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(38))

    def heightForWidth(self, width: int) -> int:
        room = max(width - self._text_left() - theme().px(8), 20)
        box = self.fontMetrics().boundingRect(
            QRect(0, 0, room, 1000), int(Qt.TextFlag.TextWordWrap), self._text
        )
        return max(theme().px(38), box.height() + theme().px(16))

    def hasHeightForWidth(self) -> bool:
        return True

    def _text_left(self) -> int:
        return theme().px(12) + badge_size(self._digit).width() + theme().px(8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        look = theme()
        badge = badge_size(self._digit)
        top = (self.height() - badge.height()) // 2
        paint_badge(painter, QRect(look.px(12), top, badge.width(), badge.height()), self._digit)
        left = self._text_left()
        painter.setFont(self.font())
        painter.setPen(look.colour("text" if self.isEnabled() else "disabled"))
        painter.drawText(
            QRect(left, 0, self.width() - left - look.px(6), self.height()),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap),
            self._text,
        )


class ChoiceGrid(QWidget):
    """The outcomes of a table, two beside each other."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme().px(6))
        self._codes: tuple[str, ...] = ()
        self.buttons: dict[str, ChoiceButton] = {}
        self.setAccessibleName(tr("Uitkomst"))

    def set_choices(self, choices: Sequence[OutcomeChoice]) -> None:
        """Offer the outcomes of a table."""
        codes = tuple(choice.code for choice in choices)
        if codes == self._codes:
            return
        for each in self.buttons.values():
            self._grid.removeWidget(each)
            each.hide()
            each.deleteLater()
        self._codes = codes
        self.buttons = {}
        for at, choice in enumerate(choices):
            made = ChoiceButton(at + 1, choice.verb, self)
            made.clicked.connect(lambda _on=False, code=choice.code: self._clicked(code))
            self._grid.addWidget(made, at // _COLUMNS, at % _COLUMNS)
            made.show()
            self.buttons[choice.code] = made

    def show_choice(self, code: str) -> None:
        """Show which outcome is chosen; empty for none."""
        for key, each in self.buttons.items():
            each.setChecked(key == code)

    def choose_number(self, number: int) -> bool:
        """Choose the outcome with this digit; say whether there is one."""
        if not 0 < number <= len(self._codes) or not self.isEnabled():
            return False
        self._clicked(self._codes[number - 1])
        return True

    def _clicked(self, code: str) -> None:
        self.show_choice(code)
        self.chosen.emit(code)

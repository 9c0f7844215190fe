"""A dialog with a few named fields: it checks what is typed, and stays open while it is refused."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QEvent, QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from casustafel.domain.errors import CasustafelError
from casustafel.domain.texts import clean
from casustafel.domain.wording.catalogue import places
from casustafel.gui.dates import USUAL
from casustafel.gui.problems import explain
from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.chips import ToggleChips
from casustafel.gui.widgets.fields import ChoiceBox, DateField
from casustafel.gui.widgets.form_field import FormField
from casustafel.gui.widgets.layout import below, bounded, height_at, place
from casustafel.gui.widgets.line_field import LineField
from casustafel.gui.widgets.scrolling import ScrollingColumn
from casustafel.gui.widgets.style import label, spoken
from casustafel.gui.words import QT_TR_NOOP, tr

_WIDTH = 520
_EDGE = 4
"""Between the fields and the bar by which they scroll."""
_LINES = 3
KEY = int(Qt.ItemDataRole.UserRole)


G = TypeVar("G")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a form that is more than one field: how it is read, shown, and heard."""

    read: Callable[[], object]
    show: Callable[[Any], object]
    changed: SignalInstance


class FormDialog(QDialog, Generic[G]):
    """Fields in one or two columns, Annuleren, and a button that says the verb.

    It gives a `G`; `Asking.ask` opens it, writes what it gives when `confirmed` comes, then
    calls `accept`, or `refuse` with the error.
    """

    confirmed = Signal()

    wide: ClassVar[int] = _WIDTH
    """Its width, as for `theme().px`."""

    keys: ClassVar[str] = ""
    """The key of its button, beside Enter."""

    def __init__(
        self, title: str, verb: str, parent: QWidget | None = None, intro: str = ""
    ) -> None:
        super().__init__(parent)
        px = theme().px
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        outer = below(label(title, "title"), gap=12, edges=(20, 16), of=self)
        if intro:
            outer.addWidget(label(intro, "muted", wrap=True))
        content = QWidget()
        self._grid = QGridLayout(content)
        self._grid.setContentsMargins(0, 0, px(_EDGE), 0)
        self._grid.setHorizontalSpacing(px(14))
        self._grid.setVerticalSpacing(px(10))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._area = ScrollingColumn(content, self)
        outer.addWidget(self._area, 1)
        self._said = label("", "error", wrap=True)
        self._said.hide()
        outer.addWidget(self._said)
        self._outer, self._buttons = outer, QHBoxLayout()
        self._buttons.addStretch(1)
        self.cancel = button(tr("Annuleren"), self.reject)
        self.do = button(verb, self.confirm, keys=self.keys, kind="primary")
        place(self._buttons, self.cancel, self.do)
        self.fields: dict[str, FormField] = {}
        self._required: set[str] = set()
        self._parts: dict[str, Part] = {}
        self._row, self._half = 0, False
        self.first: QWidget | None = None
        """What has the keyboard when it opens; the first field where nothing is named."""
        self.finished.connect(self.deleteLater)

    @property
    def given(self) -> G:
        """What was filled in, once `check` found nothing. May raise CasustafelError."""
        raise NotImplementedError

    @property
    def parts(self) -> Mapping[str, Part]:
        """What is kept of the form while somebody types, beside its fields."""
        return self._parts

    def add(
        self,
        key: str,
        name: str,
        control: QWidget,
        hint: str = "",
        *,
        required: bool = False,
        half: bool = False,
    ) -> FormField:
        """Add a field below the others; two with `half` after each other share a row."""
        # What always holds something need not say that it may be empty.
        filled = isinstance(control, QSpinBox | ToggleChips)
        field = FormField(name, control, hint, required=required or filled)
        self.fields[key] = field
        if required:
            self._required.add(key)
        if isinstance(control, QComboBox):
            control.currentIndexChanged.connect(lambda _at: field.clear_error())
        if half and self._half:
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(field, self._row - 1, 1, top)
            self._half = False
        else:
            if half:
                self._grid.addWidget(field, self._row, 0, Qt.AlignmentFlag.AlignTop)
            else:
                self._grid.addWidget(field, self._row, 0, 1, 2)
            self._row += 1
            self._half = half
        return field

    def add_wide(self, widget: QWidget) -> None:
        """Add something that is no field over the whole width; its `parts` are kept too."""
        self._parts |= getattr(widget, "parts", {})
        self._grid.addWidget(widget, self._row, 0, 1, 2)
        self._row += 1
        self._half = False

    def offer_away(self, do: Callable[[], object]) -> None:
        """Offer to take away what is changed here, and close."""
        away = button(tr("Weghalen"), self.reject, kind="danger")
        away.clicked.connect(lambda _checked=False: do())
        self._buttons.insertWidget(0, away)

    def setVisible(self, visible: bool) -> None:
        if visible and self.do.parentWidget() is None:
            # Placed when all fields are there: the Tab key goes by the order of placing.
            self._outer.addLayout(self._buttons)
            safe = self.cancel.isDefault()
            self.do.setDefault(not safe)
            self.cancel.setDefault(safe)
            if safe and not self.fields:
                self.first = self.cancel
            self.fit()
        super().setVisible(visible)
        if visible:
            (self.first or next(iter(self.fields.values()), self.do)).setFocus()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        # An error or another field came: the dialog grows with it, as far as the screen goes.
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.fit()
        return done

    def fit(self, *, less: bool = False) -> None:
        """Be as high as the fields need; what does not fit on the screen scrolls.

        A dialog that is seen does not get lower, unless `less` says that fields have gone.
        """
        least = self._outer.totalMinimumSize().width()
        width = max(self.width() if self.isVisible() else 0, theme().px(self.wide), least)
        width = bounded(self, QSize(width, 0)).width()
        inner = self._outer.contentsMargins()
        room = width - inner.left() - inner.right()
        fields = height_at(self._grid, room)
        around = height_at(self._outer, width) - self._area.sizeHint().height()
        wanted = bounded(self, QSize(width, around + fields))
        if less or not self.isVisible() or wanted.height() > self.height():
            self.resize(wanted)

    def text(self, key: str) -> str:
        """Return what stands in a field; of a list the key that is chosen."""
        return text_of(self.fields[key].control)

    def value(self, key: str) -> Any:
        """Return what stands in a field, as `value_of`."""
        return value_of(self.fields[key].control)

    def day(self, key: str) -> date | None:
        """Return the day in a field; None when it is empty."""
        control = self.fields[key].control
        if not isinstance(control, DateField):
            raise TypeError(key)
        return control.day

    def follow(self, end: str, start: str) -> None:
        """Let the day in one field be the end of what begins on the day in another."""
        ends, starts = self.fields[end].control, self.fields[start].control
        if not isinstance(ends, DateField) or not isinstance(starts, DateField):
            raise TypeError(end, start)
        ends.follow(starts)

    def confirm(self) -> None:
        """Check the fields, then ask the page to write."""
        self._said.hide()
        for key, field in self.fields.items():
            control = field.control
            if isinstance(control, DateField) and control.fault:
                field.show_error(control.fault)
                return
            if field.isHidden():
                continue
            if tidied(control):
                field.show_error(tr(LEFT_OUT))
                return
            if key in self._required and not self.text(key).strip():
                field.show_error(tr("Dit veld is nog leeg. Vul het in."))
                return
        if self.check():
            self.do.setEnabled(False)
            self.confirmed.emit()

    def check(self) -> bool:
        """Say whether the fields fit together; override to show errors of more than one field."""
        return True

    def refuse(self, error: CasustafelError) -> None:
        """Say why it was not done, beside the field that `places.toml` or the error names."""
        self.do.setEnabled(True)
        key = places().get(error.code) or str(error.values.get("field", ""))
        if key in self.fields:
            self.fields[key].show_error(explain(error))
        else:
            self.say(explain(error))

    def say(self, text: str) -> None:
        """Say below the fields why it cannot be done yet."""
        self._said.setText(text)
        self._said.show()


LEFT_OUT = QT_TR_NOOP("Onzichtbare tekens zijn weggelaten. Kijk de tekst na.")


def tidied(control: QWidget) -> bool:
    """Put a text right that holds signs nobody can see, and say whether it did."""
    part = part_of(control)
    if part is None or not isinstance(control, QPlainTextEdit | QLineEdit) or is_secret(control):
        return False
    found = clean(str(part.read()))
    if found.dropped:
        part.show(found.kept)
    return found.dropped


def is_secret(control: QWidget) -> bool:
    """Say whether the letters in a field are hidden."""
    return isinstance(control, QLineEdit) and control.echoMode() is not QLineEdit.EchoMode.Normal


def part_of(control: QWidget) -> Part | None:
    """Return how a field is read and shown as it is typed; None for one that is not known."""
    match control:
        case QPlainTextEdit():
            return Part(control.toPlainText, control.setPlainText, control.textChanged)
        case QLineEdit():
            return Part(control.text, control.setText, control.textChanged)
        case QCheckBox():
            return Part(control.isChecked, control.setChecked, control.toggled)
        case ToggleChips():
            return Part(control.on, control.show_on, control.toggled)
        case QSpinBox():
            return Part(control.value, control.setValue, control.valueChanged)
        case QComboBox() if control.isEditable():
            return Part(control.currentText, control.setCurrentText, control.currentTextChanged)
        case QComboBox():
            choose = partial(_choose, control)
            return Part(control.currentData, choose, control.currentIndexChanged)
        case QListWidget():
            return Part(partial(_chosen, control), lambda _key: None, control.currentRowChanged)
    return None


def text_of(control: QWidget) -> str:
    """Return what stands in a field of text; of a list the key that is chosen."""
    part = part_of(control)
    read = part.read() if part is not None else None
    if isinstance(control, QComboBox):
        read = read or ""
    if not isinstance(read, str):
        raise TypeError(control.accessibleName())
    return read if is_secret(control) else read.strip()


def value_of(control: QWidget) -> Any:
    """Return what stands in a field: a day, a number, a truth, keys of chips, else a text.

    Of a list it is the key of the line that is chosen, which stands in it as `KEY`.
    """
    part = part_of(control)
    if isinstance(control, DateField):
        return control.day
    if part is not None and isinstance(control, QSpinBox | QCheckBox | ToggleChips):
        return part.read()
    return text_of(control)


def show_in(control: QWidget, value: Any) -> None:
    """Show a value in a field of text or for a day."""
    if isinstance(control, DateField):
        control.set_day(value)
    elif (part := part_of(control)) is not None:
        part.show(value)


def _choose(box: QComboBox, key: object) -> None:
    box.setCurrentIndex(max(0, box.findData(key)))


def _chosen(shown: QListWidget) -> object:
    return next((one.data(KEY) for one in shown.selectedItems()), "")


def line(value: str = "", *, longest: int = 200) -> QLineEdit:
    """Return a field for one line."""
    made = LineField(value)
    made.setMaxLength(longest)
    return made


def secret() -> QLineEdit:
    """Return a field whose letters are hidden."""
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


def lines(value: str = "") -> QPlainTextEdit:
    """Return a field for some sentences; Tab leaves it."""
    made = QPlainTextEdit(value)
    made.setTabChangesFocus(True)
    made.setFixedHeight(_LINES * made.fontMetrics().lineSpacing() + theme().px(16))
    return made


def days(value: date | None = None, *, back: timedelta = USUAL) -> DateField:
    """Return a field for a day; `back` as for `dates.parse_day`."""
    made = DateField(back=back)
    made.set_day(value)
    return made


def choice(options: Sequence[tuple[str, str]], chosen: str = "") -> QComboBox:
    """Return a list of (key, words) to choose one from."""
    made = ChoiceBox()
    for key, words in options:
        made.addItem(words, key)
    made.setCurrentIndex(max(0, made.findData(chosen)))
    return made


def proposals(texts: Sequence[str], value: str = "") -> QComboBox:
    """Return a list to choose from in which something else may be typed too."""
    made = ChoiceBox()
    made.setLineEdit(LineField())
    made.addItems(list(texts))
    made.setCurrentText(value)
    return made


def tick(text: str, *, on: bool = False) -> QCheckBox:
    """Return a box to tick; an & in its words marks its Alt key."""
    made = QCheckBox(text)
    made.setAccessibleName(spoken(text))
    made.setChecked(on)
    return made

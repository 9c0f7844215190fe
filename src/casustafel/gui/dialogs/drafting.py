"""What is typed in a dialog, kept as one draft until the dialog is answered or cancelled."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLineEdit, QPlainTextEdit, QWidget

from casustafel.gui.draft_keeper import DraftKeeper

Keep = Callable[[object], object]
Drop = Callable[[], object]


def keep_typed(
    dialog: QDialog, controls: Mapping[str, QWidget], typed: object, keep: Keep, drop: Drop
) -> None:
    """Fill in what was being typed before a kill, then keep every change within a second.

    `typed` is what `keep` got last time, or None. `drop` is called when the dialog was answered or
    cancelled; while the page still refuses the answer the dialog stays, and the draft with it.
    Fields whose letters are hidden are never kept.
    """
    known = {key: each for key, each in controls.items() if not _secret(each)}
    if isinstance(typed, dict):
        for key, value in typed.items():
            if key in known:
                _show(known[key], value)
    keeper = DraftKeeper(lambda _subject, _field, value: keep(value), dialog)

    def values() -> dict[str, object]:
        return {key: _value(each) for key, each in known.items()}

    def changed(*_given: object) -> None:
        keeper.typed("", values)

    def done(_result: int) -> None:
        keeper.confirmed("")
        drop()

    for each in known.values():
        _listen(each, changed)
    dialog.finished.connect(done)


def _secret(control: QWidget) -> bool:
    return isinstance(control, QLineEdit) and control.echoMode() is not QLineEdit.EchoMode.Normal


def _listen(control: QWidget, changed: Callable[..., object]) -> None:
    if isinstance(control, QLineEdit | QPlainTextEdit):
        control.textChanged.connect(changed)
    elif isinstance(control, QComboBox):
        control.currentTextChanged.connect(changed)
    elif isinstance(control, QCheckBox):
        control.toggled.connect(changed)


def _value(control: QWidget) -> object:
    if isinstance(control, QPlainTextEdit):
        return control.toPlainText()
    if isinstance(control, QComboBox):
        return control.currentText() if control.isEditable() else control.currentData()
    if isinstance(control, QCheckBox):
        return control.isChecked()
    return control.text() if isinstance(control, QLineEdit) else None


def _show(control: QWidget, value: Any) -> None:
    if isinstance(control, QPlainTextEdit):
        control.setPlainText(str(value or ""))
    elif isinstance(control, QComboBox) and control.isEditable():
        control.setCurrentText(str(value or ""))
    elif isinstance(control, QComboBox):
        control.setCurrentIndex(max(0, control.findData(value)))
    elif isinstance(control, QCheckBox):
        control.setChecked(bool(value))
    elif isinstance(control, QLineEdit):
        control.setText(str(value or ""))

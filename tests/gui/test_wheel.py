"""H8: the mouse wheel never changes a field; it scrolls the page, or a list that was opened."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import casustafel.gui
from casustafel.gui.widgets.fields import ChoiceBox, NumberBox, TimeBox

GUI = Path(casustafel.gui.__file__).parent

#: What Qt lets the wheel turn.
TURNED = {
    "QComboBox", "QFontComboBox", "QSpinBox", "QDoubleSpinBox", "QTimeEdit", "QDateEdit",
    "QDateTimeEdit", "QSlider", "QDial",
}  # fmt: skip
GUARDED = "widgets/fields.py"


def boxes_of_qt(path: Path) -> Iterator[str]:
    """Yield where a box of Qt's own is made, or made more of."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        made = []
        if isinstance(node, ast.Call):
            made = [node.func]
        elif isinstance(node, ast.ClassDef):
            made = node.bases
        for each in made:
            if isinstance(each, ast.Name) and each.id in TURNED:
                yield f"{path.relative_to(GUI)}:{node.lineno}"


def test_that_no_field_is_a_box_of_qt_itself() -> None:
    found = [
        place
        for path in GUI.rglob("*.py")
        if "forms" not in path.parts and path.relative_to(GUI).as_posix() != GUARDED
        for place in boxes_of_qt(path)
    ]
    assert not found


def turn(over: QWidget, by: int = -120) -> None:
    """Turn the wheel over the middle of a widget, as a hand does over the window."""
    window = over.window()
    at = QPointF(over.mapTo(window, over.rect().center()))
    QTest.wheelEvent(window.windowHandle(), at, QPoint(0, by))


@pytest.mark.parametrize("focused", [False, True], ids=["passed over", "with the keyboard"])
def test_that_the_wheel_over_a_field_scrolls_the_page_and_changes_nothing(
    qtbot: QtBot, focused: bool
) -> None:
    choice, count, time = ChoiceBox(), NumberBox(), TimeBox()
    choice.addItems(["bekend", "anders", "onbekend"])
    choice.setCurrentIndex(1)
    count.setValue(7)
    time.setTime(QTime(9, 30))
    page, area = QWidget(), QScrollArea()
    fields = QVBoxLayout(page)
    for field in (choice, count, time):
        fields.addWidget(field)
    fields.addStretch(1)
    page.setMinimumHeight(900)
    area.setWidget(page)
    area.resize(300, 200)
    qtbot.addWidget(area)
    area.show()
    with qtbot.waitActive(area):
        area.activateWindow()

    for field in (choice, count, time):
        if focused:
            field.setFocus()
        before = area.verticalScrollBar().value()
        turn(field)
        assert area.verticalScrollBar().value() > before
        area.verticalScrollBar().setValue(0)

    assert choice.currentText() == "anders"
    assert count.value() == 7
    assert time.time() == QTime(9, 30)
    for field in (choice, count, time):
        assert not field.focusPolicy() & Qt.FocusPolicy.WheelFocus & ~Qt.FocusPolicy.StrongFocus

"""A field for one line shows how a long text begins, unless somebody is typing in it."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import casustafel.gui
from casustafel.gui.dialogs.form import line, proposals
from casustafel.gui.widgets.form_field import FormField
from casustafel.gui.widgets.line_field import LineField

LONG = "Stichting voor Specialistische Begeleiding en Dagbehandeling in het Rijk van Nijmegen"


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made)
    made.setFixedWidth(160)
    qtbot.addWidget(made)
    return made


def shown(field: QLineEdit) -> int:
    """Return the place of the first letter that can be seen."""
    field.grab()
    return field.cursorPositionAt(QPoint(8, field.height() // 2))


def test_that_a_long_text_that_is_put_in_shows_its_beginning(page: QWidget, qtbot: QtBot) -> None:
    given, put, in_form, chosen = (
        line(LONG),
        LineField(),
        FormField("Naam"),
        proposals([LONG], LONG),
    )
    for each in (QPushButton("eerst"), given, put, in_form, chosen):
        page.layout().addWidget(each)
    fields = [given, put, in_form.line, chosen.lineEdit()]
    put.setText(LONG)
    for _twice in range(2):
        in_form.line.setText(LONG)
    with qtbot.waitExposed(page):
        page.show()
    assert [one.text() for one in fields] == [LONG] * 4
    assert max(shown(one) for one in fields) <= 1


def test_that_who_types_sees_what_is_typed_and_the_beginning_after_leaving(
    page: QWidget, qtbot: QtBot
) -> None:
    first, second = LineField(), LineField()
    for each in (first, second):
        page.layout().addWidget(each)
    with qtbot.waitActive(page):
        page.show()
    first.setFocus()
    qtbot.keyClicks(first, LONG)
    assert shown(first) > 10
    assert first.cursorPosition() == len(LONG)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert shown(first) <= 1


@pytest.mark.parametrize(
    "reason", [Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason]
)
def test_that_the_cursor_stays_for_who_comes_back_from_a_menu_or_another_window(
    page: QWidget, qtbot: QtBot, reason: Qt.FocusReason
) -> None:
    field = LineField()
    page.layout().addWidget(field)
    with qtbot.waitActive(page):
        page.show()
    field.setFocus()
    qtbot.keyClicks(field, LONG)
    QApplication.sendEvent(field, QFocusEvent(QFocusEvent.Type.FocusOut, reason))
    assert field.cursorPosition() == len(LONG)


def test_that_every_field_of_the_window_is_such_a_field() -> None:
    """Qt's own would show the end; search and dates are too short for that to matter."""
    folder = Path(casustafel.gui.__file__).parent
    own = ("line_field.py", "search_box.py", "date_field.py")
    plain = [
        f"{path.name}: {text.strip()}"
        for path in folder.rglob("*.py")
        if path.name not in own
        for text in path.read_text("utf-8").splitlines()
        if re.search(r"(?<!case )\bQLineEdit\(|setEditable\(True\)", text)
    ]
    assert plain == ["form.py: made = QLineEdit()"], "secrets have no beginning to show"

"""H1: what has the keyboard is in sight, whole and with its label, wherever it came from."""

from collections.abc import Iterator

import pytest
from driving import Driver, driving
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from casustafel.gui.pages.registry import PAGES
from casustafel.gui.pages.room.page import RoomPage
from casustafel.gui.settings import Settings
from casustafel.gui.widgets.form_field import FormField
from casustafel.gui.widgets.line_field import LineField
from casustafel.gui.widgets.scrolling import Sight
from casustafel.services.meeting import room
from workspaces import Table


def seen(part: QWidget) -> bool:
    """Say whether a person sees all of a part."""
    return part.visibleRegion().boundingRect() == part.rect()


class Form:
    """Twenty fields in a window that shows five."""

    def __init__(self, qtbot: QtBot) -> None:
        Sight.keep()
        self.area, content = QScrollArea(), QWidget()
        self.rows = QVBoxLayout(content)
        self.fields = [FormField(f"Veld {at}", LineField(), required=True) for at in range(20)]
        for field in self.fields:
            self.rows.addWidget(field)
        self.area.setWidgetResizable(True)
        self.area.setWidget(content)
        self.area.resize(300, 280)
        qtbot.addWidget(self.area)
        self.area.show()
        with qtbot.waitActive(self.area):
            self.area.activateWindow()
        self.qtbot = qtbot

    def grow(self) -> None:
        """Let something come above all fields."""
        above = QLabel("Een zin")
        above.setMinimumHeight(150)
        before = self.area.verticalScrollBar().maximum()
        self.rows.insertWidget(0, above)
        self.qtbot.waitUntil(lambda: self.area.verticalScrollBar().maximum() > before)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    return Form(qtbot)


def test_that_a_field_that_gets_the_keyboard_is_seen_with_its_label(form: Form) -> None:
    for at in (19, 7, 0, 12):
        form.fields[at].control.setFocus()
        assert seen(form.fields[at])


def test_that_a_field_without_a_form_is_seen_whole_and_not_its_cursor_only(form: Form) -> None:
    """The remark of Vooradviezen stood half behind the edge at 1024x600."""
    field, bar = LineField(), form.area.verticalScrollBar()
    form.rows.insertWidget(12, field)
    form.grow()
    bar.setValue(field.geometry().bottom() - form.area.viewport().height() - 2)
    assert not seen(field)
    field.setFocus()
    assert seen(field)


def test_that_it_stays_in_sight_when_something_comes_around_it(form: Form) -> None:
    field = form.fields[12]
    field.control.setFocus()
    form.grow()
    assert seen(field)
    field.mark("Dit veld is nog leeg. Vul het in, want zonder dit kan de casus niet verder.")
    form.qtbot.waitUntil(lambda: seen(field.error_label))
    assert seen(field)


def test_that_what_a_person_scrolled_away_comes_back_at_the_next_key_only(form: Form) -> None:
    form.fields[0].control.setFocus()
    for _turn in range(20):
        QTest.wheelEvent(form.area.windowHandle(), QPointF(20, 20), QPoint(0, -120))
    assert not seen(form.fields[0])
    at = form.area.verticalScrollBar().value()
    form.grow()
    QApplication.processEvents()
    assert form.area.verticalScrollBar().value() == at
    form.qtbot.keyClicks(form.fields[0].control, "x")
    form.qtbot.waitUntil(lambda: seen(form.fields[0]))


@pytest.fixture(params=[(1366, 768), (1024, 600)], ids=["1366x768", "1024x600"])
def driver(
    request: pytest.FixtureRequest, table: Table, settings: Settings, qtbot: QtBot
) -> Iterator[Driver]:
    with driving(table, settings, qtbot, PAGES) as made:
        made.frame.resize(*request.param)
        yield made


@pytest.mark.parametrize("letter", list("MSTR"))
def test_that_a_letter_of_the_room_shows_the_field_to_which_it_leads(
    driver: Driver, letter: str
) -> None:
    meeting, items = driver.table.opened(1)
    driver.table.do(room.go_to, items[0].id)
    page = driver.open("room", meeting.id)
    assert isinstance(page, RoomPage)
    driver.until(lambda: page.sitting is not None and page.sitting.desk is not None)
    page.setFocus()
    driver.press(Qt.Key.Key_2)
    driver.settle()
    driver.press(getattr(Qt.Key, f"Key_{letter}"))
    has = QApplication.focusWidget()
    assert has is not None
    assert page.panel.isAncestorOf(has)
    driver.qtbot.waitUntil(lambda: seen(has))
    field = has
    while not isinstance(field, FormField) and field.parentWidget() is not page.panel:
        field = field.parentWidget()
    assert seen(field) or not isinstance(field, FormField)


def test_that_a_list_that_gets_the_keyboard_leaves_what_stands_above_it_in_sight(
    form: Form,
) -> None:
    """The longlist opened at 1024x600 with the heading of its page scrolled out."""
    rows = QListWidget()
    rows.addItems([f"Regel {at}" for at in range(60)])
    rows.setMinimumHeight(form.area.height())
    rows.setCurrentRow(0)
    form.rows.insertWidget(1, rows)
    QApplication.processEvents()
    rows.setFocus()
    QApplication.processEvents()
    assert seen(form.fields[0])

"""What was done is said in one place, with the way back, and aloud."""

from collections.abc import Iterator

import pytest
from accessibility import heard
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from window_fakes import FakeWorkspace, QueuePage, frame

from casustafel.domain.errors import RuleError
from casustafel.gui.frame.window import FrameWindow
from casustafel.gui.settings import Settings
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.chips import FilterChip
from casustafel.gui.widgets.style import Group
from casustafel.gui.work import Work

CONTROL = Qt.KeyboardModifier.ControlModifier
OFF = "Van de agenda gehaald: CPV-2026-0001."


@pytest.fixture
def window(work: Work, settings: Settings, qtbot: QtBot) -> Iterator[FrameWindow]:
    """A frame on invented pages, with the queue shown and read."""
    made = frame(work, settings)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
    with qtbot.waitSignal(work.became_idle):
        made.start("queue")
    yield made


def test_that_what_was_done_is_taken_back_by_key(
    window: FrameWindow, work: Work, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    """H21: the undo is a use case of its own, asked by Ctrl+Z once."""
    assert window.page is not None
    window.page.tell(OFF, lambda uow: uow.kept.append("back"))
    toast = window.status.toast
    assert toast.text == OFF
    assert toast.undo.isVisible()
    assert toast.undo.accessibleName() == f"Ongedaan maken: {OFF}"

    with qtbot.waitSignal(work.became_idle):
        qtbot.keyClick(window.page, Qt.Key.Key_Z, CONTROL)
    qtbot.keyClick(window.page, Qt.Key.Key_Z, CONTROL)

    assert workspace.kept == ["back"]
    assert toast.text == "Ongedaan gemaakt."
    assert not toast.undo.isVisible()


def test_that_a_text_field_keeps_the_key_for_what_was_typed(
    window: FrameWindow, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    """H21: Ctrl+Z in a field takes back a word there, not a case of the agenda."""
    assert window.page is not None
    field = QLineEdit(window.page)
    field.show()
    field.setFocus()
    qtbot.keyClicks(field, "woord")
    window.page.tell(OFF, lambda uow: uow.kept.append("back"))

    qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL)

    assert (field.text(), workspace.kept) == ("", [])


def test_that_an_undo_that_comes_too_late_says_why(
    window: FrameWindow, work: Work, qtbot: QtBot
) -> None:
    """H21: somebody changed it meanwhile; a sentence says so, and nothing claims to be undone."""

    def refuse(_uow: object) -> None:
        raise RuleError("item-stays", title="CPV-2026-0001")

    assert window.page is not None
    window.page.tell(OFF, refuse)
    with qtbot.waitSignal(work.became_idle):
        window.status.toast.undo.click()

    assert "CPV-2026-0001" in window.page.banner.text
    assert window.status.toast.text == ""


def test_that_it_leaves_with_its_page_and_its_table(window: FrameWindow) -> None:
    """H20: what was said of one page or table does not stand over another."""
    for leave in (lambda: window.open("today"), lambda: window.choose_committee("zbo")):
        window.tell(OFF, lambda: None)
        window.say("Er is op dat tijdstip al een vergadering.")
        leave()
        assert (window.status.toast.text, window.banner.text) == ("", "")


def test_that_what_was_refused_on_a_page_is_gone_at_another_table(window: FrameWindow) -> None:
    """H20: "er is op dat tijdstip al een vergadering" holds of the table that it was said of."""
    page = window.page
    assert page is not None
    page.say("Er is op dat tijdstip al een vergadering.", Tone.BAD)
    window.choose_committee("zbo")
    assert page.banner.text == ""


def test_that_escape_closes_what_is_said_above_a_page_and_the_keyboard_stays_there(
    window: FrameWindow, qtbot: QtBot
) -> None:
    """H20: first that of the page, then that of the window; what may not be closed stays."""
    page = window.page
    assert page is not None
    page.setFocus()
    had = window.focusWidget()
    page.say("Dat kan niet.", Tone.BAD)
    window.say("Er is een nieuwe versie.")
    close = page.banner.findChildren(QPushButton)[-1]
    close.setFocus()
    qtbot.keyClick(close, Qt.Key.Key_Escape)
    assert (page.banner.text, window.banner.text) == ("", "Er is een nieuwe versie.")
    assert window.focusWidget() is had
    qtbot.keyClick(had, Qt.Key.Key_Escape)
    assert window.banner.text == ""
    page.banner.say("Er mist iemand.", Tone.WARN, closable=False)
    qtbot.keyClick(had, Qt.Key.Key_Escape)
    assert page.banner.text == "Er mist iemand."


def test_that_it_is_said_aloud_with_its_key(window: FrameWindow) -> None:
    """H39: what was done is announced, politely, with the way back."""
    with heard() as said:
        window.tell(OFF, lambda: None)
    assert said == [(f"{OFF} Ongedaan maken met Ctrl Z.", False)]


def test_that_a_long_sentence_stays_within_a_small_window(window: FrameWindow) -> None:
    """H25: the strip gives way; the button stays in sight."""
    window.resize(700, 450)
    window.tell(OFF * 6, lambda: None)
    window.grab()
    toast = window.status.toast
    assert toast.mapTo(window, toast.undo.geometry().bottomRight()).x() < window.width()
    assert window.width() == 700


def test_that_pages_and_banners_are_said_aloud_and_errors_break_in(window: FrameWindow) -> None:
    """H39: a screen reader hears where one is and what is wrong; the same news once."""
    assert window.page is not None
    with heard() as said:
        window.open("today")
        window.page.banner.say("Er mist iemand.", Tone.WARN)
        window.page.banner.say("Er mist iemand.", Tone.WARN)
        window.page.banner.say("Dat kan niet.", Tone.BAD)
    assert said == [("Vandaag", False), ("Er mist iemand.", False), ("Dat kan niet.", True)]


def test_that_nothing_is_said_of_a_page_that_is_not_shown(window: FrameWindow) -> None:
    """H39: what a page behind finds out, is read when it comes."""
    behind = window.page
    assert behind is not None
    window.open("today")
    with heard() as said:
        behind.banner.say("Dat kan niet.", Tone.BAD)
    assert said == []


def test_that_a_choice_is_a_radio_button_in_a_named_group(window: FrameWindow) -> None:
    """H40: tables, filters and pages; the one that is on is checked."""
    page = window.page
    assert isinstance(page, QueuePage)
    for group, on in (
        (window.header.switch, "CPV"),
        (page.chips, page.chips.findChildren(FilterChip)[0].accessibleName()),
        (window.navigation.findChild(Group), "Wachtrij, 38 wachtend"),
    ):
        parts = [QAccessible.queryAccessibleInterface(one) for one in _buttons(group)]
        around = QAccessible.queryAccessibleInterface(group)
        assert around.role() == QAccessible.Role.Grouping
        assert around.text(QAccessible.Text.Name)
        assert {part.role() for part in parts} == {QAccessible.Role.RadioButton}
        checked = [part.text(QAccessible.Text.Name) for part in parts if part.state().checked]
        assert checked == [on]


def _buttons(group: QWidget) -> list[QPushButton]:
    return [one for one in group.findChildren(QPushButton) if one.isCheckable()]

"""A whole meeting of the CPV, from planning to its minutes, by keyboard."""

from datetime import date

import pytest
from driving import Driver, driving
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from casustafel.domain.actions import Action
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.meetings import (
    Attendance,
    CommitteeAnswer,
    ItemState,
    Meeting,
    MeetingState,
    Presence,
)
from casustafel.domain.minutes import Minutes, MinutesState
from casustafel.domain.outcomes import Outcome, OutcomeKind
from casustafel.gui.pages.meetings.plan_dialog import PlanDialog
from casustafel.services import meetings
from workspaces import Table

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def driver(table: Table, settings, qtbot):
    with driving(table, settings, qtbot) as made:
        yield made


def tab_to(driver: Driver, wanted: QWidget) -> None:
    """Press Tab until the keyboard is at a control."""
    for _ in range(60):
        if QApplication.focusWidget() is wanted:
            return
        driver.press(Qt.Key.Key_Tab)
    at, window = QApplication.focusWidget(), QApplication.activeWindow()
    raise AssertionError(f"Tab does not reach {wanted}: at {at} in {window}")


def dialog(driver: Driver) -> QDialog:
    driver.until(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    driver.until(lambda: found.isAncestorOf(QApplication.focusWidget() or driver.frame))
    return found


def advance(driver: Driver) -> None:
    """Press Ctrl+Enter and wait until the room shows the next item."""
    page = driver.frame.page
    before = page.sitting.line.item.id if page.sitting.line else ""
    driver.press(Qt.Key.Key_Return, CTRL)
    driver.until(lambda: page.sitting.line is not None and page.sitting.line.item.id != before)
    driver.settle()


def plan_and_fill(driver: Driver) -> Meeting:
    """Plan the meeting, put four cases on its agenda and go to the room."""
    driver.press(Qt.Key.Key_N, CTRL)
    plan = dialog(driver)
    assert isinstance(plan, PlanDialog)
    driver.type("26112026")
    driver.press(Qt.Key.Key_Return)
    driver.until(lambda: driver.frame.page.model.total == 1)
    driver.settle()
    driver.back_to_window()
    driver.frame.page.setFocus()
    driver.press(Qt.Key.Key_Return)
    driver.until(lambda: driver.frame.shown == "agenda")
    driver.settle()
    agenda = driver.frame.page
    agenda.setFocus()
    tab_to(driver, agenda.ready)
    driver.press(Qt.Key.Key_Home, CTRL)
    for _ in range(3):
        driver.press(Qt.Key.Key_Down, SHIFT)
    driver.press(Qt.Key.Key_A)
    driver.until(lambda: agenda.desk.cases == 4)
    driver.settle()
    driver.press(Qt.Key.Key_Return, CTRL)
    driver.until(lambda: driver.frame.shown == "room")
    driver.settle()
    return driver.table.ask(lambda reader: reader.find(Meeting))[0]


def open_it(driver: Driver) -> None:
    """Tick who is there and open the meeting."""
    page = driver.frame.page
    page.setFocus()
    driver.press(Qt.Key.Key_P)
    for row in page.attendance.rows.values():
        tab_to(driver, row.box)
        driver.press(Qt.Key.Key_Space)
    driver.settle()
    driver.press(Qt.Key.Key_Return, CTRL)
    driver.until(lambda: page.sitting.board.meeting.state is MeetingState.IN_SESSION)
    driver.settle()
    driver.press(Qt.Key.Key_M, CTRL)
    driver.type("De voorzitter opent de vergadering.")
    advance(driver)


def grant_adjusted(driver: Driver) -> None:
    """Answer the framework, adjust, argue, and give somebody something to do."""
    driver.press(Qt.Key.Key_K)
    driver.type("jjdn12")
    driver.settle()
    driver.press(Qt.Key.Key_Return)
    driver.type("Overdracht nog niet besproken.")
    driver.press(Qt.Key.Key_Escape)
    driver.press(Qt.Key.Key_2)
    driver.type("3 uur per week")
    driver.press(Qt.Key.Key_R, ALT)
    driver.press(Qt.Key.Key_Space)
    driver.press(Qt.Key.Key_M, ALT)
    driver.type("Kleiner kan ook.")
    driver.press(Qt.Key.Key_A, ALT)
    promise = dialog(driver)
    driver.type("Startgesprek plannen")
    driver.press(Qt.Key.Key_Tab)
    driver.press(Qt.Key.Key_Tab)
    driver.type("7w")
    driver.press(Qt.Key.Key_Return)
    driver.until(lambda: not promise.isVisible())
    driver.back_to_window()
    driver.settle()
    advance(driver)


def refuse(driver: Driver) -> None:
    """Refuse: the keyboard goes to the reasons by itself."""
    driver.press(Qt.Key.Key_3)
    driver.press(Qt.Key.Key_Space)
    driver.press(Qt.Key.Key_M, ALT)
    driver.type("Basishulp van het Buurtteam kan dit doen.")
    advance(driver)


def test_that_a_whole_meeting_is_held_by_keyboard(table: Table, driver: Driver) -> None:
    made = [table.case(day) for day in (1, 2, 3, 4)]
    driver.frame.reload()
    driver.settle()
    meeting = plan_and_fill(driver)
    open_it(driver)
    driver.press(Qt.Key.Key_1)
    advance(driver)
    grant_adjusted(driver)
    refuse(driver)
    driver.press(Qt.Key.Key_4)
    advance(driver)
    page = driver.frame.page
    driver.press(Qt.Key.Key_Return, CTRL)
    assert page.banner.text == "Alle punten zijn besproken."
    driver.press(Qt.Key.Key_Return, CTRL | SHIFT)
    dialog(driver)
    driver.press(Qt.Key.Key_Return, CTRL)
    driver.until(lambda: driver.frame.shown == "minutes")
    driver.settle()

    kept = {
        one.case_id: one for one in table.ask(lambda reader: reader.find(Outcome, current=True))
    }
    assert [kept[case.id].kind for case in made] == [
        OutcomeKind.GRANTED,
        OutcomeKind.GRANTED_ADJUSTED,
        OutcomeKind.REFUSED,
        OutcomeKind.HELD_OVER,
    ]
    adjusted = kept[made[1].id]
    assert [(one.asked, one.advised) for one in adjusted.adjustments] == [
        ("4 uur per week", "3 uur per week")
    ]
    assert kept[made[3].id].held_until == date(2026, 12, 10)
    statuses = [table.ask(lambda r, key=case.id: r.get(Case, key).status) for case in made]
    assert statuses == [CaseStatus.DECIDED] * 3 + [CaseStatus.DEFERRED]
    answers = table.ask(lambda r: r.find(CommitteeAnswer, item_id=adjusted.item_id))
    said = {one.criterion[:2]: (one.value, one.note) for one in answers}
    assert [said[f"c{n}"][0] for n in range(1, 7)] == ["ja", "ja", "deels", "nee", "ja", "deels"]
    assert said["c6"][1] == "Overdracht nog niet besproken."
    action = table.ask(lambda r: r.find(Action))[0]
    assert (action.text, action.owner, action.due_on) == (
        "Startgesprek plannen",
        "BJG Noord",
        date(2027, 1, 14),
    )
    present = table.ask(lambda r: r.find(Attendance, meeting_id=meeting.id))
    assert {one.presence for one in present} == {Presence.PRESENT}
    assert {item.state for item in table.ask(meetings.agenda, meeting.id)} == {
        ItemState.DONE,
        ItemState.HELD_OVER,
    }
    notes = table.ask(meetings.agenda, meeting.id)[0].notes
    assert notes == "De voorzitter opent de vergadering."
    state = table.ask(lambda r: r.first(Minutes, meeting_id=meeting.id).state)
    assert state is MinutesState.CONCEPT

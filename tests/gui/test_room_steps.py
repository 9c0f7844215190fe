"""The steps of a meeting through the room: opening, undoing, correcting, reopening, closing."""

from dataclasses import replace
from datetime import date

from accessibility import faults
from by_keyboard import Chair
from driving import Driver, from_menu
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox
from test_room_page import (
    CTRL,
    PLAIN,
    SHIFT,
    adopted,
    at_first_case,
    dialog,
    grant,
    outcomes_of,
    record_grant,
    room_of,
    sole_member,
)

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.meetings import AgendaItem, Attendance, ItemState, Meeting, MeetingState
from casustafel.domain.minutes import Minutes, MinutesState
from casustafel.gui.pages.room.page import RoomPage
from casustafel.gui.pages.room.questions import HOLD, ClosingDialog
from casustafel.gui.widgets.chips import FilterChip
from casustafel.services.meeting import room
from other_tables import t4_opened

TODAY = date(2026, 11, 26)
RETURN = Qt.Key.Key_Return


def kept(driver: Driver, meeting: Meeting) -> Meeting:
    return driver.table.ask(lambda reader: reader.get(Meeting, meeting.id))


def all_there(driver: Driver, meeting: Meeting) -> None:
    for one in driver.table.ask(lambda reader: reader.find(Attendance, meeting_id=meeting.id)):
        driver.table.do(room.set_presence, meeting.id, one.member_id, "present")


def planned(
    driver: Driver, held_on: date = TODAY, *, there: bool = True
) -> tuple[RoomPage, Meeting]:
    """Show the room of a planned meeting."""
    meeting = driver.table.meeting(held_on)
    if there:
        all_there(driver, meeting)
    page = room_of(driver, meeting)
    page.setFocus()
    return page, meeting


def verbs(box: QMessageBox) -> list[str]:
    role = QMessageBox.ButtonRole.AcceptRole
    return [one.text() for one in box.buttons() if box.buttonRole(one) is role]


def answered(driver: Driver, verb: str, *no: Qt.KeyboardModifier) -> tuple[str, str, list[str]]:
    """Press Ctrl+Enter and choose a verb in the question that comes, or press Enter for none.

    Return what was asked, with its text and its verbs.
    """
    seen: list[tuple[str, str, list[str]]] = []

    def choose(box: QMessageBox) -> None:
        seen.append((box.text(), box.informativeText(), verbs(box)))
        if verb:
            next(one for one in box.buttons() if one.text() == verb).click()
        else:
            driver.press(RETURN, *no)

    Chair(driver).answering(QMessageBox, choose, RETURN, CTRL)
    (question,) = seen
    return question


def test_that_a_meeting_on_another_day_is_not_opened_without_a_word_T2(driver: Driver) -> None:
    page, meeting = planned(driver, date(2026, 12, 3))
    title, text, offered = answered(driver, "")
    assert title == "Deze vergadering is op 3-12. Vandaag houden?"
    assert "26-11-2026" in text
    assert offered == ["Vandaag houden"]
    assert kept(driver, meeting).state is MeetingState.PLANNED
    answered(driver, "", CTRL)  # nor by two presses of the key that asks
    assert kept(driver, meeting).state is MeetingState.PLANNED
    answered(driver, "Vandaag houden")
    driver.until(lambda: page.sitting.board.meeting.state is MeetingState.IN_SESSION)
    assert kept(driver, meeting).held_on == TODAY


def test_that_a_day_that_passed_can_be_recorded_afterwards_T2(driver: Driver) -> None:
    page, meeting = planned(driver, date(2026, 11, 19))
    _, text, offered = answered(driver, "Achteraf vastleggen")
    assert offered == ["Vandaag houden", "Achteraf vastleggen"]
    assert "19-11-2026" in text
    driver.until(lambda: page.sitting.board.meeting.state is MeetingState.IN_SESSION)
    assert kept(driver, meeting).held_on == date(2026, 11, 19)


def test_that_nobody_opens_a_meeting_alone_without_being_asked_T2(driver: Driver) -> None:
    page, meeting = planned(driver, there=False)
    title, _, _ = answered(driver, "")
    assert title == "Nog niemand is aanwezig gemeld. Toch openen?"
    assert kept(driver, meeting).state is MeetingState.PLANNED
    one = sole_member(driver.table, "voorzitter")
    driver.table.do(room.set_presence, meeting.id, one.id, "present")
    page.reload()
    driver.settle()
    title, _, _ = answered(driver, "Toch openen")
    assert title == "1 aanwezig, 3 nodig: er is nog geen quorum. Toch openen?"
    driver.until(lambda: page.sitting.board.meeting.state is MeetingState.IN_SESSION)


def test_that_two_quick_presses_open_a_meeting_once_and_skip_no_item_T2(driver: Driver) -> None:
    page, meeting = planned(driver)
    driver.press(RETURN, CTRL)
    driver.press(RETURN, CTRL)
    driver.until(lambda: page.sitting.board.meeting.state is MeetingState.IN_SESSION)
    driver.settle()
    assert page.sitting.line.item.position == 1
    assert kept(driver, meeting).state is MeetingState.IN_SESSION


def test_that_an_opening_can_be_taken_back_until_the_first_outcome_T2(driver: Driver) -> None:
    page, items = at_first_case(driver)
    action = page.top.unopen_action
    assert page.top.more.isVisible() and action.isVisible()
    action.trigger()
    driver.until(lambda: page.sitting.board.meeting.state is MeetingState.PLANNED)
    driver.settle()
    assert not action.isVisible()
    driver.press(RETURN, CTRL)
    driver.until(lambda: page.sitting.board.meeting.state is MeetingState.IN_SESSION)
    record_grant(driver.table, items[0])
    page.reload()
    driver.settle()
    assert not action.isVisible()


def recorded(driver: Driver, count: int = 2) -> tuple[RoomPage, list[AgendaItem]]:
    """Grant the first case by keyboard; the room goes on to the next."""
    page, items = at_first_case(driver, count)
    grant(driver)
    driver.until(lambda: page.sitting.line.item.id == items[1].id)
    driver.settle()
    return page, items


def test_that_an_outcome_is_undone_and_its_form_holds_what_was_filled_in(driver: Driver) -> None:
    page, items = recorded(driver)
    toast = driver.frame.status.toast
    assert "toegekend" in toast.undo.accessibleName()
    page.setFocus()
    assert faults(page) == []
    driver.press(Qt.Key.Key_Z, CTRL)
    driver.until(lambda: page.sitting.line.item.id == items[0].id)
    driver.settle()
    assert outcomes_of(driver.table, items[0]) == []
    given = page.panel.given()
    assert (given.choice, given.reasons) == ("toegekend", ("TK4",))
    driver.until(lambda: toast.text == "")
    driver.press(RETURN, CTRL)
    driver.until(lambda: page.sitting.line.item.id == items[1].id)
    assert len(outcomes_of(driver.table, items[0])) == 1


def test_that_ctrl_z_belongs_to_the_text_while_somebody_types(driver: Driver) -> None:
    page, items = recorded(driver)
    driver.press(Qt.Key.Key_M, CTRL)
    driver.type("woord")
    driver.press(Qt.Key.Key_Z, CTRL)
    driver.settle()
    assert len(outcomes_of(driver.table, items[0])) == 1
    assert page.pane.notes.text == ""


def test_that_the_next_step_at_the_table_ends_undoing(driver: Driver) -> None:
    page, items = recorded(driver, 3)
    driver.table.do(room.carry_over, items[1].id)
    page.reload()
    driver.settle()
    assert driver.frame.status.toast.text == ""
    page.setFocus()
    driver.press(Qt.Key.Key_Z, CTRL)
    driver.settle()
    assert len(outcomes_of(driver.table, items[0])) == 1


def correcting(driver: Driver) -> tuple[RoomPage, AgendaItem]:
    page, items = at_first_case(driver)
    record_grant(driver.table, items[0], replace(PLAIN, motivation="Geen plek elders."))
    driver.frame.reload()
    driver.until(lambda: page.panel.outcome is not None)
    page.panel.correct_button.click()
    driver.settle()
    return page, items[0]


def test_that_a_correction_mends_slips_only(driver: Driver) -> None:
    page, _ = correcting(driver)
    form = page.panel.form
    for weighed in (form.choices, form.reasons, form.adjustments, form.vote):
        assert not weighed.isEnabled()
    assert form.motivation.isEnabled() and form.valid_until.isEnabled()
    assert "met Heropenen" in page.panel._slips.text()
    assert faults(page) == []
    page.setFocus()
    driver.press(Qt.Key.Key_3)
    assert form.choice.code == "toegekend"


def test_that_of_contributions_hours_and_law_stay_as_they_are(driver: Driver) -> None:
    page, _ = at_first_case(driver)
    editor = page.panel.form.contributions
    editor.set_rows([{"party": "BJG", "task": "Helpen", "hours": "4", "law": "jeugdwet"}])
    editor.lock("hours", "law")
    enabled = {key: editor.field(0, key).isEnabled() for key in editor.keys}
    assert enabled == {"party": True, "task": True, "hours": False, "until": True, "law": False}
    assert editor.field(-1, "party").isHidden()
    editor.field(0, "party").setText("BJG Noord")
    assert editor.rows()[0]["party"] == "BJG Noord"
    editor.lock()
    assert editor.field(0, "hours").isEnabled() and not editor.field(-1, "party").isHidden()


def test_that_two_quick_presses_make_one_correction_T14(driver: Driver) -> None:
    page, item = correcting(driver)
    driver.type("Datum verkeerd")
    page.panel.form.valid_until.setText("02032027")
    driver.press(RETURN, CTRL)
    driver.press(RETURN, CTRL)
    driver.until(lambda: page.panel.outcome.revision == 2)
    driver.settle()
    assert [one.revision for one in outcomes_of(driver.table, item)] == [1, 2]
    assert page.panel.error.text == ""


def test_that_enter_in_the_reason_goes_to_the_form_T15(driver: Driver) -> None:
    page, item = correcting(driver)
    driver.type("Typefout")
    driver.press(RETURN)
    assert page.panel.form.motivation.hasFocus()
    driver.press(RETURN, CTRL)
    driver.until(lambda: page.panel.correction_field.error)
    assert page.panel.correction_field.error.startswith("Deze correctie verandert niets.")
    assert len(outcomes_of(driver.table, item)) == 1


def closed(driver: Driver) -> tuple[RoomPage, Meeting, AgendaItem]:
    """Show the granted case of a closed meeting."""
    meeting, items = driver.table.opened(1)
    record_grant(driver.table, items[0])
    driver.table.do(room.close_meeting, meeting.id)
    page = room_of(driver, meeting)
    page.go_to(items[0].id)
    driver.until(lambda: page.ground.at_case)
    driver.settle()
    return page, meeting, items[0]


def test_that_a_closed_meeting_is_reopened_with_a_reason_before_its_outcome_T1(
    driver: Driver,
) -> None:
    page, meeting, item = closed(driver)
    panel = page.panel
    assert panel.summary.isVisible() and panel.form.isHidden()
    assert panel.correct_button.isVisible() and not panel.reopen_button.isVisible()
    assert driver.frame.status.toast.text == ""
    assert faults(page) == []
    page.top.reopen_button.click()
    asked = dialog(driver)
    driver.press(RETURN)
    assert asked.isVisible()  # the minutes tell the reason
    driver.type("Verkeerde uitkomst genoteerd")
    driver.press(RETURN)
    driver.until_gone(asked)
    driver.back_to_window()
    driver.until(panel.reopen_button.isVisible)
    driver.settle()
    assert kept(driver, meeting).current_item_id == item.id
    assert not page.top.reopen_button.isVisible() and not page.top.unopen_action.isVisible()
    panel.reopen_button.click()
    asked = dialog(driver)
    driver.type("Nieuwe informatie")
    driver.press(RETURN)
    driver.until_gone(asked)
    driver.back_to_window()
    driver.until(lambda: panel.fills_in)
    driver.settle()
    page.setFocus()
    driver.press(Qt.Key.Key_1)
    driver.press(Qt.Key.Key_Space)
    driver.press(RETURN, CTRL)
    driver.until(lambda: len(outcomes_of(driver.table, item)) == 2)
    driver.settle()
    driver.press(RETURN, CTRL | SHIFT)
    asked = dialog(driver)
    driver.press(RETURN, CTRL)
    driver.until(lambda: driver.frame.shown == "minutes")
    driver.settle()
    case = driver.table.ask(lambda reader: reader.get(Case, item.case_id))
    assert case.status is CaseStatus.DECIDED


def test_that_after_adoption_a_correction_says_that_it_makes_a_next_version(driver: Driver) -> None:
    page, item = adopted(driver)
    seen: list[str] = []

    def agree(box: QMessageBox) -> None:
        seen.append(box.informativeText())
        Chair(driver).agree(box)

    page.panel.correct_button.setFocus()
    Chair(driver).answering(QMessageBox, agree, Qt.Key.Key_Space)
    assert "volgende versie van de notulen" in seen[0]
    assert page.panel.correcting
    assert "opnieuw" in page.panel._slips.text()
    page.panel.correction.setText("Typefout")
    page.panel.form.valid_until.setText("02032027")
    driver.press(RETURN, CTRL)
    driver.until(lambda: len(outcomes_of(driver.table, item)) == 2)
    minutes = driver.table.ask(lambda r: r.first(Minutes, meeting_id=item.meeting_id))
    assert minutes.state is MinutesState.CONCEPT
    driver.settle()
    assert not page.panel.reopen_button.isVisible() and not page.top.reopen_button.isVisible()


def test_that_who_is_ticked_later_comes_in_then_unless_they_were_there_T13(driver: Driver) -> None:
    page, _ = at_first_case(driver)
    expert = sole_member(driver.table, "zorgexpert")
    row = page.attendance.rows[expert.id]
    row.box.click()
    driver.until(lambda: not row.box.isChecked())
    driver.settle()
    driver.table.clock.forward(minutes=16)
    row.box.click()
    driver.until(lambda: "vanaf 09:16" in row.remark.text())
    driver.settle()
    from_menu(row.more, "Was er al")
    driver.until(lambda: row.said == "")
    there = driver.table.ask(lambda reader: reader.first(Attendance, member_id=expert.id))
    assert (there.presence, there.arrived) == ("present", None)
    offered = [action.text() for action in row.more.menu().actions()]
    assert isinstance(row.more.menu(), QMenu) and "Was er al" not in offered


def test_that_held_over_goes_to_the_next_meeting_unless_a_day_is_given_T10(driver: Driver) -> None:
    driver.table.meeting(date(2026, 12, 3))
    page, items = at_first_case(driver)
    page.setFocus()
    driver.press(Qt.Key.Key_4)
    form = page.panel.form
    assert form.held_until.text() == ""
    assert "volgende vergadering, 3-12" in form.held_until.accessibleDescription()
    form.held_until.setText("32-13")
    driver.press(RETURN, CTRL)
    assert "geen datum" in form._held_field.error
    form.held_until.setText("")
    driver.press(RETURN, CTRL)
    driver.until(lambda: page.sitting.line.item.id == items[1].id)
    assert outcomes_of(driver.table, items[0])[0].held_until == date(2026, 12, 3)


def test_that_closing_names_what_was_not_answered_and_never_blocks_T8(driver: Driver) -> None:
    driver.table.meeting(date(2026, 12, 3))
    page, items = recorded(driver, 2)
    driver.press(RETURN, CTRL | SHIFT)
    closing = dialog(driver)
    assert isinstance(closing, ClosingDialog)
    assert faults(closing) == []
    words = " ".join(each.text() for each in closing.findChildren(type(closing._back)))
    assert f"{page.sitting.board.line(items[0].id).row.number}: " in words
    assert f"{page.sitting.board.line(items[1].id).row.number}: " not in words
    choice = closing.choices[items[1].id]
    choice.setCurrentIndex(choice.findData(HOLD))
    assert closing._back.isVisible() and "volgende vergadering, 3-12" in closing._back.text()
    assert closing.days[items[1].id].text() == ""
    driver.press(RETURN, CTRL)
    driver.until(lambda: driver.frame.shown == "minutes")
    driver.settle()
    held = driver.table.ask(lambda reader: reader.get(AgendaItem, items[1].id))
    assert held.state is ItemState.HELD_OVER
    assert outcomes_of(driver.table, items[1])[0].held_until == date(2026, 12, 3)


def test_that_the_keyboard_is_at_the_criteria_only_where_the_table_says_something(
    driver: Driver,
) -> None:
    page, _, _ = closed(driver)
    assert QApplication.focusWidget() is page


def test_that_one_outcome_is_recorded_for_other_children_of_a_provider_at_once(
    driver: Driver,
) -> None:
    """R6: T4 in one go; the room goes on with the child that is left."""
    items = t4_opened(driver.table)
    driver.table.weighed(items[0])
    driver.table.do(room.go_to, items[0].id)
    page = room_of(driver, driver.table.ask(lambda r: r.get(Meeting, items[0].meeting_id)))
    assert faults(page) == []
    driver.press(Qt.Key.Key_1)
    driver.press(Qt.Key.Key_Space)
    chips = page.panel.together.findChildren(FilterChip)
    assert [one.text() for one in chips] == [item.title for item in items[1:3]]
    for chip in chips:
        chip.click()
    driver.press(RETURN, CTRL)
    driver.until(lambda: page.item == items[3].id)
    driver.settle()
    assert [outcomes_of(driver.table, one)[0].choice for one in items[:3]] == ["toegekend"] * 3
    assert page.panel.together.isHidden(), "who is left has no other child to go with"
    assert driver.frame.status.toast.text == f"{items[0].title} en 2 andere: toegekend"
    driver.press(Qt.Key.Key_Z, CTRL)
    driver.until(lambda: page.item == items[0].id)
    driver.settle()
    assert [outcomes_of(driver.table, one) for one in items[:3]] == [[], [], []]

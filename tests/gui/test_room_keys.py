"""Keys of the room that never lie: from wherever no text is typed, and only there."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from driving import Driver, driving
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from test_room_page import at_first_case, dialog, room_of

from casustafel.domain.actions import Action
from casustafel.domain.advice import LearningPoint
from casustafel.domain.errors import RuleError
from casustafel.domain.meetings import AgendaItem, Attendance, Invitee, Presence, Recusal
from casustafel.domain.minutes import Minutes, MinutesState
from casustafel.gui.pages.room.page import RoomPage
from casustafel.gui.settings import Settings
from casustafel.services.agenda import meetings
from casustafel.services.definitions import learning
from casustafel.services.following import actions
from casustafel.services.meeting import room, room_desk
from workspaces import Table

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def driver(table: Table, settings: Settings, qtbot: QtBot) -> Iterator[Driver]:
    with driving(table, settings, qtbot) as made:
        yield made


def presence(table: Table, page: RoomPage) -> list[Presence]:
    kept = table.ask(lambda reader: reader.find(Attendance, meeting_id=page.writer.meeting))
    return [one.presence for one in kept]


def test_that_the_second_screen_leaves_the_keyboard_and_hands_keys_on(driver: Driver) -> None:
    """H13."""
    page, _ = at_first_case(driver)
    page.setFocus()
    driver.press(Key.Key_F9)
    assert page.second.isVisible()
    assert QApplication.activeWindow() is driver.frame.window()
    assert page.second.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    QTest.keyClick(page.second, Key.Key_3)
    assert page.panel.form.choice is not None and page.panel.form.choice.code == "afgewezen"
    locked = []
    driver.frame.closed.connect(lambda: locked.append(True))
    QTest.keyClick(page.second, Key.Key_L, CTRL)
    assert locked
    QTest.keyClick(page.second, Key.Key_Escape)
    assert not page.second.isVisible()


def test_that_letters_work_from_tables_and_lists(driver: Driver) -> None:
    """H15: the table's own search took them, and so did the list "waarom?"."""
    page, _ = at_first_case(driver)
    page.panel.form.choose("toegekend_met_aanpassing")
    fields, whys = page.panel.form.adjustments.fields, page.panel.form.adjustments.whys
    first = next(iter(fields))
    driver.type("3", fields[first])
    whys[first].setFocus()
    driver.press(Key.Key_M)
    assert page.panel.form.motivation.hasFocus()
    page.pane.stack.table.setParent(page.pane)
    page.pane.stack.table.show()
    page.pane.stack.table.setFocus()
    driver.press(Key.Key_D)
    assert page.pane.tabs.currentWidget() is page.pane.dossier


def test_that_tab_goes_through_the_numbers_before_it_asks_why(driver: Driver) -> None:
    """H15."""
    page, _ = at_first_case(driver)
    page.setFocus()
    driver.press(Key.Key_2)
    fields = list(page.panel.form.adjustments.fields.values())
    assert fields[0].hasFocus()
    for field in fields[1:]:
        driver.type("3")
        driver.press(Key.Key_Tab)
        assert field.hasFocus()


def test_that_a_digit_in_a_row_of_numbers_chooses_no_outcome(driver: Driver) -> None:
    """H14: Tab went to the x, and the 5 of 50 chose another outcome."""
    page, _ = at_first_case(driver)
    form = page.panel.form
    form.choose("toegekend")
    editor = form.contributions
    editor.parentWidget().show()
    editor.set_rows([{"party": "BJG", "hours": "60"}])
    driver.settle()
    editor.field(0, "law").setFocus()
    driver.press(Key.Key_5)
    assert form.choice is not None and form.choice.code == "toegekend"
    driver.press(Key.Key_Tab)
    assert editor.field(1, "party").hasFocus()
    assert all(row[1].focusPolicy() is Qt.FocusPolicy.NoFocus for row in editor._rows)
    editor.field(0, "party").setFocus()
    driver.press(Key.Key_Delete, CTRL)
    assert editor.rows() == []


def test_that_an_outcome_chosen_by_a_slip_comes_back(driver: Driver) -> None:
    """H14."""
    page, _ = at_first_case(driver)
    form = page.panel.form
    page.setFocus()
    driver.press(Key.Key_1)
    driver.press(Key.Key_Space)
    page.setFocus()
    driver.press(Key.Key_3)
    toast = driver.frame.status.toast
    assert toast.text == "Uitkomst gewijzigd: Toekennen in Afwijzen"
    driver.press(Key.Key_Z, CTRL)
    assert form.choice is not None and form.choice.code == "toegekend"
    assert form.reasons.on == ("TK4",)


def test_that_attendance_is_led_by_arrows_and_letters(driver: Driver) -> None:
    """H16, H17."""
    page, items = at_first_case(driver)
    page.setFocus()
    driver.press(Key.Key_P)
    rows = list(page.attendance.rows.values())
    driver.press(Key.Key_Down)
    assert rows[1].box.hasFocus()
    driver.press(Key.Key_X)
    asked = dialog(driver)
    driver.type("woont in dezelfde straat")
    driver.press(Key.Key_Return)
    driver.until_gone(asked)
    driver.back_to_window()
    driver.settle()
    (kept,) = driver.table.ask(lambda reader: reader.find(Recusal, item_id=items[0].id))
    assert kept.reason == "woont in dezelfde straat"
    rows[1].box.setFocus()
    driver.press(Key.Key_X)
    driver.until(lambda: not driver.table.ask(lambda reader: reader.find(Recusal)))
    rows[2].box.setFocus()
    driver.press(Key.Key_V)
    asked = dialog(driver)
    asked.reject()
    driver.back_to_window()


def test_that_the_expected_are_one_key_away_from_being_there(driver: Driver) -> None:
    """H17; and a slip is taken back."""
    meeting = driver.table.meeting()
    page = room_of(driver, meeting)
    assert next(iter(page.attendance.rows.values())).box.hasFocus()
    page.agenda.setFocus()  # its key held only while a member had the keyboard
    driver.press(Key.Key_E)
    driver.until(lambda: set(presence(driver.table, page)) == {Presence.PRESENT})
    driver.settle()
    assert driver.frame.status.toast.text == "3 leden: aanwezig"
    driver.press(Key.Key_Z, CTRL)
    driver.until(lambda: set(presence(driver.table, page)) == {Presence.EXPECTED})
    driver.settle()
    driver.press(Key.Key_E)
    driver.until(lambda: set(presence(driver.table, page)) == {Presence.PRESENT})
    driver.settle()
    driver.press(Key.Key_E)
    assert driver.frame.status.toast.text == "Van iedereen is al gezegd of die er is."


def test_that_who_comes_later_is_one_letter(driver: Driver) -> None:
    """H17."""
    page, _ = at_first_case(driver)
    first, row = next(iter(page.attendance.rows.items()))
    row.box.setFocus()
    driver.press(Key.Key_Space)
    driver.settle()
    row.box.setFocus()
    driver.press(Key.Key_L)
    driver.settle()
    kept = driver.table.ask(lambda reader: reader.first(Attendance, member_id=first))
    assert kept is not None and kept.presence is Presence.PRESENT and kept.arrived is not None


def _promised(driver: Driver, item: AgendaItem) -> RoomPage:
    driver.table.do(actions.add, "cpv", "Startgesprek", "BJG", item_id=item.id)
    case = item.case_id
    driver.table.do(learning.add, "cpv", "toeleiding", "Eerder bellen.", case_id=case)
    page = driver.frame.page
    assert isinstance(page, RoomPage)
    page.reload()
    driver.until(lambda: len(page.panel.promises.made) == 2)
    driver.settle()
    return page


def test_that_what_was_made_here_is_taken_away_here_and_comes_back(driver: Driver) -> None:
    """H19."""
    _, items = at_first_case(driver)
    page = _promised(driver, items[0])
    for kind in (Action, LearningPoint):
        count = len(page.panel.promises.made)
        at = 0 if kind is Action else count - 1
        page.panel.promises.made[at].setFocus()
        driver.press(Key.Key_Delete)
        driver.until(lambda kind=kind: not driver.table.ask(lambda reader: reader.find(kind)))
        driver.settle()
        assert driver.frame.status.toast.text.startswith("Weggehaald: ")
        page.setFocus()
        driver.press(Key.Key_Z, CTRL)
        driver.until(lambda kind=kind: driver.table.ask(lambda reader: reader.find(kind)))
        driver.settle()


def _toast(driver: Driver) -> str:
    return driver.frame.status.toast.text


def _taken_back(driver: Driver) -> None:
    """Press Ctrl+Z outside what is typed."""
    driver.back_to_window()
    driver.settle()
    driver.frame.page.setFocus()
    driver.press(Key.Key_Z, CTRL)
    driver.until(lambda: _toast(driver) == "Ongedaan gemaakt.")
    driver.settle()


def test_that_what_is_promised_and_learnt_is_said_and_taken_back(driver: Driver) -> None:
    """H21: added and changed, each with its way back."""
    page, _ = at_first_case(driver)
    for key, kind, said in (
        (Key.Key_A, Action, "Actie toegevoegd."),
        (Key.Key_L, LearningPoint, "Leerpunt toegevoegd."),
    ):
        page.setFocus()
        driver.press(key)
        asked = dialog(driver)
        asked.fields["text"].control.setFocus()  # type: ignore[attr-defined]
        driver.type("Eerder bellen")
        asked.confirm()  # type: ignore[attr-defined]
        driver.until(lambda kind=kind: driver.table.ask(lambda reader: reader.find(kind)))
        driver.settle()
        assert _toast(driver) == said
        _taken_back(driver)
        assert driver.table.ask(lambda reader, kind=kind: reader.find(kind)) == []


def test_that_a_changed_action_is_what_it_was_after_ctrl_z(driver: Driver) -> None:
    """H21."""
    _, items = at_first_case(driver)
    page = _promised(driver, items[0])
    page.panel.promises.made[0].click()
    asked = dialog(driver)
    asked.fields["text"].control.setFocus()  # type: ignore[attr-defined]
    driver.type(" met school")
    asked.confirm()  # type: ignore[attr-defined]
    driver.until(lambda: _toast(driver) == "Actie gewijzigd.")
    _taken_back(driver)
    (kept,) = driver.table.ask(lambda reader: reader.find(Action))
    assert kept.text == "Startgesprek"


def test_that_who_takes_part_and_is_replaced_is_said_and_taken_back(driver: Driver) -> None:
    """H17, H21: not taking part, taking part again, a substitute."""
    page, items = at_first_case(driver)
    member, row = next(iter(page.attendance.rows.items()))

    def recused() -> list[Recusal]:
        return driver.table.ask(lambda reader: reader.find(Recusal))

    def asks(letter: Qt.Key, text: str) -> None:
        row.box.setFocus()
        driver.press(letter)
        asked = dialog(driver)
        driver.type(text)
        driver.press(Key.Key_Return)
        driver.until_gone(asked)
        driver.settle()

    asks(Key.Key_X, "familie")
    assert _toast(driver).startswith("Neemt niet deel aan dit punt: ")
    _taken_back(driver)
    assert recused() == []
    driver.table.do(room.recuse, items[0].id, member, "familie")
    page.reload()
    driver.settle()
    row.box.setFocus()
    driver.press(Key.Key_X)
    driver.until(lambda: recused() == [])
    driver.settle()
    assert _toast(driver).startswith("Neemt weer deel aan dit punt: ")
    _taken_back(driver)
    assert [one.reason for one in recused()] == ["familie"]
    asks(Key.Key_V, "plaatsvervanger")
    assert _toast(driver).endswith("vervangen door plaatsvervanger")
    _taken_back(driver)
    kept = driver.table.ask(lambda reader: reader.first(Attendance, member_id=member))
    assert kept is not None and kept.substitute == ""


def test_that_an_invitee_who_came_is_said_and_taken_back(driver: Driver) -> None:
    """H21."""
    page, items = at_first_case(driver)
    driver.table.do(meetings.invite, items[0].id, "Wijkverpleegkundige", "De Regenboog")
    page.reload()
    driver.until(lambda: page.attendance.guests.boxes)
    next(iter(page.attendance.guests.boxes.values())).click()
    driver.until(lambda: _toast(driver).endswith("Wijkverpleegkundige, De Regenboog: aanwezig"))
    _taken_back(driver)
    assert not driver.table.ask(lambda reader: reader.find(Invitee))[0].present


def test_that_the_dialog_of_an_action_takes_it_away(driver: Driver) -> None:
    """H19."""
    _, items = at_first_case(driver)
    page = _promised(driver, items[0])
    page.panel.promises.made[0].click()
    asked = dialog(driver)
    next(b for b in asked.findChildren(type(asked.do)) if b.text() == "Weghalen").click()
    driver.until(lambda: not driver.table.ask(lambda reader: reader.find(Action)))
    driver.back_to_window()
    driver.settle()
    assert driver.table.ask(lambda reader: reader.find(Action)) == []


def test_that_the_offer_to_close_goes_when_the_meeting_is_closed(driver: Driver) -> None:
    """H20."""
    page, items = at_first_case(driver, 1)
    driver.table.do(room.carry_over, items[0].id)
    driver.table.do(room.go_to, page.sitting.board.lines[-1].item.id)
    page.reload()
    driver.settle()
    page.setFocus()
    driver.press(Key.Key_Return, CTRL)
    driver.until(lambda: "Alle punten" in page.banner.text)
    driver.table.do(room.close_meeting, page.writer.meeting)
    page.reload()
    driver.until(lambda: page.banner.text == "")
    assert page.banner.isHidden()


def test_that_the_former_minutes_are_adopted_at_their_item(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T21."""
    former, items = driver.table.opened(1)
    driver.table.do(room.carry_over, items[0].id)
    driver.table.do(room.close_meeting, former.id)
    meeting = driver.table.do(meetings.plan_next, former.id)
    driver.table.clock.forward(days=(meeting.held_on - former.held_on).days)
    driver.table.do(room.open_meeting, meeting.id)
    lines = driver.table.ask(room_desk.board, meeting.id).lines
    item = next(line.item for line in lines if line.item.of_meeting_id == former.id)
    driver.table.do(room.go_to, item.id)
    page = room_of(driver, meeting)
    assert page.plain_side.adopt.isVisible()
    monkeypatch.setattr("casustafel.gui.pages.room.steps.sure", lambda *_asked, **_no: True)
    page.setFocus()
    driver.press(Key.Key_V)
    driver.settle()
    kept = driver.table.ask(lambda reader: reader.first(Minutes, meeting_id=former.id))
    assert kept is not None and kept.state is MinutesState.ADOPTED
    driver.until(lambda: not page.plain_side.adopt.isVisible())


def test_that_who_is_missing_is_named_as_in_the_list_and_said_to_be_there(driver: Driver) -> None:
    """H36."""
    page, _ = at_first_case(driver)
    seat = page.sitting.board.seats[0]
    page.attendance.rows[seat.member.id].box.click()
    driver.settle()
    page.choose_outcome(1)
    form = page.panel.form
    driver.until(form.there.isVisible)
    assert form._provisional_field._missing == (("Voorzitter (Gemeente)", seat.member.id),)
    form.there.findChild(type(page.panel.advance)).click()
    driver.until(lambda: not form.there.isVisible())


def test_that_an_urgent_case_without_a_quorum_shows_both(driver: Driver) -> None:
    """H37."""
    page, _ = at_first_case(driver)
    rows, board = page.agenda.rows, page.sitting.board
    line = board.lines[2]
    assert line.quorum is not None and rows.under(line) == ""
    without = replace(line, to_ratify=True, quorum=replace(line.quorum, enough=False))
    assert rows.state_words(without)[0] == "spoeduitkomst"
    assert rows.under(without) == "mist lid"


def test_that_a_slip_at_one_case_never_comes_back_at_another(driver: Driver) -> None:
    """H14: the way back goes with the case."""
    page, items = at_first_case(driver)
    page.choose_outcome(1)
    page.choose_outcome(3)
    toast = driver.frame.status.toast
    assert toast.text.startswith("Uitkomst gewijzigd")
    page.step(1)
    driver.until(lambda: page.item == items[1].id)
    driver.settle()
    assert toast.text == "" and page.panel.form.choice is None


def test_that_what_was_wrong_goes_when_something_else_goes_well(driver: Driver) -> None:
    """H20."""
    page, _ = at_first_case(driver)
    page.refused(RuleError("minutes-adopted"))
    assert page.banner.text
    page.writer.pause()
    driver.settle()
    assert page.banner.text == ""


def test_that_keys_of_pages_that_are_not_shown_do_nothing_from_the_second_screen(
    driver: Driver,
) -> None:
    """H13."""
    page, _ = at_first_case(driver)
    heard: list[bool] = []
    hidden = driver.frame._pages["meetings"]
    hidden.add_key("Ctrl+Y", lambda: heard.append(True))
    page.toggle_second_screen()
    QTest.keyClick(page.second, Key.Key_Y, CTRL)
    assert heard == []
    page.second.close()

"""The meeting room, led by keyboard through the window."""

from dataclasses import replace
from datetime import date

from accessibility import faults
from driving import Driver, from_menu
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.errors import RuleError
from casustafel.domain.meetings import (
    AgendaItem,
    Attendance,
    CommitteeAnswer,
    ItemState,
    Meeting,
    MeetingState,
    Member,
    Presence,
    Recusal,
)
from casustafel.domain.outcomes import Outcome, OutcomeInput
from casustafel.domain.people import Person
from casustafel.domain.records import AuditEvent, Draft
from casustafel.domain.registers import Provider
from casustafel.gui.frame.own import help_groups
from casustafel.gui.pages.room.agenda import AgendaListModel
from casustafel.gui.pages.room.criteria import CriteriaModel
from casustafel.gui.pages.room.page import RoomPage
from casustafel.gui.pages.room.questions import HOLD, ClosingDialog
from casustafel.gui.pages.room.top_bar import pause_words
from casustafel.services.agenda import meetings
from casustafel.services.meeting import outcomes, room, room_desk
from casustafel.services.minutes import minutes
from workspaces import Table

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
PLAIN = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))

#: What the chair may press at most between opening a plain case and the next: two criteria, the
#: outcome, the reason, and Ctrl with Enter (domain.md §9, Forms).
MOST_KEYS = 6
J, J_AGAIN, ONE, SPACE = Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_1, Qt.Key.Key_Space


def at_first_case(
    driver: Driver, count: int = 2, *, weighed: bool = True
) -> tuple[RoomPage, list[AgendaItem]]:
    """Open a meeting that is going on, at its first case."""
    meeting, items = driver.table.opened(count, weighed=weighed)
    driver.table.do(room.go_to, items[0].id)
    return room_of(driver, meeting), items


def room_of(driver: Driver, meeting: Meeting) -> RoomPage:
    page = driver.open("room", meeting.id)
    driver.until(lambda: page.sitting is not None)
    driver.settle()
    return page


def outcomes_of(table: Table, item: AgendaItem) -> list[Outcome]:
    return table.ask(lambda reader: reader.find(Outcome, "revision", item_id=item.id))


def dialog(driver: Driver) -> QDialog:
    driver.until(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    driver.until(lambda: found.isAncestorOf(QApplication.focusWidget() or driver.frame))
    return found


def grant(driver: Driver) -> None:
    """Answer the two criteria that a grant needs, choose it with its reason, and record it."""
    for key in (J, J_AGAIN, ONE, SPACE):
        driver.press(key)
    driver.press(Qt.Key.Key_Return, CTRL)


def record_grant(table: Table, item: AgendaItem, given: OutcomeInput = PLAIN) -> Outcome:
    """Record a plain grant of a case, with what it needs answered."""
    desk = table.ask(room_desk.sitting, item.meeting_id, item.id).desk
    assert desk is not None
    for criterion in desk.criteria[:2]:
        table.do(room.answer, item.id, criterion.code, "ja")
    return table.do(outcomes.record, item.id, given)


def sole_member(table: Table, discipline: str) -> Member:
    return table.ask(lambda reader: reader.find(Member, discipline=discipline))[0]


def test_that_a_plain_grant_takes_at_most_five_keys_to_the_next_case(driver: Driver) -> None:
    page, items = at_first_case(driver, weighed=False)
    assert page.pane.criteria.table.hasFocus()
    pressed = [*((key, None) for key in (J, J_AGAIN, ONE, SPACE)), (Qt.Key.Key_Return, CTRL)]
    for key, modifier in pressed:
        driver.press(key, modifier)
    driver.until(lambda: page.sitting.line.item.id == items[1].id)
    # Ctrl counts as a key of its own.
    assert sum(1 if modifier is None else 2 for _, modifier in pressed) <= MOST_KEYS
    recorded = outcomes_of(driver.table, items[0])[0]
    assert (recorded.choice, recorded.reasons) == ("toegekend", ("TK4",))
    assert recorded.valid_until == date(2027, 5, 27)
    said = driver.table.ask(lambda r: r.find(CommitteeAnswer, item_id=items[0].id))
    assert [one.value for one in said] == ["ja", "ja"]
    assert page.panel.form.choice is None
    driver.settle()
    assert page.pane.criteria.table.hasFocus()


def test_that_similar_cases_stand_beside_the_case(driver: Driver) -> None:
    page, items = at_first_case(driver)
    record_grant(driver.table, items[0])
    driver.table.do(room.go_to, items[1].id)
    page = room_of(driver, page.sitting.board.meeting)
    shown = [each.text() for each in page.pane.findChildren(QLabel)]
    assert "geen eerdere uitkomst; vergelijkbaar: 1 toegekend" in shown
    (said,) = [one for one in shown if "(zelfde aanbieder)" in one]
    assert said.startswith("toegekend, ") and "4 uur per week, " in said


def test_that_a_long_meeting_says_when_to_pause_until_it_has_passed(driver: Driver) -> None:
    meeting, items = driver.table.opened(3)
    for item in items[:2]:
        driver.table.do(meetings.set_budget, item.id, 45)
    page = room_of(driver, meeting)
    assert pause_words(page.sitting.board) == "pauze om 10:34"
    for item in items[:2]:
        driver.table.do(room.go_to, item.id)
        record_grant(driver.table, item)
    driver.table.do(room.go_to, items[2].id)
    assert pause_words(room_of(driver, meeting).sitting.board) == ""


def test_that_a_closed_meeting_says_what_became_of_its_cases(driver: Driver) -> None:
    meeting, items = driver.table.opened(3)
    held = OutcomeInput(choice="aangehouden", motivation="Eerst het onderzoek.")
    record_grant(driver.table, items[0])
    given = replace(held, held_until=date(2026, 12, 3))
    driver.table.do(outcomes.record, items[1].id, given)
    driver.table.do(room.carry_over, items[2].id)
    driver.table.do(room.close_meeting, meeting.id)
    page = room_of(driver, meeting)
    assert page.pane.plain.isVisible()
    words = "1 van 3 casussen kregen een uitkomst, 1 aangehouden, 1 doorgeschoven."
    assert page.pane._plain_text.text() == words


def test_that_a_digit_chooses_where_the_outcome_is_behind_another_part(driver: Driver) -> None:
    page, _ = at_first_case(driver)
    driver.frame.resize(683, 384)
    driver.settle()
    page.setFocus()
    driver.press(Qt.Key.Key_3)
    assert page.panel.form.choice.code == "afgewezen"
    assert page.panel.form.isVisible()


def test_that_a_note_that_is_being_typed_survives_what_is_read_anew(driver: Driver) -> None:
    page, _ = at_first_case(driver)
    driver.press(Qt.Key.Key_K)
    driver.press(Qt.Key.Key_Space)
    driver.type("Nog niet bespr")
    driver.frame.reload()
    driver.settle()
    assert page.pane.criteria.line_text == "Nog niet bespr"
    driver.type("oken")
    driver.press(Qt.Key.Key_Escape)
    driver.settle()
    answers = driver.table.ask(lambda reader: reader.find(CommitteeAnswer))
    assert [one.note for one in answers if one.note] == ["Nog niet besproken"]


def test_that_a_key_held_too_long_records_one_case_only(driver: Driver) -> None:
    page, items = at_first_case(driver, 3)
    grant(driver)
    driver.press(Qt.Key.Key_Return, CTRL)
    driver.until(lambda: page.sitting.line.item.id == items[1].id)
    driver.settle()
    assert len(outcomes_of(driver.table, items[0])) == 1
    assert outcomes_of(driver.table, items[1]) == []


def test_that_digits_are_text_while_somebody_types_and_alt_chooses(driver: Driver) -> None:
    page, _ = at_first_case(driver)
    driver.press(Qt.Key.Key_M, CTRL)
    driver.type("3 uur")
    assert page.pane.notes.text == "3 uur"
    assert page.panel.form.choice is None
    driver.press(Qt.Key.Key_3, ALT)
    assert page.panel.form.choice.code == "afgewezen"


def test_that_what_is_missing_is_said_beside_its_field(driver: Driver) -> None:
    page, _ = at_first_case(driver)
    driver.press(Qt.Key.Key_3)
    driver.press(Qt.Key.Key_Return, CTRL)
    form = page.panel.form
    driver.until(lambda: form._reasons_field.error)
    assert form._reasons_field.error_label.isVisible()
    form.reasons.chips["AF1"].click()
    driver.press(Qt.Key.Key_Return, CTRL)
    driver.until(lambda: form._motivation_field.error)
    assert QApplication.focusWidget() is form.motivation


def test_that_more_reasons_come_with_a_slash(driver: Driver) -> None:
    page, _ = at_first_case(driver)
    driver.press(Qt.Key.Key_1)
    reasons = page.panel.form.reasons
    shown = [code for code, chip in reasons.chips.items() if not chip.isHidden()]
    assert shown == ["TK4", "TK1", "TK2", "TK3", "TK5"]
    page.setFocus()
    driver.press(Qt.Key.Key_Slash)
    assert QApplication.focusWidget() is reasons.chips["TK6"]
    assert reasons.chips["AF1"].isHidden()  # it does not fit, and would be refused
    assert not reasons.more.isVisible()


def test_that_a_proposed_reason_counts_only_when_a_person_chose_it_T9(driver: Driver) -> None:
    page, items = at_first_case(driver)
    for key in (J, J_AGAIN, ONE):
        driver.press(key)
    proposed = page.panel.form.reasons.chips["TK4"]
    assert QApplication.focusWidget() is proposed
    assert proposed.property("proposed") and not proposed.isChecked()
    driver.press(Qt.Key.Key_Return, CTRL)
    driver.until(lambda: page.panel.form._reasons_field.error)
    assert outcomes_of(driver.table, items[0]) == []
    driver.press(SPACE)
    assert proposed.isChecked() and not proposed.property("proposed")


def test_that_what_an_outcome_needs_is_said_at_its_criterion_T8(driver: Driver) -> None:
    page, _ = at_first_case(driver)
    page.choose_outcome(1)
    wanted = page.sitting.desk.criteria[1]
    assert page.show_unanswered(RuleError("outcome-needs-answers", items=wanted.text))
    criteria = page.pane.criteria
    assert criteria.table.hasFocus() and criteria.table.current_row().item is wanted
    assert criteria.fault.isVisible() and wanted.text in criteria.fault.text()
    driver.press(J)
    driver.until(lambda: not criteria.fault.isVisible())


def test_that_in_the_room_a_digit_answers_no_scale_but_chooses_an_outcome(driver: Driver) -> None:
    page, items = at_first_case(driver)
    assert page.pane.criteria.table.hasFocus()
    before = driver.table.ask(lambda r: r.find(CommitteeAnswer, item_id=items[0].id))
    driver.press(Qt.Key.Key_2)
    assert page.panel.form.choice.code == "toegekend_met_aanpassing"
    driver.settle()
    assert driver.table.ask(lambda r: r.find(CommitteeAnswer, item_id=items[0].id)) == before


def test_that_without_quorum_the_outcome_is_offered_as_provisional(driver: Driver) -> None:
    page, items = at_first_case(driver)
    chair = sole_member(driver.table, "voorzitter")
    page.attendance.rows[chair.id].box.click()
    driver.until(page.panel.form.provisional.isVisible)
    driver.settle()
    page.pane.criteria.focus_criteria()
    grant(driver)
    driver.until(lambda: page.panel.form._provisional_field.error)
    assert "Voorzitter" in page.panel.form._provisional_field.error
    driver.press(Qt.Key.Key_Space)
    driver.press(Qt.Key.Key_Return, CTRL)
    driver.until(lambda: page.sitting.line.item.id == items[1].id)
    recorded = outcomes_of(driver.table, items[0])[0]
    assert (recorded.provisional, recorded.missing) == (True, ("Voorzitter",))


def test_that_what_was_said_of_the_quorum_goes_when_who_was_missing_comes_in(
    driver: Driver,
) -> None:
    page, items = at_first_case(driver)
    form, chair = page.panel.form, sole_member(driver.table, "voorzitter")
    page.attendance.rows[chair.id].box.click()
    driver.until(form.provisional.isVisible)
    driver.settle()
    page.pane.criteria.focus_criteria()
    grant(driver)
    driver.until(lambda: form._provisional_field.error)
    shown = form._provisional_field.error_label
    assert shown.isVisible()

    page.attendance.rows[chair.id].box.click()
    driver.until(lambda: not form.provisional.isVisible())
    driver.settle()
    assert not shown.isVisible()
    page.attendance.rows[chair.id].box.click()
    driver.until(form.provisional.isVisible)
    driver.settle()
    assert form._provisional_field.error == ""
    page.attendance.rows[chair.id].box.click()
    driver.until(lambda: not form.provisional.isVisible())
    page.setFocus()
    driver.press(Qt.Key.Key_Return, CTRL)
    driver.until(lambda: page.sitting.line.item.id == items[1].id)
    assert not outcomes_of(driver.table, items[0])[0].provisional


def test_that_a_proposed_recusal_is_one_click(table: Table, driver: Driver) -> None:
    case = table.case(1)
    provider = table.ask(lambda reader: reader.first(Provider, name="Zorggroep Waal"))
    expert = sole_member(table, "zorgexpert")
    with table.workspace.writing() as uow:
        uow.change(expert, replace(expert, provider_id=provider.id))
        uow.commit()
    meeting = table.meeting()
    item = table.do(meetings.schedule, meeting.id, [case.id])[0]
    table.do(room.open_meeting, meeting.id)
    table.do(room.go_to, item.id)
    page = room_of(driver, meeting)
    assert "werkt ook voor de aanbieder" in page.pane.proposal.text
    page.pane.proposal._action.click()
    driver.until(lambda: table.ask(lambda r: r.find(Recusal)))
    driver.until(lambda: "neemt niet deel" in page.attendance.rows[expert.id].remark.text())
    assert page.pane.proposal.text == ""


def test_that_who_is_recused_does_not_see_the_case(table: Table, driver: Driver) -> None:
    meeting, items = table.opened(1)
    me = table.ask(lambda reader: reader.find(Person))[0]
    chair = sole_member(table, "voorzitter")
    with table.workspace.writing() as uow:
        uow.change(chair, replace(chair, person_id=me.id))
        uow.commit()
    table.do(room.recuse, items[0].id, chair.id, "eigen cliënt")
    table.do(room.go_to, items[0].id)
    page = room_of(driver, meeting)
    assert page.sitting.hidden
    assert page.pane.head.isHidden()
    assert not page.ground.at_case


def test_that_leaving_and_coming_back_are_recorded_with_their_time(driver: Driver) -> None:
    page, _ = at_first_case(driver)
    expert = sole_member(driver.table, "zorgexpert")
    row = page.attendance.rows[expert.id]
    from_menu(row.more, "Vertrekt nu")
    driver.until(lambda: "weg sinds 09:00" in row.remark.text())
    assert page.sitting.line.quorum.missing_labels == ("Zorgexpert",)
    driver.settle()
    from_menu(row.more, "Is terug")
    driver.until(lambda: page.sitting.line.quorum.enough)


def test_that_a_substitute_stands_in_by_role(driver: Driver) -> None:
    page, _ = at_first_case(driver)
    expert = sole_member(driver.table, "zorgexpert")
    from_menu(page.attendance.rows[expert.id].more, "Vervanger…")
    asked = dialog(driver)
    driver.type("Gedragswetenschapper")
    driver.press(Qt.Key.Key_Return)
    driver.until_gone(asked)
    driver.settle()
    kept = driver.table.ask(lambda r: r.first(Attendance, member_id=expert.id))
    assert (kept.presence, kept.substitute) == (Presence.PRESENT, "Gedragswetenschapper")


def test_that_an_outcome_is_corrected_with_a_reason(driver: Driver) -> None:
    page, items = at_first_case(driver)
    record_grant(driver.table, items[0])
    driver.frame.reload()
    driver.until(lambda: page.panel.outcome is not None)
    assert page.panel.summary.isVisible() and page.panel.form.isHidden()
    page.panel.correct_button.click()
    page.panel.form.valid_until.setText("02032027")
    driver.press(Qt.Key.Key_Return, CTRL)
    driver.until(lambda: page.panel.correction_field.error)
    driver.type("Datum verkeerd genoteerd")
    driver.press(Qt.Key.Key_Return, CTRL)
    driver.until(lambda: len(outcomes_of(driver.table, items[0])) == 2)
    driver.until(lambda: page.panel.outcome.revision == 2)
    assert page.panel.outcome.valid_until == date(2027, 3, 2)


def test_that_a_case_is_reopened_with_a_reason(driver: Driver) -> None:
    page, items = at_first_case(driver)
    record_grant(driver.table, items[0])
    driver.frame.reload()
    driver.until(lambda: page.panel.outcome is not None)
    page.panel.reopen_button.click()
    dialog(driver)
    driver.type("Nieuwe informatie van de school")
    driver.press(Qt.Key.Key_Return)
    driver.until(lambda: page.panel.outcome is None)
    case = driver.table.ask(lambda r: r.get(Case, items[0].case_id))
    assert case.status is CaseStatus.IN_SESSION
    assert page.panel.form.isVisible()


def adopted(driver: Driver) -> tuple[RoomPage, AgendaItem]:
    """Show the case of a meeting of which the minutes were adopted."""
    table = driver.table
    meeting, items = table.opened(1)
    record_grant(table, items[0])
    table.do(room.close_meeting, meeting.id)
    table.do(minutes.put_up, meeting.id)
    table.do(minutes.adopt, meeting.id)
    page = room_of(driver, meeting)
    page.go_to(items[0].id)
    driver.until(lambda: page.ground.at_case)
    driver.settle()
    return page, items[0]


def test_that_adopted_minutes_leave_only_slips_to_mend(driver: Driver) -> None:
    page, _ = adopted(driver)
    assert page.panel.correct_button.isVisible()
    assert not page.panel.reopen_button.isVisible()
    assert not page.top.reopen_button.isVisible()
    assert page.pane.notes.field.isReadOnly()


def test_that_undecided_cases_are_settled_before_the_meeting_closes(driver: Driver) -> None:
    page, items = at_first_case(driver, 3)
    grant(driver)
    driver.until(lambda: page.sitting.line.item.id == items[1].id)
    driver.settle()
    driver.press(Qt.Key.Key_Return, CTRL | SHIFT)
    closing = dialog(driver)
    assert isinstance(closing, ClosingDialog)
    assert closing.cancel.isDefault()
    assert list(closing.choices) == [items[1].id, items[2].id]
    choice = closing.choices[items[2].id]
    choice.setCurrentIndex(choice.findData(HOLD))
    closing.days[items[2].id].setText("17122026")
    driver.press(Qt.Key.Key_Return, CTRL)
    driver.until(lambda: driver.frame.shown == "minutes")
    driver.settle()
    states = [
        driver.table.ask(lambda r, key=item.id: r.get(AgendaItem, key).state) for item in items
    ]
    assert states == [ItemState.DONE, ItemState.CARRIED_OVER, ItemState.HELD_OVER]
    held = driver.table.ask(lambda r: r.get(Case, items[2].case_id))
    assert held.held_until == date(2026, 12, 17)


def test_that_escape_leaves_the_meeting_open(driver: Driver) -> None:
    page, _ = at_first_case(driver)
    driver.press(Qt.Key.Key_Return, CTRL | SHIFT)
    closing = dialog(driver)
    driver.press(Qt.Key.Key_Escape)
    driver.until_gone(closing)
    driver.settle()
    assert page.sitting.board.meeting.state is MeetingState.IN_SESSION


def test_that_the_second_screen_shows_no_person_and_follows_the_chair(driver: Driver) -> None:
    page, items = at_first_case(driver)
    driver.press(Qt.Key.Key_F9)
    assert page.second.isVisible()
    words = page.second.words()
    assert items[0].title in words
    assert "Begeleiding jeugd · 4 uur per week" in words
    for personal in ("Voorbeeld1", "Mila", "M.V.", "Structuur in de dag", "BJG Noord", "6511AB"):
        assert personal not in words
    page.go_to(items[1].id)
    driver.until(lambda: items[1].title in page.second.words().split("Hierna")[0])
    page.second.close()


def test_that_the_clock_says_in_words_when_it_is_over_time(driver: Driver) -> None:
    page, _ = at_first_case(driver)
    assert "van 08:00 verstreken" in page.top.clock.text
    driver.table.clock.forward(minutes=9)
    driver.frame.reload()
    driver.until(lambda: "over tijd" in page.top.clock.text)
    page.setFocus()
    driver.press(Qt.Key.Key_F8)
    driver.until(lambda: "pauze" in page.top.clock.text)
    assert page.top.pause.text() == "Verder"


def test_that_what_is_typed_is_a_draft_and_leaving_confirms_it(driver: Driver) -> None:
    _, items = at_first_case(driver)
    before = len(driver.table.ask(lambda r: r.find(AuditEvent)))
    driver.press(Qt.Key.Key_M, CTRL)
    driver.type("De commissie")
    driver.until(lambda: driver.table.ask(lambda r: r.find(Draft)))
    assert len(driver.table.ask(lambda r: r.find(AuditEvent))) == before
    driver.press(Qt.Key.Key_Escape)
    driver.until(
        lambda: driver.table.ask(lambda r: r.get(AgendaItem, items[0].id)).notes == "De commissie"
    )
    driver.settle()
    assert driver.table.ask(lambda r: r.find(Draft)) == []


def test_that_a_half_filled_outcome_waits_at_its_case(driver: Driver) -> None:
    page, items = at_first_case(driver)
    driver.press(Qt.Key.Key_2)
    driver.type("3 uur")
    driver.press(Qt.Key.Key_PageDown, CTRL)
    driver.until(lambda: page.sitting.line.item.id == items[1].id)
    assert page.panel.form.choice is None
    driver.press(Qt.Key.Key_PageUp, CTRL)
    driver.until(lambda: page.sitting.line.item.id == items[0].id)
    assert page.panel.form.choice.code == "toegekend_met_aanpassing"
    assert page.panel.given().adjustments[0].advised == "3 uur"


def test_that_opening_a_case_is_logged_once(driver: Driver) -> None:
    page, items = at_first_case(driver)
    driver.frame.reload()
    driver.settle()
    seen = [
        event
        for event in driver.table.ask(lambda r: r.find(AuditEvent, action="case-viewed"))
        if event.subject_id == items[0].case_id
    ]
    assert len(seen) == 1
    assert page.sitting.desk is not None


def test_that_every_key_of_the_room_is_listed_under_f1(driver: Driver) -> None:
    page, _ = at_first_case(driver)
    listed = {hint.keys for hint in help_groups(page, "room", ())[0].hints}
    assert {"1", "Ctrl+Return", "Ctrl+M", "K", "/", "F9", "Esc", "Ctrl+Shift+Return"} <= listed


def test_that_the_room_can_be_used_without_eyes_or_mouse(driver: Driver) -> None:
    page, _ = at_first_case(driver)
    assert faults(page) == []
    for key in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4):
        driver.press(Qt.Key.Key_Escape)
        driver.press(key)
        assert faults(page) == []


def test_that_the_room_before_its_opening_can_be_used_too(table: Table, driver: Driver) -> None:
    meeting = table.meeting()
    page = room_of(driver, meeting)
    assert faults(page) == []
    assert page.plain_side.advance.text() == "Vergadering openen"


def test_that_the_models_keep_the_rules_of_qt(table: Table, qapp) -> None:
    meeting, items = table.opened(2)
    shown = table.ask(room_desk.sitting, meeting.id, items[0].id)
    agenda, criteria = AgendaListModel(), CriteriaModel()
    testers = [
        QAbstractItemModelTester(
            model, QAbstractItemModelTester.FailureReportingMode.Warning, model
        )
        for model in (agenda, criteria)
    ]
    agenda.set_board(shown.board, items[0].id, shown.today)
    assert len(testers) == 2
    spoken = agenda.data(agenda.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "2 CPV-0001, M.V. (12) Zorggroep Waal"


def test_that_who_does_what_is_asked_where_all_parties_sit_together(driver: Driver) -> None:
    page, _ = at_first_case(driver)
    driver.press(Qt.Key.Key_1)
    assert not page.panel.form.contributions.isVisible()
    together = replace(page.sitting.board.committee, proposes_recusal=False)
    form = page.panel.form
    form.show_case(page.sitting.desk.view, together, date(2026, 11, 26), OutcomeInput(choice=""))
    form.choose("toegekend")
    assert form.contributions.isVisible()
    driver.type("BJG", form.contributions.field(0, "party"))
    driver.type("Begeleiding in de klas", form.contributions.field(0, "task"))
    driver.type("01072027", form.contributions.field(0, "until"))
    given = form.given().contributions
    assert [(one.party, one.until) for one in given] == [("BJG", date(2027, 7, 1))]


def test_that_what_a_grant_asks_has_the_keyboard_when_it_is_refused(driver: Driver) -> None:
    """T8."""
    page, items = at_first_case(driver, weighed=False)
    criteria = page.pane.criteria
    criteria.table.setFocus()
    driver.press(J)
    driver.press(ONE)
    driver.press(SPACE)
    driver.press(Qt.Key.Key_Return, CTRL)
    driver.until(criteria.fault.isVisible)
    assert criteria.table.hasFocus() and criteria.table.current_row().at == 2
    assert criteria.table.current_row().item.text in criteria.fault.text()
    driver.press(J)
    driver.settle()
    assert not criteria.fault.isVisible()
    driver.press(Qt.Key.Key_Return, CTRL)
    driver.until(lambda: page.sitting.line.item.id == items[1].id)

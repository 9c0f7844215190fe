"""The page of a case, driven as a team member does: fields, conflicts, moves, BSN, history."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from accessibility import faults
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from real_pages import Opened, child, opened

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.outcomes import OutcomeInput
from casustafel.domain.people import Actor, Role
from casustafel.domain.records import AuditEvent
from casustafel.gui.dialogs.fields import Form
from casustafel.gui.pages.case import page as page_module
from casustafel.gui.pages.case.new_case import NewCaseDialog
from casustafel.gui.pages.case.page import CaseView
from casustafel.gui.pages.queue.page import QueuePage
from casustafel.gui.pages.room.rows_editor import RowsEditor
from casustafel.gui.settings import Settings
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.card import Card
from casustafel.gui.widgets.scrolling import ScrollingColumn
from casustafel.services.agenda import meetings
from casustafel.services.case import case_form, cases, intake
from casustafel.services.case.case_form import NewCase
from casustafel.services.meeting import outcomes
from workspaces import Table

BSN = "999900006"


@pytest.fixture
def case(table: Table) -> Case:
    """A case without answers of a child with a BSN."""
    given = NewCase(
        bsn=BSN,
        surname="Voorbeeld",
        initials="M.",
        birth_date=date(2014, 3, 14),
        care_form="begeleiding_jeugd",
        provider="Zorggroep Waal",
        referrer_type="bjg",
        referrer_name="BJG Noord",
    )
    return table.do(case_form.write, "cpv", given)


@pytest.fixture
def before(case: Case) -> None:
    """What stands there before the window opens."""


@pytest.fixture
def page(window: Opened, case: Case) -> CaseView:
    shown = window.open("case", case.id)
    assert isinstance(shown, CaseView)
    return shown


def stored(table: Table, case: Case) -> Case:
    return table.ask(lambda reader: reader.get(Case, case.id))


def answers(table: Table, case: Case) -> dict[str, object]:
    return table.ask(lambda reader: intake.answers_of(reader, [case.id])).get(case.id, {})


def events(table: Table, case: Case) -> list[str]:
    found = table.ask(lambda reader: reader.find(AuditEvent, "at", subject_id=case.id))
    return [event.action for event in found]


def line(page: CaseView, key: str) -> QLineEdit:
    return page.form.fields[key].line


def leave(window: Opened, field: QLineEdit) -> None:
    window.settle(field.editingFinished.emit)


def words(page: CaseView) -> str:
    return " | ".join(each.text() for each in page.side.findChildren(QLabel))


def test_that_opening_a_case_is_logged_once(page: CaseView, table: Table, case: Case) -> None:
    page.mark_stale()
    assert events(table, case).count("case-viewed") == 1


def test_that_escape_leads_back_from_a_field_of_a_case(
    window: Opened, page: CaseView, qtbot: QtBot
) -> None:
    field = line(page, "case.volume")
    field.setFocus()

    window.settle(lambda: qtbot.keyClick(field, Qt.Key.Key_Escape))

    assert window.window.page is not page


def test_that_escape_closes_what_is_said_above_a_case_before_it_leads_back(
    window: Opened, page: CaseView, qtbot: QtBot
) -> None:
    """H20: also where a button of the page has Escape for its key."""
    page.say("Dit kan nu niet.", Tone.BAD)
    field = line(page, "case.volume")
    field.setFocus()

    window.settle(lambda: qtbot.keyClick(field, Qt.Key.Key_Escape))
    assert (window.window.page, page.banner.text) == (page, "")

    window.settle(lambda: qtbot.keyClick(field, Qt.Key.Key_Escape))
    assert window.window.page is not page


def test_that_volume_unit_and_frequency_show_the_hours_at_once(
    page: CaseView, window: Opened, table: Table, case: Case
) -> None:
    line(page, "case.volume").setText("3")
    leave(window, line(page, "case.volume"))
    for key, wanted in (("case.unit", "16"), ("case.frequency", "2")):
        box = page.form.fields[key].control
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findData(wanted))
        window.settle(lambda box=box: box.activated.emit(box.currentIndex()))
    assert stored(table, case).hours_per_week == Decimal(12)
    assert line(page, "case.hours_per_week").text() == "12"


def test_that_signs_nobody_can_see_are_gone_from_a_field_that_is_left_and_that_is_told(
    page: CaseView, window: Opened, table: Table, case: Case
) -> None:
    """2.2: also outside dialogs."""
    field = line(page, "case.referrer_name")
    field.setFocus()
    field.setText("Huisarts\x00 De \x07Linde")
    window.settle(page.setFocus)
    assert field.text() == "Huisarts De Linde"
    assert "Onzichtbare tekens" in page.banner.text
    assert stored(table, case).referrer_name == "Huisarts De Linde"


def test_that_a_gi_is_asked_whether_there_is_a_measure_and_nobody_else_t7(
    page: CaseView, window: Opened, table: Table, case: Case, qtbot: QtBot
) -> None:
    def choose(key: str, value: str) -> None:
        box = page.form.fields[key].control
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findData(value))
        window.settle(lambda: box.activated.emit(box.currentIndex()))

    assert "case.ordered" not in page.form.fields
    choose("case.referrer_type", "gi")
    asked = page.form.fields["case.ordered"].control
    assert asked.accessibleName() == "Kinderbeschermingsmaatregel of jeugdreclassering"
    assert "niet afwijzen" in asked.accessibleDescription()
    assert faults(page) == []
    choose("case.ordered", "nee")
    assert stored(table, case).ordered is False
    choose("case.referrer_type", "bjg")
    assert "case.ordered" not in page.form.fields
    assert stored(table, case).ordered is None


def test_that_a_table_of_the_request_is_typed_in_rows(
    page: CaseView, window: Opened, table: Table, case: Case, qtbot: QtBot
) -> None:
    editor = page.form.fields["answer.goals"].control
    assert isinstance(editor, RowsEditor)
    field = editor.field(0, "goal")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    qtbot.keyClicks(field, "Dagstructuur")
    window.settle(lambda: qtbot.keyClick(field, Qt.Key.Key_Tab))
    assert answers(table, case)["goals"] == [{"goal": "Dagstructuur"}]


def test_that_not_applicable_with_its_reason_is_an_answer_of_a_table(
    page: CaseView, window: Opened, table: Table, case: Case, qtbot: QtBot
) -> None:
    editor = page.form.fields["answer.goals"].control
    assert isinstance(editor, RowsEditor)
    field = editor.field(0, "goal")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    qtbot.keyClicks(field, "n.v.t. spoed")
    window.settle(lambda: qtbot.keyClick(field, Qt.Key.Key_Tab))
    assert answers(table, case)["goals"] == "n.v.t.: spoed"


def test_that_who_comes_second_sees_what_stands_there_and_may_keep_the_own_text(
    page: CaseView, window: Opened, table: Table, case: Case
) -> None:
    table.do(case_form.edit_field, stored(table, case), "referrer_name", "BJG Hatert")
    field = page.form.fields["case.referrer_name"]
    field.line.setText("BJG Lent")
    leave(window, field.line)
    assert "naam verwijzer" in field.error
    assert "BJG Hatert" in field.error
    assert stored(table, case).referrer_name == "BJG Hatert"
    leave(window, field.line)
    assert stored(table, case).referrer_name == "BJG Lent"
    assert field.error == ""


def test_that_what_somebody_else_changed_appears_in_the_other_fields(
    page: CaseView, window: Opened, table: Table, case: Case
) -> None:
    table.do(case_form.edit_field, stored(table, case), "referrer_name", "BJG Hatert")
    line(page, "case.volume").setText("2")
    leave(window, line(page, "case.volume"))
    assert line(page, "case.referrer_name").text() == "BJG Hatert"


def test_that_a_day_that_is_none_is_refused_and_not_forgotten(
    page: CaseView, window: Opened, table: Table, case: Case
) -> None:
    field = page.form.fields["case.ends_on"]
    field.line.setText("31-02-2027")
    leave(window, field.line)
    assert "geen datum" in field.error
    assert field.line.text() == "31-02-2027"
    assert stored(table, case) == case


def test_that_the_bsn_is_hidden_until_a_reason_is_given_which_is_logged(
    page: CaseView, window: Opened, table: Table, case: Case
) -> None:
    assert BSN not in words(page)
    assert "•••••0006" in words(page)
    shows = child(page, QPushButton, "Tonen…")
    window.settle(shows.menu().actions()[0].trigger)
    assert BSN in words(page)
    assert "bsn-shown" in events(table, case)
    page.mark_stale()
    window.settle()
    assert BSN not in words(page)


def test_that_changes_are_told_with_old_and_new_value(
    page: CaseView, window: Opened, table: Table
) -> None:
    line(page, "case.referrer_name").setText("BJG Hatert")
    leave(window, line(page, "case.referrer_name"))
    assert "BJG Noord → BJG Hatert" in words(page)


def test_that_not_needed_asks_why_and_can_be_taken_back(
    page: CaseView, window: Opened, table: Table, case: Case, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.not_needed, Qt.MouseButton.LeftButton)
    dialog = page.findChild(Form)
    field = dialog.fields["reason"].control
    assert isinstance(field, QPlainTextEdit)
    qtbot.keyClicks(field, "Geen stop meer")
    window.settle(dialog.confirm)
    assert stored(table, case).status is CaseStatus.NOT_NEEDED
    assert page.pill.text() == "Niet nodig"
    assert not page.not_needed.isVisible()
    window.settle(lambda: qtbot.mouseClick(page.again, Qt.MouseButton.LeftButton))
    assert stored(table, case).status is CaseStatus.SUBMITTED
    window.undo()
    kept = stored(table, case)
    assert (kept.status, kept.end_reason) == (CaseStatus.NOT_NEEDED, "Geen stop meer")


def test_that_an_extension_asks_first_and_is_a_new_case_from_the_day_after_the_old(
    table: Table, settings: Settings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """H44: with the hours as they were; nothing is made before the question is answered."""
    _, items = table.opened(1)
    plain = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))
    table.do(outcomes.record, items[0].id, plain)
    with opened(table, settings, qtbot) as window:
        page = window.open("case", items[0].case_id or "")
        assert isinstance(page, CaseView)
        old = table.ask(lambda reader: reader.get(Case, items[0].case_id or ""))
        for agreed in (False, True):
            monkeypatch.setattr(page_module, "sure", lambda *_question, yes=agreed, **_no: yes)
            window.settle(lambda: qtbot.mouseClick(page.extend, Qt.MouseButton.LeftButton))
            made = table.ask(lambda reader: reader.first(Case, previous_case_id=old.id))
            assert (made is not None) == agreed
        assert made is not None
        assert made.starts_on == date(2027, 5, 28)
        assert (made.volume, made.unit) == (old.volume, old.unit)
        assert page.title_label.text() == made.number
        assert items[0].title in " ".join(
            each.text() for each in page.side.findChildren(QPushButton)
        )


def test_that_another_case_begins_at_the_top(
    window: Opened, table: Table, case: Case, qtbot: QtBot
) -> None:
    """H6: where one was in the case before says nothing of this one."""
    other = table.case(2)
    window.window.resize(1024, 600)
    page = window.open("case", case.id)
    bars = [area.verticalScrollBar() for area in page.findChildren(ScrollingColumn)]
    qtbot.waitUntil(lambda: any(bar.maximum() for bar in bars))
    for bar in bars:
        bar.setValue(bar.maximum())
    assert any(bar.value() for bar in bars)
    window.open("case", other.id)
    assert [bar.value() for bar in bars] == [0, 0]


def test_that_the_cursor_goes_to_the_first_field_that_is_missing(
    window: Opened, table: Table, case: Case, qtbot: QtBot
) -> None:
    table.do(cases.answer, case.id, "help_question", "Structuur in de dag")
    page = window.open("case", f"{case.id}#missing")
    assert isinstance(page, CaseView)
    why = page.form.fields["answer.why_this_provider"].control
    qtbot.waitUntil(lambda: why.isAncestorOf(window.window.focusWidget()) or why.hasFocus())


def test_that_no_field_is_squeezed_when_another_case_is_shown(
    page: CaseView, window: Opened, table: Table, qtbot: QtBot
) -> None:
    other = table.case(2, care_form="wmo_begeleiding", law="wmo")
    window.open("case", other.id)
    qtbot.waitUntil(
        lambda: all(
            entry.field.height() >= entry.field.minimumSizeHint().height()
            for entry in page.form.entries.values()
            if entry.field.isVisible()
        )
    )


def test_that_a_case_on_an_agenda_can_be_withdrawn_from_its_page(
    table: Table, window: Opened, case: Case, qtbot: QtBot
) -> None:
    meeting = table.meeting()
    listed = table.case(9)
    table.do(meetings.schedule, meeting.id, [listed.id])
    page = window.open("case", listed.id)
    assert isinstance(page, CaseView)
    assert page.withdraw.isVisible()
    page.withdraw.click()
    (dialog,) = page.findChildren(Form)
    field = dialog.fields["reason"].control
    assert isinstance(field, QPlainTextEdit)
    qtbot.keyClicks(field, "Ouders zien ervan af")
    window.settle(dialog.confirm)
    assert page.pill.text() == "Ingetrokken"
    cards = {card.accessibleName(): card for card in page.findChildren(Card) if card.isVisible()}
    said = {name: [one.text() for one in card.findChildren(QLabel)] for name, card in cards.items()}
    assert "Ouders zien ervan af" in said["Ingetrokken"]  # the reason is no route (H46)
    assert "Ouders zien ervan af" not in " ".join(said["Route"])
    assert not page.withdraw.isVisible()
    assert [one.title for one in table.ask(meetings.agenda, meeting.id) if one.case_id] == []
    assert window.window.banner.text == ""  # nobody was invited for it


def test_that_who_may_not_edit_can_read_only(
    table: Table, case: Case, settings: Settings, qtbot: QtBot
) -> None:
    member = Actor("p2", "Lid", frozenset({(Role.MEMBER, "cpv")}))
    reading = Table(replace(table.workspace, actor=member), table.clock, table.path)
    with opened(reading, settings, qtbot) as window:
        page = window.open("case", case.id)
        assert isinstance(page, CaseView)
        assert not page.form.fields["case.volume"].control.isEnabled()
        assert not page.withdraw.isVisible()
        assert "kunt deze casus lezen" in page.status


def test_that_every_part_can_be_used_with_a_screen_reader(page: CaseView) -> None:
    assert faults(page) == []


def test_that_a_known_client_is_filled_in_and_hours_are_worked_out_while_typing(
    window: Opened, case: Case, qtbot: QtBot
) -> None:
    queue = window.open("queue")
    assert isinstance(queue, QueuePage)
    qtbot.mouseClick(queue.new, Qt.MouseButton.LeftButton)
    dialog = queue.findChild(NewCaseDialog)
    qtbot.keyClicks(dialog.fields["bsn"].line, BSN)
    window.settle(dialog.fields["bsn"].line.editingFinished.emit)
    assert dialog.text("surname") == "Voorbeeld"
    assert dialog.day("birth_date") == date(2014, 3, 14)
    hints = " ".join(each.text() for each in dialog.findChildren(QLabel))
    assert case.number in hints
    qtbot.keyClicks(dialog.fields["volume"].line, "3")
    size = dialog.fields["size"].control
    assert isinstance(size, QComboBox)
    size.setCurrentIndex(size.findData("16 2"))
    assert "Dat is 12 uur per week." in [each.text() for each in dialog.findChildren(QLabel)]
    assert faults(dialog) == []
    window.settle(dialog.confirm)
    qtbot.waitUntil(lambda: isinstance(window.window.page, CaseView))

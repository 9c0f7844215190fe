"""Terugkoppeling through the window: a whole meeting at once, the beschikking, closing."""

from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from accessibility import faults
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from real_pages import Opened, child, form_of, opened

from casustafel.domain.actions import ActionKind
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.follow_up import RESIDENT
from casustafel.domain.house_style import HouseStyle
from casustafel.domain.outcomes import Feedback, OutcomeInput
from casustafel.domain.people import Actor, Role
from casustafel.gui.dialogs.mail import SendingDialog
from casustafel.gui.pages.case.page import CaseView
from casustafel.gui.pages.feedback.page import FeedbackPage
from casustafel.gui.settings import Settings
from casustafel.gui.widgets.buttons import KeyHintButton
from casustafel.services.documents import house
from casustafel.services.following import actions, feedback_desk
from casustafel.services.meeting import outcomes, room
from casustafel.services.minutes import minutes
from workspaces import Table


@pytest.fixture
def decided(table: Table) -> list[str]:
    """Three cases that were granted in a meeting whose minutes were adopted."""
    meeting, items = table.opened(3)
    for item in items:
        plain = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))
        table.do(outcomes.record, item.id, plain)
    table.do(room.close_meeting, meeting.id)
    table.do(minutes.put_up, meeting.id)
    table.do(minutes.adopt, meeting.id)
    return [meeting.id, *(item.case_id or "" for item in items)]


@pytest.fixture
def before(decided: list[str]) -> None:
    """What stands there before the window opens."""


def status_of(table: Table, case_id: str) -> CaseStatus:
    return table.ask(lambda reader: reader.get(Case, case_id)).status


def test_that_a_whole_meeting_is_told_in_one_go(
    table: Table, decided: list[str], window: Opened, qtbot: QtBot
) -> None:
    page = window.open("feedback", decided[0])
    assert isinstance(page, FeedbackPage)
    QAbstractItemModelTester(page.model)
    assert faults(page) == []
    assert page.report.text() == "Terugkoppeling vastleggen (3)…"
    qtbot.keyClick(page.table, Qt.Key.Key_T)
    dialog = form_of(page)
    assert faults(dialog) == []
    dialog.fields["Zorgaanbieder"].control.click()
    window.settle(dialog.confirm)
    assert {status_of(table, key) for key in decided[1:]} == {CaseStatus.REPORTED}
    assert len(table.ask(lambda reader: reader.find(Feedback, told_to="Zorgaanbieder"))) == 3
    assert page.model.total == 0
    window.settle(lambda: page.pane.bar.chips.choose("decision"))
    assert [page.model.cell(at, 6).text for at in range(3)] == ["wacht op beschikking"] * 3
    assert page.model.cell(0, 4).text == "Verwijzer, Zorgaanbieder 26-11-2026"


def test_that_a_mail_to_who_referred_tells_all_of_their_cases(
    table: Table, decided: list[str], window: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    """R3: one draft per contact person; the state changes only once it is taken."""
    table.do(house.save_style, HouseStyle(phone="024 111 22 33"))
    page = window.open("feedback", decided[0])
    assert isinstance(page, FeedbackPage)
    act = next(each for each in page.pane.acts if each.text == "Bericht aan verwijzers…")
    window.settle(lambda: act.rows(page.pane.selected()))  # type: ignore[misc]
    dialog = page.findChild(SendingDialog)
    assert dialog is not None
    assert faults(dialog) == []
    assert dialog.text.toPlainText().count("CPV-2026-") == 3
    window.settle(child(dialog, QPushButton, "Vastleggen").click)
    assert status_of(table, decided[1]) is CaseStatus.DECIDED
    for _again in range(2):
        dialog.write_all(tmp_path)
    drafts = sorted(tmp_path.glob("*.eml"))
    assert [each.name for each in drafts] == [
        "Er is een uitkomst 1.eml",
        "Er is een uitkomst 2.eml",
    ]
    mail = message_from_bytes(drafts[0].read_bytes(), policy=default)
    assert "CPV-2026" not in mail["Subject"]
    assert not list(mail.iter_attachments())
    window.settle(child(dialog, QPushButton, "Vastleggen").click)
    assert {status_of(table, key) for key in decided[1:]} == {CaseStatus.REPORTED}
    assert window.told == "3 terugkoppelingen vastgelegd."


def test_that_nobody_ticked_is_said_in_the_dialog(
    decided: list[str], window: Opened, qtbot: QtBot
) -> None:
    page = window.open("feedback", "report")
    assert isinstance(page, FeedbackPage)
    qtbot.keyClick(page.table, Qt.Key.Key_T)
    dialog = form_of(page)
    dialog.fields["Verwijzer"].control.click()
    window.settle(dialog.confirm)
    assert dialog.fields["other"].error.startswith("Er staat niet aan wie")
    qtbot.keyClicks(dialog.fields["other"].line, "Wijkverpleging")
    window.settle(dialog.confirm)
    assert page.model.total == 2


def test_that_a_beschikking_that_departs_says_why(
    table: Table, decided: list[str], window: Opened, qtbot: QtBot
) -> None:
    page = window.open("feedback")
    assert isinstance(page, FeedbackPage)
    window.settle(lambda: qtbot.keyClick(page.table, Qt.Key.Key_B))
    dialog = form_of(page)
    assert faults(dialog) == []
    qtbot.keyClicks(dialog.fields["reference"].line, "Z-2026-118")
    qtbot.keyClicks(dialog.fields["decided_on"].line, "26112026")
    dialog.fields["decided_by"].control.setCurrentText("Team Toegang")
    dialog.fields["departs"].control.click()
    window.settle(dialog.confirm)
    assert dialog.fields["departs_why"].error.startswith("Dit veld is nog leeg")
    qtbot.keyClicks(dialog.fields["departs_why"].control, "Nieuwe informatie van de huisarts.")
    window.settle(dialog.confirm)
    kept = table.ask(feedback_desk.decision_of, decided[1])
    assert kept is not None
    assert (kept.departs, kept.objection_until) == (True, date(2027, 1, 7))
    assert page.model.cell(0, 5).text == "Z-2026-118, 26-11-2026, wijkt af"


def test_that_a_case_without_beschikking_says_why_not(
    table: Table, decided: list[str], window: Opened, qtbot: QtBot
) -> None:
    page = window.open("feedback")
    window.settle(page.decide.click)
    dialog = form_of(page)
    high = dialog.height()
    dialog.fields["none"].control.click()
    assert dialog.fields["reference"].isHidden()
    assert dialog.height() < high
    window.settle(dialog.confirm)
    assert dialog.fields["none_because"].error.startswith("Dit veld is nog leeg")
    qtbot.keyClicks(dialog.fields["none_because"].control, "Ingetrokken door ouders.")
    window.settle(dialog.confirm)
    assert page.model.cell(0, 5).text == "geen: Ingetrokken door ouders."


def test_that_the_page_of_a_case_records_and_shows_it_and_closes(
    table: Table, decided: list[str], window: Opened, qtbot: QtBot
) -> None:
    case_id = decided[1]
    promise = table.do(
        actions.add,
        "cpv",
        "Plan inleveren",
        "Zorgaanbieder",
        due_on=date(2026, 12, 31),
        kind=ActionKind.CONDITION,
        case_id=case_id,
    )
    page = window.open("case", case_id)
    assert isinstance(page, CaseView)
    told = child(page.side, KeyHintButton, "Terugkoppeling vastleggen")
    window.settle(told.click)
    dialog = form_of(page)
    dialog.fields[RESIDENT].control.setChecked(True)
    window.settle(dialog.confirm)
    decide = child(page.side, KeyHintButton, "Beschikking vastleggen")
    window.settle(decide.click)
    asked = form_of(page)
    qtbot.keyClicks(asked.fields["reference"].line, "Z-2026-7")
    qtbot.keyClicks(asked.fields["decided_on"].line, "26112026")
    asked.fields["decided_by"].control.setCurrentText("BJG")
    window.settle(asked.confirm)
    assert status_of(table, case_id) is CaseStatus.FOLLOW_UP
    words = " ".join(each.text() for each in page.side.findChildren(type(page.title_label)))
    assert "Verwijzer (e-mail)" in words
    assert "Z-2026-7, 26-11-2026" in words
    close = child(page.side, KeyHintButton, "Casus sluiten")
    window.settle(close.click)
    assert "afspraken open (1)" in page.banner.text
    table.do(actions.finish, promise.id, "Ontvangen.")
    window.settle(close.click)
    assert status_of(table, case_id) is CaseStatus.CLOSED
    window.undo()
    assert status_of(table, case_id) is CaseStatus.FOLLOW_UP


def test_that_a_member_reads_and_does_not_record(
    table: Table, decided: list[str], settings: Settings, qtbot: QtBot
) -> None:
    table.workspace.actor = Actor("m", "Lid", frozenset({(Role.MEMBER, "cpv")}))
    with opened(table, settings, qtbot) as made:
        page = made.open("feedback")
        assert page.model.total == 3
        assert not page.report.isVisible()
        assert not page.decide.isVisible()


def test_that_minutes_lead_to_the_terugkoppeling_of_their_meeting(
    decided: list[str], window: Opened
) -> None:
    page = window.open("minutes", decided[0])
    page._fill_menu()
    (action,) = [one for one in page._menu.actions() if one.text().startswith("Terugkoppeling")]
    window.settle(action.trigger)
    shown = window.window.page
    assert isinstance(shown, FeedbackPage)
    assert len(shown.table.selected_rows()) == 3

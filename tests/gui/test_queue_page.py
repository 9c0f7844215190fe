"""The queue and the page of a case, driven as a team member does."""

from datetime import date, time
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from accessibility import faults
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from real_pages import Opened, child, opened

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.meetings import Meeting
from casustafel.gui import assembly
from casustafel.gui.dialogs.fields import Form
from casustafel.gui.dialogs.mail import MailDialog
from casustafel.gui.page import Page, PageSpec
from casustafel.gui.pages.case.new_case import NewCaseDialog
from casustafel.gui.pages.case.page import CaseView
from casustafel.gui.pages.queue.page import QueuePage
from casustafel.gui.settings import Settings
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.buttons import KeyHintButton
from casustafel.gui.widgets.chips import FilterChip
from casustafel.services.agenda import meetings
from casustafel.services.case import intake
from workspaces import Table


@pytest.fixture
def filled(table: Table) -> Table:
    """Three complete cases, one without answers, one urgent, and a planned meeting."""
    for at in range(1, 4):
        table.case(at)
    table.case(4, answers={}, referrer_name="Huisarts")
    table.case(5, urgent=True, care_form="vdb")
    table.meeting()
    return table


@pytest.fixture
def before(filled: Table) -> None:
    """What stands there before the window opens."""


@pytest.fixture
def page(window: Opened, qtbot: QtBot) -> QueuePage:
    shown = window.open("queue")
    assert isinstance(shown, QueuePage)
    qtbot.waitUntil(lambda: shown.model.total == 5)
    return shown


def numbers(page: QueuePage) -> list[str]:
    return [page.model.cell(at, 0).text for at in range(page.model.rowCount())]


def put_cursor(page: QueuePage, number: str) -> None:
    assert page.table is not None
    assert page.table.select_key(page.model.key(page.model.row_at(numbers(page).index(number))))


def test_that_urgent_cases_stand_first_and_then_the_oldest(page: QueuePage) -> None:
    assert numbers(page) == [
        "CPV-2026-0005 ⚑",
        "CPV-2026-0001",
        "CPV-2026-0002",
        "CPV-2026-0003",
        "CPV-2026-0004",
    ]


def status(table: Table, number: str) -> CaseStatus:
    found = table.ask(lambda reader: reader.first(Case, number=number))
    assert found is not None
    return found.status


def test_that_chips_count_and_filter(page: QueuePage, qtbot: QtBot) -> None:
    QAbstractItemModelTester(page.model)
    page.chips.choose("submitted")
    page.chips.chosen.emit("submitted")
    qtbot.waitUntil(lambda: numbers(page) == ["CPV-2026-0004"])
    page.chips.choose("ready")
    page.chips.chosen.emit("ready")
    qtbot.waitUntil(lambda: page.model.total == 4)


def test_that_typing_finds_a_case_and_clearing_shows_all_again(
    page: QueuePage, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.search, "voorbeeld3")
    qtbot.waitUntil(lambda: numbers(page) == ["CPV-2026-0003"])
    page.search.clear()
    qtbot.waitUntil(lambda: page.model.total == 5)


def test_that_the_pane_follows_the_cursor_and_says_what_is_missing(
    page: QueuePage, qtbot: QtBot
) -> None:
    put_cursor(page, "CPV-2026-0004")
    qtbot.waitUntil(page.detail.ask.isEnabled)
    qtbot.waitUntil(
        lambda: any(
            "Alternatieven verkend" in each.text() and each.text().startswith("✘")
            for each in page.detail.findChildren(QLabel)
        )
    )


def test_that_a_case_is_put_on_the_agenda_with_one_key(
    filled: Table, page: QueuePage, qtbot: QtBot
) -> None:
    put_cursor(page, "CPV-2026-0001")
    qtbot.waitUntil(page.schedule.isEnabled)
    qtbot.keyClick(page.table, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: status(filled, "CPV-2026-0001") is CaseStatus.SCHEDULED)


def test_that_withdrawing_asks_why_and_needs_an_answer(
    filled: Table, page: QueuePage, qtbot: QtBot
) -> None:
    put_cursor(page, "CPV-2026-0001")
    qtbot.waitUntil(page.withdraw.isEnabled)
    qtbot.mouseClick(page.withdraw, Qt.MouseButton.LeftButton)
    dialog = page.findChild(Form)
    dialog.confirm()
    assert dialog.fields["reason"].error
    field = dialog.fields["reason"].control
    assert isinstance(field, QPlainTextEdit)
    qtbot.keyClicks(field, "Ouders zien ervan af")
    dialog.confirm()
    qtbot.waitUntil(lambda: status(filled, "CPV-2026-0001") is CaseStatus.WITHDRAWN)


def test_that_a_case_on_an_agenda_is_withdrawn_and_its_invitees_are_told(
    filled: Table, window: Opened, page: QueuePage, qtbot: QtBot
) -> None:
    meeting = filled.ask(lambda reader: reader.find(Meeting))[0]
    case = filled.ask(lambda reader: reader.first(Case, number="CPV-2026-0001"))
    assert case is not None
    (item,) = filled.do(meetings.schedule, meeting.id, [case.id])
    filled.do(meetings.invite, item.id, "Wijkverpleegkundige", "De Regenboog")
    filled.do(meetings.set_budget, item.id, 10, time(9, 30))
    window.settle(page.reload)
    put_cursor(page, case.number)
    qtbot.waitUntil(page.withdraw.isEnabled)
    qtbot.mouseClick(page.withdraw, Qt.MouseButton.LeftButton)
    dialog = page.findChild(Form)
    said = [each.text() for each in dialog.findChildren(QLabel)]
    assert "CPV-2026-0001. Wat op een agenda staat, gaat daar ook vanaf." in said
    field = dialog.fields["reason"].control
    assert isinstance(field, QPlainTextEdit)
    qtbot.keyClicks(field, "Ouders zien ervan af")
    window.settle(dialog.confirm)
    assert status(filled, case.number) is CaseStatus.WITHDRAWN
    titles = [one.title for one in filled.ask(meetings.agenda, meeting.id)]
    assert case.number not in titles
    assert window.told == "1 casus ingetrokken."
    told = window.window.banner
    assert "Daarvoor was uitgenodigd: Wijkverpleegkundige, De Regenboog." in told.text
    offered = [each.text() for each in told.findChildren(KeyHintButton) if each.isVisible()]
    assert "Afzegging voor agenda's opslaan…" in offered
    window.undo()
    assert status(filled, case.number) is CaseStatus.SCHEDULED
    assert told.text == ""


def test_that_asking_for_completion_shows_the_text_before_anything_changes(
    filled: Table, window: Opened, page: QueuePage, qtbot: QtBot
) -> None:
    """H22: cancelled it changes nothing, asked it can be taken back."""
    for confirm, then in ((False, CaseStatus.SUBMITTED), (True, CaseStatus.INCOMPLETE)):
        put_cursor(page, "CPV-2026-0004")
        qtbot.waitUntil(page.detail.ask.isEnabled)
        window.settle(lambda: qtbot.mouseClick(page.detail.ask, Qt.MouseButton.LeftButton))
        dialog = page.findChild(MailDialog)
        text = dialog.text.toPlainText()
        assert "CPV-2026-0004" in text
        assert "Voorbeeld4" not in text
        assert status(filled, "CPV-2026-0004") is CaseStatus.SUBMITTED
        if confirm:
            window.settle(child(dialog, QPushButton, "Vragen").click)
            assert dialog.said.text() == "Kopieer of bewaar eerst een tekst."
            dialog.copy.click()
        window.settle(child(dialog, QPushButton, "Vragen").click if confirm else dialog.reject)
        assert status(filled, "CPV-2026-0004") is then
    assert window.told == "Aanvulling gevraagd bij 1 casus."
    window.undo()
    assert status(filled, "CPV-2026-0004") is CaseStatus.SUBMITTED


def test_that_several_cases_are_asked_for_with_a_text_for_each_referrer(
    filled: Table, window: Opened, page: QueuePage, qtbot: QtBot
) -> None:
    """H22, R12: one text per contact person; only what was taken along is asked."""
    filled.case(6, answers={})
    filled.case(7, answers={}, referrer_name="Huisarts De Linde")
    page.mark_stale()
    qtbot.waitUntil(lambda: page.model.total == 7)
    window.settle(lambda: page.table.selectAll() if page.table else None)
    qtbot.waitUntil(lambda: page.detail.ask.text() == "Aanvulling (3)…")
    window.settle(lambda: qtbot.mouseClick(page.detail.ask, Qt.MouseButton.LeftButton))
    dialog = page.findChild(MailDialog)
    asked = [each.accessibleName() for each in dialog.chips.findChildren(FilterChip)]
    assert asked[-1] == "Huisarts De Linde"
    dialog.text.setPlainText("Anders gezegd")
    dialog.chips.choose(str(len(asked) - 1))
    assert "CPV-2026-0007" in dialog.text.toPlainText()
    dialog.chips.choose("0")
    assert dialog.text.toPlainText() == "Anders gezegd"
    for at in range(len(asked) - 1):
        dialog.chips.choose(str(at))
        dialog.copy.click()
    window.settle(child(dialog, QPushButton, "Vragen").click)
    for number in ("CPV-2026-0004", "CPV-2026-0006"):
        assert status(filled, number) is CaseStatus.INCOMPLETE
    assert status(filled, "CPV-2026-0007") is CaseStatus.SUBMITTED
    assert status(filled, "CPV-2026-0001") is CaseStatus.READY


def test_that_a_text_is_saved_as_a_mail_that_is_not_sent_yet(
    page: QueuePage, tmp_path: Path
) -> None:
    """H47: a mail program opens it to be sent; where it cannot be written it says so."""
    dialog = MailDialog("Aanvulling €", "", [("", "Beste verwijzer,\n\nCafé")], parent=page)
    dialog.write(tmp_path / "een.eml")
    kept = message_from_bytes((tmp_path / "een.eml").read_bytes(), policy=default)
    assert (kept["Subject"], kept["X-Unsent"]) == ("Aanvulling €", "1")
    assert kept.get_content().splitlines() == ["Beste verwijzer,", "", "Café"]
    assert dialog.said.text() == "Opgeslagen als een.eml."
    dialog.write(tmp_path)
    assert "is een map" in dialog.said.text()
    (tmp_path / "casus.db").write_bytes(b"noise")
    dialog.write(tmp_path / "casus.db")
    assert (tmp_path / "casus.db").read_bytes() == b"noise"
    assert "casus.db" in dialog.said.text()
    assert faults(dialog) == []


def test_that_all_selected_ready_cases_go_on_the_agenda_together(
    filled: Table, window: Opened, page: QueuePage, qtbot: QtBot
) -> None:
    window.settle(lambda: page.table.selectAll() if page.table else None)
    qtbot.waitUntil(page.schedule.isEnabled)
    qtbot.mouseClick(page.schedule, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "4 casussen op de agenda" in window.told)
    assert status(filled, "CPV-2026-0004") is CaseStatus.SUBMITTED
    window.settle()
    window.undo()
    assert status(filled, "CPV-2026-0001") is CaseStatus.READY


def test_that_a_file_dropped_on_the_queue_opens_the_import_with_it(
    filled: Table, settings: Settings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_with: list[str] = []

    class Importing(Page):
        def open(self, argument: str) -> None:
            opened_with.append(argument)

    made = PageSpec("import", "Importeren", lambda context: Importing(context, "Importeren"))
    others = [spec for spec in assembly.PAGES if spec.key != "import"]
    monkeypatch.setattr(assembly, "PAGES", (*others, made))
    with opened(filled, settings, qtbot) as window:
        queue = window.open("queue")
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile("/tmp/lijst.xlsx")])
        held = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        over = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, *held)
        QApplication.sendEvent(queue, over)
        assert over.isAccepted()
        drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, *held)
        window.settle(lambda: QApplication.sendEvent(queue, drop))
    assert opened_with == [str(Path("/tmp/lijst.xlsx"))]


def test_that_a_new_case_is_numbered_and_opens(
    filled: Table, window: Opened, page: QueuePage, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.new, Qt.MouseButton.LeftButton)
    dialog = page.findChild(NewCaseDialog)
    qtbot.keyClicks(dialog.fields["surname"].line, "van der Voorbeeld")
    qtbot.keyClicks(dialog.fields["bsn"].line, "123456789")
    dialog.confirm()
    qtbot.waitUntil(lambda: bool(dialog.fields["bsn"].error))
    dialog.fields["bsn"].line.clear()
    qtbot.keyClicks(dialog.fields["initials"].line, "M.")
    qtbot.keyClicks(dialog.fields["birth_date"].line, "14032014")
    dialog.confirm()
    qtbot.waitUntil(lambda: status_known(filled, "CPV-2026-0006"))
    qtbot.waitUntil(lambda: isinstance(window.window.page, CaseView))


def status_known(table: Table, number: str) -> bool:
    return table.ask(lambda reader: reader.first(Case, number=number)) is not None


def test_that_a_field_is_kept_when_it_is_left_and_completes_the_case(
    filled: Table, window: Opened, qtbot: QtBot
) -> None:
    case = filled.ask(lambda reader: reader.first(Case, number="CPV-2026-0004"))
    page = window.open("case", case.id)
    assert isinstance(page, CaseView)
    qtbot.waitUntil(lambda: "answer.help_question" in page.form.fields)
    field = page.form.fields["answer.help_question"].control
    assert isinstance(field, QPlainTextEdit)
    field.setFocus()
    qtbot.keyClicks(field, "Structuur in de dag")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    qtbot.waitUntil(
        lambda: (
            filled.ask(lambda reader: reader.get(Case, case.id).points_met) >= 0
            and "Structuur in de dag" in str(answers(filled, case.id))
        )
    )


def answers(table: Table, case_id: str) -> object:
    return table.ask(lambda reader: intake.answers_of(reader, [case_id]))


def test_that_a_number_that_is_none_is_refused_beside_its_field(
    filled: Table, window: Opened, qtbot: QtBot
) -> None:
    case = filled.ask(lambda reader: reader.first(Case, number="CPV-2026-0001"))
    page = window.open("case", case.id)
    assert isinstance(page, CaseView)
    qtbot.waitUntil(lambda: "case.hours_per_week" in page.form.fields)
    field = page.form.fields["case.hours_per_week"]
    field.line.setText("veel")
    field.line.editingFinished.emit()
    qtbot.waitUntil(lambda: "geen getal" in field.error)
    assert filled.ask(lambda reader: reader.get(Case, case.id)) == case


def test_that_both_pages_can_be_used_with_a_screen_reader(
    filled: Table, window: Opened, page: QueuePage, qtbot: QtBot
) -> None:
    assert faults(page) == []
    case = filled.ask(lambda reader: reader.first(Case, number="CPV-2026-0001"))
    view = window.open("case", case.id)
    assert isinstance(view, CaseView)
    qtbot.waitUntil(lambda: bool(view.form.fields))
    assert faults(view) == []


def test_that_the_queue_marks_what_nears_its_last_lawful_day(
    filled: Table, page: QueuePage, qtbot: QtBot
) -> None:
    """R4: eight weeks for youth (§9 Forms), two weeks before that."""
    filled.case(8, received=date(2026, 10, 1))
    page.mark_stale()
    qtbot.waitUntil(lambda: page.model.total == 6)
    waits = [one.key for one in page.model.columns].index("waiting")
    shown = {
        page.model.cell(at, 0).text: page.model.cell(at, waits) for at in range(page.model.total)
    }
    assert (shown["CPV-2026-0006"].tone, shown["CPV-2026-0001"].tone) == (Tone.WARN, None)
    assert shown["CPV-2026-0006"].tooltip == "Uiterste dag volgens de wet: 26-11-2026."


def test_that_an_opening_is_filled_in_at_the_selected_children_at_once(
    filled: Table, window: Opened, page: QueuePage, qtbot: QtBot
) -> None:
    """R6: T4 of several children of one provider, in one form."""
    filled.case(6, care_form="vdb")
    page.mark_stale()
    qtbot.waitUntil(lambda: page.model.total == 6)
    page.table.selectAll()
    act = next(each for each in page.pane.acts if each.text == "Openstelling…")
    assert not act.when(page.pane.selected()), "not for care of other kinds"
    rows = [row for row in page.pane.selected() if row.care_form == "vdb"]
    page.doing.opening(rows)
    asked = page.findChild(Form)
    assert asked is not None
    asked.fields["weeks"].control.setText("60")  # type: ignore[attr-defined]
    qtbot.mouseClick(asked.do, Qt.MouseButton.LeftButton)
    assert "1 tot 53" in asked.fields["weeks"].control.accessibleDescription()
    asked.fields["weeks"].control.setText("50")  # type: ignore[attr-defined]
    window.settle(lambda: qtbot.mouseClick(asked.do, Qt.MouseButton.LeftButton))
    assert window.told == "Ingevuld bij 2 casussen."
    kept = filled.ask(lambda reader: reader.find(Case, care_form="vdb"))
    assert [case.weeks_open for case in kept] == [50, 50]
    window.undo()
    kept = filled.ask(lambda reader: reader.find(Case, care_form="vdb"))
    assert [case.weeks_open for case in kept] == [None, None]

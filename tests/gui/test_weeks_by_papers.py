"""The weeks of the ZBO chair and of a huisarts in the window, told by the papers that they get."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from real_pages import Opened, form_of

from casustafel.domain.cases import Case
from casustafel.domain.consent import Giver
from casustafel.domain.errors import RuleError
from casustafel.domain.house_style import HouseStyle
from casustafel.domain.meetings import AgendaItem, Meeting, Presence
from casustafel.domain.outcomes import OutcomeInput
from casustafel.gui.pages.documents.page import DocumentsPage
from casustafel.gui.pages.feedback.page import FeedbackPage
from casustafel.gui.pages.queue.page import QueuePage
from casustafel.services.agenda import meetings
from casustafel.services.case import case_steps, consents
from casustafel.services.case.consents import ConsentInput
from casustafel.services.documents import house
from casustafel.services.meeting import outcomes, room
from casustafel.services.queue.queue import MEDICAL_REFERRERS
from casustafel.services.use_case import unseen
from other_tables import CONTRIBUTIONS, seat, zbo_case
from workspaces import CPV_ANSWERS, Table

LACKING = {name: said for name, said in CPV_ANSWERS.items() if name != "transfer_planned"}


@pytest.fixture
def before(table: Table) -> None:
    """A telephone number, without which no letter is made."""
    table.do(house.save_style, HouseStyle(phone="024 111 22 33"))


def papers(window: Opened, meeting: Meeting) -> DocumentsPage:
    page = window.open("documents", meeting.id)
    assert isinstance(page, DocumentsPage)
    return page


def row(page: DocumentsPage, label: str) -> int:
    return [one.label for one in page.pane.rows].index(label)


def read(page: DocumentsPage, window: Opened, label: str) -> str:
    """Choose a paper and read its pages beside the list."""
    page.table.selectRow(row(page, label))
    window.settle()
    return " ".join(page.preview.page_text(0).split())


def held(table: Table, meeting: Meeting, item: AgendaItem, given: OutcomeInput) -> None:
    table.do(room.open_meeting, meeting.id)
    for one in table.ask(lambda reader: reader.find(room.Attendance, meeting_id=meeting.id)):
        table.do(room.set_presence, unseen(meeting.id), one.member_id, Presence.PRESENT)
    table.weighed(item)
    table.do(outcomes.record, item.id, given)
    table.do(room.close_meeting, meeting.id)


def test_that_the_zbo_chair_gets_what_is_theirs_and_nobody_is_invited_unasked(
    window: Opened, table: Table
) -> None:
    """R7, R11: the pack, the invitation that waits for consent, the letter to the school."""
    seats = seat(table, "zbo")
    case = zbo_case(table, 1)
    at = {"starts": time(13), "ends": time(15), "place": "kamer 1.02"}
    meeting = table.do(meetings.plan, "zbo", held_on=table.today, **at)
    (item,) = table.do(meetings.schedule, meeting.id, [case.id])
    school = (item.id, "School", "Basisschool De Proef", "ib@example.org")
    with pytest.raises(RuleError, match="consent-missing"):
        table.do(meetings.invite, *school)
    window.settle(lambda: window.window.choose_committee("zbo"))

    page = papers(window, meeting)
    key = f"ledenstuk:{seats['voorzitter'].id}"
    pack = next(at for at, one in enumerate(page.pane.rows) if one.key == key)
    page.table.selectRow(pack)
    window.settle()
    said = " ".join(page.preview.page_text(0).split())
    assert case.number in said
    assert "Schoolkind" not in said, "initials and a year only"
    for giver in (Giver.PARENT, Giver.OTHER_PARENT):
        given = ConsentInput(recipient="School", giver=giver, given_on=table.today)
        table.do(consents.give, case.id, given)
    table.do(meetings.invite, *school)
    page.mark_stale()
    window.settle()
    invitation = read(page, window, "Uitnodiging voor één agendapunt")
    assert "13.0" in invitation
    assert "U hoeft alleen bij dat punt te zijn" in invitation

    school_part = replace(CONTRIBUTIONS[0], party="School", task="Vaste werkplek")
    held(
        table,
        meeting,
        item,
        OutcomeInput(
            choice="toegekend",
            reasons=("ZT1",),
            motivation="Zo lukt het in de klas.",
            valid_until=date(2027, 7, 1),
            contributions=(*CONTRIBUTIONS, school_part),
        ),
    )
    page.mark_stale()
    window.settle()
    letter = read(page, window, "Brief aan de school")
    assert "Vaste werkplek" in letter
    assert "Zo lukt het" not in letter, "its own part only"


def test_that_a_huisarts_is_not_held_up_and_reads_who_has_the_regie(
    window: Opened, table: Table, qtbot: QtBot
) -> None:
    """R12: the provider is asked, after five workdays it goes as it is, a letter tells."""
    table.clock.now = datetime(2026, 11, 13, 8, tzinfo=UTC)
    mine = table.case(1, LACKING, referrer_type="huisarts", referrer_name="Praktijk De Proef")
    table.case(2)
    queue = window.open("queue")
    assert isinstance(queue, QueuePage)
    menu = queue.pane.bar.menus["referrer"]
    menu.show_choice(MEDICAL_REFERRERS)
    window.settle(lambda: menu.chosen.emit(MEDICAL_REFERRERS))
    assert [one.number for one in queue.pane.rows] == [mine.number], "doctors are seen apart"
    table.do(case_steps.ask_completions, [mine.id])
    table.clock.now += timedelta(days=8)
    table.do(case_steps.bring_back_due)
    queue.mark_stale()
    window.settle()
    assert [one.status.value for one in queue.pane.rows] == ["ready"]
    meeting = table.meeting(table.today)
    (item,) = table.do(meetings.schedule, meeting.id, [mine.id])
    assert "Niet aangevuld" in read(papers(window, meeting), window, "Stukken per lid")

    held(
        table,
        meeting,
        item,
        OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27)),
    )
    page = papers(window, meeting)
    page.mark_stale()
    window.settle()
    letter = read(page, window, "Brief aan de huisarts")
    assert "kan beginnen" in letter
    assert "De regie heeft" in letter
    assert not [word for word in ("4 uur", "Zorggroep", "Voorbeeld1") if word in letter]
    telling = window.open("feedback", "report")
    assert isinstance(telling, FeedbackPage)
    telling.table.selectRow(0)
    qtbot.mouseClick(telling.report, Qt.MouseButton.LeftButton)
    form = form_of(telling)
    form.fields["Huisarts"].control.setChecked(True)  # type: ignore[attr-defined]
    form.fields["Inwoner"].control.setChecked(True)  # type: ignore[attr-defined]
    window.settle(form.confirm)
    kept = table.ask(lambda reader: reader.get(Case, mine.id))
    assert kept.status.value == "reported"

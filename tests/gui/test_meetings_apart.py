"""Two meetings of one table on one day are told apart everywhere (T12, T5)."""

from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu
from real_pages import Opened

from casustafel.domain.errors import UsageError
from casustafel.domain.meetings import AgendaItem, Attendance, Meeting, Presence
from casustafel.domain.outcomes import OutcomeInput
from casustafel.gui.pages.case.page import CaseView
from casustafel.gui.pages.feedback.page import FeedbackPage
from casustafel.gui.pages.meetings.agenda_page import AgendaPage
from casustafel.gui.pages.minutes.page import MinutesPage
from casustafel.gui.pages.today.page import TodayPage
from casustafel.services.agenda import meetings, meetings_desk
from casustafel.services.following import actions
from casustafel.services.meeting import outcomes, room
from casustafel.services.minutes import minutes
from workspaces import Table

GRANTED = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))
DAY = date(2026, 11, 26)


def planned(table: Table, hour: int, day: date = DAY) -> Meeting:
    times = {"starts": time(hour), "ends": time(hour + 1, 30)}
    return table.do(meetings.plan, "cpv", held_on=day, place="2.14", **times)


def held(table: Table, meeting: Meeting, day: int) -> AgendaItem:
    """Grant one case in a meeting and close it."""
    (item,) = table.do(meetings.schedule, meeting.id, [table.case(day).id])
    table.do(room.open_meeting, meeting.id)
    for one in table.ask(lambda reader: reader.find(Attendance, meeting_id=meeting.id)):
        table.do(room.set_presence, meeting.id, one.member_id, Presence.PRESENT)
    table.weighed(item)
    table.do(outcomes.record, item.id, GRANTED)
    table.do(room.close_meeting, meeting.id)
    return item


@pytest.fixture
def day(table: Table) -> list[Meeting]:
    """Two meetings on one day, both closed, and one in the week after."""
    both = [planned(table, 9), planned(table, 13)]
    for at, meeting in enumerate(both, 1):
        held(table, meeting, at)
    return [*both, planned(table, 9, date(2026, 12, 3))]


@pytest.fixture
def before(day: list[Meeting]) -> None:
    """What stands there before the window opens."""


def test_that_the_next_agenda_holds_the_minutes_of_both_with_their_times(
    table: Table, day: list[Meeting]
) -> None:
    """Case 22; also when those of the first were adopted before the second was held."""
    titles = [item.title for item in table.ask(meetings.agenda, day[2].id)]
    assert titles[1:3] == ["Notulen 26-11-2026, 09.00 uur", "Notulen 26-11-2026, 13.00 uur"]


def test_that_minutes_have_their_time_also_when_the_others_of_the_day_were_adopted(
    table: Table,
) -> None:
    first = planned(table, 9)
    held(table, first, 1)
    table.do(minutes.put_up, first.id)
    table.do(minutes.adopt, first.id)
    held(table, planned(table, 13), 2)
    following = planned(table, 9, date(2026, 12, 3))
    titles = [item.title for item in table.ask(meetings.agenda, following.id)]
    assert titles[1] == "Notulen 26-11-2026, 13.00 uur"


def test_that_the_chooser_of_the_minutes_says_the_time(window: Opened, day: list[Meeting]) -> None:
    page = window.open("minutes", day[0].id)
    assert isinstance(page, MinutesPage)
    texts = [page._meeting.itemText(at) for at in range(page._meeting.count())]
    assert [text.split(" · ")[0] for text in texts] == [
        "26-11-2026, 13.00 uur",
        "26-11-2026, 9.00 uur",
    ]


def test_that_an_agenda_and_the_case_say_the_time(
    window: Opened, table: Table, day: list[Meeting]
) -> None:
    planned(table, 15, date(2026, 12, 3))
    page = window.open("agenda", day[2].id)
    assert isinstance(page, AgendaPage)
    assert page._subtitle.text().startswith("09:00\N{EN DASH}10:30")
    (item,) = [one for one in table.ask(meetings.agenda, day[1].id) if one.case_id]
    case = window.open("case", item.case_id or "")
    assert isinstance(case, CaseView)
    assert "26-11-2026, 13.00 uur" in [
        each.text() for each in case.side.findChildren(type(case.title_label))
    ]
    queue = window.open("queue")
    assert queue.schedule.text() == "Op agenda 03-12, 9.00 uur zetten"


def test_that_today_names_both(window: Opened) -> None:
    page = window.open("today")
    assert isinstance(page, TodayPage)
    notes = [row.words.note for row in page.cards[0].rows if "Notulen" in row.words.title]
    assert [note.split(" · ")[0] for note in notes] == [
        "vergadering van 26-11-2026, 9.00 uur",
        "vergadering van 26-11-2026, 13.00 uur",
    ]


def test_that_what_is_to_be_told_names_the_meeting_with_its_time(
    window: Opened, table: Table, day: list[Meeting]
) -> None:
    for meeting in day[:2]:
        table.do(minutes.put_up, meeting.id)
        table.do(minutes.adopt, meeting.id)
    page = window.open("feedback", "report")
    assert isinstance(page, FeedbackPage)
    column = page.model.at("held_on")
    assert {page.model.cell(row, column).text for row in range(2)} == {
        "26-11-2026, 9.00 uur",
        "26-11-2026, 13.00 uur",
    }
    (menu,) = page.pane.bar.menus["meeting"].findChildren(QMenu)
    assert {each.text() for each in menu.actions()} >= {
        "26-11-2026, 9.00 uur (1)",
        "26-11-2026, 13.00 uur (1)",
    }


def test_that_files_and_the_command_line_name_them_apart(
    table: Table, day: list[Meeting], tmp_path: Path
) -> None:
    names = {table.ask(minutes.file_name, one.id) for one in day[:2]}
    assert names == {
        "2026-11-26-0900_CPV_notulen_v1_concept.pdf",
        "2026-11-26-1300_CPV_notulen_v1_concept.pdf",
    }
    labels = [line.label for line in table.ask(meetings_desk.meetings)]
    assert labels == ["CPV-2026-12-03", "CPV-2026-11-26-1300", "CPV-2026-11-26-0900"]
    found = table.ask(meetings_desk.find_meeting, "cpv-2026-11-26-0900")
    assert found.id == day[0].id
    with pytest.raises(UsageError, match="meeting-ambiguous"):
        table.ask(meetings_desk.find_meeting, "CPV-2026-11-26")


def test_that_a_meeting_alone_on_its_day_has_no_time_in_its_name(table: Table) -> None:
    alone = planned(table, 9)
    called_off = planned(table, 13)
    table.do(meetings.cancel, called_off.id)
    (item,) = table.do(meetings.schedule, alone.id, [table.case(1).id])
    table.do(actions.add, "cpv", "Bellen", "Secretaris", item_id=item.id)
    assert table.ask(meetings_desk.find_meeting, "CPV-2026-11-26").id == alone.id
    assert {line.label for line in table.ask(meetings_desk.meetings)} == {"CPV-2026-11-26"}

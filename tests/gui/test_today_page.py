"""Vandaag: what waits, and that every line opens the page where it is done."""

from datetime import date

import pytest
from accessibility import faults
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from real_pages import Opened, opened

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.outcomes import OutcomeInput
from casustafel.gui.pages.queue.page import QueuePage
from casustafel.gui.pages.today.page import TaskRow, TodayPage
from casustafel.gui.settings import Settings
from casustafel.gui.widgets.buttons import KeyHintButton
from casustafel.gui.widgets.chips import FilterChip
from casustafel.services.following import actions
from casustafel.services.meeting import outcomes, room
from workspaces import Table


@pytest.fixture
def filled(table: Table) -> Table:
    """Two ready cases, a new one, an urgent one, a meeting in a week, an action that is late."""
    table.case(1)
    table.case(2)
    table.case(3, answers={})
    table.case(4, urgent=True, urgent_before=date(2026, 11, 25))
    table.meeting(date(2026, 12, 3))
    table.do(actions.add, "cpv", "Bel de school", "Secretaris", due_on=date(2026, 11, 20))
    return table


@pytest.fixture
def before(filled: Table) -> None:
    """What stands there before the window opens."""


PAGE = "today"


def titles(page: TodayPage, card: int = 0) -> list[str]:
    return [row.words.title for row in page.cards[card].rows]


def row(page: TodayPage, title: str) -> TaskRow:
    return next(
        each for card in page.cards for each in card.rows if each.words.title.startswith(title)
    )


def test_that_each_table_has_a_card_with_its_meeting_and_what_waits(page: TodayPage) -> None:
    assert titles(page) == [
        "do 03-12-2026, 9.00 tot 10.30 uur",
        "⚑ Spoed: CPV-2026-0004",
        "1 actie te laat",
        "1 nieuwe casus bekijken",
    ]
    assert titles(page, 1) == ["Vergadering plannen"]
    assert "3 klaar, ruimte voor" in page.cards[0].rows[0].words.note
    assert row(page, "⚑").words.pill == "te laat"
    assert "1 van u" in row(page, "1 actie").words.note


def test_that_a_line_opens_its_page_with_the_filter_that_it_counts(
    page: TodayPage, window: Opened, qtbot: QtBot
) -> None:
    new = row(page, "1 nieuwe")
    window.settle(lambda: qtbot.mouseClick(new, Qt.MouseButton.LeftButton))
    queue = window.window.page
    assert window.window.shown == "queue"
    assert queue.model.total == 1
    assert queue.model.cell(0, 0).text == "CPV-2026-0003"


def test_that_a_line_of_another_table_switches_to_that_table(
    page: TodayPage, window: Opened, qtbot: QtBot
) -> None:
    plan = page.cards[1].rows[0]
    window.settle(lambda: qtbot.mouseClick(plan, Qt.MouseButton.LeftButton))
    assert window.window.shown == "meetings"
    assert window.window.context.committee == "zbo"


def test_that_the_arrows_walk_the_lines_and_enter_opens(
    page: TodayPage, window: Opened, qtbot: QtBot
) -> None:
    rows = page.cards[0].rows
    rows[0].setFocus()
    qtbot.keyClick(rows[0], Qt.Key.Key_Down)
    qtbot.waitUntil(rows[1].hasFocus)
    window.settle(lambda: qtbot.keyClick(rows[1], Qt.Key.Key_Return))
    assert window.window.shown == "case"


def test_that_a_meeting_that_goes_on_is_asked_for_before_anything_else_T19(
    table: Table, settings: Settings, qtbot: QtBot
) -> None:
    meeting, _ = table.opened(1)
    with opened(table, settings, qtbot) as window:
        page = window.open("today")
        assert isinstance(page, TodayPage)
        line = page.running.itemAt(0).widget()
        assert isinstance(line, TaskRow)
        assert line.words.title == "De vergadering van CPV loopt nog. Verder?"
        qtbot.waitUntil(lambda: line.y() < min(card.y() for card in page.cards))
        assert not any("loopt" in title for title in titles(page))
        qtbot.waitUntil(line.hasFocus)
        window.settle(lambda: qtbot.keyClick(line, Qt.Key.Key_Return))
        assert (window.window.shown, window.window.page.writer.meeting) == ("room", meeting.id)


def test_that_a_held_over_case_returns_by_itself_on_its_day(
    table: Table, settings: Settings, qtbot: QtBot
) -> None:
    _, items = table.opened(1)
    given = OutcomeInput(choice="aangehouden", held_until=date(2026, 12, 3))
    table.do(outcomes.record, items[0].id, given)
    table.clock.forward(days=7)
    with opened(table, settings, qtbot) as window:
        page = window.open("today")
        window.settle()
        assert "terug en klaar" in page.banner.text
        kept = table.ask(lambda reader: reader.get(Case, items[0].case_id))
        assert kept.status is CaseStatus.READY


def test_that_today_and_the_queue_tell_the_same_of_what_was_carried_over(
    table: Table, settings: Settings, qtbot: QtBot
) -> None:
    meeting, items = table.opened(3)
    for item in items:
        table.do(room.carry_over, item.id)
    table.do(room.close_meeting, meeting.id)
    with opened(table, settings, qtbot) as window:
        page = window.open("today")
        assert isinstance(page, TodayPage)
        words = row(page, "Vergadering plannen").words
        assert (words.note, words.pill) == ("3 doorgeschoven · 0 zijn klaar", "wacht")

        queue = window.open("queue")
        assert isinstance(queue, QueuePage)
        chips = [chip.text() for chip in queue.chips.findChildren(FilterChip)]
        assert "Doorgeschoven 3" in chips
        assert "Klaar voor agenda 0" in chips
        assert not any(chip.startswith("Op agenda") for chip in chips)
        column = [one.key for one in queue.model.columns].index("status")
        cell = queue.model.cell(0, column)
        assert (cell.text, cell.spoken) == ("Schuift door", "Doorgeschoven")
        assert queue.carried.text == (
            "3 doorgeschoven casussen staan nog op geen agenda. Ze komen vanzelf op de volgende "
            "vergadering zodra die gepland is."
        )
        assert faults(queue) == []
        window.settle(lambda: queue.chips.choose("carried"))
        assert queue.model.total == 3
        window.settle(queue.carried.findChildren(KeyHintButton)[0].click)
        assert window.window.shown == "meetings"

        table.meeting(date(2026, 12, 3))
        window.settle(window.window.reload)
        queue.mark_stale()
        window.open("queue")
        assert queue.carried.text == ""
        window.settle(lambda: queue.chips.choose(""))
        chips = [chip.text() for chip in queue.chips.findChildren(FilterChip)]
        assert "Op agenda 3" in chips
        assert not any(chip.startswith("Doorgeschoven") for chip in chips)
        page.mark_stale()
        window.open("today")
        assert "3 op de agenda" in row(page, "do 03-12-2026").words.note


def test_that_an_empty_workspace_says_where_to_begin(
    table: Table, settings: Settings, qtbot: QtBot
) -> None:
    """H46, 2.7: "alles is bij" is for who has begun; before that each step leads to its page."""
    with opened(table, settings, qtbot) as window:
        page = window.open("today")
        assert isinstance(page, TodayPage)
        first = ["Leden vastleggen", "Normen invoeren", "Een lijst inlezen"]
        assert titles(page) == ["Vergadering plannen", *first]
        assert "Alles is bij." not in said_on(page.cards[0])
        assert faults(page) == []
        for title, key in zip(first, ("people", "register", "queue"), strict=True):
            window.open("today")
            window.settle(row(page, title).click)
            assert window.window.shown == key
        table.meeting(date(2026, 12, 3))
        window.settle(page.mark_stale)
        window.open("today")
        assert "Alles is bij." in said_on(page.cards[0])
        assert first[0] not in titles(page)


def said_on(card: QWidget) -> str:
    return " ".join(one.text() for one in card.findChildren(QLabel))


def test_that_the_page_can_be_used_with_a_screen_reader(page: TodayPage) -> None:
    assert faults(page) == []


def test_that_the_cards_stand_below_each_other_when_there_is_little_room(
    page: TodayPage, window: Opened, qtbot: QtBot
) -> None:
    assert len({card.y() for card in page.cards[:3]}) == 1
    window.window.resize(700, 768)
    qtbot.waitUntil(lambda: len({card.y() for card in page.cards[:3]}) == 3)

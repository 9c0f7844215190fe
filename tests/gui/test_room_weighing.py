"""What the table fills in follows the order of thought, and says in what it is meant."""

from datetime import date

import pytest
from driving import Driver
from PySide6.QtCore import Qt
from test_room_page import at_first_case

from casustafel.domain.asked import unit_asked, weeks_in, with_unit
from casustafel.domain.outcomes import AdjustmentKind
from casustafel.gui.pages.room.page import RoomPage
from casustafel.services.meeting import room_desk
from workspaces import Table

KIND = AdjustmentKind


def adjusting(driver: Driver) -> RoomPage:
    page, _ = at_first_case(driver)
    page.setFocus()
    driver.press(Qt.Key.Key_2)
    return page


@pytest.mark.parametrize(
    ("kind", "asked", "unit"),
    [
        (KIND.INTENSITY, "40,5 uur per week", "uur per week"),
        (KIND.INTENSITY, "5 dagdelen per week", "dagdelen per week"),
        (KIND.INTENSITY, "", "uur per week"),
        (KIND.DURATION, "tot 01-06-2027", "weken"),
        (KIND.TRANSFER_MANNER, "Warme overdracht", ""),
    ],
)
def test_that_a_number_is_meant_in_what_was_asked(
    kind: AdjustmentKind, asked: str, unit: str
) -> None:
    """H26."""
    assert unit_asked(kind, asked) == unit


def test_that_a_bare_number_is_kept_with_its_unit_and_words_as_they_are() -> None:
    """H26."""
    assert with_unit("2,5", "uur per week") == "2,5 uur per week"
    assert with_unit("1", "weken") == "1 week"
    assert with_unit("de helft van de uren", "uur per week") == "de helft van de uren"


def test_that_only_what_names_weeks_is_a_duration_in_weeks() -> None:
    """H10."""
    assert [weeks_in(text) for text in ("13", "13 wk", "13 weken")] == [13, 13, 13]
    assert [weeks_in(text) for text in ("", "3 maanden", "tot 1-6")] == [None, None, None]


def test_that_the_validity_follows_the_advised_duration_until_a_day_is_said(driver: Driver) -> None:
    """H10."""
    page = adjusting(driver)
    form = page.panel.form
    duration, day = form.adjustments.fields[KIND.DURATION], form.valid_until
    assert day.day == date(2027, 5, 27)
    assert day.accessibleDescription() == "voorstel"
    driver.type("13", duration)
    assert day.day == date(2027, 2, 25)
    assert form.given().adjustments[0].advised == "13 weken"
    day.setText("01-03-2027")
    assert day.accessibleDescription() == ""
    driver.type("0", duration)
    assert day.day == date(2027, 3, 1)


def test_that_the_unit_stands_beside_a_number_and_makes_room_for_words(driver: Driver) -> None:
    """H26; what is asked wraps."""
    page = adjusting(driver)
    editor = page.panel.form.adjustments
    unit, field = editor._units[KIND.INTENSITY], editor.fields[KIND.INTENSITY]
    assert unit.text() == "uur per week" and unit.isVisible()
    driver.type("3", field)
    assert unit.isVisible()
    driver.type(" keer, en korter", field)
    assert not unit.isVisible()
    assert all(shown.wordWrap() for shown in editor._asked_labels.values())


def test_that_the_second_screen_shows_what_is_weighed_and_nothing_that_was_typed(
    driver: Driver,
) -> None:
    """H27."""
    page, _ = at_first_case(driver)
    page.toggle_second_screen()
    page.second.resize(1024, 700)
    page.choose_outcome(2)
    form = page.panel.form
    driver.type("3", form.adjustments.fields[KIND.INTENSITY])
    form.motivation.setPlainText("Geheim")
    shown = page.second.words()
    assert "Specifieke zorg van deze aanbieder is nodig: ja" in shown
    assert "Toekennen met aanpassing · intensiteit" in shown
    for hidden in ("Geheim", "Voorbeeld1", "Dagstructuur", "M.V."):
        assert hidden not in shown
    page.go_to(page.sitting.board.lines[0].item.id)  # the opening: nothing is weighed there
    driver.settle()
    assert "Toekennen" not in page.second.words()
    page.go_to(page.sitting.board.lines[1].item.id)
    driver.settle()
    assert "Toekennen met aanpassing" in page.second.words()
    page.second.cover(covered=True)
    assert "Specifieke zorg" not in page.second.words()
    assert "Toekennen" not in page.second.words()
    page.second.close()


def test_that_the_second_screen_stays_within_the_only_screen(driver: Driver) -> None:
    """H13, H27: in a corner; what does not fit there is not shown."""
    page, _ = at_first_case(driver)
    page.toggle_second_screen()
    driver.settle()
    room = page.second.screen().availableGeometry()
    assert page.second.height() < 520
    assert room.contains(page.second.geometry())
    narrow = page.second.layout().contentsMargins()
    page.second.resize(1024, 700)
    driver.until(lambda: page.second.layout().contentsMargins().left() > narrow.left())
    wide = page.second.layout().contentsMargins()
    assert wide.top() > narrow.top(), "a large screen has air"
    # On a small one the width is for the words: of 480 no more than a tenth goes to margins.
    assert narrow.left() + narrow.right() <= 48
    page.second.close()


def test_that_members_stand_in_natural_order_with_the_chair_first(table: Table) -> None:
    """H28."""
    assert sorted(["Team 10", "Team 2", "Team 1"], key=room_desk._natural) == [
        "Team 1",
        "Team 2",
        "Team 10",
    ]
    meeting, _ = table.opened(1)
    seats = table.ask(room_desk.board, meeting.id).seats
    assert seats[0].label == "Voorzitter"

"""The page of the minutes: typing, following, checking, adopting, exporting."""

import hashlib
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from accessibility import faults
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from real_pages import Opened, child, opened

from casustafel.domain.meetings import AgendaItem, Meeting
from casustafel.domain.minutes import ItemText, MinutesState
from casustafel.domain.outcomes import Adjustment, AdjustmentKind, OutcomeInput
from casustafel.domain.records import AuditEvent, Draft
from casustafel.gui.pages.minutes import page as page_module
from casustafel.gui.pages.minutes.page import MinutesPage
from casustafel.gui.pages.room.case_pane import CasePane
from casustafel.gui.settings import Settings
from casustafel.services.following import actions
from casustafel.services.meeting import outcomes, room
from casustafel.services.minutes import minutes
from workspaces import Table

GRANT = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def held(table: Table) -> tuple[Meeting, list[AgendaItem]]:
    """A meeting that is closed: a grant with a note, one with an adjustment, one carried over."""
    meeting, items = table.opened(3)
    table.do(room.note, items[0].id, "Geen passend alternatief.")
    table.do(outcomes.record, items[0].id, GRANT)
    shorter = OutcomeInput(
        choice="toegekend_met_aanpassing",
        reasons=("TK1",),
        motivation="Korter kan.",
        adjustments=(
            Adjustment(kind=AdjustmentKind.DURATION, asked="26 weken", advised="13 weken"),
        ),
        valid_until=date(2027, 2, 25),
    )
    table.do(outcomes.record, items[1].id, shorter)
    table.do(room.carry_over, items[2].id)
    table.do(room.close_meeting, meeting.id)
    return meeting, items


@pytest.fixture
def before(held: tuple[Meeting, list[AgendaItem]]) -> None:
    """What stands there before the window opens."""


def minutes_page(window: Opened, argument: str = "") -> MinutesPage:
    page = window.open("minutes", argument)
    assert isinstance(page, MinutesPage)
    return page


def texts(table: Table) -> dict[str, str]:
    return {one.item_id: one.text for one in table.ask(lambda reader: reader.find(ItemText))}


def logged(table: Table) -> list[str]:
    return [one.action for one in table.ask(lambda reader: reader.find(AuditEvent, "position"))]


def test_that_the_newest_minutes_of_the_table_are_shown_beside_their_pages(
    window: Opened, held: tuple[Meeting, list[AgendaItem]]
) -> None:
    page = minutes_page(window)
    _, items = held
    assert page.title_label.text() == "Notulen CPV"
    assert page.cards[items[0].id].text.placeholderText() == "Geen passend alternatief."
    assert page.preview.pages >= 1
    assert items[1].title in page.preview.page_text(0)
    assert faults(page) == []


def test_that_the_pages_follow_the_typing_before_it_is_written(
    window: Opened, table: Table, held: tuple[Meeting, list[AgendaItem]], qtbot: QtBot
) -> None:
    page = minutes_page(window)
    field = page.cards[held[1][1].id].text
    field.setFocus()
    qtbot.keyClicks(field, "Het team sluit aan.")

    def shown() -> bool:
        pages = range(page.preview.pages)
        return any("Het team sluit aan." in page.preview.page_text(at) for at in pages)

    qtbot.waitUntil(shown, timeout=1000)
    assert texts(table) == {}


def test_that_typing_is_kept_as_a_draft_within_two_seconds_and_found_back(
    window: Opened, table: Table, held: tuple[Meeting, list[AgendaItem]], qtbot: QtBot
) -> None:
    page = minutes_page(window)
    item = held[1][0]
    field = page.cards[item.id].text
    field.setFocus()
    qtbot.keyClicks(field, "Half")

    def kept() -> bool:
        return any(one.value == "Half" for one in table.ask(lambda r: r.find(Draft)))

    qtbot.waitUntil(kept, timeout=2000)
    assert texts(table) == {}
    again = MinutesPage(window.window.context)
    qtbot.addWidget(again)
    window.settle(again.reload)
    assert again.cards[item.id].text.toPlainText() == "Half"
    assert "staat er weer" in again.banner.text


def test_that_leaving_a_text_writes_it_and_leaves_no_draft(
    window: Opened, table: Table, held: tuple[Meeting, list[AgendaItem]], qtbot: QtBot
) -> None:
    page = minutes_page(window)
    item = held[1][1]
    field = page.cards[item.id].text
    field.setFocus()
    qtbot.keyClicks(field, "Besproken.")
    window.settle(lambda: qtbot.keyClick(field, Qt.Key.Key_Tab))
    assert texts(table) == {item.id: "Besproken."}
    assert table.ask(lambda reader: reader.find(Draft)) == []
    assert logged(table).count("minutes-text") == 1


def test_that_the_suggestion_can_be_taken_over_as_own_text(
    window: Opened, table: Table, held: tuple[Meeting, list[AgendaItem]], qtbot: QtBot
) -> None:
    page = minutes_page(window)
    card = page.cards[held[1][0].id]
    take = child(card, QPushButton, "Voorstel overnemen")
    qtbot.mouseClick(take, Qt.MouseButton.LeftButton)
    assert card.text.toPlainText() == "Geen passend alternatief."
    window.settle(page.can_leave)
    assert texts(table) == {held[1][0].id: "Geen passend alternatief."}


def test_that_the_proposal_stays_in_reach_while_somebody_types(
    window: Opened, held: tuple[Meeting, list[AgendaItem]], qtbot: QtBot
) -> None:
    """H24: it stands below what is typed, and comes behind it; once taken over it is gone."""
    page = minutes_page(window)
    card = page.cards[held[1][0].id]
    card.text.setFocus()
    qtbot.keyClicks(card.text, "Besproken.")
    take = child(card, QPushButton, "Voorstel overnemen")
    assert "Voorstel: Geen passend alternatief." in shown_texts(card)
    qtbot.mouseClick(take, Qt.MouseButton.LeftButton)
    assert card.text.toPlainText() == "Besproken.\nGeen passend alternatief."
    assert take.isHidden()
    assert not any(one.startswith("Voorstel") for one in shown_texts(card))


def shown_texts(card: QWidget) -> list[str]:
    return [one.text() for one in card.findChildren(QLabel) if one.isVisibleTo(card)]


def test_that_the_minutes_lead_back_to_the_meetings(window: Opened, qtbot: QtBot) -> None:
    """H24."""
    back = child(minutes_page(window), QPushButton, "‹ Vergaderingen")
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert window.window.shown == "meetings"


def test_that_a_closed_meeting_does_not_ask_for_notes(qtbot: QtBot) -> None:
    """H24: what is closed looks closed."""
    said: list[str] = []
    for editable in (True, False):
        pane = CasePane()
        qtbot.addWidget(pane)
        line = SimpleNamespace(item=SimpleNamespace(id="a", position=1, title="Opening", notes=""))
        pane.show_plain(
            SimpleNamespace(line=line, hidden=False, typed={}),  # type: ignore[arg-type]
            fresh=True,
            editable=editable,
        )
        said.append(pane._plain_text.text())
    assert said[0].startswith("Maak hieronder aantekeningen")
    assert said[1].endswith("u leest ze alleen.")


def test_that_a_point_of_the_checks_leads_to_its_item(
    window: Opened, table: Table, held: tuple[Meeting, list[AgendaItem]], qtbot: QtBot
) -> None:
    table.do(actions.add, "cpv", "Nabellen", "Secretaris", item_id=held[1][1].id)
    page = minutes_page(window)
    line = next(
        each for each in page.checks.findChildren(QPushButton) if "actie" in each.text().lower()
    )
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert page.cards[held[1][1].id].text.hasFocus()


def test_that_minutes_go_from_concept_to_adopted_and_are_then_read_only(
    window: Opened,
    table: Table,
    held: tuple[Meeting, list[AgendaItem]],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = minutes_page(window, held[0].id)
    window.settle(lambda: qtbot.mouseClick(page.checks.put_up, Qt.MouseButton.LeftButton))
    assert page.sheet is not None
    assert page.sheet.state is MinutesState.FOR_ADOPTION
    monkeypatch.setattr(page_module, "sure", lambda *_question, **_no: False)
    window.settle(lambda: qtbot.mouseClick(page.checks.adopt, Qt.MouseButton.LeftButton))
    assert page.sheet.state is MinutesState.FOR_ADOPTION
    monkeypatch.setattr(page_module, "sure", lambda *_question, **_no: True)
    window.settle(lambda: qtbot.mouseClick(page.checks.adopt, Qt.MouseButton.LeftButton))
    assert page.sheet.state is MinutesState.ADOPTED
    assert all(card.text.isReadOnly() for card in page.cards.values())
    assert len(page.sheet.content_hash) == 64
    assert faults(page) == []


def test_that_a_text_changed_after_putting_up_makes_a_new_concept(
    window: Opened, table: Table, held: tuple[Meeting, list[AgendaItem]], qtbot: QtBot
) -> None:
    table.do(minutes.put_up, held[0].id)
    page = minutes_page(window)
    field = page.cards[held[1][1].id].text
    field.setFocus()
    qtbot.keyClicks(field, "Anders.")
    window.settle(page.can_leave)
    assert page.sheet is not None
    assert (page.sheet.state, page.sheet.version) == (MinutesState.CONCEPT, 2)


def test_that_the_exported_file_holds_what_is_shown_and_is_logged(
    window: Opened, table: Table, held: tuple[Meeting, list[AgendaItem]], tmp_path: Path
) -> None:
    page = minutes_page(window)
    assert page.sheet is not None
    assert page.sheet.file_name == "2026-11-26_CPV_notulen_v1_concept.pdf"
    target = tmp_path / page.sheet.file_name
    window.settle(lambda: page.export_to(target))
    expected = table.ask(minutes.pdf, held[0].id)
    assert hashlib.sha256(target.read_bytes()).digest() == hashlib.sha256(expected).digest()
    assert "minutes-exported" in logged(table)
    assert target.name in page.banner.text
    window.settle(lambda: page.export_to(tmp_path / "uit.pdf", held[1][0].title))
    assert "extract-exported" in logged(table)


def test_that_a_file_that_cannot_be_written_is_said_and_not_logged(
    window: Opened, table: Table, tmp_path: Path
) -> None:
    page = minutes_page(window)
    window.settle(lambda: page.export_to(tmp_path / "geen" / "map.pdf"))
    assert page.banner.text
    assert "minutes-exported" not in logged(table)


def test_that_a_table_without_minutes_says_when_they_come(window: Opened) -> None:
    page = minutes_page(window)
    window.settle(lambda: window.window.choose_committee("zbo"))
    assert page.sheet is None
    assert page._empty.isVisible()


def test_that_locking_the_window_writes_what_was_being_typed(
    table: Table, held: tuple[Meeting, list[AgendaItem]], settings: Settings, qtbot: QtBot
) -> None:
    with opened(table, settings, qtbot) as window:
        page = minutes_page(window)
        field = page.cards[held[1][1].id].text
        field.setFocus()
        qtbot.keyClicks(field, "Nog net.")
    assert texts(table) == {held[1][1].id: "Nog net."}


def test_that_the_menu_offers_an_extract_per_case_and_the_meeting(
    window: Opened, held: tuple[Meeting, list[AgendaItem]]
) -> None:
    page = minutes_page(window)
    page._menu.aboutToShow.emit()
    words = [action.text() for action in page._menu.actions() if not action.isSeparator()]
    assert words[:2] == ["Afdrukken… (Ctrl+P)", "Uittreksel van een casus"]
    extracts = page._menu.actions()[1].menu()
    assert extracts is not None
    assert [each.text() for each in extracts.actions()] == [item.title for item in held[1]]  # type: ignore[attr-defined]

"""The page of the vooradviezen: answering by key, handing in, and all of them side by side."""

from dataclasses import replace
from pathlib import Path

import pytest
from accessibility import faults, tab_stops
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFrame
from pytestqt.qtbot import QtBot
from real_pages import Opened

from casustafel.domain.meetings import AgendaItem, Member
from casustafel.gui.pages.advice.form_pane import columns
from casustafel.gui.pages.advice.page import AdvicePage
from casustafel.gui.pages.room.page import RoomPage
from casustafel.gui.tables import RowTableModel
from casustafel.gui.widgets.pill import StatusPill
from casustafel.services.advice import advice, advice_desk
from casustafel.services.agenda import meetings
from casustafel.services.meeting import room
from workspaces import Table

KEYS = "jdnxjj"


def seats(table: Table) -> dict[str, Member]:
    found = table.ask(lambda reader: reader.find(Member, committee="cpv"))
    return {member.discipline: member for member in found}


@pytest.fixture
def items(table: Table) -> list[AgendaItem]:
    """Three cases on an agenda; the person of the workspace sits for BJG."""
    with table.workspace.writing() as uow:
        own = uow.first(Member, discipline="bjg")
        assert own is not None
        uow.change(own, replace(own, person_id=uow.actor.person_id))
        uow.commit()
    made = [table.case(day) for day in range(1, 4)]
    found: list[AgendaItem] = table.do(
        meetings.schedule, table.meeting().id, [case.id for case in made]
    )
    for discipline, value in (("zorgexpert", "ja"), ("voorzitter", "nee")):
        member = seats(table)[discipline]
        table.do(advice.answer, found[0].id, member.id, "c1_specific_care", value, "Zie dossier.")
        table.do(advice.submit, found[0].id, member.id)
    return found


@pytest.fixture
def before(items: list[AgendaItem]) -> None:
    """What stands there before the window opens."""


PAGE = "advice"


def states(page: AdvicePage) -> list[str]:
    return [page.model.cell(at, page.model.at("state")).text for at in range(page.model.rowCount())]


def test_that_a_vooradvies_is_given_by_keyboard_alone(
    page: AdvicePage, window: Opened, items: list[AgendaItem], table: Table, qtbot: QtBot
) -> None:
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    for key in KEYS:
        window.settle(lambda key=key: qtbot.keyClicks(page.pane.criteria.table, key))
    assert states(page)[0] == "Bezig"
    window.settle(
        lambda: qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    )
    own = seats(table)["bjg"]
    form = table.ask(advice_desk.form, items[0].id, own.id)
    assert [form.answers[item.code].value for item in form.criteria] == [
        "ja",
        "deels",
        "nee",
        "n.v.t.",
        "ja",
        "ja",
    ]
    # All three are in now: the vooradviezen lie on the table.
    assert states(page) == ["Ligt op tafel", "Te doen", "Te doen"]
    assert page.model.cell(0, page.model.at("in")).text == "3 van 3"
    qtbot.keyClick(page, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert page.table.current_row().item.id == items[1].id


def test_that_tab_comes_by_the_tabs_before_what_is_behind_them(page: AdvicePage) -> None:
    """2.4: the row of tabs was the last stop of the pane."""
    stops = tab_stops(page.pane)
    assert stops.index(page.pane.tabs.tabBar()) < stops.index(page.pane.criteria.table)


def test_that_the_list_can_be_narrowed_and_the_next_open_case_is_found_all_the_same(
    page: AdvicePage, items: list[AgendaItem], qtbot: QtBot
) -> None:
    chips = page.list.bar.chips
    assert chips is not None
    chips.choose("given")
    assert page.model.total == 0
    chips.choose("open")
    assert states(page) == ["Te doen"] * 3
    chips.choose("given")
    qtbot.keyClick(page, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert page.table.current_row().item.id in [item.id for item in items]


def test_that_what_others_said_is_hidden_and_told_in_words(page: AdvicePage) -> None:
    page.pane.tabs.setCurrentIndex(1)
    assert page.pane.tabs.tabText(1) == "Vooradviezen (2)"
    assert "Verborgen tot" in page.pane.joint.text
    assert "Nog niet: Gezinswerker." in page.pane.joint.text
    assert page.pane.joint.rows == []
    assert faults(page) == []


def test_that_a_note_is_kept_when_its_field_is_left(
    page: AdvicePage, window: Opened, items: list[AgendaItem], table: Table, qtbot: QtBot
) -> None:
    line = page.pane.criteria.line
    qtbot.keyClicks(line, "Vraagt vakkennis.")
    window.settle(lambda: qtbot.keyClick(line, Qt.Key.Key_Return))
    qtbot.keyClicks(page.pane.remark, "Graag kort houden.")
    window.settle(lambda: window.window.open("actions"))
    form = table.ask(advice_desk.form, items[0].id, seats(table)["bjg"].id)
    assert form.answers["c1_specific_care"].note == "Vraagt vakkennis."
    assert form.remark == "Graag kort houden."


def test_that_an_empty_vooradvies_is_refused_in_words(
    page: AdvicePage, window: Opened, qtbot: QtBot
) -> None:
    window.settle(lambda: qtbot.mouseClick(page.pane.submit, Qt.MouseButton.LeftButton))
    assert "Er is nog niets ingevuld." in page.banner.text


def test_that_the_secretaris_works_for_a_member_and_takes_a_form_in(
    page: AdvicePage, window: Opened, table: Table, items: list[AgendaItem], tmp_path: Path
) -> None:
    texts = [page.seat.itemText(at) for at in range(page.seat.count())]
    assert texts[0] == "Gezinswerker (u)"
    assert set(texts[1:]) == {"namens Voorzitter", "namens Zorgexpert"}
    page.seat.setCurrentIndex(texts.index("namens Zorgexpert"))
    window.settle(lambda: page.seat.activated.emit(page.seat.currentIndex()))
    assert states(page) == ["Ingediend", "Te doen", "Te doen"]
    expert = seats(table)["zorgexpert"]
    table.do(advice.answer, items[1].id, expert.id, "c4_goals", "ja")
    window.settle(lambda: page.table.select_key(items[1].id))
    window.settle(lambda: page.export_to(tmp_path / "formulier.xlsx"))
    assert "formulier.xlsx" in page.banner.text
    window.settle(lambda: page.take_in_from(tmp_path / "formulier.xlsx"))
    assert states(page) == ["Ingediend", "Ingediend", "Te doen"]


def test_that_the_room_shows_agreement_in_words_and_not_by_colour_alone(
    window: Opened, items: list[AgendaItem], table: Table
) -> None:
    meeting = items[0].meeting_id
    table.do(room.open_meeting, meeting)
    table.do(room.go_to, items[0].id)
    page = window.open("room", meeting)
    window.settle()
    assert isinstance(page, RoomPage)
    tabs = page.pane.tabs
    assert tabs.tabText(tabs.indexOf(page.pane.advice)) == "Vooradviezen (2)"
    page.go_to_part("V")
    assert tabs.currentWidget() is page.pane.advice
    first = page.pane.advice.rows[0]
    assert [pill.text() for pill in first.findChildren(StatusPill) if pill.text()] == [
        "ja 1",
        "nee 1",
        "≠ oneens",
    ]
    assert "ja 1, nee 1. oneens" in first.accessibleName()
    assert isinstance(first, QFrame)
    assert faults(page) == []


def test_that_the_model_keeps_to_the_rules_of_models(table: Table, items: list[AgendaItem]) -> None:
    model = RowTableModel(columns(), lambda line: line.item.id)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_rows(table.ask(advice_desk.desk, "cpv").lines)
    model.sort(model.at("state"))
    assert model.rowCount() == len(items)
    assert tester.model() is model


def test_that_handing_in_can_be_seen_in_a_small_window(
    page: AdvicePage, window: Opened, qtbot: QtBot
) -> None:
    submit = page.pane.submit
    assert submit.parentWidget() is page.pane
    window.settle(lambda: window.window.resize(683, 384))
    qtbot.waitUntil(submit.isVisible)
    seen = submit.rect().translated(submit.mapTo(window.window, QPoint(0, 0)))
    assert window.window.rect().contains(seen)
    assert faults(page) == []
    window.settle(lambda: window.window.resize(1366, 768))
    qtbot.waitUntil(lambda: submit.parentWidget() is page.pane and submit.isVisible())


def test_that_a_workbook_of_a_member_goes_out_and_a_folder_comes_back(
    page: AdvicePage, window: Opened, items: list[AgendaItem], table: Table, tmp_path: Path
) -> None:
    """R13: one file for all cases; a file that is no workbook stops no other."""
    texts = [page.seat.itemText(at) for at in range(page.seat.count())]
    page.seat.setCurrentIndex(texts.index("namens Zorgexpert"))
    window.settle(lambda: page.seat.activated.emit(page.seat.currentIndex()))
    expert = seats(table)["zorgexpert"]
    table.do(advice.answer, items[1].id, expert.id, "c4_goals", "ja")
    (tmp_path / "a.xlsx").write_bytes(b"geen werkmap")
    target, password = tmp_path / "werkmap.xlsx", "vier losse woorden hier"
    window.settle(lambda: page.books.export_to(target, password))
    assert "2 formulieren staan in werkmap.xlsx" in page.banner.text
    assert "versleuteld" in page.banner.text
    assert target.with_suffix(".eml").exists()
    window.settle(lambda: page.books.take_in_from(tmp_path, password))
    window.settle()
    assert "vooradviezen ingelezen" in page.banner.text
    assert states(page) == ["Ingediend", "Ingediend", "Te doen"]

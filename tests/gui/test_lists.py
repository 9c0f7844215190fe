"""A list: what its filters show, what can be done with its rows, and how it leaves the window."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from accessibility import heard
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from real_pages import Opened
from window_fakes import COLUMNS, CaseModel, Row, rows

import casustafel
from casustafel.domain.records import AuditEvent
from casustafel.gui.lists import Act, ChipOf, ListPane, MenuOf, SearchOf
from casustafel.gui.lists.leaving import on_paper
from casustafel.gui.settings import Settings
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.layout import below
from casustafel.gui.work import Work
from casustafel.services.following import actions
from casustafel.services.register import providers
from casustafel.services.upkeep import listing
from workspaces import Table


class Home(QWidget):
    """What a list stands in, without a page."""

    def __init__(self, work: Work, settings: Settings) -> None:
        super().__init__()
        self.work, self.settings = work, settings
        self.said: list[str] = []

    def say(self, text: str, tone: Tone) -> None:
        self.said.append(text)


class Doing:
    """Notes what was done with which rows."""

    def __init__(self) -> None:
        self.done: list[object] = []
        self.may = True


@pytest.fixture
def doing() -> Doing:
    return Doing()


def found(given: Any, text: str) -> list[Row]:
    return [row for row in given if text in row.case_number]


def points(row: Row) -> tuple[str, str]:
    return str(row.met), f"{row.met} van 6"


@pytest.fixture
def pane(work: Work, settings: Settings, qtbot: QtBot, doing: Doing) -> ListPane[Row]:
    done, home = doing.done.append, Home(work, settings)
    made: ListPane[Row] = ListPane(
        home,
        "Wachtrij",
        "proef",
        CaseModel(),
        chips=(
            ChipOf("all", "Alle", lambda _row: True),
            ChipOf("ready", "Klaar", lambda row: row.status == "Klaar"),
            ChipOf("rare", "Zelden", lambda row: row.met > 100, usual=False),
        ),
        menus=(
            MenuOf("met", "Punten", "Alle punten", lambda row: (str(row.met), f"{row.met} van 6")),
        ),
        search=SearchOf("Zoek op nummer", found),
        acts=(
            Act("Wijzigen…", done, keys="F2", hint="Casus wijzigen", opens=True),
            Act("Ruilen…", rows=lambda given: done([row.number for row in given]), keys="R"),
            Act("Nieuw", page=lambda: done("new"), keys="Ctrl+N"),
            Act(
                "Klaar maken",
                done,
                "K",
                when=lambda given: given[0].status == "Nieuw",
                button=False,
                why="Deze casus is al klaar.",
            ),
        ),
        may=lambda: doing.may,
        empty=("Nog niets", "Begin hier."),
        none_left=("Niets gevonden", "Typ minder."),
    )
    qtbot.addWidget(home)
    below(made, of=home)
    made.place_buttons(made.bar.add)
    home.resize(1200, 500)
    with qtbot.waitActive(home):
        home.show()
    made.switch("cpv")
    made.show_rows(rows(8))
    return made


def numbers(pane: ListPane[Row]) -> list[int]:
    shown = (pane.model.row_at(at) for at in range(pane.model.total))
    return [row.number for row in shown if row is not None]


def test_that_no_list_shows_a_bsn_so_that_none_leaves_in_a_workbook() -> None:
    """2.6: a BSN is shown masked, on the page of its case, and whole with a reason."""
    pages = Path(casustafel.__file__).parent / "gui"
    columns = {
        key
        for path in pages.rglob("*.py")
        for key in re.findall(r'Column\(\s*"(\w+)"', path.read_text("utf-8"))
    }
    assert len(columns) > 30
    assert not {key for key in columns if "bsn" in key}


def test_that_chips_menus_and_search_narrow_together_and_say_how_many(
    pane: ListPane[Row], qtbot: QtBot
) -> None:
    assert pane.bar.chips is not None and pane.bar.search is not None
    assert numbers(pane) == [1, 2, 3, 4, 5, 6, 7, 8]
    pane.bar.chips.choose("ready")
    assert numbers(pane) == [1, 5]
    pane.bar.menus["met"].menu().actions()[-1].trigger()
    chosen = pane.picked("met")
    assert all(
        row.met == int(chosen) for row in map(pane.model.row_at, range(pane.model.total)) if row
    )
    pane.bar.menus["met"].menu().actions()[0].trigger()
    qtbot.keyClicks(pane.bar.search, "0005")
    qtbot.waitUntil(lambda: numbers(pane) == [5])


def test_that_the_filters_belong_to_the_table_that_is_switched_on(pane: ListPane[Row]) -> None:
    """H32: the chip of one table stayed on at another, where nothing fitted it."""
    assert pane.bar.chips is not None
    pane.bar.chips.choose("ready")
    pane.switch("zbo")
    pane.show_rows(rows(3, start=2))
    assert pane.chip == "all"
    assert numbers(pane) == [2, 3, 4]
    pane.switch("cpv")
    pane.show_rows(rows(8))
    assert pane.chip == "ready"
    assert numbers(pane) == [1, 5]


def test_that_a_row_that_is_wanted_is_shown_whatever_was_filtered(pane: ListPane[Row]) -> None:
    assert pane.bar.chips is not None
    pane.bar.chips.choose("ready")
    pane.select("CPV-2026-0003")
    assert pane.chip == "all"
    current = pane.current()
    assert current is not None
    assert current.number == 3


def test_that_what_was_sorted_stays_sorted_under_another_chip(pane: ListPane[Row]) -> None:
    assert pane.bar.chips is not None
    header = pane.table.horizontalHeader()
    header.setSortIndicator(pane.model.at("case_number"), Qt.SortOrder.DescendingOrder)
    pane.bar.chips.choose("ready")
    assert numbers(pane) == [5, 1]


def test_that_one_declaration_gives_button_key_menu_help_and_command(
    pane: ListPane[Row], doing: Doing, qtbot: QtBot
) -> None:
    pane.table.selectRow(0)
    pane.table.setFocus()
    pane.buttons["Wijzigen…"].click()
    qtbot.keyClick(pane.table, Qt.Key.Key_F2)
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    assert [row.number for row in doing.done] == [1, 1, 1]  # type: ignore[attr-defined]
    hints = pane.keys()
    assert {(hint.keys, hint.text) for hint in hints} >= {
        ("F2", "Casus wijzigen"),
        ("Ctrl+F", "Zoeken in de lijst"),
    }
    said = [command.text for command in pane.commands()]
    assert said[:3] == ["Casus wijzigen", "Ruilen", "Nieuw"]
    menu = pane.acts_menu()
    offered = {action.text(): action.isEnabled() for action in menu.actions() if action.text()}
    menu.close()
    assert offered == {"Wijzigen…": True, "Ruilen…": True, "Klaar maken": False, "Kopiëren": True}


def test_that_what_needs_one_row_waits_for_one_and_what_may_not_is_not_offered(
    pane: ListPane[Row], doing: Doing
) -> None:
    pane.table.selectAll()
    assert not pane.buttons["Wijzigen…"].isEnabled()
    pane.buttons["Ruilen…"].click()
    assert doing.done == [[1, 2, 3, 4, 5, 6, 7, 8]]
    doing.may = False
    pane.fit()
    assert not any(made.isVisible() for made in pane.buttons.values())
    assert "Nieuw" not in [command.text for command in pane.commands()]


def test_that_a_letter_is_a_key_of_the_list_only(
    pane: ListPane[Row], doing: Doing, qtbot: QtBot
) -> None:
    """H12: a plain key on a button acted while somebody typed elsewhere."""
    assert pane.bar.search is not None
    pane.table.selectRow(2)
    pane.bar.search.setFocus()
    qtbot.keyClicks(pane.bar.search, "r")
    assert doing.done == []
    pane.bar.search.clear()
    pane.table.selectRow(2)
    pane.table.setFocus()
    qtbot.keyClick(pane.table, Qt.Key.Key_R)
    assert doing.done == [[3]]


def test_that_a_key_that_can_do_nothing_with_a_row_says_so(
    pane: ListPane[Row], doing: Doing, qtbot: QtBot
) -> None:
    """H15: Enter on a line of 0, and a letter on a case of another state, said nothing."""
    pane.table.selectRow(0)
    pane.table.setFocus()
    with heard() as said:
        qtbot.keyClick(pane.table, Qt.Key.Key_K)
        pane.table.clearSelection()
        qtbot.keyClick(pane.table, Qt.Key.Key_R)
    assert said == [("Deze casus is al klaar.", False), ("Ruilen: kies eerst een regel.", False)]
    assert doing.done == []


def test_that_an_empty_list_says_why(pane: ListPane[Row], qtbot: QtBot) -> None:
    assert pane.bar.search is not None
    qtbot.keyClicks(pane.bar.search, "9999")
    qtbot.waitUntil(lambda: pane._empty.accessibleName() == "Niets gevonden")
    pane.bar.search.clear()
    pane.show_rows([])
    assert pane._empty.accessibleName() == "Nog niets"


def test_that_paper_shows_texts_as_they_stand() -> None:
    page = on_paper("R&D <b>", COLUMNS[:1], rows(1))
    assert "R&amp;D &lt;b&gt;" in page
    assert "<td>CPV-2026-0001</td>" in page


@pytest.fixture
def before(table: Table) -> None:
    """What stands there before the window opens."""
    table.do(providers.add, "=1+1", "", [])
    table.do(providers.add, "Rivierzorg", "06012345", ["Rivier & Zorg"])
    table.do(actions.add, "cpv", "School bellen", "BJG", due_on=date(2026, 12, 3))
    table.do(actions.add, "cpv", "Ooit", "BJG")


def logged(table: Table, action: str) -> list[dict[str, Any]]:
    events = table.ask(lambda reader: reader.find(AuditEvent, action=action))
    return [dict(event.details) for event in events]


def sheet(path: Path) -> list[list[Any]]:
    page = openpyxl.load_workbook(path).worksheets[0]
    return [[cell.value for cell in row] for row in page.iter_rows(min_row=3)]


def test_that_a_list_goes_to_excel_with_true_values_and_is_logged(
    window: Opened, table: Table, tmp_path: Path
) -> None:
    page: Any = window.open("actions")
    target = tmp_path / "acties.xlsx"
    window.settle(lambda: page.pane.export_to(target))
    head, *lines = sheet(target)
    assert head[:3] == ["Wat", "Uiterlijk", "Wie"]
    assert [line[0] for line in lines] == ["School bellen", "Ooit"]
    assert lines[0][1].date() == date(2026, 12, 3)
    assert lines[1][1] is None
    assert "niet versleuteld" in page.banner.text
    (said,) = logged(table, "list-exported")
    assert said["rows"] == 2
    assert said["columns"][0] == "Wat"


def test_that_a_name_is_no_formula_in_excel_and_hidden_columns_stay_here(
    window: Opened, tmp_path: Path
) -> None:
    page: Any = window.open("providers")
    page.table._show_column(page.model.at("agb"), False)
    target = tmp_path / "aanbieders.xlsx"
    window.settle(lambda: page.pane.export_to(target))
    head, *lines = sheet(target)
    assert head[:2] == ["Naam", "Andere namen in lijsten"]
    assert [line[0] for line in lines] == ["=1+1", "Rivierzorg"]
    made = openpyxl.load_workbook(target).worksheets[0]["A4"]
    assert made.data_type == "s"


def test_that_a_list_that_cannot_be_written_is_refused_and_not_logged(
    window: Opened, table: Table, tmp_path: Path
) -> None:
    page: Any = window.open("providers")
    window.settle(lambda: page.pane.export_to(tmp_path / "nergens" / "lijst.xlsx"))
    assert page.banner.text
    assert logged(table, "list-exported") == []


def test_that_printing_is_logged_with_how_many_rows(table: Table) -> None:
    table.do(listing.record_print, listing.About("queue", "Wachtrij", "cpv"), ["number"], 53)
    (said,) = logged(table, "list-printed")
    assert said == {"columns": ["number"], "rows": 53}


def test_that_enter_opens_the_row_under_the_cursor_also_where_another_is_selected(
    pane: ListPane[Row], qtbot: QtBot, doing: Doing
) -> None:
    pane.table.selectRow(0)
    qtbot.keyClick(pane.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert pane.selected() == [rows(8)[0]]
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    assert doing.done == [rows(8)[1]]

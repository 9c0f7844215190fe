"""The page on which a long list is frozen, judged by the keyboard and followed (D3 to D6)."""

from pathlib import Path

import pytest
from accessibility import faults, stray_windows
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from real_pages import Opened, form_of

from case_lists import cases, line, taken, write
from casustafel.domain.cases import CaseStatus
from casustafel.domain.selection import Chosen, Verdict
from casustafel.gui.dialogs.fields import Form
from casustafel.gui.page import Page
from casustafel.gui.pages.selection.page import SelectionPage
from workspaces import Table

PAGE = "selection"
WMO = {"law": "Wmo", "Productcategorie": "02"}


@pytest.fixture
def before(table: Table, tmp_path: Path) -> None:
    """A list of the last quarter, of more clients than are taken."""
    rows = [line(at, 2_000 - 10 * at, at, Periode="2026-Q3") for at in range(1, 90)]
    rows += [line(at, 900 - at, 200 + at, Periode="2026-Q3", **WMO) for at in range(100, 150)]
    taken(table, write(tmp_path, *rows), "doorbraak")


@pytest.fixture
def shown(window: Opened, before: None) -> SelectionPage:
    window.settle(lambda: window.window.choose_committee("doorbraak"))
    page = window.open(PAGE)
    assert isinstance(page, SelectionPage)
    return page


def frozen(shown: SelectionPage, window: Opened, qtbot: QtBot) -> None:
    window.settle(lambda: qtbot.mouseClick(shown.freezes, Qt.MouseButton.LeftButton))
    form = form_of(shown)
    assert faults(form) == []
    signed(form)
    window.settle(lambda: qtbot.mouseClick(form.do, Qt.MouseButton.LeftButton))


def signed(form: Form) -> None:
    """Let a second person have signed, as nobody else has access here."""
    form.fields["reference"].control.setText("lijst 2026/7")


def verdicts(table: Table) -> list[tuple[int | None, Verdict]]:
    found = table.ask(lambda reader: reader.find(Chosen, "rank", law="jeugd"))
    return [(one.rank, one.verdict) for one in found if one.verdict is not None]


def test_that_a_list_is_frozen_in_the_window_with_what_goes_said_before_and_after(
    shown: SelectionPage, window: Opened, table: Table, qtbot: QtBot
) -> None:
    """D4: until when a backup holds what was deleted is said (domain.md §9)."""
    assert faults(shown) == []
    frozen(shown, window, qtbot)
    assert "uit alle reservekopieën uiterlijk 25-02-2027" in shown.banner.text
    assert shown.prescan.model.total == 75
    assert "reserve Jeugdwet 25" in shown._subtitle.text()
    assert faults(shown) == []
    assert stray_windows(window.window) == []


def test_that_the_prescan_is_done_by_letters_and_enter(
    shown: SelectionPage, window: Opened, table: Table, qtbot: QtBot
) -> None:
    """D6: J, T, N with a reason; the cursor is on the next one each time."""
    frozen(shown, window, qtbot)
    grid = shown.prescan.table
    grid.selectRow(0)
    window.window.activateWindow()
    grid.setFocus()
    qtbot.waitUntil(grid.hasFocus)
    assert shown.prescan.current().chosen.rank == 1
    window.settle(lambda: qtbot.keyClick(grid, Qt.Key.Key_J))
    window.settle(lambda: qtbot.keyClick(grid, Qt.Key.Key_T))
    current = grid.current_row()
    assert (current.chosen.rank, current.open) == (3, True)
    window.settle(lambda: qtbot.keyClick(grid, Qt.Key.Key_N))
    form = form_of(shown.prescan)
    assert faults(form) == []
    why = form.fields["why"].control
    why.setCurrentIndex(why.findText("Kort na verblijf"))
    window.settle(lambda: qtbot.keyClick(form, Qt.Key.Key_Return))
    assert verdicts(table) == [(1, Verdict.YES), (2, Verdict.DOUBT), (3, Verdict.NO)]
    assert "komt in de plaats" in window.told
    left = [case for case in cases(table) if case.status is CaseStatus.NOT_NEEDED]
    assert [case.rank for case in left] == [3]
    assert grid.current_row().open
    before_enter = grid.current_row().case.id
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert grid.current_row().case.id != before_enter
    shown.tabs.setCurrentWidget(shown.curves)
    shown.setFocus()
    has = shown.window().focusWidget()
    assert has is not shown.prescan.table, "a letter would judge a case that nobody sees"
    assert "Afgevallen in de pre-scan: Kort na verblijf 1." in shown.curves.told.text()


def test_that_a_quarter_stands_beside_the_one_before(
    shown: SelectionPage, window: Opened, table: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    """D5: in, out and another place, by chips; the places of before stand as they were."""
    frozen(shown, window, qtbot)
    rows = [line(at, 100 * at, at, Periode="2026-Q4") for at in range(1, 40)]
    taken(table, write(tmp_path, *rows, name="q4.xlsx"), "doorbraak")
    window.settle(shown.reload)
    window.settle(lambda: qtbot.mouseClick(shown.follows, Qt.MouseButton.LeftButton))
    form = form_of(shown)
    signed(form)
    window.settle(lambda: qtbot.mouseClick(form.do, Qt.MouseButton.LeftButton))
    model = shown.quarter.model
    first = [model.cell(0, model.at(key)).text for key in ("rank", "later", "now", "change")]
    assert first == ["1", "2026-Q4", "39", "38 omlaag"]
    assert faults(shown) == []


def test_that_concentration_is_said_in_words_and_in_a_table(
    shown: SelectionPage, window: Opened, qtbot: QtBot
) -> None:
    """Concentration: the seed's own share is marked, and who does not see the curve hears it."""
    frozen(shown, window, qtbot)
    shown.tabs.setCurrentWidget(shown.curves)
    window.settle()
    said = shown.curves.curve.accessibleDescription()
    assert "Jeugdwet: 7,5 % van 89 cliënten heeft" in said
    assert shown.curves.model.total >= 2
    assert faults(shown) == []
    # The seed's share is one provider's: the chosen one is drawn beside its law.
    rows = [shown.curves.model.row_at(at) for at in range(shown.curves.model.total)]
    at = next(at for at, one in enumerate(rows) if one.provider)
    shown.curves.table.selectRow(at)
    window.settle()
    assert rows[at].provider in shown.curves.curve.accessibleDescription()


def test_that_a_table_without_a_longlist_says_so(page: Page, window: Opened) -> None:
    """D11: nothing of the Doorbraakteam is left standing at the CPV."""
    assert isinstance(page, SelectionPage)
    window.settle(lambda: window.window.choose_committee("cpv"))
    shown = window.open(PAGE)
    assert isinstance(shown, SelectionPage)
    assert shown.tabs.isHidden()
    assert shown.freezes.isHidden()

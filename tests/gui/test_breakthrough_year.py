"""A year of the Doorbraakteam in the window: a quarter, its successor, and 3, 6 and 12 months."""

from datetime import date, time
from pathlib import Path

import pytest
from accessibility import faults
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from real_pages import Opened, form_of

from case_lists import cases, line, taken, write
from casustafel.domain.cases import Case, Phase
from casustafel.domain.meetings import Presence
from casustafel.domain.outcomes import Adjustment, AdjustmentKind, OutcomeInput
from casustafel.gui.pages.room.care_stack import CareStack
from casustafel.gui.pages.room.case_facts import CaseHead
from casustafel.gui.pages.selection.page import SelectionPage
from casustafel.services.agenda import meetings
from casustafel.services.example.sayings import prescan
from casustafel.services.meeting import outcomes, room
from other_tables import seat
from workspaces import Table

WMO = {"law": "Wmo", "Productcategorie": "02"}
LESS = OutcomeInput(
    choice="extensiveren",
    reasons=("DB2",),
    motivation="Eén plan maakt minder inzet mogelijk.",
    adjustments=(Adjustment(kind=AdjustmentKind.INTENSITY, asked="200 uur", advised="100 uur"),),
)


def quarter(name: str, less: int = 0) -> list[dict[str, object]]:
    """The care lines of a quarter: jeugd and Wmo, the first with help of two providers."""
    rows = [
        line(
            at, 2_000 - 10 * at - less * (at < 10), at, Periode=name, Ingangsdatum=date(2024, 3, 1)
        )
        for at in range(1, 90)
    ]
    rows += [line(at, 900 - at, 200 + at, Periode=name, **WMO) for at in range(100, 150)]
    return [
        *rows,
        line(
            1, 120, 400, Periode=name, Aanbieder="Rivierzorg", Ingangsdatum=date(2025, 9, 1), **WMO
        ),
    ]


def signed(window: Opened, page: SelectionPage, qtbot: QtBot) -> None:
    """Let the form that is asked go on with a signed list."""
    form = form_of(page)
    form.fields["reference"].control.setText("lijst 2026/7")
    window.settle(lambda: qtbot.mouseClick(form.do, Qt.MouseButton.LeftButton))


@pytest.fixture
def before(table: Table, tmp_path: Path) -> None:
    """Who sits at the table, and the list of the first quarter."""
    seat(table, "doorbraak")
    taken(table, write(tmp_path, *quarter("2026-Q3")), "doorbraak")


def at_table(table: Table, window: Opened) -> Case:
    """Let the table speak of the first case, and record that help becomes less."""
    prescan(table.workspace, 1)
    (chosen,) = [one for one in cases(table) if one.rank == 1 and one.law == "jeugd"]
    at = {"starts": time(10), "ends": time(12), "place": "kamer 2.14"}
    meeting = table.do(meetings.plan, "doorbraak", held_on=table.today, **at)
    (item,) = table.do(meetings.schedule, meeting.id, [chosen.id])
    table.do(room.open_meeting, meeting.id)
    for member in table.ask(room_members, meeting.id):
        table.do(room.set_presence, meeting.id, member, Presence.PRESENT)
    table.weighed(item)
    plan = [{"what": "Eén plan met één regievoerder", "owner": "BJG", "by": "2027-01-29"}]
    table.do(room.answer, item.id, "intervention", plan)
    table.do(room.go_to, item.id)
    shown = window.open("room", meeting.id)
    head = shown.findChild(CaseHead)
    assert head is not None
    told = " ".join(each.text() for each in head.findChildren(QLabel))
    for said in ("1.990 uur", "€", "Jeugdwet", "Wmo", "Rivierzorg"):
        assert said in told
    stack = shown.findChild(CareStack)
    assert stack is not None
    assert stack.line.course is not None
    table.do(outcomes.record, item.id, LESS)
    return chosen


def room_members(reader: object, meeting: str) -> list[str]:
    from casustafel.domain.meetings import Attendance

    found = reader.find(Attendance, meeting_id=meeting)  # type: ignore[attr-defined]
    return [one.member_id for one in found]


def test_that_a_quarter_its_successor_and_the_follow_up_are_walked(
    table: Table, window: Opened, tmp_path: Path, qtbot: QtBot
) -> None:
    """D5, D6, D10: head and timeline in the room, quarter beside quarter, 3, 6, 12 months."""
    window.settle(lambda: window.window.choose_committee("doorbraak"))
    page = window.open("selection")
    assert isinstance(page, SelectionPage)
    window.settle(page.freezes.click)
    signed(window, page, qtbot)
    assert page.prescan.model.total == 75
    chosen = at_table(table, window)

    page = window.open("selection")
    assert isinstance(page, SelectionPage)
    table.clock.forward(weeks=14)
    taken(table, write(tmp_path, *quarter("2026-Q4", 1_500), name="q4.xlsx"), "doorbraak")
    window.settle(page.reload)
    window.settle(page.freezes.click)
    signed(window, page, qtbot)
    page.tabs.setCurrentWidget(page.quarter)
    model = page.quarter.model
    rows = {model.row_at(at).case.id: model.row_at(at) for at in range(model.total)}
    first = rows[chosen.id]
    assert (first.chosen.rank, first.now.period) == (1, "2026-Q4")
    assert first.now.rank > 1
    assert {one.hours for one in first.after if one.months == 3} == {first.now.annual_hours}
    assert faults(page) == []

    table.clock.forward(weeks=14)
    taken(table, write(tmp_path, *quarter("2027-Q1", 1_700), name="q1.xlsx"), "doorbraak")
    window.settle(page.reload)
    window.settle(page.follows.click)
    signed(window, page, qtbot)
    table.clock.forward(weeks=26)
    page.tabs.setCurrentWidget(page.follow)
    follow = page.follow
    window.settle(page.reload)
    at = next(n for n in range(follow.model.total) if follow.model.row_at(n).case.id == chosen.id)
    follow.table.selectRow(at)
    follow.table.setFocus()
    window.window.activateWindow()
    qtbot.waitUntil(follow.table.hasFocus)
    window.settle(lambda: qtbot.keyClick(follow.table, Qt.Key.Key_F2))
    form = form_of(follow)
    assert faults(form) == []
    assert form.value("months") == "12"
    form.fields["hours"].control.setText("260")
    form.fields["cents"].control.setText("13.000")
    window.settle(lambda: qtbot.mouseClick(form.do, Qt.MouseButton.LeftButton))
    line_now = next(one for one in page.found.lines if one.case.id == chosen.id)
    assert [one.hours is not None for one in line_now.after] == [True, True, True]
    assert table.ask(lambda reader: reader.get(Case, chosen.id)).phase is Phase.DONE
    at = next(n for n in range(follow.model.total) if follow.model.row_at(n).case.id == chosen.id)
    assert follow.model.cell(at, follow.model.at("phase")).text == "Afgerond"

    page.tabs.setCurrentWidget(page.interventions)
    model = page.interventions.model
    keys = ("text", "owner", "moment", "hours_less", "change")
    assert [model.cell(0, model.at(key)).text for key in keys] == [
        "Eén plan met één regievoerder",
        "BJG",
        "12 mnd",
        "1.730",
        "minder hulp",
    ]
    assert "extensiveren, 1 casus: 1.730 uur" in page.interventions.told.text()
    assert faults(page) == []
    page.tabs.setCurrentWidget(page.curves)
    assert "Alleen op rang" in page.curves.told.text()
    assert "Bij 2,5 fte" in page.curves.told.text()
    assert faults(page) == []

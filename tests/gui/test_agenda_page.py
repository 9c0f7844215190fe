"""The agenda: cases put on it, ordered by key and by mouse, timed, warned of."""

from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from accessibility import faults
from driving import Driver
from openpyxl import load_workbook
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import AgendaItem, Attendance, Invitee, Member, Presence
from casustafel.gui.pages.meetings.agenda_models import AgendaModel, ReadyModel
from casustafel.services.agenda import agenda_desk, meetings
from casustafel.services.people import members
from workspaces import Table


def titles(table: Table, meeting_id: str) -> list[str]:
    return [item.title for item in table.ask(meetings.agenda, meeting_id)]


def test_that_chosen_cases_go_on_the_agenda(table: Table, driver: Driver) -> None:
    made = [table.case(day) for day in (1, 2, 3)]
    meeting = table.meeting()
    page = driver.open("agenda", meeting.id)
    assert page._ready_heading.text() == "3 klaar, ruimte voor 10"
    page.ready.setFocus()
    page.ready.selectRow(0)
    driver.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    driver.press(Qt.Key.Key_A)
    driver.until(lambda: len(titles(table, meeting.id)) == 4)
    driver.settle()
    assert titles(table, meeting.id)[1:3] == [made[0].number, made[1].number]
    assert page._ready_heading.text() == "1 klaar, ruimte voor 8"
    statuses = {table.ask(lambda r, key=one.id: r.get(Case, key).status) for one in made[:2]}
    assert statuses == {CaseStatus.SCHEDULED}


def test_that_one_button_fills_the_time_that_is_left(table: Table, driver: Driver) -> None:
    for day in range(1, 13):
        table.case(day)
    meeting = table.meeting()
    page = driver.open("agenda", meeting.id)
    page.ready_list.buttons["Oudste erbij"].click()
    driver.until(lambda: len(titles(table, meeting.id)) == 12)
    driver.settle()
    assert page._fits.text() == "klaar om 10:29"
    assert not page.ready_list.buttons["Oudste erbij"].isVisible()


def test_that_alt_down_moves_an_item_and_the_cursor_stays_on_it(
    table: Table, driver: Driver
) -> None:
    made = [table.case(day) for day in (1, 2)]
    meeting = table.meeting()
    items = table.do(meetings.schedule, meeting.id, [case.id for case in made])
    page = driver.open("agenda", meeting.id)
    page.table.setFocus()
    page.table.select_key(items[0].id)
    driver.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    driver.until(lambda: titles(table, meeting.id)[1] == made[1].number)
    driver.settle()
    assert page.table.current_row().line.item.id == items[0].id
    driver.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    driver.until(lambda: titles(table, meeting.id)[1] == made[0].number)


def test_that_heavier_cases_come_first_at_a_click(table: Table, driver: Driver) -> None:
    made = [table.case(1, hours_per_week=Decimal(2)), table.case(2, hours_per_week=Decimal(9))]
    meeting = table.meeting()
    table.do(meetings.schedule, meeting.id, [case.id for case in made])
    page = driver.open("agenda", meeting.id)
    assert page.list.buttons["Zwaarste eerst"].isVisible()
    page.list.buttons["Zwaarste eerst"].click()
    driver.until(lambda: titles(table, meeting.id)[1] == made[1].number)
    driver.settle()
    assert not page.list.buttons["Zwaarste eerst"].isVisible()


def test_that_dragging_a_row_asks_for_the_order_it_shows(table: Table, driver: Driver) -> None:
    made = [table.case(day) for day in (1, 2)]
    meeting = table.meeting()
    table.do(meetings.schedule, meeting.id, [case.id for case in made])
    page = driver.open("agenda", meeting.id)
    dragged = page.model.mimeData([page.model.index(2, 0)])
    taken = page.model.dropMimeData(dragged, Qt.DropAction.MoveAction, 1, 0, QModelIndex())
    assert not taken
    driver.until(lambda: titles(table, meeting.id)[1] == made[1].number)
    assert page.table.dragDropMode() is page.table.DragDropMode.InternalMove


def test_that_minutes_and_start_time_are_kept_when_the_field_is_left(
    table: Table, driver: Driver
) -> None:
    meeting = table.meeting()
    item = table.do(meetings.schedule, meeting.id, [table.case(1).id])[0]
    page = driver.open("agenda", meeting.id)
    page.table.select_key(item.id)
    page.editor.minutes.setValue(20)
    page.editor.minutes.editingFinished.emit()
    driver.until(lambda: table.ask(lambda r: r.get(AgendaItem, item.id).budget) == 20)
    driver.settle()
    page.editor.own_time.click()
    driver.until(lambda: table.ask(lambda r: r.get(AgendaItem, item.id).starts) == time(9, 4))
    driver.settle()
    assert page._sum.text() == "1 casus, 29 van 90 minuten"


def test_that_somebody_is_invited_for_one_item(table: Table, driver: Driver) -> None:
    meeting = table.meeting()
    item = table.do(meetings.schedule, meeting.id, [table.case(1).id])[0]
    page = driver.open("agenda", meeting.id)
    page.table.select_key(item.id)
    driver.type("Wijkverpleegkundige", page.editor.guests.role)
    driver.type("Thuiszorg De Brug", page.editor.guests.organisation)
    driver.qtbot.keyClick(page.editor.guests.organisation, Qt.Key.Key_Return)
    driver.until(lambda: table.ask(lambda r: r.find(Invitee)))
    guest = table.ask(lambda r: r.find(Invitee))[0]
    assert (guest.role_name, guest.organisation, guest.item_id) == (
        "Wijkverpleegkundige",
        "Thuiszorg De Brug",
        item.id,
    )
    noticed = page.model.columnCount() - 1
    driver.until(
        lambda: page.model.cell(page.table.currentIndex().row(), noticed).text == "1 genodigde"
    )


def test_that_a_missing_discipline_is_said_before_the_meeting(table: Table, driver: Driver) -> None:
    case = table.case(1, care_form="vdb")
    meeting = table.meeting()
    table.do(meetings.schedule, meeting.id, [case.id])
    page = driver.open("agenda", meeting.id)
    assert f"Bij {case.number} mist: (Speciaal) onderwijs, Stroomland" in page.banner.text


def test_that_a_member_who_stays_away_is_kept_and_warned_of(table: Table, driver: Driver) -> None:
    meeting = table.meeting()
    table.do(meetings.schedule, meeting.id, [table.case(1).id])
    page = driver.open("agenda", meeting.id)
    assert page.banner.text == ""
    chair = next(seat for seat in page.desk.seats if seat.member.discipline == "voorzitter")
    page.expected.boxes[chair.member.id].click()
    driver.until(lambda: "Voorzitter" in page.banner.text)
    kept = table.ask(lambda r: r.first(Attendance, member_id=chair.member.id))
    assert kept.presence is Presence.EXCUSED


def test_that_a_case_taken_off_is_ready_again_and_can_be_put_back(
    table: Table, driver: Driver
) -> None:
    """H21: the next row is chosen, and Ctrl+Z puts the case back where it stood."""
    meeting = table.meeting()
    first, second = table.do(meetings.schedule, meeting.id, [table.case(day).id for day in (1, 2)])
    was = titles(table, meeting.id)
    page = driver.open("agenda", meeting.id)
    page.table.setFocus()
    page.table.select_key(first.id)
    driver.press(Qt.Key.Key_Delete)
    driver.until(lambda: len(titles(table, meeting.id)) == 3)
    driver.until(lambda: page.ready_model.total == 1)
    assert page.table.current_row().line.item.id == second.id
    assert driver.frame.status.toast.text == f"Van de agenda gehaald: {first.title}."
    driver.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    driver.until(lambda: titles(table, meeting.id) == was)
    driver.settle()


def test_that_what_is_changed_on_the_agenda_is_taken_back_step_by_step(
    table: Table, driver: Driver
) -> None:
    """H21: order, attendance and invitations are said and taken back too."""
    meeting = table.meeting()
    item, _ = table.do(meetings.schedule, meeting.id, [table.case(day).id for day in (1, 2)])
    was = titles(table, meeting.id)
    page = driver.open("agenda", meeting.id)
    page.table.setFocus()
    page.table.select_key(item.id)
    box = next(iter(page.expected.boxes.values()))
    guests = page.editor.guests

    def invite() -> None:
        guests.role.setText("Wijkverpleegkundige")
        guests.add.click()

    for do, said in (
        (lambda: page._step(1), "De volgorde is gewijzigd."),
        (box.click, f"{box.text()} komt niet."),
        (invite, "Wijkverpleegkundige is uitgenodigd."),
    ):
        do()
        driver.settle()
        assert driver.frame.status.toast.text == said
        driver.frame.status.toast.undo.click()
        driver.settle()
        assert driver.frame.status.toast.text == "Ongedaan gemaakt."
    assert titles(table, meeting.id) == was
    assert box.isChecked()
    assert table.ask(lambda r: r.find(Invitee)) == []


@pytest.mark.parametrize("width", [1366, 1920, 683])
def test_that_the_place_of_a_meeting_is_read_in_full(
    table: Table, driver: Driver, width: int
) -> None:
    place = "Stadhuis, Korte Nieuwstraat 6, kamer 2.14 (Waalzaal)"
    planned = table.do(
        meetings.plan,
        "doorbraak",
        held_on=date(2026, 11, 25),
        starts=time(13),
        ends=time(16),
        place=place,
    )
    driver.frame.resize(width, 740)
    page = driver.open("agenda", planned.id)
    beside, below = page._subtitle.text(), page._place.text() if page._place.isVisible() else ""
    assert (beside, below) in (("", f"13:00–16:00  {place}"), (f"13:00–16:00  {place}", ""))
    assert page._place.hasHeightForWidth()
    assert page._place.height() >= page._place.heightForWidth(page._place.width()) or not below


def test_that_an_agenda_is_a_list_as_all_others(
    table: Table, driver: Driver, tmp_path: Path
) -> None:
    """H47: a menu on the row, headings when it is copied, Excel in the order of the columns."""
    meeting = table.meeting()
    item = table.do(meetings.schedule, meeting.id, [table.case(1).id])[0]
    page = driver.open("agenda", meeting.id)
    page.table.select_key(item.id)
    offered = [act.text() for act in page.list.acts_menu().actions() if not act.isSeparator()]
    assert offered == [
        "Casus openen",
        "Punt omhoog",
        "Punt omlaag",
        "Van de agenda halen",
        "Kopiëren",
    ]
    page.table.copy()
    assert QGuiApplication.clipboard().text().splitlines()[0].split("\t")[1:3] == ["Begint", "Punt"]
    page.list.export_to(tmp_path / "agenda.xlsx")
    driver.settle()
    rows = list(load_workbook(tmp_path / "agenda.xlsx").active.iter_rows(values_only=True))
    assert [row[2] for row in rows if row[2] is not None][-3:] == [
        "Opening",
        item.title,
        "Rondvraag en sluiting",
    ]
    assert page.list.title.startswith("Agenda CPV")


def test_that_the_list_does_not_jump_from_item_to_item(table: Table, driver: Driver) -> None:
    """H30: an opening has no guests; their place stays."""
    meeting = table.meeting()
    item = table.do(meetings.schedule, meeting.id, [table.case(1).id])[0]
    page = driver.open("agenda", meeting.id)
    tops = set()
    for key in (page.desk.items[0].line.item.id, item.id):
        page.table.select_key(key)
        driver.settle()
        tops.add(page.editor.mapTo(page, page.editor.rect().topLeft()).y())
    assert len(tops) == 1


def test_that_25_members_stand_in_columns_within_the_page(table: Table, driver: Driver) -> None:
    """H28: the boxes begin below each other; nothing is pushed out of the window."""
    for number in range(22):
        role = f"Medewerker van team {number}"
        table.do(
            members.add,
            Member(
                id=new_id(),
                committee="cpv",
                role_name=role,
                organisation="Buurtteams",
                discipline="zorgexpert",
            ),
        )
    meeting = table.meeting()
    driver.frame.resize(1366, 768)
    page = driver.open("agenda", meeting.id)
    boxes = list(page.expected.boxes.values())
    assert len(boxes) == 25
    driver.until(lambda: len({box.x() for box in boxes}) <= 3)
    assert page.width() <= 1366


def test_that_the_agenda_can_be_used_without_eyes_or_mouse(table: Table, driver: Driver) -> None:
    meeting = table.meeting()
    item = table.do(meetings.schedule, meeting.id, [table.case(1).id])[0]
    page = driver.open("agenda", meeting.id)
    page.table.select_key(item.id)
    driver.settle()
    assert faults(page) == []


def test_that_both_models_keep_the_rules_of_qt(table: Table, qapp) -> None:
    table.case(2)
    meeting = table.meeting()
    table.do(meetings.schedule, meeting.id, [table.case(1).id])
    desk = table.ask(agenda_desk.desk, meeting.id)
    agenda, ready = AgendaModel(), ReadyModel()
    testers = [
        QAbstractItemModelTester(
            model, QAbstractItemModelTester.FailureReportingMode.Warning, model
        )
        for model in (agenda, ready)
    ]
    agenda.set_rows(desk.items)
    ready.set_rows(desk.ready)
    assert len(testers) == 2
    assert agenda.order_after([0], 3) == [agenda.ids()[1], agenda.ids()[2], agenda.ids()[0]]
    assert agenda.order_after([2], 0) == [agenda.ids()[2], agenda.ids()[0], agenda.ids()[1]]
    assert agenda.order_after([0, 1], 3) == [agenda.ids()[2], agenda.ids()[0], agenda.ids()[1]]

"""Two members give their vooradvies in windows of their own: hidden first, then side by side."""

from dataclasses import replace
from typing import Any

import pytest
from by_keyboard import CTRL, Chair, Key
from driving import Driver, driving
from PySide6.QtWidgets import QLabel

from casustafel.domain.meetings import AgendaItem, Meeting, Member, Presence
from casustafel.domain.people import Role
from casustafel.gui.pages.registry import PAGES
from casustafel.services.agenda import meetings
from casustafel.services.meeting import room
from casustafel.services.people import persons
from workspaces import Table

EXPERT, WORKER = "Lid Zorg", "Lid Buurtteam"
OWN_VIEW = "Alleen deze aanbieder heeft hier ervaring mee"


@pytest.fixture
def planned(table: Table) -> tuple[Meeting, AgendaItem]:
    """A case on an agenda, and two persons who each sit on a seat of the table."""
    for name, discipline in ((EXPERT, "zorgexpert"), (WORKER, "bjg")):
        person = table.do(persons.add, name)
        table.do(persons.grant, person.id, Role.MEMBER, "cpv")
        with table.workspace.writing() as uow:
            seat = uow.first(Member, discipline=discipline)
            assert seat is not None
            uow.change(seat, replace(seat, person_id=person.id))
            uow.commit()
    meeting = table.meeting()
    item = table.do(meetings.schedule, meeting.id, [table.case(1).id])[0]
    return meeting, item


def as_person(table: Table, name: str) -> Table:
    """The same workspace, in which somebody else works."""
    actor = table.ask(persons.acting, name, table.today)
    return Table(replace(table.workspace, actor=actor), table.clock, table.path)


def advise(driver: Driver, item: AgendaItem, keys: str, note: str = "") -> None:
    """Fill the form in by keys and hand it in."""
    chair = Chair(driver)
    page = driver.open("advice", item.id)
    driver.until(page.pane.isVisible)
    driver.settle()
    page.setFocus()
    chair.press(Key.Key_Return)
    for key in keys:
        chair.write(key)
        driver.settle()
    if note:
        chair.press(Key.Key_Space)
        chair.write(note)
    chair.press(Key.Key_Return, CTRL)
    driver.settle()


def joint_of(driver: Driver, item: AgendaItem) -> Any:
    """Open the tab with all vooradviezen."""
    page = driver.open("advice", item.id)
    driver.until(page.pane.isVisible)
    driver.settle()
    page.pane.tabs.setCurrentIndex(1)
    return page.pane.joint


def words(part: Any) -> str:
    """All that is written in a part of the window, and what a screen reader says of its rows."""
    shown = [label.text() for label in part.findChildren(QLabel)]
    return "\n".join([*shown, *(row.accessibleName() for row in part.rows)])


def test_that_one_does_not_see_the_other_until_the_meeting_opens_the_case(
    table: Table, planned: tuple[Meeting, AgendaItem], settings, qtbot
) -> None:
    meeting, item = planned
    with driving(as_person(table, EXPERT), settings, qtbot, PAGES) as driver:
        advise(driver, item, "jjdj", OWN_VIEW)
    with driving(as_person(table, WORKER), settings, qtbot, PAGES) as driver:
        joint = joint_of(driver, item)
        assert "Verborgen tot" in joint.text
        assert joint.rows == []
        said = "\n".join(one.text() for one in driver.frame.findChildren(QLabel))
        assert OWN_VIEW not in said
        table.do(room.open_meeting, meeting.id)
        table.do(room.go_to, item.id)
        driver.frame.reload()
        driver.settle()
        assert "Ingediend: Zorgexpert." in joint.text
        assert OWN_VIEW in words(joint)


def test_that_agreement_and_disagreement_stand_in_words_when_all_are_in(
    table: Table, planned: tuple[Meeting, AgendaItem], settings, qtbot
) -> None:
    _, item = planned
    chair = table.ask(lambda reader: reader.first(Member, discipline="voorzitter"))
    table.do(room.set_presence, planned[0].id, chair.id, Presence.EXCUSED)
    with driving(as_person(table, EXPERT), settings, qtbot, PAGES) as driver:
        advise(driver, item, "jjdjjj", OWN_VIEW)
        assert "Verborgen tot" in joint_of(driver, item).text
    with driving(as_person(table, WORKER), settings, qtbot, PAGES) as driver:
        advise(driver, item, "jnjjjj")
        joint = joint_of(driver, item)
        assert "Oneens: 1, verschil: 1." in joint.text
        spoken = [row.accessibleName() for row in joint.rows]
        assert spoken[0].endswith("ja 2. eens")
        assert spoken[1].endswith("ja 1, nee 1. oneens")
        assert spoken[2].endswith("ja 1, deels 1. verschil")

"""What holds for every table: few keys, and a table that a municipality adds itself."""

import json
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from by_keyboard import CTRL, Chair, Key, no_mouse
from driving import driving
from PySide6.QtWidgets import QFileDialog, QMessageBox

from casustafel.domain.cases import Case, CaseStatus, Client
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import Attendance, Member, Presence
from casustafel.domain.minutes import Minutes, MinutesState
from casustafel.domain.outcomes import Outcome, OutcomeKind
from casustafel.gui.pages.registry import PAGES
from casustafel.services.agenda import meetings
from casustafel.services.case import cases
from casustafel.services.definitions import tables
from casustafel.services.meeting import room
from fourth_table import COMMITTEE, FRAMEWORK
from other_tables import doorbraak_cases, seat, zbo_case
from workspaces import Table

FOURTH = "ggz_uitstroom"


def made(table: Table, committee: str) -> list[str]:
    """Make two cases that are ready for a table, and seat its members."""
    if committee == "cpv":
        return [table.case(day).id for day in (1, 2)]
    seat(table, committee)
    if committee == "zbo":
        return [zbo_case(table, day).id for day in (1, 2)]
    return [case.id for case in doorbraak_cases(table, 2)]


@pytest.mark.parametrize(
    ("committee", "keys", "kind"),
    [
        # The criteria up to the last that a grant needs, the outcome, the reason (domain.md §9).
        ("cpv", "jj1 ", OutcomeKind.GRANTED),
        ("zbo", "jjjj1 ", OutcomeKind.GRANTED),
        # The Doorbraakteam grants nothing: its plainest word is that the case comes back.
        ("doorbraak", "8", OutcomeKind.HELD_OVER),
    ],
)
def test_that_the_plainest_outcome_takes_few_keys_at_each_table(
    committee: str, keys: str, kind: OutcomeKind, table: Table, settings, qtbot
) -> None:
    ids = made(table, committee)
    day = date(2026, 11, 26)
    held = table.do(meetings.plan, committee, held_on=day, starts=time(9), ends=time(11))
    items = table.do(meetings.schedule, held.id, ids)
    table.do(room.open_meeting, held.id)
    for one in table.ask(lambda reader: reader.find(Attendance, meeting_id=held.id)):
        table.do(room.set_presence, held.id, one.member_id, Presence.PRESENT)
    table.do(room.go_to, items[0].id)
    table.weighed(items[0])
    with driving(table, settings, qtbot, committee=committee) as driver, no_mouse():
        page = driver.open("room", held.id)
        driver.until(lambda: page.sitting is not None and page.sitting.desk is not None)
        driver.settle()
        for key in keys:
            driver.type(key)
        driver.press(Key.Key_Return, CTRL)
        driver.until(lambda: page.sitting.line.item.id == items[1].id)
        driver.settle()
    recorded = table.ask(lambda reader: reader.find(Outcome, item_id=items[0].id))
    assert [one.kind for one in recorded] == [kind]


def take_in(chair: Chair, page: Any, committee: Path, framework: Path) -> None:
    """Import a table on the page Commissies: its file, the question, its framework."""

    def name_and_agree(_asked: QFileDialog) -> None:
        chair.expect(QMessageBox, chair.agree)
        chair.name_file(committee)

    chair.answering(QFileDialog, name_and_agree, Key.Key_O, CTRL)
    assert "Kies ook het bestand" in page.banner.text
    chair.tab_to(page.banner._action)
    chair.answering(QFileDialog, lambda _asked: chair.name_file(framework), Key.Key_Space)
    assert page.banner.text == "Overleg GGZ-uitstroom is ingelezen."


def fill(table: Table) -> Case:
    """Seat the members of the fourth table and bring it a case."""
    with table.workspace.writing() as uow:
        for role, discipline in (("Voorzitter", "voorzitter"), ("Behandelaar", "behandelaar")):
            uow.add(
                Member(
                    id=new_id(),
                    committee=FOURTH,
                    role_name=role,
                    organisation="GGZ-instelling",
                    discipline=discipline,
                )
            )
        uow.commit()
    client = Client(
        id=new_id(), surname="Voorbeeld", given_names="Mila", birth_date=date(2012, 3, 4)
    )
    fields = {
        "law": "jeugd",
        "care_form": "jeugd_ggz",
        "starts_on": date(2026, 1, 5),
        "received": date(2026, 11, 13),
        "referrer_type": "bjg",
    }
    answers = {"stuck_because": "Er is geen vervolgplek."}
    return table.do(cases.new, FOURTH, client, fields, answers, provider="Zorggroep Waal")


def test_that_a_table_of_ones_own_is_added_in_the_window_and_brings_a_case_to_its_minutes(
    table: Table, settings, qtbot, tmp_path: Path
) -> None:
    committee, framework = tmp_path / "commissie.json", tmp_path / "kader.json"
    committee.write_text(json.dumps(COMMITTEE), "utf-8")
    framework.write_text(json.dumps(FRAMEWORK), "utf-8")
    paper = tmp_path / "notulen.pdf"
    with driving(table, settings, qtbot, PAGES) as driver, no_mouse():
        chair = Chair(driver)
        take_in(chair, driver.open("committees"), committee, framework)
        assert FOURTH in [one.key for one in driver.frame.committees()]
        case = fill(table)
        chair.press(Key.Key_Tab, CTRL, times=3)
        driver.open("meetings")
        assert driver.frame.context.committee == FOURTH
        meeting = chair.plan("26112026")
        chair.put_on(1)
        chair.open_meeting("De voorzitter opent het overleg.")
        chair.weigh("j")
        chair.choose(1)
        chair.argue("De doelen zijn behaald.")
        chair.press(Key.Key_Return, CTRL)
        driver.until(lambda: table.ask(lambda reader: reader.find(Outcome)))
        driver.settle()
        chair.close(waiting=0)
        chair.adopt_minutes()
        chair.export(paper)
    assert case.number == "GGZ-2026-0001"
    assert table.ask(tables.committee, FOURTH).name == "Overleg GGZ-uitstroom"
    assert table.ask(lambda reader: reader.get(Case, case.id)).status is CaseStatus.DECIDED
    state = table.ask(lambda reader: reader.first(Minutes, meeting_id=meeting.id).state)
    assert state is MinutesState.ADOPTED
    assert paper.read_bytes().startswith(b"%PDF")

"""A kill while somebody types loses nothing that was typed before the last second."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from by_keyboard import ALT, Chair, Key
from driving import Driver, driving

from casustafel import bootstrap
from casustafel.domain.meetings import AgendaItem, Attendance, Presence
from casustafel.domain.outcomes import OutcomeInput
from casustafel.domain.records import Draft
from casustafel.gui.pages.registry import PAGES
from casustafel.services.agenda import meetings
from casustafel.services.meeting import outcomes, room
from casustafel.services.minutes import minutes
from other_tables import doorbraak_cases, seat, zbo_case
from workspaces import PASSPHRASE, Clock, Table, new_table

_CHILD = Path(__file__).with_name("typing_child.py")
_TESTS = Path(__file__).parents[1]

#: design.md, Edits: typing is kept within two seconds.
PROMISED_MS = 2000

#: Table, page and the argument it is opened with.
Place = tuple[str, str, str]


def _type_and_be_killed(path: Path, story: str, place: Place) -> int:
    """Let a child type, kill it, and return in how many milliseconds it kept."""
    child = subprocess.Popen(
        [sys.executable, str(_CHILD), str(path), PASSPHRASE, story, *place],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": _paths(), "QT_QPA_PLATFORM": "offscreen"},
    )
    assert child.stdout is not None
    try:
        for line in child.stdout:
            if line.startswith("kept "):
                return int(line.split()[1])
        raise AssertionError("the child kept nothing")
    finally:
        child.kill()
        child.wait()


def _typed_in_time(made: Path, story: str, place: Place) -> Path:
    """Let a child type in a copy of a workspace until it keeps in time, and return the copy.

    The promise is the program's: one hiccup of a busy machine does not count, three do.
    """
    took = []
    for attempt in range(3):
        path = shutil.copytree(made.parent, made.parent.with_name(str(attempt))) / made.name
        took.append(_type_and_be_killed(path, story, place))
        if took[-1] < PROMISED_MS:
            return path
    raise AssertionError(f"kept after {took} ms, {PROMISED_MS} are promised")


def _paths() -> str:
    return os.pathsep.join([str(_TESTS), *filter(None, [os.environ.get("PYTHONPATH")])])


def at_first_case(table: Table) -> Place:
    meeting, items = table.opened(2)
    table.do(room.go_to, items[0].id)
    return "cpv", "room", meeting.id


def at_second_case(table: Table) -> Place:
    meeting, items = table.opened(2)
    table.do(room.go_to, items[1].id)
    return "cpv", "room", meeting.id


def at_recorded_case(table: Table) -> Place:
    place = at_first_case(table)
    item = table.ask(meetings.agenda, place[2])[1]
    table.do(
        outcomes.record,
        item.id,
        OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=_LATER),
    )
    return place


_LATER = date(2027, 5, 27)


def hold(table: Table, committee: str, case_id: str) -> Place:
    """Open a meeting of a table with one case and go to it."""
    from datetime import time

    planned = table.do(
        meetings.plan, committee, held_on=date(2026, 11, 26), starts=time(9), ends=time(10)
    )
    item = table.do(meetings.schedule, planned.id, [case_id])[0]
    table.do(room.open_meeting, planned.id)
    for one in table.ask(lambda reader: reader.find(Attendance, meeting_id=planned.id)):
        table.do(room.set_presence, planned.id, one.member_id, Presence.PRESENT)
    table.do(room.go_to, item.id)
    return committee, "room", planned.id


def at_zbo(table: Table) -> Place:
    seat(table, "zbo")
    return hold(table, "zbo", zbo_case(table, 1).id)


def at_doorbraak(table: Table) -> Place:
    seat(table, "doorbraak")
    return hold(table, "doorbraak", doorbraak_cases(table, 1)[0].id)


def before_the_meeting(table: Table) -> Place:
    item = table.do(meetings.schedule, table.meeting().id, [table.case(1).id])[0]
    return "cpv", "advice", item.id


def at_a_case(table: Table) -> Place:
    return "cpv", "case", table.case(1).id


def after_the_meeting(table: Table) -> Place:
    place = at_first_case(table)
    for item in table.ask(meetings.agenda, place[2]):
        if item.case_id:
            table.do(room.go_to, item.id)
            table.do(
                outcomes.record,
                item.id,
                OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=_LATER),
            )
    table.do(room.close_meeting, place[2])
    return "cpv", "minutes", place[2]


def after_adopting(table: Table) -> Place:
    place = after_the_meeting(table)
    table.do(minutes.put_up, place[2])
    table.do(minutes.adopt, place[2])
    return "cpv", "feedback", place[2]


def in_the_queue(table: Table) -> Place:
    table.case(1)
    return "cpv", "queue", ""


def outcome_is_there(driver: Driver, page: Any) -> None:
    second = page.sitting.line
    assert second.item.position == page.sitting.board.lines[2].item.position
    assert page.pane.notes.text.startswith("De commissie ziet een alternatief.")
    assert page.panel.form.motivation.toPlainText() == "Basishulp past beter."
    assert page.panel.form.choice.code == "afgewezen"
    assert page.panel.outcome is None
    driver.open("meetings")
    kept = driver.table.ask(lambda reader: reader.get(AgendaItem, second.item.id))
    assert kept.notes == page.pane.notes.text


def correction_is_there(driver: Driver, page: Any) -> None:
    assert page.panel.correcting
    assert page.panel.correction.text() == "Verkeerd verstaan"
    assert page.panel.form.motivation.toPlainText().startswith("Er is geen ander aanbod.")
    page.panel.drop_button.click()
    driver.settle()
    assert not page.panel.correcting and page.panel.summary.isVisible()
    assert driver.table.ask(lambda reader: reader.find(Draft)) == []


def condition_is_there(driver: Driver, page: Any) -> None:
    assert page.banner.text == "U was bezig met een voorwaarde. Wat u typte, is bewaard."
    page.banner._action.click()
    asked: Any = Chair(driver).dialog()
    assert asked.text("text").startswith("Overdrachtsplan maken")
    assert asked.text("proof") == "Plan in het dossier"
    asked.reject()
    driver.settle()
    assert driver.table.ask(lambda reader: reader.find(Draft)) == []


def contributions_are_there(driver: Driver, page: Any) -> None:
    rows = page.panel.form.given().contributions
    assert rows[1].party.startswith("Zorgaanbieder")
    assert rows[1].task == "Hulp bij overgangen"


def intervention_is_there(driver: Driver, page: Any) -> None:
    row = page.pane.extra.editors["intervention"].rows()[0]
    assert row["what"].startswith("Een plan maken")
    assert (row["owner"], row["by"]) == ("BJG", "2027-01-29")
    driver.press(Key.Key_I, ALT)
    driver.open("meetings")
    assert driver.table.ask(lambda reader: reader.find(Draft)) == []


def advice_is_there(driver: Driver, page: Any) -> None:
    assert page.pane.remark.text() == "Graag eerst met de school overleggen"
    assert page.pane.criteria.line_text.startswith("Alleen deze aanbieder kan dit")
    driver.open("meetings")
    assert driver.table.ask(lambda reader: reader.find(Draft)) == []


def request_is_there(driver: Driver, page: Any) -> None:
    entries = page.form.entries
    why = entries["answer.why_this_provider"].control.widget.toPlainText()
    assert "En dichtbij huis." in why
    remark = entries["case.remark"].control.widget.toPlainText()
    assert remark == "Ouders zijn bereikbaar na vier uur."
    driver.open("meetings")
    assert driver.table.ask(lambda reader: reader.find(Draft)) == []


def minutes_are_there(driver: Driver, page: Any) -> None:
    assert next(iter(page.cards.values())).text.toPlainText().startswith("De voorzitter opent.")
    assert "staat er weer" in page.banner.text


def asked_again(driver: Driver, press: Callable[[], object]) -> Any:
    press()
    driver.settle()
    return Chair(driver).dialog()


def cancelled(driver: Driver, asked: Any) -> None:
    """Cancelling is an answer: nothing stays behind."""
    asked.reject()
    driver.settle()
    assert driver.table.ask(lambda reader: reader.find(Draft)) == []


def told_is_there(driver: Driver, page: Any) -> None:
    asked = asked_again(driver, page.report.click)
    boxes = {name: asked.fields[name].control.isChecked() for name in ("School", "Regieteam")}
    assert boxes == {"School": True, "Regieteam": False}
    assert asked.text("other").startswith("Huisarts")
    cancelled(driver, asked)


def beschikking_is_there(driver: Driver, page: Any) -> None:
    page.table.selectRow(0)
    asked = asked_again(driver, page.decide.click)
    assert asked.day("decided_on") == date(2026, 11, 26)
    assert asked.day("objection_until") == date(2027, 1, 15)
    assert asked.fields["departs"].control.isChecked() and asked.fields["departs_why"].isVisible()
    assert asked.text("departs_why").startswith("Nieuwe informatie")
    cancelled(driver, asked)


def spoed_is_there(driver: Driver, page: Any) -> None:
    asked = asked_again(driver, page.detail.urgent.click)
    assert asked.text("reason").startswith("Plaatsing loopt af")
    assert asked.outcome.choice.code == "toegekend"
    assert asked.outcome.motivation.toPlainText() == "Vier weken hulp thuis."
    cancelled(driver, asked)


@pytest.mark.parametrize(
    ("story", "prepare", "check"),
    [
        ("outcome", at_second_case, outcome_is_there),
        ("correction", at_recorded_case, correction_is_there),
        ("condition", at_first_case, condition_is_there),
        ("contributions", at_zbo, contributions_are_there),
        ("intervention", at_doorbraak, intervention_is_there),
        ("advice", before_the_meeting, advice_is_there),
        ("request", at_a_case, request_is_there),
        ("minutes", after_the_meeting, minutes_are_there),
        ("told", after_adopting, told_is_there),
        ("beschikking", after_adopting, beschikking_is_there),
        ("spoed", in_the_queue, spoed_is_there),
    ],
)
def test_that_after_a_kill_everything_stands_where_it_was(
    story: str,
    prepare: Callable[[Table], Place],
    check: Callable[[Driver, Any], None],
    tmp_path: Path,
    settings,
    qtbot,
) -> None:
    with new_table(tmp_path / "made") as table:
        place = prepare(table)
        made = table.path
    path = _typed_in_time(made, story, place)
    clock = Clock()
    with bootstrap.open_workspace(str(path), PASSPHRASE, clock=clock) as workspace:
        table = Table(workspace, clock, path)
        with driving(table, settings, qtbot, PAGES, place[0]) as driver:
            page = driver.open(*place[1:])
            driver.settle()
            check(driver, page)

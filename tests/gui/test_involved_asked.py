"""Who is involved in a ZBO case is asked at the table; consent stands at the case."""

from datetime import date
from pathlib import Path

import pytest
from accessibility import faults
from PySide6.QtWidgets import QPushButton
from real_pages import Opened, child, form_of

from casustafel.domain.consent import Consent, Giver
from casustafel.domain.involved import Involvement, Part
from casustafel.domain.meetings import AgendaItem
from casustafel.domain.outcomes import FormalDecision, OutcomeInput
from casustafel.domain.registers import School
from casustafel.gui.pages.feedback import recording
from casustafel.services.following import feedback
from casustafel.services.following.feedback import FeedbackInput
from casustafel.services.meeting import outcomes, room
from casustafel.services.use_case import unseen
from other_tables import CONTRIBUTIONS, zbo_opened
from workspaces import Table


@pytest.fixture
def item(table: Table) -> AgendaItem:
    """A ZBO case at the table."""
    _, (first,) = zbo_opened(table)
    return first


@pytest.fixture
def before(item: AgendaItem) -> None:
    """What stands there before the window opens."""


def recorded(table: Table) -> dict[str, tuple[Part, str]]:
    found = table.ask(lambda reader: reader.find(Involvement))
    return {one.party: (one.part, one.why) for one in found}


def test_that_the_room_asks_who_is_involved(table: Table, item: AgendaItem, window: Opened) -> None:
    """R7: what the seats say is filled in; why somebody was not there is asked, not guessed."""
    window.window.choose_committee("zbo")
    page = window.open("room", item.meeting_id)
    window.settle(lambda: page.go_to(item.id))
    assert not page.attendance.involved_button.isHidden()
    window.settle(page.attendance.involved_button.click)
    form = form_of(page)
    assert form.value("part:stroomland") == Part.PRESENT
    assert "Toestemming ontbreekt" in form.fields["part:school"].control.accessibleDescription()
    parts = {"school": Part.NOT, "ouders": Part.HEARD}
    for party, part in parts.items():
        control = form.fields[f"part:{party}"].control
        control.setCurrentIndex(control.findData(part.value))
    assert not form.fields["why:school"].isHidden()
    assert form.fields["why:ouders"].isHidden()
    window.settle(form.confirm)
    assert form.fields["why:school"].error
    form.fields["why:school"].control.setText("Kon niet.")
    assert faults(form) == []
    window.settle(form.confirm)
    assert recorded(table) == {"school": (Part.NOT, "Kon niet."), "ouders": (Part.HEARD, "")}


def test_that_consent_is_recorded_and_withdrawn_at_the_case(
    table: Table, item: AgendaItem, window: Opened
) -> None:
    """R11: the card says who lacks; withdrawing leaves what was given."""
    page = window.open("case", item.case_id or "")
    window.settle(child(page, QPushButton, "Toestemming vastleggen").click)
    form = form_of(page)
    form.fields["recipient"].control.setCurrentText("School")
    giver = form.fields["giver"].control
    giver.setCurrentIndex(giver.findData(Giver.GUARDIAN.value))
    form.fields["given_on"].control.set_day(date(2026, 11, 26))
    window.settle(form.confirm)
    (kept,) = table.ask(lambda reader: reader.find(Consent))
    assert (kept.recipient, kept.giver) == ("School", Giver.GUARDIAN)
    window.settle(child(page, QPushButton, "Toestemming intrekken").click)
    form = form_of(page)
    form.fields["on"].control.set_day(date(2026, 11, 26))
    window.settle(form.confirm)
    (kept,) = table.ask(lambda reader: reader.find(Consent))
    assert kept.withdrawn_on == date(2026, 11, 26)


def test_that_pilot_schools_and_an_end_date_are_set_at_commissies(
    table: Table, item: AgendaItem, window: Opened
) -> None:
    """R7: the mark of a school, and the end of a temporary table that is proposed."""
    page = window.open("committees")
    page.table.select_key("zbo")
    window.settle(page.end_button.click)
    form = form_of(page)
    assert form.value("until") == date(2026, 9, 30)
    window.settle(form.confirm)
    window.settle(page.pilots_button.click)
    form = form_of(page)
    form.fields["names"].control.setPlainText("Basisschool De Proef\nDe Nieuwe School")
    window.settle(form.confirm)
    schools = table.ask(lambda reader: reader.find(School, "search_name"))
    assert [one.in_full for one in schools] == [
        "Basisschool De Proef (pilotschool BJG)",
        "De Nieuwe School (pilotschool BJG)",
    ]


def test_that_taking_an_outcome_back_says_who_heard_it(
    table: Table, item: AgendaItem, window: Opened
) -> None:
    """R3: who was told has to be asked what began since."""
    given = OutcomeInput(
        choice="toegekend",
        reasons=("ZT1",),
        valid_until=date(2027, 7, 1),
        contributions=CONTRIBUTIONS,
    )
    table.do(outcomes.record, item.id, given)
    table.do(room.close_meeting, item.meeting_id)
    told = FeedbackInput(told_to=("Inwoner",), told_on=table.today, channel="phone")
    table.do(feedback.report, [item.case_id], told)
    table.do(room.reopen_meeting, item.meeting_id, "Uren verkeerd.")
    window.window.choose_committee("zbo")
    page = window.open("room", item.meeting_id)
    window.settle(lambda: page.questions.reopen(item.id))
    (field,) = form_of(page).fields.values()
    assert "Inwoner 26-11-2026" in field.control.accessibleDescription()


def test_that_a_bezwaar_gives_its_papers_at_the_case(
    table: Table, item: AgendaItem, window: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R8: once its day is recorded, all that the outcome rests on is one file away."""
    given = OutcomeInput(
        choice="toegekend",
        reasons=("ZT1",),
        valid_until=date(2027, 7, 1),
        contributions=CONTRIBUTIONS,
    )
    table.do(outcomes.record, item.id, given)
    table.do(room.close_meeting, item.meeting_id)
    decision = FormalDecision(
        id="",
        case_id="",
        reference="Z-2026-9",
        decided_on=table.today,
        decided_by="Team Toegang",
        objected_on=table.today,
    )
    table.do(feedback.decide, unseen(item.case_id or ""), decision)
    target = tmp_path / "bezwaar.pdf"
    monkeypatch.setattr(recording, "pick", lambda *_asked: target)
    page = window.open("case", item.case_id or "")
    window.settle(child(page, QPushButton, "Stukken bij bezwaar…").click)
    assert target.read_bytes().startswith(b"%PDF")

"""A week of the secretary and one of the contractmanager, from Monday to Friday, by use cases.

Neither needs a list of their own beside the program: what waits stands on Vandaag or in the
register, and is gone from there when it is done.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from test_inflow_list import BSNS, GROUND, SINCE, UNTIL, WAAL, Known, known, line

from case_lists import write
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.follow_up import NONE_BECAUSE, recipients
from casustafel.domain.inflow import InflowEntry, LawfulRoute
from casustafel.domain.meetings import AgendaItem, Attendance, Presence
from casustafel.domain.norms import CareForm, Instrument, Norm, NormUnit
from casustafel.domain.outcomes import FormalDecision, OutcomeInput
from casustafel.domain.registers import Provider
from casustafel.services.agenda import meetings
from casustafel.services.case import case_steps
from casustafel.services.definitions import learning
from casustafel.services.following import after_no, feedback, feedback_desk
from casustafel.services.following.after_no import LandingInput
from casustafel.services.following.feedback import FeedbackInput
from casustafel.services.meeting import outcomes, room, urgent
from casustafel.services.meeting.urgent import UrgentInput
from casustafel.services.minutes import minutes
from casustafel.services.register import inflow, inflow_list, norm_steps, register, releasing
from casustafel.services.upkeep import today_desk
from casustafel.services.upkeep.today_desk import TaskKind
from casustafel.services.use_case import unseen
from pages_at_rest import decrypted
from paper_words import words_of
from workspaces import Table

K = TaskKind
GRANTED = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))
REFUSED = OutcomeInput(choice="afgewezen", reasons=("AF1",), motivation="Basishulp past beter.")
ALL = ("Verwijzer", "Inwoner", "Zorgaanbieder", "Backoffice toewijzing")


def day(table: Table, number: int) -> date:
    """Let a morning of the week of Monday 23 November come."""
    table.clock.now = datetime(2026, 11, number, 8, tzinfo=UTC)
    return table.today


def waiting(table: Table) -> set[TaskKind]:
    """What stands on Vandaag for the CPV."""
    found = next(one for one in table.ask(today_desk.today).tables if one.code == "cpv")
    return {task.kind for task in found.tasks}


def told(table: Table, cases_: list[str], *who: str) -> None:
    given = FeedbackInput(told_to=who, told_on=table.today, channel="phone")
    table.do(feedback.report, cases_, given)


def status(table: Table, case: Case) -> CaseStatus:
    return table.ask(lambda reader: reader.get(Case, case.id)).status


def held(table: Table, plain: list[Case], no: Case, spoed: Case) -> list[AgendaItem]:
    """Hold the meeting of Thursday: grants, a no, and what was decided in urgency."""
    meeting = table.meeting(table.today)
    table.do(meetings.schedule, meeting.id, [one.id for one in (*plain, no)])
    table.do(room.open_meeting, meeting.id)
    for one in table.ask(lambda reader: reader.find(Attendance, meeting_id=meeting.id)):
        table.do(room.set_presence, meeting.id, one.member_id, Presence.PRESENT)
    items = {one.case_id: one for one in table.ask(meetings.agenda, meeting.id) if one.case_id}
    for item in items.values():
        table.weighed(item)
    table.do(urgent.ratify, items[spoed.id].id)
    for case in plain:
        table.do(outcomes.record, items[case.id].id, GRANTED)
    table.do(outcomes.record, items[no.id].id, REFUSED)
    table.do(learning.add, "cpv", "grens_basishulp", "Basishulp eerder proberen.", case_id=no.id)
    table.do(room.close_meeting, meeting.id)
    return list(items.values())


def test_that_the_week_of_the_secretary_needs_no_list_beside_the_program(table: Table) -> None:
    """R3, R8, R10, R12: from what came in to what was told, each step waits until it is done."""
    day(table, 23)
    plain = [table.case(n, received=date(2026, 11, 20)) for n in range(1, 4)]
    no = table.case(4, received=date(2026, 11, 20))
    short = table.case(5, answers={}, referrer_type="huisarts", received=date(2026, 11, 20))
    assert K.NEW in waiting(table)
    table.do(case_steps.ask_completions, [short.id])
    assert K.INCOMPLETE in waiting(table)
    day(table, 24)
    spoed = table.case(6, urgent=True, urgent_reason="De plek vervalt.", received=table.today)
    assert K.URGENT in waiting(table)
    given = replace(GRANTED, motivation="Vier weken, zoals gevraagd.")
    wanted = UrgentInput(
        reason="De plek vervalt.", latest=table.today, decider="Voorzitter", given=given
    )
    table.do(urgent.record, spoed.id, wanted)
    told(table, [spoed.id], *ALL)
    assert K.URGENT not in waiting(table)
    today = day(table, 26)
    items = held(table, plain, no, spoed)
    # The same afternoon: those who know otherwise first, then all grants at once, then the no.
    assert {K.TOLD_OTHERWISE, K.NOT_REPORTED, K.MINUTES_CONCEPT} <= waiting(table)
    told(table, [spoed.id, *(one.id for one in plain)], *ALL, "Contractmanager ROB")
    with pytest.raises(Exception, match="feedback-needs-landing"):
        told(table, [no.id], "Verwijzer")
    instead = LandingInput(
        help="Basishulp",
        place="Buurtteam Jeugd en Gezin",
        calls="Gezinswerker BJG",
        phone="024 000 00 00",
        call_before=date(2026, 12, 1),
    )
    table.do(after_no.record, unseen(no.id), instead)
    told(table, [no.id], "Verwijzer", "Inwoner")
    assert not {K.TOLD_OTHERWISE, K.NOT_REPORTED} & waiting(table)
    assert [one.days for one in table.ask(feedback_desk.desk, "cpv").lines] == [2, 6, 6, 6, 6]
    day(table, 27)
    meeting = items[0].meeting_id
    table.do(minutes.put_up, meeting)
    assert K.MINUTES_FOR_ADOPTION in waiting(table)
    table.do(minutes.adopt, meeting)
    assert "Gevraagd. Begeleiding jeugd" in words_of(table.ask(minutes.pdf, meeting))
    table.do(feedback.decide_none, [spoed.id, *(one.id for one in plain)], NONE_BECAUSE[0])
    offered = FormalDecision(
        id="",
        case_id="",
        none_because="Wil die niet.",
        offered_on=today,
        offered_by="Gezinswerker BJG",
    )
    table.do(feedback.decide, unseen(no.id), offered)
    assert {status(table, one) for one in (*plain, spoed)} == {CaseStatus.CLOSED}
    # What is left is in the program: the landing of the no, and the huisarts' case.
    assert waiting(table) == {K.INCOMPLETE}
    (action,) = [one.text for one in table.ask(lambda r: r.find(after_no.Action))]
    assert action.startswith("Is de andere hulp begonnen?")
    (learnt,) = table.ask(learning.desk, "cpv").lines
    assert learnt.number == no.number


def test_that_the_recipients_are_those_of_the_field() -> None:
    """R9: everybody who hears of an outcome stands there to be ticked."""
    assert {
        *("Inwoner", "Huisarts", "Jeugdarts", "Medisch specialist", "Regieteam", "GI"),
        *("Buurtteam Jeugd en Gezin", "Buurtteam Volwassenen", "Ouderenadviseur"),
        *("Zorgaanbieder", "Contractmanager ROB", "Backoffice toewijzing", "School", "Stroomland"),
    } <= set(recipients())


def _norm(table: Table) -> Norm:
    (provider,) = table.ask(lambda reader: reader.find(Provider, name=WAAL))
    given = Norm(
        id="01940000-0000-7000-8000-00000000000a",
        provider_id=provider.id,
        care_form=CareForm.BEGELEIDING_JEUGD,
        instrument=Instrument.BESTEDINGSRUIMTE,
        unit=NormUnit.CENTS,
        amount=100_000_000,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
    )
    return table.do(norm_steps.add_norm, given).norm


def _rows(found: Known) -> list[dict[str, object]]:
    """A list with each route, renewals among them, and three clients without one."""
    lawful = [kind for kind in found.bsns if kind not in ("refused", "over")]
    rows = [line(100 + n, found.bsns[kind][0]) for n, kind in enumerate(lawful)]
    rows += [line(900 + n, bsn) for n, bsn in enumerate(BSNS[500:503])]
    return [
        *rows,
        line(950, BSNS[510], Ingangsdatum=date(2026, 3, 1)),
        line(951, BSNS[510], Ingangsdatum=date(2026, 11, 1)),
        line(952, BSNS[511], Ingangsdatum=date(2026, 8, 31)),
        line(953, BSNS[512], **{"Verwijzer type": "Huisarts"}),
    ]


@pytest.mark.where("file", "these are the pages of a file")
def test_that_the_week_of_the_contractmanager_needs_no_list_beside_the_program(
    table: Table, tmp_path: Path
) -> None:
    """R1, R2, R5, R14: the norm, the inflow, the lifting; nothing is left of who has a route."""
    found = known(table)
    # Monday: the figures of the norm; what was done about it is kept with its day.
    norm = _norm(table)
    table.do(norm_steps.record_spent, norm.id, 75_000_000, table.today)
    assert any(one.state == "notice_due" for one in table.ask(register.view).norms)
    table.do(norm_steps.record_notice, norm.id, table.today)
    dossier = dict.fromkeys(norm_steps.DOSSIER[:4]) | {
        "analysis_with": "contractmanager, beleidsadviseur, aanbieder",
        "height_why": "",
        "dossier": "D-2026-88",
    }
    table.do(norm_steps.record_dossier, norm.id, dossier)
    # Wednesday: the list of begun care.
    table.do(inflow_list.record_ground, GROUND)
    path = write(tmp_path, *_rows(found))
    table.do(inflow_list.run, table.ask(inflow_list.read, path))
    listed = table.ask(inflow.listed, SINCE, UNTIL)
    unknown = [row for row in listed.rows if not row.lawful]
    assert {row.number for row in unknown} == {"900", "901", "902"}
    assert "1 lijst" in listed.looked_at
    # Thursday: who was asked has answered; each answer is remembered.
    for entry in table.ask(lambda reader: reader.find(InflowEntry)):
        table.do(inflow_list.settle, entry.id, LawfulRoute.REGIETEAM)
    assert all(row.lawful for row in table.ask(inflow.listed, SINCE, UNTIL).rows)
    left = decrypted(table)
    gone = (*BSNS[500:503], *BSNS[510:513])
    assert not [bsn for bsn in gone if bsn.encode() in left]
    # Of who made a request the BSN stands with the client and in its index, and nowhere else.
    assert {left.count(bsn.encode()) for bsn in found.bsns["granted"]} == {2}
    # Friday: the stop is lifted, and the ten requests that waited for it alone go.
    waits = [table.case(n, received=date(2026, 11, 2)) for n in range(11, 21)]
    (stop,) = [one.stop for one in table.ask(register.view).stops if one.holds]
    table.do(norm_steps.consider_lifting, stop.id, table.today, None)
    table.do(norm_steps.lift, stop.id, table.today)
    letters = table.ask(releasing.waiting, stop.id)
    assert {one.number for one in waits} <= {number for each in letters for number in each.numbers}
    table.do(releasing.release, stop.id, [key for each in letters for key in each.case_ids])
    assert {status(table, one) for one in waits} == {CaseStatus.NOT_NEEDED}

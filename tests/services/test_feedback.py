"""After the minutes: terugkoppeling, the beschikking by reference, and when a case closes."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casustafel.domain.actions import Action, ActionKind
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.errors import RightError, RuleError
from casustafel.domain.follow_up import NONE_BECAUSE, objection_until
from casustafel.domain.house_style import HouseStyle
from casustafel.domain.meetings import Attendance, Meeting, Presence
from casustafel.domain.outcomes import Feedback, FormalDecision, OutcomeInput
from casustafel.domain.people import Actor, Role
from casustafel.services.agenda import meetings
from casustafel.services.documents import house, telling
from casustafel.services.following import actions, after_no, feedback, feedback_desk, objection
from casustafel.services.following.after_no import LandingInput
from casustafel.services.following.feedback import FeedbackInput
from casustafel.services.following.feedback_desk import Step
from casustafel.services.meeting import outcomes, room, urgent
from casustafel.services.meeting.urgent import UrgentInput
from casustafel.services.minutes import minutes
from casustafel.services.upkeep import retention
from casustafel.services.use_case import unseen
from paper_words import words_of
from workspaces import Table, someone

TOLD = FeedbackInput(told_to=("Inwoner", "Verwijzer"), told_on=date(2026, 11, 26), channel="email")
DECISION = FormalDecision(
    id="",
    case_id="",
    reference="Z-2026-118",
    decided_on=date(2026, 11, 26),
    decided_by="Team Toegang",
    objection_until=date(2027, 1, 7),
)
GRANTED = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))


def adopted(table: Table, count: int = 1) -> tuple[Meeting, list[str]]:
    """Cases that were granted in a meeting whose minutes were adopted."""
    meeting, items = table.opened(count)
    for item in items:
        table.do(outcomes.record, item.id, GRANTED)
    table.do(room.close_meeting, meeting.id)
    table.do(minutes.put_up, meeting.id)
    table.do(minutes.adopt, meeting.id)
    return meeting, [item.case_id or "" for item in items]


def status_of(table: Table, case_id: str) -> CaseStatus:
    return table.ask(lambda reader: reader.get(Case, case_id)).status


def test_that_one_mail_tells_a_contact_person_of_all_their_cases(table: Table) -> None:
    """R3: with Uw kenmerk and a day, and nothing of anybody; nothing changes by looking."""
    _, ids = adopted(table, 4)
    named = {"referrer_name": "BJG Zuid", "sender_reference": "V-9"}
    for key, fields in ((ids[2], named), (ids[3], {"referrer_name": "", "referrer_contact": ""})):
        case = table.ask(lambda reader, key=key: reader.get(Case, key))
        table.do(
            lambda uow, case=case, to=fields: (uow.replace(case, replace(case, **to)), uow.commit())
        )
    with pytest.raises(RuleError, match="paper-needs"):
        table.ask(telling.drafts, ids)
    table.do(house.save_style, HouseStyle(phone="024 111 22 33"))
    north, south, nobody = table.ask(telling.drafts, ids)
    assert (north.who, len(north.numbers), south.who, nobody.who) == (
        "BJG Noord",
        2,
        "BJG Zuid",
        "",
    )
    assert f"- {south.numbers[0]} (uw kenmerk V-9)" in south.text
    assert "uiterlijk 10 december 2026: 024 111 22 33" in south.text
    assert not [word for word in ("Voorbeeld1", "oegekend", "Zorggroep") if word in north.text]
    assert status_of(table, ids[0]) is CaseStatus.DECIDED


def test_that_terugkoppeling_says_to_whom_when_and_how(table: Table) -> None:
    _, (case_id,) = adopted(table)
    table.do(feedback.report, [case_id], TOLD)
    told = table.ask(lambda reader: reader.find(Feedback, "told_to", case_id=case_id))
    assert [(one.told_to, one.told_on, one.channel) for one in told] == [
        ("Inwoner", date(2026, 11, 26), "email"),
        ("Verwijzer", date(2026, 11, 26), "email"),
    ]
    assert status_of(table, case_id) is CaseStatus.REPORTED


def test_that_a_whole_meeting_is_told_at_once_or_not_at_all(table: Table) -> None:
    _, ids = adopted(table, 3)
    undecided = table.case(9).id
    with pytest.raises(RuleError, match="feedback-before-outcome"):
        table.do(feedback.report, [*ids, undecided], TOLD)
    assert {status_of(table, key) for key in ids} == {CaseStatus.DECIDED}
    table.do(feedback.report, ids, TOLD)
    assert {status_of(table, key) for key in ids} == {CaseStatus.REPORTED}


def test_that_it_is_told_from_the_closing_of_the_meeting(table: Table) -> None:
    """R3: a referrer does not wait for the minutes; until they are adopted nothing closes."""
    meeting, (item,) = table.opened(1)
    case_id = item.case_id or ""
    table.do(outcomes.record, item.id, GRANTED)
    with pytest.raises(RuleError, match="feedback-before-closing"):
        table.do(feedback.report, [case_id], TOLD)
    table.do(room.close_meeting, meeting.id)
    assert [line.id for line in table.ask(feedback_desk.desk, "cpv").lines] == [case_id]
    table.do(feedback.report, [case_id], TOLD)
    table.do(feedback.decide, unseen(case_id), DECISION)
    assert status_of(table, case_id) is CaseStatus.REPORTED
    table.do(minutes.put_up, meeting.id)
    table.do(minutes.adopt, meeting.id)
    assert status_of(table, case_id) is CaseStatus.CLOSED


def test_that_what_was_decided_in_urgency_is_told_at_once(table: Table) -> None:
    """R3: spoed is told the same day, in those words, and the case still waits for its meeting."""
    case = table.case(1)
    given = replace(GRANTED, motivation="Vier weken, zoals gevraagd.")
    wanted = UrgentInput(
        reason="De plek vervalt morgen.", latest=table.today, decider="Voorzitter", given=given
    )
    table.do(urgent.record, case.id, wanted)
    table.do(feedback.report, [case.id], TOLD)
    told = table.ask(lambda reader: reader.find(Feedback, case_id=case.id))
    assert {one.said for one in told} == {"toegekend (met spoed)"}
    assert status_of(table, case.id) is case.status


def test_that_what_was_ratified_is_told_again_in_full(table: Table) -> None:
    """R3: who heard it with spoed hears once more what the meeting made of it."""
    case = table.case(1)
    given = replace(GRANTED, motivation="Vier weken, zoals gevraagd.")
    wanted = UrgentInput(
        reason="De plek vervalt morgen.", latest=table.today, decider="Voorzitter", given=given
    )
    table.do(urgent.record, case.id, wanted)
    table.do(feedback.report, [case.id], replace(TOLD, told_to=("Verwijzer",)))
    meeting = table.meeting()
    (item,) = [one for one in table.ask(meetings.agenda, meeting.id) if one.case_id == case.id]
    table.do(room.open_meeting, meeting.id)
    for one in table.ask(lambda reader: reader.find(Attendance, meeting_id=meeting.id)):
        table.do(room.set_presence, meeting.id, one.member_id, Presence.PRESENT)
    table.weighed(item)
    table.do(urgent.ratify, item.id)
    table.do(room.close_meeting, meeting.id)
    (line,) = table.ask(feedback_desk.desk, "cpv", "again").lines
    assert [(one.told_to, one.said) for one in line.again] == [
        ("Verwijzer", "toegekend (met spoed)")
    ]


def test_that_the_lead_time_runs_from_receipt_until_the_outcome_is_told(table: Table) -> None:
    """R3: what is told on the day of the meeting took until that day, whatever comes after it."""
    meeting, items = table.opened(2)
    for item in items:
        table.do(outcomes.record, item.id, GRANTED)
    table.do(room.close_meeting, meeting.id)
    table.do(feedback.report, [items[0].case_id], TOLD)
    table.clock.forward(days=5)
    lines = table.ask(feedback_desk.desk, "cpv").lines
    assert [line.days for line in lines] == [13, 18]


def test_that_a_corrected_outcome_is_to_be_told_again_to_who_was_told(table: Table) -> None:
    """R3: the desk says who was told what; telling it anew takes the case off again."""
    meeting, (item,) = table.opened(1)
    case_id = item.case_id or ""
    table.do(outcomes.record, item.id, GRANTED)
    table.do(room.close_meeting, meeting.id)
    table.do(feedback.report, [case_id], TOLD)
    mended = replace(GRANTED, valid_until=date(2027, 6, 30))
    table.do(outcomes.correct, item.id, mended, "Datum verkeerd overgenomen.")
    desk = table.ask(feedback_desk.desk, "cpv", "again")
    (line,) = desk.lines
    assert (line.step, desk.counts[Step.AGAIN]) == (Step.AGAIN, 1)
    assert {(one.told_to, one.said) for one in line.again} == {
        ("Inwoner", "toegekend"),
        ("Verwijzer", "toegekend"),
    }
    table.do(feedback.report, [case_id], replace(TOLD, told_to=("Verwijzer",)))
    (line,) = table.ask(feedback_desk.desk, "cpv", "again").lines
    assert [one.told_to for one in line.again] == ["Inwoner"]
    table.do(feedback.report, [case_id], TOLD)
    assert table.ask(feedback_desk.desk, "cpv", "again").lines == ()


def refused(table: Table) -> str:
    meeting, (item,) = table.opened(1)
    no = OutcomeInput(choice="afgewezen", reasons=("AF1",), motivation="Basishulp past.")
    table.do(outcomes.record, item.id, no)
    table.do(room.close_meeting, meeting.id)
    return item.case_id or ""


HELP = LandingInput(
    help="Basishulp",
    place="Buurtteam Jeugd en Gezin",
    calls="Gezinswerker BJG",
    phone="024 000 00 00",
    call_before=date(2026, 12, 3),
)


def test_that_a_no_lands(table: Table) -> None:
    """R8: it is told once it says which help fits and who calls; weeks later it is looked at."""
    case_id = refused(table)
    with pytest.raises(RuleError, match="feedback-needs-landing"):
        table.do(feedback.report, [case_id], TOLD)
    for change, code in (
        ({"help": " "}, "landing-needs-help"),
        ({"phone": ""}, "landing-needs-caller"),
        ({"call_before": date(2026, 11, 1)}, "landing-call-past"),
        ({"check_on": date(2026, 12, 1)}, "landing-check-early"),
    ):
        with pytest.raises(RuleError, match=code):
            table.do(after_no.record, unseen(case_id), replace(HELP, **change))
    table.do(after_no.record, unseen(case_id), HELP)
    table.do(after_no.record, unseen(case_id), replace(HELP, help="Jongerenwerk"))
    (action,) = table.ask(lambda reader: reader.find(Action, case_id=case_id))
    assert (action.due_on, action.owner) == (date(2027, 1, 14), "Gezinswerker BJG")
    assert "Jongerenwerk" in action.text
    table.do(feedback.report, [case_id], TOLD)
    told = table.ask(lambda reader: reader.find(Feedback, case_id=case_id))
    assert {one.said for one in told} == {"geen uitzondering op de toeleidingsstop"}
    with pytest.raises(RuleError, match="landing-needs-note"):
        table.do(after_no.landed, case_id, False)
    assert table.do(after_no.landed, case_id, True).landed
    (action,) = table.ask(lambda reader: reader.find(Action, case_id=case_id))
    assert action.done_note == "Ja, begonnen."


def test_that_after_a_no_there_is_a_beschikking_or_the_offer_of_one(table: Table) -> None:
    """R3, R9: ready reasons and bulk are for full grants; a bezwaar holds the case."""
    case_id = refused(table)
    with pytest.raises(RuleError, match="beschikking-case-by-case"):
        table.do(feedback.decide_none, [case_id], "Verwijzing door huisarts")
    none = FormalDecision(id="", case_id="", none_because="Wil die niet.")
    with pytest.raises(RuleError, match="beschikking-needs-offer"):
        table.do(feedback.decide, unseen(case_id), none)
    with pytest.raises(RuleError, match="beschikking-needs-objection"):
        table.do(feedback.decide, unseen(case_id), replace(DECISION, objection_until=None))
    offered = replace(none, offered_on=table.today, offered_by="Team Toegang")
    table.do(feedback.decide, unseen(case_id), offered)
    kept = table.do(
        feedback.decide, unseen(case_id), replace(DECISION, objected_on=date(2026, 11, 26))
    )
    assert kept.objected_on is not None


def test_that_a_bezwaar_holds_the_case_and_gives_one_bundle(table: Table, tmp_path: Path) -> None:
    """R8: nothing of it is destroyed until that is lifted; all that it rests on is one file."""
    _, (case_id,) = adopted(table)
    table.do(feedback.report, [case_id], TOLD)
    objected = replace(DECISION, objected_on=date(2026, 11, 26))
    table.do(feedback.decide, unseen(case_id), objected)
    table.do(feedback.decide, unseen(case_id), replace(objected, reference="Z-2026-119"))
    ((held, number),) = table.ask(retention.holds)
    assert (held.case_id, held.reason) == (case_id, "Bezwaar van 26-11-2026")
    target = tmp_path / "bezwaar.pdf"
    table.do(objection.bundle, case_id, target)
    words = words_of(target.read_bytes())
    for said in (number, "Structuur in de dag", "versie", "Zorgexpert", "Z-2026-119", "Inwoner"):
        assert said in words
    table.do(feedback.decide, unseen(case_id), DECISION)
    assert table.ask(retention.holds) == []


def test_that_there_is_no_bundle_before_an_outcome(table: Table, tmp_path: Path) -> None:
    """R8: it says what to do first."""
    case = table.case(1)
    with pytest.raises(RuleError, match="objection-before-outcome"):
        table.do(objection.bundle, case.id, tmp_path / "bezwaar.pdf")


def test_that_no_beschikking_is_said_of_many_full_grants_at_once(table: Table) -> None:
    """R3: one reason for all that were granted as asked."""
    _, ids = adopted(table, 3)
    with pytest.raises(RuleError, match="beschikking-needs-why"):
        table.do(feedback.decide_none, ids, " ")
    made = table.do(feedback.decide_none, ids, NONE_BECAUSE[0])
    assert [one.none_because for one in made] == [NONE_BECAUSE[0]] * 3


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"told_to": (" ",)}, "feedback-needs-recipient"),
        ({"told_to": ()}, "feedback-needs-recipient"),
        ({"channel": "duif"}, "feedback-needs-channel"),
        ({"told_on": date(2026, 11, 27)}, "feedback-ahead"),
    ],
)
def test_that_what_is_missing_is_said(table: Table, changes: dict[str, object], code: str) -> None:
    _, (case_id,) = adopted(table)
    with pytest.raises(RuleError, match=code):
        table.do(feedback.report, [case_id], replace(TOLD, **changes))
    assert table.ask(lambda reader: reader.find(Feedback, case_id=case_id)) == []


def test_that_telling_one_more_moves_nothing(table: Table) -> None:
    _, (case_id,) = adopted(table)
    table.do(feedback.report, [case_id], TOLD)
    table.do(feedback.report, [case_id], replace(TOLD, told_to=("Zorgaanbieder",)))
    assert status_of(table, case_id) is CaseStatus.REPORTED
    assert len(table.ask(lambda reader: reader.find(Feedback, case_id=case_id))) == 3


def test_that_a_case_with_nothing_promised_closes_with_its_beschikking(table: Table) -> None:
    _, (case_id,) = adopted(table)
    table.do(feedback.report, [case_id], TOLD)
    table.do(feedback.decide, case_id, DECISION)
    assert status_of(table, case_id) is CaseStatus.CLOSED
    table.do(feedback.decide, case_id, replace(DECISION, reference="Z-2026-119"))
    kept = table.ask(feedback_desk.decision_of, case_id)
    assert kept is not None
    assert (kept.reference, kept.decided_by) == ("Z-2026-119", "Team Toegang")


def test_that_no_case_closes_before_the_resident_was_told(table: Table) -> None:
    """A case closes by itself only once its minutes were adopted and the inwoner was told."""
    _, (case_id,) = adopted(table)
    table.do(feedback.report, [case_id], replace(TOLD, told_to=("Verwijzer",)))
    table.do(feedback.decide, case_id, DECISION)
    assert status_of(table, case_id) is CaseStatus.REPORTED
    table.do(feedback.report, [case_id], replace(TOLD, told_to=("Inwoner",)))
    assert status_of(table, case_id) is CaseStatus.CLOSED


def test_that_a_case_with_a_condition_is_followed_up_until_it_is_met(table: Table) -> None:
    _, (case_id,) = adopted(table)
    promise = table.do(
        actions.add,
        "cpv",
        "Plan van aanpak inleveren",
        "Zorgaanbieder",
        due_on=date(2026, 12, 31),
        kind=ActionKind.CONDITION,
        case_id=case_id,
    )
    table.do(feedback.report, [case_id], TOLD)
    with pytest.raises(RuleError, match="case-waits-for-beschikking"):
        table.do(feedback.close, case_id)
    table.do(feedback.decide, case_id, DECISION)
    assert status_of(table, case_id) is CaseStatus.FOLLOW_UP
    with pytest.raises(RuleError, match="case-has-promises"):
        table.do(feedback.close, case_id)
    table.do(actions.finish, promise.id, "Ontvangen.")
    assert table.do(feedback.close, case_id).status is CaseStatus.CLOSED


def test_that_why_there_is_no_beschikking_will_do(table: Table) -> None:
    _, (case_id,) = adopted(table)
    table.do(feedback.report, [case_id], TOLD)
    none = replace(DECISION, none_because=" Ouders trokken de aanvraag in. ")
    kept = table.do(feedback.decide, case_id, none)
    assert (kept.none_because, kept.reference) == ("Ouders trokken de aanvraag in.", "")
    assert status_of(table, case_id) is CaseStatus.CLOSED


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reference": " "}, "beschikking-needs-reference"),
        ({"decided_on": None}, "beschikking-needs-date"),
        ({"decided_on": date(2026, 11, 27)}, "beschikking-ahead"),
        ({"decided_by": ""}, "beschikking-needs-decider"),
        ({"departs": True}, "beschikking-departs-why"),
        ({"objection_until": date(2026, 11, 25)}, "beschikking-objection-early"),
    ],
)
def test_that_a_beschikking_says_what_when_by_whom_and_why_it_departs(
    table: Table, changes: dict[str, object], code: str
) -> None:
    _, (case_id,) = adopted(table)
    with pytest.raises(RuleError, match=code):
        table.do(feedback.decide, case_id, replace(DECISION, **changes))


def test_that_a_beschikking_may_come_before_the_terugkoppeling(table: Table) -> None:
    _, (case_id,) = adopted(table)
    table.do(feedback.decide, case_id, DECISION)
    assert status_of(table, case_id) is CaseStatus.DECIDED
    table.do(feedback.report, [case_id], TOLD)
    assert status_of(table, case_id) is CaseStatus.CLOSED


def test_that_an_outcome_that_asks_nothing_more_closes_when_it_is_told(table: Table) -> None:
    committee = table.ask(feedback_desk.desk, "doorbraak").committee
    assert not committee.outcome("geen_wijziging").follow_up
    assert committee.outcome("extensiveren").follow_up


def test_that_the_term_of_objection_is_six_weeks() -> None:
    assert objection_until(date(2026, 11, 26)) == date(2027, 1, 7)


def test_that_the_desk_says_per_case_what_waits(table: Table) -> None:
    meeting, (one, two) = adopted(table, 2)
    table.do(feedback.report, [two], TOLD)
    desk = table.ask(feedback_desk.desk, "cpv")
    assert [(line.id, line.step.value) for line in desk.lines] == [
        (one, "report"),
        (two, "decision"),
    ]
    assert desk.meetings == ((meeting.id, meeting.held_on, None, 2),)
    assert [told.told_to for told in desk.lines[1].told] == ["Inwoner", "Verwijzer"]
    assert [line.id for line in table.ask(feedback_desk.desk, "cpv", "report").lines] == [one]
    table.do(feedback.decide, two, DECISION)
    done = table.ask(feedback_desk.desk, "cpv", "done", meeting.id)
    assert [line.decision for line in done.lines] == ["Z-2026-118, 26-11-2026"]
    assert table.ask(feedback_desk.desk, "zbo").lines == ()


def test_that_only_secretary_and_chair_record_it(table: Table) -> None:
    _, (case_id,) = adopted(table)
    table.workspace.actor = Actor(someone("m"), "Lid", frozenset({(Role.MEMBER, "cpv")}))
    with pytest.raises(RightError):
        table.do(feedback.report, [case_id], TOLD)
    with pytest.raises(RightError):
        table.do(feedback.decide, case_id, DECISION)
    actor = table.workspace.actor
    assert table.ask(feedback_desk.waiting, actor=actor, committee="cpv") == 0

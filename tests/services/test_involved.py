"""A ZBO case with everyone involved, consent before somebody hears of it, and its contributions."""

from dataclasses import replace
from datetime import date, time

import pytest

from casustafel.domain.cases import Case
from casustafel.domain.consent import Giver
from casustafel.domain.errors import ConflictError, RuleError
from casustafel.domain.involved import Part
from casustafel.domain.meetings import Meeting
from casustafel.domain.outcomes import (
    Adjustment,
    AdjustmentKind,
    Feedback,
    OutcomeInput,
    OutcomeKind,
)
from casustafel.services.agenda import agenda_desk, involved, meetings
from casustafel.services.case import consents
from casustafel.services.case.consents import ConsentInput
from casustafel.services.definitions import tables
from casustafel.services.following import feedback
from casustafel.services.following.feedback import FeedbackInput
from casustafel.services.meeting import outcomes, room
from casustafel.services.use_case import seen, unseen
from other_tables import CONTRIBUTIONS, zbo_case, zbo_opened
from workspaces import Table

TODAY = date(2026, 11, 26)
GRANTED = OutcomeInput(
    choice="toegekend", reasons=("ZT1",), valid_until=date(2027, 7, 1), contributions=CONTRIBUTIONS
)
TOLD = FeedbackInput(told_to=("School",), told_on=TODAY, channel="email")


def open_parties(table: Table, meeting: Meeting) -> tuple[str, ...]:
    return next((one.parties for one in table.ask(outcomes.at_closing, meeting.id)), ())


def test_that_a_zbo_grant_asks_at_the_closing_who_was_there(table: Table) -> None:
    """R7: school, contact, Stroomland, provider, parents and jeugdige, or why they were not."""
    meeting, (item,) = zbo_opened(table)
    table.do(outcomes.record, item.id, GRANTED)
    assert open_parties(table, meeting) == (
        "School",
        "Schoolcontactpersoon BJG",
        "Zorgaanbieder",
        "Ouders",
        "Jeugdige",
    )
    consent(table, item.case_id or "", Giver.GUARDIAN)
    guest = table.do(meetings.invite, item.id, "School", "Basisschool De Proef")
    table.do(meetings.set_present, unseen(guest.id), present=True)
    table.do(meetings.invite, item.id, "Ouders", "")
    at = unseen(item.id)
    table.do(involved.record, at, "schoolcontact", Part.PRESENT)
    table.do(involved.record, at, "jeugdige", Part.HEARD)
    with pytest.raises(RuleError, match="involved-needs-why"):
        table.do(involved.record, at, "aanbieder", Part.NOT)
    assert open_parties(table, meeting) == ("Zorgaanbieder",)
    table.do(involved.record, at, "aanbieder", Part.NOT, "Nog geen aanbieder gekozen.")
    assert open_parties(table, meeting) == ()
    table.do(room.close_meeting, meeting.id)


def test_that_an_invitation_alone_is_enough_for_parents_only(table: Table) -> None:
    """R7: parents and jeugdige are invited or heard; of the others it is said why they lack."""
    meeting, (item,) = zbo_opened(table)
    table.do(outcomes.record, item.id, GRANTED)
    with pytest.raises(RuleError, match="consent-missing"):
        table.do(involved.record, unseen(item.id), "school", Part.INVITED)
    consent(table, item.case_id or "", Giver.GUARDIAN)
    for party in ("school", "ouders"):
        table.do(involved.record, unseen(item.id), party, Part.INVITED)
    assert "School" in open_parties(table, meeting)
    assert "Ouders" not in open_parties(table, meeting)
    with pytest.raises(ConflictError):
        table.do(involved.record, seen(item.id, part=None, why=""), "school", Part.PRESENT)


def test_that_no_other_table_asks_who_is_involved(table: Table) -> None:
    """R7: at the CPV nobody but its seats sits at the table."""
    meeting, (item,) = table.opened(1)
    cpv = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))
    table.do(outcomes.record, item.id, cpv)
    assert table.ask(involved.of_item, item.id) == ()
    assert open_parties(table, meeting) == ()


def test_that_every_zbo_outcome_with_help_in_it_says_who_does_what(table: Table) -> None:
    """R7: without contributions it is refused; a pilot school gets its help as basishulp."""
    zbo = table.ask(lambda reader: tables.committee(reader, "zbo"))
    helps = {one.code for one in zbo.outcomes if one.needs_contributions}
    rest = {one.code for one in zbo.outcomes} - helps
    assert rest == {"afgewezen", "aangehouden"}
    _, (item,) = zbo_opened(table)
    given = OutcomeInput(
        choice="basishulp_pilot", reasons=("ZP1",), motivation="Pilotschool van BJG."
    )
    with pytest.raises(RuleError, match="outcome-needs-contribution"):
        table.do(outcomes.record, item.id, given)
    said = table.do(outcomes.record, item.id, replace(given, contributions=CONTRIBUTIONS))
    assert said.kind is OutcomeKind.ELSEWHERE


def closed(table: Table) -> str:
    meeting, (item,) = zbo_opened(table)
    table.do(outcomes.record, item.id, GRANTED)
    table.do(room.close_meeting, meeting.id)
    return item.case_id or ""


def consent(table: Table, case_id: str, giver: Giver, **more: object) -> object:
    given = ConsentInput(recipient="School", giver=giver, given_on=TODAY, **more)  # type: ignore[arg-type]
    return table.do(consents.give, case_id, given)


def test_that_a_school_hears_no_more_than_that_help_comes_without_consent(table: Table) -> None:
    """R11: telling stops in words, until each parent consents; what may be told is told."""
    case_id = closed(table)
    for name in ("School", "de school", "Basisschool De Proef"):
        with pytest.raises(RuleError, match="consent-missing") as refused:
            table.do(feedback.report, [case_id], replace(TOLD, told_to=(name,)))
    assert refused.value.values["who"] == "ouder met gezag en andere ouder met gezag"
    table.do(feedback.report, [case_id], replace(TOLD, only_help=True))
    consent(table, case_id, Giver.PARENT, alone=True, note="Eenhoofdig gezag.")
    table.do(feedback.report, [case_id], replace(TOLD, told_to=("School", "Inwoner")))
    said = [one.said for one in table.ask(lambda r: r.find(Feedback, "id", case_id=case_id))]
    assert said == ["er komt hulp in de klas, 6 uur per week", "ZBO toegekend", "ZBO toegekend"]


def test_that_a_school_hears_the_hours_that_were_granted_and_not_those_asked(table: Table) -> None:
    """R11: less than asked is told as less, also where no more may be told than that."""
    meeting, (item,) = zbo_opened(table)
    less = Adjustment(kind=AdjustmentKind.INTENSITY, asked="6 uur per week", advised="4")
    given = replace(
        GRANTED,
        choice="toegekend_met_aanpassing",
        motivation="Vier uur is genoeg.",
        adjustments=(less,),
    )
    table.do(outcomes.record, item.id, given)
    table.do(room.close_meeting, meeting.id)
    table.do(feedback.report, [item.case_id], replace(TOLD, only_help=True))
    (told,) = table.ask(lambda reader: reader.find(Feedback))
    assert told.said == "er komt hulp in de klas, 4 uur per week"


def test_that_what_is_withdrawn_names_what_was_sent_before(table: Table) -> None:
    """R11: withdrawing stops what comes and says what was told already."""
    case_id = closed(table)
    made = consent(table, case_id, Giver.GUARDIAN)
    table.do(feedback.report, [case_id], TOLD)
    (told,) = table.do(consents.withdraw, unseen(made.id), TODAY)  # type: ignore[attr-defined]
    assert (told.told_to, told.said) == ("School", "ZBO toegekend")
    held = table.ask(consents.of_case, case_id)
    assert "School" in held.lacks
    with pytest.raises(RuleError, match="consent-missing"):
        table.do(feedback.report, [case_id], TOLD)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"recipient": " "}, "consent-needs-recipient"),
        ({"given_on": date(2026, 11, 27)}, "consent-ahead"),
        ({"alone": True}, "consent-alone-why"),
    ],
)
def test_that_what_is_missing_of_a_consent_is_said(
    table: Table, changes: dict[str, object], code: str
) -> None:
    case_id = table.case(1).id
    given = ConsentInput(recipient="School", giver=Giver.PARENT, given_on=TODAY)
    with pytest.raises(RuleError, match=code):
        table.do(consents.give, case_id, replace(given, **changes))


def test_that_the_party_at_the_table_shows_which_consent_it_lacks(table: Table) -> None:
    """R11: before the meeting it is seen that the school may not hear of the case yet."""
    _, (item,) = zbo_opened(table)
    lines = {one.party.code: one for one in table.ask(involved.of_item, item.id)}
    assert lines["school"].lacks
    assert lines["stroomland"].part is Part.PRESENT
    assert not lines["aanbieder"].lacks
    case = table.ask(lambda reader: reader.get(Case, item.case_id or ""))
    consent(table, case.id, Giver.GUARDIAN)
    lines = {one.party.code: one for one in table.ask(involved.of_item, item.id)}
    assert not lines["school"].lacks


def test_that_the_end_of_the_temporary_table_is_proposed_and_set(table: Table) -> None:
    """R7: the ZBO-commissie is temporary; its end is offered, and taken or not."""
    zbo = table.ask(lambda reader: tables.committee(reader, "zbo"))
    assert (zbo.proposed_until, zbo.valid_until) == (date(2026, 9, 30), None)
    assert table.do(tables.set_end, "zbo", date(2027, 3, 31)).valid_until == date(2027, 3, 31)
    assert table.ask(lambda reader: tables.committee(reader, "zbo")).outcomes == zbo.outcomes


def test_that_an_agenda_says_who_is_not_invited_and_may_not_hear_of_it_yet(table: Table) -> None:
    """R7, R11: before the meeting, so that there is time to invite and to ask."""
    zbo_opened(table)
    following = table.do(
        meetings.plan, "zbo", held_on=date(2026, 12, 3), starts=time(13), ends=time(15), place=""
    )
    (item,) = table.do(meetings.schedule, following.id, [zbo_case(table, 9).id])
    for role, organisation in (("School", ""), ("Intern begeleider", "De Proef")):
        with pytest.raises(RuleError, match="consent-missing"):
            table.do(meetings.invite, item.id, role, organisation)

    def shown() -> agenda_desk.PlannedItem:
        desk = table.ask(agenda_desk.desk, following.id)
        return next(one for one in desk.items if one.line.item.id == item.id)

    assert shown().unagreed == ("School", "Ondersteuner Stroomland")
    consent(table, item.case_id or "", Giver.GUARDIAN)
    table.do(meetings.invite, item.id, "School", "Basisschool De Proef")
    assert shown().uninvited[:2] == ("Schoolcontactpersoon BJG", "Ondersteuner Stroomland")
    assert shown().unagreed == ("Ondersteuner Stroomland",)

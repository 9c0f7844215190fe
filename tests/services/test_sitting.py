"""What the room and the desk of the agenda show of a meeting."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from casustafel.domain.cases import Case, Client
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import Attendance, ItemKind, Member, Presence
from casustafel.domain.outcomes import (
    Adjustment,
    AdjustmentKind,
    Contribution,
    OutcomeInput,
    Vote,
    as_plain,
    from_plain,
    input_of,
)
from casustafel.domain.registers import Provider
from casustafel.services.agenda import agenda_desk, meetings
from casustafel.services.learning import equal
from casustafel.services.learning.equal import SimilarCase
from casustafel.services.meeting import outcomes, room, room_desk
from workspaces import Table

LATER = date(2027, 5, 27)


def near_to(table: Table, case: Case) -> tuple[SimilarCase, ...]:
    client = table.ask(lambda reader: reader.get(Client, case.client_id))
    return table.ask(equal.beside, case, client).nearest


def test_that_the_room_begins_at_the_item_of_the_chair(table: Table) -> None:
    meeting, items = table.opened(2)
    table.do(room.go_to, items[1].id)
    seen = table.ask(room_desk.sitting, meeting.id)
    assert seen.line is not None and seen.line.item.id == items[1].id
    assert seen.desk is not None
    assert [one.code for one in seen.desk.criteria][:2] == ["c1_specific_care", "c2_no_alternative"]
    assert seen.board.present == 3
    following = seen.board.next_open(items[1].id)
    assert following is not None and following.title == "Rondvraag en sluiting"


def test_that_similar_cases_of_others_stand_beside_with_their_outcomes(table: Table) -> None:
    table.case(4, care_form="dagbesteding")
    meeting, items = table.opened(3)
    far = table.case(5, provider="Steunpunt Oost")
    table.do(meetings.schedule, meeting.id, [far.id])
    for item in items[:2]:
        table.do(room.go_to, item.id)
        table.do(
            outcomes.record,
            item.id,
            OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=LATER),
        )
    desk = table.ask(room_desk.sitting, meeting.id, items[2].id).desk
    assert desk is not None
    assert [one.number for one in desk.beside.nearest] == [items[1].title, items[0].title]
    assert all(one.choice == "toegekend" and one.same_provider for one in desk.beside.nearest)
    first = table.ask(room_desk.sitting, meeting.id, items[0].id).desk
    assert first is not None and [one.number for one in first.beside.nearest] == [items[1].title]


def test_that_a_case_of_another_provider_is_like_it_by_its_reason_only(table: Table) -> None:
    meeting = table.meeting()
    near = table.case(1, list_trigger="T1")
    (item,) = table.do(meetings.schedule, meeting.id, [near.id])
    table.do(room.open_meeting, meeting.id)
    for seat in table.ask(lambda reader: reader.find(Attendance, meeting_id=meeting.id)):
        table.do(room.set_presence, meeting.id, seat.member_id, Presence.PRESENT)
    table.do(room.go_to, item.id)
    table.weighed(item)
    table.do(
        outcomes.record,
        item.id,
        OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=LATER),
    )
    far = table.case(2, provider="Steunpunt Oost", list_trigger="T1")
    (like,) = near_to(table, far)
    assert (like.number, like.same_provider, like.same_reason) == (near.number, False, True)
    other = table.case(3, provider="Steunpunt Oost", list_trigger="T2")
    assert near_to(table, other) == ()


def test_that_after_the_last_item_the_first_one_left_comes(table: Table) -> None:
    meeting, items = table.opened(2)
    closing = table.ask(meetings.agenda, meeting.id)[-1]
    table.do(room.go_to, closing.id)
    seen = table.ask(room_desk.board, meeting.id)
    following = seen.next_open(closing.id)
    assert following is not None and following.id == items[0].id


def test_that_a_member_of_the_provider_is_proposed_and_warned_of(table: Table) -> None:
    case = table.case(1)
    provider = table.ask(lambda reader: reader.first(Provider, name="Zorggroep Waal"))
    with table.workspace.writing() as uow:
        uow.add(
            Member(
                id=new_id(),
                committee="cpv",
                role_name="Zorgexpert",
                organisation="Zorggroep Waal",
                discipline="zorgexpert",
                provider_id=provider.id,
            )
        )
        uow.commit()
    meeting = table.meeting()
    item = table.do(meetings.schedule, meeting.id, [case.id])[0]
    desk = table.ask(agenda_desk.desk, meeting.id)
    assert desk.troubled[0].own_provider == ("Zorgexpert Zorggroep Waal",)
    seen = table.ask(room_desk.sitting, meeting.id, item.id)
    assert seen.desk is not None
    assert [member.organisation for member, _ in seen.desk.proposed] == ["Zorggroep Waal"]


def test_that_a_missing_discipline_warns_while_the_agenda_is_made(table: Table) -> None:
    case = table.case(1, care_form="vdb")
    meeting = table.meeting()
    table.do(meetings.schedule, meeting.id, [case.id])
    missing = table.ask(agenda_desk.desk, meeting.id).troubled[0].missing
    assert missing == ("(Speciaal) onderwijs", "Stroomland", "Expert behandeling jonge kinderen")


def test_that_a_member_who_stays_away_is_missed_on_the_agenda(table: Table) -> None:
    case = table.case(1)
    meeting = table.meeting()
    table.do(meetings.schedule, meeting.id, [case.id])
    seats = table.ask(agenda_desk.desk, meeting.id).seats
    chair = next(seat for seat in seats if seat.member.discipline == "voorzitter")
    table.do(room.set_presence, meeting.id, chair.member.id, Presence.EXCUSED)
    assert table.ask(agenda_desk.desk, meeting.id).troubled[0].missing == ("Voorzitter",)


def test_that_an_agenda_says_what_fits_and_when_each_item_begins(table: Table) -> None:
    made = [table.case(day) for day in range(1, 13)]
    meeting = table.meeting()
    table.do(meetings.schedule, meeting.id, [case.id for case in made[:2]])
    desk = table.ask(agenda_desk.desk, meeting.id)
    assert (desk.ready_total, desk.room, desk.over) == (10, 8, 0)
    assert [item.begins for item in desk.items] == [time(9), time(9, 4), time(9, 12), time(9, 20)]
    table.do(meetings.schedule, meeting.id, [case.id for case in made[2:]])
    desk = table.ask(agenda_desk.desk, meeting.id)
    assert (desk.room, desk.over, desk.ends) == (0, 15, time(10, 45))


def test_that_the_heavier_cases_are_suggested_first(table: Table) -> None:
    made = [table.case(day, hours_per_week=Decimal(hours)) for day, hours in ((1, 2), (2, 9))]
    urgent_case = table.case(3, urgent=True, urgent_reason="Plaatsing loopt af.")
    fixed = table.case(4, hours_per_week=Decimal(20))
    meeting = table.meeting()
    ids = [fixed.id, *(case.id for case in made), urgent_case.id]
    items = table.do(meetings.schedule, meeting.id, ids)
    at = {item.case_id: item for item in items}
    table.do(meetings.set_budget, at[fixed.id].id, 8, time(9, 30))
    before = table.ask(meetings.agenda, meeting.id)
    suggested = table.ask(agenda_desk.desk, meeting.id).heavy_first
    titles = {item.id: item.title for item in before}
    order = [titles[key] for key in suggested if titles[key].startswith("CPV")]
    free = [urgent_case.number, made[1].number, made[0].number]
    assert [one for one in order if one != fixed.number] == free
    place = [item.title for item in before].index(fixed.number)
    assert titles[suggested[place]] == fixed.number
    table.do(meetings.reorder, meeting.id, suggested)
    assert table.ask(agenda_desk.desk, meeting.id).heavy_first == ()
    table.do(meetings.set_budget, at[made[0].id].id, 20)
    heavier = table.ask(agenda_desk.desk, meeting.id).heavy_first
    assert heavier.index(at[made[0].id].id) < heavier.index(at[made[1].id].id)


def test_that_a_long_agenda_says_when_to_pause(table: Table) -> None:
    meeting, items = table.opened(3)
    assert table.ask(agenda_desk.desk, meeting.id).pause is None
    table.do(meetings.set_budget, items[0].id, 60)
    table.do(meetings.set_budget, items[1].id, 30)
    begins = [item.begins for item in table.ask(agenda_desk.desk, meeting.id).items]
    assert table.ask(agenda_desk.desk, meeting.id).pause == begins[-2]


def test_that_an_item_with_its_own_time_moves_those_after_it(table: Table) -> None:
    made = [table.case(day) for day in (1, 2)]
    meeting = table.meeting()
    items = table.do(meetings.schedule, meeting.id, [case.id for case in made])
    table.do(meetings.set_budget, items[0].id, 20, time(9, 30))
    begins = [item.begins for item in table.ask(agenda_desk.desk, meeting.id).items]
    assert begins == [time(9), time(9, 30), time(9, 50), time(9, 58)]


def test_that_a_loose_item_stands_before_the_closing_one_and_can_go(table: Table) -> None:
    meeting = table.meeting()
    item = table.do(meetings.add_item, meeting.id, "Jaarverslag", 10)
    titles = [one.title for one in table.ask(meetings.agenda, meeting.id)]
    assert titles == ["Opening", "Jaarverslag", "Rondvraag en sluiting"]
    table.do(meetings.remove_item, item.id)
    kinds = [one.kind for one in table.ask(meetings.agenda, meeting.id)]
    assert kinds == [ItemKind.OPENING, ItemKind.OTHER]


def test_that_an_invitation_can_be_taken_back(table: Table) -> None:
    meeting = table.meeting()
    item = table.ask(meetings.agenda, meeting.id)[0]
    guest = table.do(meetings.invite, item.id, "Wijkverpleegkundige", "Thuiszorg De Brug")
    assert table.ask(agenda_desk.desk, meeting.id).items[0].invitees == (guest,)
    table.do(meetings.uninvite, guest.id)
    assert table.ask(agenda_desk.desk, meeting.id).items[0].invitees == ()


def test_that_an_outcome_survives_the_way_through_a_draft(table: Table) -> None:
    from datetime import date

    given = OutcomeInput(
        choice="toegekend_met_aanpassing",
        reasons=("TK1", "TK4"),
        motivation="Korter.",
        adjustments=(
            Adjustment(kind=AdjustmentKind.DURATION, asked="26 weken", advised="13 weken"),
        ),
        contributions=(Contribution(party="BJG", task="Thuis", until=date(2027, 3, 2)),),
        vote=Vote.DISSENT,
        dissent="Een lid wilde langer.",
        valid_until=date(2027, 3, 2),
        provisional=True,
    )
    assert from_plain(as_plain(given)) == given
    assert from_plain({}) == OutcomeInput(choice="")
    _, items = table.opened(1)
    recorded = table.do(outcomes.record, items[0].id, replace(given, provisional=False))
    assert input_of(recorded) == replace(given, provisional=False)

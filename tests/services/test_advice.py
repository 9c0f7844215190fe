"""Vooradviezen: each on their own, hidden until the case is opened or all are in."""

import pytest

from casustafel.domain.advice import Agreement, agreement
from casustafel.domain.errors import RightError, RuleError
from casustafel.domain.meetings import AgendaItem, Attendance, Meeting, Member, Presence
from casustafel.domain.people import Actor, Role
from casustafel.services.advice import advice, advice_desk
from casustafel.services.advice.advice_desk import AdviceState
from casustafel.services.agenda import meetings
from casustafel.services.definitions import tables
from casustafel.services.meeting import room
from workspaces import Table, someone

SECRETARY = Actor(someone("s"), "Secretaris", frozenset({(Role.SECRETARY, "cpv")}))


def planned(table: Table, count: int = 1) -> tuple[Meeting, list[AgendaItem]]:
    made = [table.case(day) for day in range(1, count + 1)]
    meeting = table.meeting()
    return meeting, table.do(meetings.schedule, meeting.id, [case.id for case in made])


def members(table: Table) -> dict[str, Member]:
    found = table.ask(lambda reader: reader.find(Member, committee="cpv"))
    return {member.discipline: member for member in found}


def link(table: Table, discipline: str, person_id: str) -> Member:
    """Let the person of the workspace sit on a seat."""
    from dataclasses import replace

    before = members(table)[discipline]
    after = replace(before, person_id=person_id)
    with table.workspace.writing() as uow:
        uow.change(before, after)
        uow.commit()
    return after


def fill(table: Table, item: AgendaItem, member: Member, value: str = "ja") -> None:
    for code in ("c1_specific_care", "c2_no_alternative"):
        table.do(advice.answer, item.id, member.id, code, value)


def test_that_a_member_answers_hands_in_and_takes_back(table: Table) -> None:
    _, (item,) = planned(table)
    own = link(table, "bjg", table.workspace.actor.person_id)
    table.do(advice.answer, item.id, own.id, "c1_specific_care", "JA", "Vraagt vakkennis.")
    (line,) = table.ask(advice_desk.desk, "cpv").lines
    assert (line.state, line.answered, line.of, line.asked) == (AdviceState.DRAFT, 1, 6, 3)
    table.do(advice.submit, item.id, own.id)
    assert table.ask(advice_desk.form, item.id, own.id).state is AdviceState.SUBMITTED
    with pytest.raises(RuleError, match="advice-submitted"):
        table.do(advice.answer, item.id, own.id, "c1_specific_care", "nee")
    table.do(advice.take_back, item.id, own.id)
    table.do(advice.answer, item.id, own.id, "c1_specific_care", "nee")
    form = table.ask(advice_desk.form, item.id, own.id)
    kept = form.answers["c1_specific_care"]
    assert (kept.value, kept.note, form.state) == ("nee", "Vraagt vakkennis.", AdviceState.DRAFT)


def test_that_an_empty_vooradvies_is_not_handed_in(table: Table) -> None:
    _, (item,) = planned(table)
    own = members(table)["bjg"]
    table.do(advice.remark, item.id, own.id, "Nog lezen.")
    with pytest.raises(RuleError, match="advice-empty"):
        table.do(advice.submit, item.id, own.id)


def test_that_others_stay_hidden_until_all_are_in(table: Table) -> None:
    _, (item,) = planned(table)
    seats = members(table)
    for discipline in ("bjg", "zorgexpert"):
        fill(table, item, seats[discipline])
        table.do(advice.submit, item.id, seats[discipline].id)
    view = table.ask(advice_desk.joint, item.id)
    assert (view.revealed, view.lines, view.waiting) == (False, (), ("Voorzitter",))
    assert set(view.given) == {"Zorgexpert", "Gezinswerker"}
    fill(table, item, seats["voorzitter"], "deels")
    table.do(advice.submit, item.id, seats["voorzitter"].id)
    view = table.ask(advice_desk.joint, item.id)
    assert view.revealed
    assert view.lines[0].counts == (("ja", 2), ("deels", 1))
    assert view.lines[0].agreement is Agreement.DIFFERENT
    assert view.lines[3].agreement is Agreement.NONE
    with pytest.raises(RuleError, match="advice-closed"):
        table.do(advice.take_back, item.id, seats["voorzitter"].id)


def test_that_opening_the_case_shows_what_is_in_and_closes_the_rest(table: Table) -> None:
    meeting, (item,) = planned(table)
    seats = members(table)
    fill(table, item, seats["bjg"], "nee")
    table.do(advice.submit, item.id, seats["bjg"].id)
    fill(table, item, seats["zorgexpert"])
    table.do(room.open_meeting, meeting.id)
    assert not table.ask(advice_desk.joint, item.id).revealed
    table.do(room.go_to, item.id)
    view = table.ask(advice_desk.joint, item.id)
    assert view.revealed
    # What was not handed in is nobody else's business.
    assert view.lines[0].counts == (("nee", 1),)
    with pytest.raises(RuleError, match="advice-closed"):
        table.do(advice.submit, item.id, seats["zorgexpert"].id)


def test_that_who_stays_away_is_not_waited_for(table: Table) -> None:
    meeting, (item,) = planned(table)
    seats = members(table)
    for discipline in ("bjg", "zorgexpert"):
        fill(table, item, seats[discipline])
        table.do(advice.submit, item.id, seats[discipline].id)
    table.do(room.set_presence, meeting.id, seats["voorzitter"].id, Presence.EXCUSED)
    assert table.ask(advice_desk.joint, item.id).revealed


@pytest.mark.where("file server", "a bounded account is shown no such line")
def test_that_who_takes_no_part_gives_none_and_sees_none(table: Table) -> None:
    _, (item,) = planned(table)
    own = link(table, "bjg", table.workspace.actor.person_id)
    fill(table, item, own)
    table.do(room.recuse, item.id, own.id, "werkt ook voor de aanbieder")
    with pytest.raises(RightError, match="case-recused"):
        table.do(advice.submit, item.id, own.id)
    with pytest.raises(RightError, match="case-recused"):
        table.ask(advice_desk.joint, item.id)
    (line,) = table.ask(advice_desk.desk, "cpv").lines
    assert (line.state, line.asked) == (AdviceState.RECUSED, 2)


def test_that_nobody_fills_in_or_reads_the_form_of_somebody_else(table: Table) -> None:
    _, (item,) = planned(table)
    theirs = link(table, "bjg", table.workspace.actor.person_id)
    fill(table, item, theirs)
    table.workspace.actor = Actor(someone("a"), "Lid", frozenset({(Role.MEMBER, "cpv")}))
    with pytest.raises(RightError, match="advice-not-yours"):
        table.ask(advice_desk.form, item.id, theirs.id)
    table.workspace.actor = SECRETARY
    with pytest.raises(RightError, match="advice-not-yours"):
        table.do(advice.answer, item.id, theirs.id, "c1_specific_care", "nee")


def test_that_the_secretaris_enters_it_for_a_member_without_the_program(table: Table) -> None:
    _, (item,) = planned(table)
    table.workspace.actor = SECRETARY
    expert = members(table)["zorgexpert"]
    desk = table.ask(advice_desk.desk, "cpv", expert.id)
    assert (desk.member, desk.own) == (expert, False)
    fill(table, item, expert)
    assert table.do(advice.submit, item.id, expert.id).submitted_at is not None
    assert table.ask(lambda reader: advice_desk.waiting(reader, SECRETARY, "cpv")) == 0


def test_that_a_case_that_comes_back_may_be_reconsidered(table: Table) -> None:
    meeting, items = table.opened(1)
    seats = members(table)
    table.do(room.go_to, items[0].id)
    table.do(room.carry_over, items[0].id)
    table.do(room.close_meeting, meeting.id)
    following = table.do(meetings.plan_next, meeting.id)
    (back,) = [one for one in table.ask(meetings.agenda, following.id) if one.case_id]
    fill(table, back, seats["bjg"])
    assert table.do(advice.submit, back.id, seats["bjg"].id).submitted_at is not None
    assert table.ask(lambda reader: reader.find(Attendance, meeting_id=following.id))


def test_that_a_version_with_vooradviezen_can_no_longer_change(table: Table) -> None:
    _, (item,) = planned(table)
    fill(table, item, members(table)["bjg"])
    key = item.framework_id or ""
    concept = table.ask(tables.framework, key)
    with pytest.raises(RuleError, match="framework-in-use"):
        table.do(tables.change_concept, key, concept)
    following = table.do(tables.begin_version, "cpv")
    assert table.ask(tables.framework, following).version == concept.version + 1
    # The new concept is worked on; the table goes on with what it has.
    assert table.ask(tables.framework_in_force, "cpv", table.today) == key
    with pytest.raises(RuleError, match="framework-concept-exists"):
        table.do(tables.begin_version, "cpv")
    table.do(tables.discard_concept, following)
    assert len(table.ask(tables.framework_versions, "cpv")) == 1


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ((), Agreement.NONE),
        ((None,), Agreement.NONE),
        (("nee", None), Agreement.NONE),
        (("ja", "ja"), Agreement.ALIKE),
        (("ja", "deels"), Agreement.DIFFERENT),
        (("deels", "nee"), Agreement.DIFFERENT),
        (("ja", "nee", "deels"), Agreement.OPPOSED),
        ((True, False), Agreement.OPPOSED),
        ((["a"], ["a"]), Agreement.ALIKE),
        (("Veel kans", "Geen kans"), Agreement.DIFFERENT),
    ],
)
def test_that_agreement_tells_alike_different_and_opposed(
    values: tuple[object, ...], found: Agreement
) -> None:
    assert agreement(values) is found

"""A whole meeting of the CPV, nine cases from planning to adopted minutes, by keyboard."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from by_keyboard import ALT, Chair, no_mouse
from driving import Driver
from PySide6.QtCore import Qt

from casustafel.domain.actions import Action, ActionKind
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import Attendance, CommitteeAnswer, ItemState, Member, Recusal
from casustafel.domain.minutes import Minutes, MinutesState
from casustafel.domain.outcomes import Outcome, OutcomeKind, Vote
from casustafel.domain.records import AuditEvent
from casustafel.domain.registers import Provider
from casustafel.services.agenda import meetings
from workspaces import Table

EXPERT = "Zorgexpert van elders"
G, A, R, H = (
    OutcomeKind.GRANTED,
    OutcomeKind.GRANTED_ADJUSTED,
    OutcomeKind.REFUSED,
    OutcomeKind.HELD_OVER,
)


def seat_an_expert_of(table: Table, provider: str) -> None:
    """Seat a fourth member, who works for a provider and so takes no part in its cases."""
    known = table.ask(lambda reader: reader.first(Provider, name=provider))
    expert = table.ask(lambda reader: reader.find(Member, discipline="zorgexpert"))[0]
    with table.workspace.writing() as uow:
        uow.add(replace(expert, id=new_id(), role_name=EXPERT, provider_id=known.id))
        uow.commit()


def seat(table: Table, discipline: str) -> Member:
    return table.ask(lambda reader: reader.find(Member, discipline=discipline))[0]


def hold(chair: Chair, table: Table) -> None:
    """The nine cases, one after the other."""
    # 1: a plain grant.
    chair.grant()
    chair.next()
    # 2: granted with an adjustment; somebody gets something to do.
    chair.weigh("jjdnjd")
    chair.explain("Overdracht nog niet besproken.")
    chair.choose(2)
    chair.write("3 uur per week")
    chair.argue("Kleiner kan ook.")
    chair.promise("Startgesprek plannen", "", "7w")
    chair.next()
    # 3: refused, and the table learns from it. The keyboard goes to the reasons by itself.
    chair.choose(3)
    chair.press(Qt.Key.Key_Space)
    chair.argue("Basishulp van het Buurtteam kan dit doen.", reason=False)
    chair.learn("Wachttijden zijn niet bij alle verwijzers bekend.")
    chair.next()
    # 4: held over until a day that the chair types.
    chair.choose(4)
    chair.until("17122026")
    chair.next()
    # 5: granted, with a dissenting view.
    chair.grant()
    chair.dissent("Een lid vindt dat het Buurtteam de helft kan doen.")
    chair.argue("De aanbieder is nodig.", reason=False)
    chair.next()
    # 6: the expert who works for the provider takes no part; the others are enough.
    chair.press(Qt.Key.Key_N, ALT)
    chair.settle()
    assert chair.page.pane.proposal.text == ""
    chair.grant()
    chair.next()
    # 7: the chair of the table has to go: without quorum the outcome is onder voorbehoud.
    leader = seat(table, "voorzitter").id
    chair.of_member(leader, "Vertrekt nu")
    chair.weigh("jj")
    chair.choose(1)
    chair.press(Qt.Key.Key_Space)
    chair.provisional()
    chair.next()
    chair.of_member(leader, "Is terug")
    # 8: granted with an adjustment under a condition, that somebody keeps.
    chair.weigh("jj")
    chair.choose(2)
    chair.write("2 uur per week")
    chair.argue("Onder voorwaarde.")
    chair.promise("Overdrachtsplan maken", "Rivierzorg", "13w", "Plan in dossier", condition=True)
    chair.next()
    # 9: there is no time left for the last one.


def test_that_a_whole_meeting_of_the_cpv_is_held_by_keyboard(
    table: Table, driver: Driver, tmp_path: Path
) -> None:
    made = [table.case(day) for day in range(1, 6)]
    made.append(table.case(6, provider="Rivierzorg"))
    made += [table.case(day) for day in (7, 8, 9)]
    seat_an_expert_of(table, "Rivierzorg")
    driver.frame.reload()
    driver.settle()
    chair, paper = Chair(driver), tmp_path / "notulen.pdf"
    with no_mouse():
        meeting = chair.plan("26112026")
        chair.put_on(9)
        chair.open_meeting("De voorzitter opent de vergadering.")
        hold(chair, table)
        chair.close(waiting=1)
        chair.write_minutes(1, "De voorzitter heet iedereen welkom.")
        chair.adopt_minutes()
        chair.export(paper)

    kept = {
        one.case_id: one for one in table.ask(lambda reader: reader.find(Outcome, current=True))
    }
    outcomes = [kept.get(case.id) for case in made]
    assert [one.kind if one else None for one in outcomes] == [G, A, R, H, G, G, G, A, None]
    changed = [(one.asked, one.advised) for one in kept[made[1].id].adjustments]
    assert changed == [("4 uur per week", "3 uur per week")]
    assert kept[made[3].id].held_until == date(2026, 12, 17)
    assert kept[made[4].id].vote is Vote.DISSENT
    assert kept[made[4].id].dissent == "Een lid vindt dat het Buurtteam de helft kan doen."
    assert (kept[made[6].id].provisional, kept[made[6].id].missing) == (True, ("Voorzitter",))
    statuses = [table.ask(lambda r, key=case.id: r.get(Case, key).status) for case in made]
    decided, provisional = CaseStatus.DECIDED, CaseStatus.PROVISIONAL
    assert statuses[3] is CaseStatus.DEFERRED
    assert [statuses[6], statuses[8]] == [provisional, CaseStatus.SCHEDULED]
    assert [statuses[at] for at in (0, 1, 2, 4, 5, 7)] == [decided] * 6
    check_answers(table, kept[made[1].id].item_id)
    check_promises(table)
    recused = table.ask(lambda r: r.find(Recusal))
    assert [one.item_id for one in recused] == [kept[made[5].id].item_id]
    assert "werkt" in recused[0].reason
    left = table.ask(lambda r: r.first(Attendance, member_id=seat(table, "voorzitter").id))
    assert left.left is None
    items = table.ask(meetings.agenda, meeting.id)
    assert [item.state for item in items if item.case_id][-1] is ItemState.CARRIED_OVER
    minutes = table.ask(lambda r: r.first(Minutes, meeting_id=meeting.id))
    assert minutes.state is MinutesState.ADOPTED
    assert paper.read_bytes().startswith(b"%PDF")
    assert table.ask(lambda r: r.find(AuditEvent, action="minutes-exported"))


def check_answers(table: Table, item_id: str) -> None:
    """Each key of the framework is an answer, and the note stands beside the last."""
    answers = table.ask(lambda r: r.find(CommitteeAnswer, item_id=item_id))
    said = {one.criterion[:2]: (one.value, one.note) for one in answers}
    assert [said[f"c{n}"][0] for n in range(1, 7)] == ["ja", "ja", "deels", "nee", "ja", "deels"]
    assert said["c6"][1] == "Overdracht nog niet besproken."


def check_promises(table: Table) -> None:
    """Actions and conditions have an owner and a day."""
    promised = {one.kind: one for one in table.ask(lambda r: r.find(Action))}
    todo, condition = promised[ActionKind.ACTION], promised[ActionKind.CONDITION]
    assert (todo.text, todo.owner, todo.due_on) == (
        "Startgesprek plannen",
        "BJG Noord",
        date(2027, 1, 14),
    )
    assert (condition.text, condition.owner, condition.due_on, condition.proof) == (
        "Overdrachtsplan maken",
        "Rivierzorg",
        date(2027, 2, 25),
        "Plan in dossier",
    )

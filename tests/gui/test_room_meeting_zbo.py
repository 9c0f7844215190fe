"""A whole meeting of the ZBO-commissie, nine cases with their invitees, by keyboard."""

from datetime import date, time
from decimal import Decimal
from pathlib import Path

from by_keyboard import CTRL, Chair, Key, no_mouse
from driving import Driver

from casustafel.domain.actions import Action
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.meetings import CommitteeAnswer, Invitee, ItemState, Member, Recusal
from casustafel.domain.minutes import Minutes, MinutesState
from casustafel.domain.outcomes import Outcome, Vote
from casustafel.services.agenda import meetings
from other_tables import seat, zbo_case
from workspaces import Table

S = CaseStatus


def prepare(chair: Chair, driver: Driver, made: list[Case]) -> str:
    """Plan the meeting, invite who is involved in the first cases, each at their own time."""
    chair.press(Key.Key_Tab, CTRL)  # from the CPV to the ZBO-commissie
    driver.settle()
    meeting = chair.plan("01122026", until="1600")
    chair.put_on(9)
    chair.go_to_case(made[0].number)
    chair.invite(("Wijkverpleegkundige", "De Proef"), ("Begeleider", "Zorggroep Waal"))
    chair.go_to_case(made[1].number)
    chair.start_at("1015")
    chair.invite(("Ouder", ""))
    return meeting.id


def hold(chair: Chair, seats: dict[str, Member]) -> None:
    """The nine cases, one after the other."""
    # 1: granted; the request itself stands there as a line, and two more parties say what each
    # does, how long, and under which law.
    assert chair.page.pane.proposal.text == ""
    chair.tick_guest("Wijkverpleegkundige")
    chair.weigh("jjjj")
    chair.choose(1)
    chair.press(Key.Key_Space)  # the reason that is proposed
    chair.who_does_what(
        ("School", "Vaste werkplek", "2", "01072027", "Onderwijs"),
        ("BJG", "Gezinsgesprek", "1", "13w", "Jeugdwet"),
    )
    chair.next()
    # 2: granted with fewer hours; the shares per law are asked, not needed. Who does what is.
    chair.weigh("jjjj")
    chair.choose(2)
    chair.write("4 uur per week")
    chair.argue("Minder uren is genoeg nu de klas met een dagritme werkt.")
    chair.press(Key.Key_Return, CTRL)
    chair.settle()
    form = chair.page.panel.form
    assert form.contributions.field(-1, "party").hasFocus()
    assert form.visibleRegion().contains(
        form.contributions.mapTo(form, form.contributions.rect().center())
    )
    chair.who_does_what(("Zorgaanbieder", "Begeleiding, afbouwend", "4", "15032027", "Jeugdwet"))
    chair.fill_table("shares", ("Jeugdwet", "60"), ("Onderwijs", "40"))
    chair.next()
    # 3: it is for the school to act, with Stroomland.
    chair.choose(3)
    chair.argue("De ondersteuning is op het onderwijsprogramma gericht.")
    chair.who_does_what(("School", "Vaste werkplek", "2", "01072027", "Onderwijs"))
    chair.promise("Arrangement aanvragen", "Stroomland", "2w")
    chair.next()
    # 4: another law comes first.
    chair.choose(4)
    chair.argue("De Wlz gaat voor.")
    chair.who_does_what(("Ouders", "Wlz aanvragen", "", "01022027", "Wlz"))
    chair.next()
    # 5: refused.
    chair.choose(7)
    chair.argue("Een collectieve oplossing in de klas is mogelijk.")
    chair.next()
    # 6: held over until the school has answered.
    chair.choose(8)
    chair.until("15122026")
    chair.next()
    # 7: an alternative for the family, under a condition, with a dissenting view.
    chair.choose(6)
    chair.argue("Hulp thuis past beter.")
    chair.who_does_what(("BJG", "Gezinsgesprek", "2", "13w", "Jeugdwet"))
    chair.dissent("De school wil hulp in de klas.")
    chair.promise("Gezinsplan maken", "BJG", "6w", "Plan in dossier", condition=True)
    chair.next()
    # 8: Stroomland has to go; without them the outcome is onder voorbehoud.
    chair.of_member(seats["stroomland"].id, "Vertrekt nu")
    chair.weigh("jjjj")
    chair.choose(1)
    chair.press(Key.Key_Space)
    chair.provisional()
    chair.next()
    # 9: there is no time left for the last one.


def test_that_a_whole_meeting_of_the_zbo_is_held_by_keyboard(
    table: Table, driver: Driver, tmp_path: Path
) -> None:
    seats = seat(table, "zbo")
    made = [zbo_case(table, day) for day in range(1, 10)]
    driver.frame.reload()
    driver.settle()
    chair, paper = Chair(driver), tmp_path / "notulen.pdf"
    with no_mouse():
        meeting = prepare(chair, driver, made)
        table.clock.forward(days=5)  # the day of the meeting comes
        chair.open_meeting("De voorzitter opent de vergadering.")
        hold(chair, seats)
        chair.close(waiting=1)
        chair.write_minutes(1, "De voorzitter heet de scholen welkom.")
        chair.adopt_minutes()
        chair.export(paper)

    kept = {one.case_id: one for one in table.ask(lambda r: r.find(Outcome, current=True))}
    said = [kept[case.id].choice if case.id in kept else None for case in made]
    assert said == [
        "toegekend",
        "toegekend_met_aanpassing",
        "onderwijs",
        "andere_wet",
        "afgewezen",
        "aangehouden",
        "gezinsgericht",
        "toegekend",
        None,
    ]
    first = kept[made[0].id]
    assert [
        (one.party, one.task, one.hours, one.until, one.law) for one in first.contributions
    ] == [
        ("Zorggroep Waal", "Hulp zoals gevraagd", "6", date(2027, 6, 1), "jeugdwet"),
        ("School", "Vaste werkplek", "2", date(2027, 7, 1), "onderwijs"),
        ("BJG", "Gezinsgesprek", "1", date(2027, 3, 2), "jeugdwet"),
    ]
    assert kept[made[3].id].contributions[0].law == "wlz"
    shares = table.ask(lambda r: r.first(CommitteeAnswer, item_id=kept[made[1].id].item_id))
    assert [Decimal(row["percentage"]) for row in shares.value] == [60, 40]
    assert kept[made[5].id].held_until == date(2026, 12, 15)
    assert kept[made[6].id].vote is Vote.DISSENT
    assert kept[made[7].id].missing == ("Stroomland",)
    # Professionals who are involved sit at the table: nobody is sent out for their organisation.
    assert table.ask(lambda r: r.find(Recusal)) == []
    statuses = [table.ask(lambda r, key=case.id: r.get(Case, key).status) for case in made]
    assert statuses == [S.DECIDED] * 5 + [S.DEFERRED, S.DECIDED, S.PROVISIONAL, S.SCHEDULED]
    promised = [(one.owner, one.text) for one in table.ask(lambda r: r.find(Action, "due_on"))]
    assert promised == [("Stroomland", "Arrangement aanvragen"), ("BJG", "Gezinsplan maken")]
    items = {one.case_id: one for one in table.ask(meetings.agenda, meeting)}
    assert items[made[1].id].starts == time(10, 15)
    assert items[made[8].id].state is ItemState.CARRIED_OVER
    came = {
        one.role_name: one.present
        for one in table.ask(lambda r: r.find(Invitee, item_id=items[made[0].id].id))
    }
    assert came == {"Wijkverpleegkundige": True, "Begeleider": False}
    state = table.ask(lambda r: r.first(Minutes, meeting_id=meeting).state)
    assert state is MinutesState.ADOPTED
    assert paper.read_bytes().startswith(b"%PDF")

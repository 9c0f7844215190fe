"""A whole meeting of the Doorbraakteam, nine cases with their stack of care, by keyboard."""

from datetime import date
from pathlib import Path

from by_keyboard import ALT, CTRL, SHIFT, Chair, Key, no_mouse
from driving import Driver

from casustafel.domain.actions import Action, ActionKind
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.meetings import AgendaItem, CommitteeAnswer, ItemState, Member
from casustafel.domain.minutes import Minutes, MinutesState
from casustafel.domain.outcomes import Outcome, Vote
from casustafel.services.agenda import meetings
from casustafel.services.minutes import minutes
from other_tables import doorbraak_cases, seat
from workspaces import Table

S = CaseStatus
QUESTIONS = ("q1_chances", "q2_together", "q3_alternatives", "q4_focus", "good_enough")


def agree(chair: Chair, enough: str, *step: str) -> None:
    """Weigh quickly, and say when it is good enough and what somebody does for it."""
    chair.weigh("2222")
    chair.explain(enough)
    chair.fill_table("intervention", step)


def hold(chair: Chair, seats: dict[str, Member]) -> None:
    """The nine cases, one after the other."""
    # 1: less care. The team looks at the stack, answers the four questions, says when it is good
    # enough, who does what before when, and what is hoped for after 3, 6 and 12 months.
    chair.press(Key.Key_Z, ALT)
    assert chair.page.pane.stack.table.hasFocus()
    assert chair.page.pane.stack.model.total > 1
    chair.weigh("1123")
    chair.explain("Een gezinsplan, en rust in huis.")
    chair.fill_table(
        "intervention",
        ("Een plan maken", "BJG", "29012027"),
        ("Uren halveren", "Zorgaanbieder", "13w"),
    )
    chair.fill_table(
        "effect",
        ("voor", "1040", "52000"),
        ("3", "780", "39000"),
        ("6", "520", "26000"),
        ("12", "260", "13000"),
    )
    chair.choose(1)
    chair.write("de helft van de uren")
    chair.argue("Drie aanbieders werken aan dezelfde doelen.")
    chair.next()
    # 2: done.
    agree(chair, "De doelen zijn gehaald.", "Afsluiten met het gezin", "BJG", "4w")
    chair.choose(2)
    chair.argue("De doelen zijn behaald.")
    chair.next()
    # 3: those involved work together in another way; not everybody agrees.
    agree(chair, "Een vast aanspreekpunt.", "Regie beleggen", "BJG", "4w")
    chair.choose(3)
    chair.argue("Een regievoerder is genoeg.")
    chair.dissent("De aanbieder wil zelf de regie houden.")
    chair.next()
    # 4: other care, under a condition that somebody keeps.
    agree(chair, "Meedoen in een groep.", "Plek in de groep", "BTV", "4w")
    chair.choose(4)
    chair.argue("Groepsaanbod past beter.")
    chair.promise("Plek in de groep regelen", "BTV", "4w", "Bevestiging", condition=True)
    chair.next()
    # 5: something else than care helps most.
    agree(chair, "De vaste lasten zijn betaald.", "Schuldhulp begint", "BTV", "2w")
    chair.choose(5)
    chair.argue("Rust in de geldzaken gaat voor.")
    chair.promise("Aanmelden bij schuldhulp", "BTV", "2w")
    chair.next()
    # 6: another law comes first.
    agree(chair, "Zorg uit de Wlz loopt.", "Wlz aanvragen", "BTV", "8w")
    chair.choose(6)
    chair.argue("De Wlz gaat voor.")
    chair.next()
    # 7: nothing changes; the chair of the team had to go, so it is onder voorbehoud.
    chair.of_member(seats["voorzitter"].id, "Vertrekt nu")
    chair.choose(7)
    chair.argue("De veiligheid vraagt de huidige inzet.")
    chair.provisional()
    chair.next()
    chair.of_member(seats["voorzitter"].id, "Is terug")
    # 8: held over, two weeks as the table has it.
    chair.choose(8)
    chair.next()
    # 9: there is no time left for the last one.


def test_that_a_whole_meeting_of_the_doorbraakteam_is_held_by_keyboard(
    table: Table, driver: Driver, tmp_path: Path
) -> None:
    seats = seat(table, "doorbraak")
    assert len(doorbraak_cases(table, 9)) == 9
    driver.frame.reload()
    driver.settle()
    chair, paper = Chair(driver), tmp_path / "notulen.pdf"
    with no_mouse():
        chair.press(Key.Key_Tab, CTRL | SHIFT)  # from the CPV to the last of the tables
        driver.settle()
        meeting = chair.plan("02122026", until="1600").id
        chair.put_on(9)
        table.clock.forward(days=6)  # the day of the meeting comes
        chair.open_meeting("De voorzitter opent het overleg.")
        hold(chair, seats)
        chair.close(waiting=1)
        chair.write_minutes(1, "De voorzitter heet iedereen welkom.")
        chair.adopt_minutes()
        chair.export(paper)

    items = [one for one in table.ask(meetings.agenda, meeting) if one.case_id]
    kept = {one.item_id: one for one in table.ask(lambda r: r.find(Outcome, current=True))}
    outcomes = [kept.get(item.id) for item in items]
    assert [one.choice if one else None for one in outcomes] == [
        "extensiveren",
        "afronden",
        "samenwerking",
        "alternatief_zorg",
        "alternatief_niet_zorg",
        "andere_wet",
        "geen_wijziging",
        "aangehouden",
        None,
    ]
    check_analysis(table, items[0].id)
    assert kept[items[0].id].adjustments[0].advised == "de helft van de uren"
    assert kept[items[2].id].vote is Vote.DISSENT
    assert kept[items[6].id].missing == ("Voorzitter Doorbraakteam",)
    assert kept[items[7].id].held_until == date(2026, 12, 16)
    cases = [table.ask(lambda r, key=item.case_id: r.get(Case, key)) for item in items]
    assert [case.status for case in cases] == [S.DECIDED] * 6 + [
        S.PROVISIONAL,
        S.DEFERRED,
        S.SCHEDULED,
    ]
    promised = {one.kind: one for one in table.ask(lambda r: r.find(Action))}
    condition = promised[ActionKind.CONDITION]
    assert (condition.owner, condition.due_on) == ("BTV", date(2026, 12, 30))
    assert promised[ActionKind.ACTION].text == "Aanmelden bij schuldhulp"
    assert items[8].state is ItemState.CARRIED_OVER
    state = table.ask(lambda r: r.first(Minutes, meeting_id=meeting).state)
    assert state is MinutesState.ADOPTED
    assert paper.read_bytes().startswith(b"%PDF")


def check_analysis(table: Table, item_id: str) -> None:
    """The four questions, when it is good enough, the intervention, before and after."""
    found = table.ask(lambda r: r.find(CommitteeAnswer, item_id=item_id))
    said = {one.criterion: one.value for one in found}
    assert [said[code] for code in QUESTIONS] == [
        "hoog",
        "hoog",
        "midden",
        "laag",
        "Een gezinsplan, en rust in huis.",
    ]
    assert said["intervention"] == [
        {"what": "Een plan maken", "owner": "BJG", "by": "2027-01-29"},
        {"what": "Uren halveren", "owner": "Zorgaanbieder", "by": "2027-03-03"},
    ]
    assert said["effect"] == [
        {"moment": "voor", "hours": "1040", "euros": "52000"},
        {"moment": "m3", "hours": "780", "euros": "39000"},
        {"moment": "m6", "hours": "520", "euros": "26000"},
        {"moment": "m12", "hours": "260", "euros": "13000"},
    ]
    kept = table.ask(lambda r: r.get(AgendaItem, item_id))
    paper = table.ask(minutes.build, kept.meeting_id)
    (on_paper,) = (one for one in paper.items if one.title == kept.title)
    shown = {one.criterion: one.answer for one in on_paper.answers}
    assert shown["Interventie"] == (
        "Een plan maken · BJG · 29-01-2027; Uren halveren · Zorgaanbieder · 03-03-2027"
    )

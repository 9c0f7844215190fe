"""Made the workspace in this folder with version 0.1 (commit e48d6e5, tables at revision 0001).

It ran once, with the program of that day; it need not run with a later one, and is kept to say
what is in the workspace. It was run from the repository as:

    git worktree add --detach ../then e48d6e5
    PYTHONPATH=../then/src:tests:tests/services python tests/data/workspaces/0001/make.py

Three tables have worked in it from 2 to 26 November 2026. Everything is invented; BSNs come from
the test range. The keys are cheap: deriving them is not what it is about.

- **Register**: a bestedingsruimte with notice, analysegesprek and an imposed stop (Zorggroep Waal),
  one with a stop that was lifted (Rivierzorg), an instroomtarget with room, a signaalplafond.
- **Lists**: one of the CPV (a row refused, a provider by its alias, a row changed by a second
  list), one that was taken back, a Doorbraak list with a household that was frozen; the columns of
  a header kept.
- **CPV 12-11, adopted**: granted (told, beschikking, closed; an extension was begun), adjusted and
  corrected (two revisions; beschikking, followed up with a condition and an evaluation), refused
  (told), reopened and decided anew, held over and still so, carried over; a guest, a recusal, a
  substitute, a dissent.
- **CPV 19-11, adopted**: an urgent decision ratified, one refused with an outcome of the table
  itself, an outcome "onder voorbehoud" (heard anew on 26-11), one that was confirmed in writing,
  what was carried over on 12-11. A case of it was changed after its outcome.
- **CPV 26-11, put up for adoption**, with the secretary's own text.
- **CPV 3-12, planned and moved**: an invitee with a time of their own, an own item, vooradviezen
  handed in and in writing, drafts; an urgent decision waits for it. **CPV 10-12 was cancelled.**
- **ZBO 17-11, adopted**: granted with contributions, education, held over. **ZBO 24-11, closed**,
  with an outcome reopened after the closing, so that its minutes cannot be adopted. **ZBO 26-11
  sits**, with an outcome "onder voorbehoud", a current item and a pause.
- **Doorbraak 18-11, adopted**: extensiveren, geen wijziging (told and closed), one "onder
  voorbehoud" with no next meeting planned.
- **Beside that**: cases withdrawn from the queue and from an agenda, incomplete, not needed; two
  persons beside the founder, one with a passphrase; a concept of the CPV's framework; a learning
  point; actions open and done.
"""

import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

from intake import lists, people, queue, register
from story import ADJUSTED, GRANTED, HELD, REFUSED, SCHOOL, VALID, K, Story

from casustafel import bootstrap
from casustafel.domain.actions import ActionKind
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.meetings import Meeting, Presence
from casustafel.domain.outcomes import (
    Adjustment,
    Vote,
)
from casustafel.services import (
    actions,
    advice,
    case_steps,
    cases,
    drafts,
    guests,
    learning,
    meetings,
    minutes,
    outcome_drafts,
    outcomes,
    room,
    tables,
    upkeep,
    urgent,
)
from casustafel.services.outcomes import OutcomeInput
from kept_workspaces import put_away
from other_tables import zbo_case
from workspaces import CHEAP, Clock, Table

COMMIT = "e48d6e5"
HERE = Path(__file__).parent
PASSPHRASE = "een werkruimte van versie 0.1"


def first_cpv(story: Story, chosen: list[Case]) -> None:
    """CPV 12-11."""
    granted, adjusted, refused, reopened, held, carried = chosen
    story.at(9, 14)
    meeting = story.plan("cpv", date(2026, 11, 12), time(9), chosen)
    on = {item.title: item for item in story.ask(meetings.agenda, meeting.id)}
    guest = story.do(
        meetings.invite, on[granted.number].id, "Intern begeleider", "Basisschool De Proef"
    )
    story.at(12, 9, 2)
    on = story.open(meeting, "onderwijs_so")
    story.do(guests.set_present, guest.id, present=True)
    seats = story.members("cpv")
    story.do(
        room.set_presence,
        meeting.id,
        seats["btv"].id,
        Presence.PRESENT,
        substitute="Gezinswerker",
        arrived=time(9, 10),
    )
    story.decide(on[granted.number], GRANTED, "Geen alternatief.", c1_specific_care="ja")
    item = on[adjusted.number]
    story.do(room.recuse, item.id, seats["stroomland"].id, "werkt ook voor de aanbieder")
    story.decide(item, replace(GRANTED, motivation="Zoals gevraagd."), c4_goals="deels")
    story.do(outcomes.correct, item.id, ADJUSTED, "Duur verkeerd genoteerd")
    story.do(
        actions.add,
        "cpv",
        "Plan van aanpak inleveren",
        "Zorgaanbieder",
        due_on=date(2026, 12, 31),
        kind=ActionKind.CONDITION,
        proof="Het plan",
        item_id=item.id,
    )
    done = story.do(
        actions.add, "cpv", "Startgesprek plannen", "BJG", due_on=VALID, item_id=item.id
    )
    story.do(actions.add, "cpv", "Wachttijden navragen", "Secretaris", item_id=on["Opening"].id)
    split = replace(REFUSED, vote=Vote.DISSENT, dissent="Een lid acht basishulp te licht.")
    story.decide(on[refused.number], split)
    story.decide(on[reopened.number], REFUSED)
    story.do(outcomes.reopen, on[reopened.number].id, "Toch een alternatief gevonden.")
    story.decide(on[reopened.number], GRANTED)
    story.decide(on[held.number], HELD)
    story.do(room.pause, meeting.id)
    story.table.clock.forward(minutes=10)
    story.do(room.pause, meeting.id)
    story.do(room.carry_over, on[carried.number].id)
    story.do(learning.add, "cpv", "doelen", "Doelen blijven vaak algemeen.", case_id=granted.id)
    story.close(meeting)
    story.at(13, 11)
    story.tell([granted, adjusted, refused], 13)
    story.beschikking(granted, 101, 13)
    story.beschikking(adjusted, 102, 13)
    story.do(actions.finish, done.id, "Gepland.")
    story.do(cases.extension_of, granted.id)
    assert story.status(granted) is CaseStatus.CLOSED
    assert story.status(adjusted) is CaseStatus.FOLLOW_UP
    assert story.status(refused) is CaseStatus.REPORTED
    assert story.status(held) is CaseStatus.DEFERRED


def second_cpv_planned(story: Story, chosen: list[Case]) -> Meeting:
    """Two urgent decisions, and the meeting of 19-11 that has to ratify them."""
    story.at(16, 14)
    for case in chosen[:2]:
        story.spoed(case, 16)
    return story.plan("cpv", date(2026, 11, 19), time(9), chosen[2:])


def second_cpv(story: Story, meeting: Meeting, chosen: list[Case]) -> None:
    """CPV 19-11."""
    ratified, declined, provisional, confirmed, plain = chosen
    story.at(19, 9, 1)
    on = story.open(meeting)
    story.do(urgent.ratify, on[ratified.number].id)
    item = on[declined.number]
    story.do(
        urgent.refuse,
        item.id,
        why="Te lang.",
        ends_on=date(2026, 12, 10),
        bridging="Basishulp neemt het over.",
    )
    story.decide(item, REFUSED)
    for title, entry in on.items():
        if entry.case_id and title not in {case.number for case in chosen}:
            story.decide(entry, GRANTED)  # what was carried over on 12-11
    for case in (provisional, confirmed):
        for seat_id in story.experts():
            story.do(room.recuse, on[case.number].id, seat_id, "kent het gezin")
        story.decide(on[case.number], replace(GRANTED, provisional=True))
    story.decide(on[plain.number], GRANTED)
    story.close(meeting)
    story.at(20, 10)
    (outcome,) = story.ask(outcomes.outcomes_of_case, confirmed.id)
    story.do(outcomes.confirm_provisional, outcome.id, "Zorgexpert akkoord per mail, 20-11-2026.")
    before = story.ask(lambda reader: reader.get(Case, plain.id))
    story.do(cases.edit, before, {"hours_per_week": Decimal("3.5")})


def third_cpv(story: Story, chosen: list[Case]) -> None:
    """CPV 26-11, and what is planned after it."""
    story.at(25, 14)
    meeting = story.plan("cpv", date(2026, 11, 26), time(9), chosen[:2])
    story.at(26, 9)
    on = story.open(meeting)
    for title, item in on.items():
        if item.case_id:
            story.decide(item, GRANTED, f"Over {title}.")
    story.close(meeting, adopt=False)
    story.do(minutes.write_text, on[chosen[0].number].id, "Eigen tekst van de secretaris.")
    story.do(minutes.put_up, meeting.id)

    story.at(26, 12)
    cancelled = story.plan("cpv", date(2026, 12, 10), time(9), [chosen[2]])
    story.do(meetings.cancel, cancelled.id)
    following = story.plan("cpv", date(2026, 12, 2), time(9), chosen[2:5])
    moved = replace(following, held_on=date(2026, 12, 3))
    story.do(meetings.change_meeting, following, moved)
    on = {item.title: item for item in story.ask(meetings.agenda, following.id)}
    first, second, off = (on[case.number] for case in chosen[2:5])
    story.do(case_steps.withdraw, off.case_id, "Ouders zien ervan af.")
    story.do(meetings.invite, first.id, "Leerkracht", "Basisschool De Proef", "l@proef.example")
    story.do(meetings.set_budget, first.id, 15, time(9, 20))
    story.do(meetings.add_item, following.id, "Jaarplanning", 10, standing=True)
    seats = story.members("cpv")
    for code in ("voorzitter", "zorgexpert"):
        story.do(advice.answer, first.id, seats[code].id, "c1_specific_care", "ja", "Vakkennis.")
    story.do(advice.submit, first.id, seats["voorzitter"].id)
    story.do(advice.remark, second.id, seats["btv"].id, "Nog lezen.")
    story.spoed(chosen[5], 26)
    story.do(drafts.keep, "agenda_item", second.id, "notes", "Nog niet bevestigd")
    half = outcome_drafts.as_plain(replace(GRANTED, motivation="Half ingevuld"))
    story.do(drafts.keep, "agenda_item", second.id, "outcome", half)


def zbo(story: Story, chosen: list[Case]) -> None:
    """ZBO 17-11."""
    story.at(16, 16)
    first = story.plan("zbo", date(2026, 11, 17), time(13), chosen)
    story.at(17, 13)
    on = story.open(first)
    a, b, c = (on[case.number] for case in chosen)
    story.decide(a, SCHOOL, "De schoolgang loopt gevaar.", z1_youth_act="ja")
    education = OutcomeInput(
        choice="onderwijs", reasons=("ZO1",), motivation="Stroomland is de weg."
    )
    story.decide(b, education, z2_primarily_education="nee")
    story.decide(c, OutcomeInput(choice="aangehouden"))
    story.close(first)


def zbo_dead_end(story: Story, chosen: list[Case]) -> None:
    """ZBO 24-11: closed, then an outcome taken back; no way to adopted minutes in 0.1."""
    story.at(24, 12)
    meeting = story.plan("zbo", date(2026, 11, 24), time(13), chosen)
    story.at(24, 13)
    on = story.open(meeting)
    for case in chosen:
        story.decide(on[case.number], SCHOOL)
    story.close(meeting, adopt=False)
    story.do(outcomes.reopen, on[chosen[0].number].id, "Nieuwe gegevens van school.")


def zbo_sits(story: Story, chosen: list[Case]) -> None:
    """ZBO 26-11: open, one "onder voorbehoud", one under discussion, in a pause."""
    meeting = story.plan("zbo", date(2026, 11, 26), time(13), chosen)
    story.at(26, 13)
    on = story.open(meeting)
    one, other = (on[case.number] for case in chosen)
    story.do(room.recuse, one.id, story.members("zbo")["gemeente"].id, "kent het gezin")
    story.decide(one, replace(SCHOOL, provisional=True))
    story.do(room.go_to, other.id)
    story.table.clock.forward(minutes=3)
    story.do(room.pause, meeting.id)


def doorbraakteam(story: Story) -> None:
    story.at(18, 9)
    chosen = story.ready("doorbraak")
    meeting = story.plan("doorbraak", date(2026, 11, 18), time(10), chosen)
    story.at(18, 10)
    on = story.open(meeting)
    less = OutcomeInput(
        choice="extensiveren",
        reasons=("DB2",),
        motivation="Eén plan maakt minder inzet mogelijk.",
        adjustments=(Adjustment(kind=K.INTENSITY, asked="200 uur", advised="100 uur"),),
        evaluation_on=date(2027, 2, 18),
    )
    story.decide(on[chosen[0].number], less, q1_chances="hoog")
    same = OutcomeInput(
        choice="geen_wijziging", reasons=("DB7",), motivation="Extensiveren is nu onveilig."
    )
    story.decide(on[chosen[1].number], same)
    item = on[chosen[2].number]
    story.do(room.recuse, item.id, story.members("doorbraak")["btv"].id, "kent het gezin")
    story.decide(item, replace(less, provisional=True))
    story.close(meeting)
    story.at(18, 14)
    story.tell([chosen[1]], 18)
    assert story.status(chosen[1]) is CaseStatus.CLOSED


def work(table: Table, folder: Path) -> None:
    """Let the month pass, day by day."""
    story = Story(table, folder)
    people(story)
    register(story)
    cpv = lists(story)
    pupils = [zbo_case(table, day) for day in range(1, 8)]
    first_cpv(story, cpv[:6])
    meeting = second_cpv_planned(story, cpv[6:11])
    zbo(story, pupils[:3])
    doorbraakteam(story)
    second_cpv(story, meeting, cpv[6:11])
    zbo_dead_end(story, pupils[3:5])
    third_cpv(story, cpv[11:17])
    queue(story, cpv[17:20])
    zbo_sits(story, pupils[5:])
    key = table.do(tables.begin_version, "cpv")
    concept = table.ask(tables.framework, key)
    table.do(tables.change_concept, key, replace(concept, label="eigen versie in voorbereiding"))
    upkeep.back_up(
        table.workspace.storage, table.workspace.writing, folder / "b.backup", table.clock()
    )


def main() -> None:
    """Make the workspace in a temporary folder and keep it here."""
    clock = Clock(datetime(2026, 11, 2, 7, 0, tzinfo=UTC))
    with tempfile.TemporaryDirectory() as made_in:
        folder = Path(made_in)
        database = folder / "casustafel.db"
        made = bootstrap.create_workspace(
            str(database), PASSPHRASE, "Voorbeeldgebruiker", clock=clock, cost=CHEAP
        )
        work(Table(made.workspace, clock, database), folder)
        kept = put_away(made.workspace, HERE, commit=COMMIT, passphrase=PASSPHRASE)
    print(kept)


if __name__ == "__main__":
    main()

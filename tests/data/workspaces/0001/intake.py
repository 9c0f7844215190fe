"""What comes before a meeting: people, the register, lists, and what never came to a table."""

from dataclasses import replace
from datetime import date

from case_lists import POINTS, line, request, taken, write
from story import Story

from casustafel.domain.cases import Case
from casustafel.domain.norms import CareForm, Conclusion, Instrument, Norm, NormUnit
from casustafel.domain.people import Role
from casustafel.domain.stops import Toeleidingsstop
from casustafel.services import (
    access,
    case_steps,
    doorbraak,
    importing,
    norm_steps,
    persons,
    providers,
    stop_steps,
)
from casustafel.services.example.sayings import prescan
from casustafel.services.importing import profiles
from other_tables import seat
from workspaces import CHEAP


def people(story: Story) -> None:
    story.at(2, 9)
    for committee in ("cpv", "zbo", "doorbraak"):
        seat(story.table, committee)
    ring = access.KeyRing(story.table.workspace.storage, CHEAP)
    member = story.do(access.add_person, ring, "Lid Voorbeeld", "nog een zin voor het lid")
    story.do(persons.grant, member.id, Role.MEMBER, "cpv")
    story.do(persons.add, "Oud-lid Voorbeeld")
    with story.table.workspace.writing() as uow:
        before = story.members("cpv")["bjg"]
        uow.change(before, replace(before, person_id=member.id))
        uow.commit()


def register(story: Story) -> None:
    story.at(2, 10)
    space = Norm(
        id="",
        provider_id="",
        care_form=CareForm.BEGELEIDING_JEUGD,
        instrument=Instrument.BESTEDINGSRUIMTE,
        unit=NormUnit.CENTS,
        amount=120_000_000,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
    )
    story.do(providers.add, "Rivierzorg", "", ("Rivier Zorg BV",))
    for number, name in enumerate(("Zorggroep Waal", "Rivierzorg"), 1):
        norm = replace(space, id=_key(number))
        story.do(norm_steps.add_norm, norm, name)
        story.do(norm_steps.record_spent, norm.id, 110_000_000, date(2026, 10, 31))
        story.do(norm_steps.record_notice, norm.id, date(2026, 11, 2))
        story.do(norm_steps.record_analysis, norm.id, date(2026, 11, 2), Conclusion.OVERRUN_LIKELY)
        (stop,) = story.ask(lambda r, key=norm.id: r.find(Toeleidingsstop, norm_id=key))
        story.do(stop_steps.impose, stop.id, date(2026, 11, 3))
        story.do(norm_steps.record_plan, norm.id, date(2026, 11, 2))
    story.do(stop_steps.consider_lifting, stop.id, date(2026, 11, 2), None)
    story.do(stop_steps.lift, stop.id, date(2026, 11, 20))
    children = replace(
        space,
        id=_key(3),
        care_form=CareForm.VDB,
        instrument=Instrument.INSTROOMTARGET,
        unit=NormUnit.CHILDREN,
        amount=20,
    )
    story.do(norm_steps.add_norm, children, "De Zonnehof")
    signal = replace(space, id=_key(4), instrument=Instrument.SIGNAALPLAFOND)
    story.do(norm_steps.add_norm, signal, "Kleurrijk Wonen")


def lists(story: Story) -> list[Case]:
    """Take the lists in and return the cases of the CPV that are ready, by number."""
    story.at(3, 9)
    complete = {"Datum aanvraag": date(2026, 11, 3)} | POINTS
    rows = [request(at) | complete for at in (1, 2)]
    rows.append(request(3) | complete | {"BSN": "999900007"})  # fails the elfproef
    rows.append(request(4, Aanbieder="Rivier Zorg BV", Datum_aanvraag=date(2026, 11, 3)))
    taken(story.table, write(story.folder, *rows))
    rows[0] |= {"Einddatum": date(2027, 5, 1)}
    taken(story.table, write(story.folder, *rows[:2], name="vervolg.xlsx"))
    wrong = [request(at) | complete for at in (5, 6)]
    gone = taken(story.table, write(story.folder, *wrong, name="fout.xlsx"))
    story.do(importing.undo, gone.import_id)
    given = profiles.Choices(mapping={0: "reference"}, date_orders={"received": "dmy"})
    story.do(profiles.keep, "cpv", "Lijst van BJG Noord", "f" * 64, given)
    care = [
        line(20 + at, 200 - 10 * at, at, "Wmo" if at == 5 else "Jeugdwet")
        | {"Huishoud-id": "H1" if at < 3 else None}
        for at in range(1, 6)
    ]
    taken(story.table, write(story.folder, *care, name="zorg.xlsx"), "doorbraak")
    story.do(doorbraak.freeze, "doorbraak")
    prescan(story.table.workspace, 3)
    story.table.clock.forward(hours=1)
    for day in range(1, 20):
        story.table.case(day, received=date(2026, 11, 3))
    return story.ready("cpv")


def queue(story: Story, chosen: list[Case]) -> None:
    """What never came to a table."""
    withdrawn, asked, unneeded = chosen
    story.do(case_steps.withdraw, withdrawn.id, "Verhuisd.")
    story.do(case_steps.ask_completion, asked.id)
    story.do(case_steps.not_needed, unneeded.id, "Het Buurtteam kan dit zelf.")


def _key(number: int) -> str:
    return f"01940000-0000-7000-8000-{number:012}"

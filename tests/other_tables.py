"""The ZBO-commissie and the Doorbraakteam for tests: members and cases, everything invented."""

from datetime import date, time
from decimal import Decimal

from case_lists import confirmed
from casustafel.assets import asset
from casustafel.domain.cases import Case, CaseStatus, Client
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import AgendaItem, Attendance, Meeting, Member, Presence
from casustafel.domain.outcomes import Contribution
from casustafel.services import importing
from casustafel.services.agenda import meetings
from casustafel.services.case import case_form, cases, opening
from casustafel.services.case.opening import Opening
from casustafel.services.example.sayings import prescan, seat_members
from casustafel.services.meeting import room
from casustafel.services.selection import freezing
from workspaces import CPV_ANSWERS, Table

ZBO_ANSWERS: dict[str, object] = {
    "help_question": "Meedoen in de klas lukt niet zonder hulp bij prikkels.",
    "goals": [{"goal": "Zelf van taak wisselen"}],
    "school_support_given": "Vaste werkplek en dagritme sinds september, met weinig effect.",
    "school_task": "Hulp bij overgangen en verzorging.",
    "primary_goal": "zelfredzaamheid",
    "home_effort": "Gezinsgesprek eens per twee weken.",
    "informed": "2026-11-03",
    "ground": "jw740",
    "resident_view": "Ouders en kind willen bij de eigen klas blijven.",
}


def seat(table: Table, committee: str) -> dict[str, Member]:
    """Give a table its members and return them by discipline."""
    table.do(seat_members, committee)
    found = table.ask(lambda reader: reader.find(Member, committee=committee))
    return {member.discipline: member for member in found}


def zbo_case(table: Table, day: int) -> Case:
    """Make a complete ZBO case of an invented child, born on a day of February 2017."""
    client = Client(
        id=new_id(),
        surname=f"Schoolkind{day}",
        given_names="Sam",
        birth_date=date(2017, 2, day),
        postcode="6511AB",
        house_number=str(day),
    )
    fields = {
        "law": "jeugd",
        "care_form": "zbo",
        "hours_per_week": Decimal(6),
        "ends_on": date(2027, 7, 1),
        "referrer_type": "bjg",
        "referrer_name": "BJG Noord",
        "received": date(2026, 11, 10),
    }
    made = table.do(cases.new, "zbo", client, fields, ZBO_ANSWERS, provider="Zorggroep Waal")
    return table.do(case_form.set_school, made, "Basisschool De Proef")


def zbo_opened(table: Table, count: int = 1) -> tuple[Meeting, list[AgendaItem]]:
    """Hold a meeting of the ZBO-commissie with complete cases, its four required seats there."""
    seats = seat(table, "zbo")
    made = [zbo_case(table, day) for day in range(1, count + 1)]
    at = {"starts": time(13), "ends": time(15), "place": "kamer 2.14"}
    meeting = table.do(meetings.plan, "zbo", held_on=table.today, **at)
    items = table.do(meetings.schedule, meeting.id, [case.id for case in made])
    table.do(room.open_meeting, meeting.id)
    for code in ("voorzitter", "zbo_coordinator", "gemeente", "stroomland"):
        table.do(room.set_presence, meeting.id, seats[code].id, Presence.PRESENT)
    for item in items:
        table.weighed(item)
    return meeting, items


def vdb_case(table: Table, day: int, provider: str = "De Bolster", **answers: object) -> Case:
    """Make a complete case of voorschoolse dagbehandeling."""
    given = CPV_ANSWERS | answers
    return table.case(day, given, provider, care_form="vdb", hours_per_week=Decimal(16))


def t4_opened(table: Table) -> list[AgendaItem]:
    """Hold a meeting about three children of a provider that is open longer, and one of another."""
    made = [vdb_case(table, day) for day in (1, 2, 3)] + [vdb_case(table, 4, "De Regenboog")]
    given = Opening(weeks=Decimal(50), open_more="Zomer.", open_harm="Ritme.", open_parents="Wij.")
    for some in (made[:3], made[3:]):
        table.do(opening.fill_in, [one.id for one in some], given)
    seats = [
        Member(id=new_id(), committee="cpv", role_name=code, organisation="x", discipline=code)
        for code in ("onderwijs_so", "stroomland", "expert_jonge_kind")
    ]
    table.do(lambda uow: (uow.add_all(seats), uow.commit()))
    meeting = table.meeting()
    items = table.do(meetings.schedule, meeting.id, [one.id for one in made])
    table.do(room.open_meeting, meeting.id)
    for one in table.ask(lambda reader: reader.find(Attendance, meeting_id=meeting.id)):
        table.do(room.set_presence, meeting.id, one.member_id, Presence.PRESENT)
    return items


#: Who does what of a ZBO outcome.
CONTRIBUTIONS = (
    Contribution(party="De aanbieder", task="Hulp", hours="6", until=date(2027, 7, 1)),
)


def doorbraak_cases(table: Table, count: int) -> list[Case]:
    """Take the example list in, freeze it, and do the pre-scan; return the cases by rank."""
    path = asset("resources", "examples", "doorbraak.xlsx")
    given = importing.read_list(path, "doorbraak", today=table.today)
    table.do(importing.run, "doorbraak", given)
    confirmed(table)
    table.do(freezing.freeze, "doorbraak", reference="lijst 2026/7")
    prescan(table.workspace, count)
    return table.ask(
        lambda reader: reader.find(
            Case, "rank", "number", committee="doorbraak", status=CaseStatus.READY
        )
    )

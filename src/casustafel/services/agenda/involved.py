"""Who is involved in the case of an item: recorded, and what is still to be said at the closing."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from casustafel.domain.alike import grouped
from casustafel.domain.cases import Case
from casustafel.domain.committees import Committee
from casustafel.domain.ids import new_id
from casustafel.domain.involved import Involvement, Part, PartyLine, check_involvement, lines_of
from casustafel.domain.meetings import AgendaItem, Attendance, Invitee, Meeting, Member
from casustafel.services import places
from casustafel.services.agenda.composition import takes_part
from casustafel.services.case import consents
from casustafel.services.definitions import tables
from casustafel.services.places import AtItem, open_minutes
from casustafel.services.use_case import Reading, Right, UnitOfWork, part, read, seen, use_case
from casustafel.storage.store import Reader


@dataclass(frozen=True, slots=True)
class Said:
    """How a party takes part, with how it was shown to whoever says so."""

    was: PartyLine
    part: Part
    why: str = ""


@read(Right.READ_CASES, at=places.item)
def of_item(reader: Reading, at: AtItem) -> tuple[PartyLine, ...]:
    """Return how each party takes part in an item; none at a table that asks for nobody."""
    table = tables.committee(reader, at.meeting.committee)
    return asked_of_items(reader, table, at.meeting, [at.item]).get(at.item.id, ())


@part
def asked_of_items(
    reader: Reader, table: Committee, meeting: Meeting, items: Sequence[AgendaItem]
) -> dict[str, tuple[PartyLine, ...]]:
    """Return how each party takes part in items about a case, and which consent it lacks.

    Nothing at a table that asks for nobody.
    """
    cases = {item.id: item.case_id for item in items if item.case_id}
    if not table.involved or not cases:
        return {}
    found = of_items(reader, table, meeting, [item for item in items if item.id in cases])
    recipients = [one.recipient for one in table.involved if one.recipient]
    lacks = consents.lacking_at(reader, list(cases.values()), recipients, meeting.held_on)
    return {
        key: tuple(
            replace(one, lacks=lacks[cases[key]].get(one.party.recipient, ())) for one in lines
        )
        for key, lines in found.items()
    }


@part
def of_items(
    reader: Reader, table: Committee, meeting: Meeting, items: Sequence[AgendaItem]
) -> dict[str, tuple[PartyLine, ...]]:
    """Return how each party of a table takes part, by item; consent is not looked at."""
    ids = [item.id for item in items]
    recorded: defaultdict[str, dict[str, Involvement]] = defaultdict(dict)
    for one in reader.find(Involvement, item_id=ids):
        recorded[one.item_id][one.party] = one
    guests = grouped(reader.find(Invitee, item_id=ids), lambda one: one.item_id)
    there = [one for one in reader.find(Attendance, meeting_id=meeting.id) if takes_part(one)]
    members = reader.by_ids(Member, [one.member_id for one in there]).values()
    seated = [member.discipline for member in members]
    return {key: lines_of(table, recorded[key], guests[key], seated) for key in ids}


@part
def unsettled(
    reader: Reader, meeting: Meeting, items: Collection[AgendaItem]
) -> dict[str, tuple[str, ...]]:
    """Return who it is not said of whether they were there, by item; nobody for most tables."""
    table = tables.committee(reader, meeting.committee)
    if not table.involved:
        return {}
    found = of_items(reader, table, meeting, list(items))
    return {
        key: tuple(line.party.label for line in lines if not line.settled)
        for key, lines in found.items()
    }


@use_case(
    Right.RUN_MEETINGS,
    at=places.item,
    when=[open_minutes],
    overwrites=[(Involvement, "part"), (Involvement, "why")],
)
def record(uow: UnitOfWork, at: AtItem, party: str, how: Part, why: str = "") -> Involvement:
    """Record how a party takes part in an item, or why it does not.

    Raises RuleError when it is not said why somebody is not there, once minutes were adopted, and
    for an invitation of who may hear of the case with consent only.
    """
    before = uow.first(Involvement, item_id=at.item.id, party=party)
    base = before or Involvement(id=new_id(), item_id=at.item.id, party=party, part=how)
    after = replace(base, part=how, why=why.strip())
    check_involvement(after)
    if how is Part.INVITED and at.item.case_id is not None:
        asked = tables.committee(uow, at.meeting.committee).involved
        heard = [one.recipient for one in asked if one.code == party and one.recipient]
        case = uow.get(Case, at.item.case_id)
        consents.require(uow, case, heard, at.meeting.held_on)
    if before is None:
        uow.add(after)
    else:
        uow.change(before, after)
    uow.log("involved-recorded", at.item, committee=at.meeting.committee, party=party)
    return after


@use_case(Right.RUN_MEETINGS, at=places.item, when=[open_minutes])
def record_all(uow: UnitOfWork, at: AtItem, said: Sequence[Said]) -> list[Involvement]:
    """Record how several parties take part in an item: all of them or none (see `record`)."""
    return [
        record(
            uow,
            seen(
                at.item.id,
                part=one.was.part if one.was.recorded else None,
                why=one.was.why if one.was.recorded else "",
            ),
            one.was.party.code,
            one.part,
            one.why,
        )
        for one in said
    ]

"""When a table sits, who is there, and whether that is enough for one case."""

from collections.abc import Iterable

from casustafel.domain.cases import Case
from casustafel.domain.committees import Committee, Quorum, quorum
from casustafel.domain.errors import RuleError
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import (
    AgendaItem,
    Attendance,
    Meeting,
    MeetingState,
    Member,
    Presence,
    Recusal,
)
from casustafel.services.use_case import Reader, UnitOfWork, part
from casustafel.storage.ahead import Asked, of
from casustafel.storage.queries.queue import QueueRow


def takes_part(attendance: Attendance) -> bool:
    """Say whether somebody is at the table now: present and not gone since."""
    return attendance.presence is Presence.PRESENT and attendance.left is None


@part
def quorum_of(
    reader: Reader, committee: Committee, meeting: Meeting, item: AgendaItem, case: Case
) -> Quorum:
    """Work out the quorum for one case, after recusals (issue: anew for each case)."""
    return quorum_with(committee, meeting, case, _taking_part(reader, meeting, item))


def quorum_with(
    committee: Committee, meeting: Meeting, case: Case | QueueRow, members: Iterable[Member]
) -> Quorum:
    """Work out the quorum for one case with these members at the table."""
    present = [member.discipline for member in members]
    asked = {"law": case.law, "care_form": case.care_form}
    return quorum(committee, **asked, on=meeting.held_on, present=present)


def asked_of(meeting: Meeting, item: AgendaItem) -> tuple[Asked, ...]:
    """Return what `quorum_of` asks for, to be read at once."""
    there = of(Attendance, "member_id", meeting_id=meeting.id, presence=Presence.PRESENT)
    return there, of(Member, id=there), of(Recusal, item_id=item.id)


def _taking_part(reader: Reader, meeting: Meeting, item: AgendaItem) -> list[Member]:
    """Return who is at the table now and takes part in an item, by seat."""
    there = reader.find(Attendance, meeting_id=meeting.id, presence=Presence.PRESENT)
    away = {one.member_id for one in reader.find(Recusal, item_id=item.id)}
    seats = {one.member_id for one in there if takes_part(one)} - away
    return reader.find(Member, "id", id=seats)


def proposed_recusals(
    committee: Committee, members: Iterable[Member], case: Case
) -> list[tuple[Member, str]]:
    """Return which of the members should not take part in a case, and why, from what is known.

    Only where the table's data say so: in the CPV whoever works for the provider; at the
    ZBO-commissie and the Doorbraakteam nobody for the organisation (domain.md §8, Meeting).
    """
    if not committee.proposes_recusal or case.provider_id is None:
        return []
    return [
        (member, "werkt ook voor de aanbieder")
        for member in members
        if member.provider_id == case.provider_id
    ]


@part
def require_slot(reader: Reader, meeting: Meeting) -> None:
    """Raise RuleError when another meeting of the table begins at that moment."""
    for other in reader.find(
        Meeting, committee=meeting.committee, held_on=meeting.held_on, starts=meeting.starts
    ):
        if other.id != meeting.id and other.state is not MeetingState.CANCELLED:
            raise RuleError("meeting-exists", date=meeting.held_on)


@part
def seat_members(uow: UnitOfWork, meeting: Meeting) -> None:
    """Let a meeting that did not begin expect who has a seat on its day; the caller commits.

    Who said something about coming keeps what was said while the seat holds.
    """
    kept = {one.member_id: one for one in uow.find(Attendance, meeting_id=meeting.id)}
    seated = [
        member.id
        for member in uow.find(Member, "id", committee=meeting.committee)
        if member.sits_on(meeting.held_on)
    ]
    gone = [one.id for key, one in kept.items() if key not in seated]
    if gone:
        uow.delete(Attendance, id=gone)
    uow.add_all(
        [
            Attendance(id=new_id(), meeting_id=meeting.id, member_id=key)
            for key in seated
            if key not in kept
        ]
    )


@part
def seat_planned(uow: UnitOfWork, committee: str) -> None:
    """Let all planned meetings of a table follow its seats; the caller commits."""
    for meeting in uow.find(Meeting, committee=committee, state=MeetingState.PLANNED):
        seat_members(uow, meeting)

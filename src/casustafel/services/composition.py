"""Who is at the table for one case, and whether that is enough."""

from casustafel.domain.cases import Case
from casustafel.domain.committees import Committee, Quorum, quorum
from casustafel.domain.meetings import (
    AgendaItem,
    Attendance,
    Meeting,
    Member,
    Presence,
    Recusal,
)
from casustafel.storage.store import Reader


def takes_part(attendance: Attendance) -> bool:
    """Say whether somebody is at the table now: present and not gone since."""
    return attendance.presence is Presence.PRESENT and attendance.left is None


def quorum_of(
    reader: Reader, committee: Committee, meeting: Meeting, item: AgendaItem, case: Case
) -> Quorum:
    """Work out the quorum for one case, after recusals (issue: anew for each case)."""
    present = {
        attendance.member_id
        for attendance in reader.find(Attendance, meeting_id=meeting.id, presence=Presence.PRESENT)
        if takes_part(attendance)
    }
    recused = {recusal.member_id for recusal in reader.find(Recusal, item_id=item.id)}
    members = reader.by_ids(Member, present | recused)
    return quorum(
        committee,
        law=case.law,
        care_form=case.care_form,
        on=meeting.held_on,
        present=[members[key].discipline for key in sorted(present - recused)],
    )


def proposed_recusals(
    reader: Reader, committee: Committee, meeting: Meeting, case: Case
) -> list[tuple[Member, str]]:
    """Return who should not take part in a case, with the reason, from what is known.

    Only where the table's data say so: in the CPV whoever works for the provider; at the
    ZBO-commissie and the Doorbraakteam nobody for the organisation (domain.md §8, Meeting).
    """
    if not committee.proposes_recusal or case.provider_id is None:
        return []
    attending = {one.member_id for one in reader.find(Attendance, meeting_id=meeting.id)}
    members = reader.by_ids(Member, attending).values()
    return [
        (member, "werkt ook voor de aanbieder")
        for member in members
        if member.provider_id == case.provider_id
    ]

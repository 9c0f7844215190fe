"""Who was invited to one item of the agenda: whether they came (ZBO: who was present per party)."""

from dataclasses import replace

from casustafel.domain.meetings import AgendaItem, Invitee, Meeting
from casustafel.domain.minutes import require_open
from casustafel.domain.people import Right
from casustafel.services.room import minutes_of
from casustafel.storage.unit_of_work import UnitOfWork


def set_present(uow: UnitOfWork, invitee_id: str, *, present: bool) -> Invitee:
    """Say whether an invitee came; the minutes tell it with their role and organisation.

    Raises RuleError once the minutes were adopted, UsageError for an invitee who is not there.
    """
    before = uow.get(Invitee, invitee_id)
    item = uow.get(AgendaItem, before.item_id)
    meeting = uow.get(Meeting, item.meeting_id)
    uow.actor.require(Right.RUN_MEETINGS, meeting.committee)
    require_open(minutes_of(uow, meeting.id))
    after = replace(before, present=present)
    changes = uow.change(before, after)
    if changes:
        uow.audit(
            "invitee-presence", "agenda_item", item.id, committee=meeting.committee, changes=changes
        )
        uow.commit()
    return after

"""Who was invited to one item of the agenda: whether they came (ZBO: who was present per party)."""

from dataclasses import replace

from casustafel.domain.meetings import Invitee
from casustafel.domain.people import Right
from casustafel.services import places
from casustafel.services.places import AtInvitee, open_minutes
from casustafel.services.use_case import use_case
from casustafel.storage.unit_of_work import UnitOfWork


@use_case(Right.RUN_MEETINGS, at=places.invitee, when=[open_minutes], sets=[Invitee])
def set_present(uow: UnitOfWork, here: AtInvitee, *, present: bool) -> Invitee:
    """Say whether an invitee came; the minutes tell it with their role and organisation.

    Raises RuleError once the minutes were adopted, UsageError for an invitee who is not there.
    """
    before, item, meeting = here.guest, here.at.item, here.at.meeting
    after = replace(before, present=present)
    changes = uow.change(before, after)
    if changes:
        uow.log("invitee-presence", item, changes, committee=meeting.committee)
    return after

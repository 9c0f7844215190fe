"""A workspace moves to a server, or back to a file: copied whole, compared, and left behind."""

from collections.abc import Callable
from dataclasses import replace

from casustafel.domain.people import Person, Right
from casustafel.services.people.logins import login_for
from casustafel.services.use_case import part, use_case
from casustafel.storage.unit_of_work import UnitOfWork

#: Says of a workspace that was left where it went; nothing changes there any more.
MOVED = "moved_to"


@use_case(Right.BACKUP)
def move(
    uow: UnitOfWork, place: str, copy: Callable[[UnitOfWork], None], *, stays: bool = False
) -> None:
    """Copy all that is here to a place while nobody else writes, and leave it unless it `stays`.

    That it went stands in the log of both. Where `copy` raises, nothing happened here. Raises
    RightError('server-not-owner') for an account that may not act as owner.
    """
    uow.backend.whole(uow.connection)  # an account sees its own rows, and a copy lacks none
    if not stays:
        uow.choose(MOVED, place)
    action = "workspace-copied" if stays else "workspace-moved"
    uow.audit(action, "workspace", uow.actor.person_id, place=place)
    uow.audit_head()
    copy(uow)


@part
def settle(uow: UnitOfWork, came_from: str) -> None:
    """Make what came usable here: each person has an account, or has none; log where it was."""
    uow.choose(MOVED, None)
    login = uow.backend.login(uow.connection)
    mine = uow.get(Person, uow.actor.person_id)
    uow.replace(mine, replace(mine, login=login))
    for one in uow.find(Person, "name"):
        if one.id != mine.id:
            uow.replace(one, replace(one, login=login_for(uow, one.name)))
    uow.audit("workspace-arrived", "workspace", mine.id, place=came_from)
    uow.commit()

"""The account of the server that a person has on a shared database."""

import re
from itertools import count

from casustafel.domain.people import Person
from casustafel.services.use_case import UnitOfWork, part
from casustafel.storage.folding import fold

#: The longest account name that is made here; PostgreSQL takes 63 bytes.
_LOGIN = 50


@part
def login_for(uow: UnitOfWork, name: str) -> str | None:
    """Return a name for the account of a person that nobody has yet; None on a local file."""
    if not uow.backend.accounts:
        return None
    plain = re.sub(r"[^a-z0-9]+", ".", fold(name)).strip(".")[:_LOGIN] or "persoon"
    taken = {one.login for one in uow.find(Person)}
    free = (f"{plain}{at}" for at in count(2))
    return plain if plain not in taken else next(one for one in free if one not in taken)

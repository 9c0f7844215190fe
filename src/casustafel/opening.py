"""What is seen to of the keys of a local workspace while it is opened, for `bootstrap`."""

from typing import TYPE_CHECKING

from casustafel.services.people import access, persons
from casustafel.services.people.keyring import KeyRing
from casustafel.storage.engine import Engines
from casustafel.storage.keys import Unlocked
from casustafel.storage.rekey import rekey
from casustafel.storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from casustafel.bootstrap import Workspace


def see_to_keys(opened: "Workspace", ring: KeyRing, secret: str) -> None:
    """Settle what a kill left of a change of keys, end what is over, give a new key if asked."""
    with opened.reading() as reader:
        waits, asked = access.waits(reader, ring), access.rekey_asked(reader)
        over = [one.id for one in persons.over(reader, ring, reader.today)]
    if waits and (secret or ring.unlocked.slot.pair):
        with opened.writing() as uow:
            access.settle(uow, ring, secret)

    if set(over) - {opened.actor.person_id}:
        with opened.writing() as uow:
            persons.end_over(uow, ring)

    def prepare(engines: Engines, renewed: Unlocked) -> None:
        with (
            engines.writer.connect() as connection,
            UnitOfWork(connection, opened.actor, opened.clock) as uow,
        ):
            access.log_rekeyed(uow, renewed.workspace, renewed.counter)

    if asked and ring.unlocked.slot.pair:
        rekey(opened.storage, prepare)

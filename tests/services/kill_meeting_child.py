"""The process that is killed at its work: notes and answers of a meeting, confirmed one by one.

Arguments: database, passphrase, item of the agenda, first number. Each number is one transaction
of two use cases' worth: the note says the number, and an action with that number is written down.
"""

import sys
from dataclasses import replace

from casustafel import bootstrap
from casustafel.domain.actions import Action
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import AgendaItem


def say(what: str, number: int) -> None:
    sys.stdout.write(f"{what} {number}\n")
    sys.stdout.flush()


def main(database: str, passphrase: str, item_id: str, first: str) -> None:
    workspace = bootstrap.open_workspace(database, passphrase)
    number = int(first)
    while True:
        with workspace.writing() as uow:
            item = uow.get(AgendaItem, item_id)
            uow.change(item, replace(item, notes=f"Aantekening {number} " + "x" * (number % 300)))
            uow.audit("notes-kept", "agenda_item", item_id, number=number)
            say("open", number)
            uow.add(
                Action(id=new_id(), committee="cpv", text=str(number), owner="BJG", item_id=item_id)
            )
            uow.commit()
        say("kept", number)
        number += 1


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The process that is killed at one operation on a workspace: `begun` before it, `done` after it.

Arguments: operation, database, passphrase of now, number of this run.
"""

import sys
from pathlib import Path

from casustafel import bootstrap
from casustafel.excel.case_list import PastedText
from casustafel.services import importing
from casustafel.services.importing import profiles
from casustafel.services.people import access, persons
from casustafel.services.people.keyring import KeyRing
from casustafel.services.upkeep import upkeep
from workspaces import CHEAP

#: How many rows come in at once.
ROWS = 40


def say(what: str) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def passphrase_of(number: int) -> str:
    """Return the passphrase after so many changes."""
    return f"een goede zin voor proeven nummer {number}"


def rows(number: int) -> PastedText:
    """Return a list of cases that no other run has."""
    lines = [f"K{number}-{at}\t\tVoorbeeld{number}x{at}" for at in range(ROWS)]
    return PastedText("\n".join(["Kenmerk\tBSN\tAchternaam", *lines]))


def main(operation: str, database: str, passphrase: str, given: str) -> None:
    number = int(given)
    if operation == "restore":
        say("begun")
        backup = Path(database).with_name("eerste.backup")
        bootstrap.restore_workspace(backup, database, passphrase, replace=True)
        say("done")
        return
    workspace = bootstrap.open_workspace(database, passphrase)
    ring = KeyRing(workspace.storage, CHEAP)
    if operation == "rekey":
        with workspace.writing() as uow:
            access.ask_rekey(uow, ring, passphrase, reference="2026-114")
        workspace.close()
        say("begun")
        bootstrap.open_workspace(database, passphrase).close()
    elif operation == "passphrase":
        say("begun")
        with workspace.writing() as uow:
            persons.change_own(uow, ring, passphrase, passphrase_of(number))
    elif operation == "backup":
        say("begun")
        target = Path(database).with_name(f"k{number}.backup")
        upkeep.back_up(workspace.storage, workspace.writing, target, workspace.clock())
    elif operation == "import":
        with workspace.reading() as reader:
            asked = profiles.understand(reader, "cpv", rows(number)).given
        say("begun")
        with workspace.writing() as uow:
            importing.run(uow, "cpv", asked)
    say("done")


if __name__ == "__main__":
    main(*sys.argv[1:])

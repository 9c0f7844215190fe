"""The process that is killed in the middle of making or migrating a workspace.

Arguments: `create` or `open`, database, folder of scripts, head. It says `inside` when it is
halfway, and then waits for the end.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text
from storage_support import CHEAP, PASSPHRASE

from casustafel.storage.engine import Engines
from casustafel.storage.location import LocalFiles
from casustafel.storage.migrations import Scripts
from casustafel.storage.place import Facts
from casustafel.storage.workspace import create_workspace, open_workspace


def wait_for_the_end() -> None:
    sys.stdout.write("inside\n")
    sys.stdout.flush()
    sys.stdin.read()


def fill(engines: Engines) -> None:
    with engines.writer.begin() as connection:
        connection.execute(text("INSERT INTO parent VALUES (1, 'Gezin Duidelijk')"))
        wait_for_the_end()


def main(what: str, database: str, folder: str, head: str) -> None:
    files, scripts = LocalFiles(Path(database)), Scripts(Path(folder), head)
    now, facts = datetime(2026, 3, 2, tzinfo=UTC), Facts("linux")
    if what == "create":
        create_workspace(
            files, "Anna", PASSPHRASE, now=now, fill=fill, cost=CHEAP, scripts=scripts, facts=facts
        )
    else:
        open_workspace(files, PASSPHRASE, now=now, scripts=scripts, facts=facts)


if __name__ == "__main__":
    main(*sys.argv[1:])

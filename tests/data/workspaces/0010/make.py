"""Made the workspace in this folder with the program of commit 2c233e7 (tables at revision 0010).

It ran once, with the program of that day; it need not run with a later one, and is kept to say
what is in the workspace. It was run from the repository as:

    git worktree add --detach ../then 2c233e7
    PYTHONPATH=../then/src:../then/tests:../then/tests/services \\
        python tests/data/workspaces/0010/make.py

Everything is invented; the keys are cheap. One meeting of the CPV was adopted; a person beside the
founder has a passphrase (a file of keys of version 1). What came with 0006 to 0010 is there: a list
whose mends are kept, logins and a sealed year, a told outcome, terms that were confirmed, a legal
hold, a list to destroy, a request of a person, and the dossier of a norm.
"""

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from kept_workspaces import put_away
from sample_keys import sample_keys
from test_check import GRANTED
from workspaces import CHEAP, MEMBERS, Clock, Table

from casustafel import bootstrap
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import Member
from casustafel.domain.people import Role
from casustafel.domain.retention import Proposal, RecordKind, RequestKind
from casustafel.excel.case_list import PastedText
from casustafel.services import importing
from casustafel.services.importing import profiles
from casustafel.services.importing.profiles import Choices
from casustafel.services.meeting import outcomes, room
from casustafel.services.minutes import minutes
from casustafel.services.people import persons
from casustafel.services.people.keyring import KeyRing
from casustafel.services.upkeep import requests, retention

COMMIT = "2c233e7"
HERE = Path(__file__).parent
PASSPHRASE = "een werkruimte van november 2026"
LIST = "Kenmerk\tBSN\tAchternaam\nK1\t999900006\tVoorbeeld"


def main() -> None:
    """Make it and keep it in this folder."""
    clock = Clock(datetime(2026, 11, 26, 8, tzinfo=UTC))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "casustafel.db")
        made = bootstrap.create_workspace(
            str(path), PASSPHRASE, "Voorbeeldgebruiker", clock=clock, cost=CHEAP
        )
        table = Table(made.workspace, clock, path)
        with made.workspace.writing() as uow:
            for role, organisation, discipline in MEMBERS:
                uow.add(
                    Member(
                        id=new_id(),
                        committee="cpv",
                        role_name=role,
                        organisation=organisation,
                        discipline=discipline,
                    )
                )
            uow.commit()
        ring = KeyRing(made.workspace.storage, CHEAP)
        second = table.do(persons.add_person, ring, "Tweede Persoon", "vijf gele bussen rijden")
        table.do(persons.grant, second.id, Role.MEMBER, "cpv")
        meeting, items = table.opened(2)
        table.do(outcomes.record, items[0].id, GRANTED)
        table.do(outcomes.record, items[1].id, GRANTED)
        table.do(room.close_meeting, meeting.id)
        table.do(minutes.put_up, meeting.id)
        table.do(minutes.adopt, meeting.id)
        given = table.ask(profiles.understand, "cpv", PastedText(LIST)).given
        table.do(importing.run, "cpv", given)
        table.do(profiles.keep, "cpv", "a.xlsx", given.header_fingerprint, Choices({0: ""}))
        table.do(retention.confirm, "cpv", RecordKind.DRAFTS, Proposal("20.1.5", days=90), "A-1")
        table.do(requests.record, RequestKind.ACCESS, date(2026, 11, 2), "Ouder", "gezag", "")
        list(sample_keys(table, meeting, items))
        table.workspace.close()
        clock.forward(days=60)
        table.workspace = bootstrap.open_workspace(
            str(path), PASSPHRASE, "Voorbeeldgebruiker", clock=clock
        )
        put_away(table.workspace, HERE, commit=COMMIT, passphrase=PASSPHRASE)


if __name__ == "__main__":
    main()

"""A secretaris with an account of a server does what one at a file does, and leaves as little."""

from pathlib import Path

from case_lists import confirmed, line, write
from casustafel.domain.people import Role
from casustafel.services import importing
from casustafel.services.selection import freezing
from rows_seen import account
from servers import Server
from workspaces import Table


def test_that_nothing_is_left_of_who_was_not_selected_by_a_secretaris(
    server: Server, shared: Table, tmp_path: Path
) -> None:
    """A person whom no case shows any more no account could delete: they stayed for ever."""
    confirmed(shared)
    lines = [line(at, 1000 - at, 2 * at + 1) for at in range(1, 151)]
    path = write(tmp_path, *(one | {"Huishouden": f"H{at}"} for at, one in enumerate(lines)))
    with account(server, shared, Role.SECRETARY) as table:
        read = importing.read_list(path, "doorbraak", today=table.today)
        table.do(importing.run, "doorbraak", read)
        frozen = table.do(freezing.freeze, "doorbraak", reference="lijst 2026/7")
    assert frozen.deleted > 0
    name = shared.path.name
    ((people, with_case),) = server.run(
        "SELECT count(*), count(DISTINCT client_id) FROM client LEFT JOIN case_record"
        " ON case_record.client_id = client.id",
        name,
    )
    assert people == with_case == len(lines) - frozen.deleted

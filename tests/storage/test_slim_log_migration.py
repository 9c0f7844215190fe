"""The step to hashes as bytes, on a workspace of the version before it."""

import pytest
from sqlalchemy import text

from casustafel.domain.records import AuditEvent, Login
from casustafel.storage import audit
from casustafel.storage.migrations import downgrade, upgrade
from workspaces import Table

BEFORE = "0018"


@pytest.mark.where("file", "a server measures its room otherwise")
def test_that_the_log_says_the_same_in_less_room(table: Table) -> None:
    """2.11: hashes in hex, kept twice, were half of the log."""
    table.opened(2)
    kinds = (AuditEvent, Login)
    before = [table.ask(lambda reader, one=one: reader.find(one, "id")) for one in kinds]
    writer = table.workspace.storage.engines.writer
    downgrade(writer, BEFORE)
    with writer.begin() as connection:
        assert connection.execute(text("SELECT length(hash) FROM login")).scalars().all() == [64]
        # What was tampered with before stays a break of the chain, and stops no migration.
        connection.execute(text("UPDATE audit_event SET hash = 'geen hash' WHERE position = 3"))

    upgrade(writer)

    after = [table.ask(lambda reader, one=one: reader.find(one, "id")) for one in kinds]
    assert [one.hash for one in after[0] if one not in before[0]] == [""]
    assert after[1] == before[1]
    with writer.begin() as connection:
        found = "SELECT DISTINCT length(previous) FROM audit_event"
        assert connection.execute(text(found)).scalars().all() == [32]
    assert table.ask(lambda reader: audit.first_break(reader.connection)) == 3

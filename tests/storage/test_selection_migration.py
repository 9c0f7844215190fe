"""The steps to lists that are kept and to clients by a key, on workspaces of the version before."""

from pathlib import Path

from sqlalchemy import text

from case_lists import cases, line, taken, write
from casustafel.domain.cases import Client, Phase
from casustafel.services.selection import freezing
from casustafel.storage.migrations import downgrade, upgrade
from workspaces import Table

BEFORE = "0012"
WMO = {"law": "Wmo", "Productcategorie": "02"}


def test_that_a_longlist_of_the_version_before_is_ranked_and_frozen_as_one_of_now(
    table: Table, tmp_path: Path
) -> None:
    """2.9: its hours or euros become what it is ranked by, and its phases follow its states."""
    rows = [line(at, 900 - at, at) for at in range(1, 5)] + [line(9, 30, 9, **WMO)]
    taken(table, write(tmp_path, *rows), "doorbraak")
    before = cases(table)
    writer = table.workspace.storage.engines.writer
    downgrade(writer, BEFORE)
    with writer.begin() as connection:
        columns = connection.execute(text("SELECT * FROM case_record")).keys()
        assert "measure" not in columns
        connection.execute(text("UPDATE case_record SET status = 'ready', phase = 'pre_scan'"
                                " WHERE rank = 1 AND law = 'wmo'"))  # fmt: skip
    upgrade(writer)
    after = cases(table)
    assert [(one.rank, one.annual_hours) for one in after] == [
        (one.rank, one.annual_hours) for one in before
    ]
    assert [one.measure for one in after if one.law == "jeugd"] == [
        one.measure for one in before if one.law == "jeugd"
    ]
    assert [one.phase for one in after if one.law == "wmo"] == [Phase.ANALYSIS]
    assert {one.key for one in table.ask(lambda reader: reader.find(Client))} == {None}
    assert table.do(freezing.freeze, "doorbraak", reference="lijst 2026/7").kept == 4

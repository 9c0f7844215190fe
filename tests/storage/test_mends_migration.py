"""The step to lists that remember what was settled, on a workspace of the version before it."""

from sqlalchemy import text

from casustafel.domain.records import ImportProfile, ImportRecord
from casustafel.excel.case_list import PastedText
from casustafel.services import importing
from casustafel.services.importing import profiles
from casustafel.services.importing.profiles import Choices
from casustafel.storage.migrations import downgrade, upgrade
from workspaces import Table

BEFORE = "0005"
LIST = "Kenmerk\tBSN\tAchternaam\nK1\t999900006\tVoorbeeld"


def test_that_lists_of_the_version_before_come_along_with_nothing_settled(table: Table) -> None:
    """2.3: what came in before is undone and read again as ever."""
    given = table.ask(profiles.understand, "cpv", PastedText(LIST)).given
    answer = table.do(importing.run, "cpv", given)
    table.do(profiles.keep, "cpv", "a.xlsx", given.header_fingerprint, Choices({0: ""}))
    writer = table.workspace.storage.engines.writer
    downgrade(writer, BEFORE)
    with writer.connect() as connection:
        columns = connection.execute(text("SELECT * FROM import_record")).keys()
    assert "mends" not in columns
    upgrade(writer)
    (record,) = table.ask(lambda reader: reader.find(ImportRecord))
    (profile,) = table.ask(lambda reader: reader.find(ImportProfile))
    assert (record.mends, profile.mends, profile.columns) == ({}, {}, {"0": ""})
    assert answer.import_id is not None
    assert len(table.do(importing.undo, answer.import_id)) == 1

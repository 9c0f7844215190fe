"""The step to who is involved and consent, on a workspace of the version before it."""

from datetime import date

from sqlalchemy import text

from casustafel.domain.advice import LearningPoint
from casustafel.domain.consent import Consent, Giver
from casustafel.domain.involved import Involvement
from casustafel.domain.registers import School
from casustafel.services.case import consents
from casustafel.services.case.consents import ConsentInput
from casustafel.services.definitions import learning, tables
from casustafel.storage.migrations import HEAD, downgrade, upgrade
from other_tables import zbo_opened
from workspaces import Table

BEFORE = "0010"


def test_that_what_was_there_before_comes_along(table: Table) -> None:
    """R7, R11: schools, learning points and tables stay as they were; nobody is involved yet."""
    _, (item,) = zbo_opened(table)
    point = table.do(learning.add, "zbo", "kader", "De vraag naar huiswerk ontbreekt.")
    given = ConsentInput(recipient="School", giver=Giver.GUARDIAN, given_on=date(2026, 11, 2))
    table.do(consents.give, item.case_id, given)
    zbo = table.ask(lambda reader: tables.committee(reader, "zbo"))
    writer = table.workspace.storage.engines.writer
    downgrade(writer, BEFORE)
    with writer.connect() as connection:
        kept = connection.execute(text("SELECT definition FROM committee")).scalars().all()
        assert not any("involved" in one or "themes" in one for one in kept)
        columns = connection.execute(text("SELECT * FROM learning_point")).keys()
    assert "tags" not in columns
    upgrade(writer)
    assert HEAD > BEFORE
    assert table.ask(lambda reader: reader.find(LearningPoint)) == [point]
    assert table.ask(lambda reader: reader.find(Consent)) == []
    assert table.ask(lambda reader: reader.find(Involvement)) == []
    assert [one.pilot for one in table.ask(lambda reader: reader.find(School))] == [False]
    after = table.ask(lambda reader: tables.committee(reader, "zbo"))
    assert (after.involved, after.outcomes) == ((), zbo.outcomes)

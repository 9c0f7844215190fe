"""The shipped migrations: they make what the tables say, and go up and down.

With data in them they go up and down in `test_kept_workspaces`.
"""

import dataclasses

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, inspect, select

from casustafel.domain.cases import Case
from casustafel.storage.engine import Engines
from casustafel.storage.migrations import downgrade, upgrade
from casustafel.storage.schema import TABLES, metadata
from casustafel.storage.schema.tables import case_record
from workspaces import Table

#: How search looks up is the business of each database.
_SEARCH = ("case_search", "ix_case_record_search_text")


@pytest.fixture
def engines(empty_engines: Engines) -> Engines:
    return empty_engines


def test_that_every_stored_type_has_a_column_per_field() -> None:
    for kind, table in TABLES.items():
        fields = {field.name for field in dataclasses.fields(kind)}
        extra = set(table.columns.keys()) - fields
        assert fields <= set(table.columns.keys()), kind.__name__
        assert extra <= {"row_key", "position"}, kind.__name__


def test_that_all_constraints_are_named() -> None:
    unnamed = [
        str(constraint)
        for table in metadata.tables.values()
        for constraint in table.constraints
        if not constraint.name
    ]
    assert unnamed == []


def test_that_the_newest_revision_equals_the_tables(engines: Engines) -> None:
    upgrade(engines.writer)
    with engines.writer.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: not str(name).startswith(_SEARCH)},
        )
        assert compare_metadata(context, metadata) == []


def test_that_the_newest_revision_checks_what_the_tables_check(engines: Engines) -> None:
    """Alembic compares no CHECKs: a derived table must not lose or gain one (C18)."""
    upgrade(engines.writer)
    there = inspect(engines.reader)
    for table in metadata.tables.values():
        kept = {str(one["name"]) for one in there.get_check_constraints(table.name)}
        made = {str(one.name) for one in table.constraints if isinstance(one, CheckConstraint)}
        assert kept == made, table.name


def test_that_all_steps_go_down_and_up_again(engines: Engines) -> None:
    upgrade(engines.writer)
    made = set(inspect(engines.reader).get_table_names())
    downgrade(engines.writer, "base")
    assert set(inspect(engines.reader).get_table_names()) <= {"alembic_version"}
    upgrade(engines.writer)
    assert set(inspect(engines.reader).get_table_names()) == made


@pytest.mark.where("file", "this is the index of a file")
def test_that_search_follows_every_change_of_a_case(table: Table) -> None:
    case = table.case(1)
    engines = table.workspace.storage.engines

    def found(word: str) -> list[str]:
        with engines.reader.connect() as connection:
            query = "SELECT rowid FROM case_search WHERE case_search MATCH ?"
            rows = connection.exec_driver_sql(query, (f'"{word}"',)).scalars().all()
            numbers = select(case_record.c.number).where(case_record.c.row_key.in_(rows))
            return list(connection.execute(numbers).scalars())

    assert found("zorggroep") == [case.number]
    with table.workspace.writing() as uow:
        uow.replace(case, dataclasses.replace(case, search_text="heel iets anders"))
        uow.commit()
    assert (found("zorggroep"), found("anders")) == ([], [case.number])
    with table.workspace.writing() as uow:
        uow.delete(Case, id=case.id)
        uow.commit()
    assert found("anders") == []

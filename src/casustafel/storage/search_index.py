"""The search index of SQLite while many cases come in at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

_TRIGGER = "case_search_insert"


@contextmanager
def filled_at_the_end(connection: Connection) -> Iterator[None]:
    """Let the search index take all cases that are added meanwhile in one go.

    Its trigger takes them case by case, and writes parts of the index out with each statement,
    which costs more than twice as much. Meanwhile cases may be added but not searched or changed.
    Runs in the caller's transaction: what is rolled back leaves trigger and index as they were.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    named = f"FROM sqlite_master WHERE type = 'trigger' AND name = '{_TRIGGER}'"
    trigger = connection.exec_driver_sql(f"SELECT sql {named}").scalar_one()
    last = connection.exec_driver_sql("SELECT max(row_key) FROM case_record").scalar_one() or 0
    connection.exec_driver_sql(f"DROP TRIGGER {_TRIGGER}")
    try:
        yield
    finally:
        connection.exec_driver_sql(trigger)
        connection.exec_driver_sql(
            "INSERT INTO case_search(rowid, search_text)"
            " SELECT row_key, search_text FROM case_record WHERE row_key > ?",
            (last,),
        )

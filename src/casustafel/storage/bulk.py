"""SQLite while many cases come in at once: more room in memory, and one go at the search index."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from casustafel.storage.engine import CACHE_KIB

#: What 100,000 cases fill: with less, pages are written out, read back and written again.
_ROOM_KIB = 256 * 1024


@contextmanager
def roomy(connection: Connection) -> Iterator[None]:
    """Let SQLite keep the pages of a large list in memory until they are committed."""
    if connection.dialect.name != "sqlite":
        yield
        return
    connection.exec_driver_sql(f"PRAGMA cache_size = -{_ROOM_KIB}")
    try:
        yield
    finally:
        # Pages that wait for the commit stay; it is the room for others that is given back.
        connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE_KIB}")


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
    last = connection.exec_driver_sql("SELECT max(row_key) FROM case_record").scalar_one() or 0
    with _without(connection, "case_search_insert"):
        yield
    connection.exec_driver_sql(
        "INSERT INTO case_search(rowid, search_text)"
        " SELECT row_key, search_text FROM case_record WHERE row_key > ?",
        (last,),
    )


@contextmanager
def searched_anew(connection: Connection) -> Iterator[None]:
    """Let the search index be made anew of the cases that stay, where most of them go.

    Meanwhile cases may be deleted but not searched. Nothing of those that went is left in it.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    with _without(connection, "case_search_delete"):
        yield
    connection.exec_driver_sql("INSERT INTO case_search(case_search) VALUES ('rebuild')")


@contextmanager
def _without(connection: Connection, trigger: str) -> Iterator[None]:
    """Put a trigger away; what is rolled back has it as before."""
    named = f"FROM sqlite_master WHERE type = 'trigger' AND name = '{trigger}'"
    made = connection.exec_driver_sql(f"SELECT sql {named}").scalar_one()
    connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
    try:
        yield
    finally:
        connection.exec_driver_sql(made)


@contextmanager
def short_turns() -> Iterator[None]:
    """Let two threads take turns ten times as often: one that wrote waits less to go on."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 10)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)

"""Copying a whole workspace from one database to another, of whichever kind, and comparing both."""

import hashlib
from collections.abc import Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, select

from casustafel.domain.errors import DatabaseError
from casustafel.storage.backend import Prepared, backend_of
from casustafel.storage.schema import metadata
from casustafel.storage.store import turning

_AT_A_TIME = 2_000


def copy_all(source: Connection, target: Connection) -> dict[str, int]:
    """Copy every row into empty tables, in one transaction; return how many, by table.

    Raises DatabaseError('move-differs') where a table reads otherwise afterwards; then nothing was
    copied.
    """
    backend = backend_of(target)
    counts: dict[str, int] = {}
    with backend.migrating(target), backend.as_it_was(target):
        for table in metadata.sorted_tables:
            print_of = hashlib.sha256()
            counts[table.name] = 0
            for rows in _rows(source, table):
                _count_in(print_of, rows)
                counts[table.name] += len(rows)
                backend.write(target, _prepared(target, table, rows))
            again = hashlib.sha256()
            for rows in _rows(target, table):
                _count_in(again, rows)
            if again.digest() != print_of.digest():
                raise DatabaseError("move-differs", table=table.name)
    return counts


def _rows(connection: Connection, table: Table) -> Iterator[list[tuple[Any, ...]]]:
    found = connection.execute(select(table).order_by(*table.primary_key.columns))
    rows = (tuple(row) for row in found)
    while some := list(islice(rows, _AT_A_TIME)):
        yield some


def _count_in(so_far: Any, rows: list[tuple[Any, ...]]) -> None:
    for row in rows:
        so_far.update(repr(row).encode("utf-8", "surrogatepass"))


def _prepared(target: Connection, table: Table, rows: list[tuple[Any, ...]]) -> Prepared:
    quote = target.dialect.identifier_preparer.quote
    names = ", ".join(quote(column.name) for column in table.columns)
    columns = []
    for column, values in zip(table.columns, zip(*rows, strict=True), strict=True):
        turn = turning(column.type, target.dialect)
        columns.append(values if turn is None else turn(values))
    return Prepared(f"{quote(table.name)} ({names})", (), list(zip(*columns, strict=True)))

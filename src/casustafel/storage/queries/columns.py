"""Rows for the screen: what is read for a frozen dataclass follows from the names of its fields."""

from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, Table


def ordered(column: ColumnElement[Any], *, down: bool = False) -> ColumnElement[Any]:
    """Return how a column sorts: what is empty first, or last when turned around.

    So SQLite does; PostgreSQL must be told, and a column that is never empty needs no telling.
    """
    turned = column.desc() if down else column.asc()
    if not getattr(column, "nullable", True):
        return turned
    return turned.nulls_last() if down else turned.nulls_first()


def columns_for(kind: type, *tables: Table, **other: ColumnElement[Any]) -> list[Any]:
    """Return a column for each field of a row, in their order.

    It is the one said for it, else that of its name in the first of the tables that has one.
    """
    return [
        other[name] if name in other else next(table.c[name] for table in tables if name in table.c)
        for name in (one.name for one in fields(kind))
    ]

"""Tables made of the frozen dataclasses of the domain: a column for each field, by its type.

| Field | Column |
|---|---|
| `id: str` | the key, a UUIDv7 |
| `client_id: str` | a UUID that refers to the client, with an index |
| `committee: Text20` | the code of a table |
| `Text80`, `str` | a text of at most 80 signs; one of any length |
| `Small`, `int`, `Large` | a whole number of 2, 4 or 8 bytes; `Between` is checked |
| a `StrEnum` | its value; checked, unless it may be empty |
| `bool`, `date`, `time`, `datetime`, `Decimal`, `bytes` | as their names say |
| `tuple[X, ...]`, any other | JSON |
| `X | None` | the same, which may be NULL |

What differs is said where the table is made (`tables`).
"""

import types as kinds
from collections.abc import Iterable
from dataclasses import fields
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Union, get_args, get_origin

import sqlalchemy as sa
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeEngine

from casustafel.domain.sizes import USUAL, Between, hints_of
from casustafel.storage.schema.types import Choice, Exact, Id, Instant, Json, Listed

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: Which table keeps which type of the domain.
TABLES: dict[type, sa.Table] = {}

#: What a field refers to when its name says it; the table of `client_id` is `client`.
_REFERS = {
    **{name: name for name in ("advice", "client", "framework", "household", "meeting", "member")},
    **{name: name for name in ("minutes", "norm", "person", "provider", "school")},
    "case": "case_record",
    "previous_case": "case_record",
    "import": "import_record",
    "item": "agenda_item",
    "of_meeting": "meeting",
}
#: Text with more signs than this has a column without a length.
_LONGEST_LINE = 1_000
_PLAIN: dict[type, type[TypeEngine[Any]]] = {
    str: sa.Text,
    bytes: sa.LargeBinary,
    date: sa.Date,
    datetime: Instant,
    time: sa.Time,
    Decimal: Exact,
}


def kept(
    kind: type,
    name: str,
    *more: SchemaItem,
    unique: Iterable[str] = (),
    cascade: str = "",
    indexed: str = "",
    bare: str = "",
    unchecked: str = "",
) -> sa.Table:
    """Make the table of a type of the domain; the names of fields are separated by spaces.

    `more`: constraints, columns without a field, and columns in place of a field's own. `unique`:
    fields that may be kept once, together when one text names several. `cascade`: rows go with
    what these refer to. `indexed`: an index beside those of references. `bare`: a reference
    without one; the first of those kept once together has none either. `unchecked`: values that
    the database lets pass, since a newer program may have more of them.
    """
    once = [names.split() for names in unique]
    ours = {one.name: one for one in more if isinstance(one, sa.Column)}
    keyed = any(one.primary_key for one in ours.values())
    rules = [one for one in more if not isinstance(one, sa.Column)]
    without = {*bare.split(), *(names[0] for names in once)} - {*indexed.split()}
    columns: list[sa.Column[Any]] = []
    for field in fields(kind):
        hint, optional = _parted(hints_of(kind)[field.name])
        column = ours.pop(field.name, None)
        if column is None and field.name == "id":
            column = sa.Column(
                "id", Id, primary_key=not keyed, unique=keyed or None, nullable=False
            )
        elif column is None:
            to = _referred(field.name, hint)
            key = [sa.ForeignKey(to, ondelete="CASCADE" if field.name in cascade.split() else None)]
            column = sa.Column(
                field.name,
                _type(field.name, hint),
                *(key if to else ()),
                nullable=optional,
                index=_indexed(field.name, to, without) or field.name in indexed.split() or None,
            )
            if not optional and field.name not in unchecked.split():
                rules += _checks(field.name, hint)
        columns.append(column)
    rules += [sa.UniqueConstraint(*names) for names in once]
    table = TABLES[kind] = sa.Table(name, metadata, *ours.values(), *columns, *rules)
    return table


def _parted(hint: Any) -> tuple[Any, bool]:
    """Return the type of a field, and whether it may be empty."""
    if get_origin(hint) not in (Union, kinds.UnionType):
        return hint, False
    return next(one for one in get_args(hint) if one is not kinds.NoneType), True


def _referred(name: str, hint: Any) -> str:
    """Return the column that a field refers to; nothing when it refers to none."""
    if name == "committee":
        return "committee.code"
    to = _REFERS.get(name.removesuffix("_id")) if hint is str and name.endswith("_id") else None
    return f"{to}.id" if to else ""


def _indexed(name: str, to: str, without: Iterable[str]) -> bool:
    return to.endswith(".id") and name not in without


def _type(name: str, hint: Any) -> TypeEngine[Any] | type[TypeEngine[Any]]:
    kind, size = get_args(hint) if get_origin(hint) is Annotated else (hint, None)
    if kind is int:
        most = (size or USUAL[int]).most
        small = sa.SmallInteger if most < 2**15 else sa.Integer
        return small if most < 2**31 else sa.BigInteger
    if kind is bool:
        return sa.Boolean(name=name)
    if size is not None and size.most <= _LONGEST_LINE:
        return sa.String(size.most)
    if kind is str and name.endswith("_id"):
        return Id
    if get_origin(kind) is tuple:
        return Listed(get_args(kind)[0])
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return Choice(kind)
    return _PLAIN.get(kind, Json)


def _checks(name: str, hint: Any) -> list[sa.CheckConstraint]:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return [one_of(name, hint)]
    size = get_args(hint)[1] if get_origin(hint) is Annotated else None
    if not isinstance(size, Between):
        return []
    between = f"{name} BETWEEN {size.least} AND {size.most}"
    return [sa.CheckConstraint(between, name=f"{name}_range")]


def one_of(column: str, values: Iterable[str]) -> sa.CheckConstraint:
    """Return a named check that a column holds one of the program's own states."""
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)

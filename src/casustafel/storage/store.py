"""Reading and writing the domain's frozen values as rows: one small store for all types."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from sqlalchemy import (
    Connection,
    Date,
    Dialect,
    Table,
    Uuid,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.types import TypeEngine

from casustafel.domain.errors import ConflictError, UsageError
from casustafel.storage.mapping import TABLES
from casustafel.storage.schema.base import Choice, Instant

T = TypeVar("T")

#: How many keys go into one IN (...): well under SQLite's bound of variables.
_BATCH = 500
#: How many values are turned into rows before they are written: rows are large.
_AT_A_TIME = 2_000
#: How many values one INSERT of many rows takes at most; SQLite's own bound is 32,766.
_VARIABLES = 4_000


#: The names of the fields of each stored type, and which of them is its key.
_FIELDS = {kind: tuple(field.name for field in dataclasses.fields(kind)) for kind in TABLES}
_TAKE = {kind: attrgetter(*names) for kind, names in _FIELDS.items()}
_KEYS = {kind: "id" if "id" in names else names[0] for kind, names in _FIELDS.items()}


def fields_of(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a stored type."""
    return _FIELDS[kind]


def values_of(value: Any) -> dict[str, Any]:
    """Return the fields of a stored value by name."""
    kind = type(value)
    return dict(zip(_FIELDS[kind], _TAKE[kind](value), strict=True))


def changed_fields(before: Any, after: Any) -> dict[str, tuple[Any, Any]]:
    """Return the fields in which two values of one type differ: name -> (old, new)."""
    return {
        name: (old, new)
        for name in fields_of(type(before))
        if (old := getattr(before, name)) != (new := getattr(after, name))
    }


#: Turns a column of values into the driver's.
Turn = Callable[[Sequence[Any]], list[Any]]


@dataclasses.dataclass(frozen=True, slots=True)
class _Insertion:
    """An INSERT as the driver takes it, with what turns each value into the driver's."""

    statement: str
    names: tuple[str, ...]
    turns: tuple[Turn | None, ...]


def _turning(kind: TypeEngine[Any], dialect: Dialect) -> Turn | None:
    """Return what turns a column of values into the driver's; None when it takes them as they are.

    A day, moment or key that comes back in many rows is turned once. Other kinds are not, since
    equal values may be kept differently: Decimal("4") and Decimal("4.0").
    """
    turn = kind.dialect_impl(dialect).bind_processor(dialect)
    if turn is None:
        return None
    if not isinstance(kind, Date | Uuid | Instant | Choice):
        return lambda column: list(map(turn, column))

    def turned(column: Sequence[Any]) -> list[Any]:
        known = {value: turn(value) for value in set(column)}
        return [known[value] for value in column]

    return turned


_INSERTIONS: dict[tuple[type, str], _Insertion] = {}


class Reader:
    """Reads stored values through one connection. Its lists are complete values, not live rows."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def find(self, kind: type[T], /, *order: str, **equal: object) -> list[T]:
        """Return all values whose fields equal those given; a list stands for "one of".

        `order` names fields; a leading minus turns the order around.
        """
        table = TABLES[kind]
        names = fields_of(kind)
        query = select(*(table.c[name] for name in names))
        for name, wanted in equal.items():
            column = table.c[name]
            if isinstance(wanted, list | tuple | set | frozenset):
                query = query.where(column.in_(list(wanted)))
            else:
                query = query.where(column == wanted)
        for name in order:
            column = table.c[name.removeprefix("-")]
            query = query.order_by(column.desc() if name.startswith("-") else column)
        rows = self.connection.execute(query)
        return [kind(**dict(zip(names, row, strict=True))) for row in rows]

    def by_ids(self, kind: type[T], ids: Iterable[str]) -> dict[str, T]:
        """Return the values with these ids, by id; ids that are not there are left out."""
        wanted = list(dict.fromkeys(ids))
        found: dict[str, T] = {}
        for start in range(0, len(wanted), _BATCH):
            for value in self.find(kind, **{_KEYS[kind]: wanted[start : start + _BATCH]}):
                found[getattr(value, _KEYS[kind])] = value
        return found

    def first(self, kind: type[T], /, *order: str, **equal: object) -> T | None:
        """Return the first value that fits, or None."""
        found = self.find(kind, *order, **equal)
        return found[0] if found else None

    def get(self, kind: type[T], key: str) -> T:
        """Return the value with this key. Raises UsageError when there is none."""
        found = self.first(kind, **{_KEYS[kind]: key})
        if found is None:
            raise UsageError("record-missing", kind=kind.__name__)
        return found


class Writer(Reader):
    """Adds, changes and deletes stored values through one connection."""

    def add(self, value: object) -> None:
        """Insert one value."""
        self.connection.execute(insert(TABLES[type(value)]), [values_of(value)])

    def add_all(self, values: Sequence[object]) -> None:
        """Insert many values of one type."""
        for start in range(0, len(values), _AT_A_TIME):
            batch = [values_of(value) for value in values[start : start + _AT_A_TIME]]
            self.add_rows(type(values[0]), batch)

    def add_rows(self, kind: type, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert many rows of one type, each with a value for every field of that type.

        Goes to the driver at once: SQLAlchemy looks at each value of each row, which costs more
        than writing them (speed.md). The values are turned column by column, and SQLite gets
        many rows in one statement: its search index is written out once per statement.
        """
        if not rows:
            return
        insertion = self._insertion(kind)
        columns: list[Sequence[Any]] = list(
            zip(*map(itemgetter(*insertion.names), rows), strict=True)
        )
        for at, turn in enumerate(insertion.turns):
            if turn is not None:
                columns[at] = turn(columns[at])
        values = list(zip(*columns, strict=True))
        whole = 0
        if self.connection.dialect.name == "sqlite":
            size = max(1, _VARIABLES // len(columns))
            whole = len(values) // size * size
            head, marks = insertion.statement.split(" VALUES ")
            many = f"{head} VALUES {', '.join([marks] * size)}"
            for start in range(0, whole, size):
                flat = tuple(chain.from_iterable(values[start : start + size]))
                self.connection.exec_driver_sql(many, flat)
        if values[whole:]:
            self.connection.exec_driver_sql(insertion.statement, values[whole:])

    def _insertion(self, kind: type) -> "_Insertion":
        dialect = self.connection.dialect
        known = _INSERTIONS.get((kind, dialect.name))
        if known is None:
            table = TABLES[kind]
            compiled = insert(table).compile(dialect=dialect, column_keys=list(_FIELDS[kind]))
            names = tuple(getattr(compiled, "positiontup", None) or _FIELDS[kind])
            turns = tuple(_turning(table.c[name].type, dialect) for name in names)
            known = _Insertion(str(compiled), names, turns)
            _INSERTIONS[kind, dialect.name] = known
        return known

    def replace(self, before: T, after: T) -> Mapping[str, tuple[Any, Any]]:
        """Write the fields that changed and return them.

        Compares per field with what is stored: a field that somebody else changed in the
        meantime raises ConflictError; other fields may have changed freely.
        """
        changes = changed_fields(before, after)
        if not changes:
            return changes
        table = TABLES[type(before)]
        column = table.c[_KEYS[type(before)]]
        key = getattr(before, column.name)
        row = self.connection.execute(
            select(*(table.c[name] for name in changes)).where(column == key)
        ).one_or_none()
        if row is None:
            raise UsageError("record-missing", kind=type(before).__name__)
        for (name, (old, new)), stored in zip(changes.items(), row, strict=True):
            if stored not in (old, new):
                raise ConflictError("field-changed-meanwhile", field=name)
        self.connection.execute(
            update(table)
            .where(column == key)
            .values({name: new for name, (_, new) in changes.items()})
        )
        return changes

    def replace_all(self, values: Sequence[Any], names: Sequence[str]) -> None:
        """Write the named fields of many values of one type in one statement, unconditionally."""
        if not values:
            return
        kind = type(values[0])
        table = TABLES[kind]
        key = _KEYS[kind]
        statement = (
            update(table)
            .where(table.c[key] == bindparam("row_to_change"))
            .values({name: bindparam(f"new_{name}") for name in names})
        )
        self.connection.execute(
            statement,
            [
                {"row_to_change": getattr(value, key)}
                | {f"new_{name}": getattr(value, name) for name in names}
                for value in values
            ],
        )

    def delete(self, kind: type, /, **equal: object) -> int:
        """Delete the values whose fields equal those given; return how many."""
        table: Table = TABLES[kind]
        query = delete(table)
        for name, wanted in equal.items():
            column = table.c[name]
            if isinstance(wanted, list | tuple | set | frozenset):
                query = query.where(column.in_(list(wanted)))
            else:
                query = query.where(column == wanted)
        return self.connection.execute(query).rowcount

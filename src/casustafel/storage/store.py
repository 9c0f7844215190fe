"""Reading and writing the domain's frozen values as rows: one small store for all types."""

import dataclasses
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import delete
from sqlalchemy.types import TypeEngine

from casustafel.domain.cases import CareLine, Case, Client, Household
from casustafel.domain.errors import ConflictError, FieldName, UsageError
from casustafel.domain.records import Setting
from casustafel.domain.sizes import check, sizes_of
from casustafel.storage.ahead import Ahead, Asked
from casustafel.storage.backend import NAMED, Prepared, backend_of, short_turns
from casustafel.storage.queries.columns import ordered
from casustafel.storage.schema import TABLES
from casustafel.storage.schema.types import Choice, Instant

T = TypeVar("T")

#: How many days, moments and choices of a column are remembered as the driver takes them.
_REMEMBERED = 8_192
#: How many values are turned into rows before they are written: rows are large.
_AT_A_TIME = 1_000


#: The names of the fields of each stored type, and which of them is its key.
_FIELDS = {kind: tuple(field.name for field in dataclasses.fields(kind)) for kind in TABLES}
_TAKE = {kind: attrgetter(*names) for kind, names in _FIELDS.items()}
_KEYS = {kind: "id" if "id" in names else names[0] for kind, names in _FIELDS.items()}


def fields_of(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a stored type."""
    return _FIELDS[kind]


def key_of(value: object) -> object:
    """Return the key of a stored value."""
    return getattr(value, _KEYS[type(value)])


def values_of(value: Any) -> dict[str, Any]:
    """Return the fields of a stored value by name."""
    kind = type(value)
    return dict(zip(_FIELDS[kind], _TAKE[kind](value), strict=True))


def columns_of(values: Sequence[object]) -> tuple[type, dict[str, Sequence[Any]]]:
    """Return the type of stored values, one at least, and their fields column by column."""
    kind = type(values[0])
    return kind, dict(zip(_FIELDS[kind], zip(*map(_TAKE[kind], values), strict=True), strict=True))


def changed_fields(before: Any, after: Any) -> dict[str, tuple[Any, Any]]:
    """Return the fields in which two values of one type differ: name -> (old, new)."""
    return {
        name: (old, new)
        for name in fields_of(type(before))
        if (old := getattr(before, name)) != (new := getattr(after, name))
    }


#: Turns a column of values into the driver's.
Turn = Callable[[Sequence[Any]], list[Any]]


def turning(kind: TypeEngine[Any], dialect: sa.Dialect) -> Turn | None:
    """Return what turns a column of values into the driver's; None when it takes them as they are.

    A day, moment or choice that comes back is turned once. Other kinds are not, since equal values
    may be kept differently: Decimal("4") and Decimal("4.0").
    """
    given = kind.dialect_impl(dialect).bind_processor(dialect)
    if given is None:
        return None
    if isinstance(kind, sa.Uuid):
        return lambda ids: _undashed(ids) if ids and None not in ids else list(map(given, ids))
    comes_back = isinstance(kind, sa.Date | sa.Boolean | Instant | Choice)
    turn = lru_cache(_REMEMBERED)(given) if comes_back else given
    return lambda column: list(map(turn, column))


def _undashed(ids: Sequence[str]) -> list[str]:
    """Return ids as text is kept of them, without dashes: in one go, as every row has several."""
    return "\n".join(ids).replace("-", "").split("\n")


def is_uniform(column: Sequence[Any]) -> bool:
    """Say whether a column, of one value at least, says the same all the way down."""
    return column[0] is column[-1] and column.count(column[0]) == len(column)


Columns = Mapping[str, Sequence[Any]]
"""Rows of a stored type, column by column: the values of each field, all of one length."""


# By the name of the dialect: each engine has one of its own, and all of a name turn alike.
_TURNS: dict[tuple[type, str], dict[str, Turn | None]] = {}


def _turns(kind: type, dialect: sa.Dialect) -> dict[str, Turn | None]:
    """Return the columns of a type, each with what turns its values into the driver's."""
    key = kind, dialect.name
    if key not in _TURNS:
        columns = (one for one in TABLES[kind].columns if one.name in _FIELDS[kind])
        _TURNS[key] = {column.name: turning(column.type, dialect) for column in columns}
    return _TURNS[key]


def _into(kind: type, dialect: sa.Dialect, names: Iterable[str]) -> str:
    """Return the table of a type with these columns in their order."""
    quote = dialect.identifier_preparer.quote
    return f"{quote(TABLES[kind].name)} ({', '.join(map(quote, names))})"


class Reader:
    """Reads stored values through one connection. Its lists are complete values, not live rows."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self.backend = backend_of(connection)
        self._loaded: dict[object, Any] = {}
        self._ahead = Ahead()

    @property
    def today(self) -> date:
        """The day that it is in Amsterdam, which who asks knows (`Reading`)."""
        raise NotImplementedError

    def ahead(self, *asked: Asked) -> None:
        """Read what is going to be asked for in one go.

        `find` and all that rests on it is answered from it, until something of its type is written.
        """
        self._ahead.read(self.connection, asked)

    def once(self, key: object, load: Callable[[sa.Connection], T]) -> T:
        """Return what `load` gives, which a read asks for once under this key."""
        if key not in self._loaded:
            self._loaded[key] = load(self.connection)
        found: T = self._loaded[key]
        return found

    def find(self, kind: type[T], /, *order: str, **equal: object) -> list[T]:
        """Return all values whose fields equal those given; a list of any length is "one of".

        `order` names fields; a leading minus turns the order around.
        """
        known = self._ahead.find(kind, order, equal)
        if known is not None:
            return known
        table, names = TABLES[kind], fields_of(kind)
        query = sa.select(*(table.c[name] for name in names))
        query = query.where(*self._fitting(kind, equal))
        for name in order:
            query = query.order_by(
                ordered(table.c[name.removeprefix("-")], down=name.startswith("-"))
            )
        rows = self.connection.execute(query)
        return [kind(**dict(zip(names, row, strict=True))) for row in rows]

    def _fitting(self, kind: type, equal: Mapping[str, object]) -> list[sa.ColumnElement[bool]]:
        columns = TABLES[kind].c
        return [self._equals(columns[name], wanted) for name, wanted in equal.items()]

    def _equals(self, column: sa.Column[Any], wanted: object) -> sa.ColumnElement[bool]:
        if not isinstance(wanted, list | tuple | set | frozenset):
            return column == wanted
        values = list(wanted)

        def turned() -> list[Any]:
            turn = turning(column.type, self.connection.dialect)
            return values if turn is None else turn(values)

        return self.backend.among(column, values, turned)

    def told(self, kind: type[T], function: str, /, **given: object) -> list[T]:
        """Return the values that a function of the server gives, which looks past its policies."""
        names = fields_of(kind)
        query = sa.text(f"SELECT {', '.join(names)} FROM app.{function}")
        rows = self.connection.execute(
            query.columns(*(TABLES[kind].c[one] for one in names)), given
        )
        return [kind(**dict(zip(names, row, strict=True))) for row in rows]

    def by_ids(self, kind: type[T], ids: Iterable[str]) -> dict[str, T]:
        """Return the values with these ids, by id; ids that are not there are left out."""
        key = _KEYS[kind]
        wanted = list(dict.fromkeys(ids))
        return {getattr(value, key): value for value in self.find(kind, **{key: wanted})}

    def first(self, kind: type[T], /, *order: str, **equal: object) -> T | None:
        """Return the first value that fits, or None."""
        found = self.find(kind, *order, **equal)
        return found[0] if found else None

    def holds(self, kind: type) -> bool:
        """Say whether there is any value of a type."""
        table = TABLES[kind]
        return self.connection.execute(sa.select(table.c[_KEYS[kind]]).limit(1)).first() is not None

    def setting(self, name: str) -> Any:
        """Return a choice of the municipality, by name; None where none was made."""
        kept = self.first(Setting, name=name)
        return kept.value if kept else None

    def get(self, kind: type[T], key: str) -> T:
        """Return the value with this key. Raises UsageError when there is none."""
        found = self.first(kind, **{_KEYS[kind]: key})
        if found is None:
            raise UsageError("record-missing", kind=kind.__name__)
        return found


Changes = Mapping[str, tuple[Any, Any]]
"""Fields that change, each with its old and its new value."""


class Writer(Reader):
    """Adds, changes and deletes stored values through one connection; `touched`: of which types."""

    @cached_property
    def touched(self) -> set[type]:
        """The types of which something was written."""
        return set()

    def _touch(self, *kinds: type) -> None:
        self.touched.update(kinds)
        for kind in kinds:
            self._ahead.forget(kind)

    def once(self, key: object, load: Callable[[sa.Connection], T]) -> T:
        """Load it each time: what was loaded may have been changed since."""
        return load(self.connection)

    def changing(self, before: object, changes: Changes) -> None:
        """Hear what is about to be replaced; may raise ConflictError."""

    def add(self, value: T) -> T:
        """Insert one value and return it. Raises RuleError for what no field can hold (`sizes`)."""
        values = values_of(value)
        check(sizes_of(type(value)), values)
        self._touch(type(value))
        self.connection.execute(sa.insert(TABLES[type(value)]), [values])
        return value

    def add_all(self, values: Sequence[object]) -> None:
        """Insert many values of one type. Raises RuleError as `add`, for a few; see `add_flow`."""
        if len(values) <= NAMED:
            for value in values:
                check(sizes_of(type(value)), values_of(value))
        self._touch(*map(type, values[:1]))
        for start in range(0, len(values), _AT_A_TIME):
            some = self._prepared(*columns_of(values[start : start + _AT_A_TIME]))
            self.backend.write(self.connection, some)

    def add_flow(self, flow: Iterable[Sequence[tuple[type, Columns]]]) -> None:
        """Insert rows of stored types as they come: some are made ready while others are written.

        Each step names types, what is referred to first, and gives their rows column by column; a
        field that is left out is NULL. SQLite lets other Python code run while it writes. What
        makes the rows must not use this connection. A large list never stands in memory as rows.
        The reader of the list holds each value to the size of its field, and tells it by row.
        """
        with short_turns(), ThreadPoolExecutor(1) as beside:
            writing: Future[None] | None = None
            for step in flow:
                self._touch(*(kind for kind, _ in step))
                prepared = [self._prepared(kind, columns) for kind, columns in step]
                if writing is not None:
                    writing.result()
                writing = beside.submit(self._write_all, prepared)
            if writing is not None:
                writing.result()

    def _write_all(self, step: Iterable[Prepared]) -> None:
        for prepared in step:
            self.backend.write(self.connection, prepared)

    def _prepared(self, kind: type, columns: Columns) -> Prepared:
        """Return rows as the driver takes them.

        Goes to the driver at once: SQLAlchemy looks at each value of each row, which costs more
        than writing them. The values are turned column by column.
        """
        same: dict[str, Any] = {}
        each: dict[str, Sequence[Any]] = {}
        for name, turn in _turns(kind, self.connection.dialect).items():
            if (column := columns.get(name)) is None:
                continue
            uniform = name != _KEYS[kind] and is_uniform(column)
            taken = column[:1] if uniform else column
            taken = taken if turn is None else turn(taken)
            if uniform:
                same[name] = taken[0]
            else:
                each[name] = taken
        # The driver takes longer over nothing than over a text, and most columns of a list are
        # empty all the way down.
        same = {name: value for name, value in same.items() if value is not None}
        return Prepared(
            _into(kind, self.connection.dialect, (*same, *each)),
            tuple(same.values()),
            list(zip(*each.values(), strict=True)),
        )

    def replace(self, before: T, after: T) -> Changes:
        """Write the fields that changed and return them.

        Compares per field with what is stored: a field that somebody else changed in the
        meantime raises ConflictError; other fields may have changed freely. Raises RuleError for
        what a field cannot hold (`sizes.check`).
        """
        changes = changed_fields(before, after)
        if not changes:
            return changes
        check(sizes_of(type(before)), {name: new for name, (_, new) in changes.items()})
        self.changing(before, changes)
        self._touch(type(before))
        table = TABLES[type(before)]
        column = table.c[_KEYS[type(before)]]
        key = getattr(before, column.name)
        write = sa.update(table).where(column == key)
        write = write.values({name: new for name, (_, new) in changes.items()})
        as_it_was = [table.c[name].is_not_distinct_from(old) for name, (old, _) in changes.items()]
        if self.connection.execute(write.where(*as_it_was)).rowcount:
            return changes
        row = self.connection.execute(
            sa.select(*(table.c[name] for name in changes)).where(column == key)
        ).one_or_none()
        if row is None:
            raise UsageError("record-missing", kind=type(before).__name__)
        for (name, (old, new)), stored in zip(changes.items(), row, strict=True):
            if stored not in (old, new):
                raise ConflictError("field-changed-meanwhile", field=FieldName(name))
        self.connection.execute(write)
        return changes

    def replace_all(self, values: Sequence[Any], names: Sequence[str]) -> None:
        """Write the named fields of many values of one type in one statement, unconditionally."""
        if not values:
            return
        kind = type(values[0])
        self._touch(kind)
        table, key = TABLES[kind], _KEYS[kind]
        statement = (
            sa.update(table)
            .where(table.c[key] == sa.bindparam("row_to_change"))
            .values({name: sa.bindparam(f"new_{name}") for name in names})
        )
        self.connection.execute(
            statement,
            [
                {"row_to_change": getattr(value, key)}
                | {f"new_{name}": getattr(value, name) for name in names}
                for value in values
            ],
        )

    def overwrite(self, kind: type, new: Mapping[str, Any], /, **equal: object) -> int:
        """Write fields of the values that `find` would give, unconditionally; return how many."""
        query = sa.update(TABLES[kind]).values(dict(new))
        return self._counted(kind, query.where(*self._fitting(kind, equal)))

    def delete(self, kind: type, /, **equal: object) -> int:
        """Delete the values whose fields equal those given, as in `find`; return how many."""
        return self._counted(kind, delete(TABLES[kind]).where(*self._fitting(kind, equal)))

    def forget_people(self, people: Collection[str], homes: Collection[str] = ()) -> None:
        """Delete those of these clients of whom no case and no care line is left.

        Their households go along, and those in `homes`, when nobody is left in them.
        """
        self._touch(Client, Household)
        if self.backend.forget_people(self.connection, [*people], [*homes]):
            return
        person, home = TABLES[Client].c, TABLES[Household].c
        used = (TABLES[one].c.client_id == person.id for one in (Case, CareLine))
        gone = delete(TABLES[Client]).where(*(~sa.exists().where(one) for one in used))
        told = gone.where(self._equals(person.id, people)).returning(person.household_id)
        left = {*homes, *self.connection.execute(told).scalars()} - {None}
        empty = delete(TABLES[Household]).where(self._equals(home.id, left))
        self.connection.execute(empty.where(~sa.exists().where(person.household_id == home.id)))

    def _counted(self, kind: type, query: sa.Update | sa.Delete) -> int:
        count = self.connection.execute(query).rowcount
        if count:
            self._touch(kind)
        return count

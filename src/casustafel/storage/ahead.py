"""Reading values of several types in one statement, before they are asked for one by one.

Over a network each statement is a round trip. A page that knows what it is going to need asks for
that at once (`Reader.ahead`); what it calls goes on asking with `find`, and is answered from here.
"""

import dataclasses
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect

from casustafel.storage.schema import TABLES

Turn = Callable[[Any], Any] | None
"""Turns a value of the driver into one of ours, or the other way round; None leaves it."""


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """Values of a type whose fields equal those in `where`; `take` is the field meant of them.

    A wanted value is one value, a list ("one of"), or `Asked` again: one of what that takes, which
    is then asked for as well, and before it.
    """

    kind: type
    where: Mapping[str, object]
    take: str = "id"


def of(kind: type, take: str = "id", /, **equal: object) -> Asked:
    """Return what `find` would give, or with `take` a field of it to ask for other values by."""
    return Asked(kind, equal, take)


class _Column(NamedTuple):
    name: str
    read: Turn
    write: Turn
    type: str


# All engines of a dialect turn alike.
_COLUMNS: dict[tuple[type, str], tuple[_Column, ...]] = {}


def _columns(kind: type, dialect: Dialect) -> tuple[_Column, ...]:
    if (kind, dialect.name) not in _COLUMNS:
        kinds = {
            field.name: TABLES[kind].c[field.name].type.dialect_impl(dialect)
            for field in dataclasses.fields(kind)
        }
        _COLUMNS[kind, dialect.name] = tuple(
            _Column(
                name,
                one.result_processor(dialect, None),
                one.bind_processor(dialect),
                one.compile(dialect),
            )
            for name, one in kinds.items()
        )
    return _COLUMNS[kind, dialect.name]


class _Held(NamedTuple):
    """What was read: all `values` of which each field is one of those in `within`."""

    asked: Asked
    within: Mapping[str, Collection[object]]
    values: list[Any]


class Ahead:
    """What one reader read before it is asked for, until something of its type is written."""

    def __init__(self) -> None:
        self._held: dict[type, list[_Held]] = {}

    def forget(self, kind: type) -> None:
        """Forget the values of a type, of which something is written."""
        self._held.pop(kind, None)

    def find(
        self, kind: type, order: Sequence[str], wanted: Mapping[str, object]
    ) -> list[Any] | None:
        """Answer `Reader.find` from what was read; None where that is not all of it."""
        for _, within, values in self._held.get(kind, ()):
            named = {name: _listed(value) for name, value in wanted.items()}
            if all(
                name in named and all(one in held for one in named[name])
                for name, held in within.items()
            ):
                fitting = [
                    value
                    for value in values
                    if all(getattr(value, name) in some for name, some in named.items())
                ]
                return _in_order(fitting, order)
        return None

    def read(self, connection: Connection, asked: Sequence[Asked]) -> None:
        """Read values that are not held yet in one go, and hold them."""
        asked = [one for one in asked if self._same(one) is None]
        if not asked:
            return
        dialect = connection.dialect
        found: list[list[Any]] = [[] for _ in asked]
        rows = _together if dialect.name == "sqlite" else _behind_each_other
        for at, *row in rows(connection, asked):
            columns = _columns(asked[at].kind, dialect)
            fields = {
                column.name: value if column.read is None else column.read(value)
                for column, value in zip(columns, row, strict=False)
            }
            found[at].append(asked[at].kind(**fields))
        for one, values in zip(asked, found, strict=True):
            within = {name: self._covered(wanted) for name, wanted in one.where.items()}
            self._held.setdefault(one.kind, []).append(_Held(one, within, values))

    def _same(self, asked: Asked) -> _Held | None:
        held = self._held.get(asked.kind, ())
        return next((one for one in held if one.asked.where == asked.where), None)

    def _covered(self, wanted: object) -> Collection[object]:
        if not isinstance(wanted, Asked):
            return _listed(wanted)
        outer = self._same(wanted)
        assert outer is not None, f"{wanted.kind.__name__} is not asked for before what rests on it"
        return [getattr(value, wanted.take) for value in outer.values]


def _in_order(values: list[Any], order: Sequence[str]) -> list[Any]:
    """Order as SQLite does: what is empty comes first, or last when turned around."""
    for name in reversed(order):
        field = attrgetter(name.removeprefix("-"))
        # An empty value is never compared with another one.
        values.sort(
            key=lambda value: ((one := field(value)) is not None, one), reverse=name.startswith("-")
        )
    return values


def _listed(wanted: object) -> Collection[object]:
    return wanted if isinstance(wanted, list | tuple | set | frozenset) else (wanted,)


def _together(connection: Connection, asked: Sequence[Asked]) -> Iterable[Any]:
    """Read all in one statement; each row begins with the place of what it answers."""
    width = max(len(_columns(one.kind, connection.dialect)) for one in asked)
    given: list[object] = []
    arms = [_arm(at, one, width, given, connection.dialect) for at, one in enumerate(asked)]
    return connection.exec_driver_sql(" UNION ALL ".join(arms), tuple(given))


def _behind_each_other(connection: Connection, asked: Sequence[Asked]) -> Iterator[Any]:
    """Send one statement each without waiting for the answers: one turn over the line."""
    from casustafel.storage.server import explained_server

    driver: Any = connection.connection.driver_connection
    answers = []
    with explained_server(connection.engine.url), driver.pipeline():
        for at, one in enumerate(asked):
            given: list[object] = []
            arm = _arm(at, one, 0, given, connection.dialect)
            answers.append(driver.execute(arm, given))
    for answer in answers:
        yield from answer


def _arm(at: int, one: Asked, width: int, given: list[object], dialect: Dialect) -> str:
    columns = _columns(one.kind, dialect)
    names = ", ".join(f'"{column.name}"' for column in columns)
    empty = ", NULL" * (width - len(columns))
    return f"SELECT {at}, {names}{empty} {_rest(one, given, dialect)}"


def _rest(one: Asked, given: list[object], dialect: Dialect) -> str:
    """Return FROM and WHERE of what is asked; the values of its marks are added to `given`."""
    columns = {column.name: column for column in _columns(one.kind, dialect)}
    local = dialect.name == "sqlite"
    mark = "?" if local else "%s"
    tests = []
    for name, wanted in one.where.items():
        write = columns[name].write or _as_it_is
        if isinstance(wanted, Asked):
            inner = _rest(wanted, given, dialect)
            tests.append(f'"{name}" IN (SELECT "{wanted.take}" {inner})')
        elif wanted is None:
            tests.append(f'"{name}" IS NULL')
        elif isinstance(wanted, list | tuple | set | frozenset):
            values = [write(value) for value in wanted]
            given.append(json.dumps(values) if local else values)
            many = "IN (SELECT value FROM json_each(?))" if local else "= ANY(%s::{}[])"
            tests.append(f'"{name}" ' + many.format(columns[name].type))
        else:
            given.append(write(wanted))
            tests.append(f'"{name}" = {mark}')
    where = " WHERE " + " AND ".join(tests) if tests else ""
    return f'FROM "{TABLES[one.kind].name}"{where}'


def _as_it_is(value: Any) -> Any:
    return value

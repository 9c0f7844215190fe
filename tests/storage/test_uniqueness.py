"""T4, T5: whatever may be kept once is refused in words, on every backend, by the last net."""

import itertools
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from sqlalchemy import CheckConstraint, ForeignKeyConstraint, MetaData, Table, types
from sqlalchemy.exc import IntegrityError

from casustafel.domain.errors import ConflictError
from casustafel.domain.ids import new_id
from casustafel.domain.wording import word
from casustafel.storage.engine import Engines
from casustafel.storage.schema import metadata
from casustafel.storage.schema.types import Choice, Exact, Hashed, Instant, Json, Listed
from casustafel.storage.uniqueness import (
    CODES,
    MEANWHILE,
    Unique,
    columns_of,
    explain_unique,
    uniques,
)


def test_that_everything_that_may_be_kept_once_has_a_sentence() -> None:
    """Who adds a constraint says in `storage.uniqueness` what is said of it, if looking again is
    not enough."""
    assert set(CODES) <= {str(one.name) for one in uniques()}
    for code in {*CODES.values(), MEANWHILE}:
        for language in ("nl", "en"):
            said = word(code, {}, language)  # type: ignore[arg-type]
            assert said.what
            assert said.do


_COUNT = itertools.count(1)


def value_of(kind: types.TypeEngine[Any]) -> object:
    """Return a value of a type that no other row has, as far as the type allows."""
    at = next(_COUNT)
    match kind:
        case types.Uuid():
            return new_id()
        case Choice():
            return next(iter(kind.kind))
        case Listed():
            return ()
        case Json():
            return at
        case Hashed():
            return f"{at:064x}"
        case Exact() | types.Integer():
            return at
        case Instant():
            return datetime(2026, 11, 26, tzinfo=UTC)
        case types.Boolean():
            return True
        case types.Date():
            return date.fromordinal(date(2026, 1, 1).toordinal() + at)
        case types.Time():
            return time(at % 24, at % 60)
        case types.String():
            return f"{at}w"
        case types.LargeBinary():
            return b"%d" % at
        case _:
            raise AssertionError(f"no value for {kind!r}")


def row_of(table: Table) -> dict[str, object]:
    return {column.name: value_of(column.type) for column in table.columns}


@pytest.fixture
def alone(empty_engines: Engines) -> Any:
    """Make a table by itself: what it refers to and what else it checks is of no matter here."""

    def made(table: Table) -> Table:
        copy = table.to_metadata(MetaData(naming_convention=metadata.naming_convention))
        for one in list(copy.constraints):
            if isinstance(one, ForeignKeyConstraint | CheckConstraint):
                copy.constraints.remove(one)
        with empty_engines.writer.begin() as connection:
            copy.create(connection)
        return copy

    return made


@pytest.mark.parametrize("unique", uniques(), ids=lambda one: str(one.name))
def test_that_a_second_one_is_refused_in_words(
    empty_engines: Engines, alone: Any, unique: Unique
) -> None:
    assert unique.table is not None
    table = alone(unique.table)
    first = row_of(table)
    second = row_of(table) | {name: first[name] for name in columns_of(unique)}
    with pytest.raises(ConflictError) as caught, empty_engines.writer.begin() as connection:
        connection.execute(table.insert(), [row_of(table)])
        connection.execute(table.insert(), [first])
        connection.execute(table.insert(), [second])
    assert caught.value.code == CODES.get(str(unique.name), MEANWHILE)
    assert not caught.value.values


def test_that_a_second_one_by_its_id_is_a_fault_of_the_program(
    empty_engines: Engines, alone: Any
) -> None:
    client = next(one.table for one in uniques() if one.name == "uq_client_bsn")
    assert client is not None
    table = alone(client)
    first = row_of(table)
    with pytest.raises(IntegrityError), empty_engines.writer.begin() as connection:
        connection.execute(table.insert(), [first])
        connection.execute(table.insert(), [row_of(table) | {"id": first["id"]}])


def test_that_another_fault_is_not_explained_away() -> None:
    assert explain_unique(None) is None
    assert explain_unique(ValueError("CHECK constraint failed: ck_client_bsn")) is None
    assert explain_unique(ValueError("UNIQUE constraint failed: other.name")) is None

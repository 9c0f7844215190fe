"""What all tables share: the metadata, the column types and the helpers that name constraints."""

import dataclasses
import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, MetaData, types

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(types.TypeDecorator[datetime]):
    """A moment in UTC; refuses a datetime without zone, which would be a fault of ours."""

    impl = types.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Store in UTC without zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Give back in UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


class Exact(types.TypeDecorator[Decimal]):
    """A decimal number kept exactly, as text of at most 20 characters."""

    impl = types.String(20)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> str | None:
        """Store as text."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Any) -> Decimal | None:
        """Give back as Decimal."""
        return None if value is None else Decimal(value)


class Choice(types.TypeDecorator[StrEnum]):
    """A value of one of the program's own enumerations, stored by value."""

    impl = types.String(40)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | None, dialect: Any) -> str | None:
        """Store the value."""
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Any) -> StrEnum | None:
        """Give back the member."""
        return None if value is None else self.kind(value)


def plain(value: object) -> object:
    """Turn days, decimals, enumerations and small values of ours into what JSON can say."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | StrEnum):
        return str(value)
    if isinstance(value, tuple | set | frozenset):
        return list(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def to_json(value: object) -> str:
    """Return compact JSON with sorted keys."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain
    )


class Json(types.TypeDecorator[object]):
    """A JSON value, kept as text so that it reads the same on every database."""

    impl = types.Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Any) -> str:
        """Store as compact JSON; None is JSON's null."""
        return to_json(value)

    def process_result_value(self, value: str | None, dialect: Any) -> object:
        """Give back what JSON says."""
        return None if value is None else json.loads(value)


class Listed(types.TypeDecorator[tuple[Any, ...]]):
    """A tuple of small values, kept as a JSON list; `dump` and `load` turn one value over."""

    impl = types.Text
    cache_ok = True

    def __init__(
        self, dump: Callable[[Any], object] = str, load: Callable[[Any], Any] = str
    ) -> None:
        super().__init__()
        self.dump = dump
        self.load = load

    def process_bind_param(self, value: tuple[Any, ...] | None, dialect: Any) -> str:
        """Store as a JSON list."""
        return to_json([self.dump(one) for one in value or ()])

    def process_result_value(self, value: str | None, dialect: Any) -> tuple[Any, ...]:
        """Give back as a tuple."""
        return tuple(self.load(one) for one in json.loads(value or "[]"))


Id = types.Uuid(as_uuid=False)


def key() -> Column[str]:
    """Return the key column: a UUIDv7."""
    return Column("id", Id, primary_key=True)


def refers(name: str, to: str, *, optional: bool = False, cascade: bool = False) -> Column[str]:
    """Return a column that refers to the id of another table, with an index."""
    return Column(
        name,
        Id,
        ForeignKey(f"{to}.id", ondelete="CASCADE" if cascade else None),
        nullable=optional,
        index=True,
    )


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """Return a named check that a column holds one of the program's own states."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def within(column: str, low: int, high: int) -> CheckConstraint:
    """Return a named check that a number lies within bounds."""
    return CheckConstraint(f"{column} BETWEEN {low} AND {high}", name=f"{column}_range")

"""The types of columns: how each kind of value is kept."""

import dataclasses
import json
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import types

from casustafel.domain.plain import AS_IT_IS


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


class Hashed(types.TypeDecorator[str]):
    """A hash, in hex here and half as long in the database: as its bytes. It is never NULL.

    The log writes three of them with each event, so they are turned without a step between.
    """

    impl = types.LargeBinary
    cache_ok = True

    def bind_processor(self, dialect: Any) -> Any:
        """Store as bytes."""
        return bytes.fromhex

    def result_processor(self, dialect: Any, coltype: object) -> Any:
        """Give back in hex."""
        return bytes.hex


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
    """A tuple of texts or of small frozen values of one type, kept as a JSON list."""

    impl = types.Text
    cache_ok = True

    def __init__(self, kind: type = str) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: tuple[Any, ...] | None, dialect: Any) -> str:
        """Store as a JSON list."""
        return to_json([AS_IT_IS.plain(one) for one in value or ()])

    def process_result_value(self, value: str | None, dialect: Any) -> tuple[Any, ...]:
        """Give back as a tuple."""
        return tuple(AS_IT_IS.typed(one, self.kind) for one in json.loads(value or "[]"))


Id = types.Uuid(as_uuid=False)

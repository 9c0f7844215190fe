"""Clients whom a list brings: as their rows say, before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from casustafel.domain.cases import Client
from casustafel.storage.store import Columns

#: Fields of a client that a row fills under the same name.
_LISTED = ("bsn", "no_bsn_reason", "birth_date", "postcode", "district", "household_id")
#: Those that are empty text where nothing is said.
_TEXTS = ("surname", "prefix", "given_names", "initials")


@dataclass(slots=True)
class Newcomer:
    """Somebody of whom nothing was kept: read like a `Client`, and much faster made than one."""

    id: str
    values: Mapping[str, Any]
    search_name: str

    @property
    def bsn(self) -> str | None:
        """See `Client`."""
        return self.values.get("bsn")

    @property
    def surname(self) -> str:
        """See `Client`."""
        return self.values.get("surname") or ""

    @property
    def prefix(self) -> str:
        """See `Client`."""
        return self.values.get("prefix") or ""

    @property
    def given_names(self) -> str:
        """See `Client`."""
        return self.values.get("given_names") or ""

    @property
    def birth_date(self) -> date | None:
        """See `Client`."""
        return self.values.get("birth_date")

    @property
    def postcode(self) -> str | None:
        """See `Client`."""
        return self.values.get("postcode")

    @property
    def key(self) -> str | None:
        """See `Client`."""
        return self.values.get("client_key") or None

    def client(self) -> Client:
        """Return the client to be kept."""
        return Client(**{name: column[0] for name, column in columns_of_newcomers([self]).items()})


Person = Client | Newcomer
"""Who a row is about: kept already, or brought by the list."""


def same_person(one: Person, other: Person) -> bool:
    """Say whether two descriptions under one allocation number can be of one person.

    The BSN decides; where one is missing the birth date, and without it the surname.
    """
    if one.bsn and other.bsn:
        return one.bsn == other.bsn
    if one.birth_date and other.birth_date:
        return one.birth_date == other.birth_date
    return bool(one.search_name) and one.search_name == other.search_name


def columns_of_newcomers(people: Sequence[Newcomer]) -> Columns:
    """Return the clients to be kept, column by column."""
    rows = [one.values for one in people]
    columns: dict[str, Sequence[Any]] = {
        "id": [one.id for one in people],
        "search_name": [one.search_name for one in people],
        "key": [row.get("client_key") or None for row in rows],
        "house_number": [str(row.get("house_number") or "") or None for row in rows],
    }
    for name in _LISTED:
        columns[name] = [row.get(name) for row in rows]
    for name in _TEXTS:
        columns[name] = [row.get(name) or "" for row in rows]
    return columns

"""Providers and schools: registers of their own beside the cases."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A zorgaanbieder. `agb` is its 8-digit AGB code; `search_name` the folded name."""

    id: str
    name: str
    agb: str | None = None
    search_name: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderAlias:
    """Another name under which a provider is written in lists; `alias` is folded."""

    id: str
    provider_id: str
    alias: str


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """A school of regular primary education. `brin` has 4 characters and 2 of the vestiging."""

    id: str
    name: str
    brin: str | None = None
    board: str = ""
    search_name: str = ""

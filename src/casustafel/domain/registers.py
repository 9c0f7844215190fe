"""Providers and schools: registers of their own beside the cases."""

from dataclasses import dataclass
from typing import Annotated

from casustafel.domain.sizes import Text200, UpTo


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A zorgaanbieder. `agb` is its 8-digit AGB code; `search_name` the folded name."""

    id: str
    name: Text200
    agb: Annotated[str, UpTo(8)] | None = None
    search_name: Text200 = ""
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderAlias:
    """Another name under which a provider is written in lists; `alias` is folded."""

    id: str
    provider_id: str
    alias: Text200


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """A school of regular primary education. `brin` has 4 characters and 2 of the vestiging.

    `pilot`: there BJG offers ZBO as basishulp, as a trial ([002] 3.A1).
    """

    id: str
    name: Text200
    brin: Annotated[str, UpTo(6)] | None = None
    board: Text200 = ""
    search_name: Text200 = ""
    pilot: bool = False

    @property
    def in_full(self) -> str:
        """The name, with the mark of the pilot."""
        return f"{self.name} (pilotschool BJG)" if self.pilot else self.name

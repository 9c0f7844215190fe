"""Clients of whom a list says other things than what is kept: compared, asked, written.

A name, a birth date or an address of a client is never changed silently: the list only shows what
differs, and somebody chooses (domain.md §4).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from casustafel.domain.cases import Case, Client
from casustafel.domain.findings import Finding, said
from casustafel.domain.records import FieldChange
from casustafel.domain.registers import Provider, School
from casustafel.excel.case_list import CleanRow
from casustafel.excel.columns import COMMON
from casustafel.services.case import intake
from casustafel.services.importing import history
from casustafel.services.importing.answer import FieldUpdate
from casustafel.services.importing.known import Clients
from casustafel.services.use_case import Reader, UnitOfWork, part
from casustafel.storage.folding import fold

#: What the field of an update begins with that is one of the client, not of the case.
CLIENT = "client."

#: Fields of a client that a list may say otherwise; why there is no BSN is none of them.
_FIELDS = tuple(
    one.key
    for one in COMMON.fields
    if one.key != "no_bsn_reason" and one.key in Client.__dataclass_fields__
)


@dataclass(slots=True)
class ClientChange:
    """A kept client with the fields that somebody took from the list."""

    before: Client
    fields: dict[str, Any] = field(default_factory=dict)


class KnownPeople:
    """The kept clients of a list, with what somebody typed of them."""

    def __init__(
        self, reader: Reader, clients: Clients, ids: Iterable[str], columns: Mapping[str, str]
    ) -> None:
        """`columns` gives the name of the column of a field."""
        self._clients = clients
        self._columns = columns
        changes = reader.find(FieldChange, entity="Client", entity_id=sorted(ids), import_id=None)
        self._typed = {(one.entity_id, one.field) for one in changes}
        self.changed: dict[str, ClientChange] = {}

    def updates(
        self, row: CleanRow, kept: Client, chosen: frozenset[str], findings: list[Finding]
    ) -> tuple[FieldUpdate, ...]:
        """Return what a row says otherwise of a kept client, and remember what was chosen.

        A field that stays as it is until somebody chooses gets a finding.
        """
        found = []
        for name in _FIELDS:
            new = row.values.get(name)
            old = getattr(kept, name)
            if new in (None, "", old) or _alike(old, new):
                continue
            column = self._columns.get(name, "")
            if name == "bsn" and self._clients.bsn_of_another(kept, row.values):
                findings.append(said(row.row, "bsn-not-taken", name, column))
                continue
            if name == "house_number":
                new = str(new)
            path = CLIENT + name
            # Whom a list without names brought is filled in by the list that names them.
            taken = path in chosen or (bool(kept.key) and old in (None, ""))
            typed = not taken and (kept.id, name) in self._typed
            found.append(FieldUpdate(path, old, new, by_hand=typed, asked=not taken))
            if found[-1].waits:
                findings.append(said(row.row, "client-differs", name, column))
            if taken:
                self.changed.setdefault(kept.id, ClientChange(kept)).fields[name] = new
        return tuple(found)

    def join(self, kept: Client, household_id: str) -> None:
        """Let a kept client of whom no household was known belong to one; nothing is lost by it."""
        if kept.household_id is None:
            change = self.changed.setdefault(kept.id, ClientChange(kept))
            change.fields["household_id"] = household_id


def _alike(old: object, new: object) -> bool:
    """Say whether two texts differ in capitals, accents or spaces at most."""
    return fold(str(old or "")).split() == fold(str(new)).split()


@part
def write(
    uow: UnitOfWork, changed: Mapping[str, ClientChange], import_id: str
) -> dict[str, Client]:
    """Write what was chosen, with the old values for the undo; return the clients as they are."""
    after = {}
    for one in changed.values():
        client = replace(one.before, **one.fields)
        client = replace(client, search_name=fold(client.surname))
        cases = uow.find(Case, "created_at", client_id=client.id)
        if cases:
            history.replaced(uow, one.before, client, cases[0].id, import_id)
        else:
            uow.replace(one.before, client)
        refresh_search(uow, cases, client)
        after[client.id] = client
    return after


@part
def refresh_search(uow: UnitOfWork, cases: Iterable[Case], client: Client) -> None:
    """Let the cases of a client be found by what is now known of them."""
    names = Names(uow)
    for case in cases:
        uow.replace(case, intake.search_columns(case, client, *names.of(case)))


class Names:
    """Names of providers and schools, each read once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[tuple[type, str], str] = {}

    def of(self, case: Case) -> tuple[str, str]:
        """Return the names of the provider and the school of a case."""
        return self._name(Provider, case.provider_id), self._name(School, case.school_id)

    def _name(self, kind: type[Provider] | type[School], key: str | None) -> str:
        if key is None:
            return ""
        if (kind, key) not in self._known:
            self._known[kind, key] = self._reader.get(kind, key).name
        return self._known[kind, key]

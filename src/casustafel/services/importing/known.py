"""What is there already: looked up once for a whole list, so that no row asks the database."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from casustafel.domain.alike import grouped
from casustafel.domain.cases import OPEN, Case, CaseStatus, Client, Household
from casustafel.domain.findings import Finding, said
from casustafel.domain.ids import flowing_ids, new_id
from casustafel.domain.people import Actor, Right
from casustafel.domain.registers import Provider, ProviderAlias, School
from casustafel.excel.case_list import CleanRow
from casustafel.services.importing.newcomers import Newcomer, Person, same_person
from casustafel.services.readable import readable_of
from casustafel.services.use_case import Reading
from casustafel.storage.folding import fold
from casustafel.storage.store import Reader, values_of

T = TypeVar("T")


def _found(
    reader: Reader, kind: type[T], name: str, values: Iterable[Any], **equal: object
) -> list[T]:
    wanted = {value for value in values if value is not None}
    if kind is Client and wanted and reader.backend.accounts:
        # Also those of whom the account may read no case: a BSN is kept once.
        given = [str(value) for value in wanted]
        return reader.told(kind, "known(:name, :given)", name=name, given=given)
    if not reader.holds(kind):
        return []  # a first list finds nobody: it need not ask for each of its rows
    return reader.find(kind, **{name: wanted}, **equal) if wanted else []


@dataclass(slots=True)
class Created:
    """What a list brings along besides its cases."""

    clients: list[Newcomer] = field(default_factory=list)
    households: list[Household] = field(default_factory=list)
    providers: list[Provider] = field(default_factory=list)
    schools: list[School] = field(default_factory=list)
    completed: list[tuple[Provider, Provider]] = field(default_factory=list)
    """Providers met without AGB, before and after a row told it; those of this list too."""

    def ids(self) -> dict[str, list[str]]:
        """Return the ids by kind, as the import record keeps them for the undo."""
        return {
            "clients": [one.id for one in self.clients],
            "households": [one.id for one in self.households],
            "providers": [one.id for one in self.providers],
            "schools": [one.id for one in self.schools],
        }


class Providers:
    """Providers by AGB, name and alias; an unknown one is made and said so."""

    def __init__(self, reader: Reader, created: Created) -> None:
        self._created = created
        providers = reader.find(Provider)
        self._by_agb = {one.agb: one for one in providers if one.agb}
        self._by_name = {one.search_name: one for one in providers}
        ids = {one.id: one for one in providers}
        self._names = {one.id: one.name for one in providers}
        for alias in reader.find(ProviderAlias):
            self._by_name.setdefault(alias.alias, ids[alias.provider_id])
        self._memo: dict[tuple[str, str | None], Provider | None] = {}

    def named(self, name: str, agb: str | None) -> tuple[Provider | None, bool]:
        """Return the provider of a row, and whether it is made now: that is said once."""
        key = (name, agb)
        if key in self._memo:
            return self._memo[key], False
        found, made = self._find(name, agb)
        self._memo[key] = found
        return found, made

    def known(self, name: str, agb: str | None) -> Provider | None:
        """Return the provider of a row, if it is there by now."""
        search_name = fold(name) or fold(f"AGB {agb}")
        return self._by_agb.get(agb or "") or self._by_name.get(search_name)

    def name_of(self, provider_id: str | None) -> str:
        """Return the name of a provider by id; empty for none."""
        return self._names.get(provider_id or "", "")

    def _with_agb(self, met: Provider, agb: str) -> Provider:
        """Complete a provider that was met by name alone."""
        known = replace(met, agb=agb)
        self._created.completed.append((met, known))
        self._by_agb[agb] = known
        self._by_name |= {key: known for key, one in self._by_name.items() if one.id == met.id}
        return known

    def _find(self, name: str, agb: str | None) -> tuple[Provider | None, bool]:
        folded = fold(name)
        if not folded and not agb:
            return None, False
        shown = name.strip() if folded else f"AGB {agb}"
        search_name = folded or fold(shown)
        found = self.known(name, agb)
        if found is not None:
            return (self._with_agb(found, agb) if agb and not found.agb else found), False
        made = Provider(id=new_id(), name=shown, agb=agb, search_name=search_name)
        self._created.providers.append(made)
        self._names[made.id] = made.name
        self._by_name[made.search_name] = made
        if agb:
            self._by_agb[agb] = made
        return made, True


class Schools:
    """Schools by BRIN and name; an unknown one is made."""

    def __init__(self, reader: Reader, created: Created) -> None:
        self._created = created
        schools = reader.find(School)
        self._by_brin = {one.brin: one for one in schools if one.brin}
        self._by_name = {one.search_name: one for one in schools}

    def named(self, name: str, brin: str | None, board: str) -> School | None:
        """Return the school of a row; None when the row names none."""
        if not name and not brin:
            return None  # as in nearly every list
        folded = fold(name)
        if not folded and not brin:
            return None
        shown = name.strip() if folded else f"BRIN {brin}"
        search_name = folded or fold(shown)
        found = self._by_brin.get(brin or "") or self._by_name.get(search_name)
        if found is not None:
            return found
        made = School(id=new_id(), name=shown, brin=brin, board=board, search_name=search_name)
        self._created.schools.append(made)
        self._by_name[made.search_name] = made
        if brin:
            self._by_brin[brin] = made
        return made


def name_key(values: Mapping[str, Any], search_name: str) -> tuple[object, ...] | None:
    """Return key K3: the set of Jeugdwet 7.2.4 that stands for a BSN; None when incomplete.

    `values` are the fields of a client by name.
    """
    get = values.get
    born = get("birth_date")
    if not search_name or not born:
        return None
    given = fold(get("given_names") or get("initials") or "")
    return search_name, given, born, get("postcode"), str(get("house_number") or "") or None


class Clients:
    """Clients by BSN, and by name, birth date and address where there is none."""

    def __init__(self, reader: Reader, rows: Sequence[dict[str, Any]]) -> None:
        by_bsn = _found(reader, Client, "bsn", (row.get("bsn") for row in rows))
        self._by_bsn: dict[str, Person] = {one.bsn: one for one in by_bsn if one.bsn}
        born = _found(reader, Client, "birth_date", (row.get("birth_date") for row in rows))
        keys = [name_key(values_of(one), one.search_name) for one in born]
        self._by_name: dict[tuple[object, ...], Person] = {
            key: one for key, one in zip(keys, born, strict=True) if key is not None
        }
        by_key = _found(reader, Client, "key", (row.get("client_key") for row in rows))
        self._by_key: dict[str, Person] = {one.key: one for one in by_key if one.key}
        self._by_birth = grouped(born, lambda one: (one.birth_date, one.postcode))
        self.made: dict[str, Newcomer] = {}
        """The clients that no row named before, by id."""
        self._ids = flowing_ids()
        # Known by name as well, once a row asks for somebody by name: most lists give a BSN.
        self._met: list[tuple[Newcomer, Person]] = []

    def kept(self, rows: Iterable[dict[str, Any]]) -> dict[str, Client]:
        """Return the kept clients that rows are about, by id. Ask before any client is made."""
        if not self._by_bsn and not self._by_name and not self._by_key:
            return {}
        return {one.id: one for one in map(self.known, rows) if isinstance(one, Client)}

    def of(self, values: dict[str, Any], holder: Person | None = None) -> Person:
        """Return the client of a row; one that nobody knew is made.

        Unless it is `holder`, who is kept as the one with the allocation number of the row, in
        other words: then further rows with this BSN or this name are about them too.
        """
        found = self.known(values)
        if found is not None:
            return found
        made = Newcomer(next(self._ids), values, fold(values.get("surname") or ""))
        one: Person = holder if holder is not None and same_person(holder, made) else made
        if one is made:
            self.made[made.id] = made
        if bsn := values.get("bsn"):
            self._by_bsn[bsn] = one
        if key := values.get("client_key"):
            self._by_key.setdefault(key, one)
        self._met.append((made, one))
        return one

    def bsn_of_another(self, client: Person, values: Mapping[str, Any]) -> bool:
        """Say whether the BSN of a row is one of somebody else, kept or brought by the list."""
        holder = self._by_bsn.get(values.get("bsn") or "")
        return holder is not None and holder.id != client.id

    def known(self, values: dict[str, Any]) -> Person | None:
        """Return the client of a row, if there is one by now."""
        bsn, own = values.get("bsn"), values.get("client_key") or ""
        if bsn:
            return self._by_bsn.get(bsn) or self._by_key.get(own)
        if own in self._by_key:
            return self._by_key[own]
        for made, one in self._met:
            if (key := name_key(made.values, made.search_name)) is not None:
                self._by_name.setdefault(key, one)
        self._met.clear()
        return self._by_name.get(name_key(values, fold(values.get("surname") or "")) or ())

    def alike(self, client: Person, close: Callable[[str, str], bool]) -> Client | None:
        """Return another kept client of the same birth date and postcode with a name alike."""
        if not self._by_birth or client.birth_date is None or not client.postcode:
            return None
        for other in self._by_birth.get((client.birth_date, client.postcode), ()):
            if other.id != client.id and close(other.search_name, client.search_name):
                return other
        return None


def case_key(
    client_id: str, provider_id: str | None, values: dict[str, Any] | Case
) -> tuple[object, ...]:
    """Return key K2: client, provider, product and first day (domain.md §4)."""
    if isinstance(values, Case):
        return (client_id, provider_id, values.product_code, values.starts_on)
    return (client_id, provider_id, values.get("product_code"), values.get("starts_on"))


class Cases:
    """Kept cases of a table, by reference, allocation number, and client with product."""

    def __init__(
        self,
        reader: Reading,
        committee: str,
        rows: Sequence[dict[str, Any]],
        clients: Iterable[str],
    ) -> None:
        self._committee = committee
        self.open_elsewhere: dict[str, list[Case]] = {}
        ids = list(clients)
        there = _found(reader, Case, "client_id", ids)
        self._found = {case.id: case for case in there if case.committee == committee}
        for case in readable_of(reader, there):
            if case.status in OPEN or case.status is CaseStatus.DRAFT:
                self.open_elsewhere.setdefault(case.client_id, []).append(case)
        for name in ("sender_reference", "allocation_number"):
            given = (row.get(name) for row in rows)
            for case in _found(reader, Case, name, given, committee=committee):
                self._found[case.id] = case
        self._by_reference = {
            c.sender_reference: c for c in self._found.values() if c.sender_reference
        }
        self._by_number = {
            c.allocation_number: c for c in self._found.values() if c.allocation_number
        }
        self._by_key = {case_key(c.client_id, c.provider_id, c): c for c in self._found.values()}

    def all(self) -> Iterable[Case]:
        """Return the kept cases that a row may be about."""
        return self._found.values()

    def of(self, client_id: str, provider_id: str | None, values: dict[str, Any]) -> Case | None:
        """Return the case that a row is about, if it is kept already."""
        if not self._found:
            return None
        by_reference = self._by_reference.get(values.get("sender_reference") or "")
        if by_reference is not None and by_reference.client_id == client_id:
            return by_reference
        by_number = self._by_number.get(values.get("allocation_number") or -1)
        if by_number is not None:
            return by_number
        return self._by_key.get(case_key(client_id, provider_id, values))


def count_overlap(actor: Actor, table: str, cases: Iterable[Case]) -> dict[str, int]:
    """Return per other table how many clients have one of these open cases there (K4, and §8).

    Tables at which this person may not read cases are left out, also when nobody is there.
    """
    clients: dict[str, set[str]] = {}
    for case in cases:
        if case.committee != table:
            clients.setdefault(case.committee, set()).add(case.client_id)
    return {
        name: len(there)
        for name, there in sorted(clients.items())
        if actor.may(Right.READ_CASES, name)
    }


_FIELD = "allocation_number"


class Allocations:
    """Whose an allocation number is (key K1 of domain.md §4): as kept, and as rows before said.

    A number belongs to one person. A row that gives it to another one is no update: it is refused,
    with what to do, since one of the two numbers in the row is wrong.
    """

    def __init__(
        self,
        held: Mapping[int, tuple[Person, str]],
        clients: Clients,
        column: str,
        hidden: frozenset[int],
    ) -> None:
        """`held` gives the client and the case number of a kept number; `hidden`: see `others`."""
        self._hidden = hidden
        self._held = held
        self._clients = clients
        self._column = column
        self._listed: dict[int, tuple[Person, int]] = {}

    def holder(self, row: CleanRow) -> Person | Finding:
        """Return who a row is about, or why it cannot be about them.

        Somebody who is described in other words is the one who is kept.
        """
        number = row.values.get(_FIELD)
        if row.row in self._hidden:
            return said(row.row, "case-of-others", "")
        if number is None:
            return self._clients.of(row.values)
        held = self._held.get(number)
        client = self._clients.of(row.values, held and held[0])
        kept, case = held or (client, "")
        new = client.id in self._clients.made
        if kept.id != client.id and not (new and same_person(kept, client)):
            return said(row.row, "allocation-other-person", _FIELD, self._column, case=case)
        earlier, first = self._listed.setdefault(number, (kept, row.row))
        if earlier.id != kept.id and not same_person(earlier, kept):
            return said(row.row, "allocation-twice", _FIELD, self._column, first=first)
        return kept

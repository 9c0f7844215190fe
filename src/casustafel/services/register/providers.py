"""The register of providers: names, AGB codes, and the other names that lists write."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from casustafel.domain.cases import Case, Client
from casustafel.domain.errors import RuleError, UsageError
from casustafel.domain.ids import new_id
from casustafel.domain.registers import Provider, ProviderAlias, School
from casustafel.services import places
from casustafel.services.case import intake
from casustafel.services.use_case import Reading, Right, UnitOfWork, read, use_case
from casustafel.storage.folding import fold
from casustafel.storage.queries import providers as kept
from casustafel.storage.queries.providers import ProviderRow as ProviderRow

_AGB = re.compile(r"\d{8}")
_SHORT_AGB = 7


#: What is filled in of a provider.
PROVIDER = [(Provider, "name"), (Provider, "agb"), (Provider, "active")]


@dataclass(frozen=True, slots=True)
class ProviderList:
    """All providers by name, and whether this person may change them."""

    rows: tuple[ProviderRow, ...]
    may_manage: bool


@read(Right.READ_NORMS)
def listed(reader: Reading) -> ProviderList:
    """Return the providers. Raises RightError."""
    return ProviderList(tuple(kept.listed(reader.connection)), reader.actor.may(Right.MANAGE_NORMS))


def matching(rows: Sequence[ProviderRow], text: str) -> list[ProviderRow]:
    """Return the providers in which each word that was typed is part of a name or of the code."""
    words = fold(text).split()
    return [row for row in rows if all(word in _searched(row) for word in words)]


def _searched(row: ProviderRow) -> str:
    return fold(" ".join((row.name, row.agb or "", *(alias for _key, alias in row.aliases))))


def clean_agb(text: str) -> str | None:
    """Return an AGB code of 8 digits, with the zero that a list lost put back; None when empty.

    Raises RuleError('provider-agb-invalid').
    """
    given = text.replace(" ", "")
    if not given:
        return None
    if given.isdigit() and len(given) == _SHORT_AGB:
        given = given.zfill(8)
    if not _AGB.fullmatch(given):
        raise RuleError("provider-agb-invalid", agb=text.strip())
    return given


@use_case(Right.MANAGE_NORMS)
def add(uow: UnitOfWork, name: str, agb: str = "", aliases: Sequence[str] = ()) -> Provider:
    """Add a provider with its other names.

    Raises UsageError('provider-empty'), RuleError: 'provider-exists', 'provider-agb-invalid' or
    'provider-agb-taken'; RightError.
    """
    made = Provider(
        id=new_id(), name=_clean(name), agb=clean_agb(agb), search_name=fold(_clean(name))
    )
    _require_own(uow, made)
    uow.add(made)
    uow.log("provider-added", made)
    _set_aliases(uow, made, aliases)
    return made


@use_case(Right.MANAGE_NORMS, at=places.provider, overwrites=PROVIDER)
def change(
    uow: UnitOfWork,
    before: Provider,
    name: str,
    agb: str = "",
    aliases: Sequence[str] = (),
    *,
    active: bool = True,
) -> Provider:
    """Change a provider and its other names; cases are found under the new name at once.

    The former name stays as another name, for lists will go on writing it. Raises as `add`.
    """
    after = replace(
        before, name=_clean(name), agb=clean_agb(agb), search_name=fold(_clean(name)), active=active
    )
    _require_own(uow, after)
    changes = uow.change(before, after)
    if changes:
        uow.log("provider-changed", before, changes)
    if before.search_name != after.search_name:
        aliases = [*aliases, before.name]
        _refresh_cases(uow, after)
    _set_aliases(uow, after, aliases)
    return after


@use_case(Right.MANAGE_NORMS, sets=[Provider])
def merge(uow: UnitOfWork, away_id: str, into_id: str) -> Provider:
    """Make two providers one: cases, seats, norms and stops go along, the name becomes an alias.

    Raises RuleError: 'provider-merge-self', or 'provider-merge-agb' when both have a code.
    """
    if away_id == into_id:
        raise RuleError("provider-merge-self")
    away, into = uow.get(Provider, away_id), uow.get(Provider, into_id)
    if away.agb and into.agb:
        raise RuleError("provider-merge-agb", first=away.name, second=into.name)
    moved = kept.move_references(uow.connection, away_id, into_id)
    uow.delete(Provider, id=away_id)
    merged = replace(into, agb=into.agb or away.agb)
    uow.replace(into, merged)
    uow.add(ProviderAlias(id=new_id(), provider_id=into_id, alias=away.search_name))
    _refresh_cases(uow, merged)
    uow.audit("providers-merged", "provider", into_id, away=away_id, moved=moved)
    return merged


def _clean(name: str) -> str:
    cleaned = " ".join(name.split())
    if not cleaned:
        raise UsageError("provider-empty")
    return cleaned


def _require_own(uow: UnitOfWork, wanted: Provider) -> None:
    """Refuse a name or a code that is another provider's."""
    _require_free_name(uow, wanted, wanted.name)
    if wanted.agb is not None:
        holder = uow.first(Provider, agb=wanted.agb)
        if holder is not None and holder.id != wanted.id:
            raise RuleError("provider-agb-taken", agb=wanted.agb, provider=holder.name)


def _require_free_name(uow: UnitOfWork, wanted: Provider, name: str) -> None:
    folded = fold(name)
    holder = uow.first(Provider, search_name=folded)
    if holder is None:
        alias = uow.first(ProviderAlias, alias=folded)
        holder = uow.get(Provider, alias.provider_id) if alias else None
    if holder is not None and holder.id != wanted.id:
        raise RuleError("provider-exists", name=name, provider=holder.name)


def _set_aliases(uow: UnitOfWork, provider: Provider, wanted: Sequence[str]) -> None:
    names = {fold(each): each for each in wanted if each.strip()}
    names.pop(provider.search_name, None)
    there = {one.alias: one for one in uow.find(ProviderAlias, provider_id=provider.id)}
    for folded in sorted(there.keys() - names.keys()):
        uow.delete(ProviderAlias, id=there[folded].id)
        uow.log("alias-removed", provider)
    for folded in sorted(names.keys() - there.keys()):
        _require_free_name(uow, provider, names[folded])
        uow.add(ProviderAlias(id=new_id(), provider_id=provider.id, alias=folded))
        uow.log("alias-added", provider)


def _refresh_cases(uow: UnitOfWork, provider: Provider) -> None:
    """Let the cases of a provider be found and sorted under its present name."""
    found = uow.find(Case, provider_id=provider.id)
    clients = uow.by_ids(Client, {case.client_id for case in found})
    schools = uow.by_ids(School, {case.school_id for case in found if case.school_id})
    fresh = []
    for case in found:
        school = schools.get(case.school_id or "")
        fresh.append(
            intake.search_columns(
                case, clients[case.client_id], provider.name, school.name if school else ""
            )
        )
    uow.replace_all(fresh, ("search_text", "provider_sort"))

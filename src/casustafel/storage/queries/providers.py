"""The providers with the names they go by and how much hangs on them, in few reads."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select, update

from casustafel.domain.cases import CaseStatus
from casustafel.storage.schema.tables import (
    care_line,
    case_record,
    member,
    norm,
    provider,
    provider_alias,
    toeleidingsstop,
)

_OVER = (CaseStatus.CLOSED, CaseStatus.WITHDRAWN, CaseStatus.NOT_NEEDED)

#: What refers to a provider and moves along when two become one.
_REFERRING = (case_record, care_line, member, norm, toeleidingsstop)


@dataclass(frozen=True, slots=True)
class ProviderRow:
    """A provider as a list shows it; `cases` counts all, `running` those that are not over."""

    id: str
    name: str
    agb: str | None
    active: bool
    aliases: tuple[tuple[str, str], ...]
    cases: int
    running: int


def listed(connection: Connection) -> list[ProviderRow]:
    """Return all providers by name."""
    aliases: dict[str, list[tuple[str, str]]] = {}
    query = select(provider_alias.c.provider_id, provider_alias.c.id, provider_alias.c.alias)
    for owner, key, alias in connection.execute(query.order_by(provider_alias.c.alias)):
        aliases.setdefault(owner, []).append((key, alias))
    counts: dict[str, tuple[int, int]] = {}
    running = func.count().filter(case_record.c.status.not_in(_OVER))
    counted = select(case_record.c.provider_id, func.count(), running).group_by(
        case_record.c.provider_id
    )
    for owner, every, open_ in connection.execute(counted):
        counts[owner] = (every, open_)
    columns = (provider.c.id, provider.c.name, provider.c.agb, provider.c.active)
    rows = connection.execute(select(*columns).order_by(provider.c.search_name))
    return [
        ProviderRow(key, name, agb, active, tuple(aliases.get(key, ())), *counts.get(key, (0, 0)))
        for key, name, agb, active in rows
    ]


def move_references(connection: Connection, old: str, new: str) -> int:
    """Let all that refers to one provider refer to another; return how many rows."""
    moved = 0
    for table in _REFERRING:
        statement = update(table).where(table.c.provider_id == old).values(provider_id=new)
        moved += connection.execute(statement).rowcount
    aliases = update(provider_alias).where(provider_alias.c.provider_id == old)
    connection.execute(aliases.values(provider_id=new))
    return moved

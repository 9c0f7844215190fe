"""Rows about a case that is there and that whoever brings the list may not read.

Such a row would change what they never saw, or, where a server shows no such case, make a second
one beside it. It is refused, and said to be there; nothing else of the case is told.
"""

from collections.abc import Iterable

from casustafel.excel.case_list import CleanRow
from casustafel.services.importing.known import Clients, Providers
from casustafel.services.use_case import UnitOfWork, part
from casustafel.storage.queries.taken import hides, taken


@part
def of_others(
    uow: UnitOfWork,
    table: str,
    rows: Iterable[CleanRow],
    known: tuple[Clients, Providers],
    *,
    gathers: bool = False,
) -> frozenset[int]:
    """Return which rows, by number; `gathers`: a row adds to the case of its client."""
    if not hides(uow.connection, uow.actor, table):
        return frozenset()
    clients, providers = known
    given = []
    for row in rows:
        if row.refused:
            continue
        get = row.values.get
        client = clients.known(row.values)
        provider = providers.known(get("provider") or "", get("agb"))
        given.append(
            {
                "place": row.row,
                "number": get("allocation_number") or None,
                "reference": get("sender_reference") or None,
                # Without dashes, as a file keeps it; a server takes it too.
                "client": client and client.id.replace("-", ""),
                "provider": provider and provider.id.replace("-", ""),
                "product": get("product_code"),
                "day": get("starts_on"),
                "gathers": gathers,
            }
        )
    return taken(uow.connection, uow.actor, table, given)

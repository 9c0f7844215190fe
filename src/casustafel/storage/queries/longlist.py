"""Ranking the longlist in one statement: it may hold as many cases as the region has clients."""

from sqlalchemy import Connection, Numeric, cast, func, select, update

from casustafel.domain.cases import Phase
from casustafel.storage.schema.tables import case_record as c

_RANKED = (Phase.LONGLIST, Phase.PRE_SCAN)


def rank(connection: Connection, committee: str, *, by_euros: bool) -> None:
    """Rank the cases of the longlist and the pre-scan per law, the most intensive first.

    By euros or by hours per year; equal ones by number, so that a rank never flutters.
    """
    intensity = c.c.annual_cents if by_euros else cast(c.c.annual_hours, Numeric)
    place = (
        func.row_number()
        .over(
            partition_by=c.c.law,
            order_by=(func.coalesce(intensity, 0).desc(), c.c.year, c.c.sequence),
        )
        .label("place")
    )
    ranked = (
        select(c.c.row_key, place)
        .where(c.c.committee == committee, c.c.phase.in_(_RANKED))
        .subquery("ranked")
    )
    connection.execute(
        update(c)
        .where(c.c.row_key == ranked.c.row_key, c.c.rank.is_distinct_from(ranked.c.place))
        .values(rank=ranked.c.place)
    )

"""What a list says or said of cases that are there and may not be read."""

import json
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from casustafel.domain.cases import CaseStatus
from casustafel.domain.people import Actor
from casustafel.storage.backend import backend_of
from casustafel.storage.queries.readable import WHOLE, readable, recused_cases
from casustafel.storage.schema.tables import care_line, field_change
from casustafel.storage.schema.tables import case_record as c

#: What tells of a row which case it is about (domain.md §4), with its type on a server. `gathers`
#: says that it adds to whatever case its client has there.
GIVEN = {"place": "integer", "number": "bigint", "reference": "text", "client": "uuid"}
GIVEN |= {"provider": "uuid", "product": "text", "day": "date", "gathers": "boolean"}

#: A client who comes back after this has a new case.
ENDED = (CaseStatus.CLOSED, CaseStatus.WITHDRAWN, CaseStatus.NOT_NEEDED)


def about_hidden(given: sa.FromClause, table: Any, may_read: sa.ColumnElement[bool]) -> Any:
    """Return the places of rows in `given`; a server asks the same in `app.taken`."""
    g = given.c
    product = c.c.product_code.is_not_distinct_from(g.product)
    same = (
        c.c.allocation_number == g.number,
        sa.and_(c.c.client_id == g.client, c.c.sender_reference == g.reference),
        sa.and_(
            *(c.c.client_id == g.client, product, c.c.starts_on.is_not_distinct_from(g.day)),
            c.c.provider_id.is_not_distinct_from(g.provider),
        ),
        sa.and_(c.c.client_id == g.client, g.gathers, c.c.status.not_in(ENDED)),
    )
    hidden = (c.c.committee == table, _hidden(may_read))
    lines = sa.select(g.place).join(care_line, care_line.c.allocation_number == g.number)
    asked = [sa.select(g.place).join(c, one).where(*hidden) for one in same]
    return sa.union(*asked, lines.join(c, c.c.id == care_line.c.case_id).where(*hidden))


def hidden_of(list_id: Any, may_read: sa.ColumnElement[bool]) -> Any:
    """Say whether a list that came in brought or changed a case that may not be read."""
    about = sa.union_all(
        sa.select(c.c.id).where(c.c.import_id == list_id),
        *(
            sa.select(one.c.case_id).where(one.c.import_id == list_id)
            for one in (field_change, care_line)
        ),
    )
    return sa.select(sa.exists().where(c.c.id.in_(about), _hidden(may_read)))


def _hidden(may_read: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return sa.not_(sa.func.coalesce(may_read, sa.false()))


def reaches_others(connection: sa.Connection, actor: Actor, list_id: str) -> bool:
    """Say whether a list that came in is also about cases that this person may not read."""
    asked: Any = sa.text("SELECT app.hidden_of(CAST(:list AS uuid))")
    if not backend_of(connection).accounts:
        asked = hidden_of(sa.bindparam("list", type_=c.c.id.type), readable(actor))
    return bool(connection.execute(asked, {"list": list_id}).scalar_one())


def hides(connection: sa.Connection, actor: Actor, table: str) -> bool:
    """Say whether a table may hold cases that this person may not read."""
    return actor.roles_at(table).isdisjoint(WHOLE) or bool(recused_cases(connection, actor))


def taken(
    connection: sa.Connection, actor: Actor, table: str, rows: Collection[dict[str, Any]]
) -> frozenset[int]:
    """Return the places of the rows that are about a case that is there and may not be read.

    That it is there is all that is told of it, also by a server.
    """
    asked: Any = sa.text("SELECT app.taken(:table, CAST(:rows AS jsonb))")
    given = {"table": table, "rows": json.dumps([*rows], default=str)}
    if not backend_of(connection).accounts:
        each = sa.func.json_each(sa.bindparam("rows")).table_valued("value")
        named = [sa.func.json_extract(each.c.value, f"$.{one}").label(one) for one in GIVEN]
        rows_given = sa.select(*named).cte("given")
        asked = about_hidden(rows_given, sa.bindparam("table"), readable(actor))
    return frozenset(connection.execute(asked, given).scalars())

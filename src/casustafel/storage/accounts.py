"""The accounts of a shared database, as SQL that the keeper of its server runs (`roles.sql`).

The program makes none itself: who may make accounts on PostgreSQL 15 is nearly a superuser.
"""

import re
from collections.abc import Sequence

from sqlalchemy import Connection, text

from casustafel.assets import asset


def roles_sql(connection: Connection, logins: Sequence[tuple[str, bool]]) -> str:
    """Return the SQL that makes one group and an account per person; who left is kept out."""
    name = str(connection.execute(text("SELECT current_database()")).scalar_one())
    group = f"casustafel_{name}"[:60]
    whole = asset("db", "postgresql", "roles.sql").read_text("utf-8")
    first, account, last = re.split(r"-- (?:account|end)\n", whole)
    said = [first.format(name=_quoted(name), group=_quoted(group))]
    for login, active in logins:
        may, give, to = ("LOGIN", "GRANT", "TO") if active else ("NOLOGIN", "REVOKE", "FROM")
        names = {"login": _quoted(login), "group": _quoted(group)}
        said.append(account.format(**names, may=may, give=give, to=to))
    return "".join([*said, last])


def _quoted(name: str) -> str:
    """Return a name as it stands between double quotes. A quote in it would end what it is in."""
    return name.replace('"', "").replace("'", "").replace("\\", "")

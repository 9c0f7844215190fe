"""The accounts of a shared database, as SQL that the keeper of its server runs.

The program makes none itself: who may make accounts on PostgreSQL 15 is nearly a superuser.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, text

_GROUP = """\
-- Run as keeper of the server, in this database: psql -d {name} -f roles.sql
-- Run it again after somebody was added, left, or the program was brought to a new version.
\\set ON_ERROR_STOP on
BEGIN;
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {group!r}) THEN
        CREATE ROLE "{group}" NOLOGIN;
    END IF;
END $$;
REVOKE ALL ON DATABASE "{name}" FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE "{name}" TO "{group}";
GRANT USAGE ON SCHEMA public, app TO "{group}";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{group}";
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO "{group}";
-- The logs only grow; the version is the owner's; numbers that were given out are never taken back.
REVOKE UPDATE, DELETE, TRUNCATE ON audit_event, login FROM "{group}";
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON alembic_version FROM "{group}";
REVOKE DELETE, TRUNCATE ON case_counter FROM "{group}";
GRANT EXECUTE ON FUNCTION app.remove_log(text, integer) TO "{group}";
"""

_ACCOUNT = """\
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {login!r}) THEN
        CREATE ROLE "{login}" LOGIN;
    END IF;
END $$;
ALTER ROLE "{login}" {may};
{give} "{group}" {to} "{login}";
"""

_END = """\
COMMIT;
-- Let each person in by what the server asks (pg_hba.conf: gss, ldap or scram-sha-256, over TLS);
-- with scram, give each a first password:  \\password NAME
"""


def roles_sql(connection: Connection, logins: Sequence[tuple[str, bool]]) -> str:
    """Return the SQL that makes one group and an account per person; who left is kept out."""
    name = str(connection.execute(text("SELECT current_database()")).scalar_one())
    group = f"casustafel_{name}"[:60]
    said = [_GROUP.format(name=_quoted(name), group=_quoted(group))]
    for login, active in logins:
        may, give, to = ("LOGIN", "GRANT", "TO") if active else ("NOLOGIN", "REVOKE", "FROM")
        said.append(
            _ACCOUNT.format(login=_quoted(login), group=_quoted(group), may=may, give=give, to=to)
        )
    return "".join([*said, _END])


def _quoted(name: str) -> str:
    """Return a name as it stands between double quotes. A quote in it would end what it is in."""
    return name.replace('"', "").replace("'", "").replace("\\", "")

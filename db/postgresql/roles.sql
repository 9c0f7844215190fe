-- Run as keeper of the server, in this database: psql -d {name} -f roles.sql
-- Run it again after somebody was added, left, or the program was brought to a new version.
\set ON_ERROR_STOP on
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
-- account
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {login!r}) THEN
        CREATE ROLE "{login}" LOGIN;
    END IF;
END $$;
ALTER ROLE "{login}" {may};
{give} "{group}" {to} "{login}";
-- end
COMMIT;
-- Let each person in by what the server asks (pg_hba.conf: gss, ldap or scram-sha-256, over TLS);
-- with scram, give each a first password:  \password NAME

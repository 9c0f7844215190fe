"""Makes `db/postgresql/rows_1.sql` of `rows.toml`, of the rights, and of what says who may read.

Run it to write the file anew while its migration has not gone out; afterwards make rows_2.sql.
"""

import re
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

import figures_sql
from casustafel.domain.meetings import ItemState, Presence
from casustafel.domain.people import Right, Role, holders
from casustafel.services.advice.advice_desk import OPENED
from casustafel.storage.queries.readable import WHOLE, Who, all_teams, colleagues, recused_from
from casustafel.storage.queries.taken import GIVEN, about_hidden, hidden_of
from casustafel.storage.schema import metadata
from casustafel.storage.schema.tables import case_record

FOLDER = Path(__file__).parent.parent / "db" / "postgresql"
PAGE = FOLDER / "rows_1.sql"
TAKEN = FOLDER / "taken_1.sql"
RULES = tomllib.loads((FOLDER / "rows.toml").read_text("utf-8"))

#: Who works on all cases of all tables: a change of the register or the end of a term is theirs.
KEEPERS = holders(Right.MANAGE_NORMS) | holders(Right.MANAGE_RETENTION)
WRITERS = KEEPERS | frozenset().union(
    *(holders(Right(f"{one}")) for one in ("import_cases", "edit_cases", "plan_meetings"))
)
#: Events that are of no case and that the program itself looks for.
_OF_REGISTER = ("norms-imported",)
#: Settings that say who reads what, or that the workspace went.
_OF_PEOPLE = ("submitters_read_all", "moved_to")
_SETTERS = WRITERS | holders(Right.MAKE_REPORTS) | holders(Right.MANAGE_TABLES)


_quote = postgresql.dialect().identifier_preparer.quote  # type: ignore[no-untyped-call]


def said(clause: sa.ClauseElement) -> str:
    """Return the SQL of a clause, for the server."""
    compiled = clause.compile(
        dialect=postgresql.dialect(),  # type: ignore[no-untyped-call]
        compile_kwargs={"literal_binds": True},
    )
    text = " ".join(str(compiled).split())
    for word, instead in (("NOT IN", "<> ALL"), ("IN", "= ANY")):
        text = re.sub(rf"\b{word} {_UNNESTED}", rf"{instead} ((SELECT \1)::KIND\2[])", text)
    return text.replace("KINDat", "text").replace("KINDteam", "uuid").replace("KINDrecused", "uuid")


#: The server asks a function once, and reckons better, where a list is said as an array.
_UNNESTED = r"\(SELECT unnest\((app\.(at|team|recused)\([^)]*\))\)(?: AS \w+)?\)"


def _roles(*roles: Iterable[Role]) -> str:
    return "'{" + ",".join(sorted({one.value for some in roles for one in some})) + "}'"


def _at(column: str, *roles: Iterable[Role]) -> str:
    return f"{column} = ANY ((SELECT app.at({_roles(*roles)}))::text[])"


def _may(*roles: Iterable[Role]) -> str:
    return f"(SELECT app.may({_roles(*roles)}))"


def _of_account(name: str) -> sa.Select[tuple[object]]:
    return sa.select(sa.func.unnest(sa.text(f"app.{name}()")))


def _account() -> Who:
    """Return the account, of whom is asked what the program asks of a person."""
    at = case_record.c.committee
    return Who(
        person=sa.select(sa.text("app.me()")).scalar_subquery(),
        team=_of_account("team"),
        shared=sa.select(sa.literal_column("app.all_teams()", sa.Boolean)).scalar_subquery(),
        whole=at.in_(sa.select(sa.func.unnest(sa.text(f"app.at({_roles(WHOLE, KEEPERS)})")))),
        brings_in=at.in_(sa.select(sa.func.unnest(sa.text(f"app.at({_roles([Role.SUBMITTER])})")))),
        away=_of_account("recused"),
    )


def may_read() -> str:
    """Return what says of a case whether the account may read it: the same as in the program."""
    return said(_account().may_read())


def _by_index(key: str, here: str) -> str:
    """Say that a key is that of a row, so that it is looked up for this row alone.

    Said plainly the server would gather all keys of the other table first, for a page of hundred.
    """
    return f"{key} = {here} AND {here} IS NOT NULL"


def _with(table: sa.Table, column: str) -> str:
    (key,) = table.c[column].foreign_keys
    here, parent = f"{_quote(table.name)}.{column}", _quote(key.column.table.name)
    there = f"EXISTS (SELECT FROM {parent} p WHERE {_by_index('p.id', here)})"
    return f"({here} IS NULL OR {there})" if table.c[column].nullable else there


def _right(name: str) -> frozenset[Role]:
    return WRITERS if name == "writes" else holders(Right(name))


def _writes(table: sa.Table) -> str:
    """Say that a row is of a table at which the account may write, as far as it tells that."""
    name, columns = _quote(table.name), table.c
    if "committee" in columns:
        return _at(f"{name}.committee", WRITERS)
    if "case_id" in columns and name != "agenda_item":
        here = _at("p.committee", WRITERS)
        there = f"EXISTS (SELECT FROM case_record p WHERE p.id = {name}.case_id AND {here})"
        return f"({there} OR {name}.case_id IS NULL)" if columns.case_id.nullable else there
    if "meeting_id" in columns:
        here = _at("p.committee", WRITERS)
        return f"EXISTS (SELECT FROM meeting p WHERE p.id = {name}.meeting_id AND {here})"
    if "item_id" in columns:
        here = f"p.id = {name}.item_id AND {_at('m.committee', WRITERS)}"
        return (
            f"EXISTS (SELECT FROM agenda_item p JOIN meeting m ON m.id = p.meeting_id WHERE {here})"
        )
    return _may(WRITERS)


_CASE_OF_EVENT = (
    "CASE WHEN audit_event.subject = 'case'"
    " AND audit_event.subject_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'"
    " THEN EXISTS (SELECT FROM case_record p WHERE p.id = audit_event.subject_id::uuid)"
    " ELSE false END"
)
_LEADS = (
    f"EXISTS (SELECT FROM meeting p WHERE {_by_index('p.id', 'agenda_item.meeting_id')}"
    f" AND {_at('p.committee', holders(Right.RUN_MEETINGS))})"
)
_SHOWN = (
    f"EXISTS (SELECT FROM member p WHERE {_by_index('p.id', 'advice.member_id')}"
    " AND (p.person_id = (SELECT app.me()) OR p.person_id IS NULL"
    f" AND {_at('p.committee', [Role.SECRETARY])}))"
    " OR advice.submitted_at IS NOT NULL AND app.revealed(advice.case_id)"
)
#: What is said in words of its own.
_PHRASES: dict[str, Callable[[sa.Table], str]] = {
    "may read": lambda _: may_read(),
    "keeps": lambda _: _may(KEEPERS),
    "writes": _writes,
    "nobody": lambda _: "false",
    "leads": lambda _: _LEADS,
    "shown": lambda _: f"({_SHOWN} OR {_may(KEEPERS)})",
    "has a case": lambda _: (
        f"EXISTS (SELECT FROM case_record p WHERE {_by_index('p.client_id', 'client.id')})"
    ),
    "has a client": lambda _: (
        f"EXISTS (SELECT FROM client p WHERE {_by_index('p.household_id', 'household.id')})"
    ),
    "of a case": lambda table: f"{_quote(table.name)}.case_id IS NOT NULL",
    "about a case": lambda _: _CASE_OF_EVENT,
    "of the register": lambda table: f"{_quote(table.name)}.action IN {_OF_REGISTER!r}".replace(
        ",)", ")"
    ),
    "of the work": lambda table: (
        f"{_quote(table.name)}.name NOT IN {_OF_PEOPLE!r} AND {_may(_SETTERS)}"
    ),
    "item read": lambda table: (
        f"EXISTS (SELECT FROM agenda_item p WHERE {_by_index('p.id', f'{table.name}.item_id')}"
        " AND (p.case_id IS NULL OR EXISTS (SELECT FROM case_record c"
        f" WHERE {_by_index('c.id', 'p.case_id')})))"
    ),
}


def _phrase(table: sa.Table, phrase: str) -> str:
    if phrase == "own seat":
        at = "p.id = a.member_id AND p.person_id = (SELECT app.me())"
        if table.name == "advice":
            return f"EXISTS (SELECT FROM member p WHERE {at.replace('a.', 'advice.')})"
        own = f"a.id = {table.name}.advice_id AND {at}"
        return f"EXISTS (SELECT FROM advice a, member p WHERE {own})"
    if phrase in _PHRASES:
        return _PHRASES[phrase](table)
    word, _, about = phrase.partition(" ")
    match word:
        case "with":
            return _with(table, about)
        case "at":
            return _at(f"{_quote(table.name)}.committee", _right(about), KEEPERS)
        case "right":
            return _may(_right(about))
        case "own":
            return f"{_quote(table.name)}.{about} = (SELECT app.me())"
    raise ValueError(phrase)


def _condition(table: sa.Table, phrases: Iterable[str]) -> str:
    parts = []
    for phrase in phrases:
        either = [_phrase(table, one) for one in phrase.split(" or ")]
        parts.append(either[0] if len(either) == 1 else f"({' OR '.join(either)})")
    return " AND ".join(parts)


def reads(name: str) -> str:
    """Return which rows of a table are read."""
    if name in RULES["open"]:
        return "true"
    return _condition(metadata.tables[name], RULES["read"][name])


def writes(name: str) -> str:
    """Return which rows of a table are written."""
    table = metadata.tables.get(name)
    return "false" if table is None else _condition(table, RULES["write"][name])


def _policies(name: str) -> str:
    write, condition = writes(name), reads(name)
    name = _quote(name)
    return f"""
ALTER TABLE {name} ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON {name} FOR SELECT USING ({condition});
CREATE POLICY adds ON {name} FOR INSERT WITH CHECK ({write});
CREATE POLICY changes ON {name} FOR UPDATE USING ({write}) WITH CHECK ({write});
CREATE POLICY goes ON {name} FOR DELETE USING ({write});
"""


def _listed(values: Iterable[str]) -> str:
    return ", ".join(f"'{one}'" for one in sorted(values))


_ME = sa.literal_column("app.me()")
_HEAD = f"""\
-- Who reads and writes which rows. Made by tests/rows_sql.py of rows.toml, of the rights, and of
-- what the program itself asks (storage/queries/readable.py); frozen once it went out.
--
-- Functions of the owner, which look past the policies: they take no person, for the account is
-- one. A policy asks each as (SELECT ...), once per statement.

-- The person of the account, as long as the access lasts.
CREATE FUNCTION app.me() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM person WHERE login = session_user AND active
        AND (until IS NULL OR until >= (now() AT TIME ZONE 'Europe/Amsterdam')::date)
$$;

-- The tables at which the account holds one of these roles.
CREATE FUNCTION app.at(roles text[]) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT c.code::text), '{{}}') FROM committee c
    JOIN person_role r ON r.committee = c.code
        OR r.committee IS NULL OR r.role = ANY({_roles(KEEPERS)}::text[])
    WHERE r.person_id = app.me() AND r.role = ANY(roles)
        AND (r.until IS NULL OR r.until >= (now() AT TIME ZONE 'Europe/Amsterdam')::date)
$$;

-- Whether the account holds one of these roles anywhere.
CREATE FUNCTION app.may(roles text[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM person_role r WHERE r.person_id = app.me() AND r.role = ANY(roles)
        AND (r.until IS NULL OR r.until >= (now() AT TIME ZONE 'Europe/Amsterdam')::date))
$$;

-- The cases in which the account takes no part.
CREATE FUNCTION app.recused() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(case_id), '{{}}') FROM (
        {said(recused_from(_ME))}
    ) away
$$;

-- Those of the own team.
CREATE FUNCTION app.team() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(id), '{{}}') FROM (
        {said(colleagues(_ME))}
    ) team
$$;

CREATE FUNCTION app.all_teams() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT {said(all_teams())}
$$;

-- Whether members may see each other's vooradviezen on a case: it was opened, or all are in.
CREATE FUNCTION app.revealed(about uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM agenda_item i WHERE i.case_id = about AND (
            i.state IN ({_listed(OPENED)})
            OR i.state = '{ItemState.OPEN.value}' AND (
                SELECT count(*) > 0 AND bool_and(a.submitted_at IS NOT NULL)
                FROM meeting m JOIN attendance t ON t.meeting_id = m.id
                JOIN member b ON b.id = t.member_id
                LEFT JOIN advice a ON a.case_id = about AND a.member_id = b.id
                WHERE m.id = i.meeting_id
                  AND t.presence NOT IN ({_listed((Presence.ABSENT, Presence.EXCUSED))})
                  AND NOT EXISTS (
                      SELECT FROM recusal r WHERE r.item_id = i.id AND r.member_id = b.id)
                  AND NOT EXISTS (
                      SELECT FROM jsonb_array_elements((
                          SELECT v.definition::jsonb -> 'seats' FROM committee_version v
                          WHERE v.committee = m.committee AND coalesce(v.valid_from, '-infinity')
                              <= (now() AT TIME ZONE 'Europe/Amsterdam')::date
                          ORDER BY v.version DESC LIMIT 1)) s
                      WHERE s ->> 'code' = b.discipline AND s ->> 'counts' = 'false'))))
$$;

-- Who handed in on a case that the account may read: that they did, and not what they say.
CREATE FUNCTION app.handed_in(about uuid) RETURNS SETOF advice
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.id, a.case_id, a.member_id, a.framework_id, a.submitted_at, ''::text
    FROM advice a JOIN case_record ON case_record.id = a.case_id
    WHERE a.case_id = about AND ({may_read()})
$$;

-- The first cases with all of these words that the account may read. Under a policy a search by
-- LIKE would not use its index, since LIKE may tell what it looks at.
CREATE FUNCTION app.found(words text[], most bigint) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    word text;
    asked text := '';
BEGIN
    FOREACH word IN ARRAY words LOOP
        asked := asked || format(' AND search_text LIKE %L', '%' || replace(replace(replace(
            word, E'\\\\', E'\\\\\\\\'), '%', E'\\\\%'), '_', E'\\\\_') || '%');
    END LOOP;
    RETURN QUERY EXECUTE 'SELECT row_key FROM case_record WHERE ('
        || $may${may_read()}$may$ || ')' || asked || ' LIMIT $1' USING most;
END $$;

-- How many cases of tables stand in each state: all where the account reads the table, else its
-- own.
CREATE FUNCTION app.counts(codes text[])
RETURNS TABLE (committee text, status text, number bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    whole text[] := ARRAY(SELECT unnest(codes)
        INTERSECT SELECT unnest(app.at({_roles(WHOLE, KEEPERS)})));
    own text[] := ARRAY(SELECT unnest(codes) EXCEPT SELECT unnest(whole));
BEGIN
    RETURN QUERY SELECT c.committee::text, c.status::text, count(*) FROM case_record c
    WHERE c.committee = ANY(whole) GROUP BY c.committee, c.status;
    IF own <> '{{}}' THEN
        RETURN QUERY SELECT case_record.committee::text, case_record.status::text, count(*)
        FROM case_record WHERE case_record.committee = ANY(own)
            AND ({said(_account().within_own())})
        GROUP BY case_record.committee, case_record.status;
    END IF;
END $$;

-- Whether a meeting is about a case that the account may not read.
CREATE FUNCTION app.unseen(about uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM agenda_item i JOIN case_record ON case_record.id = i.case_id
        WHERE i.meeting_id = about AND NOT ({may_read()}))
$$;

-- Who brings cases in looks up who is there already, by what the list says of them and no more.
CREATE FUNCTION app.known(name text, given text[]) RETURNS SETOF client
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT * FROM client c WHERE app.may({_roles(holders(Right.IMPORT_CASES), KEEPERS)}) AND (
        name = 'bsn' AND c.bsn = ANY(given) OR name = 'key' AND c.key = ANY(given)
        OR name = 'birth_date' AND c.birth_date = ANY(given::date[]))
$$;
"""


def page() -> str:
    """Return the file."""
    tables = (*sorted(metadata.tables), "alembic_version")
    figures = figures_sql.functions(said, _roles, KEEPERS)
    return _HEAD + figures + "".join(map(_policies, tables)) + _TAIL


_TAIL = f"""
-- An event bears the moment of the server, not of the laptop: only who may act as owner says it.
CREATE FUNCTION app.own_moment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT (SELECT pg_has_role(session_user, datdba, 'MEMBER') FROM pg_database
            WHERE datname = current_database())
    THEN
        new.at := clock_timestamp() AT TIME ZONE 'UTC';
    END IF;
    RETURN new;
END $$;
-- Triggers go in the order of their names: this one before the chain.
CREATE TRIGGER at BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION app.own_moment();
CREATE TRIGGER at BEFORE INSERT ON login FOR EACH ROW EXECUTE FUNCTION app.own_moment();

-- As it was, for who keeps the terms; a seal that says older than what it closes removes nothing.
CREATE OR REPLACE FUNCTION app.remove_log(chain text, upto integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    went integer;
    seal record;
    newest timestamp;
BEGIN
    SELECT * INTO seal FROM log_seal WHERE log = chain AND position <= upto
        AND until < current_date - CASE WHEN chain = 'events' THEN interval '5 years'
                                        ELSE interval '6 months' - interval '2 days' END
        ORDER BY position DESC LIMIT 1;
    IF chain = 'events' THEN
        SELECT max(at) INTO newest FROM audit_event WHERE position <= seal.position;
    ELSE
        SELECT max(at) INTO newest FROM login WHERE position <= seal.position;
    END IF;
    IF seal.position IS NULL OR newest >= seal.until + 2 OR NOT (
        app.may({_roles(holders(Right.MANAGE_RETENTION))})
        OR (SELECT rolsuper FROM pg_roles WHERE rolname = session_user))
    THEN
        RAISE EXCEPTION 'the term is not over' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF chain = 'events' THEN
        DELETE FROM audit_event WHERE position <= seal.position;
    ELSE
        DELETE FROM login WHERE position <= seal.position;
    END IF;
    GET DIAGNOSTICS went = ROW_COUNT;
    RETURN went;
END $$;
"""


def taken() -> str:
    """Return what `app.taken` is made of: what `storage.queries.taken` asks, of an account."""
    given = sa.table("rows", *map(sa.column, GIVEN))
    asked = said(about_hidden(given, sa.literal_column("code"), _account().may_read()))
    columns = ", ".join(f"{name} {kind}" for name, kind in GIVEN.items())
    return f"""\
-- Which rows of a list are about a case of a table that the account may not read: only that.
-- Made by tests/rows_sql.py of storage/queries/taken.py; frozen once it went out.
CREATE FUNCTION app.taken(code text, given jsonb) RETURNS SETOF integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH rows AS MATERIALIZED (
        SELECT * FROM jsonb_to_recordset(given) AS r({columns})
        WHERE code = ANY(app.at({_roles(holders(Right.IMPORT_CASES), KEEPERS)})))
    {asked}
$$;

-- Whether a list that came in brought or changed a case that the account may not read.
CREATE FUNCTION app.hidden_of(list uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    {said(hidden_of(sa.literal_column("list"), _account().may_read()))}
$$;

-- Which of some organisations and schools stand in a case, whoever may read it.
CREATE FUNCTION app.used(ids uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT provider_id FROM case_record WHERE provider_id = ANY(ids)
    UNION SELECT provider_id FROM care_line WHERE provider_id = ANY(ids)
    UNION SELECT school_id FROM case_record WHERE school_id = ANY(ids)
$$;

-- Delete those of some clients (NULL: all) without a case or a care line, and their households: who
-- has no case any more is shown to few accounts, and would stay for ever.
CREATE FUNCTION app.forget_people(people uuid[], homes uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    empty uuid[];
BEGIN
    IF NOT app.may({_roles(WRITERS)}) THEN
        RAISE EXCEPTION 'permission denied' USING ERRCODE = 'insufficient_privilege';
    END IF;
    WITH gone AS (
        DELETE FROM client c WHERE (people IS NULL OR c.id = ANY(people))
            AND NOT EXISTS (SELECT FROM case_record r WHERE r.client_id = c.id)
            AND NOT EXISTS (SELECT FROM care_line l WHERE l.client_id = c.id)
        RETURNING household_id)
    SELECT array_agg(household_id) INTO empty FROM gone;
    DELETE FROM household h WHERE (people IS NULL OR h.id = ANY(homes) OR h.id = ANY(empty))
        AND NOT EXISTS (SELECT FROM client c WHERE c.household_id = h.id);
END $$;
"""


if __name__ == "__main__":
    TAKEN.write_text(taken(), "utf-8")
    PAGE.write_text(page(), "utf-8")

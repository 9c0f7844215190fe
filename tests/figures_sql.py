"""The functions by which a server counts for who may read no case: made of what the program counts.

Each fact has a function of its own, which no account may call; those that may be called give
numbers of it, and to who may not read the cases of the table none of fewer than ten clients.
"""

from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.sql.util import find_tables

from casustafel.domain.people import Right, holders
from casustafel.storage.queries import figures
from casustafel.storage.queries.readable import WHOLE
from casustafel.storage.schema.tables import action, meeting, outcome, urgent_decision
from casustafel.storage.schema.tables import case_record as c

#: What a division asks of the rows beside the case itself.
_NEEDS = {
    "choice": {outcome},
    "month_choice": {outcome, meeting},
    "reason": {outcome},
    "adjustment": {outcome},
    "under_stop": {meeting},
    "stop": {meeting},
    "stop_provider": {meeting},
    "stop_referrer": {meeting},
    "trigger_reason": {outcome},
    "ratified": {urgent_decision},
    "done": {action},
}
_OWNS = "STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$"
_FEWEST = 10


def _text(column: sa.ColumnElement[object], name: str) -> sa.ColumnElement[object]:
    return sa.cast(column, sa.Text).label(name)


def _several(by: str) -> sa.ColumnElement[object]:
    keys = [sa.case((condition, key), else_=None) for key, condition in figures.SEVERAL[by].items()]
    listed = sa.func.array_remove(sa.dialects.postgresql.array(keys, type_=sa.Text), sa.null())
    return listed.label(f"in_{by}")


def _listed(by: str) -> sa.ColumnElement[object]:
    """Return the codes of the reasons as an array, each with each trigger where those divide it."""
    listed = sa.cast(sa.type_coerce(outcome.c.reasons, sa.Text), sa.dialects.postgresql.JSONB)
    code = sa.func.jsonb_array_elements_text(listed).column_valued("code")
    query: sa.Select[tuple[str]] = sa.select(code)
    if figures.LISTED[by]:
        which = sa.func.unnest(_several(figures.LISTED[by]).element).column_valued("which")
        query = sa.select(which.concat(" ").concat(code))
    return sa.func.array(query.scalar_subquery()).label(f"in_{by}")


def _columns(fact: str) -> list[sa.ColumnElement[object]]:
    there = set(find_tables(figures.FACTS[fact].source, include_joins=False))
    columns = [c.c.client_id.label("client")]
    kind = outcome.c.kind if outcome in there else sa.null()
    columns.append(_text(kind, "of_kind"))
    for by, column in figures.DIVISIONS.items():
        if _NEEDS.get(by, set()) <= there:
            columns.append(_text(column, f"by_{by}"))
    columns += [_several(by) for by in figures.SEVERAL if _NEEDS.get(by, set()) <= there]
    columns += [_listed(by) for by in figures.LISTED if _NEEDS[by] <= there]
    if fact == "decided":
        asked = sa.type_coerce(c.c.hours_per_week, sa.Text).label("asked")
        given = sa.type_coerce(outcome.c.contributions, sa.Text).label("contributions")
        columns += [figures.HOURS.label("hours"), figures.CENTS.label("cents"), asked, given]
    if fact == "told":
        columns.append((figures.TOLD.c.told_on - c.c.received).label("days"))
    return columns


def _kind_of(name: str) -> str:
    known = {"client": "uuid", "hours": "numeric", "cents": "bigint", "days": "integer"}
    return known.get(name, "text[]" if name.startswith("in_") else "text")


def _rows(fact: str, said: Callable[[sa.ClauseElement], str]) -> str:
    given = (sa.literal_column(one) for one in ("$1", "$2", "$3"))
    columns = _columns(fact)
    query = figures._of(fact, figures.Period(*given), (), *columns)  # type: ignore[arg-type]
    named = ", ".join(f"{one.name} {_kind_of(one.name)}" for one in columns)
    return f"""
CREATE FUNCTION app.rows_{fact}(text, date, date) RETURNS TABLE ({named})
LANGUAGE sql {_OWNS}
    {said(query)}
$$;
REVOKE ALL ON FUNCTION app.rows_{fact}(text, date, date) FROM PUBLIC;
"""


_GIVEN = "at text, first date, last date"
_ASKS = """
    IF NOT at = ANY(app.at(READERS)) THEN
        RAISE EXCEPTION 'no figures of this table' USING ERRCODE = 'insufficient_privilege';
    END IF;
    whole := at = ANY(app.at(WHOLE));
"""
_TAIL = f"""
-- Several divisions of a fact: the place of each in what was asked, its line, cases and clients.
CREATE FUNCTION app.counted(fact text, {_GIVEN}, asked jsonb)
RETURNS TABLE (place integer, line text, cases bigint, clients bigint)
LANGUAGE plpgsql {_OWNS}
DECLARE
    one record;
    whole boolean;
    line text;
BEGIN{_ASKS}
    FOR one IN SELECT (ordinality - 1)::integer AS place, value ->> 'by' AS division,
            ARRAY(SELECT jsonb_array_elements_text(value -> 'kinds')) AS kinds
        FROM jsonb_array_elements(asked) WITH ORDINALITY
    LOOP
        line := CASE WHEN one.division = '' THEN '''{figures.ALL}''::text'
            WHEN one.division IN (SEVERAL) THEN format('unnest(%I)', 'in_' || one.division)
            ELSE format('%I', 'by_' || one.division) END;
        RETURN QUERY EXECUTE format(
            'SELECT %s, line, CASE WHEN $5 OR count(DISTINCT client) >= {_FEWEST} THEN count(*)'
            ' END, CASE WHEN $5 OR count(DISTINCT client) >= {_FEWEST}'
            ' THEN count(DISTINCT client) ELSE 0 END FROM (SELECT %s AS line, client'
            ' FROM app.%I($1, $2, $3)'
            ' WHERE cardinality($4) = 0 OR of_kind = ANY($4)) one GROUP BY 2',
            one.place, line, 'rows_' || fact) USING at, first, last, one.kinds, whole;
    END LOOP;
END $$;

-- Of each stop and client how many outcomes, hours and cents. Clients are numbered anew each time.
CREATE FUNCTION app.amounts({_GIVEN}, kinds text[])
RETURNS TABLE (stop text, client text, cases bigint, hours numeric, cents numeric)
LANGUAGE plpgsql {_OWNS}
DECLARE
    whole boolean;
BEGIN{_ASKS}
    RETURN QUERY SELECT r.by_stop, dense_rank() OVER (ORDER BY r.client)::text, count(*),
        sum(r.hours), sum(r.cents) FROM app.rows_decided(at, first, last) r
    WHERE r.by_stop IS NOT NULL AND (cardinality(kinds) = 0 OR r.of_kind = ANY(kinds))
        AND (whole OR {_FEWEST} <= (SELECT count(DISTINCT s.client)
            FROM app.rows_decided(at, first, last) s WHERE s.by_stop = r.by_stop
            AND (cardinality(kinds) = 0 OR s.of_kind = ANY(kinds))))
    GROUP BY r.by_stop, r.client;
END $$;

-- Of each case that was told whether a huisarts asked, its client, and the days.
CREATE FUNCTION app.spans({_GIVEN})
RETURNS TABLE (practitioner boolean, client text, days integer)
LANGUAGE plpgsql {_OWNS}
DECLARE
    whole boolean;
BEGIN{_ASKS}
    RETURN QUERY SELECT r.by_practitioner = 'yes', dense_rank() OVER (ORDER BY r.client)::text,
        r.days FROM app.rows_told(at, first, last) r
    WHERE whole OR {_FEWEST} <= (SELECT count(DISTINCT s.client)
        FROM app.rows_told(at, first, last) s WHERE s.by_practitioner = r.by_practitioner);
END $$;

-- Of outcomes with contributions the client, the hours a week asked, and those.
CREATE FUNCTION app.contributions({_GIVEN})
RETURNS TABLE (client text, asked text, contributions text)
LANGUAGE plpgsql {_OWNS}
DECLARE
    whole boolean;
BEGIN{_ASKS}
    RETURN QUERY SELECT dense_rank() OVER (ORDER BY r.client)::text, r.asked, r.contributions
        FROM app.rows_decided(at, first, last) r
    WHERE r.contributions <> '[]' AND (whole OR {_FEWEST} <= (SELECT count(DISTINCT s.client)
        FROM app.rows_decided(at, first, last) s WHERE s.contributions <> '[]'));
END $$;
"""


def functions(
    said: Callable[[sa.ClauseElement], str], roles: Callable[..., str], keepers: frozenset[object]
) -> str:
    """Return the functions as SQL."""
    several = ", ".join(f"'{one}'" for one in (*figures.SEVERAL, *figures.LISTED))
    asks = {
        "READERS": roles(holders(Right.READ_FIGURES)),
        "WHOLE": roles(WHOLE, keepers),
        "SEVERAL": several,
    }
    tail = _TAIL
    for name, words in asks.items():
        tail = tail.replace(f"({name})", f"({words})")
    return "".join(_rows(fact, said) for fact in figures.FACTS) + tail

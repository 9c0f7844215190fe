-- Which rows of a list are about a case of a table that the account may not read: only that.
-- Made by tests/rows_sql.py of storage/queries/taken.py; frozen once it went out.
CREATE FUNCTION app.taken(code text, given jsonb) RETURNS SETOF integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH rows AS MATERIALIZED (
        SELECT * FROM jsonb_to_recordset(given) AS r(place integer, number bigint, reference text, client uuid, provider uuid, product text, day date, gathers boolean)
        WHERE code = ANY(app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris}')))
    SELECT rows.place FROM rows JOIN case_record ON case_record.allocation_number = rows.number WHERE case_record.committee = code AND NOT coalesce((case_record.committee = ANY ((SELECT app.at('{beheerder,contractmanager,lid,privacy_officer,secretaris,voorzitter}'))::text[]) OR case_record.committee = ANY ((SELECT app.at('{indiener}'))::text[]) AND (case_record.entered_by = (SELECT app.me()) OR case_record.entered_by = ANY ((SELECT app.team())::uuid[]) OR (SELECT app.all_teams()))) AND (case_record.id <> ALL ((SELECT app.recused())::uuid[])), false) UNION SELECT rows.place FROM rows JOIN case_record ON case_record.client_id = rows.client AND case_record.sender_reference = rows.reference WHERE case_record.committee = code AND NOT coalesce((case_record.committee = ANY ((SELECT app.at('{beheerder,contractmanager,lid,privacy_officer,secretaris,voorzitter}'))::text[]) OR case_record.committee = ANY ((SELECT app.at('{indiener}'))::text[]) AND (case_record.entered_by = (SELECT app.me()) OR case_record.entered_by = ANY ((SELECT app.team())::uuid[]) OR (SELECT app.all_teams()))) AND (case_record.id <> ALL ((SELECT app.recused())::uuid[])), false) UNION SELECT rows.place FROM rows JOIN case_record ON case_record.client_id = rows.client AND case_record.product_code IS NOT DISTINCT FROM rows.product AND case_record.starts_on IS NOT DISTINCT FROM rows.day AND case_record.provider_id IS NOT DISTINCT FROM rows.provider WHERE case_record.committee = code AND NOT coalesce((case_record.committee = ANY ((SELECT app.at('{beheerder,contractmanager,lid,privacy_officer,secretaris,voorzitter}'))::text[]) OR case_record.committee = ANY ((SELECT app.at('{indiener}'))::text[]) AND (case_record.entered_by = (SELECT app.me()) OR case_record.entered_by = ANY ((SELECT app.team())::uuid[]) OR (SELECT app.all_teams()))) AND (case_record.id <> ALL ((SELECT app.recused())::uuid[])), false) UNION SELECT rows.place FROM rows JOIN case_record ON case_record.client_id = rows.client AND rows.gathers AND (case_record.status NOT IN ('closed', 'withdrawn', 'not_needed')) WHERE case_record.committee = code AND NOT coalesce((case_record.committee = ANY ((SELECT app.at('{beheerder,contractmanager,lid,privacy_officer,secretaris,voorzitter}'))::text[]) OR case_record.committee = ANY ((SELECT app.at('{indiener}'))::text[]) AND (case_record.entered_by = (SELECT app.me()) OR case_record.entered_by = ANY ((SELECT app.team())::uuid[]) OR (SELECT app.all_teams()))) AND (case_record.id <> ALL ((SELECT app.recused())::uuid[])), false) UNION SELECT rows.place FROM rows JOIN care_line ON care_line.allocation_number = rows.number JOIN case_record ON case_record.id = care_line.case_id WHERE case_record.committee = code AND NOT coalesce((case_record.committee = ANY ((SELECT app.at('{beheerder,contractmanager,lid,privacy_officer,secretaris,voorzitter}'))::text[]) OR case_record.committee = ANY ((SELECT app.at('{indiener}'))::text[]) AND (case_record.entered_by = (SELECT app.me()) OR case_record.entered_by = ANY ((SELECT app.team())::uuid[]) OR (SELECT app.all_teams()))) AND (case_record.id <> ALL ((SELECT app.recused())::uuid[])), false)
$$;

-- Whether a list that came in brought or changed a case that the account may not read.
CREATE FUNCTION app.hidden_of(list uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT * FROM case_record WHERE case_record.id IN (SELECT case_record.id FROM case_record WHERE case_record.import_id = list UNION ALL SELECT field_change.case_id FROM field_change WHERE field_change.import_id = list UNION ALL SELECT care_line.case_id FROM care_line WHERE care_line.import_id = list) AND NOT coalesce((case_record.committee = ANY ((SELECT app.at('{beheerder,contractmanager,lid,privacy_officer,secretaris,voorzitter}'))::text[]) OR case_record.committee = ANY ((SELECT app.at('{indiener}'))::text[]) AND (case_record.entered_by = (SELECT app.me()) OR case_record.entered_by = ANY ((SELECT app.team())::uuid[]) OR (SELECT app.all_teams()))) AND (case_record.id <> ALL ((SELECT app.recused())::uuid[])), false)) AS anon_1
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
    IF NOT app.may('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}') THEN
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

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
    SELECT coalesce(array_agg(DISTINCT c.code::text), '{}') FROM committee c
    JOIN person_role r ON r.committee = c.code
        OR r.committee IS NULL OR r.role = ANY('{beheerder,contractmanager,privacy_officer}'::text[])
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
    SELECT coalesce(array_agg(case_id), '{}') FROM (
        SELECT agenda_item.case_id FROM agenda_item JOIN recusal ON recusal.item_id = agenda_item.id JOIN member ON member.id = recusal.member_id WHERE member.person_id = app.me() AND agenda_item.case_id IS NOT NULL
    ) away
$$;

-- Those of the own team.
CREATE FUNCTION app.team() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(id), '{}') FROM (
        SELECT person.id FROM person WHERE person.team != '' AND person.team = (SELECT person.team FROM person WHERE person.id = app.me())
    ) team
$$;

CREATE FUNCTION app.all_teams() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT * FROM setting WHERE setting.name = 'submitters_read_all' AND setting.value = 'true')
$$;

-- Whether members may see each other's vooradviezen on a case: it was opened, or all are in.
CREATE FUNCTION app.revealed(about uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM agenda_item i WHERE i.case_id = about AND (
            i.state IN ('current', 'done', 'held_over')
            OR i.state = 'open' AND (
                SELECT count(*) > 0 AND bool_and(a.submitted_at IS NOT NULL)
                FROM meeting m JOIN attendance t ON t.meeting_id = m.id
                JOIN member b ON b.id = t.member_id
                LEFT JOIN advice a ON a.case_id = about AND a.member_id = b.id
                WHERE m.id = i.meeting_id
                  AND t.presence NOT IN ('absent', 'excused')
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
    WHERE a.case_id = about AND ((case_record.committee = ANY ((SELECT app.at('{beheerder,contractmanager,lid,privacy_officer,secretaris,voorzitter}'))::text[]) OR case_record.committee = ANY ((SELECT app.at('{indiener}'))::text[]) AND (case_record.entered_by = (SELECT app.me()) OR case_record.entered_by = ANY ((SELECT app.team())::uuid[]) OR (SELECT app.all_teams()))) AND (case_record.id <> ALL ((SELECT app.recused())::uuid[])))
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
            word, E'\\', E'\\\\'), '%', E'\\%'), '_', E'\\_') || '%');
    END LOOP;
    RETURN QUERY EXECUTE 'SELECT row_key FROM case_record WHERE ('
        || $may$(case_record.committee = ANY ((SELECT app.at('{beheerder,contractmanager,lid,privacy_officer,secretaris,voorzitter}'))::text[]) OR case_record.committee = ANY ((SELECT app.at('{indiener}'))::text[]) AND (case_record.entered_by = (SELECT app.me()) OR case_record.entered_by = ANY ((SELECT app.team())::uuid[]) OR (SELECT app.all_teams()))) AND (case_record.id <> ALL ((SELECT app.recused())::uuid[]))$may$ || ')' || asked || ' LIMIT $1' USING most;
END $$;

-- How many cases of tables stand in each state: all where the account reads the table, else its
-- own.
CREATE FUNCTION app.counts(codes text[])
RETURNS TABLE (committee text, status text, number bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    whole text[] := ARRAY(SELECT unnest(codes)
        INTERSECT SELECT unnest(app.at('{beheerder,contractmanager,lid,privacy_officer,secretaris,voorzitter}')));
    own text[] := ARRAY(SELECT unnest(codes) EXCEPT SELECT unnest(whole));
BEGIN
    RETURN QUERY SELECT c.committee::text, c.status::text, count(*) FROM case_record c
    WHERE c.committee = ANY(whole) GROUP BY c.committee, c.status;
    IF own <> '{}' THEN
        RETURN QUERY SELECT case_record.committee::text, case_record.status::text, count(*)
        FROM case_record WHERE case_record.committee = ANY(own)
            AND (case_record.committee = ANY ((SELECT app.at('{beheerder,contractmanager,lid,privacy_officer,secretaris,voorzitter}'))::text[]) OR case_record.committee = ANY ((SELECT app.at('{indiener}'))::text[]) AND (case_record.entered_by = (SELECT app.me()) OR case_record.entered_by = ANY ((SELECT app.team())::uuid[]) OR (SELECT app.all_teams())))
        GROUP BY case_record.committee, case_record.status;
    END IF;
END $$;

-- Whether a meeting is about a case that the account may not read.
CREATE FUNCTION app.unseen(about uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM agenda_item i JOIN case_record ON case_record.id = i.case_id
        WHERE i.meeting_id = about AND NOT ((case_record.committee = ANY ((SELECT app.at('{beheerder,contractmanager,lid,privacy_officer,secretaris,voorzitter}'))::text[]) OR case_record.committee = ANY ((SELECT app.at('{indiener}'))::text[]) AND (case_record.entered_by = (SELECT app.me()) OR case_record.entered_by = ANY ((SELECT app.team())::uuid[]) OR (SELECT app.all_teams()))) AND (case_record.id <> ALL ((SELECT app.recused())::uuid[]))))
$$;

-- Who brings cases in looks up who is there already, by what the list says of them and no more.
CREATE FUNCTION app.known(name text, given text[]) RETURNS SETOF client
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT * FROM client c WHERE app.may('{beheerder,contractmanager,indiener,privacy_officer,secretaris}') AND (
        name = 'bsn' AND c.bsn = ANY(given) OR name = 'key' AND c.key = ANY(given)
        OR name = 'birth_date' AND c.birth_date = ANY(given::date[]))
$$;

CREATE FUNCTION app.rows_received(text, date, date) RETURNS TABLE (client uuid, of_kind text, by_stream text, by_referrer text, by_practitioner text, by_kind text, by_completion text, by_pilot text, by_provider text, by_landing text, in_trigger text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT case_record.client_id AS client, CAST(NULL AS TEXT) AS of_kind, CAST(CASE WHEN (case_record.care_form = 'vdb') THEN 'vdb' ELSE case_record.law END AS TEXT) AS by_stream, CAST(coalesce(case_record.referrer_type, 'unknown') AS TEXT) AS by_referrer, CAST(CASE WHEN (coalesce(case_record.referrer_type, 'unknown') = 'huisarts') THEN 'yes' ELSE 'no' END AS TEXT) AS by_practitioner, CAST(case_record.request_kind AS TEXT) AS by_kind, CAST(CASE WHEN (EXISTS (SELECT * FROM field_change WHERE field_change.case_id = case_record.id AND field_change.field = 'status' AND field_change."new" = '"incomplete"')) THEN 'yes' ELSE 'no' END AS TEXT) AS by_completion, CAST(CASE WHEN coalesce((SELECT school.pilot FROM school WHERE school.id = case_record.school_id), false) THEN 'yes' ELSE 'no' END AS TEXT) AS by_pilot, CAST(case_record.provider_id AS TEXT) AS by_provider, CAST(CASE WHEN ((SELECT landing.landed FROM landing WHERE landing.case_id = case_record.id) IS NULL) THEN 'unknown' WHEN ((SELECT landing.landed FROM landing WHERE landing.case_id = case_record.id) = true) THEN 'yes' ELSE 'no' END AS TEXT) AS by_landing, array_remove(ARRAY[CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T1"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T1') THEN 'T1' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T2"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T2') THEN 'T2' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T3"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T3') THEN 'T3' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T4"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T4') THEN 'T4' END], NULL) AS in_trigger FROM case_record WHERE case_record.committee = $1 AND case_record.status != 'draft' AND case_record.phase IS DISTINCT FROM 'longlist' AND case_record.received BETWEEN $2 AND $3
$$;
REVOKE ALL ON FUNCTION app.rows_received(text, date, date) FROM PUBLIC;

CREATE FUNCTION app.rows_decided(text, date, date) RETURNS TABLE (client uuid, of_kind text, by_stream text, by_referrer text, by_practitioner text, by_kind text, by_completion text, by_pilot text, by_provider text, by_choice text, by_landing text, by_under_stop text, by_stop text, by_stop_provider text, by_stop_referrer text, by_month_choice text, in_trigger text[], in_adjustment text[], in_reason text[], in_trigger_reason text[], hours numeric, cents bigint, asked text, contributions text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT case_record.client_id AS client, CAST(outcome.kind AS TEXT) AS of_kind, CAST(CASE WHEN (case_record.care_form = 'vdb') THEN 'vdb' ELSE case_record.law END AS TEXT) AS by_stream, CAST(coalesce(case_record.referrer_type, 'unknown') AS TEXT) AS by_referrer, CAST(CASE WHEN (coalesce(case_record.referrer_type, 'unknown') = 'huisarts') THEN 'yes' ELSE 'no' END AS TEXT) AS by_practitioner, CAST(case_record.request_kind AS TEXT) AS by_kind, CAST(CASE WHEN (EXISTS (SELECT * FROM field_change WHERE field_change.case_id = case_record.id AND field_change.field = 'status' AND field_change."new" = '"incomplete"')) THEN 'yes' ELSE 'no' END AS TEXT) AS by_completion, CAST(CASE WHEN coalesce((SELECT school.pilot FROM school WHERE school.id = case_record.school_id), false) THEN 'yes' ELSE 'no' END AS TEXT) AS by_pilot, CAST(case_record.provider_id AS TEXT) AS by_provider, CAST(outcome.choice AS TEXT) AS by_choice, CAST(CASE WHEN ((SELECT landing.landed FROM landing WHERE landing.case_id = case_record.id) IS NULL) THEN 'unknown' WHEN ((SELECT landing.landed FROM landing WHERE landing.case_id = case_record.id) = true) THEN 'yes' ELSE 'no' END AS TEXT) AS by_landing, CAST(CASE WHEN ((SELECT toeleidingsstop.id FROM toeleidingsstop WHERE toeleidingsstop.provider_id = case_record.provider_id AND toeleidingsstop.care_form = case_record.care_form AND toeleidingsstop.starts_on <= meeting.held_on AND (toeleidingsstop.ends_on IS NULL OR toeleidingsstop.ends_on > meeting.held_on) ORDER BY toeleidingsstop.id LIMIT 1) IS NOT NULL) THEN 'yes' ELSE 'no' END AS TEXT) AS by_under_stop, CAST((SELECT toeleidingsstop.id FROM toeleidingsstop WHERE toeleidingsstop.provider_id = case_record.provider_id AND toeleidingsstop.care_form = case_record.care_form AND toeleidingsstop.starts_on <= meeting.held_on AND (toeleidingsstop.ends_on IS NULL OR toeleidingsstop.ends_on > meeting.held_on) ORDER BY toeleidingsstop.id LIMIT 1) AS TEXT) AS by_stop, CAST(CASE WHEN ((SELECT toeleidingsstop.id FROM toeleidingsstop WHERE toeleidingsstop.provider_id = case_record.provider_id AND toeleidingsstop.care_form = case_record.care_form AND toeleidingsstop.starts_on <= meeting.held_on AND (toeleidingsstop.ends_on IS NULL OR toeleidingsstop.ends_on > meeting.held_on) ORDER BY toeleidingsstop.id LIMIT 1) IS NOT NULL) THEN case_record.provider_id END AS TEXT) AS by_stop_provider, CAST(CASE WHEN ((SELECT toeleidingsstop.id FROM toeleidingsstop WHERE toeleidingsstop.provider_id = case_record.provider_id AND toeleidingsstop.care_form = case_record.care_form AND toeleidingsstop.starts_on <= meeting.held_on AND (toeleidingsstop.ends_on IS NULL OR toeleidingsstop.ends_on > meeting.held_on) ORDER BY toeleidingsstop.id LIMIT 1) IS NOT NULL) THEN coalesce(case_record.referrer_type, 'unknown') ELSE '-' END AS TEXT) AS by_stop_referrer, CAST(CAST(EXTRACT(year FROM meeting.held_on) * 100 + EXTRACT(month FROM meeting.held_on) AS VARCHAR) || ':' || outcome.choice AS TEXT) AS by_month_choice, array_remove(ARRAY[CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T1"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T1') THEN 'T1' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T2"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T2') THEN 'T2' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T3"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T3') THEN 'T3' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T4"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T4') THEN 'T4' END], NULL) AS in_trigger, array_remove(ARRAY[CASE WHEN (outcome.adjustments LIKE '%%"kind":"zorgdoelen"%%') THEN 'zorgdoelen' END, CASE WHEN (outcome.adjustments LIKE '%%"kind":"duur"%%') THEN 'duur' END, CASE WHEN (outcome.adjustments LIKE '%%"kind":"intensiteit"%%') THEN 'intensiteit' END, CASE WHEN (outcome.adjustments LIKE '%%"kind":"overdracht_manier"%%') THEN 'overdracht_manier' END, CASE WHEN (outcome.adjustments LIKE '%%"kind":"overdracht_timing"%%') THEN 'overdracht_timing' END], NULL) AS in_adjustment, array((SELECT code FROM jsonb_array_elements_text(CAST(outcome.reasons AS JSONB)) AS code)) AS in_reason, array((SELECT which || ' ' || code AS anon_1 FROM unnest(array_remove(ARRAY[CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T1"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T1') THEN 'T1' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T2"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T2') THEN 'T2' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T3"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T3') THEN 'T3' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T4"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T4') THEN 'T4' END], NULL)) AS which, jsonb_array_elements_text(CAST(outcome.reasons AS JSONB)) AS code)) AS in_trigger_reason, coalesce(CAST(case_record.annual_hours AS NUMERIC), CAST(case_record.hours_per_week AS NUMERIC) * 52, 0) AS hours, coalesce(case_record.annual_cents, 0) AS cents, case_record.hours_per_week AS asked, outcome.contributions AS contributions FROM case_record JOIN (outcome JOIN agenda_item ON outcome.item_id = agenda_item.id JOIN meeting ON agenda_item.meeting_id = meeting.id) ON outcome.case_id = case_record.id WHERE meeting.committee = $1 AND outcome.current = true AND meeting.state = 'closed' AND outcome.kind != 'held_over' AND outcome.followed_at IS NULL AND meeting.held_on BETWEEN $2 AND $3
$$;
REVOKE ALL ON FUNCTION app.rows_decided(text, date, date) FROM PUBLIC;

CREATE FUNCTION app.rows_held_over(text, date, date) RETURNS TABLE (client uuid, of_kind text, by_stream text, by_referrer text, by_practitioner text, by_kind text, by_completion text, by_pilot text, by_provider text, by_choice text, by_landing text, by_under_stop text, by_stop text, by_stop_provider text, by_stop_referrer text, by_month_choice text, in_trigger text[], in_adjustment text[], in_reason text[], in_trigger_reason text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT case_record.client_id AS client, CAST(outcome.kind AS TEXT) AS of_kind, CAST(CASE WHEN (case_record.care_form = 'vdb') THEN 'vdb' ELSE case_record.law END AS TEXT) AS by_stream, CAST(coalesce(case_record.referrer_type, 'unknown') AS TEXT) AS by_referrer, CAST(CASE WHEN (coalesce(case_record.referrer_type, 'unknown') = 'huisarts') THEN 'yes' ELSE 'no' END AS TEXT) AS by_practitioner, CAST(case_record.request_kind AS TEXT) AS by_kind, CAST(CASE WHEN (EXISTS (SELECT * FROM field_change WHERE field_change.case_id = case_record.id AND field_change.field = 'status' AND field_change."new" = '"incomplete"')) THEN 'yes' ELSE 'no' END AS TEXT) AS by_completion, CAST(CASE WHEN coalesce((SELECT school.pilot FROM school WHERE school.id = case_record.school_id), false) THEN 'yes' ELSE 'no' END AS TEXT) AS by_pilot, CAST(case_record.provider_id AS TEXT) AS by_provider, CAST(outcome.choice AS TEXT) AS by_choice, CAST(CASE WHEN ((SELECT landing.landed FROM landing WHERE landing.case_id = case_record.id) IS NULL) THEN 'unknown' WHEN ((SELECT landing.landed FROM landing WHERE landing.case_id = case_record.id) = true) THEN 'yes' ELSE 'no' END AS TEXT) AS by_landing, CAST(CASE WHEN ((SELECT toeleidingsstop.id FROM toeleidingsstop WHERE toeleidingsstop.provider_id = case_record.provider_id AND toeleidingsstop.care_form = case_record.care_form AND toeleidingsstop.starts_on <= meeting.held_on AND (toeleidingsstop.ends_on IS NULL OR toeleidingsstop.ends_on > meeting.held_on) ORDER BY toeleidingsstop.id LIMIT 1) IS NOT NULL) THEN 'yes' ELSE 'no' END AS TEXT) AS by_under_stop, CAST((SELECT toeleidingsstop.id FROM toeleidingsstop WHERE toeleidingsstop.provider_id = case_record.provider_id AND toeleidingsstop.care_form = case_record.care_form AND toeleidingsstop.starts_on <= meeting.held_on AND (toeleidingsstop.ends_on IS NULL OR toeleidingsstop.ends_on > meeting.held_on) ORDER BY toeleidingsstop.id LIMIT 1) AS TEXT) AS by_stop, CAST(CASE WHEN ((SELECT toeleidingsstop.id FROM toeleidingsstop WHERE toeleidingsstop.provider_id = case_record.provider_id AND toeleidingsstop.care_form = case_record.care_form AND toeleidingsstop.starts_on <= meeting.held_on AND (toeleidingsstop.ends_on IS NULL OR toeleidingsstop.ends_on > meeting.held_on) ORDER BY toeleidingsstop.id LIMIT 1) IS NOT NULL) THEN case_record.provider_id END AS TEXT) AS by_stop_provider, CAST(CASE WHEN ((SELECT toeleidingsstop.id FROM toeleidingsstop WHERE toeleidingsstop.provider_id = case_record.provider_id AND toeleidingsstop.care_form = case_record.care_form AND toeleidingsstop.starts_on <= meeting.held_on AND (toeleidingsstop.ends_on IS NULL OR toeleidingsstop.ends_on > meeting.held_on) ORDER BY toeleidingsstop.id LIMIT 1) IS NOT NULL) THEN coalesce(case_record.referrer_type, 'unknown') ELSE '-' END AS TEXT) AS by_stop_referrer, CAST(CAST(EXTRACT(year FROM meeting.held_on) * 100 + EXTRACT(month FROM meeting.held_on) AS VARCHAR) || ':' || outcome.choice AS TEXT) AS by_month_choice, array_remove(ARRAY[CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T1"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T1') THEN 'T1' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T2"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T2') THEN 'T2' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T3"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T3') THEN 'T3' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T4"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T4') THEN 'T4' END], NULL) AS in_trigger, array_remove(ARRAY[CASE WHEN (outcome.adjustments LIKE '%%"kind":"zorgdoelen"%%') THEN 'zorgdoelen' END, CASE WHEN (outcome.adjustments LIKE '%%"kind":"duur"%%') THEN 'duur' END, CASE WHEN (outcome.adjustments LIKE '%%"kind":"intensiteit"%%') THEN 'intensiteit' END, CASE WHEN (outcome.adjustments LIKE '%%"kind":"overdracht_manier"%%') THEN 'overdracht_manier' END, CASE WHEN (outcome.adjustments LIKE '%%"kind":"overdracht_timing"%%') THEN 'overdracht_timing' END], NULL) AS in_adjustment, array((SELECT code FROM jsonb_array_elements_text(CAST(outcome.reasons AS JSONB)) AS code)) AS in_reason, array((SELECT which || ' ' || code AS anon_1 FROM unnest(array_remove(ARRAY[CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T1"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T1') THEN 'T1' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T2"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T2') THEN 'T2' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T3"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T3') THEN 'T3' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T4"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T4') THEN 'T4' END], NULL)) AS which, jsonb_array_elements_text(CAST(outcome.reasons AS JSONB)) AS code)) AS in_trigger_reason FROM case_record JOIN (outcome JOIN agenda_item ON outcome.item_id = agenda_item.id JOIN meeting ON agenda_item.meeting_id = meeting.id) ON outcome.case_id = case_record.id WHERE meeting.committee = $1 AND outcome.current = true AND meeting.state = 'closed' AND outcome.kind = 'held_over' AND meeting.held_on BETWEEN $2 AND $3
$$;
REVOKE ALL ON FUNCTION app.rows_held_over(text, date, date) FROM PUBLIC;

CREATE FUNCTION app.rows_urgent(text, date, date) RETURNS TABLE (client uuid, of_kind text, by_stream text, by_referrer text, by_practitioner text, by_kind text, by_completion text, by_pilot text, by_provider text, by_landing text, by_ratified text, in_trigger text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT case_record.client_id AS client, CAST(NULL AS TEXT) AS of_kind, CAST(CASE WHEN (case_record.care_form = 'vdb') THEN 'vdb' ELSE case_record.law END AS TEXT) AS by_stream, CAST(coalesce(case_record.referrer_type, 'unknown') AS TEXT) AS by_referrer, CAST(CASE WHEN (coalesce(case_record.referrer_type, 'unknown') = 'huisarts') THEN 'yes' ELSE 'no' END AS TEXT) AS by_practitioner, CAST(case_record.request_kind AS TEXT) AS by_kind, CAST(CASE WHEN (EXISTS (SELECT * FROM field_change WHERE field_change.case_id = case_record.id AND field_change.field = 'status' AND field_change."new" = '"incomplete"')) THEN 'yes' ELSE 'no' END AS TEXT) AS by_completion, CAST(CASE WHEN coalesce((SELECT school.pilot FROM school WHERE school.id = case_record.school_id), false) THEN 'yes' ELSE 'no' END AS TEXT) AS by_pilot, CAST(case_record.provider_id AS TEXT) AS by_provider, CAST(CASE WHEN ((SELECT landing.landed FROM landing WHERE landing.case_id = case_record.id) IS NULL) THEN 'unknown' WHEN ((SELECT landing.landed FROM landing WHERE landing.case_id = case_record.id) = true) THEN 'yes' ELSE 'no' END AS TEXT) AS by_landing, CAST(CASE WHEN (urgent_decision.ratified IS NULL) THEN 'unknown' WHEN (urgent_decision.ratified = true) THEN 'yes' ELSE 'no' END AS TEXT) AS by_ratified, array_remove(ARRAY[CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T1"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T1') THEN 'T1' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T2"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T2') THEN 'T2' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T3"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T3') THEN 'T3' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T4"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T4') THEN 'T4' END], NULL) AS in_trigger FROM case_record JOIN urgent_decision ON urgent_decision.case_id = case_record.id WHERE urgent_decision.committee = $1 AND urgent_decision.decided_on BETWEEN $2 AND $3
$$;
REVOKE ALL ON FUNCTION app.rows_urgent(text, date, date) FROM PUBLIC;

CREATE FUNCTION app.rows_told(text, date, date) RETURNS TABLE (client uuid, of_kind text, by_stream text, by_referrer text, by_practitioner text, by_kind text, by_completion text, by_pilot text, by_provider text, by_landing text, in_trigger text[], days integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT case_record.client_id AS client, CAST(NULL AS TEXT) AS of_kind, CAST(CASE WHEN (case_record.care_form = 'vdb') THEN 'vdb' ELSE case_record.law END AS TEXT) AS by_stream, CAST(coalesce(case_record.referrer_type, 'unknown') AS TEXT) AS by_referrer, CAST(CASE WHEN (coalesce(case_record.referrer_type, 'unknown') = 'huisarts') THEN 'yes' ELSE 'no' END AS TEXT) AS by_practitioner, CAST(case_record.request_kind AS TEXT) AS by_kind, CAST(CASE WHEN (EXISTS (SELECT * FROM field_change WHERE field_change.case_id = case_record.id AND field_change.field = 'status' AND field_change."new" = '"incomplete"')) THEN 'yes' ELSE 'no' END AS TEXT) AS by_completion, CAST(CASE WHEN coalesce((SELECT school.pilot FROM school WHERE school.id = case_record.school_id), false) THEN 'yes' ELSE 'no' END AS TEXT) AS by_pilot, CAST(case_record.provider_id AS TEXT) AS by_provider, CAST(CASE WHEN ((SELECT landing.landed FROM landing WHERE landing.case_id = case_record.id) IS NULL) THEN 'unknown' WHEN ((SELECT landing.landed FROM landing WHERE landing.case_id = case_record.id) = true) THEN 'yes' ELSE 'no' END AS TEXT) AS by_landing, array_remove(ARRAY[CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T1"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T1') THEN 'T1' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T2"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T2') THEN 'T2' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T3"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T3') THEN 'T3' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T4"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T4') THEN 'T4' END], NULL) AS in_trigger, told.told_on - case_record.received AS days FROM case_record JOIN (SELECT feedback.case_id AS case_id, min(feedback.told_on) AS told_on FROM feedback WHERE NOT feedback.provisional GROUP BY feedback.case_id) AS told ON told.case_id = case_record.id WHERE coalesce(case_record.committee, '') = $1 AND told.told_on BETWEEN $2 AND $3
$$;
REVOKE ALL ON FUNCTION app.rows_told(text, date, date) FROM PUBLIC;

CREATE FUNCTION app.rows_objections(text, date, date) RETURNS TABLE (client uuid, of_kind text, by_stream text, by_referrer text, by_practitioner text, by_kind text, by_completion text, by_pilot text, by_provider text, by_choice text, by_landing text, in_trigger text[], in_adjustment text[], in_reason text[], in_trigger_reason text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT case_record.client_id AS client, CAST(outcome.kind AS TEXT) AS of_kind, CAST(CASE WHEN (case_record.care_form = 'vdb') THEN 'vdb' ELSE case_record.law END AS TEXT) AS by_stream, CAST(coalesce(case_record.referrer_type, 'unknown') AS TEXT) AS by_referrer, CAST(CASE WHEN (coalesce(case_record.referrer_type, 'unknown') = 'huisarts') THEN 'yes' ELSE 'no' END AS TEXT) AS by_practitioner, CAST(case_record.request_kind AS TEXT) AS by_kind, CAST(CASE WHEN (EXISTS (SELECT * FROM field_change WHERE field_change.case_id = case_record.id AND field_change.field = 'status' AND field_change."new" = '"incomplete"')) THEN 'yes' ELSE 'no' END AS TEXT) AS by_completion, CAST(CASE WHEN coalesce((SELECT school.pilot FROM school WHERE school.id = case_record.school_id), false) THEN 'yes' ELSE 'no' END AS TEXT) AS by_pilot, CAST(case_record.provider_id AS TEXT) AS by_provider, CAST(outcome.choice AS TEXT) AS by_choice, CAST(CASE WHEN ((SELECT landing.landed FROM landing WHERE landing.case_id = case_record.id) IS NULL) THEN 'unknown' WHEN ((SELECT landing.landed FROM landing WHERE landing.case_id = case_record.id) = true) THEN 'yes' ELSE 'no' END AS TEXT) AS by_landing, array_remove(ARRAY[CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T1"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T1') THEN 'T1' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T2"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T2') THEN 'T2' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T3"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T3') THEN 'T3' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T4"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T4') THEN 'T4' END], NULL) AS in_trigger, array_remove(ARRAY[CASE WHEN (outcome.adjustments LIKE '%%"kind":"zorgdoelen"%%') THEN 'zorgdoelen' END, CASE WHEN (outcome.adjustments LIKE '%%"kind":"duur"%%') THEN 'duur' END, CASE WHEN (outcome.adjustments LIKE '%%"kind":"intensiteit"%%') THEN 'intensiteit' END, CASE WHEN (outcome.adjustments LIKE '%%"kind":"overdracht_manier"%%') THEN 'overdracht_manier' END, CASE WHEN (outcome.adjustments LIKE '%%"kind":"overdracht_timing"%%') THEN 'overdracht_timing' END], NULL) AS in_adjustment, array((SELECT code FROM jsonb_array_elements_text(CAST(outcome.reasons AS JSONB)) AS code)) AS in_reason, array((SELECT which || ' ' || code AS anon_1 FROM unnest(array_remove(ARRAY[CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T1"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T1') THEN 'T1' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T2"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T2') THEN 'T2' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T3"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T3') THEN 'T3' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T4"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T4') THEN 'T4' END], NULL)) AS which, jsonb_array_elements_text(CAST(outcome.reasons AS JSONB)) AS code)) AS in_trigger_reason FROM case_record JOIN formal_decision ON formal_decision.case_id = case_record.id JOIN outcome ON outcome.case_id = case_record.id WHERE coalesce(case_record.committee, '') = $1 AND outcome.current = true AND outcome.kind != 'held_over' AND outcome.followed_at IS NULL AND formal_decision.objected_on BETWEEN $2 AND $3
$$;
REVOKE ALL ON FUNCTION app.rows_objections(text, date, date) FROM PUBLIC;

CREATE FUNCTION app.rows_conditions(text, date, date) RETURNS TABLE (client uuid, of_kind text, by_stream text, by_referrer text, by_practitioner text, by_kind text, by_completion text, by_pilot text, by_provider text, by_landing text, by_done text, in_trigger text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT case_record.client_id AS client, CAST(NULL AS TEXT) AS of_kind, CAST(CASE WHEN (case_record.care_form = 'vdb') THEN 'vdb' ELSE case_record.law END AS TEXT) AS by_stream, CAST(coalesce(case_record.referrer_type, 'unknown') AS TEXT) AS by_referrer, CAST(CASE WHEN (coalesce(case_record.referrer_type, 'unknown') = 'huisarts') THEN 'yes' ELSE 'no' END AS TEXT) AS by_practitioner, CAST(case_record.request_kind AS TEXT) AS by_kind, CAST(CASE WHEN (EXISTS (SELECT * FROM field_change WHERE field_change.case_id = case_record.id AND field_change.field = 'status' AND field_change."new" = '"incomplete"')) THEN 'yes' ELSE 'no' END AS TEXT) AS by_completion, CAST(CASE WHEN coalesce((SELECT school.pilot FROM school WHERE school.id = case_record.school_id), false) THEN 'yes' ELSE 'no' END AS TEXT) AS by_pilot, CAST(case_record.provider_id AS TEXT) AS by_provider, CAST(CASE WHEN ((SELECT landing.landed FROM landing WHERE landing.case_id = case_record.id) IS NULL) THEN 'unknown' WHEN ((SELECT landing.landed FROM landing WHERE landing.case_id = case_record.id) = true) THEN 'yes' ELSE 'no' END AS TEXT) AS by_landing, CAST(CASE WHEN (action.done_at IS NOT NULL) THEN 'yes' ELSE 'no' END AS TEXT) AS by_done, array_remove(ARRAY[CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T1"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T1') THEN 'T1' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T2"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T2') THEN 'T2' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T3"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T3') THEN 'T3' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T4"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T4') THEN 'T4' END], NULL) AS in_trigger FROM case_record JOIN action ON action.case_id = case_record.id WHERE action.committee = $1 AND action.kind = 'condition' AND action.due_on BETWEEN $2 AND $3
$$;
REVOKE ALL ON FUNCTION app.rows_conditions(text, date, date) FROM PUBLIC;

CREATE FUNCTION app.rows_evaluations(text, date, date) RETURNS TABLE (client uuid, of_kind text, by_stream text, by_referrer text, by_practitioner text, by_kind text, by_completion text, by_pilot text, by_provider text, by_landing text, by_done text, in_trigger text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT case_record.client_id AS client, CAST(NULL AS TEXT) AS of_kind, CAST(CASE WHEN (case_record.care_form = 'vdb') THEN 'vdb' ELSE case_record.law END AS TEXT) AS by_stream, CAST(coalesce(case_record.referrer_type, 'unknown') AS TEXT) AS by_referrer, CAST(CASE WHEN (coalesce(case_record.referrer_type, 'unknown') = 'huisarts') THEN 'yes' ELSE 'no' END AS TEXT) AS by_practitioner, CAST(case_record.request_kind AS TEXT) AS by_kind, CAST(CASE WHEN (EXISTS (SELECT * FROM field_change WHERE field_change.case_id = case_record.id AND field_change.field = 'status' AND field_change."new" = '"incomplete"')) THEN 'yes' ELSE 'no' END AS TEXT) AS by_completion, CAST(CASE WHEN coalesce((SELECT school.pilot FROM school WHERE school.id = case_record.school_id), false) THEN 'yes' ELSE 'no' END AS TEXT) AS by_pilot, CAST(case_record.provider_id AS TEXT) AS by_provider, CAST(CASE WHEN ((SELECT landing.landed FROM landing WHERE landing.case_id = case_record.id) IS NULL) THEN 'unknown' WHEN ((SELECT landing.landed FROM landing WHERE landing.case_id = case_record.id) = true) THEN 'yes' ELSE 'no' END AS TEXT) AS by_landing, CAST(CASE WHEN (action.done_at IS NOT NULL) THEN 'yes' ELSE 'no' END AS TEXT) AS by_done, array_remove(ARRAY[CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T1"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T1') THEN 'T1' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T2"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T2') THEN 'T2' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T3"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T3') THEN 'T3' END, CASE WHEN (case_record.route_reasons LIKE '%%"triggers":[%%"T4"%%],"entries"%%' OR case_record.route_reasons IS NULL AND coalesce(case_record.list_trigger, '') = 'T4') THEN 'T4' END], NULL) AS in_trigger FROM case_record JOIN action ON action.case_id = case_record.id WHERE action.committee = $1 AND action.kind = 'evaluation' AND action.due_on BETWEEN $2 AND $3
$$;
REVOKE ALL ON FUNCTION app.rows_evaluations(text, date, date) FROM PUBLIC;

-- Several divisions of a fact: the place of each in what was asked, its line, cases and clients.
CREATE FUNCTION app.counted(fact text, at text, first date, last date, asked jsonb)
RETURNS TABLE (place integer, line text, cases bigint, clients bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    one record;
    whole boolean;
    line text;
BEGIN
    IF NOT at = ANY(app.at('{rapporteur,secretaris,voorzitter}')) THEN
        RAISE EXCEPTION 'no figures of this table' USING ERRCODE = 'insufficient_privilege';
    END IF;
    whole := at = ANY(app.at('{beheerder,contractmanager,lid,privacy_officer,secretaris,voorzitter}'));

    FOR one IN SELECT (ordinality - 1)::integer AS place, value ->> 'by' AS division,
            ARRAY(SELECT jsonb_array_elements_text(value -> 'kinds')) AS kinds
        FROM jsonb_array_elements(asked) WITH ORDINALITY
    LOOP
        line := CASE WHEN one.division = '' THEN '''all''::text'
            WHEN one.division IN ('trigger', 'adjustment', 'reason', 'trigger_reason') THEN format('unnest(%I)', 'in_' || one.division)
            ELSE format('%I', 'by_' || one.division) END;
        RETURN QUERY EXECUTE format(
            'SELECT %s, line, CASE WHEN $5 OR count(DISTINCT client) >= 10 THEN count(*)'
            ' END, CASE WHEN $5 OR count(DISTINCT client) >= 10'
            ' THEN count(DISTINCT client) ELSE 0 END FROM (SELECT %s AS line, client'
            ' FROM app.%I($1, $2, $3)'
            ' WHERE cardinality($4) = 0 OR of_kind = ANY($4)) one GROUP BY 2',
            one.place, line, 'rows_' || fact) USING at, first, last, one.kinds, whole;
    END LOOP;
END $$;

-- Of each stop and client how many outcomes, hours and cents. Clients are numbered anew each time.
CREATE FUNCTION app.amounts(at text, first date, last date, kinds text[])
RETURNS TABLE (stop text, client text, cases bigint, hours numeric, cents numeric)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    whole boolean;
BEGIN
    IF NOT at = ANY(app.at('{rapporteur,secretaris,voorzitter}')) THEN
        RAISE EXCEPTION 'no figures of this table' USING ERRCODE = 'insufficient_privilege';
    END IF;
    whole := at = ANY(app.at('{beheerder,contractmanager,lid,privacy_officer,secretaris,voorzitter}'));

    RETURN QUERY SELECT r.by_stop, dense_rank() OVER (ORDER BY r.client)::text, count(*),
        sum(r.hours), sum(r.cents) FROM app.rows_decided(at, first, last) r
    WHERE r.by_stop IS NOT NULL AND (cardinality(kinds) = 0 OR r.of_kind = ANY(kinds))
        AND (whole OR 10 <= (SELECT count(DISTINCT s.client)
            FROM app.rows_decided(at, first, last) s WHERE s.by_stop = r.by_stop
            AND (cardinality(kinds) = 0 OR s.of_kind = ANY(kinds))))
    GROUP BY r.by_stop, r.client;
END $$;

-- Of each case that was told whether a huisarts asked, its client, and the days.
CREATE FUNCTION app.spans(at text, first date, last date)
RETURNS TABLE (practitioner boolean, client text, days integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    whole boolean;
BEGIN
    IF NOT at = ANY(app.at('{rapporteur,secretaris,voorzitter}')) THEN
        RAISE EXCEPTION 'no figures of this table' USING ERRCODE = 'insufficient_privilege';
    END IF;
    whole := at = ANY(app.at('{beheerder,contractmanager,lid,privacy_officer,secretaris,voorzitter}'));

    RETURN QUERY SELECT r.by_practitioner = 'yes', dense_rank() OVER (ORDER BY r.client)::text,
        r.days FROM app.rows_told(at, first, last) r
    WHERE whole OR 10 <= (SELECT count(DISTINCT s.client)
        FROM app.rows_told(at, first, last) s WHERE s.by_practitioner = r.by_practitioner);
END $$;

-- Of outcomes with contributions the client, the hours a week asked, and those.
CREATE FUNCTION app.contributions(at text, first date, last date)
RETURNS TABLE (client text, asked text, contributions text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    whole boolean;
BEGIN
    IF NOT at = ANY(app.at('{rapporteur,secretaris,voorzitter}')) THEN
        RAISE EXCEPTION 'no figures of this table' USING ERRCODE = 'insufficient_privilege';
    END IF;
    whole := at = ANY(app.at('{beheerder,contractmanager,lid,privacy_officer,secretaris,voorzitter}'));

    RETURN QUERY SELECT dense_rank() OVER (ORDER BY r.client)::text, r.asked, r.contributions
        FROM app.rows_decided(at, first, last) r
    WHERE r.contributions <> '[]' AND (whole OR 10 <= (SELECT count(DISTINCT s.client)
        FROM app.rows_decided(at, first, last) s WHERE s.contributions <> '[]'));
END $$;

ALTER TABLE action ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON action FOR SELECT USING (action.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,lid,privacy_officer,secretaris,voorzitter}'))::text[]) AND (action.case_id IS NULL OR EXISTS (SELECT FROM case_record p WHERE p.id = action.case_id AND action.case_id IS NOT NULL)));
CREATE POLICY adds ON action FOR INSERT WITH CHECK (action.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,lid,privacy_officer,secretaris,voorzitter}'))::text[]));
CREATE POLICY changes ON action FOR UPDATE USING (action.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,lid,privacy_officer,secretaris,voorzitter}'))::text[])) WITH CHECK (action.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,lid,privacy_officer,secretaris,voorzitter}'))::text[]));
CREATE POLICY goes ON action FOR DELETE USING (action.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,lid,privacy_officer,secretaris,voorzitter}'))::text[]));

ALTER TABLE adopted_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON adopted_version FOR SELECT USING (EXISTS (SELECT FROM minutes p WHERE p.id = adopted_version.minutes_id AND adopted_version.minutes_id IS NOT NULL));
CREATE POLICY adds ON adopted_version FOR INSERT WITH CHECK (((SELECT app.may('{secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));
CREATE POLICY changes ON adopted_version FOR UPDATE USING (((SELECT app.may('{secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}')))) WITH CHECK (((SELECT app.may('{secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));
CREATE POLICY goes ON adopted_version FOR DELETE USING (((SELECT app.may('{secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));

ALTER TABLE advice ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON advice FOR SELECT USING (EXISTS (SELECT FROM case_record p WHERE p.id = advice.case_id AND advice.case_id IS NOT NULL) AND (EXISTS (SELECT FROM member p WHERE p.id = advice.member_id AND advice.member_id IS NOT NULL AND (p.person_id = (SELECT app.me()) OR p.person_id IS NULL AND p.committee = ANY ((SELECT app.at('{secretaris}'))::text[]))) OR advice.submitted_at IS NOT NULL AND app.revealed(advice.case_id) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));
CREATE POLICY adds ON advice FOR INSERT WITH CHECK ((EXISTS (SELECT FROM member p WHERE p.id = advice.member_id AND p.person_id = (SELECT app.me())) OR (SELECT app.may('{lid,voorzitter}')) OR (SELECT app.may('{secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));
CREATE POLICY changes ON advice FOR UPDATE USING ((EXISTS (SELECT FROM member p WHERE p.id = advice.member_id AND p.person_id = (SELECT app.me())) OR (SELECT app.may('{lid,voorzitter}')) OR (SELECT app.may('{secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}')))) WITH CHECK ((EXISTS (SELECT FROM member p WHERE p.id = advice.member_id AND p.person_id = (SELECT app.me())) OR (SELECT app.may('{lid,voorzitter}')) OR (SELECT app.may('{secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));
CREATE POLICY goes ON advice FOR DELETE USING ((EXISTS (SELECT FROM member p WHERE p.id = advice.member_id AND p.person_id = (SELECT app.me())) OR (SELECT app.may('{lid,voorzitter}')) OR (SELECT app.may('{secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));

ALTER TABLE advice_answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON advice_answer FOR SELECT USING (EXISTS (SELECT FROM advice p WHERE p.id = advice_answer.advice_id AND advice_answer.advice_id IS NOT NULL));
CREATE POLICY adds ON advice_answer FOR INSERT WITH CHECK ((EXISTS (SELECT FROM advice a, member p WHERE a.id = advice_answer.advice_id AND p.id = a.member_id AND p.person_id = (SELECT app.me())) OR (SELECT app.may('{lid,voorzitter}')) OR (SELECT app.may('{secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));
CREATE POLICY changes ON advice_answer FOR UPDATE USING ((EXISTS (SELECT FROM advice a, member p WHERE a.id = advice_answer.advice_id AND p.id = a.member_id AND p.person_id = (SELECT app.me())) OR (SELECT app.may('{lid,voorzitter}')) OR (SELECT app.may('{secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}')))) WITH CHECK ((EXISTS (SELECT FROM advice a, member p WHERE a.id = advice_answer.advice_id AND p.id = a.member_id AND p.person_id = (SELECT app.me())) OR (SELECT app.may('{lid,voorzitter}')) OR (SELECT app.may('{secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));
CREATE POLICY goes ON advice_answer FOR DELETE USING ((EXISTS (SELECT FROM advice a, member p WHERE a.id = advice_answer.advice_id AND p.id = a.member_id AND p.person_id = (SELECT app.me())) OR (SELECT app.may('{lid,voorzitter}')) OR (SELECT app.may('{secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));

ALTER TABLE agenda_item ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON agenda_item FOR SELECT USING (EXISTS (SELECT FROM meeting p WHERE p.id = agenda_item.meeting_id AND agenda_item.meeting_id IS NOT NULL) AND ((agenda_item.case_id IS NULL OR EXISTS (SELECT FROM case_record p WHERE p.id = agenda_item.case_id AND agenda_item.case_id IS NOT NULL)) OR EXISTS (SELECT FROM meeting p WHERE p.id = agenda_item.meeting_id AND agenda_item.meeting_id IS NOT NULL AND p.committee = ANY ((SELECT app.at('{secretaris,voorzitter}'))::text[]))));
CREATE POLICY adds ON agenda_item FOR INSERT WITH CHECK (EXISTS (SELECT FROM meeting p WHERE p.id = agenda_item.meeting_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY changes ON agenda_item FOR UPDATE USING (EXISTS (SELECT FROM meeting p WHERE p.id = agenda_item.meeting_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]))) WITH CHECK (EXISTS (SELECT FROM meeting p WHERE p.id = agenda_item.meeting_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY goes ON agenda_item FOR DELETE USING (EXISTS (SELECT FROM meeting p WHERE p.id = agenda_item.meeting_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));

ALTER TABLE agreement ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON agreement FOR SELECT USING ((agreement.committee = ANY ((SELECT app.at('{beheerder,contractmanager,privacy_officer,rapporteur,secretaris,voorzitter}'))::text[]) OR agreement.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,lid,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY adds ON agreement FOR INSERT WITH CHECK (agreement.committee = ANY ((SELECT app.at('{beheerder,contractmanager,privacy_officer,rapporteur,secretaris}'))::text[]));
CREATE POLICY changes ON agreement FOR UPDATE USING (agreement.committee = ANY ((SELECT app.at('{beheerder,contractmanager,privacy_officer,rapporteur,secretaris}'))::text[])) WITH CHECK (agreement.committee = ANY ((SELECT app.at('{beheerder,contractmanager,privacy_officer,rapporteur,secretaris}'))::text[]));
CREATE POLICY goes ON agreement FOR DELETE USING (agreement.committee = ANY ((SELECT app.at('{beheerder,contractmanager,privacy_officer,rapporteur,secretaris}'))::text[]));

ALTER TABLE attendance ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON attendance FOR SELECT USING (EXISTS (SELECT FROM meeting p WHERE p.id = attendance.meeting_id AND attendance.meeting_id IS NOT NULL));
CREATE POLICY adds ON attendance FOR INSERT WITH CHECK (EXISTS (SELECT FROM meeting p WHERE p.id = attendance.meeting_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY changes ON attendance FOR UPDATE USING (EXISTS (SELECT FROM meeting p WHERE p.id = attendance.meeting_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]))) WITH CHECK (EXISTS (SELECT FROM meeting p WHERE p.id = attendance.meeting_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY goes ON attendance FOR DELETE USING (EXISTS (SELECT FROM meeting p WHERE p.id = attendance.meeting_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));

ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON audit_event FOR SELECT USING (((SELECT app.may('{beheerder,fg,privacy_officer}')) OR CASE WHEN audit_event.subject = 'case' AND audit_event.subject_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN EXISTS (SELECT FROM case_record p WHERE p.id = audit_event.subject_id::uuid) ELSE false END OR audit_event.action IN ('norms-imported')));
CREATE POLICY adds ON audit_event FOR INSERT WITH CHECK (audit_event.person_id = (SELECT app.me()));
CREATE POLICY changes ON audit_event FOR UPDATE USING (audit_event.person_id = (SELECT app.me())) WITH CHECK (audit_event.person_id = (SELECT app.me()));
CREATE POLICY goes ON audit_event FOR DELETE USING (audit_event.person_id = (SELECT app.me()));

ALTER TABLE care_line ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON care_line FOR SELECT USING ((care_line.case_id IS NULL OR EXISTS (SELECT FROM case_record p WHERE p.id = care_line.case_id AND care_line.case_id IS NOT NULL)) AND (care_line.case_id IS NOT NULL OR (SELECT app.may('{indiener,secretaris}')) OR (SELECT app.may('{secretaris,voorzitter}'))));
CREATE POLICY adds ON care_line FOR INSERT WITH CHECK ((EXISTS (SELECT FROM case_record p WHERE p.id = care_line.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])) OR care_line.case_id IS NULL));
CREATE POLICY changes ON care_line FOR UPDATE USING ((EXISTS (SELECT FROM case_record p WHERE p.id = care_line.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])) OR care_line.case_id IS NULL)) WITH CHECK ((EXISTS (SELECT FROM case_record p WHERE p.id = care_line.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])) OR care_line.case_id IS NULL));
CREATE POLICY goes ON care_line FOR DELETE USING ((EXISTS (SELECT FROM case_record p WHERE p.id = care_line.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])) OR care_line.case_id IS NULL));

ALTER TABLE case_answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON case_answer FOR SELECT USING (EXISTS (SELECT FROM case_record p WHERE p.id = case_answer.case_id AND case_answer.case_id IS NOT NULL));
CREATE POLICY adds ON case_answer FOR INSERT WITH CHECK (EXISTS (SELECT FROM case_record p WHERE p.id = case_answer.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY changes ON case_answer FOR UPDATE USING (EXISTS (SELECT FROM case_record p WHERE p.id = case_answer.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]))) WITH CHECK (EXISTS (SELECT FROM case_record p WHERE p.id = case_answer.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY goes ON case_answer FOR DELETE USING (EXISTS (SELECT FROM case_record p WHERE p.id = case_answer.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));

ALTER TABLE case_counter ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON case_counter FOR SELECT USING (true);
CREATE POLICY adds ON case_counter FOR INSERT WITH CHECK (case_counter.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris}'))::text[]));
CREATE POLICY changes ON case_counter FOR UPDATE USING (case_counter.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris}'))::text[])) WITH CHECK (case_counter.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris}'))::text[]));
CREATE POLICY goes ON case_counter FOR DELETE USING (case_counter.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris}'))::text[]));

ALTER TABLE case_record ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON case_record FOR SELECT USING ((case_record.committee = ANY ((SELECT app.at('{beheerder,contractmanager,lid,privacy_officer,secretaris,voorzitter}'))::text[]) OR case_record.committee = ANY ((SELECT app.at('{indiener}'))::text[]) AND (case_record.entered_by = (SELECT app.me()) OR case_record.entered_by = ANY ((SELECT app.team())::uuid[]) OR (SELECT app.all_teams()))) AND (case_record.id <> ALL ((SELECT app.recused())::uuid[])));
CREATE POLICY adds ON case_record FOR INSERT WITH CHECK (case_record.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]));
CREATE POLICY changes ON case_record FOR UPDATE USING (case_record.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])) WITH CHECK (case_record.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]));
CREATE POLICY goes ON case_record FOR DELETE USING (case_record.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]));

ALTER TABLE chosen ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON chosen FOR SELECT USING (EXISTS (SELECT FROM case_record p WHERE p.id = chosen.case_id AND chosen.case_id IS NOT NULL));
CREATE POLICY adds ON chosen FOR INSERT WITH CHECK (EXISTS (SELECT FROM case_record p WHERE p.id = chosen.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY changes ON chosen FOR UPDATE USING (EXISTS (SELECT FROM case_record p WHERE p.id = chosen.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]))) WITH CHECK (EXISTS (SELECT FROM case_record p WHERE p.id = chosen.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY goes ON chosen FOR DELETE USING (EXISTS (SELECT FROM case_record p WHERE p.id = chosen.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));

ALTER TABLE client ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON client FOR SELECT USING ((EXISTS (SELECT FROM case_record p WHERE p.client_id = client.id AND client.id IS NOT NULL) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));
CREATE POLICY adds ON client FOR INSERT WITH CHECK ((SELECT app.may('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}')));
CREATE POLICY changes ON client FOR UPDATE USING ((SELECT app.may('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))) WITH CHECK ((SELECT app.may('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}')));
CREATE POLICY goes ON client FOR DELETE USING ((SELECT app.may('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}')));

ALTER TABLE client_statement ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON client_statement FOR SELECT USING (EXISTS (SELECT FROM case_record p WHERE p.id = client_statement.case_id AND client_statement.case_id IS NOT NULL));
CREATE POLICY adds ON client_statement FOR INSERT WITH CHECK ((SELECT app.may('{beheerder,privacy_officer}')));
CREATE POLICY changes ON client_statement FOR UPDATE USING ((SELECT app.may('{beheerder,privacy_officer}'))) WITH CHECK ((SELECT app.may('{beheerder,privacy_officer}')));
CREATE POLICY goes ON client_statement FOR DELETE USING ((SELECT app.may('{beheerder,privacy_officer}')));

ALTER TABLE committee ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON committee FOR SELECT USING (true);
CREATE POLICY adds ON committee FOR INSERT WITH CHECK ((SELECT app.may('{beheerder}')));
CREATE POLICY changes ON committee FOR UPDATE USING ((SELECT app.may('{beheerder}'))) WITH CHECK ((SELECT app.may('{beheerder}')));
CREATE POLICY goes ON committee FOR DELETE USING ((SELECT app.may('{beheerder}')));

ALTER TABLE committee_answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON committee_answer FOR SELECT USING (EXISTS (SELECT FROM agenda_item p WHERE p.id = committee_answer.item_id AND committee_answer.item_id IS NOT NULL) AND EXISTS (SELECT FROM agenda_item p WHERE p.id = committee_answer.item_id AND committee_answer.item_id IS NOT NULL AND (p.case_id IS NULL OR EXISTS (SELECT FROM case_record c WHERE c.id = p.case_id AND p.case_id IS NOT NULL))));
CREATE POLICY adds ON committee_answer FOR INSERT WITH CHECK (EXISTS (SELECT FROM agenda_item p JOIN meeting m ON m.id = p.meeting_id WHERE p.id = committee_answer.item_id AND m.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY changes ON committee_answer FOR UPDATE USING (EXISTS (SELECT FROM agenda_item p JOIN meeting m ON m.id = p.meeting_id WHERE p.id = committee_answer.item_id AND m.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]))) WITH CHECK (EXISTS (SELECT FROM agenda_item p JOIN meeting m ON m.id = p.meeting_id WHERE p.id = committee_answer.item_id AND m.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY goes ON committee_answer FOR DELETE USING (EXISTS (SELECT FROM agenda_item p JOIN meeting m ON m.id = p.meeting_id WHERE p.id = committee_answer.item_id AND m.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));

ALTER TABLE committee_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON committee_version FOR SELECT USING (true);
CREATE POLICY adds ON committee_version FOR INSERT WITH CHECK ((SELECT app.may('{beheerder}')));
CREATE POLICY changes ON committee_version FOR UPDATE USING ((SELECT app.may('{beheerder}'))) WITH CHECK ((SELECT app.may('{beheerder}')));
CREATE POLICY goes ON committee_version FOR DELETE USING ((SELECT app.may('{beheerder}')));

ALTER TABLE consent ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON consent FOR SELECT USING (EXISTS (SELECT FROM case_record p WHERE p.id = consent.case_id AND consent.case_id IS NOT NULL));
CREATE POLICY adds ON consent FOR INSERT WITH CHECK (EXISTS (SELECT FROM case_record p WHERE p.id = consent.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY changes ON consent FOR UPDATE USING (EXISTS (SELECT FROM case_record p WHERE p.id = consent.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]))) WITH CHECK (EXISTS (SELECT FROM case_record p WHERE p.id = consent.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY goes ON consent FOR DELETE USING (EXISTS (SELECT FROM case_record p WHERE p.id = consent.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));

ALTER TABLE council_report ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON council_report FOR SELECT USING (council_report.committee = ANY ((SELECT app.at('{beheerder,contractmanager,privacy_officer,rapporteur,secretaris,voorzitter}'))::text[]));
CREATE POLICY adds ON council_report FOR INSERT WITH CHECK (council_report.committee = ANY ((SELECT app.at('{beheerder,contractmanager,privacy_officer,rapporteur,secretaris}'))::text[]));
CREATE POLICY changes ON council_report FOR UPDATE USING (council_report.committee = ANY ((SELECT app.at('{beheerder,contractmanager,privacy_officer,rapporteur,secretaris}'))::text[])) WITH CHECK (council_report.committee = ANY ((SELECT app.at('{beheerder,contractmanager,privacy_officer,rapporteur,secretaris}'))::text[]));
CREATE POLICY goes ON council_report FOR DELETE USING (council_report.committee = ANY ((SELECT app.at('{beheerder,contractmanager,privacy_officer,rapporteur,secretaris}'))::text[]));

ALTER TABLE destruction ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON destruction FOR SELECT USING ((SELECT app.may('{beheerder,privacy_officer}')));
CREATE POLICY adds ON destruction FOR INSERT WITH CHECK (((SELECT app.may('{beheerder,privacy_officer}')) OR (SELECT app.may('{secretaris,voorzitter}'))));
CREATE POLICY changes ON destruction FOR UPDATE USING (((SELECT app.may('{beheerder,privacy_officer}')) OR (SELECT app.may('{secretaris,voorzitter}')))) WITH CHECK (((SELECT app.may('{beheerder,privacy_officer}')) OR (SELECT app.may('{secretaris,voorzitter}'))));
CREATE POLICY goes ON destruction FOR DELETE USING (((SELECT app.may('{beheerder,privacy_officer}')) OR (SELECT app.may('{secretaris,voorzitter}'))));

ALTER TABLE draft ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON draft FOR SELECT USING ((draft.person_id = (SELECT app.me()) OR (SELECT app.may('{beheerder,privacy_officer}'))));
CREATE POLICY adds ON draft FOR INSERT WITH CHECK ((draft.person_id = (SELECT app.me()) OR (SELECT app.may('{beheerder,privacy_officer}'))));
CREATE POLICY changes ON draft FOR UPDATE USING ((draft.person_id = (SELECT app.me()) OR (SELECT app.may('{beheerder,privacy_officer}')))) WITH CHECK ((draft.person_id = (SELECT app.me()) OR (SELECT app.may('{beheerder,privacy_officer}'))));
CREATE POLICY goes ON draft FOR DELETE USING ((draft.person_id = (SELECT app.me()) OR (SELECT app.may('{beheerder,privacy_officer}'))));

ALTER TABLE duiding ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON duiding FOR SELECT USING (duiding.committee = ANY ((SELECT app.at('{beheerder,contractmanager,privacy_officer,rapporteur,secretaris,voorzitter}'))::text[]));
CREATE POLICY adds ON duiding FOR INSERT WITH CHECK (duiding.committee = ANY ((SELECT app.at('{beheerder,contractmanager,privacy_officer,rapporteur,secretaris}'))::text[]));
CREATE POLICY changes ON duiding FOR UPDATE USING (duiding.committee = ANY ((SELECT app.at('{beheerder,contractmanager,privacy_officer,rapporteur,secretaris}'))::text[])) WITH CHECK (duiding.committee = ANY ((SELECT app.at('{beheerder,contractmanager,privacy_officer,rapporteur,secretaris}'))::text[]));
CREATE POLICY goes ON duiding FOR DELETE USING (duiding.committee = ANY ((SELECT app.at('{beheerder,contractmanager,privacy_officer,rapporteur,secretaris}'))::text[]));

ALTER TABLE feedback ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON feedback FOR SELECT USING (EXISTS (SELECT FROM case_record p WHERE p.id = feedback.case_id AND feedback.case_id IS NOT NULL));
CREATE POLICY adds ON feedback FOR INSERT WITH CHECK (EXISTS (SELECT FROM case_record p WHERE p.id = feedback.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY changes ON feedback FOR UPDATE USING (EXISTS (SELECT FROM case_record p WHERE p.id = feedback.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]))) WITH CHECK (EXISTS (SELECT FROM case_record p WHERE p.id = feedback.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY goes ON feedback FOR DELETE USING (EXISTS (SELECT FROM case_record p WHERE p.id = feedback.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));

ALTER TABLE field_change ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON field_change FOR SELECT USING (EXISTS (SELECT FROM case_record p WHERE p.id = field_change.case_id AND field_change.case_id IS NOT NULL));
CREATE POLICY adds ON field_change FOR INSERT WITH CHECK (EXISTS (SELECT FROM case_record p WHERE p.id = field_change.case_id AND field_change.case_id IS NOT NULL) AND (EXISTS (SELECT FROM case_record p WHERE p.id = field_change.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])) OR (SELECT app.may('{indiener,lid,secretaris,voorzitter}'))));
CREATE POLICY changes ON field_change FOR UPDATE USING (EXISTS (SELECT FROM case_record p WHERE p.id = field_change.case_id AND field_change.case_id IS NOT NULL) AND (EXISTS (SELECT FROM case_record p WHERE p.id = field_change.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])) OR (SELECT app.may('{indiener,lid,secretaris,voorzitter}')))) WITH CHECK (EXISTS (SELECT FROM case_record p WHERE p.id = field_change.case_id AND field_change.case_id IS NOT NULL) AND (EXISTS (SELECT FROM case_record p WHERE p.id = field_change.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])) OR (SELECT app.may('{indiener,lid,secretaris,voorzitter}'))));
CREATE POLICY goes ON field_change FOR DELETE USING (EXISTS (SELECT FROM case_record p WHERE p.id = field_change.case_id AND field_change.case_id IS NOT NULL) AND (EXISTS (SELECT FROM case_record p WHERE p.id = field_change.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])) OR (SELECT app.may('{indiener,lid,secretaris,voorzitter}'))));

ALTER TABLE formal_decision ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON formal_decision FOR SELECT USING (EXISTS (SELECT FROM case_record p WHERE p.id = formal_decision.case_id AND formal_decision.case_id IS NOT NULL));
CREATE POLICY adds ON formal_decision FOR INSERT WITH CHECK (EXISTS (SELECT FROM case_record p WHERE p.id = formal_decision.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY changes ON formal_decision FOR UPDATE USING (EXISTS (SELECT FROM case_record p WHERE p.id = formal_decision.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]))) WITH CHECK (EXISTS (SELECT FROM case_record p WHERE p.id = formal_decision.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY goes ON formal_decision FOR DELETE USING (EXISTS (SELECT FROM case_record p WHERE p.id = formal_decision.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));

ALTER TABLE framework ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON framework FOR SELECT USING (true);
CREATE POLICY adds ON framework FOR INSERT WITH CHECK ((SELECT app.may('{beheerder}')));
CREATE POLICY changes ON framework FOR UPDATE USING ((SELECT app.may('{beheerder}'))) WITH CHECK ((SELECT app.may('{beheerder}')));
CREATE POLICY goes ON framework FOR DELETE USING ((SELECT app.may('{beheerder}')));

ALTER TABLE framework_reason ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON framework_reason FOR SELECT USING ((framework_reason.case_id IS NULL OR EXISTS (SELECT FROM case_record p WHERE p.id = framework_reason.case_id AND framework_reason.case_id IS NOT NULL)) AND ((SELECT app.may('{indiener,lid,secretaris,voorzitter}')) OR (SELECT app.may('{beheerder}'))));
CREATE POLICY adds ON framework_reason FOR INSERT WITH CHECK (((SELECT app.may('{secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));
CREATE POLICY changes ON framework_reason FOR UPDATE USING (((SELECT app.may('{secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}')))) WITH CHECK (((SELECT app.may('{secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));
CREATE POLICY goes ON framework_reason FOR DELETE USING (((SELECT app.may('{secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));

ALTER TABLE "freeze" ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON "freeze" FOR SELECT USING ("freeze".committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,lid,privacy_officer,secretaris,voorzitter}'))::text[]));
CREATE POLICY adds ON "freeze" FOR INSERT WITH CHECK ("freeze".committee = ANY ((SELECT app.at('{beheerder,contractmanager,privacy_officer,secretaris,voorzitter}'))::text[]));
CREATE POLICY changes ON "freeze" FOR UPDATE USING ("freeze".committee = ANY ((SELECT app.at('{beheerder,contractmanager,privacy_officer,secretaris,voorzitter}'))::text[])) WITH CHECK ("freeze".committee = ANY ((SELECT app.at('{beheerder,contractmanager,privacy_officer,secretaris,voorzitter}'))::text[]));
CREATE POLICY goes ON "freeze" FOR DELETE USING ("freeze".committee = ANY ((SELECT app.at('{beheerder,contractmanager,privacy_officer,secretaris,voorzitter}'))::text[]));

ALTER TABLE hand_value ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON hand_value FOR SELECT USING ((SELECT app.may('{rapporteur,secretaris,voorzitter}')));
CREATE POLICY adds ON hand_value FOR INSERT WITH CHECK ((SELECT app.may('{rapporteur,secretaris}')));
CREATE POLICY changes ON hand_value FOR UPDATE USING ((SELECT app.may('{rapporteur,secretaris}'))) WITH CHECK ((SELECT app.may('{rapporteur,secretaris}')));
CREATE POLICY goes ON hand_value FOR DELETE USING ((SELECT app.may('{rapporteur,secretaris}')));

ALTER TABLE household ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON household FOR SELECT USING ((EXISTS (SELECT FROM client p WHERE p.household_id = household.id AND household.id IS NOT NULL) OR (SELECT app.may('{indiener,secretaris}'))));
CREATE POLICY adds ON household FOR INSERT WITH CHECK ((SELECT app.may('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}')));
CREATE POLICY changes ON household FOR UPDATE USING ((SELECT app.may('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))) WITH CHECK ((SELECT app.may('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}')));
CREATE POLICY goes ON household FOR DELETE USING ((SELECT app.may('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}')));

ALTER TABLE import_finding ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON import_finding FOR SELECT USING (EXISTS (SELECT FROM import_record p WHERE p.id = import_finding.import_id AND import_finding.import_id IS NOT NULL));
CREATE POLICY adds ON import_finding FOR INSERT WITH CHECK (((SELECT app.may('{indiener,secretaris}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));
CREATE POLICY changes ON import_finding FOR UPDATE USING (((SELECT app.may('{indiener,secretaris}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}')))) WITH CHECK (((SELECT app.may('{indiener,secretaris}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));
CREATE POLICY goes ON import_finding FOR DELETE USING (((SELECT app.may('{indiener,secretaris}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));

ALTER TABLE import_profile ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON import_profile FOR SELECT USING (import_profile.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris}'))::text[]));
CREATE POLICY adds ON import_profile FOR INSERT WITH CHECK (import_profile.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris}'))::text[]));
CREATE POLICY changes ON import_profile FOR UPDATE USING (import_profile.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris}'))::text[])) WITH CHECK (import_profile.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris}'))::text[]));
CREATE POLICY goes ON import_profile FOR DELETE USING (import_profile.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris}'))::text[]));

ALTER TABLE import_record ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON import_record FOR SELECT USING ((import_record.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris}'))::text[]) OR import_record.committee = ANY ((SELECT app.at('{beheerder,contractmanager,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY adds ON import_record FOR INSERT WITH CHECK (import_record.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris}'))::text[]));
CREATE POLICY changes ON import_record FOR UPDATE USING (import_record.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris}'))::text[])) WITH CHECK (import_record.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris}'))::text[]));
CREATE POLICY goes ON import_record FOR DELETE USING (import_record.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris}'))::text[]));

ALTER TABLE inflow_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON inflow_entry FOR SELECT USING ((SELECT app.may('{beheerder,contractmanager,indiener,secretaris,voorzitter}')));
CREATE POLICY adds ON inflow_entry FOR INSERT WITH CHECK ((SELECT app.may('{beheerder,contractmanager}')));
CREATE POLICY changes ON inflow_entry FOR UPDATE USING ((SELECT app.may('{beheerder,contractmanager}'))) WITH CHECK ((SELECT app.may('{beheerder,contractmanager}')));
CREATE POLICY goes ON inflow_entry FOR DELETE USING ((SELECT app.may('{beheerder,contractmanager}')));

ALTER TABLE inflow_list ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON inflow_list FOR SELECT USING ((SELECT app.may('{beheerder,contractmanager,indiener,secretaris,voorzitter}')));
CREATE POLICY adds ON inflow_list FOR INSERT WITH CHECK ((SELECT app.may('{beheerder,contractmanager}')));
CREATE POLICY changes ON inflow_list FOR UPDATE USING ((SELECT app.may('{beheerder,contractmanager}'))) WITH CHECK ((SELECT app.may('{beheerder,contractmanager}')));
CREATE POLICY goes ON inflow_list FOR DELETE USING ((SELECT app.may('{beheerder,contractmanager}')));

ALTER TABLE invitee ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON invitee FOR SELECT USING (EXISTS (SELECT FROM agenda_item p WHERE p.id = invitee.item_id AND invitee.item_id IS NOT NULL) AND EXISTS (SELECT FROM agenda_item p WHERE p.id = invitee.item_id AND invitee.item_id IS NOT NULL AND (p.case_id IS NULL OR EXISTS (SELECT FROM case_record c WHERE c.id = p.case_id AND p.case_id IS NOT NULL))));
CREATE POLICY adds ON invitee FOR INSERT WITH CHECK (EXISTS (SELECT FROM agenda_item p JOIN meeting m ON m.id = p.meeting_id WHERE p.id = invitee.item_id AND m.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY changes ON invitee FOR UPDATE USING (EXISTS (SELECT FROM agenda_item p JOIN meeting m ON m.id = p.meeting_id WHERE p.id = invitee.item_id AND m.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]))) WITH CHECK (EXISTS (SELECT FROM agenda_item p JOIN meeting m ON m.id = p.meeting_id WHERE p.id = invitee.item_id AND m.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY goes ON invitee FOR DELETE USING (EXISTS (SELECT FROM agenda_item p JOIN meeting m ON m.id = p.meeting_id WHERE p.id = invitee.item_id AND m.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));

ALTER TABLE involvement ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON involvement FOR SELECT USING (EXISTS (SELECT FROM agenda_item p WHERE p.id = involvement.item_id AND involvement.item_id IS NOT NULL) AND EXISTS (SELECT FROM agenda_item p WHERE p.id = involvement.item_id AND involvement.item_id IS NOT NULL AND (p.case_id IS NULL OR EXISTS (SELECT FROM case_record c WHERE c.id = p.case_id AND p.case_id IS NOT NULL))));
CREATE POLICY adds ON involvement FOR INSERT WITH CHECK (EXISTS (SELECT FROM agenda_item p JOIN meeting m ON m.id = p.meeting_id WHERE p.id = involvement.item_id AND m.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY changes ON involvement FOR UPDATE USING (EXISTS (SELECT FROM agenda_item p JOIN meeting m ON m.id = p.meeting_id WHERE p.id = involvement.item_id AND m.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]))) WITH CHECK (EXISTS (SELECT FROM agenda_item p JOIN meeting m ON m.id = p.meeting_id WHERE p.id = involvement.item_id AND m.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY goes ON involvement FOR DELETE USING (EXISTS (SELECT FROM agenda_item p JOIN meeting m ON m.id = p.meeting_id WHERE p.id = involvement.item_id AND m.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));

ALTER TABLE item_text ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON item_text FOR SELECT USING (EXISTS (SELECT FROM agenda_item p WHERE p.id = item_text.item_id AND item_text.item_id IS NOT NULL));
CREATE POLICY adds ON item_text FOR INSERT WITH CHECK (EXISTS (SELECT FROM agenda_item p JOIN meeting m ON m.id = p.meeting_id WHERE p.id = item_text.item_id AND m.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY changes ON item_text FOR UPDATE USING (EXISTS (SELECT FROM agenda_item p JOIN meeting m ON m.id = p.meeting_id WHERE p.id = item_text.item_id AND m.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]))) WITH CHECK (EXISTS (SELECT FROM agenda_item p JOIN meeting m ON m.id = p.meeting_id WHERE p.id = item_text.item_id AND m.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY goes ON item_text FOR DELETE USING (EXISTS (SELECT FROM agenda_item p JOIN meeting m ON m.id = p.meeting_id WHERE p.id = item_text.item_id AND m.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));

ALTER TABLE landing ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON landing FOR SELECT USING (EXISTS (SELECT FROM case_record p WHERE p.id = landing.case_id AND landing.case_id IS NOT NULL));
CREATE POLICY adds ON landing FOR INSERT WITH CHECK (EXISTS (SELECT FROM case_record p WHERE p.id = landing.case_id AND landing.case_id IS NOT NULL) AND ((SELECT app.may('{indiener,lid,secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));
CREATE POLICY changes ON landing FOR UPDATE USING (EXISTS (SELECT FROM case_record p WHERE p.id = landing.case_id AND landing.case_id IS NOT NULL) AND ((SELECT app.may('{indiener,lid,secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}')))) WITH CHECK (EXISTS (SELECT FROM case_record p WHERE p.id = landing.case_id AND landing.case_id IS NOT NULL) AND ((SELECT app.may('{indiener,lid,secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));
CREATE POLICY goes ON landing FOR DELETE USING (EXISTS (SELECT FROM case_record p WHERE p.id = landing.case_id AND landing.case_id IS NOT NULL) AND ((SELECT app.may('{indiener,lid,secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));

ALTER TABLE learning_point ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON learning_point FOR SELECT USING (learning_point.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,lid,privacy_officer,secretaris,voorzitter}'))::text[]) AND (learning_point.case_id IS NULL OR EXISTS (SELECT FROM case_record p WHERE p.id = learning_point.case_id AND learning_point.case_id IS NOT NULL)));
CREATE POLICY adds ON learning_point FOR INSERT WITH CHECK (learning_point.committee = ANY ((SELECT app.at('{beheerder,contractmanager,privacy_officer,secretaris,voorzitter}'))::text[]));
CREATE POLICY changes ON learning_point FOR UPDATE USING (learning_point.committee = ANY ((SELECT app.at('{beheerder,contractmanager,privacy_officer,secretaris,voorzitter}'))::text[])) WITH CHECK (learning_point.committee = ANY ((SELECT app.at('{beheerder,contractmanager,privacy_officer,secretaris,voorzitter}'))::text[]));
CREATE POLICY goes ON learning_point FOR DELETE USING (learning_point.committee = ANY ((SELECT app.at('{beheerder,contractmanager,privacy_officer,secretaris,voorzitter}'))::text[]));

ALTER TABLE legal_hold ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON legal_hold FOR SELECT USING (((SELECT app.may('{beheerder,privacy_officer}')) OR EXISTS (SELECT FROM case_record p WHERE p.id = legal_hold.case_id AND legal_hold.case_id IS NOT NULL)));
CREATE POLICY adds ON legal_hold FOR INSERT WITH CHECK (EXISTS (SELECT FROM case_record p WHERE p.id = legal_hold.case_id AND legal_hold.case_id IS NOT NULL) AND ((SELECT app.may('{beheerder,privacy_officer}')) OR (SELECT app.may('{secretaris,voorzitter}'))));
CREATE POLICY changes ON legal_hold FOR UPDATE USING (EXISTS (SELECT FROM case_record p WHERE p.id = legal_hold.case_id AND legal_hold.case_id IS NOT NULL) AND ((SELECT app.may('{beheerder,privacy_officer}')) OR (SELECT app.may('{secretaris,voorzitter}')))) WITH CHECK (EXISTS (SELECT FROM case_record p WHERE p.id = legal_hold.case_id AND legal_hold.case_id IS NOT NULL) AND ((SELECT app.may('{beheerder,privacy_officer}')) OR (SELECT app.may('{secretaris,voorzitter}'))));
CREATE POLICY goes ON legal_hold FOR DELETE USING (EXISTS (SELECT FROM case_record p WHERE p.id = legal_hold.case_id AND legal_hold.case_id IS NOT NULL) AND ((SELECT app.may('{beheerder,privacy_officer}')) OR (SELECT app.may('{secretaris,voorzitter}'))));

ALTER TABLE log_seal ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON log_seal FOR SELECT USING (true);
CREATE POLICY adds ON log_seal FOR INSERT WITH CHECK ((SELECT app.may('{beheerder,privacy_officer}')));
CREATE POLICY changes ON log_seal FOR UPDATE USING ((SELECT app.may('{beheerder,privacy_officer}'))) WITH CHECK ((SELECT app.may('{beheerder,privacy_officer}')));
CREATE POLICY goes ON log_seal FOR DELETE USING ((SELECT app.may('{beheerder,privacy_officer}')));

ALTER TABLE login ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON login FOR SELECT USING ((SELECT app.may('{beheerder,fg,privacy_officer}')));
CREATE POLICY adds ON login FOR INSERT WITH CHECK (login.person_id = (SELECT app.me()));
CREATE POLICY changes ON login FOR UPDATE USING (login.person_id = (SELECT app.me())) WITH CHECK (login.person_id = (SELECT app.me()));
CREATE POLICY goes ON login FOR DELETE USING (login.person_id = (SELECT app.me()));

ALTER TABLE meeting ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON meeting FOR SELECT USING (meeting.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,lid,privacy_officer,secretaris,voorzitter}'))::text[]));
CREATE POLICY adds ON meeting FOR INSERT WITH CHECK (meeting.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]));
CREATE POLICY changes ON meeting FOR UPDATE USING (meeting.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])) WITH CHECK (meeting.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]));
CREATE POLICY goes ON meeting FOR DELETE USING (meeting.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]));

ALTER TABLE member ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON member FOR SELECT USING (true);
CREATE POLICY adds ON member FOR INSERT WITH CHECK (((SELECT app.may('{beheerder}')) OR (SELECT app.may('{beheerder,contractmanager}'))));
CREATE POLICY changes ON member FOR UPDATE USING (((SELECT app.may('{beheerder}')) OR (SELECT app.may('{beheerder,contractmanager}')))) WITH CHECK (((SELECT app.may('{beheerder}')) OR (SELECT app.may('{beheerder,contractmanager}'))));
CREATE POLICY goes ON member FOR DELETE USING (((SELECT app.may('{beheerder}')) OR (SELECT app.may('{beheerder,contractmanager}'))));

ALTER TABLE minutes ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON minutes FOR SELECT USING (EXISTS (SELECT FROM meeting p WHERE p.id = minutes.meeting_id AND minutes.meeting_id IS NOT NULL));
CREATE POLICY adds ON minutes FOR INSERT WITH CHECK (EXISTS (SELECT FROM meeting p WHERE p.id = minutes.meeting_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY changes ON minutes FOR UPDATE USING (EXISTS (SELECT FROM meeting p WHERE p.id = minutes.meeting_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]))) WITH CHECK (EXISTS (SELECT FROM meeting p WHERE p.id = minutes.meeting_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY goes ON minutes FOR DELETE USING (EXISTS (SELECT FROM meeting p WHERE p.id = minutes.meeting_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));

ALTER TABLE norm ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON norm FOR SELECT USING (true);
CREATE POLICY adds ON norm FOR INSERT WITH CHECK ((SELECT app.may('{beheerder,contractmanager}')));
CREATE POLICY changes ON norm FOR UPDATE USING ((SELECT app.may('{beheerder,contractmanager}'))) WITH CHECK ((SELECT app.may('{beheerder,contractmanager}')));
CREATE POLICY goes ON norm FOR DELETE USING ((SELECT app.may('{beheerder,contractmanager}')));

ALTER TABLE outcome ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON outcome FOR SELECT USING (EXISTS (SELECT FROM case_record p WHERE p.id = outcome.case_id AND outcome.case_id IS NOT NULL));
CREATE POLICY adds ON outcome FOR INSERT WITH CHECK (outcome.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]));
CREATE POLICY changes ON outcome FOR UPDATE USING (outcome.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])) WITH CHECK (outcome.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]));
CREATE POLICY goes ON outcome FOR DELETE USING (outcome.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]));

ALTER TABLE own_indicator ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON own_indicator FOR SELECT USING ((SELECT app.may('{rapporteur,secretaris,voorzitter}')));
CREATE POLICY adds ON own_indicator FOR INSERT WITH CHECK ((SELECT app.may('{rapporteur,secretaris}')));
CREATE POLICY changes ON own_indicator FOR UPDATE USING ((SELECT app.may('{rapporteur,secretaris}'))) WITH CHECK ((SELECT app.may('{rapporteur,secretaris}')));
CREATE POLICY goes ON own_indicator FOR DELETE USING ((SELECT app.may('{rapporteur,secretaris}')));

ALTER TABLE person ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON person FOR SELECT USING (true);
CREATE POLICY adds ON person FOR INSERT WITH CHECK ((SELECT app.may('{beheerder}')));
CREATE POLICY changes ON person FOR UPDATE USING ((SELECT app.may('{beheerder}'))) WITH CHECK ((SELECT app.may('{beheerder}')));
CREATE POLICY goes ON person FOR DELETE USING ((SELECT app.may('{beheerder}')));

ALTER TABLE person_request ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON person_request FOR SELECT USING ((SELECT app.may('{beheerder,privacy_officer}')));
CREATE POLICY adds ON person_request FOR INSERT WITH CHECK ((SELECT app.may('{beheerder,privacy_officer}')));
CREATE POLICY changes ON person_request FOR UPDATE USING ((SELECT app.may('{beheerder,privacy_officer}'))) WITH CHECK ((SELECT app.may('{beheerder,privacy_officer}')));
CREATE POLICY goes ON person_request FOR DELETE USING ((SELECT app.may('{beheerder,privacy_officer}')));

ALTER TABLE person_role ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON person_role FOR SELECT USING (true);
CREATE POLICY adds ON person_role FOR INSERT WITH CHECK ((SELECT app.may('{beheerder}')));
CREATE POLICY changes ON person_role FOR UPDATE USING ((SELECT app.may('{beheerder}'))) WITH CHECK ((SELECT app.may('{beheerder}')));
CREATE POLICY goes ON person_role FOR DELETE USING ((SELECT app.may('{beheerder}')));

ALTER TABLE provider ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON provider FOR SELECT USING (true);
CREATE POLICY adds ON provider FOR INSERT WITH CHECK ((SELECT app.may('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}')));
CREATE POLICY changes ON provider FOR UPDATE USING ((SELECT app.may('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))) WITH CHECK ((SELECT app.may('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}')));
CREATE POLICY goes ON provider FOR DELETE USING ((SELECT app.may('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}')));

ALTER TABLE provider_alias ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON provider_alias FOR SELECT USING (true);
CREATE POLICY adds ON provider_alias FOR INSERT WITH CHECK ((SELECT app.may('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}')));
CREATE POLICY changes ON provider_alias FOR UPDATE USING ((SELECT app.may('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))) WITH CHECK ((SELECT app.may('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}')));
CREATE POLICY goes ON provider_alias FOR DELETE USING ((SELECT app.may('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}')));

ALTER TABLE recusal ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON recusal FOR SELECT USING (EXISTS (SELECT FROM agenda_item p WHERE p.id = recusal.item_id AND recusal.item_id IS NOT NULL));
CREATE POLICY adds ON recusal FOR INSERT WITH CHECK (EXISTS (SELECT FROM agenda_item p JOIN meeting m ON m.id = p.meeting_id WHERE p.id = recusal.item_id AND m.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY changes ON recusal FOR UPDATE USING (EXISTS (SELECT FROM agenda_item p JOIN meeting m ON m.id = p.meeting_id WHERE p.id = recusal.item_id AND m.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]))) WITH CHECK (EXISTS (SELECT FROM agenda_item p JOIN meeting m ON m.id = p.meeting_id WHERE p.id = recusal.item_id AND m.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY goes ON recusal FOR DELETE USING (EXISTS (SELECT FROM agenda_item p JOIN meeting m ON m.id = p.meeting_id WHERE p.id = recusal.item_id AND m.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));

ALTER TABLE register_history ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON register_history FOR SELECT USING (true);
CREATE POLICY adds ON register_history FOR INSERT WITH CHECK ((SELECT app.may('{beheerder,contractmanager}')));
CREATE POLICY changes ON register_history FOR UPDATE USING ((SELECT app.may('{beheerder,contractmanager}'))) WITH CHECK ((SELECT app.may('{beheerder,contractmanager}')));
CREATE POLICY goes ON register_history FOR DELETE USING ((SELECT app.may('{beheerder,contractmanager}')));

ALTER TABLE retention_rule ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON retention_rule FOR SELECT USING (true);
CREATE POLICY adds ON retention_rule FOR INSERT WITH CHECK ((SELECT app.may('{beheerder,privacy_officer}')));
CREATE POLICY changes ON retention_rule FOR UPDATE USING ((SELECT app.may('{beheerder,privacy_officer}'))) WITH CHECK ((SELECT app.may('{beheerder,privacy_officer}')));
CREATE POLICY goes ON retention_rule FOR DELETE USING ((SELECT app.may('{beheerder,privacy_officer}')));

ALTER TABLE school ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON school FOR SELECT USING (true);
CREATE POLICY adds ON school FOR INSERT WITH CHECK ((SELECT app.may('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}')));
CREATE POLICY changes ON school FOR UPDATE USING ((SELECT app.may('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))) WITH CHECK ((SELECT app.may('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}')));
CREATE POLICY goes ON school FOR DELETE USING ((SELECT app.may('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}')));

ALTER TABLE setting ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON setting FOR SELECT USING (true);
CREATE POLICY adds ON setting FOR INSERT WITH CHECK (((SELECT app.may('{beheerder}')) OR setting.name NOT IN ('submitters_read_all', 'moved_to') AND (SELECT app.may('{beheerder,contractmanager,indiener,privacy_officer,rapporteur,secretaris,voorzitter}'))));
CREATE POLICY changes ON setting FOR UPDATE USING (((SELECT app.may('{beheerder}')) OR setting.name NOT IN ('submitters_read_all', 'moved_to') AND (SELECT app.may('{beheerder,contractmanager,indiener,privacy_officer,rapporteur,secretaris,voorzitter}')))) WITH CHECK (((SELECT app.may('{beheerder}')) OR setting.name NOT IN ('submitters_read_all', 'moved_to') AND (SELECT app.may('{beheerder,contractmanager,indiener,privacy_officer,rapporteur,secretaris,voorzitter}'))));
CREATE POLICY goes ON setting FOR DELETE USING (((SELECT app.may('{beheerder}')) OR setting.name NOT IN ('submitters_read_all', 'moved_to') AND (SELECT app.may('{beheerder,contractmanager,indiener,privacy_officer,rapporteur,secretaris,voorzitter}'))));

ALTER TABLE standing ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON standing FOR SELECT USING (EXISTS (SELECT FROM case_record p WHERE p.id = standing.case_id AND standing.case_id IS NOT NULL));
CREATE POLICY adds ON standing FOR INSERT WITH CHECK (EXISTS (SELECT FROM case_record p WHERE p.id = standing.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY changes ON standing FOR UPDATE USING (EXISTS (SELECT FROM case_record p WHERE p.id = standing.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]))) WITH CHECK (EXISTS (SELECT FROM case_record p WHERE p.id = standing.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));
CREATE POLICY goes ON standing FOR DELETE USING (EXISTS (SELECT FROM case_record p WHERE p.id = standing.case_id AND p.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])));

ALTER TABLE toeleidingsstop ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON toeleidingsstop FOR SELECT USING (true);
CREATE POLICY adds ON toeleidingsstop FOR INSERT WITH CHECK ((SELECT app.may('{beheerder,contractmanager}')));
CREATE POLICY changes ON toeleidingsstop FOR UPDATE USING ((SELECT app.may('{beheerder,contractmanager}'))) WITH CHECK ((SELECT app.may('{beheerder,contractmanager}')));
CREATE POLICY goes ON toeleidingsstop FOR DELETE USING ((SELECT app.may('{beheerder,contractmanager}')));

ALTER TABLE urgent_decision ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON urgent_decision FOR SELECT USING (EXISTS (SELECT FROM case_record p WHERE p.id = urgent_decision.case_id AND urgent_decision.case_id IS NOT NULL));
CREATE POLICY adds ON urgent_decision FOR INSERT WITH CHECK (urgent_decision.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]));
CREATE POLICY changes ON urgent_decision FOR UPDATE USING (urgent_decision.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[])) WITH CHECK (urgent_decision.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]));
CREATE POLICY goes ON urgent_decision FOR DELETE USING (urgent_decision.committee = ANY ((SELECT app.at('{beheerder,contractmanager,indiener,privacy_officer,secretaris,voorzitter}'))::text[]));

ALTER TABLE alembic_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON alembic_version FOR SELECT USING (true);
CREATE POLICY adds ON alembic_version FOR INSERT WITH CHECK (false);
CREATE POLICY changes ON alembic_version FOR UPDATE USING (false) WITH CHECK (false);
CREATE POLICY goes ON alembic_version FOR DELETE USING (false);

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
        app.may('{beheerder,privacy_officer}')
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

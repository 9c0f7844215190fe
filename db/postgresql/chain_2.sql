-- As it was, but that a look changes nothing that others have before them: it is not told.
CREATE OR REPLACE FUNCTION app.chain_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    former record;
BEGIN
    PERFORM pg_advisory_xact_lock(20261130);
    PERFORM app.refuse_other(new.person_id);
    new.person := app.own_name(new.person_id, new.person);
    SELECT * INTO former FROM app.log_end('events');
    new.position := former.place + 1;
    new.previous := former.sealed;
    new.hash := sha256(convert_to(
        '{"action":' || app.word(new.action) || ',"at":' || app.moment(new.at)
        || ',"committee":' || app.word(new.committee) || ',"details":' || new.details
        || ',"digest":"' || encode(new.digest, 'hex') || '","fields":' || new.fields
        || ',"id":"' || new.id || '","person":' || app.word(new.person)
        || ',"person_id":"' || new.person_id || '","previous":"' || encode(new.previous, 'hex')
        || '","roles":' || app.word(new.roles) || ',"subject":' || app.word(new.subject)
        || ',"subject_id":' || app.word(new.subject_id) || '}', 'UTF8'));
    IF new.action NOT IN ('case-viewed', 'bsn-shown', 'council-report-read') THEN
        PERFORM pg_notify('casustafel', new.subject || ' ' || new.subject_id);
    END IF;
    RETURN new;
END $$;

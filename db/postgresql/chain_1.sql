-- The server makes the chain of both logs: place, hash of the one before, and own hash, byte for
-- byte as `storage.audit.seal` does (format 1, frozen). Nobody but the owner changes what stands.
CREATE SCHEMA app;

-- How `json.dumps(..., ensure_ascii=False)` writes a moment in UTC, and a text.
CREATE FUNCTION app.moment(at timestamp) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT '"' || to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS')
        || CASE WHEN to_char(at, 'US') = '000000' THEN '' ELSE '.' || to_char(at, 'US') END
        || '+00:00"'
$$;

CREATE FUNCTION app.word(said text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(to_json(said)::text, 'null')
$$;

-- The last of a chain, or what it begins behind: the last part that went.
CREATE FUNCTION app.log_end(chain text, OUT place integer, OUT sealed bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF chain = 'events' THEN
        SELECT position, hash INTO place, sealed FROM audit_event ORDER BY position DESC LIMIT 1;
    ELSE
        SELECT position, hash INTO place, sealed FROM login ORDER BY position DESC LIMIT 1;
    END IF;
    IF place IS NULL THEN
        SELECT position, decode(hash, 'hex') INTO place, sealed FROM log_seal
        WHERE log = chain AND removed_at IS NOT NULL ORDER BY position DESC LIMIT 1;
    END IF;
    place := coalesce(place, 0);
    sealed := coalesce(sealed, decode(repeat('0', 64), 'hex'));
END $$;

-- The account is the person, whatever the program says; who rules the server may say anything.
CREATE FUNCTION app.refuse_other(person uuid) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM person p WHERE p.id = person AND p.login = session_user AND p.active)
       AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = session_user)
    THEN
        RAISE EXCEPTION 'an event of somebody else' USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;

-- What the person of the account is called; what was said counts for who rules the server alone.
CREATE FUNCTION app.own_name(person uuid, said text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce((SELECT name FROM person p WHERE p.id = $1 AND p.login = session_user), said)
$$;

CREATE FUNCTION app.chain_event() RETURNS trigger
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
    PERFORM pg_notify('casustafel', new.subject || ' ' || new.subject_id);
    RETURN new;
END $$;

CREATE FUNCTION app.chain_login() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    former record;
BEGIN
    PERFORM pg_advisory_xact_lock(20261130);
    PERFORM app.refuse_other(new.person_id);
    new.person := app.own_name(new.person_id, new.person);
    SELECT * INTO former FROM app.log_end('logins');
    new.position := former.place + 1;
    new.previous := former.sealed;
    new.hash := sha256(convert_to(
        '{"at":' || app.moment(new.at) || ',"id":"' || new.id || '","person":'
        || app.word(new.person) || ',"person_id":"' || new.person_id || '","previous":"'
        || encode(new.previous, 'hex') || '"}', 'UTF8'));
    RETURN new;
END $$;

CREATE TRIGGER chain BEFORE INSERT ON audit_event
    FOR EACH ROW EXECUTE FUNCTION app.chain_event();
CREATE TRIGGER chain BEFORE INSERT ON login
    FOR EACH ROW EXECUTE FUNCTION app.chain_login();

-- What was closed goes when its term is over, and nothing else does (domain.md, section 9).
CREATE FUNCTION app.remove_log(chain text, upto integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    went integer;
    allowed integer;
BEGIN
    SELECT max(position) INTO allowed FROM log_seal WHERE log = chain AND position <= upto
        AND until < current_date - CASE WHEN chain = 'events' THEN interval '5 years'
                                        ELSE interval '6 months' - interval '2 days' END;
    IF allowed IS NULL THEN
        RAISE EXCEPTION 'the term is not over' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF chain = 'events' THEN
        DELETE FROM audit_event WHERE position <= allowed;
    ELSE
        DELETE FROM login WHERE position <= allowed;
    END IF;
    GET DIAGNOSTICS went = ROW_COUNT;
    RETURN went;
END $$;
REVOKE ALL ON FUNCTION app.chain_event(), app.chain_login(), app.remove_log(text, integer)
    FROM PUBLIC;

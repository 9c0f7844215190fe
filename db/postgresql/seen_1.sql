-- How far the log is, for a client that saw more of it before: it may not read the log itself.
-- `there` is the hash at a place, and `restores` of what says that an older copy was put back.
CREATE FUNCTION app.seen(
    place integer, OUT last integer, OUT sealed text, OUT there text, OUT restores text
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    begins integer;
BEGIN
    SELECT e.place, encode(e.sealed, 'hex') INTO last, sealed FROM app.log_end('events') e;
    SELECT max(position) INTO begins FROM log_seal
    WHERE log = 'events' AND removed_at IS NOT NULL;
    SELECT encode(hash, 'hex') INTO there FROM audit_event WHERE position = $1;
    IF there IS NULL AND $1 <= coalesce(begins, 0) THEN
        there := 'gone';
    END IF;
    SELECT string_agg(encode(hash, 'hex'), ' ' ORDER BY position) INTO restores
    FROM audit_event WHERE action = 'server-restored';
END $$;

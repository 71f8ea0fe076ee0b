-- The ingest part's live event carries a whole batch, more than one network write holds. Its content therefore travels ahead, kept by the
-- transaction itself; what takes the lock of the log is then a few bytes, sent together with COMMIT. A writer that stalls between two writes
-- stalls before it holds the lock.
CREATE FUNCTION stage_live_event(kind text, ids bigint[], areas text[], payload text) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
    SELECT set_config('gis.live_kind', kind, true), set_config('gis.live_ids', ids::text, true), set_config('gis.live_areas', areas::text, true),
           set_config('gis.live_payload', payload, true)
$$;

-- Only what was staged in this transaction; an error when nothing was.
CREATE FUNCTION append_staged_live_event() RETURNS bigint
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    -- Read and parsed before the lock is asked for.
    kind    text     := current_setting('gis.live_kind');
    ids     bigint[] := current_setting('gis.live_ids')::bigint[];
    areas   text[]   := current_setting('gis.live_areas')::text[];
    payload jsonb    := current_setting('gis.live_payload')::jsonb;
BEGIN
    RETURN append_live_event(kind, ids, areas, payload);
END $$;
REVOKE ALL ON FUNCTION stage_live_event(text, bigint[], text[], text), append_staged_live_event() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION stage_live_event(text, bigint[], text[], text), append_staged_live_event() TO gis_ingest, gis_tiles, gis_command;

-- Payloads are compressed under the lock: lz4 takes a fraction of the time of the older method, where this server has it.
DO $$
DECLARE
    part regclass;
BEGIN
    FOR part IN SELECT 'live_event'::regclass UNION ALL SELECT inhrelid FROM pg_inherits WHERE inhparent = 'live_event'::regclass LOOP
        EXECUTE format('ALTER TABLE %s ALTER COLUMN payload SET COMPRESSION lz4', part);
    END LOOP;
EXCEPTION WHEN feature_not_supported OR invalid_parameter_value THEN
    RAISE NOTICE 'This server has no lz4; payloads keep the older compression.';
END $$;

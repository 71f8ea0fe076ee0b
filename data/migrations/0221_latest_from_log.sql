-- The newest value of each datastream follows the live log instead of being written by every batch: at full rate a datastream's row was replaced many
-- times a second, which cost more than the values themselves. Values travel in a column of their own that nothing in the store has to parse.
ALTER TABLE live_event ADD COLUMN observations text;   -- kind 'ingest': [[thing,datastream,ms,value,zs,flag,quality]…], JSON; NULL = no values
UPDATE live_event SET observations = payload ->> 'obs', payload = payload - 'obs'
WHERE kind = 'ingest' AND payload ? 'obs' AND at > now() - interval '1 day';

-- Up to which event latest_observation is complete: one row. Whoever moves it on holds it locked until what came after is in latest_observation.
CREATE TABLE latest_cursor (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    seq bigint  NOT NULL
);
INSERT INTO latest_cursor (seq) SELECT coalesce(max(seq), 0) FROM live_event;
GRANT SELECT ON latest_cursor TO gis_tiles, gis_command, gis_ingest;
GRANT UPDATE ON latest_cursor TO gis_ingest;

CREATE FUNCTION append_live_event(kind text, ids bigint[], areas text[], payload jsonb, observations text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    next_seq bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(4490, 1);
    next_seq := nextval('live_event_seq');
    INSERT INTO live_event (seq, at, kind, ids, areas, payload, observations)
    VALUES (next_seq, clock_timestamp(), append_live_event.kind, append_live_event.ids, append_live_event.areas, append_live_event.payload,
            append_live_event.observations);
    PERFORM pg_notify('live_event', next_seq::text);
    RETURN next_seq;
END $$;
REVOKE ALL ON FUNCTION append_live_event(text, bigint[], text[], jsonb, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_live_event(text, bigint[], text[], jsonb, text) TO gis_ingest, gis_tiles, gis_command;

CREATE OR REPLACE FUNCTION append_live_event(kind text, ids bigint[], areas text[], payload jsonb) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT append_live_event(kind, ids, areas, payload, NULL)
$$;

DROP FUNCTION stage_live_event(text, bigint[], text[], text);
CREATE FUNCTION stage_live_event(kind text, ids bigint[], areas text[], payload text, observations text) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
    SELECT set_config('gis.live_kind', kind, true), set_config('gis.live_ids', ids::text, true), set_config('gis.live_areas', areas::text, true),
           set_config('gis.live_payload', payload, true), set_config('gis.live_observations', coalesce(observations, ''), true)
$$;

CREATE OR REPLACE FUNCTION append_staged_live_event() RETURNS bigint
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    -- Read and parsed before the lock is asked for.
    kind         text     := current_setting('gis.live_kind');
    ids          bigint[] := current_setting('gis.live_ids')::bigint[];
    areas        text[]   := current_setting('gis.live_areas')::text[];
    payload      jsonb    := current_setting('gis.live_payload')::jsonb;
    observations text     := nullif(current_setting('gis.live_observations'), '');
BEGIN
    RETURN append_live_event(kind, ids, areas, payload, observations);
END $$;
REVOKE ALL ON FUNCTION stage_live_event(text, bigint[], text[], text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION stage_live_event(text, bigint[], text[], text, text) TO gis_ingest, gis_tiles, gis_command;

DO $$
DECLARE
    part regclass;
BEGIN
    FOR part IN SELECT 'live_event'::regclass UNION ALL SELECT inhrelid FROM pg_inherits WHERE inhparent = 'live_event'::regclass LOOP
        EXECUTE format('ALTER TABLE %s ALTER COLUMN observations SET COMPRESSION lz4', part);
    END LOOP;
EXCEPTION WHEN feature_not_supported OR invalid_parameter_value THEN
    RAISE NOTICE 'This server has no lz4; observations keep the older compression.';
END $$;

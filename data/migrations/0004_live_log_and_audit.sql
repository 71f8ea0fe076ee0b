-- The live log: one row for every change a viewer may want, numbered in commit order. NOTIFY only wakes the readers.
-- Written by append_live_event() alone, as the LAST statement of a transaction and in one network write with COMMIT: the advisory lock that
-- makes seq order equal commit order is then held for no round trip.
CREATE TABLE live_event (
    seq     bigint      NOT NULL,
    at      timestamptz NOT NULL,
    kind    text        NOT NULL,            -- ingest, alarm, incident, order, unit, thing, layer, grant
    ids     bigint[]    NOT NULL,            -- what changed; for 'ingest' the things that spoke
    areas   text[]      NOT NULL,            -- area codes of what changed, for scoping; empty = everyone signed in
    payload jsonb       NOT NULL,
    PRIMARY KEY (seq, at)
) PARTITION BY RANGE (at);
CREATE INDEX live_event_at ON live_event (at);
CREATE SEQUENCE live_event_seq;

CREATE FUNCTION append_live_event(kind text, ids bigint[], areas text[], payload jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    next_seq bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(4490, 1);
    next_seq := nextval('live_event_seq');
    INSERT INTO live_event (seq, at, kind, ids, areas, payload)
    VALUES (next_seq, clock_timestamp(), append_live_event.kind, append_live_event.ids, append_live_event.areas, append_live_event.payload);
    PERFORM pg_notify('live_event', next_seq::text);
    RETURN next_seq;
END $$;
REVOKE ALL ON FUNCTION append_live_event(text, bigint[], text[], jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_live_event(text, bigint[], text[], jsonb) TO gis_ingest, gis_tiles, gis_command;

-- The audit trail: who did what to what, when. Appended by append_audit() alone.
CREATE TABLE audit_entry (
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    account_id bigint,                        -- null = the system itself
    actor      text        NOT NULL,          -- account name, or the part that acted
    action     text        NOT NULL,          -- a code: alarm.acknowledge, incident.create, order.issue …
    entity     text        NOT NULL,
    entity_id  text        NOT NULL,
    area_code  text,
    details    jsonb       NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE INDEX audit_entry_entity ON audit_entry (entity, entity_id, at);

CREATE FUNCTION append_audit(account_id bigint, actor text, action text, entity text, entity_id text, area_code text, details jsonb) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO audit_entry (account_id, actor, action, entity, entity_id, area_code, details)
    VALUES (append_audit.account_id, append_audit.actor, append_audit.action, append_audit.entity, append_audit.entity_id, append_audit.area_code, append_audit.details)
$$;
REVOKE ALL ON FUNCTION append_audit(bigint, text, text, text, text, text, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_audit(bigint, text, text, text, text, text, jsonb) TO gis_ingest, gis_tiles, gis_command;

-- Where a follower of the log stands; moved in the same transaction as what the follower did.
CREATE TABLE follower_cursor (
    name text   PRIMARY KEY,
    seq  bigint NOT NULL
);

GRANT SELECT ON live_event TO gis_ingest, gis_tiles, gis_command;
GRANT SELECT ON audit_entry TO gis_command;
GRANT SELECT, INSERT, UPDATE ON follower_cursor TO gis_command;

-- What the field says. Written by the ingest part alone. Appended or, for a corrected value, replaced with the old one kept in observation_revision.
-- quality: 0 valid · 1 flagged by the device (not fit for judging) · 2 outside the plausibility gate · 3 not a number · 4 device clock off (arrival time used) · 5 above the instrument's range (at least the value)
CREATE TABLE observation (
    datastream_id   bigint      NOT NULL,
    phenomenon_time timestamptz NOT NULL,
    value           float8,
    flag            "char",                    -- HJ 212 quality flag as sent
    quality         smallint    NOT NULL CHECK (quality BETWEEN 0 AND 5),
    result_time     timestamptz,               -- when the sample was analysed, where the device says it
    received_at     timestamptz NOT NULL,
    PRIMARY KEY (datastream_id, phenomenon_time)
) PARTITION BY RANGE (phenomenon_time);
CREATE TABLE observation_other PARTITION OF observation DEFAULT;

-- One period of one datastream; phenomenon_time is the START of the period (HJ 212-2017 §3). zs_*: converted to the standard oxygen content.
CREATE TABLE period_value (
    datastream_id   bigint      NOT NULL,
    phenomenon_time timestamptz NOT NULL,
    min             float8,
    avg             float8,
    max             float8,
    cou             float8,
    zs_min          float8,
    zs_avg          float8,
    zs_max          float8,
    flag            "char",
    quality         smallint    NOT NULL CHECK (quality BETWEEN 0 AND 5),
    received_at     timestamptz NOT NULL,
    PRIMARY KEY (datastream_id, phenomenon_time)
) PARTITION BY RANGE (phenomenon_time);
CREATE TABLE period_value_other PARTITION OF period_value DEFAULT;

-- The newest value of each datastream, written once a batch and datastream, never once a value.
CREATE TABLE latest_observation (
    datastream_id   bigint      PRIMARY KEY,
    phenomenon_time timestamptz NOT NULL,
    value           float8,                    -- the value, or the mean of the period
    zs_value        float8,
    flag            "char",
    quality         smallint    NOT NULL,
    received_at     timestamptz NOT NULL
) WITH (fillfactor = 60);

CREATE TABLE observation_revision (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    datastream_id   bigint      NOT NULL,
    phenomenon_time timestamptz NOT NULL,
    old_value       jsonb       NOT NULL,      -- the row that was replaced
    replaced_at     timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX observation_revision_key ON observation_revision (datastream_id, phenomenon_time);

-- Messages about a device rather than from its sensors: facility states, logs, answers to commands, heartbeats, clock and quality events.
CREATE TABLE device_message (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    thing_id    bigint      NOT NULL,
    kind        text        NOT NULL,          -- facility_state, log, request_answer, execution_result, heartbeat, clock_off, bad_item …
    at          timestamptz NOT NULL,
    content     jsonb       NOT NULL,
    received_at timestamptz NOT NULL,
    UNIQUE NULLS NOT DISTINCT (thing_id, kind, at, content)
);

-- Parts of a split HJ 212 packet until all are in, so that several ingests may share a subscription.
CREATE TABLE hj212_part (
    mn          text        NOT NULL,
    cn          text        NOT NULL,
    data_time   timestamptz NOT NULL,
    pnum        smallint    NOT NULL,
    pno         smallint    NOT NULL,
    segment     bytea       NOT NULL,          -- PW masked
    received_at timestamptz NOT NULL,
    PRIMARY KEY (mn, cn, data_time, pnum, pno)
);

-- What could not be taken, and why; never lost, never in the way.
CREATE TABLE rejected_message (
    id          bigint      GENERATED ALWAYS AS IDENTITY,
    received_at timestamptz NOT NULL,
    source      text        NOT NULL CHECK (source IN ('mqtt', 'hj212', 'http')),
    topic       text        NOT NULL,
    payload     bytea       NOT NULL,          -- first 64 KiB, PW masked
    payload_len integer     NOT NULL,
    code        text        NOT NULL,          -- stable reason: bad-crc, unknown-device …
    reason      text        NOT NULL,          -- a sentence that says what would be accepted
    thing_id    bigint,
    PRIMARY KEY (id, received_at)
) PARTITION BY RANGE (received_at);
CREATE INDEX rejected_message_at ON rejected_message (received_at);

CREATE TABLE delivery_ledger (
    thing_id  bigint NOT NULL,
    day       date   NOT NULL,                 -- Beijing day of arrival
    received  bigint NOT NULL DEFAULT 0,
    stored    bigint NOT NULL DEFAULT 0,
    duplicate bigint NOT NULL DEFAULT 0,
    rejected  bigint NOT NULL DEFAULT 0,
    late      bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (thing_id, day)
) WITH (fillfactor = 60);

-- Cumulative meter state needed for the next judgement (previous totals), under the meter's key.
CREATE TABLE meter_state (
    thing_id         bigint      PRIMARY KEY,
    read_at          timestamptz NOT NULL,
    total_m3         float8,
    reverse_total_m3 float8
);

CREATE TABLE video_event (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    camera_id     bigint      NOT NULL,
    event_key     text        NOT NULL,        -- the camera's own id of the event, or topic and time
    kind          text        NOT NULL,        -- motion, intrusion, line, loiter, fire, smoke, left_object, tamper, video_lost, plate, count, temperature, water_colour
    label         text,
    confidence    float8,
    zone          text,
    source        text        NOT NULL,        -- unified, onvif, gb28181 …
    started_at    timestamptz NOT NULL,
    ended_at      timestamptz,
    snapshot_hash text        CHECK (snapshot_hash ~ '^[0-9a-f]{64}$'),
    raw           jsonb       NOT NULL,
    received_at   timestamptz NOT NULL,
    UNIQUE (camera_id, event_key)
);
CREATE INDEX video_event_camera ON video_event (camera_id, started_at DESC);

GRANT SELECT ON observation, period_value, latest_observation, observation_revision, device_message, rejected_message, delivery_ledger, meter_state, video_event
    TO gis_tiles, gis_command, gis_ingest;
GRANT SELECT, DELETE ON hj212_part TO gis_ingest;
GRANT INSERT ON hj212_part, observation_revision, device_message, rejected_message TO gis_ingest;
GRANT INSERT, UPDATE ON observation, period_value, latest_observation, delivery_ledger, meter_state, video_event, hj212_part TO gis_ingest;

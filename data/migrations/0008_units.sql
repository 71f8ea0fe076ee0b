-- Field units (ICS resources), where they are and what they report.
CREATE TABLE unit (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code       text        NOT NULL UNIQUE CHECK (code ~ '^[A-Za-z0-9._:-]{1,64}$'),  -- stands in units/{code}/…; also the MQTT user
    call_sign  text        NOT NULL,           -- short, for the plate on the map
    name_zh    text        NOT NULL,
    name_en    text        NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('monitoring', 'fire', 'hazmat', 'medical', 'police', 'utility', 'enforcement')),
    area_code  text        NOT NULL,
    skills     text[]      NOT NULL DEFAULT '{}',
    phone      text,
    base_lon   float8      NOT NULL CHECK (base_lon BETWEEN -180 AND 180),
    base_lat   float8      NOT NULL CHECK (base_lat BETWEEN -90 AND 90),
    origin     text        NOT NULL DEFAULT 'real' CHECK (origin IN ('real', 'demo')),
    retired_at timestamptz,
    valid_from timestamptz NOT NULL DEFAULT clock_timestamp(),
    valid_to   timestamptz
);
CREATE TABLE unit_version (LIKE unit);
CREATE TRIGGER unit_keep_version BEFORE UPDATE ON unit FOR EACH ROW EXECUTE FUNCTION keep_version();

-- Every position ever sent. Written by ingest.
CREATE TABLE position (
    unit_id     bigint      NOT NULL,
    measured_at timestamptz NOT NULL,
    lon         float8      NOT NULL,
    lat         float8      NOT NULL,
    speed_mps   float8,
    heading_deg float8,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (unit_id, measured_at)
) PARTITION BY RANGE (measured_at);
CREATE TABLE position_other PARTITION OF position DEFAULT;

-- The newest position of each unit, one upsert a batch and unit.
CREATE TABLE latest_position (
    unit_id     bigint      PRIMARY KEY,
    measured_at timestamptz NOT NULL,
    lon         float8      NOT NULL,
    lat         float8      NOT NULL,
    speed_mps   float8,
    heading_deg float8,
    received_at timestamptz NOT NULL,
    geom_3857   geometry(Point, 3857) GENERATED ALWAYS AS (ST_Transform(ST_SetSRID(ST_MakePoint(lon, lat), 4490), 3857)) STORED
) WITH (fillfactor = 60);

-- What a unit says of an order. Written by ingest; the command part takes it up exactly once (live event kind 'ingest', payload.reports = ids).
CREATE TABLE unit_report (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    unit_id     bigint      NOT NULL,
    order_code  text,
    state       text        NOT NULL CHECK (state IN ('acknowledged', 'refused', 'en_route', 'staged', 'on_scene', 'done', 'failed')),
    text        text,
    measured_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    UNIQUE NULLS NOT DISTINCT (unit_id, order_code, state, measured_at)
);

GRANT SELECT ON unit, unit_version, position, latest_position, unit_report TO gis_ingest, gis_tiles, gis_command;
GRANT INSERT, UPDATE ON unit TO gis_command;
GRANT INSERT ON position, unit_report TO gis_ingest;
GRANT INSERT, UPDATE ON latest_position, position TO gis_ingest;

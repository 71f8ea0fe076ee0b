-- Things, what is observed about them and what they are allowed. Words: OGC SensorThings. Written by the command part.
CREATE TABLE observed_property (
    code     text PRIMARY KEY,                -- HJ 212-2017 factor code (w01018), or our own for what HJ 212 lacks (volume, flow, pressure …)
    old_code text,                            -- HJ/T 212-2005 code
    name_zh  text NOT NULL,
    name_en  text NOT NULL,
    short    text NOT NULL,                   -- what a list shows: COD, NH₃-N
    unit     text NOT NULL,                   -- default, UCUM; the datastream's own unit rules
    gate_min float8,                          -- plausibility gate, default; the datastream's own rules
    gate_max float8,
    decimals smallint NOT NULL DEFAULT 2 CHECK (decimals BETWEEN 0 AND 6)
);

CREATE TABLE thing (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind       text        NOT NULL CHECK (kind IN ('outfall_water', 'outfall_gas', 'air_station', 'water_station', 'noise_station', 'water_meter', 'camera')),
    name_zh    text        NOT NULL,
    name_en    text        NOT NULL,
    area_code  text        NOT NULL,          -- a registered attribute, not derived from approximate polygons
    lon        float8      NOT NULL CHECK (lon BETWEEN -180 AND 180),
    lat        float8      NOT NULL CHECK (lat BETWEEN -90 AND 90),
    properties jsonb       NOT NULL DEFAULT '{}',   -- enterprise, permit_no, receiving_water, contact, q3_m3h, chainage_m, reach, target_class, cameras …
    origin     text        NOT NULL DEFAULT 'real' CHECK (origin IN ('real', 'demo')),
    retired_at timestamptz,
    valid_from timestamptz NOT NULL DEFAULT clock_timestamp(),
    valid_to   timestamptz,
    geom       geometry(Point, 4490) GENERATED ALWAYS AS (ST_SetSRID(ST_MakePoint(lon, lat), 4490)) STORED,
    geom_3857  geometry(Point, 3857) GENERATED ALWAYS AS (ST_Transform(ST_SetSRID(ST_MakePoint(lon, lat), 4490), 3857)) STORED
);
CREATE INDEX thing_geom_3857 ON thing USING gist (geom_3857);
CREATE INDEX thing_geom ON thing USING gist (geom);
CREATE INDEX thing_area ON thing (area_code);
CREATE TABLE thing_version (LIKE thing);
CREATE INDEX thing_version_id ON thing_version (id, valid_from);
CREATE TRIGGER thing_keep_version BEFORE UPDATE ON thing FOR EACH ROW EXECUTE FUNCTION keep_version();

-- The names under which the field knows a thing. scheme: mn (HJ 212), meter, camera (GB/T 28181 or own), thing (our JSON), unit is in table unit.
CREATE TABLE thing_alias (
    scheme   text   NOT NULL CHECK (scheme IN ('mn', 'meter', 'camera', 'thing')),
    code     text   NOT NULL CHECK (code ~ '^[A-Za-z0-9._:-]{1,64}$'),
    thing_id bigint NOT NULL REFERENCES thing,
    PRIMARY KEY (scheme, code)
);
CREATE INDEX thing_alias_thing ON thing_alias (thing_id);

-- Cameras look at things; one camera may watch several.
CREATE TABLE camera_view (
    camera_id bigint NOT NULL REFERENCES thing,
    thing_id  bigint NOT NULL REFERENCES thing,
    PRIMARY KEY (camera_id, thing_id)
);

CREATE TABLE datastream (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    thing_id    bigint      NOT NULL REFERENCES thing,
    property    text        NOT NULL REFERENCES observed_property,
    statistic   text        NOT NULL CHECK (statistic IN ('instant', 'period')),
    period_s    integer     NOT NULL DEFAULT 0 CHECK (period_s >= 0),       -- 0 for instant; 600, 1800, 3600, 86400 … for a period
    unit        text        NOT NULL,                                       -- UCUM
    interval_s  integer     NOT NULL CHECK (interval_s > 0),                -- how often a value is expected
    gate_min    float8,
    gate_max    float8,
    retired_at  timestamptz,
    valid_from  timestamptz NOT NULL DEFAULT clock_timestamp(),
    valid_to    timestamptz,
    CHECK ((statistic = 'instant') = (period_s = 0)),
    UNIQUE (thing_id, property, statistic, period_s)
);
CREATE TABLE datastream_version (LIKE datastream);
CREATE TRIGGER datastream_keep_version BEFORE UPDATE ON datastream FOR EACH ROW EXECUTE FUNCTION keep_version();

-- What is allowed, by whom, since when. A row is closed by valid_to and followed by another; it is never rewritten.
CREATE TABLE permit_limit (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    thing_id    bigint      NOT NULL REFERENCES thing,
    property    text        NOT NULL REFERENCES observed_property,
    period_s    integer     NOT NULL CHECK (period_s > 0),                  -- the mean that is judged: 3600 hour, 86400 day
    basis       text        NOT NULL DEFAULT 'avg' CHECK (basis IN ('avg', 'zs_avg', 'max', 'cou')),
    upper_limit float8,
    lower_limit float8,
    unit        text        NOT NULL,
    source      text        NOT NULL,                                       -- permit or standard, with its edition
    valid_from  timestamptz NOT NULL,
    valid_to    timestamptz,
    CHECK (upper_limit IS NOT NULL OR lower_limit IS NOT NULL),
    UNIQUE (thing_id, property, period_s, basis, valid_from)
);

-- Figures of the alarm rules, as data with a start date (unverified defaults may be changed by an administrator, never by a build).
CREATE TABLE rule_setting (
    code       text        NOT NULL,
    value      float8      NOT NULL,
    note       text        NOT NULL,
    valid_from timestamptz NOT NULL DEFAULT '2000-01-01T00:00:00Z',
    PRIMARY KEY (code, valid_from)
);
INSERT INTO rule_setting (code, value, note) VALUES
    ('over_limit.yellow_ratio', 1.5, 'ratio above which an over-limit alarm is yellow'),
    ('over_limit.orange_ratio', 2, 'ratio above which it is orange'),
    ('over_limit.red_ratio', 3, 'ratio above which it is red'),
    ('over_limit.yellow_hours', 2, 'hours in a row from which it is yellow'),
    ('over_limit.orange_hours', 6, 'hours in a row from which it is orange'),
    ('over_limit.red_hours', 24, 'hours in a row from which it is red'),
    ('over_limit.clear_ratio', 0.95, 'share of the limit below which a period counts as good again'),
    ('over_limit.clear_periods', 2, 'good valid periods in a row that clear it'),
    ('near_limit.ratio', 0.8, 'share of the limit above which a real-time value is near the limit'),
    ('near_limit.periods', 2, 'values in a row that raise the notice'),
    ('offline.intervals', 3, 'expected intervals without a packet that make a device off line'),
    ('leak.night_floor_l_per_h', 10, 'smallest night flow that is a leak when no interval of the day is zero'),
    ('reverse.min_l', 10, 'growth of the reverse total that is an alarm'),
    ('burst.intervals', 3, 'intervals above Q3 in a row that are a burst');

CREATE TABLE retention_policy (
    table_name text     PRIMARY KEY,
    keep       interval NOT NULL CHECK (keep >= interval '1 day')
);
INSERT INTO retention_policy VALUES ('observation', '90 days'), ('position', '90 days'), ('live_event', '7 days'), ('rejected_message', '180 days'),
    ('period_value', '10 years'), ('audit_entry', '10 years');

GRANT SELECT ON observed_property, thing, thing_version, thing_alias, camera_view, datastream, datastream_version, permit_limit, rule_setting, retention_policy
    TO gis_ingest, gis_tiles, gis_command;
GRANT INSERT, UPDATE ON observed_property, thing, thing_alias, datastream, permit_limit, rule_setting, retention_policy TO gis_command;
GRANT INSERT, DELETE ON camera_view TO gis_command;

-- The catalogue and the features of its own layers. Written by the tiles part. A layer is a stored one (layer_feature) or a live one (a view over
-- what the other parts store: outfalls, units, incidents …), which has no rows here but its catalogue entry.
CREATE TABLE layer (
    id            text        PRIMARY KEY CHECK (id ~ '^[a-z][a-z0-9_]{1,48}$'),
    title_zh      text        NOT NULL,
    title_en      text        NOT NULL,
    kind          text        NOT NULL CHECK (kind IN ('stored', 'live')),
    geometry_kind text        NOT NULL CHECK (geometry_kind IN ('point', 'line', 'polygon')),
    licence       text        NOT NULL,
    credit        text        NOT NULL,        -- stands on the map
    source        text        NOT NULL,
    owner         text        NOT NULL,
    approximate   boolean     NOT NULL DEFAULT false,
    published     boolean     NOT NULL DEFAULT false,   -- true: to all, without sign-in
    min_zoom      smallint    NOT NULL DEFAULT 0,
    max_zoom      smallint    NOT NULL DEFAULT 14,
    edition       integer     NOT NULL DEFAULT 0,       -- the one readers see; 0 = none yet
    changed_at    timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE layer_edition (
    layer         text        NOT NULL REFERENCES layer,
    edition       integer     NOT NULL CHECK (edition > 0),
    source        text        NOT NULL,
    imported_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    imported_by   text        NOT NULL,
    feature_count bigint      NOT NULL,
    min_lon float8, min_lat float8, max_lon float8, max_lat float8,
    report        jsonb       NOT NULL DEFAULT '{}',    -- repaired and refused rows
    PRIMARY KEY (layer, edition)
);

CREATE TABLE layer_feature (
    layer      text     NOT NULL REFERENCES layer,
    edition    integer  NOT NULL,
    id         bigint   NOT NULL,              -- stable within the edition, 1 …
    code       text,                           -- GB/T 2260 or other code of the thing shown
    name_zh    text,
    name_en    text,
    area_code  text,
    rank       smallint NOT NULL DEFAULT 0,    -- smallest zoom at which it is drawn
    properties jsonb    NOT NULL DEFAULT '{}',
    geom       geometry(Geometry, 4490) NOT NULL,
    geom_3857  geometry(Geometry, 3857) GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED,
    PRIMARY KEY (layer, edition, id)
) PARTITION BY LIST (layer);
CREATE TABLE layer_feature_other PARTITION OF layer_feature DEFAULT;
CREATE INDEX layer_feature_geom ON layer_feature USING gist (geom);
CREATE INDEX layer_feature_geom_3857 ON layer_feature USING gist (geom_3857);

-- Generalised twins for low zooms, written with the edition: one geometry a feature and zoom up to which it serves.
CREATE TABLE layer_generalised (
    layer     text     NOT NULL REFERENCES layer,
    edition   integer  NOT NULL,
    id        bigint   NOT NULL,
    zoom      smallint NOT NULL,               -- serves this zoom
    geom_3857 geometry(Geometry, 3857) NOT NULL,
    PRIMARY KEY (layer, edition, zoom, id)
);
CREATE INDEX layer_generalised_geom ON layer_generalised USING gist (geom_3857);

GRANT SELECT ON layer, layer_edition, layer_feature, layer_generalised TO gis_ingest, gis_tiles, gis_command;
GRANT INSERT, UPDATE ON layer TO gis_tiles;
GRANT INSERT ON layer_edition TO gis_tiles;
GRANT INSERT, DELETE ON layer_feature, layer_generalised TO gis_tiles;

-- The sheets of the national map series that touch the province, numbered by GB/T 13989-2012. The tiles part computes them from the outline that it
-- serves as the layer provinces, and again when that has a new edition; a sheet that stays keeps its id.
CREATE TABLE sheet (
    id        bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code      text    NOT NULL UNIQUE CHECK (code ~ '^[A-V]\d{2}([B-H]\d{6})?$'),
    scale     integer NOT NULL CHECK (scale > 0),            -- the denominator: 50000 is 1:50,000
    area_code text    NOT NULL,                              -- the province whose outline it touches
    geom      geometry(Polygon, 4490) NOT NULL,
    geom_3857 geometry(Polygon, 3857) GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED
);
CREATE INDEX sheet_geom ON sheet USING gist (geom);
CREATE INDEX sheet_geom_3857 ON sheet USING gist (geom_3857);

-- Of which outline they are.
CREATE TABLE sheet_outline (
    area_code   text        PRIMARY KEY,
    edition     integer     NOT NULL,                        -- of the layer provinces
    computed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

GRANT SELECT ON sheet, sheet_outline TO gis_ingest, gis_tiles, gis_command;
GRANT INSERT, DELETE ON sheet TO gis_tiles;
GRANT INSERT, UPDATE ON sheet_outline TO gis_tiles;

INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner, min_zoom) VALUES
    ('sheets', '地形图图幅', 'Topographic map sheets', 'live', 'polygon', 'Owner''s terms', 'Register of this system', 'GB/T 13989-2012 over the layer provinces', 'operator', 5);

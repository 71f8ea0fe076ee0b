-- Image layers: beside stored and live layers the catalogue holds layers of pictures (air and satellite images, hill-shade). Each picture is a pair of
-- tile pyramids in files under the home folder (decision 18); here stands which pictures a layer shows, of what time, and how they were made.
ALTER TABLE layer DROP CONSTRAINT layer_kind_check, ADD CONSTRAINT layer_kind_check CHECK (kind IN ('stored', 'live', 'image'));
ALTER TABLE layer DROP CONSTRAINT layer_geometry_kind_check, ADD CONSTRAINT layer_geometry_kind_check CHECK (geometry_kind IN ('point', 'line', 'polygon', 'raster'));
ALTER TABLE layer ADD CONSTRAINT layer_raster_check CHECK ((kind = 'image') = (geometry_kind = 'raster'));

CREATE TABLE layer_image (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    layer       text        NOT NULL REFERENCES layer,
    at          timestamptz,                       -- when the picture was taken; null: not told
    folder      text        NOT NULL UNIQUE CHECK (folder ~ '^[a-z0-9_]+/[0-9a-f]{32}$'),   -- below images/ of the home folder
    mercator_min_zoom smallint NOT NULL, mercator_max_zoom smallint NOT NULL,   -- of WebMercatorQuad
    cgcs_min_zoom     smallint NOT NULL, cgcs_max_zoom     smallint NOT NULL,   -- of CGCS2000Quad
    min_lon float8 NOT NULL, min_lat float8 NOT NULL, max_lon float8 NOT NULL, max_lat float8 NOT NULL,
    source      text        NOT NULL,              -- name of the file
    sha256      text        NOT NULL,              -- of the file
    bytes       bigint      NOT NULL,              -- of the pyramids
    making      jsonb       NOT NULL,              -- size, bands, stretch, resampling
    imported_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    imported_by text        NOT NULL,
    replaced_at timestamptz                        -- no longer shown since; its files go with a later import
);
-- One picture a time, and one without a time.
CREATE UNIQUE INDEX layer_image_shown ON layer_image (layer, coalesce(at, '-infinity')) WHERE replaced_at IS NULL;

GRANT SELECT ON layer_image TO gis_ingest, gis_tiles, gis_command;
GRANT INSERT, UPDATE ON layer_image TO gis_tiles;

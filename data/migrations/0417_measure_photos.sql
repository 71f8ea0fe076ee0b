-- Photographs by which a measure was reported done. An officer adds them as files: place, direction and time are what the file itself says, where it says so, and prove as much as that.
-- They are added, never changed; which belong to which measure stands in patch_measure.photos.
CREATE TABLE patch_measure_photo (
    patch_id    bigint      NOT NULL REFERENCES patch,
    hash        text        NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),   -- SHA-256 of the bytes
    account_id  bigint      NOT NULL REFERENCES account,
    lon         float8      CHECK (lon BETWEEN -180 AND 180),
    lat         float8      CHECK (lat BETWEEN -90 AND 90),
    azimuth_deg float8      CHECK (azimuth_deg >= 0 AND azimuth_deg < 360),   -- where the lens looked, from north, clockwise
    taken_at    timestamptz,
    received_at timestamptz NOT NULL,
    media_type  text        NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png')),
    width       integer     NOT NULL CHECK (width > 0),
    height      integer     NOT NULL CHECK (height > 0),
    bytes       bytea       NOT NULL,
    geom        geometry(Point, 4490) GENERATED ALWAYS AS (ST_SetSRID(ST_MakePoint(lon, lat), 4490)) STORED,
    PRIMARY KEY (patch_id, hash),
    CHECK ((lon IS NULL) = (lat IS NULL))
);
-- A JPEG is compressed already.
ALTER TABLE patch_measure_photo ALTER COLUMN bytes SET STORAGE EXTERNAL;
GRANT SELECT, INSERT ON patch_measure_photo TO gis_command;

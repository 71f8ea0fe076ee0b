-- Photographs of change patches from the field. They lie in the store, so that one backup holds the fact and what proves it; they are added, never changed.
CREATE TABLE patch_photo (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    patch_id       bigint      NOT NULL REFERENCES patch,
    hash           text        NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),   -- SHA-256 of the bytes, taken on the phone and again here
    account_id     bigint      NOT NULL REFERENCES account,
    role           text        NOT NULL CHECK (role IN ('far', 'near', 'side', 'other')),
    lon            float8      NOT NULL CHECK (lon BETWEEN -180 AND 180),
    lat            float8      NOT NULL CHECK (lat BETWEEN -90 AND 90),
    accuracy_m     float8      NOT NULL CHECK (accuracy_m >= 0),
    azimuth_deg    float8      NOT NULL CHECK (azimuth_deg >= 0 AND azimuth_deg < 360),   -- where the lens looked, from north, clockwise
    azimuth_source text        NOT NULL CHECK (azimuth_source IN ('compass', 'manual')),
    taken_at       timestamptz NOT NULL,                     -- by the phone
    received_at    timestamptz NOT NULL,
    device         text        NOT NULL CHECK (length(device) BETWEEN 1 AND 200),
    media_type     text        NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png')),
    width          integer     NOT NULL CHECK (width > 0),
    height         integer     NOT NULL CHECK (height > 0),
    exif_lon       float8,                                   -- what the file itself says of its place: never relied on, shown where it contradicts
    exif_lat       float8,
    bytes          bytea       NOT NULL,
    geom           geometry(Point, 4490) GENERATED ALWAYS AS (ST_SetSRID(ST_MakePoint(lon, lat), 4490)) STORED,
    UNIQUE (patch_id, hash)
);
-- A JPEG is compressed already.
ALTER TABLE patch_photo ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE INDEX patch_photo_hash ON patch_photo (hash);
GRANT SELECT, INSERT ON patch_photo TO gis_command;

-- How the file of a layer was read the last time, to be offered when the next one comes: its coordinate system, encoding, and what became of each field.
-- Written by the tiles part.
CREATE TABLE layer_import_memory (
    layer     text        PRIMARY KEY REFERENCES layer,
    file_name text        NOT NULL,
    crs       text,                            -- as a person said it; null: the file said it
    encoding  text,
    east      text,
    north     text,
    fields    jsonb       NOT NULL,            -- [{source, target, kind}]
    at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    by        text        NOT NULL
);
GRANT SELECT ON layer_import_memory TO gis_tiles, gis_command;
GRANT INSERT, UPDATE ON layer_import_memory TO gis_tiles;

-- What a person must know of a picture before he judges by it: who took it, how fine it is and how much of it cloud hides.
-- Told at the import; a resolution that is not told is that of the file. Null: not told.
ALTER TABLE layer_image
    ADD COLUMN sensor        text   CHECK (sensor <> '' AND length(sensor) <= 60),
    ADD COLUMN cloud_percent float8 CHECK (cloud_percent BETWEEN 0 AND 100),
    ADD COLUMN resolution_m  float8 CHECK (resolution_m > 0 AND resolution_m <= 100000);

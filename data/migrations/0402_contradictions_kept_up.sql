-- The one map is looked at anew by itself where a layer or a theme became another: what the last look of the system's own had seen of each theme is kept here.
CREATE TABLE land_contradiction_seen (
    theme   text    PRIMARY KEY,
    layer   text    NOT NULL,
    edition integer NOT NULL,
    changes integer NOT NULL,                                 -- how many changes of that edition
    fields  jsonb   NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON land_contradiction_seen TO gis_command;

-- Null: the system itself.
ALTER TABLE land_contradiction_run ALTER COLUMN asked_by DROP NOT NULL;

-- What the rules found on the one map that cannot be so: used without approval, supplied twice, built on basic farmland. A run looks at one area, county by county,
-- and puts what it found in place of what stood there; a row is its subject, what stands against it, and the figures, and is put into words by the reader's viewer.
CREATE TABLE land_contradiction_run (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    area_code     text        NOT NULL,
    state         text        NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    asked_at      timestamptz NOT NULL,
    asked_by      bigint      NOT NULL REFERENCES account,
    started_at    timestamptz,
    finished_at   timestamptz,
    judged_on     date,                                       -- Beijing day on which terms were judged
    counties      integer     NOT NULL DEFAULT 0,
    counties_done integer     NOT NULL DEFAULT 0,
    found         integer     NOT NULL DEFAULT 0,
    not_judged    text[]      NOT NULL DEFAULT '{}',          -- rules that lacked a layer
    reason        text                                        -- why it failed
);
CREATE UNIQUE INDEX land_contradiction_run_open ON land_contradiction_run (area_code) WHERE state IN ('waiting', 'running');

CREATE TABLE land_contradiction (
    id            bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id        bigint  NOT NULL REFERENCES land_contradiction_run,
    area_code     text    NOT NULL,                           -- the county that was looked at
    rule          text    NOT NULL,
    theme         text    NOT NULL,
    layer         text    NOT NULL,
    feature       bigint  NOT NULL,
    number        text,
    other_theme   text,
    other_layer   text,
    other_feature bigint,
    other_number  text,
    other_area    text,                                       -- who may not read there is not told of the other
    area_m2       float8,                                     -- what lies outside, twice, unlawfully; null where it is no matter of area
    parameters    jsonb   NOT NULL DEFAULT '{}',
    lon           float8  NOT NULL,
    lat           float8  NOT NULL,
    layers        text[]  NOT NULL                            -- every layer that was looked at for it: who may not read one of them is not told
);
CREATE INDEX land_contradiction_area ON land_contradiction (area_code, rule, id);

GRANT SELECT, INSERT, UPDATE ON land_contradiction_run TO gis_command;
GRANT SELECT, INSERT, DELETE ON land_contradiction TO gis_command;

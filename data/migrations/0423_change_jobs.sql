-- Detections of changes that officers ask the server for: two images come in, patches come out as a batch. The images themselves lie in files until the work has ended.
CREATE TABLE change_job (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    area_code   text        NOT NULL,                          -- for which it is made: an officer of it sees it, its batch is of it
    account_id  bigint      NOT NULL REFERENCES account,
    state       text        NOT NULL CHECK (state IN ('open', 'waiting', 'running', 'done', 'failed', 'cancelled', 'broken')),
    files       jsonb       NOT NULL DEFAULT '{}',             -- what was sent, by its place: before, after, mask-before, mask-after
    wish        jsonb,                                         -- what is asked for; null while it is open
    stage       text,
    percent     integer     NOT NULL DEFAULT 0 CHECK (percent BETWEEN 0 AND 100),
    attempts    integer     NOT NULL DEFAULT 0,                -- how often it was begun: a server may have ended meanwhile
    stop_asked  boolean     NOT NULL DEFAULT false,
    problem     jsonb,                                         -- why it failed or is broken: code and detail
    account     jsonb,                                         -- of the detection: parameters, figures
    pictures    jsonb,                                         -- the layer in which both images are shown, or why they are not
    batch_id    bigint      REFERENCES patch_batch,            -- null where nothing changed
    created_at  timestamptz NOT NULL,
    asked_at    timestamptz,                                   -- since when it waits
    started_at  timestamptz,
    ended_at    timestamptz,
    kept_until  timestamptz                                    -- of the files of its result
);
CREATE INDEX change_job_unended ON change_job (asked_at) WHERE state IN ('open', 'waiting', 'running');
GRANT SELECT, INSERT, UPDATE ON change_job TO gis_command;

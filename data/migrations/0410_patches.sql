-- Change patches: places where a later satellite image differs from an earlier one, issued from above or detected here. They are clues: the comparison with
-- the one map of land suggests, people judge. What happened to a patch are facts, appended; how it stands is the view patch_standing.
CREATE TABLE patch_batch (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    area_code   text        NOT NULL,                        -- of whoever it is for: all its patches lie in it
    code        text        NOT NULL CHECK (length(code) BETWEEN 1 AND 80),
    kind        text        NOT NULL CHECK (kind IN ('issued', 'detected')),
    origin      text        NOT NULL CHECK (origin IN ('real', 'demo')),
    due         date        NOT NULL,                        -- by when its patches are to be judged
    received_at timestamptz NOT NULL,
    account_id  bigint      NOT NULL REFERENCES account,
    file_name   text        NOT NULL,                        -- of the last file that was taken in
    file_hash   text        NOT NULL,                        -- SHA-256
    report      jsonb       NOT NULL DEFAULT '{}',           -- of the last file: counts, repaired and refused rows
    valid_from  timestamptz NOT NULL DEFAULT clock_timestamp(),
    valid_to    timestamptz,
    UNIQUE (area_code, code)
);
CREATE TABLE patch_batch_version (LIKE patch_batch);
CREATE TRIGGER patch_batch_keep_version BEFORE UPDATE ON patch_batch FOR EACH ROW EXECUTE FUNCTION keep_version();

CREATE TABLE patch (
    id                  bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    batch_id            bigint      NOT NULL REFERENCES patch_batch,
    area_code           text        NOT NULL,                -- county
    number              text        NOT NULL CHECK (length(number) BETWEEN 1 AND 40),   -- JCBH
    place               text,                                -- XMC, or what the file calls the place
    kind                text,                                -- TBLX; null where nobody said it
    class_before        text,                                -- DLBM, as stated
    stated_m2           float8      CHECK (stated_m2 >= 0),  -- MJ
    area_m2             float8      NOT NULL CHECK (area_m2 > 0),   -- on the ellipsoid of CGCS2000
    before_on           date,                                -- QSX
    after_on            date,                                -- HSX
    features            text,                                -- TZ
    says_basic_farmland boolean,                             -- SFYN: as stated, never relied on
    says_red_line       boolean,                             -- SFHX
    score               float8,                              -- of a detected patch
    note                text,                                -- BZ
    origin              text        NOT NULL CHECK (origin IN ('real', 'demo')),
    outline             geometry(MultiPolygon, 4490) NOT NULL,
    geom_3857           geometry(MultiPolygon, 3857) GENERATED ALWAYS AS (ST_Transform(outline, 3857)) STORED,
    valid_from          timestamptz NOT NULL DEFAULT clock_timestamp(),
    valid_to            timestamptz,
    UNIQUE (batch_id, area_code, number),
    CHECK (before_on <= after_on)
);
CREATE TABLE patch_version (LIKE patch);
CREATE TRIGGER patch_keep_version BEFORE UPDATE ON patch FOR EACH ROW EXECUTE FUNCTION keep_version();
CREATE INDEX patch_outline ON patch USING gist (outline);
CREATE INDEX patch_geom_3857 ON patch USING gist (geom_3857);
CREATE INDEX patch_area ON patch (area_code);

-- What the comparison with the one map found, the last time it was made; earlier ones are facts of kind triaged.
CREATE TABLE patch_triage (
    patch_id          bigint      PRIMARY KEY REFERENCES patch,
    outcome           text        NOT NULL CHECK (outcome IN ('explained', 'doubtful')),
    suggestion        text,                                  -- a verdict
    rule              text,                                  -- by which it is explained or suggested
    reasons           jsonb       NOT NULL DEFAULT '[]',     -- why a person must look: [{"code": …, "parameters": {…}}]
    cultivated_m2     float8      NOT NULL,
    basic_farmland_m2 float8      NOT NULL,
    red_line_m2       float8      NOT NULL,
    earlier           bigint[]    NOT NULL DEFAULT '{}',     -- patches of earlier images at the same place
    sample            boolean     NOT NULL,                  -- explained, and drawn to be looked at all the same
    triaged_at        timestamptz NOT NULL
);

CREATE TABLE patch_overlap (
    patch_id   bigint  NOT NULL REFERENCES patch,
    theme      text    NOT NULL,
    layer      text    NOT NULL,
    edition    integer NOT NULL,
    feature    bigint  NOT NULL,
    document   text,
    use        text,
    class      text,
    valid_from date,
    valid_to   date,
    state      text    NOT NULL CHECK (state IN ('valid', 'expired', 'not-yet', 'unknown', 'timeless')),   -- on the day of the later image
    area_m2    float8  NOT NULL,
    share      float8  NOT NULL,
    PRIMARY KEY (patch_id, theme, layer, feature)
);

-- What happened: facts, never changed.
CREATE TABLE patch_event (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    patch_id   bigint      NOT NULL REFERENCES patch,
    kind       text        NOT NULL CHECK (kind IN ('issued', 'changed', 'triaged', 'assigned', 'judged', 'undone', 'sent_on', 'sent_back')),
    at         timestamptz NOT NULL,
    account_id bigint      REFERENCES account,               -- null = the system
    state      text        CHECK (state IN ('issued', 'overlaid', 'assigned', 'judged', 'submitted', 'reviewed', 'returned', 'closed', 'case')),   -- what it is in from now on, where that is another
    verdict    text,                                         -- of judged; of undone the one that holds again, null where none does
    assignee   bigint      REFERENCES account,               -- of assigned
    due        date,                                         -- of assigned
    reason     text        CHECK (length(reason) BETWEEN 1 AND 1000),
    details    jsonb       NOT NULL DEFAULT '{}',
    CHECK (kind <> 'judged' OR verdict IS NOT NULL),
    CHECK (kind <> 'sent_back' OR reason IS NOT NULL)
);
CREATE INDEX patch_event_patch ON patch_event (patch_id, id);

-- How each patch stands. revision is the last fact: who acts on another has not seen all.
CREATE VIEW patch_standing AS
SELECT p.id, p.batch_id, b.code AS batch, p.area_code, p.number, p.place, p.kind, p.class_before, p.stated_m2, p.area_m2, p.before_on, p.after_on, p.features,
       p.says_basic_farmland, p.says_red_line, p.score, p.note, p.origin, p.outline, p.geom_3857,
       t.outcome, t.suggestion, t.rule, coalesce(t.reasons, '[]') AS reasons, t.cultivated_m2, t.basic_farmland_m2, t.red_line_m2, t.earlier,
       coalesce(t.sample, false) AS sample, t.triaged_at,
       coalesce(told.state, 'issued') AS state, said.verdict, said.judged_by, given.assignee, coalesce(given.due, b.due) AS due, coalesce(last.id, 0) AS revision, last.at AS updated_at
FROM patch p
JOIN patch_batch b ON b.id = p.batch_id
LEFT JOIN patch_triage t ON t.patch_id = p.id
LEFT JOIN LATERAL (SELECT e.id, e.at FROM patch_event e WHERE e.patch_id = p.id ORDER BY e.id DESC LIMIT 1) last ON true
LEFT JOIN LATERAL (SELECT e.state FROM patch_event e WHERE e.patch_id = p.id AND e.state IS NOT NULL ORDER BY e.id DESC LIMIT 1) told ON true
LEFT JOIN LATERAL (SELECT e.verdict, CASE WHEN e.kind = 'judged' THEN e.account_id END AS judged_by
                   FROM patch_event e WHERE e.patch_id = p.id AND e.kind IN ('judged', 'undone', 'changed') ORDER BY e.id DESC LIMIT 1) said ON true
LEFT JOIN LATERAL (SELECT e.assignee, e.due FROM patch_event e WHERE e.patch_id = p.id AND e.kind = 'assigned' ORDER BY e.id DESC LIMIT 1) given ON true;

GRANT SELECT ON patch_batch, patch_batch_version, patch, patch_version, patch_triage, patch_overlap, patch_event, patch_standing TO gis_tiles, gis_command;
GRANT INSERT, UPDATE ON patch_batch, patch, patch_triage TO gis_command;
GRANT INSERT, DELETE ON patch_overlap TO gis_command;
GRANT INSERT ON patch_event TO gis_command;

INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner, min_zoom) VALUES
    ('patches', '变化图斑', 'Change patches', 'live', 'polygon', 'Owner''s terms', 'Register of this system', 'patch_standing', 'operator', 7);

-- Who may not look at a patch, which patches get a second, blind verdict, and by when each step is due.

-- An interest that an account has declared, or that was declared for it: it neither judges nor is given what touches it. Kept for ever, withdrawn by a moment.
CREATE TABLE patch_interest (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id   bigint      NOT NULL REFERENCES account,
    kind         text        NOT NULL CHECK (kind IN ('area', 'party', 'parcel')),
    value        text        NOT NULL CHECK (length(value) BETWEEN 2 AND 120),   -- code of a county, township or village; name of a party; number of a document
    reason       text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    valid_from   date        NOT NULL,
    valid_to     date,                                    -- the last day; null = until withdrawn
    declared_by  bigint      NOT NULL REFERENCES account,
    declared_at  timestamptz NOT NULL,
    withdrawn_by bigint      REFERENCES account,
    withdrawn_at timestamptz,
    CHECK (valid_to >= valid_from),
    CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL))
);
CREATE INDEX patch_interest_account ON patch_interest (account_id) WHERE withdrawn_at IS NULL;

-- Under which name a parcel of the land-use theme tells the code of the place it belongs to (19 digits, of which the first 9 are the township).
UPDATE land_theme SET fields = fields || '{"location_code": "ZLDWDM"}' WHERE theme = 'land_use' AND NOT fields ? 'location_code';

-- Which accounts have an interest in which of some patches on a day: by area, by the township or village of the parcels under it, by a name on what it lies on, by a document.
CREATE FUNCTION patch_conflicts(patches bigint[], on_day date) RETURNS TABLE (patch_id bigint, account_id bigint, interest_id bigint)
LANGUAGE sql STABLE AS $$
    WITH holds AS (
        SELECT i.id, i.account_id, i.kind, i.value FROM patch_interest i
        WHERE i.withdrawn_at IS NULL AND i.valid_from <= on_day AND (i.valid_to IS NULL OR i.valid_to >= on_day)
    )
    SELECT p.id, h.account_id, h.id
    FROM holds h JOIN area_ancestor a ON a.ancestor = h.value JOIN patch p ON p.area_code = a.code
    WHERE h.kind = 'area' AND p.id = ANY (patches)
    UNION
    SELECT o.patch_id, h.account_id, h.id
    FROM holds h JOIN patch_overlap o ON o.patch_id = ANY (patches)
    JOIN land_theme t ON t.theme = o.theme
    JOIN layer_feature f ON f.layer = o.layer AND f.edition = o.edition AND f.id = o.feature
    WHERE h.kind = 'area' AND length(h.value) > 6 AND o.theme = 'land_use' AND starts_with(f.properties ->> (t.fields ->> 'location_code'), h.value)
    UNION
    SELECT o.patch_id, h.account_id, h.id
    FROM holds h JOIN patch_overlap o ON o.patch_id = ANY (patches) AND o.document = h.value
    WHERE h.kind = 'parcel'
    UNION
    SELECT o.patch_id, h.account_id, h.id
    FROM holds h JOIN patch_overlap o ON o.patch_id = ANY (patches)
    JOIN layer_feature f ON f.layer = o.layer AND f.edition = o.edition AND f.id = o.feature
    WHERE h.kind = 'party' AND EXISTS (SELECT FROM jsonb_each_text(f.properties) said WHERE lower(btrim(said.value)) = lower(h.value))
$$;

-- How many of the judged patches get a second, blind verdict, by what was said of them.
CREATE TABLE patch_second_rate (
    verdict_group text   PRIMARY KEY CHECK (verdict_group IN ('harm', 'lawful', 'basic_farmland', 'unlawful', 'open')),
    rate          float8 NOT NULL CHECK (rate BETWEEN 0 AND 1)
);
INSERT INTO patch_second_rate VALUES
    ('harm', 1),               -- said to be lawful though the comparison found basic farmland or red line
    ('lawful', 0.1),
    ('basic_farmland', 1),     -- V5: what follows is a crime
    ('unlawful', 0.1),
    ('open', 0);               -- is judged anew before it goes anywhere

CREATE FUNCTION patch_verdict_group(verdict text, basic_farmland_m2 float8, red_line_m2 float8) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN verdict = 'V5' THEN 'basic_farmland' WHEN verdict LIKE 'V%' THEN 'unlawful' WHEN verdict = 'U' THEN 'open'
                WHEN coalesce(basic_farmland_m2, 0) > 0 OR coalesce(red_line_m2, 0) > 0 THEN 'harm' ELSE 'lawful' END
$$;

-- Where a patch falls between 0 and 1: by its number in the store alone, so that nobody chooses, and anybody can compute it again.
CREATE FUNCTION patch_draw(patch bigint) RETURNS float8
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ('x' || left(encode(sha256(convert_to('second-opinion:' || patch, 'UTF8')), 'hex'), 12))::bit(48)::bigint / 281474976710656.0
$$;

-- A judged patch waits for its second verdict: it was drawn, nobody has given one since the last verdict, and the city has not had it before. Until then its verdict is sealed.
CREATE FUNCTION patch_is_sealed(patch bigint, state text, verdict text, basic_farmland_m2 float8, red_line_m2 float8) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN state = 'judged' AND verdict IS NOT NULL
                 AND patch_draw(patch) < (SELECT r.rate FROM patch_second_rate r WHERE r.verdict_group = patch_verdict_group(verdict, basic_farmland_m2, red_line_m2))
           THEN NOT EXISTS (SELECT FROM patch_event e WHERE e.patch_id = patch AND e.kind = 'sent_back')
                AND NOT EXISTS (SELECT FROM patch_event e WHERE e.patch_id = patch AND e.kind = 'second'
                                AND e.id > (SELECT max(j.id) FROM patch_event j WHERE j.patch_id = patch AND j.kind = 'judged'))
           ELSE false END
$$;

-- Judged patches with their second verdict, as far as they have or need one.
CREATE VIEW patch_second AS
SELECT s.id AS patch_id, s.area_code, s.verdict, s.judged_by, patch_is_sealed(s.id, s.state, s.verdict, s.basic_farmland_m2, s.red_line_m2) AS is_sealed,
       n.account_id AS second_by, n.verdict AS second_verdict, n.reason AS second_reason, n.at AS second_at, coalesce(n.verdict <> s.verdict, false) AS differs
FROM patch_standing s
LEFT JOIN LATERAL (SELECT e.account_id, e.verdict, e.reason, e.at FROM patch_event e
                   WHERE e.patch_id = s.id AND e.kind = 'second' AND e.id > (SELECT max(j.id) FROM patch_event j WHERE j.patch_id = s.id AND j.kind = 'judged')
                   ORDER BY e.id DESC LIMIT 1) n ON true
WHERE s.state = 'judged' AND s.verdict IS NOT NULL;

-- Days that are not what their weekday says: holidays, and the weekends worked instead. No calendar is built in.
CREATE TABLE work_calendar (
    day   date    PRIMARY KEY,
    works boolean NOT NULL,
    note  text    CHECK (length(note) <= 200)
);

CREATE FUNCTION is_working_day(on_day date) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT c.works FROM work_calendar c WHERE c.day = on_day), extract(isodow FROM on_day) < 6)
$$;

-- The n-th working day after a day.
CREATE FUNCTION working_day_after(start date, n integer) RETURNS date
LANGUAGE sql STABLE AS $$
    SELECT d.day FROM (SELECT start + k AS day FROM generate_series(1, 2 * n + 60) k) d WHERE is_working_day(d.day) ORDER BY d.day OFFSET n - 1 LIMIT 1
$$;

-- How long a patch may stay in a state.
CREATE TABLE patch_term (
    state text     PRIMARY KEY,
    unit  text     NOT NULL CHECK (unit IN ('working_days', 'month_end')),
    days  smallint CHECK (days BETWEEN 1 AND 250),
    CHECK ((unit = 'working_days') = (days IS NOT NULL))
);
INSERT INTO patch_term VALUES
    ('overlaid',  'working_days', 2),      -- to be given to somebody
    ('assigned',  'working_days', 5),      -- to be looked at on the ground
    ('judged',    'month_end',    NULL),   -- to be sent on
    ('submitted', 'working_days', 5),      -- the city
    ('reviewed',  'working_days', 10),     -- the province
    ('case',      'working_days', 10),     -- to be filed
    ('rectified', 'working_days', 10);     -- to be accepted

-- By when the step is due in which a patch stands: until it is judged its own day, then the term of its state from the day it came into it (China's time).
CREATE VIEW patch_deadline AS
SELECT s.id AS patch_id, s.area_code, s.state, s.outcome, s.assignee, i.on_day AS since,
       CASE WHEN s.state IN ('issued', 'overlaid', 'assigned', 'verified', 'returned') THEN s.due
            WHEN t.unit = 'month_end' THEN (date_trunc('month', i.on_day) + interval '1 month - 1 day')::date
            WHEN t.unit = 'working_days' THEN working_day_after(i.on_day, t.days) END AS due
FROM patch_standing s
CROSS JOIN LATERAL (SELECT (coalesce((SELECT e.at FROM patch_event e WHERE e.patch_id = s.id AND e.state IS NOT NULL ORDER BY e.id DESC LIMIT 1), b.received_at)
                            AT TIME ZONE 'Asia/Shanghai')::date AS on_day FROM patch_batch b WHERE b.id = s.batch_id) i
LEFT JOIN patch_term t ON t.state = s.state
WHERE s.state NOT IN ('closed', 'accepted');

GRANT SELECT ON patch_interest, patch_second, patch_second_rate, work_calendar, patch_term, patch_deadline TO gis_command;
GRANT SELECT ON patch_second_rate TO gis_tiles;
GRANT INSERT, UPDATE ON patch_interest TO gis_command;
GRANT UPDATE ON patch_second_rate, patch_term TO gis_command;
GRANT INSERT, UPDATE, DELETE ON work_calendar TO gis_command;

-- A case of an unlawful patch: its number, party, notice and grounds, and the measures by which the land is put right until a later image or a document proves it.
-- Who did what and when stands in patch_event; here stands what holds.
CREATE TABLE patch_case (
    patch_id   bigint      PRIMARY KEY REFERENCES patch,
    area_code  text        NOT NULL,                         -- of the patch
    number     text        NOT NULL CHECK (length(number) BETWEEN 1 AND 80),
    party      text        NOT NULL CHECK (length(party) BETWEEN 1 AND 200),
    notice     text        NOT NULL CHECK (length(notice) BETWEEN 1 AND 80),   -- number of the notice to the party
    notice_on  date        NOT NULL,
    grounds    text        NOT NULL CHECK (length(grounds) BETWEEN 1 AND 1000),
    filed_at   timestamptz NOT NULL,
    account_id bigint      NOT NULL REFERENCES account,
    valid_from timestamptz NOT NULL DEFAULT clock_timestamp(),
    valid_to   timestamptz,
    UNIQUE (area_code, number)
);
CREATE TABLE patch_case_version (LIKE patch_case);
CREATE TRIGGER patch_case_keep_version BEFORE UPDATE ON patch_case FOR EACH ROW EXECUTE FUNCTION keep_version();

CREATE TABLE patch_measure (
    patch_id   bigint      NOT NULL REFERENCES patch_case,
    number     integer     NOT NULL CHECK (number > 0),      -- within its case
    kind       text        NOT NULL CHECK (kind IN ('demolish', 'confiscate', 'fine', 'legalise')),
    area_m2    float8      CHECK (area_m2 > 0),
    amount_cny numeric(14, 2) CHECK (amount_cny > 0),
    document   text        NOT NULL CHECK (length(document) BETWEEN 1 AND 80),
    ordered_on date        NOT NULL,
    due        date        NOT NULL,
    state      text        NOT NULL CHECK (state IN ('ordered', 'done', 'proved', 'refused')),
    done_on    date,
    done_by    bigint      REFERENCES account,
    note       text        CHECK (length(note) BETWEEN 1 AND 1000),
    photos     text[]      NOT NULL DEFAULT '{}',            -- SHA-256 of each
    valid_from timestamptz NOT NULL DEFAULT clock_timestamp(),
    valid_to   timestamptz,
    PRIMARY KEY (patch_id, number),
    CHECK ((kind = 'fine') = (amount_cny IS NOT NULL)),
    CHECK (state NOT IN ('done', 'proved') OR done_on IS NOT NULL)
);
CREATE TABLE patch_measure_version (LIKE patch_measure);
CREATE TRIGGER patch_measure_keep_version BEFORE UPDATE ON patch_measure FOR EACH ROW EXECUTE FUNCTION keep_version();

-- By when the next step of a case is due: its filing and its proof within ten working days, which are two weeks; a measure on the day that was ordered.
CREATE FUNCTION patch_next_due(patch bigint, state text) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN $2 = 'rectifying'
        THEN (SELECT min(m.due) FROM patch_measure m WHERE m.patch_id = $1 AND m.state IN ('ordered', 'refused'))
        ELSE (SELECT (max(e.at) AT TIME ZONE 'Asia/Shanghai')::date + 14 FROM patch_event e WHERE e.patch_id = $1 AND e.state = $2)
    END
$$;

-- Which later patches lie on a case.
CREATE INDEX patch_triage_earlier ON patch_triage USING gin (earlier);

GRANT SELECT, INSERT, UPDATE ON patch_case, patch_measure TO gis_command;
GRANT SELECT ON patch_case_version, patch_measure_version TO gis_command;

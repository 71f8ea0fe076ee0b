-- How each patch stands, kept in one narrow row: lists, duties and figures of a province are read from here, not made anew from all facts at each look.
-- The facts stay what holds. patch_told says from them alone how a patch stands, a trigger keeps the row in the transaction of the fact, patch_stand_again mends whatever rows.

-- The same figure as before, in words that the store can put in place of the call.
CREATE OR REPLACE FUNCTION patch_draw(patch bigint) RETURNS float8
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (('x' || left(encode(sha256(('second-opinion:' || patch::text)::bytea), 'hex'), 12))::bit(48)::bigint / 281474976710656.0)::float8
$$;

-- Where a list is searched for a number or a place, and where it is looked for what was not compared since it changed (every 20 s), the outlines are not read.
CREATE INDEX patch_words ON patch (id) INCLUDE (batch_id, number, place, valid_from);
CREATE INDEX patch_triage_told ON patch_triage (patch_id) INCLUDE (triaged_at);

-- Who has spoken on which patch, first or second.
CREATE INDEX patch_event_spoken ON patch_event (account_id, patch_id) WHERE kind IN ('judged', 'second');

CREATE VIEW patch_told AS
SELECT p.id AS patch_id, p.batch_id, p.area_code, p.kind, p.area_m2, p.after_on,
       t.outcome, t.cultivated_m2, t.basic_farmland_m2, t.red_line_m2, coalesce(t.sample, false) AS sample,
       coalesce(told.state, 'issued') AS state, (told.at AT TIME ZONE 'Asia/Shanghai')::date AS since,
       said.verdict, said.judged_by, (said.at AT TIME ZONE 'Asia/Shanghai')::date AS said_on, given.assignee, given.due AS given_due,
       coalesce(last.id, 0) AS revision, last.at AS updated_at,
       EXISTS (SELECT FROM patch_event e WHERE e.patch_id = p.id AND e.kind = 'sent_back') AS was_sent_back,
       second.id AS second_id, second.verdict AS second_verdict, patch_draw(p.id) AS draw,
       (SELECT min(m.due) FROM patch_measure m WHERE m.patch_id = p.id AND m.state IN ('ordered', 'refused')) AS measure_due
FROM patch p
LEFT JOIN patch_triage t ON t.patch_id = p.id
LEFT JOIN LATERAL (SELECT e.id, e.at FROM patch_event e WHERE e.patch_id = p.id ORDER BY e.id DESC LIMIT 1) last ON true
LEFT JOIN LATERAL (SELECT e.state, e.at FROM patch_event e WHERE e.patch_id = p.id AND e.state IS NOT NULL ORDER BY e.id DESC LIMIT 1) told ON true
LEFT JOIN LATERAL (SELECT e.verdict, CASE WHEN e.kind = 'judged' THEN e.account_id END AS judged_by, e.at
                   FROM patch_event e WHERE e.patch_id = p.id AND e.kind IN ('judged', 'undone', 'changed') ORDER BY e.id DESC LIMIT 1) said ON true
LEFT JOIN LATERAL (SELECT e.assignee, e.due FROM patch_event e WHERE e.patch_id = p.id AND e.kind = 'assigned' ORDER BY e.id DESC LIMIT 1) given ON true
LEFT JOIN LATERAL (SELECT e.id, e.verdict FROM patch_event e WHERE e.patch_id = p.id AND e.kind = 'second'
                   AND e.id > (SELECT max(j.id) FROM patch_event j WHERE j.patch_id = p.id AND j.kind = 'judged') ORDER BY e.id DESC LIMIT 1) second ON true;

CREATE TABLE patch_stand (
    patch_id          bigint      PRIMARY KEY REFERENCES patch ON DELETE CASCADE,
    batch_id          bigint      NOT NULL,                  -- of the patch, as the four that follow
    area_code         text        NOT NULL,
    kind              text,
    area_m2           float8      NOT NULL,
    after_on          date,
    outcome           text,                                  -- of its comparison, as the four that follow; null until it was compared
    cultivated_m2     float8,
    basic_farmland_m2 float8,
    red_line_m2       float8,
    sample            boolean     NOT NULL,
    state             text        NOT NULL,
    since             date,                                  -- the day in China on which it came into its state; null where no fact tells
    verdict           text,                                  -- that holds
    judged_by         bigint,
    said_on           date,                                  -- the day in China on which the verdict was given or taken back
    assignee          bigint,
    given_due         date,                                  -- its own day; null: that of its batch
    revision          bigint      NOT NULL,                  -- the last fact
    updated_at        timestamptz,
    was_sent_back     boolean     NOT NULL,                  -- ever
    second_id         bigint,                                -- the second verdict since the last first one
    second_verdict    text,
    draw              float8      NOT NULL,                  -- where it falls between 0 and 1, by which it gets a second verdict
    measure_due       date                                   -- of the next measure of its case that is not done
) WITH (fillfactor = 80);

INSERT INTO patch_stand SELECT * FROM patch_told;
CREATE INDEX patch_stand_area ON patch_stand (area_code);
-- As the lists are ordered.
CREATE INDEX patch_stand_harm ON patch_stand ((coalesce(-basic_farmland_m2, 0)), (coalesce(-cultivated_m2, 0)));
CREATE INDEX patch_stand_batch ON patch_stand (batch_id);
CREATE INDEX patch_stand_assignee ON patch_stand (assignee) WHERE assignee IS NOT NULL;
ANALYZE patch_stand;

-- Takes down anew how some patches stand. Whoever writes facts of the same patch at the same moment waits first, so that the one who comes last sees the facts of both.
-- One plan for one patch as for many: by the keys; planning anew would take longer than the work.
CREATE FUNCTION patch_stand_again(patches bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    PERFORM FROM patch_stand s WHERE s.patch_id = ANY (patches) ORDER BY s.patch_id FOR NO KEY UPDATE;
    INSERT INTO patch_stand AS s SELECT t.* FROM patch_told t WHERE t.patch_id = ANY (patches) ORDER BY t.patch_id
    ON CONFLICT (patch_id) DO UPDATE SET
        (batch_id, area_code, kind, area_m2, after_on, outcome, cultivated_m2, basic_farmland_m2, red_line_m2, sample, state, since, verdict, judged_by, said_on, assignee, given_due,
         revision, updated_at, was_sent_back, second_id, second_verdict, draw, measure_due) =
        (EXCLUDED.batch_id, EXCLUDED.area_code, EXCLUDED.kind, EXCLUDED.area_m2, EXCLUDED.after_on, EXCLUDED.outcome, EXCLUDED.cultivated_m2, EXCLUDED.basic_farmland_m2, EXCLUDED.red_line_m2,
         EXCLUDED.sample, EXCLUDED.state, EXCLUDED.since, EXCLUDED.verdict, EXCLUDED.judged_by, EXCLUDED.said_on, EXCLUDED.assignee, EXCLUDED.given_due,
         EXCLUDED.revision, EXCLUDED.updated_at, EXCLUDED.was_sent_back, EXCLUDED.second_id, EXCLUDED.second_verdict, EXCLUDED.draw, EXCLUDED.measure_due)
    WHERE s IS DISTINCT FROM EXCLUDED;
END $$;
REVOKE ALL ON FUNCTION patch_stand_again(bigint[]) FROM PUBLIC;

CREATE FUNCTION patch_stand_follow() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    patches bigint[];
BEGIN
    IF TG_TABLE_NAME = 'patch' THEN
        patches := ARRAY(SELECT c.id FROM changed c);
    ELSE
        patches := ARRAY(SELECT DISTINCT c.patch_id FROM changed c);
    END IF;

    IF cardinality(patches) > 0 THEN
        PERFORM patch_stand_again(patches);
    END IF;

    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION patch_stand_follow() FROM PUBLIC;

CREATE TRIGGER patch_stand_new AFTER INSERT ON patch REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION patch_stand_follow();
CREATE TRIGGER patch_stand_changed AFTER UPDATE ON patch REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION patch_stand_follow();
CREATE TRIGGER patch_stand_new AFTER INSERT ON patch_triage REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION patch_stand_follow();
CREATE TRIGGER patch_stand_changed AFTER UPDATE ON patch_triage REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION patch_stand_follow();
CREATE TRIGGER patch_stand_new AFTER INSERT ON patch_measure REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION patch_stand_follow();
CREATE TRIGGER patch_stand_changed AFTER UPDATE ON patch_measure REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION patch_stand_follow();
CREATE TRIGGER patch_stand_new AFTER INSERT ON patch_event REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION patch_stand_follow();

-- Judged and drawn for a second verdict that nobody has given yet, nor had the city it before: sealed.
CREATE OR REPLACE VIEW patch_standing AS
SELECT p.id, s.batch_id, b.code AS batch, s.area_code, p.number, p.place, s.kind, p.class_before, p.stated_m2, p.area_m2, p.before_on, p.after_on, p.features,
       p.says_basic_farmland, p.says_red_line, p.score, p.note, p.origin, p.outline, p.geom_3857,
       s.outcome, t.suggestion, t.rule, coalesce(t.reasons, '[]') AS reasons, s.cultivated_m2, s.basic_farmland_m2, s.red_line_m2, t.earlier,
       s.sample, t.triaged_at, s.state, s.verdict, s.judged_by, s.assignee, coalesce(s.given_due, b.due) AS due, s.revision, s.updated_at,
       coalesce(s.state = 'judged' AND s.verdict IS NOT NULL AND NOT s.was_sent_back AND s.second_id IS NULL AND s.draw < r.rate, false) AS is_sealed
FROM patch_stand s
JOIN patch p ON p.id = s.patch_id
JOIN patch_batch b ON b.id = s.batch_id
LEFT JOIN patch_triage t ON t.patch_id = s.patch_id
LEFT JOIN patch_second_rate r ON r.verdict_group = patch_verdict_group(s.verdict, s.basic_farmland_m2, s.red_line_m2);

CREATE OR REPLACE VIEW patch_second AS
SELECT s.patch_id, s.area_code, s.verdict, s.judged_by, NOT s.was_sent_back AND s.second_id IS NULL AND s.draw < r.rate AS is_sealed,
       n.account_id AS second_by, s.second_verdict, n.reason AS second_reason, n.at AS second_at, coalesce(s.second_verdict <> s.verdict, false) AS differs
FROM patch_stand s
JOIN patch_second_rate r ON r.verdict_group = patch_verdict_group(s.verdict, s.basic_farmland_m2, s.red_line_m2)
LEFT JOIN patch_event n ON n.id = s.second_id
WHERE s.state = 'judged' AND s.verdict IS NOT NULL;

CREATE OR REPLACE FUNCTION patch_is_sealed(patch bigint, state text, verdict text, basic_farmland_m2 float8, red_line_m2 float8) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT x.is_sealed FROM patch_standing x WHERE x.id = patch), false)
$$;

-- The n-th working day after a day, and before it.
CREATE OR REPLACE FUNCTION working_day_after(start date, n integer) RETURNS date
LANGUAGE sql STABLE AS $$
    SELECT d.day FROM (SELECT start + k AS day FROM generate_series(1, 2 * n + 60) k) d LEFT JOIN work_calendar c ON c.day = d.day
    WHERE coalesce(c.works, extract(isodow FROM d.day) < 6) ORDER BY d.day OFFSET n - 1 LIMIT 1
$$;

CREATE FUNCTION working_day_before(start date, n integer) RETURNS date
LANGUAGE sql STABLE AS $$
    SELECT d.day FROM (SELECT start - k AS day FROM generate_series(1, 2 * n + 60) k) d LEFT JOIN work_calendar c ON c.day = d.day
    WHERE coalesce(c.works, extract(isodow FROM d.day) < 6) ORDER BY d.day DESC OFFSET n - 1 LIMIT 1
$$;

CREATE OR REPLACE VIEW patch_deadline AS
SELECT s.patch_id, s.area_code, s.state, s.outcome, s.assignee, i.on_day AS since,
       CASE WHEN s.state IN ('issued', 'overlaid', 'assigned', 'verified', 'returned') THEN coalesce(s.given_due, b.due)
            WHEN t.unit = 'month_end' THEN (date_trunc('month', i.on_day) + interval '1 month - 1 day')::date
            WHEN t.unit = 'working_days' THEN working_day_after(i.on_day, t.days) END AS due
FROM patch_stand s
JOIN patch_batch b ON b.id = s.batch_id
CROSS JOIN LATERAL (SELECT coalesce(s.since, (b.received_at AT TIME ZONE 'Asia/Shanghai')::date) AS on_day) i
LEFT JOIN patch_term t ON t.state = s.state
WHERE s.state NOT IN ('closed', 'accepted');

-- The interests of one account in some patches on a day; those of all where none is named.
CREATE FUNCTION patch_conflicts(patches bigint[], on_day date, account bigint) RETURNS TABLE (patch_id bigint, account_id bigint, interest_id bigint)
LANGUAGE plpgsql STABLE AS $$
BEGIN
    -- Most have declared none: nothing is to be looked up then.
    IF NOT EXISTS (SELECT FROM patch_interest i WHERE i.account_id = account AND i.withdrawn_at IS NULL) THEN
        RETURN;
    END IF;

    RETURN QUERY SELECT c.patch_id, c.account_id, c.interest_id FROM patch_conflicts(patches, on_day) c WHERE c.account_id = account;
END $$;

GRANT SELECT ON patch_stand TO gis_tiles, gis_command;

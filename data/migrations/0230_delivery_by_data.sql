-- What was expected of each datastream and is not there, by the time of the data. delivery_ledger counts what came by the day on which it came; the two are never mixed.
INSERT INTO rule_setting (code, value, note) VALUES
    ('delivery.grace_s', 600, 'how long after it is due a value may still be under way before it counts as missing'),
    ('delivery.grace_share', 0.1, 'the same as a share of the interval or period; the longer of the two counts'),
    ('delivery.rate_period_s', 3600, 'the period whose figures the transmission rate counts, where a thing has such; else all its values (unverified default)');

CREATE INDEX datastream_version_thing ON datastream_version (thing_id);

-- What is expected of the datastreams of some things in a span: one row for each state in which a datastream was registered.
-- in:  things, span [low, high), the present moment
-- out: values are expected each step from first_due on and before due_until, where all are due by now; period_s 0 = moments
-- Not expected: what comes less often than once a day, what was before the registration or after the retirement, moments that retention has dropped.
CREATE FUNCTION delivery_stream(things bigint[], low timestamptz, high timestamptz, at timestamptz)
RETURNS TABLE (thing_id bigint, datastream_id bigint, property text, period_s integer, step_s integer, first_due timestamptz, due_until timestamptz)
LANGUAGE sql STABLE AS $$
    WITH setting AS (
        SELECT (SELECT value FROM rule_setting WHERE code = 'delivery.grace_s' AND valid_from <= at ORDER BY valid_from DESC LIMIT 1) AS grace_s,
               (SELECT value FROM rule_setting WHERE code = 'delivery.grace_share' AND valid_from <= at ORDER BY valid_from DESC LIMIT 1) AS grace_share,
               at - (SELECT keep FROM retention_policy WHERE table_name = 'observation') + interval '1 day' AS moments_kept_from
    ),
    registered AS (
        SELECT d.id, d.thing_id, d.property, d.period_s, d.interval_s, d.valid_from, d.retired_at AS valid_to
        FROM datastream d WHERE d.thing_id = ANY (things)
        UNION ALL
        SELECT v.id, v.thing_id, v.property, v.period_s, v.interval_s, v.valid_from, least(v.valid_to, v.retired_at)
        FROM datastream_version v WHERE v.thing_id = ANY (things)
    ),
    paced AS (
        SELECT r.*, CASE r.period_s WHEN 0 THEN r.interval_s ELSE r.period_s END AS step_s,
               r.valid_from = min(r.valid_from) OVER (PARTITION BY r.id) AS is_first
        FROM registered r
    ),
    bound AS (
        SELECT p.*, greatest(low, CASE WHEN p.is_first AND p.period_s = 0 THEN p.valid_from + make_interval(secs => p.step_s) ELSE p.valid_from END,
                             CASE p.period_s WHEN 0 THEN s.moments_kept_from END) AS from_at,
               least(high, p.valid_to, t.retired_at,
                     at - make_interval(secs => greatest(s.grace_s, s.grace_share * p.step_s) + CASE p.period_s WHEN 0 THEN p.step_s / 2.0 ELSE p.period_s END)) AS until_at
        FROM paced p JOIN thing t ON t.id = p.thing_id CROSS JOIN setting s
        WHERE p.step_s <= 86400 AND p.valid_from < high
    )
    SELECT b.thing_id, b.id, b.property, b.period_s, b.step_s,
           -- A period begins on the clock of Beijing: on the hour, at midnight.
           CASE b.period_s WHEN 0 THEN b.from_at
                ELSE to_timestamp(ceil((extract(epoch FROM b.from_at) + 28800) / b.period_s) * b.period_s - 28800) END,
           b.until_at
    FROM bound b
    WHERE b.from_at < b.until_at
$$;

-- Gaps of each datastream: maximal runs of values that were due and are not there.
-- A device's clock need not tick on ours: between two values lie as many as fit when rounded, so that one that drifts or trembles by less than half a step misses nothing.
-- in:  as above
-- out: from_at when the first missing one was due (for a period, its start), to_at when the next is; how many are missing
CREATE FUNCTION delivery_gap(things bigint[], low timestamptz, high timestamptz, at timestamptz)
RETURNS TABLE (thing_id bigint, datastream_id bigint, property text, period_s integer, step_s integer, from_at timestamptz, to_at timestamptz, missing bigint)
LANGUAGE sql STABLE AS $$
    SELECT s.thing_id, s.datastream_id, s.property, s.period_s, s.step_s,
           gap.at + make_interval(secs => gap.first * s.step_s), least(gap.at + make_interval(secs => (gap.last + 1) * s.step_s), gap.next_at),
           (gap.last - gap.first + 1)::bigint
    FROM delivery_stream(things, low, high, at) s
    CROSS JOIN LATERAL (
        -- The value before the span tells on which beat the stream ticks; where none is near, the span's own beginning does.
        SELECT coalesce(
            (SELECT o.phenomenon_time FROM observation o
             WHERE s.period_s = 0 AND o.datastream_id = s.datastream_id
               AND o.phenomenon_time < s.first_due AND o.phenomenon_time >= s.first_due - interval '2 days'
             ORDER BY o.phenomenon_time DESC LIMIT 1),
            (SELECT v.phenomenon_time FROM period_value v
             WHERE s.period_s > 0 AND v.datastream_id = s.datastream_id
               AND v.phenomenon_time < s.first_due AND v.phenomenon_time >= s.first_due - interval '2 days'
             ORDER BY v.phenomenon_time DESC LIMIT 1),
            s.first_due - make_interval(secs => s.step_s)) AS at
    ) before
    CROSS JOIN LATERAL (
        SELECT pair.at, pair.next_at,
               greatest(1, ceil(extract(epoch FROM s.first_due - pair.at)::float8 / s.step_s - 1e-6)) AS first,
               least(round(extract(epoch FROM pair.next_at - pair.at)::float8 / s.step_s) - 1,
                     ceil(extract(epoch FROM s.due_until - pair.at)::float8 / s.step_s - 1e-6) - 1) AS last
        FROM (
            SELECT had.at, lead(had.at, 1, s.due_until + make_interval(secs => 2 * s.step_s)) OVER (ORDER BY had.at) AS next_at
            FROM (
                SELECT before.at
                UNION ALL
                SELECT o.phenomenon_time FROM observation o
                WHERE s.period_s = 0 AND o.datastream_id = s.datastream_id
                  AND o.phenomenon_time >= s.first_due AND o.phenomenon_time < s.due_until + make_interval(secs => 2 * s.step_s)
                UNION ALL
                SELECT v.phenomenon_time FROM period_value v
                WHERE s.period_s > 0 AND v.datastream_id = s.datastream_id
                  AND v.phenomenon_time >= s.first_due AND v.phenomenon_time < s.due_until + make_interval(secs => 2 * s.step_s)
            ) had
        ) pair
        WHERE pair.next_at > pair.at + make_interval(secs => s.step_s * 1.5)
    ) gap
    WHERE gap.last >= gap.first
$$;

-- How much of what was expected is there, and fit for judging (quality 0 and 5), for each thing and period.
-- in:  as above    out: one row for each thing and period_s of which something was due
CREATE FUNCTION delivery_count(things bigint[], low timestamptz, high timestamptz, at timestamptz)
RETURNS TABLE (thing_id bigint, period_s integer, expected bigint, present bigint, valid bigint)
LANGUAGE sql STABLE AS $$
    WITH missed AS (
        SELECT g.datastream_id, sum(g.missing)::bigint AS missing FROM delivery_gap(things, low, high, at) g GROUP BY g.datastream_id
    ),
    stream AS (
        SELECT s.thing_id, s.period_s, s.datastream_id,
               sum(greatest(0, ceil(extract(epoch FROM s.due_until - s.first_due)::float8 / s.step_s - 1e-6)))::bigint AS expected,
               sum(row.had)::bigint AS rows, sum(row.unfit)::bigint AS unfit
        FROM delivery_stream(things, low, high, at) s
        CROSS JOIN LATERAL (
            SELECT count(*) AS had, count(*) FILTER (WHERE value.quality NOT IN (0, 5)) AS unfit
            FROM (
                SELECT o.quality FROM observation o
                WHERE s.period_s = 0 AND o.datastream_id = s.datastream_id AND o.phenomenon_time >= s.first_due AND o.phenomenon_time < s.due_until
                UNION ALL
                SELECT v.quality FROM period_value v
                WHERE s.period_s > 0 AND v.datastream_id = s.datastream_id AND v.phenomenon_time >= s.first_due AND v.phenomenon_time < s.due_until
            ) value
        ) row
        GROUP BY s.thing_id, s.period_s, s.datastream_id
    ),
    had AS (
        -- A stream that drifts may have a moment more or less in a day; one that said nothing has none.
        SELECT s.*, CASE s.rows WHEN 0 THEN 0 ELSE greatest(0, s.expected - coalesce(m.missing, 0)) END AS present
        FROM stream s LEFT JOIN missed m ON m.datastream_id = s.datastream_id
    )
    SELECT h.thing_id, h.period_s, sum(h.expected)::bigint, sum(h.present)::bigint, sum(greatest(0, h.present - h.unfit))::bigint
    FROM had h
    GROUP BY h.thing_id, h.period_s
$$;

-- A day's figures of some things: all values, and those that the transmission rate counts.
-- in:  things, Beijing day of the data, the present moment    out: one row for each of the things
CREATE FUNCTION delivery_day_of(things bigint[], day date, at timestamptz)
RETURNS TABLE (thing_id bigint, expected bigint, present bigint, valid bigint, rate_expected bigint, rate_present bigint, rate_valid bigint)
LANGUAGE sql STABLE AS $$
    WITH basis AS (
        SELECT (SELECT value FROM rule_setting WHERE code = 'delivery.rate_period_s' AND valid_from <= at ORDER BY valid_from DESC LIMIT 1) AS period_s
    ),
    counted AS (
        SELECT c.*, c.period_s = b.period_s AS is_basis,
               -- Whether the thing has such a stream at all decides, not whether one of its periods is due yet.
               EXISTS (SELECT FROM datastream d WHERE d.thing_id = c.thing_id AND d.period_s = b.period_s) AS has_basis
        FROM delivery_count(things, day::timestamp AT TIME ZONE 'Asia/Shanghai', (day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai', at) c CROSS JOIN basis b
    )
    SELECT t.id, coalesce(sum(c.expected), 0)::bigint, coalesce(sum(c.present), 0)::bigint, coalesce(sum(c.valid), 0)::bigint,
           coalesce(sum(c.expected) FILTER (WHERE c.is_basis OR NOT c.has_basis), 0)::bigint,
           coalesce(sum(c.present) FILTER (WHERE c.is_basis OR NOT c.has_basis), 0)::bigint,
           coalesce(sum(c.valid) FILTER (WHERE c.is_basis OR NOT c.has_basis), 0)::bigint
    FROM unnest(things) AS t(id) LEFT JOIN counted c ON c.thing_id = t.id
    GROUP BY t.id
$$;

-- The days as they were last counted. Written by the ingest part, hourly and when late data came.
CREATE TABLE delivery_day (
    thing_id      bigint      NOT NULL,
    day           date        NOT NULL,        -- Beijing day of the data
    expected      bigint      NOT NULL,
    present       bigint      NOT NULL,
    valid         bigint      NOT NULL,        -- present and fit for judging
    rate_expected bigint      NOT NULL,        -- of these, what the transmission rate counts
    rate_present  bigint      NOT NULL,
    rate_valid    bigint      NOT NULL,
    counted_at    timestamptz NOT NULL,
    PRIMARY KEY (day, thing_id)
) WITH (fillfactor = 60);
CREATE INDEX delivery_day_thing ON delivery_day (thing_id, day);

-- Values that came after their day was over: such a day must be counted again.
CREATE TABLE delivery_late (
    thing_id   bigint      NOT NULL,
    day        date        NOT NULL,           -- Beijing day of the data
    backfill   bigint      NOT NULL,           -- how many of them were older than 24 hours
    touched_at timestamptz NOT NULL,
    PRIMARY KEY (thing_id, day)
) WITH (fillfactor = 60);

GRANT SELECT ON delivery_day, delivery_late TO gis_ingest, gis_tiles, gis_command;
GRANT INSERT, UPDATE ON delivery_day, delivery_late TO gis_ingest;

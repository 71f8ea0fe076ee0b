-- The ledger's days say three things more: from when to when anything was expected at all, how many numbers the device passed over, and what is expected less
-- than once a day.

-- Spans within others in which anything was expected of a thing: some datastream was registered, and neither it nor the thing was retired.
-- in:  thing, span [low, high)    out: one row a span, in order; none where nothing was expected
CREATE FUNCTION delivery_expected(of_thing bigint, low timestamptz, high timestamptz) RETURNS TABLE (from_at timestamptz, to_at timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT lower(span.part), upper(span.part)
    FROM (
        SELECT unnest(range_agg(tstzrange(s.valid_from, s.until_at)) * tstzmultirange(tstzrange(low, high))) AS part
        FROM (
            SELECT d.valid_from, least(d.retired_at, t.retired_at) AS until_at FROM datastream d JOIN thing t ON t.id = d.thing_id WHERE d.thing_id = of_thing
            UNION ALL
            SELECT v.valid_from, least(v.valid_to, v.retired_at, t.retired_at) FROM datastream_version v JOIN thing t ON t.id = v.thing_id WHERE v.thing_id = of_thing
        ) s
        WHERE s.until_at IS NULL OR s.until_at > s.valid_from
    ) span
    ORDER BY lower(span.part)
$$;

-- Values of datastreams that are expected less than once a day, each on the moment on which it falls due: one step after the value before it, or after the
-- registration where there is none; a period when it is over. Which value answers for which moment is rounded, as in delivery_gap: one that comes up to half a
-- step early or late is the one that was due, and the next is due one step after it. A value that is not there counts as missing once its day is over.
-- in:  things, span [low, high), the present moment
-- out: one row for each moment in the span on which a value fell due; quality of the value that answers, null where none does
CREATE FUNCTION delivery_sparse(things bigint[], low timestamptz, high timestamptz, at timestamptz)
RETURNS TABLE (thing_id bigint, datastream_id bigint, property text, period_s integer, step_s integer, due_at timestamptz, quality smallint)
LANGUAGE sql STABLE AS $$
    WITH setting AS (
        SELECT make_interval(secs => value) AS grace FROM rule_setting WHERE code = 'delivery.grace_s' AND valid_from <= at ORDER BY valid_from DESC LIMIT 1
    ),
    registered AS (
        SELECT d.id, d.thing_id, d.property, d.period_s, d.interval_s, d.valid_from, d.retired_at AS valid_to
        FROM datastream d WHERE d.thing_id = ANY (things)
        UNION ALL
        SELECT v.id, v.thing_id, v.property, v.period_s, v.interval_s, v.valid_from, least(v.valid_to, v.retired_at)
        FROM datastream_version v WHERE v.thing_id = ANY (things)
    ),
    paced AS (
        SELECT r.*, p.step_s, make_interval(secs => p.step_s) AS step, make_interval(secs => r.period_s) AS period, least(r.valid_to, t.retired_at) AS until_at
        FROM registered r
        JOIN thing t ON t.id = r.thing_id
        CROSS JOIN LATERAL (SELECT CASE r.period_s WHEN 0 THEN r.interval_s ELSE r.period_s END AS step_s) p
        WHERE p.step_s > 86400 AND r.valid_from < high
    )
    SELECT s.thing_id, s.id, s.property, s.period_s, s.step_s, due.at, due.quality
    FROM paced s
    CROSS JOIN setting
    CROSS JOIN LATERAL (
        -- The value on which the beat of the span begins. Where retention has dropped it, the newest one tells as much.
        SELECT coalesce(
            (SELECT o.phenomenon_time FROM observation o
             WHERE s.period_s = 0 AND o.datastream_id = s.id AND o.phenomenon_time < low - s.step / 2 ORDER BY o.phenomenon_time DESC LIMIT 1),
            (SELECT v.phenomenon_time FROM period_value v
             WHERE s.period_s > 0 AND v.datastream_id = s.id AND v.phenomenon_time < low - s.period - s.step / 2 ORDER BY v.phenomenon_time DESC LIMIT 1),
            (SELECT l.phenomenon_time FROM latest_observation l WHERE l.datastream_id = s.id AND l.phenomenon_time < low - s.period - s.step / 2),
            s.valid_from) AS at
    ) first
    CROSS JOIN LATERAL (
        SELECT pair.at + s.period + k * s.step AS at, CASE k WHEN pair.steps THEN pair.quality END AS quality
        FROM (
            SELECT had.at, lead(had.quality) OVER later AS quality,
                   round(extract(epoch FROM lead(had.at) OVER later - had.at)::float8 / s.step_s)::integer AS steps,
                   ceil(extract(epoch FROM high - s.period - had.at)::float8 / s.step_s)::integer AS most
            FROM (
                SELECT first.at, NULL::smallint AS quality
                UNION ALL
                SELECT o.phenomenon_time, o.quality FROM observation o
                WHERE s.period_s = 0 AND o.datastream_id = s.id
                  AND o.phenomenon_time > greatest(first.at, low - s.step * 0.5 - interval '1 microsecond') AND o.phenomenon_time < high + s.step / 2
                UNION ALL
                SELECT v.phenomenon_time, v.quality FROM period_value v
                WHERE s.period_s > 0 AND v.datastream_id = s.id
                  AND v.phenomenon_time > greatest(first.at, low - s.period - s.step * 0.5 - interval '1 microsecond')
                  AND v.phenomenon_time < high - s.period + s.step / 2
            ) had
            WINDOW later AS (ORDER BY had.at)
        ) pair
        CROSS JOIN LATERAL generate_series(
            greatest(1, floor(extract(epoch FROM low - s.period - pair.at)::float8 / s.step_s)::integer), least(pair.steps, pair.most)) AS k
    ) due
    WHERE due.at >= low AND due.at < high AND due.at > s.valid_from AND (s.until_at IS NULL OR due.at < s.until_at)
      AND (due.quality IS NOT NULL OR delivery_sparse.at >= ((due.at AT TIME ZONE 'Asia/Shanghai')::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' + setting.grace)
$$;

-- As before, with what is expected less than once a day: such a gap reaches from the moment on which the value fell due to the end of that day.
CREATE OR REPLACE FUNCTION delivery_gap(things bigint[], low timestamptz, high timestamptz, at timestamptz)
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
    UNION ALL
    SELECT l.thing_id, l.datastream_id, l.property, l.period_s, l.step_s, l.due_at,
           ((l.due_at AT TIME ZONE 'Asia/Shanghai')::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai', 1
    FROM delivery_sparse(things, low, high, at) l
    WHERE l.quality IS NULL
$$;

-- As before, with what is expected less than once a day.
CREATE OR REPLACE FUNCTION delivery_count(things bigint[], low timestamptz, high timestamptz, at timestamptz)
RETURNS TABLE (thing_id bigint, period_s integer, expected bigint, present bigint, valid bigint)
LANGUAGE sql STABLE AS $$
    WITH missed AS (
        SELECT g.datastream_id, sum(g.missing)::bigint AS missing FROM delivery_gap(things, low, high, at) g WHERE g.step_s <= 86400 GROUP BY g.datastream_id
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
    SELECT h.thing_id, h.period_s, sum(h.expected)::bigint, sum(h.present)::bigint, sum(h.valid)::bigint
    FROM (
        SELECT d.thing_id, d.period_s, d.expected, d.present, greatest(0, d.present - d.unfit) AS valid FROM had d
        UNION ALL
        SELECT l.thing_id, l.period_s, 1, (l.quality IS NOT NULL)::integer, coalesce(l.quality IN (0, 5), false)::integer
        FROM delivery_sparse(things, low, high, at) l
    ) h
    GROUP BY h.thing_id, h.period_s
$$;

-- Numbers (seq) that devices passed over and that have not come since, by the day in which they lie: those of a hole are spread evenly between the times
-- before and after it, so that each lies in one day.
-- in:  things, Beijing day    out: one row for each thing that misses any
CREATE FUNCTION delivery_numbers_of(things bigint[], day date) RETURNS TABLE (thing_id bigint, missing bigint)
LANGUAGE sql STABLE AS $$
    SELECT h.thing_id, sum(upper(part.numbers) - lower(part.numbers))::bigint
    FROM (SELECT day::timestamp AT TIME ZONE 'Asia/Shanghai' AS low, (day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' AS high) d
    JOIN delivery_hole h ON h.thing_id = ANY (things) AND h.closed_at IS NULL AND h.after_at < d.high AND h.before_at >= d.low
    CROSS JOIN LATERAL (
        SELECT (h.last - h.first + 2)::float8 / nullif(extract(epoch FROM h.before_at - h.after_at)::float8, 0) AS per_s
    ) pace
    CROSS JOIN LATERAL (
        SELECT CASE WHEN h.after_at >= d.low THEN h.first
                    ELSE h.first - 1 + ceil(extract(epoch FROM d.low - h.after_at)::float8 * pace.per_s)::bigint END AS low,
               CASE WHEN h.before_at < d.high THEN h.last + 1
                    ELSE h.first - 1 + ceil(extract(epoch FROM d.high - h.after_at)::float8 * pace.per_s)::bigint END AS high
    ) own
    CROSS JOIN LATERAL unnest(h.missing * int8multirange(int8range(own.low, greatest(own.low, own.high)))) AS part(numbers)
    GROUP BY h.thing_id
$$;

-- By when the days in which it lies must be counted again.
ALTER TABLE delivery_hole ADD COLUMN found_at timestamptz NOT NULL DEFAULT now();

ALTER TABLE delivery_day ADD COLUMN numbers_missing bigint NOT NULL DEFAULT 0;   -- by the device's own numbers: messages, not values

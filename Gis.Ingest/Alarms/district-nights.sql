-- Nights of district meters that are to be judged, and those around them that have a say in it.
-- in:  $1 nights running that must be bad, $2 nights before that make the median, $3 how many to judge at most
-- out: thing, kind, area, origin, whether it is a district's meter still; end of the night, least and mean flow; how many nights before are known, their
--      median and its median absolute deviation; whether the night is to be judged, whether its own figures are new, whether it was found to leak; by thing
--      and night
WITH due AS MATERIALIZED (
    SELECT thing_id, ends_at FROM meter_night WHERE NOT judged ORDER BY ends_at, thing_id LIMIT $3
),
asked AS (
    SELECT n.thing_id, n.ends_at, n.least_l_h, n.mean_l_h, n.leaks,
           bool_or(n.ends_at >= d.ends_at) AS judge, bool_or(n.ends_at = d.ends_at) AS due
    FROM due d
    JOIN meter_night n ON n.thing_id = d.thing_id
     AND n.ends_at >= d.ends_at - ($1 - 1) * interval '24 hours' AND n.ends_at <= d.ends_at + ($1 - 1) * interval '24 hours'
    GROUP BY n.thing_id, n.ends_at, n.least_l_h, n.mean_l_h, n.leaks
)
SELECT t.id, t.kind, t.area_code, t.origin, t.retired_at IS NULL AND coalesce(t.properties ->> 'meter_role' = 'district', false),
       a.ends_at, a.least_l_h, a.mean_l_h, b.nights, b.median, m.deviation, a.judge, a.due, a.leaks
FROM asked a
JOIN thing t ON t.id = a.thing_id
CROSS JOIN LATERAL (
    SELECT count(*)::integer AS nights, percentile_cont(0.5) WITHIN GROUP (ORDER BY u.night_l_h) AS median, array_agg(u.night_l_h) AS least
    FROM meter_use u
    WHERE u.period_s = 86400 AND u.thing_id = a.thing_id AND u.night_l_h IS NOT NULL
      AND u.start < a.ends_at - interval '4 hours' AND u.start >= a.ends_at - interval '4 hours' - $2 * interval '24 hours') b
CROSS JOIN LATERAL (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(l - b.median)) AS deviation FROM unnest(b.least) AS l) m
ORDER BY t.id, a.ends_at

-- A series of means: of closed steps from the roll-up, of the rest from the values themselves.
-- in:  $1 datastream, $2 its unit, $3 seconds of the step (60, 3600, 86400), $4 from, $5 to, $6 at most so many
-- out: start, mean, quality (0 fit, 1 nothing of it is fit, 5 some of it was above the instrument's range), min, max, valid, count; by start
WITH edge AS (
    SELECT date_bin(make_interval(secs => $3), $4, '2000-01-01T00:00:00+08') AS low,
           date_bin(make_interval(secs => $3), closed_to, '2000-01-01T00:00:00+08') AS high
    FROM rollup_state
),
step AS (
    SELECT r.start, r.count, r.valid, r.above, r.sum, r.sum_y, r.min, r.max
    FROM rollup r, edge
    WHERE r.period_s = $3 AND r.datastream_id = $1 AND r.start >= edge.low AND r.start < edge.high AND r.start < $5
    UNION ALL
    SELECT v.start, v.count, v.valid, v.above, v.sum, v.sum_y, v.min, v.max
    FROM edge CROSS JOIN LATERAL rollup_of($1, $2, $3, greatest(edge.low, edge.high), $5) v
)
SELECT start, rollup_mean($2, valid, sum, sum_y), (CASE WHEN valid = 0 THEN 1 WHEN above > 0 THEN 5 ELSE 0 END)::smallint, min, max, valid, count
FROM step
ORDER BY start
LIMIT $6

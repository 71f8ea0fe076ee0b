-- Rolls up hours of datastreams: from their minutes where these are made, else from the values.
-- in:  as roll-minutes.sql, which has run before; the same rule for rows made from more
INSERT INTO rollup AS r (datastream_id, period_s, start, count, valid, above, sum, sum_y, min, max)
SELECT d.id, 3600, due.start, v.count, v.valid, v.above, v.sum, v.sum_y, v.min, v.max
FROM unnest($1::bigint[], $2::timestamptz[]) AS due(datastream_id, start)
JOIN datastream d ON d.id = due.datastream_id AND d.statistic = 'instant' AND d.interval_s < 60
CROSS JOIN LATERAL (
    SELECT sum(m.count) AS count, sum(m.valid) AS valid, sum(m.above) AS above, sum(m.sum) AS sum, sum(m.sum_y) AS sum_y, min(m.min) AS min, max(m.max) AS max
    FROM rollup m
    WHERE m.period_s = 60 AND m.datastream_id = d.id AND m.start >= due.start AND m.start < due.start + interval '1 hour') v
WHERE v.count > 0
UNION ALL
SELECT d.id, 3600, v.start, v.count, v.valid, v.above, v.sum, v.sum_y, v.min, v.max
FROM unnest($1::bigint[], $2::timestamptz[]) AS due(datastream_id, start)
JOIN datastream d ON d.id = due.datastream_id AND d.statistic = 'instant' AND d.interval_s >= 60
CROSS JOIN LATERAL rollup_of(d.id, d.unit, 3600, due.start, due.start + interval '1 hour') v
ON CONFLICT (period_s, datastream_id, start) DO UPDATE
SET count = excluded.count, valid = excluded.valid, above = excluded.above, sum = excluded.sum, sum_y = excluded.sum_y, min = excluded.min, max = excluded.max
WHERE excluded.count >= r.count
  AND (r.count, r.valid, r.above, r.sum, r.sum_y, r.min, r.max)
      IS DISTINCT FROM (excluded.count, excluded.valid, excluded.above, excluded.sum, excluded.sum_y, excluded.min, excluded.max)

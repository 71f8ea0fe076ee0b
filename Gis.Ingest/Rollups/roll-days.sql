-- Adds up the hours of the Beijing days to which these hours belong, as far as the days are closed.
-- in:  as roll-hours.sql, which has run before, and $3 the moment up to which hours are closed
INSERT INTO rollup AS r (datastream_id, period_s, start, count, valid, above, sum, sum_y, min, max)
SELECT day.datastream_id, 86400, day.start, sum(h.count), sum(h.valid), sum(h.above), sum(h.sum), sum(h.sum_y), min(h.min), max(h.max)
FROM (SELECT DISTINCT due.datastream_id, date_bin('1 day', due.start, '2000-01-01T00:00:00+08') AS start
      FROM unnest($1::bigint[], $2::timestamptz[]) AS due(datastream_id, start)) day
CROSS JOIN LATERAL (
    SELECT hour.count, hour.valid, hour.above, hour.sum, hour.sum_y, hour.min, hour.max
    FROM rollup hour
    WHERE hour.period_s = 3600 AND hour.datastream_id = day.datastream_id
      AND hour.start >= day.start AND hour.start < day.start + interval '1 day'
    OFFSET 0) h   -- keeps the planner at one look a day
WHERE day.start + interval '1 day' <= $3
GROUP BY day.datastream_id, day.start
ON CONFLICT (period_s, datastream_id, start) DO UPDATE
SET count = excluded.count, valid = excluded.valid, above = excluded.above, sum = excluded.sum, sum_y = excluded.sum_y, min = excluded.min, max = excluded.max
WHERE excluded.count >= r.count
  AND (r.count, r.valid, r.above, r.sum, r.sum_y, r.min, r.max)
      IS DISTINCT FROM (excluded.count, excluded.valid, excluded.above, excluded.sum, excluded.sum_y, excluded.min, excluded.max)

-- Rolls up hours of datastreams that speak more often than once a minute, minute by minute.
-- in:  $1 datastream, $2 start of the hour; arrays of one length, no pair twice
-- A row that was made from more values than are there now stands: values are never taken away, so some were dropped by retention.
INSERT INTO rollup AS r (datastream_id, period_s, start, count, valid, above, sum, sum_y, min, max)
SELECT d.id, 60, v.start, v.count, v.valid, v.above, v.sum, v.sum_y, v.min, v.max
FROM unnest($1::bigint[], $2::timestamptz[]) AS due(datastream_id, start)
JOIN datastream d ON d.id = due.datastream_id AND d.statistic = 'instant' AND d.interval_s < 60
CROSS JOIN LATERAL rollup_of(d.id, d.unit, 60, due.start, due.start + interval '1 hour') v
ON CONFLICT (period_s, datastream_id, start) DO UPDATE
SET count = excluded.count, valid = excluded.valid, above = excluded.above, sum = excluded.sum, sum_y = excluded.sum_y, min = excluded.min, max = excluded.max
WHERE excluded.count >= r.count
  AND (r.count, r.valid, r.above, r.sum, r.sum_y, r.min, r.max)
      IS DISTINCT FROM (excluded.count, excluded.valid, excluded.above, excluded.sum, excluded.sum_y, excluded.min, excluded.max)

-- Which days of which things must be counted: those of the last month never counted; today's and yesterday's once an hour, until even a day's own figure
-- was due; and those that got late data since. A hole in a device's numbers, or a value that is expected less than once a day, tells of days before its own.
-- in:  $1 now, $2 most rows
-- out: thing, Beijing day; the newest day first
WITH registered AS (
    SELECT s.thing_id, min(s.valid_from) AS since
    FROM (SELECT thing_id, valid_from FROM datastream UNION ALL SELECT thing_id, valid_from FROM datastream_version) s
    GROUP BY s.thing_id
),
told AS (
    SELECT n.thing_id, min(n.from_at) AS from_at, max(n.at) AS at
    FROM (
        SELECT h.thing_id, h.after_at AS from_at, h.found_at AS at FROM delivery_hole h WHERE h.found_at > $1 - interval '1 day'
        UNION ALL
        SELECT d.thing_id, l.phenomenon_time - make_interval(secs => 2 * greatest(d.interval_s, d.period_s)), l.received_at
        FROM datastream d JOIN latest_observation l ON l.datastream_id = d.id
        WHERE CASE d.period_s WHEN 0 THEN d.interval_s ELSE d.period_s END > 86400 AND l.received_at > $1 - interval '1 day'
    ) n
    GROUP BY n.thing_id
),
day AS (
    SELECT d.day, d.day::timestamp AT TIME ZONE 'Asia/Shanghai' AS low, (d.day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' AS high
    FROM (SELECT ($1 AT TIME ZONE 'Asia/Shanghai')::date - n AS day FROM generate_series(0, 31) n) d
)
SELECT r.thing_id, day.day
FROM registered r
JOIN thing t ON t.id = r.thing_id
CROSS JOIN day
LEFT JOIN delivery_day c ON c.day = day.day AND c.thing_id = r.thing_id
LEFT JOIN told n ON n.thing_id = r.thing_id AND n.from_at < day.high
LEFT JOIN delivery_late l ON l.day = day.day AND l.thing_id = r.thing_id
WHERE r.since < day.high AND coalesce(t.retired_at > day.low, true)
  AND (c.thing_id IS NULL
       OR (c.counted_at < $1 - interval '1 hour' AND c.counted_at < day.high + interval '4 hours')
       -- A batch that was under way while the day was counted may carry an older time.
       OR (greatest(l.touched_at, n.at) > c.counted_at - interval '1 minute' AND c.counted_at < $1 - interval '5 minutes'))
ORDER BY day.day DESC, r.thing_id
LIMIT $2

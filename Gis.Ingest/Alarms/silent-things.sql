-- Things whose silence must be judged: those not heard for so many expected intervals, and those heard again while their alarm is open.
-- in:  $1 intervals, $2 since when we listen (silence before does not count), $3 now
-- out: thing, kind, area, origin; when last heard; whether it is silent
WITH heard AS (
    SELECT d.thing_id, max(l.received_at) AS at, min(d.interval_s) AS interval_s
    FROM datastream d JOIN latest_observation l ON l.datastream_id = d.id
    WHERE d.retired_at IS NULL
    GROUP BY d.thing_id
)
SELECT t.id, t.kind, t.area_code, t.origin, h.at, greatest(h.at, $2) < $3 - h.interval_s * $1 * interval '1 second' AS silent
FROM heard h
JOIN thing t ON t.id = h.thing_id AND t.retired_at IS NULL
LEFT JOIN alarm_state s ON s.thing_id = t.id AND s.property = '' AND s.kind = 'offline'
WHERE greatest(h.at, $2) < $3 - h.interval_s * $1 * interval '1 second'
   OR (s.alarm_id IS NOT NULL AND h.at >= $3 - h.interval_s * $1 * interval '1 second')
ORDER BY t.id

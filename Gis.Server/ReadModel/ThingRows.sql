-- Things with their worst open alarm and when they last spoke.
-- in:  $1 ids, $2 roots (area nodes), $3 kinds, $4 area, $5 text to find, $6 after (id), $7 limit; null does not restrict
-- out: one row a thing, by id
SELECT t.id, t.kind, t.name_zh, t.name_en, t.area_code, t.lon, t.lat, t.origin, worst.severity, spoke.last_at, spoke.interval_s
FROM thing t
LEFT JOIN LATERAL (
    SELECT max(l.received_at) AS last_at, min(d.interval_s) AS interval_s
    FROM datastream d LEFT JOIN latest_observation l ON l.datastream_id = d.id
    WHERE d.thing_id = t.id AND d.retired_at IS NULL) spoke ON true
LEFT JOIN LATERAL (
    SELECT s.severity
    FROM alarm_event r
    CROSS JOIN LATERAL (SELECT e.severity FROM alarm_event e WHERE e.alarm_id = r.alarm_id ORDER BY e.id DESC LIMIT 1) s
    WHERE r.thing_id = t.id AND r.change = 'raised' AND NOT r.history
      AND NOT EXISTS (SELECT FROM alarm_event c WHERE c.alarm_id = r.alarm_id AND c.change = 'cleared')
      AND NOT coalesce((
          SELECT a.action = 'shelve' AND a.until > clock_timestamp() FROM alarm_action a
          WHERE a.alarm_id = r.alarm_id AND a.action IN ('shelve', 'unshelve') ORDER BY a.id DESC LIMIT 1), false)
    ORDER BY array_position(ARRAY['red', 'orange', 'yellow', 'blue', 'notice'], s.severity) LIMIT 1) worst ON true
WHERE t.retired_at IS NULL
  AND ($1::bigint[] IS NULL OR t.id = ANY ($1))
  AND ($2::text[] IS NULL OR area_within(t.area_code, $2))
  AND ($3::text[] IS NULL OR t.kind = ANY ($3))
  AND ($4::text IS NULL OR area_within(t.area_code, ARRAY[$4]))
  AND ($5::text IS NULL OR strpos(lower(t.name_zh || ' ' || t.name_en), lower($5)) > 0
       OR EXISTS (SELECT FROM thing_alias a WHERE a.thing_id = t.id AND strpos(lower(a.code), lower($5)) > 0))
  AND ($6::bigint IS NULL OR t.id > $6)
ORDER BY t.id
LIMIT $7::integer

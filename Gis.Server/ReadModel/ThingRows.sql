-- Things with their worst open alarm and when they last spoke. Written by sets, so that a table without statistics yet costs no nested scans.
-- in:  $1 ids, $2 roots (area nodes), $3 kinds, $4 area, $5 text to find, $6 after (id), $7 limit; null does not restrict
-- out: one row a thing, by id
WITH hit AS MATERIALIZED (
    SELECT t.id, t.kind, t.name_zh, t.name_en, t.area_code, t.lon, t.lat, t.origin
    FROM thing t
    WHERE t.retired_at IS NULL
      AND ($1::bigint[] IS NULL OR t.id = ANY ($1))
      AND ($2::text[] IS NULL OR t.area_code IN (SELECT a.code FROM area_ancestor a WHERE a.ancestor = ANY ($2)))
      AND ($3::text[] IS NULL OR t.kind = ANY ($3))
      AND ($4::text IS NULL OR t.area_code IN (SELECT a.code FROM area_ancestor a WHERE a.ancestor = $4))
      AND ($5::text IS NULL OR strpos(lower(t.name_zh || ' ' || t.name_en), lower($5)) > 0
           OR EXISTS (SELECT FROM thing_alias a WHERE a.thing_id = t.id AND strpos(lower(a.code), lower($5)) > 0))
      AND ($6::bigint IS NULL OR t.id > $6)
    ORDER BY t.id
    LIMIT $7::integer
),
spoke AS (
    SELECT d.thing_id, max(l.received_at) AS last_at, min(d.interval_s) AS interval_s
    FROM hit JOIN datastream d ON d.thing_id = hit.id AND d.retired_at IS NULL
    LEFT JOIN latest_observation l ON l.datastream_id = d.id
    GROUP BY d.thing_id
),
worst AS (
    SELECT DISTINCT ON (r.thing_id) r.thing_id, s.severity
    FROM hit JOIN alarm_event r ON r.thing_id = hit.id AND r.change = 'raised' AND NOT r.history
    CROSS JOIN LATERAL (SELECT e.severity FROM alarm_event e WHERE e.alarm_id = r.alarm_id ORDER BY e.id DESC LIMIT 1) s
    WHERE NOT EXISTS (SELECT FROM alarm_event c WHERE c.alarm_id = r.alarm_id AND c.change = 'cleared')
      AND NOT coalesce((
          SELECT a.action = 'shelve' AND a.until > clock_timestamp() FROM alarm_action a
          WHERE a.alarm_id = r.alarm_id AND a.action IN ('shelve', 'unshelve') ORDER BY a.id DESC LIMIT 1), false)
    ORDER BY r.thing_id, array_position(ARRAY['red', 'orange', 'yellow', 'blue', 'notice'], s.severity)
)
SELECT hit.id, hit.kind, hit.name_zh, hit.name_en, hit.area_code, hit.lon, hit.lat, hit.origin, worst.severity, spoke.last_at, spoke.interval_s
FROM hit
LEFT JOIN spoke ON spoke.thing_id = hit.id
LEFT JOIN worst ON worst.thing_id = hit.id
ORDER BY hit.id

-- Alarms as they stand now, newest first.
-- in:  $1 ids, $2 roots (area nodes), $3 open, $4 history, $5 kinds, $6 severities, $7 area, $8 thing, $9 from, $10 to (when raised),
--      $11 after (id), $12 limit; null does not restrict
-- out: one row an alarm
WITH hit AS (
    SELECT r.alarm_id
    FROM alarm_event r
    WHERE r.change = 'raised'
      AND ($1::bigint[] IS NULL OR r.alarm_id = ANY ($1))
      AND ($2::text[] IS NULL OR r.area_code IN (SELECT x.code FROM area_ancestor x WHERE x.ancestor = ANY ($2)))
      AND ($3::boolean IS NULL OR $3 = NOT EXISTS (SELECT FROM alarm_event c WHERE c.alarm_id = r.alarm_id AND c.change = 'cleared'))
      AND ($4::boolean IS NULL OR r.history = $4)
      AND ($5::text[] IS NULL OR r.kind = ANY ($5))
      AND ($6::text[] IS NULL OR (SELECT e.severity FROM alarm_event e WHERE e.alarm_id = r.alarm_id ORDER BY e.id DESC LIMIT 1) = ANY ($6))
      AND ($7::text IS NULL OR r.area_code IN (SELECT x.code FROM area_ancestor x WHERE x.ancestor = $7))
      AND ($8::bigint IS NULL OR r.thing_id = $8)
      AND ($9::timestamptz IS NULL OR r.at >= $9)
      AND ($10::timestamptz IS NULL OR r.at < $10)
      AND ($11::bigint IS NULL OR r.alarm_id < $11)
    ORDER BY r.alarm_id DESC
    LIMIT $12::integer
)
SELECT a.id, a.thing_id, t.kind, t.name_zh, t.name_en, a.area_code, nullif(a.property, ''), a.kind, a.severity, a.value, a.limit_value, a.ratio,
       coalesce(d.unit, a.details ->> 'unit', p.unit), a.since, a.raised_at, a.updated_at, a.cleared_at,
       a.acknowledged_at, acknowledger.display_name, assignee.display_name, a.shelved_until, a.marked_false_at,
       a.history, a.origin, i.id, t.lon, t.lat, a.phenomenon_time, coalesce(d.period_s, (a.details ->> 'period_s')::integer), a.details
FROM hit
JOIN alarm a ON a.id = hit.alarm_id
JOIN thing t ON t.id = a.thing_id
LEFT JOIN datastream d ON d.id = a.datastream_id
LEFT JOIN observed_property p ON p.code = a.property
LEFT JOIN account acknowledger ON acknowledger.id = a.acknowledged_by
LEFT JOIN account assignee ON assignee.id = a.assignee
LEFT JOIN incident i ON i.alarm_id = a.id
ORDER BY a.id DESC

-- Incidents as they stand now, newest first.
-- in:  $1 ids, $2 roots (area nodes), $3 closed, $4 closed since (with $3 false), $5 thing whose alarm it came from, $6 after (id), $7 limit;
--      null does not restrict
-- out: one row an incident
SELECT i.id, i.code, i.title, i.type_code, i.area_code, i.lon, i.lat, i.address, i.grade, i.state, i.happened_at, i.reported_at, i.source,
       i.alarm_id, i.origin, coalesce(i.updated_at, i.reported_at),
       (SELECT count(*) FROM order_standing o WHERE o.incident_id = i.id AND o.active)::integer,
       raised.kind, nullif(raised.property, ''), t.id, t.name_zh, t.name_en
FROM incident_standing i
LEFT JOIN alarm_event raised ON raised.alarm_id = i.alarm_id AND raised.change = 'raised'
LEFT JOIN thing t ON t.id = raised.thing_id
WHERE ($1::bigint[] IS NULL OR i.id = ANY ($1))
  AND ($2::text[] IS NULL OR i.area_code IN (SELECT x.code FROM area_ancestor x WHERE x.ancestor = ANY ($2)))
  AND ($3::boolean IS NULL OR (i.state = 'closed') = $3 OR (NOT $3 AND i.updated_at > $4::timestamptz))
  AND ($5::bigint IS NULL OR i.alarm_id IN (SELECT r.alarm_id FROM alarm_event r WHERE r.thing_id = $5 AND r.change = 'raised'))
  AND ($6::bigint IS NULL OR i.id < $6)
ORDER BY i.id DESC
LIMIT $7::integer

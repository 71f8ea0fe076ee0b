-- Alarms that are open, at the thing they are about; at is when they were raised. What back-filled data brought up is no live alarm.
SELECT a.id, NULL::text AS code, t.name_zh, t.name_en, a.area_code, a.raised_at AS at,
       jsonb_strip_nulls(jsonb_build_object('kind', a.kind, 'severity', a.severity, 'thing', a.thing_id, 'property', nullif(a.property, ''),
           'value', a.value, 'limit', a.limit_value, 'ratio', a.ratio, 'raised_at', a.raised_at, 'acknowledged_at', a.acknowledged_at,
           'origin', a.origin)) AS properties,
       t.geom, t.geom_3857, 0::smallint AS rank
FROM alarm_event r
JOIN LATERAL (SELECT v.* FROM alarm v WHERE v.id = r.alarm_id) a ON true
JOIN thing t ON t.id = a.thing_id
WHERE r.change = 'raised' AND NOT r.history
  AND NOT EXISTS (SELECT FROM alarm_event c WHERE c.alarm_id = r.alarm_id AND c.change = 'cleared')

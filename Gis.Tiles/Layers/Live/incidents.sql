-- Incidents that are not closed; at is when they happened. One that nobody gave a title is named after the thing whose alarm it came from, else its area.
SELECT i.id, i.code, coalesce(i.title, t.name_zh, a.name_zh) AS name_zh, coalesce(i.title, t.name_en, a.name_en) AS name_en,
       i.area_code, i.happened_at AS at,
       jsonb_strip_nulls(jsonb_build_object('kind', i.type_code, 'grade', i.grade, 'state', i.state, 'origin', i.origin,
           'happened_at', i.happened_at, 'reported_at', i.reported_at)) AS properties,
       ST_SetSRID(ST_MakePoint(i.lon, i.lat), 4490) AS geom, i.geom_3857, 0::smallint AS rank
FROM incident_standing i
LEFT JOIN alarm_event raised ON raised.alarm_id = i.alarm_id AND raised.change = 'raised'
LEFT JOIN thing t ON t.id = raised.thing_id
LEFT JOIN area a ON a.code = i.area_code AND a.valid_to IS NULL
WHERE i.state <> 'closed'

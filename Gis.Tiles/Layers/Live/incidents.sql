-- Incidents that are not closed; at is when they happened.
SELECT i.id, i.code, i.title AS name_zh, i.title AS name_en, i.area_code, i.happened_at AS at,
       jsonb_strip_nulls(jsonb_build_object('kind', i.type_code, 'grade', i.grade, 'state', i.state, 'origin', i.origin,
           'happened_at', i.happened_at, 'reported_at', i.reported_at)) AS properties,
       ST_SetSRID(ST_MakePoint(i.lon, i.lat), 4490) AS geom, i.geom_3857, 0::smallint AS rank
FROM incident_standing i
WHERE i.state <> 'closed'

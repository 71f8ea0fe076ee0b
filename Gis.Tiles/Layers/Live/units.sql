-- Field units where they last reported to be; at is the time of that position. A unit that never reported stands at its base, without a time.
SELECT u.id, u.code, u.name_zh, u.name_en, u.area_code, p.measured_at AS at,
       jsonb_strip_nulls(jsonb_build_object('kind', u.kind, 'call_sign', u.call_sign, 'origin', u.origin, 'state', coalesce(s.state, 'available'),
           'position_at', p.measured_at, 'speed_mps', p.speed_mps, 'heading_deg', p.heading_deg)) AS properties,
       ST_SetSRID(ST_MakePoint(coalesce(p.lon, u.base_lon), coalesce(p.lat, u.base_lat)), 4490) AS geom,
       coalesce(p.geom_3857, ST_Transform(ST_SetSRID(ST_MakePoint(u.base_lon, u.base_lat), 4490), 3857)) AS geom_3857, 0::smallint AS rank
FROM unit u
LEFT JOIN latest_position p ON p.unit_id = u.id
LEFT JOIN LATERAL (SELECT e.state FROM unit_state_event e WHERE e.unit_id = u.id ORDER BY e.id DESC LIMIT 1) s ON true
WHERE u.retired_at IS NULL

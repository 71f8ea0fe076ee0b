-- Units as they stand now.
-- in:  $1 ids, $2 roots (area nodes), $3 kinds; null does not restrict
-- out: one row a unit, by id
SELECT u.id, u.code, u.call_sign, u.name_zh, u.name_en, u.kind, u.area_code, u.skills, u.phone, u.lon, u.lat, u.speed_mps, u.heading_deg,
       u.position_at, u.state, u.state_at, u.order_id, u.incident_id, u.origin
FROM unit_standing u
WHERE ($1::bigint[] IS NULL OR u.id = ANY ($1))
  AND ($2::text[] IS NULL OR u.area_code IN (SELECT x.code FROM area_ancestor x WHERE x.ancestor = ANY ($2)))
  AND ($3::text[] IS NULL OR u.kind = ANY ($3))
ORDER BY u.id

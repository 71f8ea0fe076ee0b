-- Things that are not retired. Of their properties what the register discloses, never a contact or the name a device signs in with.
SELECT t.id, NULL::timestamptz AS at, NULL::text AS code, t.kind, t.area_code, t.name_zh, t.name_en,
       jsonb_strip_nulls(jsonb_build_object('kind', t.kind, 'area_code', t.area_code, 'origin', t.origin, 'name_en', t.name_en,
           'enterprise', t.properties -> 'enterprise', 'permit_no', t.properties -> 'permit_no', 'receiving_water', t.properties -> 'receiving_water',
           'station_code', t.properties -> 'station_code', 'target_class', t.properties -> 'target_class', 'reach', t.properties -> 'reach')) AS properties
FROM thing t
WHERE t.retired_at IS NULL

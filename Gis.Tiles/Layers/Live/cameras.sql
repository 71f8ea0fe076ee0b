-- Cameras, by their GB/T 28181 or own code.
SELECT t.id, (SELECT min(a.code) FROM thing_alias a WHERE a.thing_id = t.id AND a.scheme = 'camera') AS code, t.name_zh, t.name_en, t.area_code,
       NULL::timestamptz AS at, jsonb_build_object('kind', t.kind, 'origin', t.origin) AS properties,
       t.geom, t.geom_3857, 0::smallint AS rank
FROM thing t
WHERE t.retired_at IS NULL AND t.kind = 'camera'

-- Air quality stations.
SELECT t.id, t.properties ->> 'station_code' AS code, t.name_zh, t.name_en, t.area_code, NULL::timestamptz AS at,
       jsonb_strip_nulls(jsonb_build_object('kind', t.kind, 'origin', t.origin)) AS properties,
       t.geom, t.geom_3857, 0::smallint AS rank
FROM thing t
WHERE t.retired_at IS NULL AND t.kind = 'air_station'

-- A page of a layer's features, by id.
-- in:  $1 layer, $2 edition, $3 area roots, $4 whole tree, $5 after this id, $6 box as text or null, $7 from and $8 to or null, $9 rows at most
-- out: id, properties as JSON, geometry as GeoJSON in degrees (seven decimals: a centimetre)
SELECT f.id,
       (jsonb_build_object('code', f.code, 'name_zh', f.name_zh, 'name_en', f.name_en, 'area_code', f.area_code) || f.properties)::text,
       ST_AsGeoJSON(f.geom, 7, 0)
FROM ({source}) f
WHERE f.id > $5 {filter} {scope}
ORDER BY f.id
LIMIT $9

-- A page of a layer's features, by id.
-- in:  $1 layer, $2 edition, $3 area roots, $4 whole tree, then the parameters of {filter} (what the caller asks for, bbox and time), {after} (the id the page before ended with) and {limit}
-- out: id, properties as JSON, geometry as GeoJSON in the system asked for
SELECT f.id,
       (jsonb_build_object('code', f.code, 'name_zh', f.name_zh, 'name_en', f.name_en, 'area_code', f.area_code) || f.properties)::text,
       {geometry}
FROM ({source}) f
WHERE f.id > {after} {filter} {scope}
ORDER BY f.id
LIMIT {limit}

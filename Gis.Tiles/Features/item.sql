-- One feature of a layer.
-- in: $1 layer, $2 edition, $3 area roots, $4 whole tree, $5 id    out: as items.sql
SELECT f.id,
       (jsonb_build_object('code', f.code, 'name_zh', f.name_zh, 'name_en', f.name_en, 'area_code', f.area_code) || f.properties)::text,
       {geometry}
FROM ({source}) f
WHERE f.id = $5 {scope}

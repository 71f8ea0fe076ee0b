-- A feature that somebody wants to change, and whether he may read it and change it.
-- in:  $1 layer, $2 edition, $3 id, $4 whether all may read it, $5 area roots and $6 whole tree of what the caller reads, $7 and $8 of what he writes
-- out: change that made it so, area code, rank, properties as JSON, geometry (EWKB) in the system of the body, readable, writable
SELECT f.changed, f.area_code, f.rank,
       (jsonb_build_object('code', f.code, 'name_zh', f.name_zh, 'name_en', f.name_en, 'area_code', f.area_code) || f.properties)::text, {geometry},
       $4 OR area_within(f.area_code, $5) OR ($6 AND f.area_code IS NULL), area_within(f.area_code, $7) OR ($8 AND f.area_code IS NULL)
FROM layer_feature f
WHERE f.layer = $1 AND f.edition = $2 AND f.id = $3

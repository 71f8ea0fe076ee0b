-- Features of one edition of a stored layer.
-- in: $1 layer, $2 edition
SELECT s.id, s.code, s.name_zh, s.name_en, s.area_code, NULL::timestamptz AS at, s.properties, s.geom, s.geom_3857, s.rank, s.changed
FROM layer_feature s
WHERE s.layer = $1 AND s.edition = $2

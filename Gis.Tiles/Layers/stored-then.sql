-- Features of one edition of a stored layer as they were after a change: those not changed since, and former states of the others.
-- in: $1 layer, $2 edition and number of the change
SELECT s.id, s.code, s.name_zh, s.name_en, s.area_code, NULL::timestamptz AS at, s.properties, s.geom, s.geom_3857, s.rank, s.changed
FROM layer_feature s
WHERE s.layer = $1 AND s.edition = ($2)[1] AND s.changed <= ($2)[2]
UNION ALL
SELECT v.id, v.code, v.name_zh, v.name_en, v.area_code, NULL::timestamptz, v.properties, v.geom, v.geom_3857, v.rank, v.changed
FROM layer_feature_version v
WHERE v.layer = $1 AND v.edition = ($2)[1] AND v.changed <= ($2)[2] AND v.ended > ($2)[2]

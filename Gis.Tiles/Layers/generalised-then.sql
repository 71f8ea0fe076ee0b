-- As generalised.sql, after a change that others followed.
-- in: $1 layer, $2 edition and number of the change, $5 zoom
SELECT s.id, s.code, s.name_zh, s.name_en, s.area_code, s.properties, ST_Transform(g.geom_3857, 4490) AS geom, g.geom_3857, s.rank
FROM layer_generalised g
JOIN layer_feature s ON s.layer = $1 AND s.edition = ($2)[1] AND s.id = g.id AND s.changed <= ($2)[2]
WHERE g.layer = $1 AND g.edition = ($2)[1] AND g.zoom = $5
UNION ALL
SELECT v.id, v.code, v.name_zh, v.name_en, v.area_code, v.properties, ST_Transform(g.geom_3857, 4490), g.geom_3857, v.rank
FROM layer_generalised_version g
JOIN layer_feature_version v ON v.layer = $1 AND v.edition = ($2)[1] AND v.id = g.id AND v.ended = g.ended
WHERE g.layer = $1 AND g.edition = ($2)[1] AND g.zoom = $5 AND g.changed <= ($2)[2] AND g.ended > ($2)[2]

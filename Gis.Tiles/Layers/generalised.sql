-- Features of one edition of a stored layer with the geometry that its pyramid has for one low zoom.
-- in: $1 layer, $2 edition, $5 zoom
SELECT s.id, s.code, s.name_zh, s.name_en, s.area_code, s.properties, ST_Transform(g.geom_3857, 4490) AS geom, g.geom_3857, s.rank
FROM layer_generalised g
JOIN layer_feature s ON s.layer = $1 AND s.edition = $2 AND s.id = g.id
WHERE g.layer = $1 AND g.edition = $2 AND g.zoom = $5

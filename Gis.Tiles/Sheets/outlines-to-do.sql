-- Provinces of the area tree whose outline has an edition that their sheets were not computed from.
-- out: area code, edition, west, south, east, north in degrees
SELECT f.code, l.edition, ST_XMin(f.geom), ST_YMin(f.geom), ST_XMax(f.geom), ST_YMax(f.geom)
FROM layer l
JOIN layer_feature f ON f.layer = l.id AND f.edition = l.edition
JOIN area a ON a.code = f.code AND a.level = 'province' AND a.valid_to IS NULL
LEFT JOIN sheet_outline o ON o.area_code = f.code
WHERE l.id = 'provinces' AND o.edition IS DISTINCT FROM l.edition
ORDER BY f.code

-- Features of one layer of the one map that may reach into some patches.
-- in:  $1 ids of patches  $2 edition  $3 … $9 names of the properties document, use, class, verdict, building allowed, from, to; {layer} is the layer
-- out: patch, feature, those properties as text, geometry (well-known binary, lon lat; cut to some 40 m around the patch where it is long)
SELECT p.id, f.id, f.properties ->> $3, f.properties ->> $4, f.properties ->> $5, f.properties ->> $6, f.properties ->> $7, f.properties ->> $8, f.properties ->> $9,
       ST_AsBinary(CASE WHEN ST_NPoints(f.geom) > 100 THEN ST_ClipByBox2D(f.geom, ST_Expand(p.outline::box2d, 0.0004)) ELSE f.geom END)
FROM patch p
JOIN layer_feature f ON f.layer = '{layer}' AND f.edition = $2 AND f.geom && p.outline
WHERE p.id = ANY ($1)

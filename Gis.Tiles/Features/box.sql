-- What may lie in a box, of a layer that is stored: all whose own box meets it, by id. Kept planned; the reader looks closer.
-- in:  $2 edition, $3 area roots, $4 whole tree, $5 the id to begin behind, $6 west, $7 south, $8 east, $9 north (EPSG:4490), $10 how many at most
-- out: the columns of FeatureJson
SELECT {columns}
FROM ({source}) f
WHERE f.id > $5 AND f.geom && ST_MakeEnvelope($6, $7, $8, $9, 4490) {scope}
ORDER BY f.id
LIMIT $10

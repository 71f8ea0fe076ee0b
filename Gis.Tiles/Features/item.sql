-- One feature of a layer.
-- in: $1 layer, $2 edition, $3 area roots, $4 whole tree, $5 id    out: as items.sql
SELECT f.id, {properties}, {geometry}
FROM ({source}) f
WHERE f.id = $5 {scope}

-- One feature of a layer.
-- in: $1 layer, $2 edition, $3 area roots, $4 whole tree, $5 id    out: as items.sql, then the change that made it so
SELECT {columns}, {changed}
FROM ({source}) f
WHERE f.id = $5 {scope}

-- The names and kinds of a layer's own properties, learned from some of the features that the caller may read.
-- in: $1 layer, $2 edition, $3 area roots, $4 whole tree    out: name, string | number | boolean; one row a name
SELECT entry.key, min(jsonb_typeof(entry.value))
FROM (SELECT f.properties FROM ({source}) f WHERE true {scope} LIMIT 500) f
CROSS JOIN LATERAL jsonb_each(f.properties) entry
WHERE jsonb_typeof(entry.value) IN ('string', 'number', 'boolean')
GROUP BY entry.key
ORDER BY entry.key

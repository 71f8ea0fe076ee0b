-- A page of a layer's features, by id or by what the caller sorts by and then by id.
-- in:  $1 layer, $2 edition, $3 area roots, $4 whole tree, then the parameters of {after} (behind the end of the page before), {filter} (what the caller asks for),
--      {columns}, {sort_values}, {order} and {limit}
-- out: the columns of FeatureJson, then as text what it is sorted by
SELECT {columns}{sort_values}
FROM ({source}) f
WHERE {after} {filter} {scope}
ORDER BY {order}f.id
LIMIT {limit}

-- How many features match.
-- in: $1 layer, $2 edition, $3 area roots, $4 whole tree, then the parameters of {filter}
SELECT count(*)
FROM ({source}) f
WHERE true {filter} {scope}

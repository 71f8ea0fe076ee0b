-- How many features match, {limit} at most.
-- in: $1 layer, $2 edition, $3 area roots, $4 whole tree, then the parameters of {filter} and {limit}
SELECT count(*)
FROM (SELECT FROM ({source}) f WHERE true {filter} {scope} LIMIT {limit}) matching

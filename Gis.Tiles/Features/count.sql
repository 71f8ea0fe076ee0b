-- How many features match.
-- in: $1 layer, $2 edition, $3 area roots, $4 whole tree, $5 not used, $6 box as text or null, $7 from and $8 to or null, $9 not used
SELECT count(*)
FROM ({source}) f
WHERE true {filter} {scope}

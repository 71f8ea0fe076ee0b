-- Changes of an edition that a process does not know yet, newest first.
-- in: $1 layer, $2 edition, $3 number of the last one known, $4 number of the last one wanted    out: number, rank, boxes
SELECT c.number, c.rank, c.boxes
FROM layer_change c
WHERE c.layer = $1 AND c.edition = $2 AND c.number > $3 AND c.number <= $4
ORDER BY c.number DESC

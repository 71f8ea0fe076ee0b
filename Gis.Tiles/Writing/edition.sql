-- Takes the turn to change a layer's edition, until the transaction ends; meanwhile no other edition is shown.
-- in: $1 layer    out: edition; no row where another was shown while this waited
SELECT e.edition
FROM layer l
JOIN layer_edition e ON e.layer = l.id AND e.edition = l.edition
WHERE l.id = $1 AND l.kind = 'stored'
FOR SHARE OF l FOR UPDATE OF e

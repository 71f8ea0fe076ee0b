-- Which edition of a layer was shown at a time, and how far it had been changed then.
-- in:  $1 layer, $2 time
-- out: edition, the last change by then, changes of the edition until now, whether its features are dropped, whether it has a pyramid; no row: none was shown yet
SELECT s.edition, (SELECT coalesce(max(c.number), 0) FROM layer_change c WHERE c.layer = $1 AND c.edition = s.edition AND c.at <= $2), coalesce(e.changes, 0),
       e.dropped_at IS NOT NULL,
       EXISTS (SELECT FROM layer_generalised g WHERE g.layer = $1 AND g.edition = s.edition)
       OR EXISTS (SELECT FROM layer_generalised_version v WHERE v.layer = $1 AND v.edition = s.edition)
FROM layer_shown s
LEFT JOIN layer_edition e ON e.layer = s.layer AND e.edition = s.edition
WHERE s.layer = $1 AND s.shown_at <= $2
ORDER BY s.shown_at DESC
LIMIT 1

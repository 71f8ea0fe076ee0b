-- A layer that people change is as fresh as its last change, too.
CREATE OR REPLACE VIEW layer_freshness AS
SELECT l.id AS layer, greatest(e.imported_at, e.changed_at, r.confirmed_at) AS fresh_at
FROM layer l
JOIN layer_record r ON r.layer = l.id
LEFT JOIN layer_edition e ON e.layer = l.id AND e.edition = l.edition;

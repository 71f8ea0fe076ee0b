-- What a field task has beside the row of its patch.
-- in:  $1 ids of patches
-- out: patch, outline as GeoJSON, reasons, when it was given to whoever has it, by whom, why it was sent back where it was
-- Given to the same person again it is the same work; after a check, or when somebody else had it between, another begins.
SELECT s.id, ST_AsGeoJSON(s.outline, 8), s.reasons::text, coalesce(given.since, last.at), giver.display_name, CASE WHEN s.state = 'returned' THEN back.reason END, s.assignee
FROM patch_standing s
LEFT JOIN LATERAL (SELECT e.at, e.account_id FROM patch_event e WHERE e.patch_id = s.id AND e.kind = 'assigned' ORDER BY e.id DESC LIMIT 1) last ON true
LEFT JOIN LATERAL (
    SELECT min(e.at) AS since FROM patch_event e
    WHERE e.patch_id = s.id AND e.kind = 'assigned' AND e.assignee = s.assignee
      AND e.id > coalesce((SELECT max(o.id) FROM patch_event o WHERE o.patch_id = s.id AND (o.kind = 'verified' OR (o.kind = 'assigned' AND o.assignee <> s.assignee))), 0)) given ON true
LEFT JOIN account giver ON giver.id = last.account_id
LEFT JOIN LATERAL (SELECT e.reason FROM patch_event e WHERE e.patch_id = s.id AND e.kind = 'sent_back' ORDER BY e.id DESC LIMIT 1) back ON true
WHERE s.id = ANY ($1)

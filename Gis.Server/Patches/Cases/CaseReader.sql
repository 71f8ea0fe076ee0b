-- Patches at the same place that matter for a case: earlier ones whose case is open, and later ones, whatever they are.
-- in:  $1 patch  $2 area roots of the reader
-- out: whether it is earlier, id, number, batch, later day, state, number of its case, its next due day while its case is open
WITH near AS (
    SELECT true AS earlier, unnest(t.earlier) AS id FROM patch_triage t WHERE t.patch_id = $1
    UNION ALL
    SELECT false, t.patch_id FROM patch_triage t WHERE t.earlier @> ARRAY[$1]
)
SELECT n.earlier, s.id, s.number, s.batch, s.after_on, s.state, c.number, CASE WHEN s.state IN ('case', 'rectifying', 'rectified') THEN patch_next_due(s.id, s.state) END
FROM near n
JOIN patch_standing s ON s.id = n.id
LEFT JOIN patch_case c ON c.patch_id = s.id
WHERE area_within(s.area_code, $2) AND (NOT n.earlier OR s.state IN ('case', 'rectifying', 'rectified'))
ORDER BY s.after_on DESC NULLS LAST, s.id DESC
LIMIT 100

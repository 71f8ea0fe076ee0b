-- Writes the reminders of a working day: to whoever was given a patch that is overdue or due by the end of the next working day, and of a step above the county to the officers whose turn it is.
-- in:  $1 today  $2 today as the reminder names it  $3 now
-- out: patch, its area, of those that were written now
-- Whose turn it is: the settlement of two verdicts, the review and the proof are the nearest area's above the patch's own that has an officer, the last review is the top's.
WITH due AS (
    SELECT d.patch_id, d.area_code, d.due, d.state,
           CASE WHEN d.state IN ('submitted', 'reviewed', 'rectified') THEN true
                WHEN d.state = 'judged' THEN EXISTS (SELECT FROM patch_second x WHERE x.patch_id = d.patch_id AND x.differs)
                ELSE false END AS is_above
    FROM patch_deadline d
    WHERE (SELECT is_working_day($1)) AND d.due <= (SELECT working_day_after($1, 1))
      AND ((d.assignee IS NOT NULL AND d.state IN ('issued', 'overlaid', 'assigned', 'verified', 'returned')) OR d.state IN ('judged', 'submitted', 'reviewed', 'rectified'))
      AND NOT EXISTS (SELECT FROM patch_event e WHERE e.patch_id = d.patch_id AND e.kind = 'reminded' AND e.details ->> 'day' = $2)
),
place AS (
    SELECT p.area_code, p.is_top, near.ancestor AS turn
    FROM (SELECT DISTINCT area_code, state = 'reviewed' AS is_top FROM due WHERE is_above) p
    CROSS JOIN LATERAL (
        SELECT a.ancestor FROM area_ancestor a JOIN area t ON t.code = a.ancestor AND t.valid_to IS NULL
        WHERE a.code = p.area_code AND a.ancestor <> a.code AND (NOT p.is_top OR t.parent_code IS NULL)
        ORDER BY EXISTS (SELECT FROM account_grant g JOIN account c ON c.id = g.account_id AND c.disabled_at IS NULL
                         WHERE g.area_code = a.ancestor AND g.role = 'officer' AND g.valid_from <= $3 AND (g.valid_to IS NULL OR g.valid_to > $3)) DESC,
                 (SELECT count(*) FROM area_ancestor u WHERE u.code = a.ancestor) DESC
        LIMIT 1) near
),
remind AS (
    SELECT d.patch_id, d.area_code, d.due, p.turn FROM due d
    LEFT JOIN place p ON d.is_above AND p.area_code = d.area_code AND p.is_top = (d.state = 'reviewed')
    WHERE d.is_above = (p.turn IS NOT NULL) AND (d.is_above OR d.state <> 'judged')
),
told AS (
    INSERT INTO patch_event (patch_id, kind, at, details)
    SELECT r.patch_id, 'reminded', $3, jsonb_strip_nulls(jsonb_build_object('day', $2, 'due', r.due, 'overdue', r.due < $1, 'turn', r.turn)) FROM remind r ORDER BY r.patch_id RETURNING patch_id
)
SELECT r.patch_id, r.area_code FROM told t JOIN remind r USING (patch_id) ORDER BY r.area_code, r.patch_id

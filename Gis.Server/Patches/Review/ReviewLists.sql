-- Patches that somebody has to look at because of the calendar or of a second verdict; a SELECT follows.
-- in:  $1 area roots of the caller as a reader  $2 the caller's account  $3 today  $4 his area roots as an officer
-- out: found (list, id, area_code, assignee); list is overdue, due_soon (by the end of the next working day), unassigned (nobody has it though its term is over), second, differs
WITH soon AS MATERIALIZED (
    SELECT working_day_after($3, 1) AS day, (SELECT max(k.day) FROM (SELECT $3 - n AS day FROM generate_series(1, 400) n) k
                                             WHERE working_day_after(k.day, (SELECT t.days FROM patch_term t WHERE t.state = 'overlaid')) < $3) AS given_since
),
late AS (
    SELECT d.patch_id, d.area_code, d.state, d.assignee, d.since, d.due < $3 AS is_over, d.due <= soon.day AS is_near
    FROM patch_deadline d, soon
    WHERE d.area_code IN (SELECT code FROM area_ancestor WHERE ancestor = ANY ($1))
      -- What is explained waits for nobody, unless somebody was given it.
      AND (d.outcome IS DISTINCT FROM 'explained' OR d.assignee IS NOT NULL OR d.state NOT IN ('issued', 'overlaid'))
),
told AS MATERIALIZED (
    SELECT x.patch_id, x.area_code, x.is_sealed, x.differs FROM patch_second x
    WHERE x.area_code IN (SELECT code FROM area_ancestor WHERE ancestor = ANY ($4)) AND (x.is_sealed OR x.differs)
      AND NOT EXISTS (SELECT FROM patch_event e WHERE e.patch_id = x.patch_id AND e.account_id = $2 AND e.kind IN ('judged', 'second'))
),
free AS (
    SELECT t.* FROM told t
    WHERE t.patch_id NOT IN (SELECT c.patch_id FROM patch_conflicts((SELECT array_agg(patch_id) FROM told), $3) c WHERE c.account_id = $2)
),
found AS (
    SELECT CASE WHEN is_over THEN 'overdue' ELSE 'due_soon' END AS list, patch_id AS id, area_code, assignee FROM late WHERE is_near
    UNION ALL
    SELECT 'unassigned', l.patch_id, l.area_code, NULL FROM late l, soon
    WHERE l.state IN ('issued', 'overlaid') AND l.assignee IS NULL AND l.since <= soon.given_since
    UNION ALL
    SELECT 'second', patch_id, area_code, NULL FROM free WHERE is_sealed
    UNION ALL
    SELECT 'differs', patch_id, area_code, NULL FROM free
    WHERE differs AND EXISTS (SELECT FROM area_ancestor a WHERE a.code = free.area_code AND a.ancestor <> a.code AND a.ancestor = ANY ($4))
)

-- Patches that somebody has to look at because of the calendar or of a second verdict; a SELECT follows.
-- in:  $1 area codes of the caller as a reader  $2 the caller's account  $3 today  $4 area codes as an officer  $5 and the roots of these
-- out: late (patch_id, area_code, assignee, is_over, is_near: by the end of the next working day, is_free: nobody has it though its term is over),
--      asked (list, id, area_code; list is second, differs), found (list, id; list is overdue, due_soon, second, differs)
-- A term of n working days is over for what came into its state before the n-th working day before today: one day a term instead of one reckoning a patch (patch_deadline says the same of one patch).
WITH soon AS MATERIALIZED (
    SELECT working_day_after($3, 1) AS day
),
term AS MATERIALIZED (
    SELECT t.state, t.unit, working_day_before($3, t.days) AS over_before, working_day_before(soon.day + 1, t.days) AS near_before FROM patch_term t, soon
),
late AS NOT MATERIALIZED (
    SELECT s.patch_id, s.area_code, s.assignee, d.is_over, d.is_near,
           s.state IN ('issued', 'overlaid') AND s.assignee IS NULL AND i.since < (SELECT t.over_before FROM term t WHERE t.state = 'overlaid') AS is_free
    FROM patch_stand s
    -- Every patch has its batch; LEFT, so that the rows are walked once and not batch by batch.
    LEFT JOIN patch_batch b ON b.id = s.batch_id
    LEFT JOIN term t ON t.state = s.state
    CROSS JOIN soon
    CROSS JOIN LATERAL (SELECT coalesce(s.since, (b.received_at AT TIME ZONE 'Asia/Shanghai')::date) AS since) i
    CROSS JOIN LATERAL (
        SELECT CASE WHEN s.state IN ('issued', 'overlaid', 'assigned', 'verified', 'returned') THEN coalesce(s.given_due, b.due) < $3
                    WHEN t.unit = 'month_end' THEN date_trunc('month', i.since) + interval '1 month - 1 day' < $3 ELSE i.since < t.over_before END AS is_over,
               CASE WHEN s.state IN ('issued', 'overlaid', 'assigned', 'verified', 'returned') THEN coalesce(s.given_due, b.due) <= soon.day
                    WHEN t.unit = 'month_end' THEN date_trunc('month', i.since) + interval '1 month - 1 day' <= soon.day ELSE i.since < t.near_before END AS is_near) d
    WHERE s.area_code = ANY ($1)
      AND s.state NOT IN ('closed', 'accepted')
      -- What is explained waits for nobody, unless somebody was given it.
      AND (s.outcome IS DISTINCT FROM 'explained' OR s.assignee IS NOT NULL OR s.state NOT IN ('issued', 'overlaid'))
),
told AS MATERIALIZED (
    SELECT x.patch_id, x.area_code, x.is_sealed, x.differs FROM patch_second x
    WHERE x.area_code = ANY ($4) AND (x.is_sealed OR x.differs)
      AND x.patch_id NOT IN (SELECT e.patch_id FROM patch_event e WHERE e.account_id = $2 AND e.kind IN ('judged', 'second'))
),
free AS (
    SELECT t.* FROM told t
    WHERE t.patch_id NOT IN (SELECT c.patch_id FROM patch_conflicts((SELECT array_agg(patch_id) FROM told), $3, $2) c)
),
asked AS (
    SELECT 'second' AS list, patch_id AS id, area_code FROM free WHERE is_sealed
    UNION ALL
    SELECT 'differs', patch_id, area_code FROM free
    WHERE differs AND EXISTS (SELECT FROM area_ancestor a WHERE a.code = free.area_code AND a.ancestor <> a.code AND a.ancestor = ANY ($5))
),
found AS (
    SELECT 'overdue' AS list, patch_id AS id FROM late WHERE is_over
    UNION ALL
    SELECT 'due_soon', patch_id FROM late WHERE is_near AND NOT is_over
    UNION ALL
    SELECT list, id FROM asked
)

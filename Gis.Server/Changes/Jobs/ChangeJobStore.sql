-- Detections that officers asked for, the newest first.
-- in:  $1 area roots, null: wherever they are  $2 id; without it all, and without their accounts
-- out: the columns of ChangeJob
SELECT j.id, j.area_code, j.account_id, a.display_name, j.state, j.files::text, j.wish::text, j.stage, j.percent,
       CASE WHEN j.state = 'waiting' THEN (SELECT count(*)::int FROM change_job o WHERE o.state = 'running' OR (o.state = 'waiting' AND (o.asked_at, o.id) < (j.asked_at, j.id))) END AS ahead,
       j.problem::text, CASE WHEN $2::bigint IS NOT NULL THEN j.account::text END, j.pictures::text, j.batch_id, b.code,
       (SELECT count(*)::int FROM patch p WHERE p.batch_id = j.batch_id), (b.report->>'refusedCount')::int,
       j.created_at, j.asked_at, j.started_at, j.ended_at, j.kept_until
FROM change_job j
JOIN account a ON a.id = j.account_id
LEFT JOIN patch_batch b ON b.id = j.batch_id
WHERE ($1::text[] IS NULL OR area_within(j.area_code, $1)) AND ($2::bigint IS NULL OR j.id = $2)
ORDER BY j.id DESC
LIMIT 100

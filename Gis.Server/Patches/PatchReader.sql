-- Change patches as they stand, those that harm most first: basic farmland, cultivated land, then by their day; cases by the day of their next step alone.
-- in:  $1 area codes  $2 today  $3 id  $4 batch  $5 list  $6 kind  $7 text to find in number and place  $8 assignee  $9 limit  $10 id after which to go on  $11 ids
-- out: the columns of PatchRow
-- The page is chosen from the narrow rows alone, along their index of harm where that is shorter; what is wide is read for its patches only. Every patch has its batch; LEFT, so that nobody walks batch by batch.
WITH dated AS (
    SELECT s.*, coalesce(s.given_due, b.due) AS due FROM patch_stand s LEFT JOIN patch_batch b ON b.id = s.batch_id
),
placed AS NOT MATERIALIZED (
    SELECT d.*, n.due AS next_due, CASE WHEN $5 = 'cases' THEN 0 ELSE coalesce(-d.basic_farmland_m2, 0) END AS k1, CASE WHEN $5 = 'cases' THEN 0 ELSE coalesce(-d.cultivated_m2, 0) END AS k2
    FROM dated d
    CROSS JOIN LATERAL (
        SELECT CASE d.state WHEN 'rectifying' THEN coalesce(d.measure_due, d.due)
                            WHEN 'case' THEN d.since + 14 WHEN 'rectified' THEN d.since + 14 ELSE d.due END AS due) n
),
chosen AS MATERIALIZED (
    SELECT s.patch_id, s.next_due, s.k1, s.k2
    FROM placed s
    WHERE s.area_code = ANY ($1)
      AND ($3::bigint IS NULL OR s.patch_id = $3)
      AND ($4::bigint IS NULL OR s.batch_id = $4)
      AND ($5::text IS NULL OR CASE $5
            WHEN 'doubtful' THEN s.outcome IS DISTINCT FROM 'explained' AND s.verdict IS NULL AND s.state <> 'returned'
            WHEN 'explained' THEN s.outcome = 'explained' AND s.verdict IS NULL AND s.state <> 'returned'
            WHEN 'returned' THEN s.state = 'returned'
            WHEN 'sample' THEN s.sample AND s.verdict IS NULL AND s.state <> 'returned'
            WHEN 'cases' THEN s.state IN ('case', 'rectifying', 'rectified')
            WHEN 'judged' THEN s.verdict IS NOT NULL AND s.state <> 'returned'
            WHEN 'field' THEN s.state IN ('issued', 'overlaid', 'assigned', 'returned') END)
      AND ($6::text IS NULL OR s.kind = $6)
      AND ($7::text IS NULL OR s.patch_id = ANY (ARRAY(SELECT p.id FROM patch p WHERE strpos(lower(p.number), lower($7)) > 0 OR strpos(lower(p.place), lower($7)) > 0)))
      AND ($8::bigint IS NULL OR s.assignee = $8)
      AND ($11::bigint[] IS NULL OR s.patch_id = ANY ($11))
      AND ($10::bigint IS NULL OR (s.k1, s.k2, s.next_due, s.patch_id) > (SELECT a.k1, a.k2, a.next_due, a.patch_id FROM placed a WHERE a.patch_id = $10))
    ORDER BY s.k1, s.k2, s.next_due, s.patch_id
    LIMIT $9
)
SELECT f.id, f.number, f.batch_id, f.batch, f.area_code, a.name_zh, a.name_en, f.place, f.kind, f.class_before, f.area_m2, f.cultivated_m2, f.basic_farmland_m2, f.red_line_m2,
       f.state, f.outcome, f.suggestion, f.rule, f.sample, o.next_due, o.next_due < $2 AND f.state IN ('issued', 'overlaid', 'assigned', 'verified', 'returned', 'case', 'rectifying', 'rectified') AS overdue,
       f.assignee, c.display_name, f.verdict, f.before_on, f.after_on,
       ST_XMin(f.outline), ST_YMin(f.outline), ST_XMax(f.outline), ST_YMax(f.outline), ST_X(p.at), ST_Y(p.at), f.origin, f.revision
FROM chosen o
JOIN patch_standing f ON f.id = o.patch_id
CROSS JOIN LATERAL (SELECT ST_PointOnSurface(f.outline) AS at) p
LEFT JOIN area a ON a.code = f.area_code AND a.valid_to IS NULL
LEFT JOIN account c ON c.id = f.assignee
ORDER BY o.k1, o.k2, o.next_due, o.patch_id

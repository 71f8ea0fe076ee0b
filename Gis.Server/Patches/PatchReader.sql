-- Change patches as they stand, those that harm most first: basic farmland, cultivated land, then by their day.
-- in:  $1 area roots  $2 today  $3 id  $4 batch  $5 list  $6 area  $7 kind  $8 text to find in number and place  $9 assignee  $10 limit  $11 id after which to go on
-- out: the columns of PatchRow
WITH found AS (
    SELECT s.*, coalesce(-s.basic_farmland_m2, 0) AS k1, coalesce(-s.cultivated_m2, 0) AS k2
    FROM patch_standing s
    WHERE s.area_code IN (SELECT code FROM area_ancestor WHERE ancestor = ANY ($1))
      AND ($3::bigint IS NULL OR s.id = $3)
      AND ($4::bigint IS NULL OR s.batch_id = $4)
      AND ($5::text IS NULL OR CASE $5
            WHEN 'doubtful' THEN s.outcome IS DISTINCT FROM 'explained' AND s.verdict IS NULL AND s.state <> 'returned'
            WHEN 'explained' THEN s.outcome = 'explained' AND s.verdict IS NULL AND s.state <> 'returned'
            WHEN 'returned' THEN s.state = 'returned'
            WHEN 'sample' THEN s.sample AND s.verdict IS NULL AND s.state <> 'returned'
            WHEN 'judged' THEN s.verdict IS NOT NULL AND s.state <> 'returned'
            WHEN 'field' THEN s.state IN ('issued', 'overlaid', 'assigned', 'returned') END)
      AND ($6::text IS NULL OR s.area_code IN (SELECT code FROM area_ancestor WHERE ancestor = $6))
      AND ($7::text IS NULL OR s.kind = $7)
      AND ($8::text IS NULL OR strpos(lower(s.number), lower($8)) > 0 OR strpos(lower(s.place), lower($8)) > 0)
      AND ($9::bigint IS NULL OR s.assignee = $9)
)
SELECT f.id, f.number, f.batch_id, f.batch, f.area_code, a.name_zh, a.name_en, f.place, f.kind, f.class_before, f.area_m2, f.cultivated_m2, f.basic_farmland_m2, f.red_line_m2,
       f.state, f.outcome, f.suggestion, f.rule, f.sample, f.due, f.due < $2 AND f.state IN ('issued', 'overlaid', 'assigned', 'verified', 'returned') AS overdue,
       f.assignee, c.display_name, f.verdict, f.before_on, f.after_on,
       ST_XMin(f.outline), ST_YMin(f.outline), ST_XMax(f.outline), ST_YMax(f.outline), ST_X(p.at), ST_Y(p.at), f.origin, f.revision
FROM found f
CROSS JOIN LATERAL (SELECT ST_PointOnSurface(f.outline) AS at) p
LEFT JOIN area a ON a.code = f.area_code AND a.valid_to IS NULL
LEFT JOIN account c ON c.id = f.assignee
WHERE $11::bigint IS NULL OR (f.k1, f.k2, f.due, f.id) > (SELECT coalesce(-s.basic_farmland_m2, 0), coalesce(-s.cultivated_m2, 0), s.due, s.id FROM patch_standing s WHERE s.id = $11)
ORDER BY f.k1, f.k2, f.due, f.id
LIMIT $10

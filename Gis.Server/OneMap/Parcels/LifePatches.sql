-- What was done about the change patches on a place, each with its patch; none of what the system did by itself, nothing about who is to do what, and no verdict that is sealed until a second one is given.
-- in:  $1 WKB of the place, $2 area roots of the reader, $3 the last Beijing day, $4 how many patches at most
-- out: patch, number, batch, area, kind, earlier day, later day, number of its case, WKB of the outline, kind of the happening, its time, Beijing day, state, verdict, reason, details
WITH place AS (
    SELECT ST_SetSRID(ST_GeomFromWKB($1), 4490) AS geom
),
here AS (
    SELECT p.* FROM patch p, place
    WHERE p.outline && place.geom AND ST_Intersects(p.outline, place.geom) AND p.area_code IN (SELECT code FROM area_ancestor WHERE ancestor = ANY ($2))
    ORDER BY p.id DESC LIMIT $4
)
SELECT h.id, h.number, b.code, h.area_code, h.kind, h.before_on, h.after_on, c.number, ST_AsBinary(h.outline),
       e.kind, e.at, e.day, e.state, e.verdict, e.reason, e.details::text
FROM here h
JOIN patch_batch b ON b.id = h.batch_id
CROSS JOIN LATERAL (
    SELECT x.*, (x.at AT TIME ZONE 'Asia/Shanghai')::date AS day FROM patch_event x
    WHERE x.patch_id = h.id AND x.kind IN ('issued', 'changed', 'verified', 'judged', 'undone', 'second', 'sent_on', 'sent_back', 'case_filed', 'measured', 'rectified', 'accepted', 'refused')
    ORDER BY x.id LIMIT 200
) e
JOIN patch_standing s ON s.id = h.id
LEFT JOIN patch_case c ON c.patch_id = h.id AND (c.filed_at AT TIME ZONE 'Asia/Shanghai')::date <= $3
WHERE e.day <= $3 AND NOT (e.kind IN ('judged', 'undone') AND s.is_sealed)
ORDER BY h.id, e.id

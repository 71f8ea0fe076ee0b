-- Figures of areas, those asked for first, then those right below them, the worst rate first.
-- in:  $1 roots (area nodes), $2 area (null: the roots), $3 kinds, $4 first day, $5 last day
-- out: one row an area of which something was due
WITH shown AS (
    SELECT a.code, a.parent_code, a.name_zh, a.name_en, a.code = ANY (top.codes) AS is_whole
    FROM area a CROSS JOIN (SELECT CASE WHEN $2::text IS NULL THEN $1 ELSE ARRAY[$2] END AS codes) top
    WHERE a.valid_to IS NULL AND (a.code = ANY (top.codes) OR a.parent_code = ANY (top.codes)) AND area_within(a.code, $1)
),
figure AS (
    SELECT s.code, count(DISTINCT t.id)::integer AS things, sum(d.expected)::bigint AS expected, sum(d.present)::bigint AS present,
           sum(d.rate_expected)::bigint AS rate_expected, sum(d.rate_present)::bigint AS rate_present, sum(d.rate_valid)::bigint AS rate_valid
    FROM shown s
    JOIN area_ancestor u ON u.ancestor = s.code
    JOIN thing t ON t.area_code = u.code AND t.retired_at IS NULL AND ($3::text[] IS NULL OR t.kind = ANY ($3))
    JOIN delivery_day d ON d.thing_id = t.id AND d.day BETWEEN $4 AND $5 AND d.rate_expected > 0
    GROUP BY s.code
)
SELECT s.code, s.parent_code, s.name_zh, s.name_en, s.is_whole, f.things, f.expected, f.present, f.rate_expected, f.rate_present, f.rate_valid
FROM shown s JOIN figure f ON f.code = s.code
ORDER BY s.is_whole DESC, f.rate_present::float8 / f.rate_expected, s.code

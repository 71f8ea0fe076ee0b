-- Things by their transmission rate, the worst first; things of which nothing was due are left out.
-- in:  $1 roots (area nodes), $2 area, $3 kinds, $4 first day, $5 last day, $6 and $7 rate and id after which the page begins, $8 limit; null does not restrict
-- out: one row a thing: figures of the span, and the rate of each of the last seven days (null: nothing was due, or not counted yet)
WITH hit AS MATERIALIZED (
    SELECT t.id, t.kind, t.name_zh, t.name_en, t.area_code
    FROM thing t
    WHERE t.retired_at IS NULL
      AND t.area_code IN (SELECT a.code FROM area_ancestor a WHERE a.ancestor = ANY ($1))
      AND ($2::text IS NULL OR t.area_code IN (SELECT a.code FROM area_ancestor a WHERE a.ancestor = $2))
      AND ($3::text[] IS NULL OR t.kind = ANY ($3))
),
rated AS (
    SELECT hit.id, hit.kind, hit.name_zh, hit.name_en, hit.area_code, sum(d.expected)::bigint AS expected, sum(d.present)::bigint AS present,
           sum(d.rate_expected)::bigint AS rate_expected, sum(d.rate_present)::bigint AS rate_present, sum(d.rate_valid)::bigint AS rate_valid,
           sum(d.rate_present)::float8 / nullif(sum(d.rate_expected), 0)::float8 AS rate, max(d.counted_at) AS counted_at
    FROM hit JOIN delivery_day d ON d.thing_id = hit.id AND d.day BETWEEN $4 AND $5
    GROUP BY hit.id, hit.kind, hit.name_zh, hit.name_en, hit.area_code
)
SELECT r.id, r.kind, r.name_zh, r.name_en, r.area_code, r.expected, r.present, r.rate_expected, r.rate_present, r.rate_valid, r.counted_at,
       ARRAY(SELECT d.rate_present::float8 / nullif(d.rate_expected, 0)
             FROM generate_series(0, 6) n LEFT JOIN delivery_day d ON d.thing_id = r.id AND d.day = $5::date - 6 + n
             ORDER BY n),
       r.rate
FROM rated r
WHERE r.rate IS NOT NULL AND ($6::float8 IS NULL OR (r.rate, r.id) > ($6, $7::bigint))
ORDER BY r.rate, r.id
LIMIT $8

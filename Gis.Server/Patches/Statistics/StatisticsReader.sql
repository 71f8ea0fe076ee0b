-- Patches of a period in figures. Each patch's areas are rounded to 0.01 m² first and summed as whole hundredths, so that every sum is exact, whatever is summed and in whichever order.
-- in:  $1 area roots  $2 first day  $3 last day  $4 county, city, kind or month  $5 area  $6 batch  $7 today
--      $8 unlawful  $9 lawful construction  $10 no construction (verdicts)  $11 final  $12 preliminary  $13 put right (states)
-- out: whether it is the whole, key, parent, names, and the columns of PatchFigures and CultivatedLand
WITH standing AS (
    SELECT s.area_code, s.kind, d.day, round(s.area_m2 * 100)::bigint AS m2, round(s.cultivated_m2 * 100)::bigint AS cultivated, round(s.basic_farmland_m2 * 100)::bigint AS basic,
           s.outcome IS NULL AS untold, coalesce(s.given_due, b.due) AS judge_by, s.state, s.said_on,
           CASE WHEN s.verdict = ANY ($8) THEN 'unlawful' WHEN s.verdict = ANY ($9) THEN 'lawful' WHEN s.verdict = ANY ($10) THEN 'none' END AS says
    FROM patch_stand s
    -- Every patch has its batch; LEFT, so that the rows are walked once and not batch by batch.
    LEFT JOIN patch_batch b ON b.id = s.batch_id
    CROSS JOIN LATERAL (SELECT coalesce(s.after_on, (b.received_at AT TIME ZONE 'Asia/Shanghai')::date) AS day) d
    WHERE s.area_code IN (SELECT code FROM area_ancestor WHERE ancestor = ANY ($1))
      AND ($5::text IS NULL OR s.area_code IN (SELECT code FROM area_ancestor WHERE ancestor = $5))
      AND ($6::bigint IS NULL OR s.batch_id = $6)
      AND d.day BETWEEN $2 AND $3
),
course AS (
    SELECT s.*,
           CASE WHEN s.says IS NULL THEN 'open' WHEN s.state = ANY ($11) THEN 'final' WHEN s.state = ANY ($12) THEN 'preliminary' ELSE 'open' END AS course,
           CASE WHEN s.says = 'none' THEN true WHEN s.says = 'lawful' THEN true WHEN s.says = 'unlawful' THEN false END AS is_lawful
    FROM standing s
),
-- The city of a county is what lies right below the top; a county that lies there itself is its own.
city AS (
    SELECT a.code, a.ancestor AS city FROM area_ancestor a
    JOIN area c ON c.code = a.ancestor AND c.valid_to IS NULL
    JOIN area top ON top.code = c.parent_code AND top.valid_to IS NULL AND top.parent_code IS NULL
),
keyed AS (
    SELECT c.*, coalesce(city.city, c.area_code) AS city,
           CASE $4 WHEN 'county' THEN c.area_code WHEN 'city' THEN coalesce(city.city, c.area_code) WHEN 'kind' THEN coalesce(c.kind, '') ELSE to_char(c.day, 'YYYY-MM') END AS key
    FROM course c LEFT JOIN city ON city.code = c.area_code
),
figure AS (
    SELECT grouping(k.key) = 1 AS is_whole, coalesce(k.key, '') AS key, CASE WHEN $4 = 'county' AND grouping(k.key) = 0 THEN min(k.city) END AS parent,
           count(*)::int AS patches, round(coalesce(sum(k.m2), 0) / 100, 2) AS m2, round(coalesce(sum(k.cultivated), 0) / 100, 2) AS cultivated, round(coalesce(sum(k.basic), 0) / 100, 2) AS basic,
           count(*) FILTER (WHERE k.untold)::int AS untold,
           count(*) FILTER (WHERE k.course <> 'open')::int AS judged,
           count(*) FILTER (WHERE k.course = 'open')::int AS open,
           count(*) FILTER (WHERE k.course = 'open' AND k.judge_by < $7)::int AS overdue,
           count(*) FILTER (WHERE k.course = 'final' AND k.is_lawful)::int AS final_lawful,
           count(*) FILTER (WHERE k.course = 'final' AND NOT k.is_lawful)::int AS final_unlawful,
           count(*) FILTER (WHERE k.course = 'preliminary' AND k.is_lawful)::int AS preliminary_lawful,
           count(*) FILTER (WHERE k.course = 'preliminary' AND NOT k.is_lawful)::int AS preliminary_unlawful,
           count(*) FILTER (WHERE k.course <> 'open' AND k.said_on <= k.judge_by)::int AS in_time,
           count(*) FILTER (WHERE CASE WHEN k.course = 'open' THEN k.judge_by < $7 ELSE k.said_on > k.judge_by END)::int AS late,
           round(coalesce(sum(k.cultivated) FILTER (WHERE k.course = 'final' AND k.says = 'unlawful'), 0) / 100, 2) AS final_unlawful_m2,
           round(coalesce(sum(k.cultivated) FILTER (WHERE k.course = 'final' AND k.says = 'lawful'), 0) / 100, 2) AS final_lawful_m2,
           round(coalesce(sum(k.cultivated) FILTER (WHERE k.course = 'preliminary' AND k.says = 'unlawful'), 0) / 100, 2) AS preliminary_unlawful_m2,
           round(coalesce(sum(k.cultivated) FILTER (WHERE k.course = 'preliminary' AND k.says = 'lawful'), 0) / 100, 2) AS preliminary_lawful_m2,
           round(coalesce(sum(coalesce(k.cultivated, k.m2)) FILTER (WHERE k.course <> 'final' OR (k.untold AND k.says <> 'none')), 0) / 100, 2) AS open_m2,
           round(coalesce(sum(k.cultivated) FILTER (WHERE k.says = 'unlawful' AND k.course = 'final' AND k.state = ANY ($13)), 0) / 100, 2) AS put_right_m2
    FROM keyed k
    GROUP BY GROUPING SETS ((k.key), ())
)
SELECT f.is_whole, f.key, f.parent, a.name_zh, a.name_en, f.patches, f.m2, f.cultivated, f.basic, f.untold, f.judged, f.open, f.overdue, f.final_lawful, f.final_unlawful,
       f.preliminary_lawful, f.preliminary_unlawful, f.in_time, f.late, f.final_unlawful_m2, f.final_lawful_m2, f.preliminary_unlawful_m2, f.preliminary_lawful_m2, f.open_m2, f.put_right_m2
FROM figure f
LEFT JOIN area a ON $4 IN ('county', 'city') AND NOT f.is_whole AND a.code = f.key AND a.valid_to IS NULL
ORDER BY f.is_whole DESC, f.key

-- Patches of a period in figures. Each patch's areas are rounded to 0.01 m² first and summed as whole hundredths, so that every sum is exact, whatever is summed and in whichever order.
-- in:  $1 area codes  $2 first day  $3 last day  $4 county, city, kind or month  $5 batch  $6 today
--      $7 unlawful  $8 lawful construction  $9 no construction (verdicts)  $10 final  $11 preliminary  $12 put right (states)
-- out: whether it is the whole, key, parent, names, and the columns of PatchFigures and CultivatedLand
WITH heap AS (
    -- What is alike in all that is told of it is summed first: some thousand heaps are named and told apart below, not each patch.
    SELECT CASE WHEN $4 IN ('county', 'city') THEN s.area_code END AS area_code, CASE WHEN $4 = 'kind' THEN coalesce(s.kind, '') END AS kind,
           CASE WHEN $4 = 'month' THEN date_trunc('month', d.day) END AS month, s.outcome IS NULL AS untold, s.state, s.verdict, j.judge_by < $6 AS is_past, s.said_on <= j.judge_by AS is_timely,
           count(*) AS n, sum(m.m2) AS m2, sum(m.cultivated) AS cultivated, sum(m.basic) AS basic, sum(coalesce(m.cultivated, m.m2)) AS at_most
    FROM patch_stand s
    -- Every patch has its batch; LEFT, so that the rows are walked once and not batch by batch.
    LEFT JOIN patch_batch b ON b.id = s.batch_id
    CROSS JOIN LATERAL (SELECT coalesce(s.after_on, (b.received_at AT TIME ZONE 'Asia/Shanghai')::date) AS day) d
    CROSS JOIN LATERAL (SELECT coalesce(s.given_due, b.due) AS judge_by) j
    CROSS JOIN LATERAL (SELECT round(s.area_m2 * 100)::bigint AS m2, round(s.cultivated_m2 * 100)::bigint AS cultivated, round(s.basic_farmland_m2 * 100)::bigint AS basic) m
    WHERE s.area_code = ANY ($1)
      AND ($5::bigint IS NULL OR s.batch_id = $5)
      AND d.day BETWEEN $2 AND $3
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
),
course AS (
    SELECT h.*, v.says, CASE WHEN v.says IS NULL THEN 'open' WHEN h.state = ANY ($10) THEN 'final' WHEN h.state = ANY ($11) THEN 'preliminary' ELSE 'open' END AS course,
           v.says <> 'unlawful' AS is_lawful
    FROM heap h
    CROSS JOIN LATERAL (
        SELECT CASE WHEN h.verdict = ANY ($7) THEN 'unlawful' WHEN h.verdict = ANY ($8) THEN 'lawful' WHEN h.verdict = ANY ($9) THEN 'none' END AS says) v
),
-- The city of a county is what lies right below the top; a county that lies there itself is its own.
city AS (
    SELECT a.code, a.ancestor AS city FROM area_ancestor a
    JOIN area c ON c.code = a.ancestor AND c.valid_to IS NULL
    JOIN area top ON top.code = c.parent_code AND top.valid_to IS NULL AND top.parent_code IS NULL
),
keyed AS (
    SELECT c.*, coalesce(city.city, c.area_code) AS city,
           CASE $4 WHEN 'county' THEN c.area_code WHEN 'city' THEN coalesce(city.city, c.area_code) WHEN 'kind' THEN c.kind ELSE to_char(c.month, 'YYYY-MM') END AS key
    FROM course c LEFT JOIN city ON city.code = c.area_code
),
figure AS (
    SELECT grouping(k.key) = 1 AS is_whole, coalesce(k.key, '') AS key, CASE WHEN $4 = 'county' AND grouping(k.key) = 0 THEN min(k.city) END AS parent,
           coalesce(sum(k.n), 0)::int AS patches, round(coalesce(sum(k.m2), 0) / 100, 2) AS m2, round(coalesce(sum(k.cultivated), 0) / 100, 2) AS cultivated, round(coalesce(sum(k.basic), 0) / 100, 2) AS basic,
           coalesce(sum(k.n) FILTER (WHERE k.untold), 0)::int AS untold,
           coalesce(sum(k.n) FILTER (WHERE k.course <> 'open'), 0)::int AS judged,
           coalesce(sum(k.n) FILTER (WHERE k.course = 'open'), 0)::int AS open,
           coalesce(sum(k.n) FILTER (WHERE k.course = 'open' AND k.is_past), 0)::int AS overdue,
           coalesce(sum(k.n) FILTER (WHERE k.course = 'final' AND k.is_lawful), 0)::int AS final_lawful,
           coalesce(sum(k.n) FILTER (WHERE k.course = 'final' AND NOT k.is_lawful), 0)::int AS final_unlawful,
           coalesce(sum(k.n) FILTER (WHERE k.course = 'preliminary' AND k.is_lawful), 0)::int AS preliminary_lawful,
           coalesce(sum(k.n) FILTER (WHERE k.course = 'preliminary' AND NOT k.is_lawful), 0)::int AS preliminary_unlawful,
           coalesce(sum(k.n) FILTER (WHERE k.course <> 'open' AND k.is_timely), 0)::int AS in_time,
           coalesce(sum(k.n) FILTER (WHERE CASE WHEN k.course = 'open' THEN k.is_past ELSE NOT k.is_timely END), 0)::int AS late,
           round(coalesce(sum(k.cultivated) FILTER (WHERE k.course = 'final' AND k.says = 'unlawful'), 0) / 100, 2) AS final_unlawful_m2,
           round(coalesce(sum(k.cultivated) FILTER (WHERE k.course = 'final' AND k.says = 'lawful'), 0) / 100, 2) AS final_lawful_m2,
           round(coalesce(sum(k.cultivated) FILTER (WHERE k.course = 'preliminary' AND k.says = 'unlawful'), 0) / 100, 2) AS preliminary_unlawful_m2,
           round(coalesce(sum(k.cultivated) FILTER (WHERE k.course = 'preliminary' AND k.says = 'lawful'), 0) / 100, 2) AS preliminary_lawful_m2,
           round(coalesce(sum(k.at_most) FILTER (WHERE k.course <> 'final' OR (k.untold AND k.says <> 'none')), 0) / 100, 2) AS open_m2,
           round(coalesce(sum(k.cultivated) FILTER (WHERE k.says = 'unlawful' AND k.course = 'final' AND k.state = ANY ($12)), 0) / 100, 2) AS put_right_m2
    FROM keyed k
    GROUP BY GROUPING SETS ((k.key), ())
)
SELECT f.is_whole, f.key, f.parent, a.name_zh, a.name_en, f.patches, f.m2, f.cultivated, f.basic, f.untold, f.judged, f.open, f.overdue, f.final_lawful, f.final_unlawful,
       f.preliminary_lawful, f.preliminary_unlawful, f.in_time, f.late, f.final_unlawful_m2, f.final_lawful_m2, f.preliminary_unlawful_m2, f.preliminary_lawful_m2, f.open_m2, f.put_right_m2
FROM figure f
LEFT JOIN area a ON $4 IN ('county', 'city') AND NOT f.is_whole AND a.code = f.key AND a.valid_to IS NULL
ORDER BY f.is_whole DESC, f.key

-- Datastreams of things that are not retired.
SELECT d.id, NULL::timestamptz AS at, NULL::text AS code, t.kind, t.area_code, d.thing_id, d.property, d.unit, d.period_s, t.geom,
       t.name_zh || ' ' || o.name_zh AS name, t.name_en || ', ' || o.name_en || CASE d.period_s WHEN 0 THEN '' ELSE ', mean of ' || d.period_s || ' s' END AS description,
       jsonb_build_object('statistic', d.statistic, 'period_s', d.period_s, 'interval_s', d.interval_s) AS properties
FROM datastream d
JOIN thing t ON t.id = d.thing_id
JOIN observed_property o ON o.code = d.property
WHERE d.retired_at IS NULL AND t.retired_at IS NULL

-- Instant values of the datastream s.
SELECT o.datastream_id AS id, o.phenomenon_time AS at, NULL::text AS code, s.kind, s.area_code, s.thing_id, 0 AS period_s,
       o.value AS result, o.result_time, o.flag::text AS flag, jsonb_build_object('quality', o.quality) AS parameters
FROM observation o
WHERE o.datastream_id = s.id AND s.period_s = 0

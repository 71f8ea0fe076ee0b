-- Values of periods of the datastream s: the mean, of interval volumes the total, as they are created over SensorThings.
SELECT v.datastream_id AS id, v.phenomenon_time AS at, NULL::text AS code, s.kind, s.area_code, s.thing_id, s.period_s,
       CASE s.property WHEN 'interval_volume' THEN v.cou ELSE v.avg END AS result, NULL::timestamptz AS result_time, v.flag::text AS flag,
       jsonb_strip_nulls(jsonb_build_object('quality', v.quality, 'min', v.min, 'max', v.max, 'cou', v.cou,
           'zs_min', v.zs_min, 'zs_avg', v.zs_avg, 'zs_max', v.zs_max)) AS parameters
FROM period_value v
WHERE v.datastream_id = s.id AND s.period_s > 0

-- The meters to which marked hours belong, and the span of time whose use each mark may change: from the reading before the hour to the one after it.
-- in:  $1 datastream, $2 start of the hour; arrays of one length. $3 how far apart readings may be
-- out: thing, its q3, its register's capacity, its datastreams of the total, the reverse total and interval volumes with the seconds of these, the span,
--      its role, its datastream of the flow where it stands in for them; no row for other datastreams, nor for registers that were not read in the hour
SELECT t.id,
       CASE jsonb_typeof(t.properties -> 'q3_m3h') WHEN 'number' THEN (t.properties ->> 'q3_m3h')::float8 END,
       CASE jsonb_typeof(t.properties -> 'register_m3') WHEN 'number' THEN (t.properties ->> 'register_m3')::float8 END,
       volume.id, reverse.id, piece.id, piece.period_s,
       coalesce(before.at, due.start), coalesce(after.at, due.start + interval '1 hour' + make_interval(secs => d.period_s)),
       t.properties ->> 'meter_role',
       flow.id
FROM unnest($1::bigint[], $2::timestamptz[]) AS due(datastream_id, start)
JOIN datastream d ON d.id = due.datastream_id
 AND (d.statistic = 'instant' AND d.property IN ('volume', 'reverse_volume', 'flow') OR d.statistic = 'period' AND d.property = 'interval_volume')
JOIN thing t ON t.id = d.thing_id
LEFT JOIN datastream volume ON volume.thing_id = t.id AND volume.property = 'volume' AND volume.statistic = 'instant'
LEFT JOIN datastream reverse ON reverse.thing_id = t.id AND reverse.property = 'reverse_volume' AND reverse.statistic = 'instant'
LEFT JOIN LATERAL (
    SELECT p.id, p.period_s FROM datastream p
    WHERE p.thing_id = t.id AND p.property = 'interval_volume' AND p.statistic = 'period' ORDER BY p.retired_at IS NOT NULL, p.period_s LIMIT 1) piece ON true
-- A district whose station tells its flow alone.
LEFT JOIN LATERAL (
    SELECT f.id FROM datastream f
    WHERE f.thing_id = t.id AND f.property = 'flow' AND f.statistic = 'instant' AND f.retired_at IS NULL AND t.properties ->> 'meter_role' = 'district'
      AND NOT EXISTS (SELECT FROM datastream c
                      WHERE c.thing_id = t.id AND c.retired_at IS NULL
                        AND (c.property = 'volume' AND c.statistic = 'instant' OR c.property = 'interval_volume' AND c.statistic = 'period'))) flow ON true
LEFT JOIN LATERAL (
    SELECT o.phenomenon_time AS at FROM observation o
    WHERE d.statistic = 'instant' AND o.datastream_id = d.id AND o.quality IN (0, 4, 5)
      AND o.phenomenon_time < due.start AND o.phenomenon_time >= due.start - $3
    ORDER BY o.phenomenon_time DESC LIMIT 1) before ON true
LEFT JOIN LATERAL (
    SELECT o.phenomenon_time AS at FROM observation o
    WHERE d.statistic = 'instant' AND o.datastream_id = d.id AND o.quality IN (0, 4, 5)
      AND o.phenomenon_time >= due.start + interval '1 hour' AND o.phenomenon_time < due.start + interval '1 hour' + $3
    ORDER BY o.phenomenon_time LIMIT 1) after ON true
WHERE (d.property <> 'flow' OR flow.id = d.id)
  AND (d.statistic = 'period' OR EXISTS (
    SELECT FROM observation o
    WHERE o.datastream_id = d.id AND o.phenomenon_time >= due.start AND o.phenomenon_time < due.start + interval '1 hour'))

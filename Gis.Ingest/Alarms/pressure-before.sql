-- Mean pressure of the hour before a reading, or of one and a half intervals where the meter speaks less often.
-- in:  $1 number of the asker, $2 datastream of the pressure, $3 moment of the reading; arrays of one length
-- out: number, mean; no row where nothing was read then
SELECT n.number, b.mean
FROM unnest($1::integer[], $2::bigint[], $3::timestamptz[]) AS n(number, datastream_id, at)
JOIN datastream d ON d.id = n.datastream_id
CROSS JOIN LATERAL (
    SELECT avg(o.value) AS mean FROM observation o
    WHERE o.datastream_id = n.datastream_id AND o.quality IN (0, 4, 5) AND o.phenomenon_time < n.at
      AND o.phenomenon_time >= n.at - greatest(interval '1 hour', d.interval_s * interval '1.5 seconds')) b
WHERE b.mean IS NOT NULL

-- What flowed in the same hour of the days before.
-- in:  $1 number of the asker, $2 datastream of the flow, $3 start of the hour; arrays of one length. $4 how many days before
-- out: number, days with values, mean and standard deviation of the values; one row for each asker
SELECT n.number, count(DISTINCT o.day)::integer, avg(o.value), stddev_samp(o.value)
FROM unnest($1::integer[], $2::bigint[], $3::timestamptz[]) AS n(number, datastream_id, hour)
LEFT JOIN LATERAL (
    SELECT day, v.value
    FROM generate_series(1, $4) AS day
    CROSS JOIN LATERAL (
        SELECT o.value FROM observation o
        WHERE o.datastream_id = n.datastream_id AND o.quality IN (0, 4, 5) AND o.value IS NOT NULL
          AND o.phenomenon_time >= n.hour - day * interval '24 hours' AND o.phenomenon_time < n.hour - day * interval '24 hours' + interval '1 hour'
        OFFSET 0) v) o ON true
GROUP BY n.number

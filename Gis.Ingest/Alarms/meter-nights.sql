-- The days of meters that send them in pieces, as far as they are whole.
-- in:  $1 datastream of interval volumes, $2 end of the day, $3 seconds of one interval; arrays of one length. $4 earliest start, $5 latest end of all
-- out: datastream, end of the day, least interval in litres, least interval of the last two hours in litres, whether nothing is missing; only days with at
--      most half an hour missing
SELECT n.datastream_id, n.day_end, min(p.cou), min(p.cou) FILTER (WHERE p.phenomenon_time >= n.day_end - interval '2 hours'),
       count(*) * n.interval_s >= 24 * 3600
FROM unnest($1::bigint[], $2::timestamptz[], $3::integer[]) AS n(datastream_id, day_end, interval_s)
JOIN period_value p ON p.datastream_id = n.datastream_id
 AND p.phenomenon_time >= n.day_end - interval '24 hours' AND p.phenomenon_time < n.day_end
 AND p.phenomenon_time >= $4 AND p.phenomenon_time < $5
WHERE p.quality = 0 AND p.cou IS NOT NULL
GROUP BY n.datastream_id, n.day_end, n.interval_s
HAVING count(*) * n.interval_s >= 23.5 * 3600
   AND count(*) FILTER (WHERE p.phenomenon_time >= n.day_end - interval '2 hours') > 0

-- Volumes of intervals that touch a span of time.
-- in:  $1 number of the asker, $2 datastream, $3 low, $4 high, $5 seconds of an interval; arrays of one length
-- out: number, start, cubic metres; by number and start
SELECT s.number, p.phenomenon_time, p.cou / 1000
FROM unnest($1::integer[], $2::bigint[], $3::timestamptz[], $4::timestamptz[], $5::integer[]) AS s(number, datastream_id, low, high, interval_s)
CROSS JOIN LATERAL (
    SELECT v.phenomenon_time, v.cou FROM period_value v
    WHERE v.datastream_id = s.datastream_id AND v.phenomenon_time > s.low - make_interval(secs => s.interval_s) AND v.phenomenon_time < s.high
      AND v.quality = 0 AND v.cou IS NOT NULL
    OFFSET 0) p
ORDER BY s.number, p.phenomenon_time

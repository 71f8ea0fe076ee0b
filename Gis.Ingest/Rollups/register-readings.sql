-- Readings of registers in a span of time, with the one before and the one after it.
-- in:  $1 number of the asker, $2 datastream, $3 low, $4 high; arrays of one length. $5 how far away the one before and after may be
-- out: number, time, total; by number and time
SELECT s.number, o.phenomenon_time, o.value
FROM unnest($1::integer[], $2::bigint[], $3::timestamptz[], $4::timestamptz[]) AS s(number, datastream_id, low, high)
CROSS JOIN LATERAL (
    (SELECT b.phenomenon_time, b.value FROM observation b
     WHERE b.datastream_id = s.datastream_id AND b.phenomenon_time < s.low AND b.phenomenon_time >= s.low - $5 AND b.quality IN (0, 4, 5)
     ORDER BY b.phenomenon_time DESC LIMIT 1)
    UNION ALL
    (SELECT m.phenomenon_time, m.value FROM observation m
     WHERE m.datastream_id = s.datastream_id AND m.phenomenon_time >= s.low AND m.phenomenon_time < s.high AND m.quality IN (0, 4, 5))
    UNION ALL
    (SELECT a.phenomenon_time, a.value FROM observation a
     WHERE a.datastream_id = s.datastream_id AND a.phenomenon_time >= s.high AND a.phenomenon_time < s.high + $5 AND a.quality IN (0, 4, 5)
     ORDER BY a.phenomenon_time LIMIT 1)) o
ORDER BY s.number, o.phenomenon_time

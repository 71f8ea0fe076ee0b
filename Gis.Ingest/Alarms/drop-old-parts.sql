-- Drops parts of split packets that are older than the time-out; sets that never became whole are kept as rejected, part by part.
-- in:  $1 older than this, $2 now
-- out: how many sets were incomplete
WITH gone AS (
    DELETE FROM hj212_part p
    WHERE NOT EXISTS (
        SELECT FROM hj212_part n
        WHERE n.mn = p.mn AND n.cn = p.cn AND n.data_time = p.data_time AND n.pnum = p.pnum AND n.received_at >= $1)
    RETURNING p.*
),
incomplete AS (
    SELECT mn, cn, data_time, pnum FROM gone GROUP BY mn, cn, data_time, pnum HAVING count(*) < pnum
),
kept AS (
    INSERT INTO rejected_message (received_at, source, topic, payload, payload_len, code, reason, thing_id)
    SELECT $2, 'mqtt', 'hj212/' || g.mn || '/up', g.segment, length(g.segment), 'split-incomplete',
           'Part ' || g.pno || ' of ' || g.pnum || ' came, and the others did not within the time-out.', a.thing_id
    FROM gone g JOIN incomplete USING (mn, cn, data_time, pnum)
    LEFT JOIN thing_alias a ON a.scheme = 'mn' AND a.code = g.mn
)
SELECT count(*) FROM incomplete

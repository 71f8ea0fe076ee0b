-- Stores figures of periods that are not there yet.
-- in:  $1 datastream, $2 start, $3 min, $4 avg, $5 max, $6 cou, $7 zs_min, $8 zs_avg, $9 zs_max, $10 flag, $11 quality, $12 received at; arrays of one
--      length, ordered by key
-- out: the keys that were stored
INSERT INTO period_value (datastream_id, phenomenon_time, min, avg, max, cou, zs_min, zs_avg, zs_max, flag, quality, received_at)
SELECT i.datastream_id, i.phenomenon_time, i.min, i.avg, i.max, i.cou, i.zs_min, i.zs_avg, i.zs_max, i.flag::"char", i.quality, i.received_at
FROM unnest($1::bigint[], $2::timestamptz[], $3::float8[], $4::float8[], $5::float8[], $6::float8[], $7::float8[], $8::float8[], $9::float8[],
            $10::text[], $11::smallint[], $12::timestamptz[])
    AS i(datastream_id, phenomenon_time, min, avg, max, cou, zs_min, zs_avg, zs_max, flag, quality, received_at)
ON CONFLICT (datastream_id, phenomenon_time) DO NOTHING
RETURNING datastream_id, phenomenon_time

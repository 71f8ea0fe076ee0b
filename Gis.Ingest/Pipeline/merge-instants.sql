-- Stores instant values that are not there yet.
-- in:  $1 datastream, $2 phenomenon time, $3 value, $4 flag, $5 quality, $6 result time, $7 received at; arrays of one length, ordered by key
-- out: the keys that were stored
INSERT INTO observation (datastream_id, phenomenon_time, value, flag, quality, result_time, received_at)
SELECT i.datastream_id, i.phenomenon_time, i.value, i.flag::"char", i.quality, i.result_time, i.received_at
FROM unnest($1::bigint[], $2::timestamptz[], $3::float8[], $4::text[], $5::smallint[], $6::timestamptz[], $7::timestamptz[])
    AS i(datastream_id, phenomenon_time, value, flag, quality, result_time, received_at)
ON CONFLICT (datastream_id, phenomenon_time) DO NOTHING
RETURNING datastream_id, phenomenon_time

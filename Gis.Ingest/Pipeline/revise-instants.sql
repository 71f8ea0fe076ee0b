-- Replaces instant values that are there with another value, and keeps the old rows. Equal values are left alone.
-- in:  as merge-instants.sql, the keys that it did not store
-- out: the keys whose value changed
WITH incoming AS (
    SELECT i.datastream_id, i.phenomenon_time, i.value, i.flag::"char" AS flag, i.quality, i.result_time, i.received_at
    FROM unnest($1::bigint[], $2::timestamptz[], $3::float8[], $4::text[], $5::smallint[], $6::timestamptz[], $7::timestamptz[])
        AS i(datastream_id, phenomenon_time, value, flag, quality, result_time, received_at)
),
changed AS (
    SELECT o.datastream_id, o.phenomenon_time, o.value AS old_value, o.flag AS old_flag, o.quality AS old_quality, o.result_time AS old_result_time,
           o.received_at AS old_received_at, i.value, i.flag, i.quality, i.result_time, i.received_at
    FROM observation o JOIN incoming i ON o.datastream_id = i.datastream_id AND o.phenomenon_time = i.phenomenon_time
    WHERE (o.value, o.flag, o.quality) IS DISTINCT FROM (i.value, i.flag, i.quality)
    ORDER BY o.datastream_id, o.phenomenon_time
    FOR UPDATE OF o
),
kept AS (
    INSERT INTO observation_revision (datastream_id, phenomenon_time, old_value)
    SELECT datastream_id, phenomenon_time, jsonb_build_object(
        'value', old_value, 'flag', old_flag, 'quality', old_quality, 'result_time', old_result_time, 'received_at', old_received_at)
    FROM changed
)
UPDATE observation o
SET value = c.value, flag = c.flag, quality = c.quality, result_time = c.result_time, received_at = c.received_at
FROM changed c
WHERE o.datastream_id = c.datastream_id AND o.phenomenon_time = c.phenomenon_time
RETURNING o.datastream_id, o.phenomenon_time

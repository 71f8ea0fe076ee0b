-- Replaces figures of periods that are there with others, and keeps the old rows. Equal figures are left alone.
-- in:  as merge-periods.sql, the keys that it did not store
-- out: the keys whose figures changed
WITH incoming AS (
    SELECT i.datastream_id, i.phenomenon_time, i.min, i.avg, i.max, i.cou, i.zs_min, i.zs_avg, i.zs_max, i.flag::"char" AS flag, i.quality, i.received_at
    FROM unnest($1::bigint[], $2::timestamptz[], $3::float8[], $4::float8[], $5::float8[], $6::float8[], $7::float8[], $8::float8[], $9::float8[],
                $10::text[], $11::smallint[], $12::timestamptz[])
        AS i(datastream_id, phenomenon_time, min, avg, max, cou, zs_min, zs_avg, zs_max, flag, quality, received_at)
),
changed AS (
    SELECT o.datastream_id, o.phenomenon_time, to_jsonb(o) AS old_row,
           i.min, i.avg, i.max, i.cou, i.zs_min, i.zs_avg, i.zs_max, i.flag, i.quality, i.received_at
    FROM period_value o JOIN incoming i ON o.datastream_id = i.datastream_id AND o.phenomenon_time = i.phenomenon_time
    WHERE (o.min, o.avg, o.max, o.cou, o.zs_min, o.zs_avg, o.zs_max, o.flag, o.quality)
        IS DISTINCT FROM (i.min, i.avg, i.max, i.cou, i.zs_min, i.zs_avg, i.zs_max, i.flag, i.quality)
    ORDER BY o.datastream_id, o.phenomenon_time
    FOR UPDATE OF o
),
kept AS (
    INSERT INTO observation_revision (datastream_id, phenomenon_time, old_value)
    SELECT datastream_id, phenomenon_time, old_row - 'datastream_id' - 'phenomenon_time' FROM changed
)
UPDATE period_value o
SET min = c.min, avg = c.avg, max = c.max, cou = c.cou, zs_min = c.zs_min, zs_avg = c.zs_avg, zs_max = c.zs_max,
    flag = c.flag, quality = c.quality, received_at = c.received_at
FROM changed c
WHERE o.datastream_id = c.datastream_id AND o.phenomenon_time = c.phenomenon_time
RETURNING o.datastream_id, o.phenomenon_time

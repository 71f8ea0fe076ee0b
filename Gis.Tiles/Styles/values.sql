-- What values a property has, from some of the features that the caller may read.
-- in:  $1 layer, $2 edition, $3 area roots, $4 whole tree, $5 name of the property where it is no column, $6 features looked at, at most
-- out: how many were looked at; how many different values; [value, count] of the most frequent 50; of numbers the percentiles 0 … 100
WITH looked AS MATERIALIZED (
    SELECT {value} AS value FROM ({source}) f WHERE true {scope} LIMIT $6
),
counted AS (
    SELECT value, count(*) AS count FROM looked WHERE value IS NOT NULL GROUP BY value
)
SELECT (SELECT count(*) FROM looked),
       (SELECT count(*) FROM counted),
       (SELECT coalesce(jsonb_agg(jsonb_build_array(often.value, often.count) ORDER BY often.count DESC, often.value), '[]')::text
        FROM (SELECT c.value, c.count FROM counted c ORDER BY c.count DESC, c.value LIMIT 50) often),
       {percentiles}

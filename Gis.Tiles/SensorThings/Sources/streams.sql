-- The datastreams whose observations can be read.
SELECT d.id, d.period_s, d.property, d.thing_id, t.kind, t.area_code
FROM datastream d
JOIN thing t ON t.id = d.thing_id
WHERE d.retired_at IS NULL AND t.retired_at IS NULL

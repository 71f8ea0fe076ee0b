-- The device at each thing that has datastreams: the store knows one a thing, and of it what it speaks.
SELECT t.id, NULL::timestamptz AS at, NULL::text AS code, t.kind, t.area_code, t.name_zh, t.name_en,
       coalesce((SELECT string_agg(DISTINCT CASE a.scheme WHEN 'mn' THEN 'HJ 212' WHEN 'meter' THEN 'meter JSON' WHEN 'camera' THEN 'camera' ELSE 'JSON' END, ', ')
                 FROM thing_alias a WHERE a.thing_id = t.id), '') AS speaks
FROM thing t
WHERE t.retired_at IS NULL AND EXISTS (SELECT FROM datastream d WHERE d.thing_id = t.id AND d.retired_at IS NULL)
